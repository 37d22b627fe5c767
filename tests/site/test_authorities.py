"""The authorities of the 30 EEA countries stand in the reader's order, in a plain table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from scripts.data.authorities import (
    Authority,
    authorities_by_country_name,
    country_name,
    format_language_list,
    load_authorities,
)
from scripts.l10n import load_strings
from tests.pages import collect, pages_named

COUNTRIES = {
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SK",
    "SI",
    "ES",
    "SE",
    "IS",
    "LI",
    "NO",
}
#: Where a language is an official one of the state (Article 55 of the EU Treaty, and the
#: constitutions of Norway and Liechtenstein).
OFFICIAL = {
    "en": "IE MT", "nb": "NO", "de": "AT BE DE LI LU", "fr": "BE FR LU", "pl": "PL", "el": "CY GR",
    "bg": "BG", "fi": "FI", "mt": "MT", "sv": "FI SE", "nl": "BE NL", "it": "IT", "es": "ES",
    "pt": "PT", "ro": "RO", "cs": "CZ", "sk": "SK", "sl": "SI", "hr": "HR", "hu": "HU", "da": "DK",
    "et": "EE", "lv": "LV", "lt": "LT", "ga": "IE", "is": "IS", "nn": "NO",
}  # fmt: skip


@collect
def test_the_table_has_every_country_once_and_names_it_in_every_link(site):
    known = {item.country: item for item in load_authorities()}
    for each in pages_named("complain.md"):
        code, words = each.code, load_strings(each.code)["authority"]
        rows = each.tree.xpath("//table[@class='authorities']/tbody/tr[@id]")
        found = [row.get("id").removeprefix("authority-").upper() for row in rows]
        if sorted(found) != sorted(COUNTRIES):
            yield each.fault(f"countries: different: {sorted(set(found) ^ COUNTRIES)}")
            continue
        for row, country in zip(rows, found, strict=True):
            item, name = known[country], country_name(country, code)
            if row.xpath("string(./th[@scope='row'])") != name:
                yield each.fault(f"{country}: expected “{name}”", row)
            wanted = [
                (
                    address,
                    words[what],
                    words["link"].replace("{what}", words[what]).replace("{country}", name),
                )
                for what, address in (("website", item.website), ("complaint", item.complaint))
                if address
            ]
            links = [(a.get("href"), a.text, a.get("aria-label")) for a in row.xpath(".//a")]
            if links != wanted:
                yield each.fault(f"{country}: expected {wanted}; found {links}", row)
            languages = words["languages"].replace(
                "{languages}", format_language_list(item.languages, code)
            )
            if row.xpath("string(.//small)") != languages:
                yield each.fault(f"{country}: expected “{languages}”", row)
            cell = row.xpath("string(./td[1])")
            for language, own_name in item.names.items():
                if own_name not in cell:
                    yield each.fault(f"{country}: expected “{own_name}”", row)
                if language != code and not row.xpath(f"./td[1]/span[@lang='{language}']"):
                    yield each.fault(f"{country}: expected its name marked as {language}", row)
            for language in item.languages:
                if country_name(country, language) not in (row.get("data-also") or ""):
                    yield each.fault(f"{country}: expected to be found by its name at home", row)
        if "Länder" not in each.tree.xpath("string(//article)"):
            yield each.fault("expected the authorities of the Länder to be named")
        if "79" not in each.tree.xpath("string(//h2[@id='court']/following-sibling::p[1])"):
            yield each.fault("#court: expected Article 79")


def address_faults(authorities: Iterable[Authority]) -> Iterator[str]:
    """Yield each address of an authority that lies in another country, or is not its own."""
    seen: dict[str, str] = {}
    for each in authorities:
        for address in filter(None, (each.website, each.complaint)):
            place = f"docs/_data/authorities.yml: {each.country}: {address}"
            if not (urlsplit(address).hostname or "").endswith(f".{each.country.lower()}"):
                yield f"{place}: expected an address under .{each.country.lower()}"
            if seen.setdefault(address, each.country) != each.country:
                yield f"{place}: expected an address that {seen[address]} has not"


@collect
def test_every_country_has_its_authority_and_each_an_address_in_its_country():
    for country in sorted(COUNTRIES ^ {each.country for each in load_authorities()}):
        yield f"docs/_data/authorities.yml: {country}: expected the 30 countries of the EEA"
    yield from address_faults(load_authorities())


def test_an_address_of_another_country_is_named():
    good = Authority("NO", ("nb",), {}, "https://www.datatilsynet.no/", None)
    assert list(address_faults([good])) == []
    [fault] = address_faults([replace(good, complaint="https://www.datatilsynet.dk/klage")])
    assert "NO: https://www.datatilsynet.dk/klage: expected an address under .no" in fault
    assert list(address_faults([good, replace(good, country="SE")]))


@collect
def test_the_countries_of_the_language_stand_first_each_group_in_its_order(site):
    for each in pages_named("complain.md"):
        words, bodies = (
            load_strings(each.code)["authority"],
            each.tree.xpath("//table[@class='authorities']/tbody"),
        )
        groups = [body.xpath("string(./tr[1]/th[@scope='rowgroup'])") for body in bodies]
        if groups != [words["yours"], words["others"]]:
            yield each.fault(f"expected two groups; found {groups}")
            continue
        order = [item.country for item in authorities_by_country_name(each.code)]
        first = [country for country in order if country in OFFICIAL[each.code].split()]
        others = [country for country in order if country not in first]
        found = [[row.get("id")[-2:].upper() for row in body.xpath("./tr[@id]")] for body in bodies]
        if found != [first, others]:
            yield each.fault(f"expected {first} first, all in order; found {found}")


@collect
def test_the_filter_waits_for_its_script(site):
    for each in pages_named("complain.md"):
        words = load_strings(each.code)["authority"]
        forms = each.tree.xpath("//form[@id='filter'][@hidden]")
        found = [
            (form.get("data-found"), form.get("data-none"), form.xpath("string(./label)"))
            for form in forms
        ]
        if found != [(words["found"], words["none"], words["filter"])]:
            yield each.fault(f"expected the filter, hidden; found {found}")
