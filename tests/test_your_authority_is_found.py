"""The authorities of the 30 EEA countries: in the reader's order, found as the reader types, and a plain table without script."""

from __future__ import annotations

import pytest

from scripts import config, l10n
from scripts.data import authorities
from scripts.many_languages import EEA
from tests.conftest import lang_of, tree

TABLES = [f"{language.url_prefix}complain/" for language in config.locales()]
COUNTRIES = set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split())

#: In the order of the language's dictionaries, by hand.
ORDER = {
    "nb": "Danmark Estland Sverige Zypern Ærø Østerrike Ålesund",
    "sv": "Danmark Tyskland Ungern Zypern Åland Ängland Österrike",
    "et": "Rumeenia Saksamaa Soome Šveits Zaire Žiguli Taani Ungari Õland Österreich",
    "cs": "Belgie Bulharsko Česko Dánsko Finsko Holandsko Chorvatsko Irsko Řecko Slovensko Španělsko Švédsko Zambie Žilina",
    "lt": "Bulgarija Čekija Danija Ignalina Ypatinga Islandija Italija Švedija Vengrija Zimbabvė Žemaitija",
    "hr": "Cipar Češka Lihtenštajn Litva Luksemburg Ljubljana Nizozemska Norveška Njemačka Slovenija Španjolska",
    "bg": "Австрия Ирландия Испания Италия Йордания Кипър Унгария Чехия Швеция",
}


@pytest.mark.parametrize("code", ORDER)
def test_the_order_is_that_of_the_language(code):
    names = ORDER[code].split()
    assert sorted(reversed(names), key=lambda name: l10n.collation_key(name, code)) == names


@pytest.mark.parametrize("code", EEA)
def test_the_order_of_the_countries_is_that_of_unicode(tab, code):
    """Compared with Chromium's ICU, which follows CLDR, where it has the language."""
    ours = [authorities.country_name(item.country, code) for item in authorities.authorities_by_country_name(code)]
    has = tab.evaluate("code => Intl.Collator.supportedLocalesOf(code).length", code)
    if has:
        assert ours == tab.evaluate("([code, names]) => names.sort(new Intl.Collator(code).compare)", [code, sorted(ours)])
    assert len(set(ours)) == 30


@pytest.mark.parametrize("path", TABLES)
def test_the_table_has_every_country_and_names_it_in_every_link(site, path):
    page, code = tree(site, path), lang_of(path)
    rows = page.xpath("//table[@class='authorities']/tbody/tr[@id]")
    assert {row.get("id").removeprefix("authority-").upper() for row in rows} == COUNTRIES
    for body in page.xpath("//table[@class='authorities']/tbody"):
        names = [row.xpath("string(./th)") for row in body.xpath("./tr[@id]")]
        assert names == [name for name in (authorities.country_name(item.country, code) for item in authorities.authorities_by_country_name(code)) if name in names]
    for row in rows:
        country = row.xpath("string(./th)")
        item = next(a for a in authorities.load_authorities() if a.country == row.get("id").removeprefix("authority-").upper())
        assert row.xpath(".//a/@href") == [address for address in (item.website, item.complaint) if address]
        for link in row.xpath(".//a"):
            assert country in link.get("aria-label") and link.text in link.get("aria-label")
        assert authorities.format_language_list(item.languages, code) in row.xpath("string(.//small)")
        assert {span.get("lang") for span in row.xpath("./td[1]/span")} == set(item.names) - {code}
    text = page.text_content()
    assert "Länder" in text and "79" in page.xpath("string(//h2[@id='court']/following-sibling::p[1])")


#: Where a language is an official one of the state (Article 55 of the EU Treaty, and the constitutions of Norway and Liechtenstein).
FIRST = {"en": "IE MT", "nb": "NO", "de": "AT BE DE LI LU", "fr": "BE FR LU", "pl": "PL", "el": "CY GR", "bg": "BG", "fi": "FI", "mt": "MT", "sv": "FI SE", "nl": "BE NL"}


@pytest.mark.parametrize("path", TABLES)
def test_the_countries_of_the_language_stand_first(site, path):
    code, page = lang_of(path), tree(site, path)
    first, others = page.xpath("//table[@class='authorities']/tbody")
    words = l10n.load_strings(code)["authority"]
    assert [body.xpath("string(./tr[1]/th[@scope='rowgroup'])") for body in (first, others)] == [words["yours"], words["others"]]
    assert sorted(row.get("id")[-2:].upper() for row in first.xpath("./tr[@id]")) == FIRST[code].split()


def found(tab, query: str) -> list[str]:
    """The countries shown once `query` stands in the filter."""
    # A browser driver sends no key-up for letters outside US-ASCII: set the field and say so.
    tab.locator("#filter-field").evaluate("(field, query) => { field.value = query; field.dispatchEvent(new Event('input', {bubbles: true})); }", query)
    tab.wait_for_timeout(200)
    return [row.removeprefix("authority-") for row in tab.eval_on_selector_all(".authorities tbody tr[id]:not([hidden])", "rows => rows.map(row => row.id)")]


@pytest.mark.parametrize(
    ("path", "query", "countries"),
    [
        ("complain/", "norw", ["no"]), ("complain/", "ICE", ["is"]), ("complain/", "osterr", ["at"]), ("complain/", "ísl", ["is"]),
        ("complain/", "island", ["is"]), ("complain/", "cnil", ["fr"]), ("complain/", "Ελλ", ["gr"]), ("complain/", "dutch", ["be", "nl"]),
        ("complain/", "data protection comm", ["ie", "mt"]), ("complain/", "languages", []), ("nb/complain/", "osterrike", ["at"]),
        ("nb/complain/", "ØSTER", ["at"]), ("nb/complain/", "datatilsynet", ["dk", "no"]), ("nb/complain/", "deutschland", ["de"]),
    ],
)
def test_typing_finds_whatever_the_accents(tab, address, path, query, countries):
    tab.goto(address + path)
    shown = found(tab, query)
    assert sorted(shown) == sorted(countries)
    words, status = l10n.load_strings(lang_of(path))["authority"], tab.locator("#filter [role=status]").inner_text()
    assert status == (words["found"].format(count=len(shown)) if shown else words["none"].format(query=query))


@pytest.mark.parametrize("path", TABLES)
def test_nothing_found_says_so_and_an_empty_field_shows_all(tab, address, path):
    tab.goto(address + path, wait_until="networkidle")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    assert found(tab, "<b>zz") == []
    assert tab.locator(".authorities .group:visible").count() == 0, "no heading over nothing"
    assert "<b>zz" in tab.locator("#filter [role=status]").inner_text() and tab.locator("#filter b").count() == 0
    assert len(found(tab, "")) == 30 and tab.locator("#filter [role=status]").inner_text() == ""
    assert asked == [] and tab.url == address + path
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("path", TABLES)
def test_the_keyboard_is_enough(tab, address, path):
    tab.goto(address + path)
    tab.locator("#filter-field").focus()
    tab.keyboard.type("nor")
    tab.keyboard.press("Enter")
    assert tab.url == address + path
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "https://www.datatilsynet.no/"


@pytest.mark.parametrize("path", TABLES)
def test_without_script_the_table_is_plain_and_whole(browser, address, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    tab = context.new_page()
    tab.goto(address + path)
    assert not tab.locator("#filter").is_visible()
    assert all(row.is_visible() for row in tab.locator(".authorities tbody tr").all())
    assert all(link.bounding_box()["height"] >= 24 for link in tab.locator(".authorities a").all())
    context.close()
