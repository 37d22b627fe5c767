"""Whatever somebody fills in or leaves out, the letter is whole sentences in the page's language.

By keyboard, at 320 px, on paper and without script.
"""

from __future__ import annotations

import re

import pytest

from scripts import l10n
from scripts.data import authorities
from tests import paper
from tests.browser.helpers import everywhere, lang_of, sampled, strings, tree
from tests.browser.letter_helper import (
    DATES,
    LETTERS,
    control,
    fields,
    fill_all,
    fill_button,
    opened,
    written,
)
from tests.paper import squeezed

#: What a sentence torn apart looks like: a line that leads to no list, a space before a sign, two
#: spaces, empty brackets.
TORN = re.compile(r":\n\n|:\Z| [.,;:]|\S  +\S|\n- \n|\n\n\n|\[\]|\bundefined\b|\bnull\b|\{")
NOON = "2026-11-23T12:00:00"


@pytest.fixture
def desk(tab):
    """Open a tab whose clock stands on 23 November 2026."""
    tab.clock.install(time=NOON)
    return tab


def plain(letter) -> str:
    """Return a letter of the page as the plain text it should become, made here a second way."""
    parts: list[str] = []
    for block in letter:
        if block.tag == "p":
            parts.append(words(block))
            continue
        marks = [f"{n}." if block.tag == "ol" else "-" for n in range(1, len(block) + 1)]
        lines = [f"{mark} {words(item)}" for mark, item in zip(marks, block, strict=True)]
        parts[-1] = "\n".join([parts[-1], *lines])
    return "\n\n".join(parts)


def words(element) -> str:
    return re.sub(r"[ \t\r\n]+", " ", element.text_content()).strip()


#: Opens each letter; returns what stands there and whether something is said to be missing, when
#: nothing is filled in and when everything is; clears it.
EMPTY_AND_FULL = """days => [...document.querySelectorAll("[data-do=fill]")].map((button) => {
  button.click();
  const form = document.getElementById("letter");
  const look = () => [
    form.querySelector("pre").textContent, !document.getElementById("letter-missing").hidden,
  ];
  const empty = look();
  for (const one of document.querySelectorAll("#letter-fields :is(input, textarea, select)")) {
    const name = one.closest("[data-for]")?.dataset.for.split(" ").pop();
    if (one.type === "checkbox") one.checked = true;
    else if (one.options) one.selectedIndex = 3;
    else one.value = days.includes(name) ? "2026-05-03" : `Typed ${name}`;
  }
  form.dispatchEvent(new Event("input"));
  const full = look();
  form.querySelector("[data-do=clear]").click();
  return [empty, full];
})"""
#: The letter's words for the first and the 28th of each month.
MONTHS = """() => {
  const field = document.querySelector("#letter-fields [data-for~=objected] input");
  const days = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, "0"));
  return days.flatMap(month => ["01", "28"].map(day => {
    field.value = `2025-${month}-${day}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return [field.value, document.querySelector("#letter pre").textContent];
  }));
}"""


def test_empty_it_is_the_printed_letter_and_full_it_has_no_blank(address, desk):
    """In all languages, each of the five letters: the page's own sentences, and nothing between.

    Dates are written out as everywhere on the site.
    """
    problems = []
    for path in everywhere("letters/"):
        quoted = tree(path).xpath("//article/blockquote")
        assert len(quoted) == len(LETTERS), path
        reasons = {
            words(item) for item in tree(path).xpath("//h2[@id='reasons']/following::ul[1]/li")
        }
        desk.goto(address + path)
        found = desk.evaluate(EMPTY_AND_FULL, DATES)
        for letter, printed, (empty, full) in zip(LETTERS, quoted, found, strict=True):
            where = f"{path}#{letter}"
            if empty != [plain(printed), False]:
                problems.append(f"{where}: empty, it is not the printed letter: {empty}")
            text, missing = full
            if "[" in text or TORN.search(text):
                problems.append(f"{where}: torn or with a blank: {text}")
            if missing:
                problems.append(f"{where}: something is missing when all is filled in")
            frames = [
                re.compile(re.sub(r"\\\[.*?\\\]", ".+", re.escape(words(part))))
                for part in printed.xpath("./p | .//li")
            ]
            for line in (re.sub(r"^(- |\d+\. )", "", each) for each in re.split(r"\n+", text)):
                whole = any(frame.fullmatch(line) for frame in frames)
                if not (whole or line.startswith("Typed ") or line in reasons):
                    problems.append(f"{where}: no sentence of the page: {line}")
            if l10n.format_date(NOON[:10], lang_of(path)) not in text:
                problems.append(f"{where}: without today's date")
        fill_button(desk, "erasure").click()
        for iso, text in desk.evaluate(MONTHS):
            day = l10n.format_date(iso, lang_of(path))
            if not re.search(rf"[\s(]{re.escape(day)}[ ,.)]", text):
                problems.append(f"{path}: {iso} is not written “{day}”")
    assert not problems, "\n".join(problems)


