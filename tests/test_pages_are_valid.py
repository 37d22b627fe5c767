"""Pages are what the standards say: HTML by the Nu checker, titles of their own, a sitemap by its schema, data for machines by its terms."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import date

import pytest
from lxml import etree

from scripts import config
from tests.conftest import ROOT, lang_of, paths, tree

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
#: Warnings that are not about the pages. The checker knows neither the address a page is served at, so “'self'” means nothing to it, nor that
#: data (application/ld+json) is not run; test_pages_are_sealed.py has a browser keep the policy. SVG is written with the slash of XML.
KNOWN = re.compile(r"Content Security Policy|Trailing slash on void elements")


def complaints(folder) -> list[dict]:
    """What the Nu checker says of the HTML below a folder, in one run for all files."""
    java = shutil.which("java")
    if not java or not CHECKER.exists():
        pytest.exit("The tests need Java and vnu-jar: run `make test`", returncode=1)
    command = [java, "-Xss8m", "-jar", str(CHECKER), "--skip-non-html", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout or done.stderr)["messages"]


def shown(message: dict) -> str:
    return f"{message.get('url', '?').split('/site/')[-1]}:{message.get('lastLine', '?')}: {message['message']}"


def test_the_nu_checker_finds_no_error(site):
    """Errors fail; warnings are printed (`pytest -s -n 0`)."""
    messages = complaints(site)
    for message in messages:
        if message["type"] == "info" and not KNOWN.search(message["message"]):
            print(shown(message))
    assert [shown(message) for message in messages if message["type"] != "info"] == []


def test_the_nu_checker_would_find_an_error(tmp_path):
    """The checker checked: it reads the files that it is given."""
    (tmp_path / "a.html").write_text('<!doctype html><html lang="en"><title>A</title><p id="x"><ul id="x"><p>no item</ul>')
    assert {message["type"] for message in complaints(tmp_path)} >= {"error"}


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_titles_and_descriptions_are_unique_in_a_language(site, language):
    pages = [path for path in paths() if lang_of(path) == language.code]
    for query in ("string(/html/head/title)", "string(/html/head/meta[@name='description']/@content)"):
        found = Counter(tree(site, path).xpath(query) for path in pages)
        assert not [text for text, count in found.items() if count > 1 or not text.strip()]


def test_the_sitemap_is_one_by_its_schema(site):
    """sitemap.xsd 0.9 in words: elements in its namespace and order, a complete address of at most 2,048 characters, a W3C date."""
    file = site / "sitemap.xml"
    root = etree.fromstring(file.read_bytes())
    assert root.tag == f"{SITEMAP}urlset" and 0 < len(root) <= 50_000 and file.stat().st_size <= 50 * 2**20
    order = [f"{SITEMAP}{name}" for name in ("loc", "lastmod", "changefreq", "priority")]
    for entry in root:
        assert entry.tag == f"{SITEMAP}url"
        own = [child for child in entry if child.tag.startswith(SITEMAP)]
        assert [child.tag for child in own] == sorted((child.tag for child in own), key=order.index)
        assert own[0].tag == f"{SITEMAP}loc" and own[0].text.startswith(config.site_url()) and len(own[0].text) <= 2048
        for child in own:
            if child.tag == f"{SITEMAP}lastmod":
                date.fromisoformat(child.text)
        for child in entry:
            if child not in own:
                assert child.tag == f"{XHTML}link" and child.get("rel") == "alternate" and child.get("hreflang") and child.get("href")


#: Types of schema.org that the pages use: what each must have for its readers (schema.org; Google's structured data guide), and no type else.
REQUIRED = {
    "Article": {"headline", "description", "inLanguage", "dateModified", "mainEntityOfPage", "license", "isAccessibleForFree"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
}


def typed(data: object) -> list[dict]:
    """All things with a type in JSON-LD, the inner ones too."""
    if isinstance(data, list):
        return [thing for part in data for thing in typed(part)]
    if not isinstance(data, dict):
        return []
    return ([data] if "@type" in data else []) + [thing for part in data.values() for thing in typed(part)]


@pytest.mark.parametrize("path", paths())
def test_data_for_machines_has_what_its_types_require(site, path):
    scripts = tree(site, path).xpath("//script[@type='application/ld+json']")
    assert len(scripts) == 1
    data = json.loads(scripts[0].text_content())
    assert data["@context"] == "https://schema.org"
    things = typed(data)
    assert {"Article"} <= {thing["@type"] for thing in things} <= set(REQUIRED)
    for thing in things:
        assert REQUIRED[thing["@type"]] <= thing.keys(), thing
        assert all(value not in ("", None, []) for value in thing.values()), thing
        if thing["@type"] == "Article":
            date.fromisoformat(thing["dateModified"])
            assert len(thing["headline"]) <= 110
        if thing["@type"] == "BreadcrumbList":
            assert [item["position"] for item in thing["itemListElement"]] == list(range(1, len(thing["itemListElement"]) + 1))


def test_there_is_no_web_manifest(site):
    """A guide is read once and is no app: a manifest would be a request more on each first view, for nothing a reader wants."""
    assert not list(site.rglob("*.webmanifest"))
    assert not tree(site, "").xpath("//link[@rel='manifest']")
