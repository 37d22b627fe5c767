"""Nobody is shut out: two rule engines find nothing wrong by WCAG 2.2 AA, in every state of a page.

On a phone and on a desk, in light and dark; one page of each layout, the fullest in four languages.
"""

from __future__ import annotations

import pytest

from tests.browser import rule_engines
from tests.browser.helpers import DESK, LAYOUTS, PHONE, SAMPLE, paths, sampled, tree, varied
from tests.browser.states import STATES, states


@pytest.fixture(scope="module")
def checked(browser):
    """Open a tab on which the offer of another language shows as well."""
    context = rule_engines.context_with_engines(browser, viewport=PHONE, locale="de")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", varied())
def test_axe_finds_nothing(checked, address, path):
    problems = []

    def look(where: str, part: str = "html", *, colours: bool = False) -> None:
        found = rule_engines.axe_findings(checked, part, colours=colours)
        problems.extend(f"{path}: {where}: {line}" for line in found)

    checked.set_viewport_size(PHONE)
    checked.emulate_media(color_scheme="light")
    checked.goto(address + path)
    look("phone")
    for state in states(path) if path in (*LAYOUTS, "el/object/") else ():
        part = STATES[state](checked)
        look(f"phone, {state}", part)
        checked.emulate_media(color_scheme="dark")
        look(f"phone, {state}, dark", part, colours=True)
        checked.emulate_media(color_scheme="light")
        checked.keyboard.press("Escape")
    checked.emulate_media(color_scheme="dark")
    look("phone, dark", colours=True)
    # The other screen and the other colours in one; the pair that is left by colours alone.
    checked.set_viewport_size(DESK)
    look("desk, dark", colours=path not in LAYOUTS)
    checked.emulate_media(color_scheme="light")
    look("desk, light", colours=True)
    assert not problems, "\n".join(problems)


def test_axe_would_find_a_fault(checked, address):
    """One fault of each kind is found, in the scheme and on the screen where it is."""
    checked.set_viewport_size(PHONE)
    checked.goto(address + "words/")
    checked.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.insertAdjacentHTML("beforeend",
            '<img src="x.png"><input><h5>No level</h5><p id="dim">Dim in the dark</p>');
          document.getElementById("dim").style.color = "#444";
        }"""
    )
    checked.emulate_media(color_scheme="light")
    found = {line.split(":")[0] for line in rule_engines.axe_findings(checked, "main")}
    assert found == {"image-alt", "label", "heading-order"}
    checked.emulate_media(color_scheme="dark")
    dark = rule_engines.axe_findings(checked, "main", colours=True)
    assert {line.split(":")[0] for line in dark} == {"color-contrast"}


@pytest.fixture(scope="module")
def second(browser):
    """Open a tab with the other engine."""
    context = rule_engines.context_with_engines(browser, ibm=True, viewport=DESK, locale="de")
    yield context.new_page()
    context.close()


def test_a_second_engine_finds_nothing_either(second, address):
    """IBM's, in Latin and Cyrillic; for the print page it takes more than a minute."""
    problems = []
    for path in [*LAYOUTS, *sampled("object/", SAMPLE[1:2]), "404.html"]:
        second.goto(address + path)
        for state in [None, *(each for each in states(path) if each in ("letters", "finder"))]:
            if state:
                STATES[state](second)
            where = f"{path}, {state or 'as it comes'}"
            problems += [f"{where}: {line}" for line in rule_engines.ibm_findings(second)]
    assert not problems, "\n".join(problems)


def test_the_second_engine_would_find_a_fault(second, address):
    second.goto(address + "404.html")
    second.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
          '<img src="x.png"><input>')"""
    )
    found = {line.split(":")[0] for line in rule_engines.ibm_findings(second)}
    assert {"img_alt_valid", "input_label_exists"} <= found


def test_tables_pictures_and_boxes_say_what_they_are():
    """On every page of every language, read off the files."""
    problems = []
    for path in paths():
        page = tree.__wrapped__(path)
        for table in page.xpath("//table"):
            heads = table.xpath(".//thead//th")
            if not heads or not all(head.text_content().strip() for head in heads):
                problems.append(f"{path}: a table without heads")
            if not table.xpath(".//tbody/tr"):
                problems.append(f"{path}: a table without rows")
        problems += [f"{path}: a picture without words" for _ in page.xpath("//img[not(@alt)]")]
        for drawing in page.xpath("//svg[not(ancestor::svg)]"):
            named = drawing.xpath("@aria-label | @aria-labelledby | ./title")
            inside = drawing.xpath("ancestor::button[@aria-label or @title]")
            if not (inside or drawing.get("aria-hidden") or (drawing.get("role") and named)):
                problems.append(f"{path}: a drawing without a name")
        for box in page.xpath("//article//ul//input[@type='checkbox' and not(@aria-hidden)]"):
            if not box.xpath("ancestor::label"):
                problems.append(f"{path}: a box for paper that is read out")
    assert not problems, "\n".join(problems)
