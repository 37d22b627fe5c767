"""Sources, authorities and timeline can be reused: as data that keeps its form, with the form and the licence beside it."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest

from scripts import config, content
from scripts.data import authorities
from scripts.data.sources import load_sources
from tests.conftest import tree

LISTS = {"sources": "sources", "authorities": "authorities", "status": "entries"}
EACH = pytest.mark.parametrize("name", LISTS)
#: The promise of about.md#hand-on: fields may be added here, none may go.
FIELDS = {
    "sources": {"id", "title", "publisher", "voice", "language", "published", "read", "opened", "confidence", "url"},
    "authorities": {"country", "country_name", "languages", "names", "website", "complaint"},
    "status": {"id", "kind", "date", "title", "text", "sources", "url"},
}


def read(site, name: str) -> tuple[dict, dict]:
    folder = site / "data"
    return json.loads((folder / f"{name}.json").read_text("utf-8")), json.loads((folder / f"{name}.schema.json").read_text("utf-8"))


def faults(data: dict, schema: dict) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(data)]


@EACH
def test_the_data_has_the_form_that_it_names(site, name):
    data, schema = read(site, name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert data["$schema"] == f"{name}.schema.json", "relative, so that it holds on a mirror"
    assert faults(data, schema) == []
    assert data["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    row = schema["properties"][LISTS[name]]["items"]
    assert set(row["required"]) == set(row["properties"]) == FIELDS[name]
    assert all(set(each) == FIELDS[name] for each in data[LISTS[name]])


@EACH
def test_the_form_would_find_a_mistake(site, name):
    data, schema = read(site, name)
    for field in FIELDS[name]:
        for change in ("gone", "wrong"):
            broken = copy.deepcopy(data)
            if change == "gone":
                del broken[LISTS[name]][0][field]
            else:
                broken[LISTS[name]][0][field] = 7
            assert faults(broken, schema), f"{field} {change}"
    for key in ("licence", "$schema", LISTS[name]):
        broken = copy.deepcopy(data)
        del broken[key]
        assert faults(broken, schema), key


def test_every_source_is_there(site):
    data, _ = read(site, "sources")
    known = load_sources()
    assert [each["id"] for each in data["sources"]] == list(known)
    for each in data["sources"]:
        assert all(each[field] == getattr(known[each["id"]], field) for field in FIELDS["sources"])


def test_every_authority_is_there(site):
    data, _ = read(site, "authorities")
    assert [each["country"] for each in data["authorities"]] == [each.country for each in authorities.load_authorities()]
    assert len(data["authorities"]) >= 30
    norway = next(each for each in data["authorities"] if each["country"] == "NO")
    assert norway["country_name"] == "Norway" and norway["names"]["nb"] == "Datatilsynet"


def test_every_entry_of_the_timeline_is_there_with_its_titles_and_sources(site):
    data, _ = read(site, "status")
    known = {each["id"] for each in read(site, "sources")[0]["sources"]}
    page = content.read_page(config.DOCS / config.SOURCE_LOCALE / "status.md")
    sections = content.page_sections(page)
    wanted = [heading.id for heading in page.headings if heading.level == 3 and heading.id[:2] in ("t-", "c-")]
    assert sorted(each["id"] for each in data["entries"]) == sorted(wanted)
    codes = {language.code for language in config.locales()}
    shown = {language.code: tree(site, f"{language.url_prefix}status/") for language in config.locales()}
    english = " ".join(shown[config.SOURCE_LOCALE].xpath("string(//article)").split())
    for each in data["entries"]:
        behind = {code for code in codes if shown[code].xpath(f"//h3[@id='{each['id']}'][span[@lang='en']/time]")}  # not translated yet
        assert set(each["title"]) == codes - behind
        for code, title in each["title"].items():
            assert " ".join(shown[code].xpath(f"string(//h3[@id='{each['id']}'])").removesuffix("#").split()) == title
        assert each["url"] == f"{config.site_url()}status/#{each['id']}"
        assert each["kind"] == ("event" if each["id"].startswith("t-") else "change") and each["date"] in each["id"]
        assert set(each["sources"]) <= known
        assert all(f"[^{identifier}]" in sections[each["id"]][1] for identifier in each["sources"])
        assert bool(each["sources"]) == ("[^" in sections[each["id"]][1])
        assert " ".join(each["text"].split()[:3]) in english
        assert "[" not in each["text"] and "<" not in each["text"]


def test_the_page_about_the_site_leads_to_all_of_it(site):
    for language in config.locales():
        found = tree(site, f"{language.url_prefix}about/").xpath("//article//a/@href")
        for file in config.DOWNLOADS["site"]:
            assert (site / file).exists()
            assert [link for link in found if link.endswith(f"/{file}")], file
