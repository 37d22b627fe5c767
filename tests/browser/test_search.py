"""Search loads the reader's language alone, when opened; it finds words in other forms.

Sizes: tests/site.
"""

from __future__ import annotations

import pytest

from tests.browser.helpers import SAMPLE, Watch, look_for, open_panel, sampled, strings, until

#: Language → a query in another form than the text has, in capitals or without accents, and the
#: page it must find. A hundred such a language: test_word_forms.py.
QUERIES = {
    "en": [("complaining", "complain/"), ("letter", "letters/"), ("BALANCING", "legal-basis/")],
    "bg": [("възраженията", "legal-basis/"), ("БАЛАНСИРАЩ", "words/")],
    "el": [
        ("εναντιώσεων", "if-it-fails/"),
        ("επιστολή", "letters/"),
        ("ενάντιωση", "if-it-fails/"),
    ],
    "fi": [("kirjeestä", "letters/"), ("TASAPAINOTESTI", "legal-basis/")],
}


def test_it_loads_one_language_and_finds_other_forms_of_a_word(tab, address):
    """Two files, nothing before it is opened, and the pages named above."""
    problems = []
    watch = Watch(tab)
    for locale in SAMPLE:
        home = address + locale.url_prefix
        tab.goto(home, wait_until="networkidle")
        watch.take()
        for query, page in QUERIES[locale.code]:
            found = look_for(tab, query)
            near = [url.split("#")[0] for url in found[:8]]
            if home + page not in near:
                problems.append(f"{locale.code}: “{query}” does not find {page}, but {found[:8]}")
            if foreign := [url for url in found if not url.startswith(home)]:
                problems.append(f"{locale.code}: “{query}” finds another language: {foreign}")
        asked, wrong = watch.take()
        asked = [url for url in asked if "/mark." not in url]  # the icon, when the browser likes
        own = [url for url in asked if f"/search/{locale.code}." in url]
        if len(asked) != 2 or len(own) != 1 or wrong:
            problems.append(f"{locale.code}: asks for {asked} {wrong}")
    assert not problems, "\n".join(problems)


def test_nothing_found_has_a_way_on(tab, address):
    for path in sampled(""):
        tab.goto(address + path)
        look_for(tab, "zzqqxxj")
        said = strings(path)["search"]["none"].replace("{query}", "zzqqxxj")
        assert tab.locator("#search-status").inner_text() == said
        home = tab.locator("#search-results a").evaluate("a => a.href")
        assert home == address + path
        tab.locator("#search-results button").click()
        assert tab.locator("#menu").is_visible()


@pytest.fixture
def english(tab, address):
    """Open the English home page, and on it the search."""
    tab.goto(address)
    open_panel(tab, "[data-md-toggle=search]")
    return tab


def test_results_come_while_typing_with_a_snippet_and_are_announced(english):
    found = look_for(english, "scrap")
    assert any("what-is-meta-ai/#scraping" in url for url in found)
    status = english.locator("#search-status")
    assert status.get_attribute("role") == "status"
    assert status.inner_text() == f"Results: {len(found)}"
    mark = english.locator("#search-results mark").first.inner_text()
    assert mark.casefold().startswith("scrap")


def test_markup_in_a_query_stays_text(english):
    look_for(english, "<img src=x onerror=alert(1)>zzqq")
    assert english.locator("#search img").count() == 0


def test_signs_of_a_replacement_stand_for_themselves(english):
    """What String.replace would take for the match, a dollar or what stands before."""
    for query in ("$& qqxxj", "$$ qqxxj", "$` qqxxj", "$' qqxxj"):
        look_for(english, query)
        said = english.locator("#search-status").inner_text()
        assert said == strings("")["search"]["none"].replace("{query}", query)


def test_a_soft_hyphen_does_not_hide_a_word(english):
    plain = look_for(english, "authority")
    assert len(plain) > 5
    assert look_for(english, "autho\u00adrity") == plain


def test_the_keyboard_is_enough(tab, address):
    tab.goto(address)
    button = tab.locator("[data-md-toggle=search]")
    button.focus()
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'search-field'")
    tab.keyboard.type("letter")
    until(tab, "document.getElementById('search-results').children.length")
    tab.wait_for_timeout(300)  # the list is written anew while typing goes on
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        tab.keyboard.press(key)
    first = tab.evaluate("document.activeElement.href")
    assert first == tab.eval_on_selector("#search-results a", "link => link.href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(first)
    button.focus()
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'search-field'")
    tab.keyboard.type("x")
    tab.keyboard.press("Escape")
    until(tab, "!document.querySelector('#search').matches(':popover-open')")
    assert tab.evaluate("document.activeElement.dataset.mdToggle") == "search"


def test_the_field_takes_the_focus_within_the_press(tab, address):
    """Else a phone does not show its keys."""
    tab.goto(address)
    tab.evaluate(
        """() => document.querySelector("[data-md-toggle=search]").addEventListener("click",
             () => { self.within = document.activeElement.id; })"""
    )
    tab.locator("[data-md-toggle=search]").click()
    assert tab.evaluate("self.within") == "search-field"


def test_without_script_no_button_promises_a_search(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    tab.goto(address)
    assert not tab.locator("[data-md-toggle=search]").is_visible()