#: Each control of the open letter alone, then all but each one: [name, whether the others are
#: filled, the letter, whether something is said to be missing].
ONE_BY_ONE = """days => {
  const form = document.getElementById("letter"), found = [];
  const all = [...document.querySelectorAll("#letter-fields :is(input, textarea, select)")];
  const name = one => (one.closest("[data-for]")?.dataset.for || "").split(" ")[0];
  const put = (one, full) => {
    if (one.type === "checkbox") one.checked = full;
    else if (one.options) one.selectedIndex = full ? 3 : 0;
    else one.value = !full ? "" : days.includes(name(one)) ? "2026-05-03" : "Typed words";
  };
  const missing = document.getElementById("letter-missing");
  for (const rest of [false, true]) {
    for (const one of all) {
      all.forEach(other => put(other, other === one ? !rest : rest));
      form.dispatchEvent(new Event("input"));
      found.push([name(one), rest, form.querySelector("pre").textContent, !missing.hidden]);
    }
  }
  return found;
}"""


def test_whichever_fields_are_filled_no_sentence_is_torn(address, tab):
    problems = []
    for path in sampled("letters/")[:2]:
        tab.goto(address + path)
        for letter in LETTERS:
            fill_button(tab, letter).click()
            tried = tab.evaluate(ONE_BY_ONE, DATES)
            assert len(tried) >= 2 * len(fields(tab)) > 4
            for name, rest, text, missing in tried:
                where = f"{path}#{letter}, {name} {'empty' if rest else 'alone'}"
                if TORN.search(text):
                    problems.append(f"{where}: torn: {text}")
                if missing != ("[" in text):
                    problems.append(f"{where}: what is missing is not said")
                day = l10n.format_date("2026-05-03", lang_of(path))
                if name in DATES and not rest and day not in text:
                    problems.append(f"{where}: without the day")
                if not rest and name != "country" and text.count("Typed words") > 1:
                    problems.append(f"{where}: stands twice")
            different = {text for _, _, text, _ in tried}
            assert len(different) > len(tried) / 2, "the fields make a difference"
    assert not problems, "\n".join(problems)


#: Chooses each country; returns its code, its name, the letter, and where the link leads.
COUNTRIES = """() => {
  const list = document.querySelector("#letter-fields select");
  return [...list.options].slice(1).map((option, number) => {
    list.selectedIndex = number + 1;
    list.dispatchEvent(new Event("input", { bubbles: true }));
    const link = document.querySelector("#letter-fields label + a");
    const letter = document.querySelector("#letter pre").textContent;
    return [option.dataset.code, option.text, letter, link.href];
  });
}"""


def test_every_country_names_its_authority_and_leads_to_its_row(address, tab):
    items = {item.country.lower(): item for item in authorities.load_authorities()}
    assert len(items) == 30
    for path in sampled("letters/"):
        code = lang_of(path)
        complain = path.replace("letters/", "complain/")
        rows = set(tree(complain).xpath("//@id"))
        opened(tab, address + path, "complaint")
        chosen = tab.evaluate(COUNTRIES)
        assert sorted(country for country, *_ in chosen) == sorted(items)
        for country, name, text, link in chosen:
            where, item = f"{path}, {country}", items[country]
            assert name == authorities.country_name(item.country, code), where
            assert f": {name}\n" in text, where
            page, _, row = link.partition("#")
            assert page == address + complain and row in rows, where
            first = text.split("\n")[0]
            if country == "de":  # 16 states: the reader has to say which
                assert row == "several" and "[" in first, where
            else:
                own = item.names.get(code) or item.names[next(iter(item.names))]
                assert row == f"authority-{country}" and own in first, where
        control(tab, "authority").fill("Landesbeauftragte")
        assert written(tab).split("\n")[0].endswith(" Landesbeauftragte")


