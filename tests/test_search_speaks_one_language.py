"""Search loads the reader's language alone, small, when it is opened; finds inflected words and words without their accents."""

from __future__ import annotations

import pytest

from scripts import config, l10n
from tests.conftest import until

LIMIT = 60_000  # bytes, brotli, until the first result (DESIGN 7)
#: Language → a query in another form than the text has, and the page it must find.
INFLECTED = {
    "en": [("complaining", "complain/"), ("letter", "letters/")],
    "nb": [("protesterte", "object/"), ("brevene", "letters/")],
    "bg": [("възраженията", "legal-basis/"), ("възраженията", "letters/")],
    "de": [("Einwilligungen", "legal-basis/"), ("Briefe", "letters/")],
    "el": [("εναντιώσεων", "if-it-fails/"), ("επιστολή", "letters/")],
    "fi": [("vastustuspyynnöistä", "if-it-fails/"), ("kirjeestä", "letters/")],
    "fr": [("oppositions", "legal-basis/"), ("lettres", "letters/")],
    "mt": [("oġġezzjonijiet", "legal-basis/"), ("oġġezzjonijiet", "letters/")],
    "pl": [("sprzeciwami", "legal-basis/"), ("sprzeciwami", "letters/")],
}
#: Language → a query in capitals or without accents, and the page it must find.
PLAIN = {
    "en": [("BALANCING", "legal-basis/")],
    "nb": [("apne sporsmal", "open-questions/"), ("AVVEINING", "legal-basis/")],
    "bg": [("БАЛАНСИРАЩ", "words/")],
    "de": [("Widerspruechen", "if-it-fails/"), ("INTERESSENABWÄGUNG", "legal-basis/")],
    "el": [("ΣΤΑΘΜΙΣΗ", "legal-basis/"), ("ενάντιωση", "if-it-fails/")],
    "fi": [("TASAPAINOTESTI", "legal-basis/")],
    "fr": [("interet legitime", "legal-basis/")],
    "mt": [("ILMENT", "complain/")],
    "pl": [("sprzeciwow", "legal-basis/"), ("RÓWNOWAGI", "words/")],
}


def opened(browser, address, code, **options):
    """A tab with the search open on a language's home page, and the requests made since."""
    at = next(language.url_prefix for language in config.locales() if language.code == code)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=code, **options)
    tab = context.new_page()
    tab.goto(address + at, wait_until="networkidle")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    return context, tab, asked


def look_for(tab, query) -> list[str]:
    """Open the search if need be, look for `query`, and give the addresses found."""
    if not tab.locator("#search-field").is_visible():
        tab.locator(".open-search").click()
    until(tab, "self.guide && document.querySelector('#search script, head script[src*=search]')")
    # A browser driver sends no key-up for letters outside US-ASCII: set the field and say so.
    tab.locator("#search-field").evaluate("(field, query) => { field.value = query; field.dispatchEvent(new Event('input', {bubbles: true})); }", query)
    until(tab, "document.getElementById('search-status').textContent")
    return tab.eval_on_selector_all("#search-results li > a", "links => links.map(link => link.href)")


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_it_loads_one_language_and_little(browser, address, language):
    context, tab, asked = opened(browser, address, language.code)
    assert asked == []
    sizes: list[int] = []
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    look_for(tab, l10n.load_strings(language.code)["menu"])
    assert len(asked) == 2 and sum(f"/search/{language.code}." in url for url in asked) == 1
    assert sum(sizes) <= LIMIT, sizes
    context.close()


@pytest.mark.parametrize(("code", "query", "page"), [(code, *case) for code, cases in [*INFLECTED.items(), *PLAIN.items()] for case in cases])
def test_it_finds_other_forms_of_a_word(browser, address, code, query, page):
    context, tab, _ = opened(browser, address, code)
    at = next(language.url_prefix for language in config.locales() if language.code == code)
    found = look_for(tab, query)
    assert any(url.split("#")[0] == address + at + page for url in found[:8]), found
    assert all(url.startswith(address + at) for url in found)
    context.close()


def test_results_come_while_typing_with_a_snippet_and_are_announced(browser, address):
    context, tab, _ = opened(browser, address, "en")
    found = look_for(tab, "scrap")
    assert any("what-is-meta-ai/#scraping" in url for url in found)
    assert tab.locator("#search-status").get_attribute("role") == "status"
    assert tab.locator("#search-status").inner_text() == f"Results: {len(found)}"
    assert tab.locator("#search-results mark").first.inner_text().casefold().startswith("scrap")
    context.close()


def test_the_keyboard_is_enough(browser, address):
    context, tab, _ = opened(browser, address, "en")
    tab.locator(".open-search").focus()
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'search-field'")
    tab.keyboard.type("letter")
    until(tab, "document.getElementById('search-results').children.length")
    tab.wait_for_timeout(500)  # the list is written anew while typing goes on
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    first = tab.evaluate("document.activeElement.href")
    assert first == tab.eval_on_selector("#search-results a", "link => link.href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(first)
    tab.locator(".open-search").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    assert not tab.locator("#search").is_visible()
    assert tab.evaluate("document.activeElement.className") == "tool open-search"
    context.close()


@pytest.mark.parametrize("code", [language.code for language in config.locales()])
def test_nothing_found_has_a_way_on(browser, address, code):
    context, tab, _ = opened(browser, address, code)
    look_for(tab, "zzqqxxj")
    assert "zzqqxxj" in tab.locator("#search-status").inner_text()
    tab.locator("#search-results button").click()
    assert tab.locator("#menu").is_visible()
    context.close()


def test_markup_in_a_query_stays_text(browser, address):
    context, tab, _ = opened(browser, address, "en")
    look_for(tab, "<img src=x onerror=alert(1)>zzqq")
    assert tab.locator("#search img").count() == 0
    context.close()


def test_without_script_no_button_promises_a_search(browser, address):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    assert not tab.locator(".open-search").is_visible()
    context.close()
