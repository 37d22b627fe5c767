"""The authorities of the 30 EEA countries are found as the reader types, in their language’s order.

The table itself: tests/site.
"""

from __future__ import annotations

import pytest

from scripts import config
from scripts.data import authorities
from tests.browser.helpers import SMALL, Watch, lang_of, put, sampled, strings

#: Path, query → the countries shown.
FOUND = [
    ("complain/", "norw", "no"),
    ("complain/", "ICE", "is"),
    ("complain/", "osterr", "at"),
    ("complain/", "ísl", "is"),
    ("complain/", "island", "is"),
    ("complain/", "cnil", "fr"),
    ("complain/", "Ελλ", "gr"),
    ("complain/", "dutch", "be nl"),
    ("complain/", "data protection comm", "ie mt"),
    ("complain/", "languages", ""),
    ("complain/", "$&", ""),
    ("nb/complain/", "osterrike", "at"),
    ("nb/complain/", "ØSTER", "at"),
    ("nb/complain/", "datatilsynet", "dk no"),
    ("nb/complain/", "deutschland", "de"),
    ("el/complain/", "ΚΥΠΡΟΣ", "cy"),
    ("el/complain/", "ελλαδα", "gr"),
    ("bg/complain/", "българия", "bg"),
]


def found(tab, query: str) -> list[str]:
    """Return the countries shown once `query` stands in the filter."""
    put(tab, "#filter-field", query)
    # In the page, whose own timer was set before: on a busy machine one here would end too soon.
    tab.evaluate("new Promise(done => setTimeout(done, 120))")
    rows = ".authorities tbody tr[id]:not([hidden])"
    return tab.eval_on_selector_all(rows, "all => all.map(one => one.id.slice(-2)).sort()")


def test_the_order_of_the_countries_is_that_of_unicode(tab):
    """Compared with Chromium's ICU, which follows CLDR, where it has the language."""
    compared = 0
    for code in config.EEA_LOCALES:
        rows = authorities.authorities_by_country_name(code)
        names = [authorities.country_name(item.country, code) for item in rows]
        assert len(set(names)) == 30, code
        if tab.evaluate("code => Intl.Collator.supportedLocalesOf(code).length", code):
            sort = "([code, names]) => names.sort(new Intl.Collator(code).compare)"
            assert names == tab.evaluate(sort, [code, sorted(names)]), code
            compared += 1
    assert compared > 20


def test_typing_finds_whatever_the_accents(tab, address):
    problems = []
    for path, query, countries in FOUND:
        if tab.url != address + path:
            tab.goto(address + path)
        shown = found(tab, query)
        words = strings(path)["authority"]
        said = words["found"].format(count=len(shown))
        if not shown:
            said = words["none"].replace("{query}", query)
        if query == "$&":  # signs alone are no words: all rows are shown, and nothing is said
            shown, said = ([] if len(shown) == 30 else shown), ""
        status = tab.locator("#filter [role=status]").inner_text()
        if shown != countries.split() or status != said:
            problems.append(f"{path}: “{query}” shows {shown}, and says “{status}”")
    assert not problems, "\n".join(problems)


def test_nothing_found_says_so_and_an_empty_field_shows_all(tab, address):
    watch = Watch(tab)
    for path in sampled("complain/"):
        tab.goto(address + path, wait_until="networkidle")
        watch.take()
        for query in ("<b>zz", "$& zz"):
            assert found(tab, query) == []
            status = tab.locator("#filter [role=status]").inner_text()
            assert status == strings(path)["authority"]["none"].replace("{query}", query)
        assert tab.locator(".authorities .group:visible").count() == 0, "no heading over nothing"
        assert tab.locator("#filter b").count() == 0
        assert len(found(tab, "")) == 30
        assert tab.locator("#filter [role=status]").inner_text() == ""
        assert watch.take() == ([], []) and tab.url == address + path
        stored = tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert stored == [0, 0, ""]


@pytest.mark.parametrize("path", ["complain/"])
def test_the_keyboard_is_enough(tab, address, path):
    tab.goto(address + path)
    tab.locator("#filter-field").focus()
    tab.keyboard.type("nor")
    tab.keyboard.press("Enter")
    assert tab.url == address + path
    tab.keyboard.press("Tab")
    link = tab.evaluate("document.activeElement.getAttribute('href')")
    assert link == "https://www.datatilsynet.no/"


def test_without_script_the_table_is_plain_and_whole(new_tab, address):
    tab = new_tab(java_script_enabled=False, viewport=SMALL)
    for path in sampled("complain/"):
        tab.goto(address + path)
        assert not tab.locator("#filter").is_visible()
        rows = tab.locator(".authorities tbody tr")
        assert rows.count() == rows.locator("visible=true").count() > 30, lang_of(path)
        heights = "all => all.map(one => one.getBoundingClientRect().height)"
        assert min(tab.eval_on_selector_all(".authorities a", heights)) >= 24