def test_what_is_typed_once_stands_in_every_letter(address, tab):
    opened(tab, address + "el/letters/", "objection")
    control(tab, "name").fill("Åse Øvrebø")
    for letter in LETTERS:
        if fill_button(tab, letter).get_attribute("aria-expanded") != "true":
            fill_button(tab, letter).click()
        assert "\n\nÅse Øvrebø\n\n" in written(tab)
        assert tab.locator("article > blockquote:visible").count() == len(LETTERS) - 1
    fill_button(tab, LETTERS[-1]).click()
    assert not tab.locator("#letter").is_visible()
    assert tab.locator("article > blockquote:visible").count() == len(LETTERS)


def test_every_control_says_what_it_is_for_in_the_pages_language(address):
    for path in everywhere("letters/"):
        say = strings(path)["letters"]
        form = tree(path).xpath("//form[@id='letter']")[0]
        for name in ("fill", "copy", "save", "print", "clear"):
            assert form.xpath(f"string(.//button[@data-do='{name}'])") == say[name], path
        assert form.xpath("string(.//a[@id='letter-mail'])") == say["mail"], path
        labels = [
            (label.text or "").strip() or (label.text_content()).strip()
            for label in form.xpath(".//label | .//legend")
        ]
        assert len(labels) > 15 and set(labels) <= set(say.values()), (path, labels)


def test_no_letter_calls_anybody_he_or_she():
    torn = re.compile(r"\b(he|she|his|her|him|hers)\b", re.IGNORECASE)
    text = " ".join(quoted.text_content() for quoted in tree("letters/").xpath("//blockquote"))
    assert not torn.search(text)
    norwegian = re.compile(r"\b(han|hun|hans|hennes|ham|henne|sin|sitt)\b", re.IGNORECASE)
    text = " ".join(each.text_content() for each in tree("nb/letters/").xpath("//blockquote"))
    assert not norwegian.search(text)


HERE = """() => {
  const at = document.activeElement;
  if (!at.closest("#letter")) return "";
  const place = [...document.querySelectorAll("#letter *")].indexOf(at);
  return [at.tagName, at.type, at.dataset.do || "", place].join(" ");
}"""


@pytest.mark.parametrize("path", ["letters/", "el/letters/"])
@pytest.mark.parametrize("letter", ["objection", "complaint"])
def test_the_keyboard_is_enough(new_tab, address, path, letter):
    tab = new_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.goto(address + path)
    fill_button(tab, letter).focus()
    tab.keyboard.press("Enter")
    controls = "input:visible, textarea:visible, select:visible, button:visible, a:visible"
    wanted = tab.locator("#letter").locator(controls).count()
    reached = set()
    for _ in range(120):  # a date has several stops
        tab.keyboard.press("Tab")
        here = tab.evaluate(HERE)
        if not here:
            break
        if here in reached:
            continue
        reached.add(here)
        if here.startswith(("INPUT text", "TEXTAREA")):
            tab.keyboard.type("Ida")
        elif here.startswith("INPUT checkbox"):
            tab.keyboard.press("Space")
        elif here.startswith("SELECT"):
            tab.keyboard.press("ArrowDown")
        elif "copy" in here:
            tab.keyboard.press("Enter")
    assert len(reached) >= wanted
    copied = tab.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == written(tab)
    assert "\n\nIda\n\n" in copied
    assert tab.locator("#letter-fields :checked:not(option)").count() > 2


#: What is too small to touch, and what has no label.
FAULTS = """() => {
  const small = one => {
    const { width, height } = one.getBoundingClientRect();
    return one.checkVisibility() && (width < 24 || height < 24);
  };
  const unnamed = one => !one.labels.length || !one.labels[0].textContent.trim();
  const touched = "[data-do=fill], #letter :is(input, textarea, select, button, a)";
  return [
    ...[...document.querySelectorAll(touched)].filter(small),
    ...[...document.querySelectorAll("#letter :is(input, textarea, select)")].filter(unnamed),
  ].map(one => one.outerHTML);
}"""


