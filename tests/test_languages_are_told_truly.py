"""A page is in the language it says it is in; another language is offered, never forced; nothing is stored unasked."""

from __future__ import annotations

import re

import pytest

from scripts import config, l10n
from tests.conftest import lang_of, paths, tree


@pytest.mark.parametrize("path", paths())
def test_lang_title_and_frame_are_of_one_language(site, path):
    code, page = lang_of(path), tree(site, path)
    words = l10n.load_strings(code)
    assert page.get("lang") == code
    assert words["site"] in page.xpath("string(//title)")
    assert page.xpath("string(//a[@class='skip'])") == words["skip"]
    assert words["footer"]["independent"] in page.xpath("string(//footer)")


@pytest.mark.parametrize("path", paths())
def test_the_switcher_keeps_the_page(site, path):
    links = {a.get("lang"): a for a in tree(site, path).xpath("//nav[@id='languages']//a")}
    assert set(links) == {language.code for language in config.locales()}
    assert [code for code, link in links.items() if link.get("aria-current")] == [lang_of(path)]
    for language in config.locales():
        assert links[language.code].get("hreflang") == language.code
        assert links[language.code].text == language.name


def test_titles_and_descriptions_are_unique_in_each_language(site):
    for language in config.locales():
        for what in ("string(//title)", "string(//meta[@name='description']/@content)"):
            values = [tree(site, path).xpath(what) for path in paths() if lang_of(path) == language.code]
            assert len(set(values)) == len(values) and all(values)


def test_norwegian_pages_are_norwegian_and_not_left_in_english(site):
    """Words that every page of the language has and the other never has; long runs of English are found."""
    english = re.compile(r"\b(the|and|which|your|that|with)\b", re.IGNORECASE)
    for path in paths():
        page = tree(site, path)
        for other in page.xpath("//*[@lang and not(self::html)]"):
            if other.get("lang") != lang_of(path):
                other.clear()
        for foot in page.xpath("//div[@class='footnote'] | //ul[@class='sources'] | //table[@class='authorities'] | //style | //script"):
            foot.clear()
        words = page.xpath("string(//article)").split()
        share = sum(bool(english.fullmatch(word.strip(".,:;“”«»()"))) for word in words) / len(words)
        assert (share > 0.05) if lang_of(path) == "en" else (share < 0.01), f"{path or '/'}: {share:.1%} English function words"


def offered(browser, address, path, locale):
    context = browser.new_context(locale=locale)
    tab = context.new_page()
    tab.goto(address + path)
    return context, tab


@pytest.mark.parametrize(("path", "locale", "code"), [("object/", "nb-NO", "nb"), ("object/", "no", "nb"), ("nb/object/", "en-GB", "en")])
def test_another_language_is_offered_on_the_same_page(browser, address, path, locale, code):
    context, tab = offered(browser, address, path, locale)
    assert tab.url == address + path, "never a redirect"
    assert tab.locator("#offer").is_visible()
    link = tab.locator("#offer a")
    assert link.get_attribute("lang") == code
    assert link.evaluate("a => a.href") == address + ("nb/" if code == "nb" else "") + "object/"
    context.close()


@pytest.mark.parametrize(("path", "locale"), [("", "en-GB"), ("nb/", "nb-NO"), ("", "ja-JP")])
def test_nothing_is_offered_where_nothing_is_to_gain(browser, address, path, locale):
    context, tab = offered(browser, address, path, locale)
    assert not tab.locator("#offer").is_visible()
    context.close()


def test_nothing_is_stored_until_the_offer_is_dismissed(browser, address):
    context, tab = offered(browser, address, "", "nb-NO")
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    tab.locator("#offer button").click()
    assert not tab.locator("#offer").is_visible()
    assert tab.evaluate("Object.keys(localStorage)") == ["offer"]
    tab.goto(address + "object/")
    assert not tab.locator("#offer").is_visible()
    assert context.cookies() == []
    context.close()


def test_the_page_for_wrong_addresses_says_each_language_in_itself(site):
    page = (site / "404.html").read_text(encoding="utf-8")
    for language in config.locales():
        assert re.search(rf'<section lang="{language.code}">\s*<h\d>{l10n.load_strings(language.code)["not_found"]["title"]}', page)
