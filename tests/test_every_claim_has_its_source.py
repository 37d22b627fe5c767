"""A page shows its own sources, in its own language, from the register; sources.md shows them all."""

from __future__ import annotations

import pytest

from scripts import config, content, l10n
from scripts.data.sources import load_sources
from tests.conftest import lang_of, paths, tree, within

#: Pages that state no facts of others, or whose whole text is a list of sources.
WITHOUT = ("sources/", "about/", "")


def source_of(path: str) -> str:
    """The Markdown file, under docs/, of a path of the site."""
    stem = within(path).strip("/") or "index"
    return f"{lang_of(path)}/{stem}.md"


# Not print/: its Markdown names none, it has those of all pages (test_the_whole_guide_is_one_page.py).
@pytest.mark.parametrize("path", [path for path in paths() if not path.endswith("print/")])
def test_the_footnotes_are_those_the_page_names(site, path):
    body = content.read_page(config.DOCS / source_of(path)).body
    named = dict.fromkeys(match["id"] for match in content.FOOTNOTE.finditer(body))
    page = tree(site, path)
    items = page.xpath("//div[@class='footnote']//li")
    assert len(items) == len(named)
    if within(path) not in WITHOUT:
        assert len(named) >= 3
    words = l10n.load_strings(lang_of(path))["source"]
    for item, identifier in zip(items, named):
        source = load_sources()[identifier]
        text = item.text_content()
        assert source.publisher in text and words["voice"][source.voice] in text
        assert l10n.format_date(source.read, lang_of(path)) in text if source.read else words["unread"] in text
        if source.language != lang_of(path):
            assert item.xpath(".//cite/@lang") == [source.language]
        assert item.xpath(".//a[not(@class)]/@href") == ([source.url] if source.url else [])


@pytest.mark.parametrize("path", [f"{language.url_prefix}sources/" for language in config.locales()])
def test_the_list_of_sources_is_the_register(site, path):
    items = tree(site, path).xpath("//ul[@class='sources']/li/@id")
    assert sorted(items) == sorted(f"source-{identifier}" for identifier in load_sources())


def test_nothing_weak_is_published_and_what_was_not_read_says_so(site):
    assert {source.confidence for source in load_sources().values()} <= {"seen", "seen-2nd", "memory-high", "memory-medium"}
    words = l10n.load_strings("en")["source"]
    for source in load_sources().values():
        line = tree(site, "sources/").xpath(f"string(//li[@id='source-{source.id}'])")
        assert (words["unread"] in line) is (source.read is None)
        assert (words["no_address"] in line) is (source.url is None)