def test_on_the_smallest_phone_all_fits_and_can_be_touched(new_tab, address):
    tab = new_tab(viewport={"width": 320, "height": 640}, has_touch=True)
    for path in sampled("letters/"):
        tab.goto(address + path)
        for letter in LETTERS:
            fill_button(tab, letter).click()
            fill_all(tab, "https://www.example.test/" + "a" * 200)
            assert tab.evaluate("document.documentElement.scrollWidth") == 320, (path, letter)
            assert tab.evaluate(FAULTS) == [], (path, letter)


@pytest.mark.parametrize("path", ["letters/", "el/letters/"])
def test_printed_alone_the_paper_holds_the_letter_and_nothing_else(new_tab, address, path):
    """Also on phones, which say `afterprint` before they have printed."""
    tab = new_tab(init="window.print = () => dispatchEvent(new Event('afterprint'))")
    for letter in LETTERS:
        opened(tab, address + path, letter)
        fill_all(tab)
        tab.locator("[data-do=print]").click()
        sheets = paper.sides(tab.pdf(prefer_css_page_size=True))
        assert squeezed("".join(sheets)) == squeezed(written(tab)), letter
        assert len(sheets) <= 2
    tab.mouse.click(5, 5)  # back on the page
    text = squeezed("".join(paper.sides(tab.pdf(prefer_css_page_size=True))))
    assert squeezed(written(tab)) in text, "the page as a whole holds it too, without the form"
    assert squeezed(strings(path)["letters"]["mail_hint"]) not in text
    assert squeezed(tree(path).xpath("string(//h1)")) in text


def test_a_mail_too_long_says_so_before_it_is_pressed(address, tab):
    """Windows hands no address above 2,000 characters on, and says nothing."""
    seen = set()
    for path in sampled("letters/"):
        tab.goto(address + path)
        for letter in ("objection", "complaint"):
            fill_button(tab, letter).click()
            control(tab, "name").fill("Ada")
            length = tab.locator("#letter-mail").evaluate("a => a.href.length")
            hint = tab.locator("#letter-long")
            assert hint.is_visible() == (length > 2000), (path, letter, length)
            if hint.is_visible():
                assert hint.inner_text() == strings(path)["letters"]["mail_long"]
                own = tab.locator("#letter-mail").bounding_box()["y"]
                assert abs(hint.bounding_box()["y"] - own) < 844, "seen with the button"
            seen.add(length > 2000)
    assert seen == {True, False}, "both were met"


def test_where_an_app_saves_and_prints_nothing_it_says_what_to_do(new_tab, address):
    """In the apps of Facebook and Instagram no file comes; `print` does nothing, or is missing."""
    init = "window.print = () => {}; HTMLAnchorElement.prototype.click = () => {}"
    tab = new_tab(init=init)
    for path in sampled("letters/"):
        opened(tab, address + path, "objection")
        for name in ("save", "print"):
            tab.locator(f"[data-do={name}]").click()
            status = tab.locator("#letter > [role=status]")
            assert status.inner_text() == strings(path)["letters"]["in_app"], (path, name)
    tab = new_tab(init="delete window.print; window.print = undefined")
    opened(tab, address + "letters/", "objection")
    assert tab.locator("#letter [data-do=save]").is_visible()
    assert not tab.locator("[data-do=print]:visible, [data-share=print]:visible").count()


def test_without_script_the_letters_are_whole_and_no_button_promises_more(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    for path in sampled("letters/"):
        tab.goto(address + path)
        assert tab.locator("article > blockquote:visible").count() == len(LETTERS)
        assert tab.locator("[data-do]:visible, #letter:visible").count() == 0
        for letter in LETTERS:
            assert tab.locator(f"h2#{letter}").is_visible()
        tab.emulate_media(media="print")
        widths = tab.eval_on_selector_all(
            "article > blockquote [data-field]",
            "all => all.map(one => parseFloat(getComputedStyle(one, '::after').width))",
        )
        assert len(widths) > 30 and min(widths) > 100, "room to write by hand"
        tab.emulate_media(media="screen")
