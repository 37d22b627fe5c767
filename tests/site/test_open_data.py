"""Sources, authorities and timeline can be reused: data in a lasting form, with form and licence."""

from __future__ import annotations

import copy
import json

import jsonschema

from scripts import config, content
from scripts.data.authorities import load_authorities
from scripts.data.sources import load_sources
from tests.pages import SITE, collect, heading_text, page, pages_named

LISTS = {"sources": "sources", "authorities": "authorities", "status": "entries"}
#: The promise of about.md#hand-on: fields may be added here, none may go.
FIELDS = {
    "sources": {
        *("id", "title", "publisher", "voice", "language"),
        *("published", "read", "opened", "confidence", "url"),
    },
    "authorities": {"country", "country_name", "languages", "names", "website", "complaint"},
    "status": {"id", "kind", "date", "title", "text", "sources", "url"},
}


def read(name: str) -> tuple[dict, dict]:
    files = (SITE / "data" / f"{name}{ending}" for ending in (".json", ".schema.json"))
    data, schema = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return data, schema


def faults(data: dict, schema: dict) -> list[str]:
    kind = jsonschema.Draft202012Validator
    checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(data)]


def test_the_data_has_the_form_that_it_names(site):
    for name, key in LISTS.items():
        data, schema = read(name)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert data["$schema"] == f"{name}.schema.json", "relative, so that it holds on a mirror"
        assert faults(data, schema) == []
        assert data["licence"] == "https://creativecommons.org/licenses/by/4.0/"
        row = schema["properties"][key]["items"]
        assert set(row["required"]) == set(row["properties"]) == FIELDS[name]
        assert all(set(each) == FIELDS[name] for each in data[key])


def test_the_form_would_find_a_mistake(site):
    for name, key in LISTS.items():
        data, schema = read(name)
        for field in FIELDS[name]:
            broken = copy.deepcopy(data)
            broken[key][0][field] = 7
            assert faults(broken, schema), f"{name}: {field} wrong"
            del broken[key][0][field]
            assert faults(broken, schema), f"{name}: {field} gone"
        for field in ("licence", "$schema", key):
            broken = {other: value for other, value in data.items() if other != field}
            assert faults(broken, schema), f"{name}: {field} gone"


@collect
def test_every_source_is_there(site):
    data, known = read("sources")[0], load_sources()
    found = [each["id"] for each in data["sources"]]
    if found != list(known):
        different = sorted({*found} ^ {*known}) or "the order"
        yield f"site/data/sources.json: sources: different: {different}"
    for each in data["sources"]:
        for field in FIELDS["sources"] if each["id"] in known else ():
            wanted = getattr(known[each["id"]], field)
            if each[field] != wanted:
                yield f"site/data/sources.json: {each['id']}: {field}: expected {wanted}"


@collect
def test_every_authority_is_there(site):
    data, known = read("authorities")[0]["authorities"], load_authorities()
    found, wanted = [each["country"] for each in data], [each.country for each in known]
    if found != wanted or len(found) < 30:
        different = sorted({*found} ^ {*wanted}) or "the order"
        yield f"site/data/authorities.json: countries: different: {different}"
    for each, authority in zip(data, known, strict=False):
        for field in ("names", "website", "complaint", "languages"):
            wanted = getattr(authority, field)
            if each[field] != (list(wanted) if field == "languages" else wanted):
                place = f"site/data/authorities.json: {each['country']}: {field}"
                yield f"{place}: expected {wanted}; found {each[field]}"
    norway = next(each for each in data if each["country"] == "NO")
    if norway["country_name"] != "Norway" or norway["names"]["nb"] != "Datatilsynet":
        yield "site/data/authorities.json: NO: expected Norway, Datatilsynet"


@collect
def test_every_entry_of_the_timeline_is_there_with_its_titles_and_sources(site):
    entries = read("status")[0]["entries"]
    english = page("en", "status.md")
    sections = content.page_sections(english.source)
    wanted = [
        heading.id
        for heading in english.source.headings
        if heading.level == 3 and content.TIMELINE_ENTRY.fullmatch(heading.id)
    ]
    if sorted(each["id"] for each in entries) != sorted(wanted):
        yield f"site/data/status.json: different: {sorted({e['id'] for e in entries} ^ set(wanted))}"
        return
    for each in entries:
        name = f"site/data/status.json: {each['id']}"
        titles = {}
        for shown in pages_named("status.md"):
            [heading] = shown.tree.xpath(f"//h3[@id='{each['id']}']")
            if not heading.xpath("./span[@lang='en'][not(following-sibling::text())]"):
                titles[shown.code] = heading_text(heading)
        if each["title"] != titles:
            yield f"{name}: titles: {set(each['title'].items()) ^ set(titles.items())}"
        if each["url"] != f"{english.url}#{each['id']}":
            yield f"{name}: url {each['url']}"
        kind = "event" if each["id"].startswith("t-") else "change"
        if each["kind"] != kind or not each["id"][2:].startswith(each["date"]):
            yield f"{name}: expected kind and date of its id"
        cited = content.citations(sections[each["id"]][1])
        if each["sources"] != list(dict.fromkeys(source for _, source in cited)):
            yield f"{name}: expected its sources; found {each['sources']}"
        text = content.strip_markup(sections[each["id"]][1])
        if "".join(each["text"].split()) != "".join(text.split()):
            yield f"{name}: expected the words of the page"


@collect
def test_the_page_about_the_site_leads_to_all_of_it(site):
    for each in pages_named("about.md"):
        links = each.tree.xpath("//article//a/@href")
        for file in config.DOWNLOADS["site"]:
            if not (SITE / file).exists() or not any(link.endswith(f"/{file}") for link in links):
                yield each.fault(f"expected {file}, and a way to it")
