"""A page shows its own sources, in its own language, from the register; sources.md shows all."""

from __future__ import annotations

from lxml.html import HtmlElement

from scripts import content
from scripts.data.sources import Source, load_sources
from scripts.l10n import format_date, load_strings
from tests.pages import collect, pages_named, site_pages, squeeze

#: Pages that state no facts of others, or whose whole text is a list of sources.
FEW = ("sources.md", "about.md", "index.md", "print.md")


def citation_faults(item: HtmlElement, source: Source, code: str) -> list[str]:
    """What a line of sources lacks or has wrong."""
    strings, text = load_strings(code)["source"], squeeze(item)
    wanted = [source.publisher, source.title, strings["voice"][source.voice]]
    wanted.append(format_date(source.read, code) if source.read else strings["unread"])
    wanted.append(format_date(source.published, code) if source.published else strings["undated"])
    if not source.url:
        wanted.append(strings["no_address"])
    faults = [f"expected “{part}”" for part in wanted if " ".join(part.split()) not in text]
    if source.read and " ".join(strings["unread"].split()) in text:
        faults.append("says unread; it was read")
    languages = [source.language] * (source.language != code)
    if item.xpath(".//cite/@lang") != languages:
        faults.append(f"expected its title to be in {source.language}")
    links = item.xpath(".//a[not(@class)]/@href")
    if links != [source.url] * bool(source.url):
        faults.append(f"expected the address {source.url}; found {links}")
    return faults


@collect
def test_the_footnotes_are_those_the_page_names(site):
    for each in site_pages():
        named = list(
            dict.fromkeys(match["id"] for match in content.FOOTNOTE.finditer(each.source.body))
        )
        if each.filename == "print.md":
            continue  # it has those of all pages: test_print_page.py
        items = each.tree.xpath("//div[@class='footnote']//li")
        if len(items) != len(named) or (len(named) < 3 and each.filename not in FEW):
            yield each.fault(f"expected {len(named)} sources, three at least; found {len(items)}")
            continue
        heading = each.tree.xpath("//div[@class='footnote']/h2[@id='page-sources']")
        if named and [squeeze(h) for h in heading] != [
            load_strings(each.code)["source"]["heading"]
        ]:
            yield each.fault("expected the heading of the sources")
        signs = dict.fromkeys(each.tree.xpath("//a[@class='footnote-ref']/@href"))
        if list(signs) != [f"#fn:{number}" for number in range(1, len(named) + 1)]:
            yield each.fault(f"expected the notes in their order; found {list(signs)}")
        for item, identifier in zip(items, named, strict=True):
            for fault in citation_faults(item, load_sources()[identifier], each.code):
                yield each.fault(f"{identifier}: {fault}", item)
            number = item.get("id").split(":")[1]
            label = load_strings(each.code)["source"]["back"].replace("{number}", number)
            backs = item.xpath(".//a[@class='footnote-backref']")
            if [(a.get("href"), a.get("aria-label")) for a in backs] != [
                (f"#fnref:{number}", label)
            ]:
                yield each.fault(f"{identifier}: expected one way back, named “{label}”", item)


@collect
def test_each_sign_of_a_note_is_that_of_its_source(site):
    """Sentence by sentence: the n-th note of the text names the n-th source of the Markdown."""
    for each in site_pages():
        if each.filename == "print.md":
            continue
        named = [match["id"] for match in content.FOOTNOTE.finditer(each.source.body)]
        numbers = {name: str(n) for n, name in enumerate(dict.fromkeys(named), 1)}
        signs = each.tree.xpath("//article//a[@class='footnote-ref']")
        found = [sign.get("href").removeprefix("#fn:") for sign in signs]
        if found != [numbers[name] for name in named]:
            yield each.fault("expected each note to name the source that the text names there")
        for sign in signs:
            if sign.get("href") != f"#fn:{squeeze(sign)}":
                yield each.fault(f"note {squeeze(sign)} leads to {sign.get('href')}", sign)


@collect
def test_the_list_of_sources_is_the_register(site):
    for each in pages_named("sources.md"):
        items = each.tree.xpath("//ul[@class='sources']/li")
        found = [item.get("id").removeprefix("source-") for item in items]
        if sorted(found) != sorted(load_sources()):
            yield each.fault(f"different: {set(found) ^ set(load_sources())}")
            continue
        for item, identifier in zip(items, found, strict=True):
            for fault in citation_faults(item, load_sources()[identifier], each.code):
                yield each.fault(f"{identifier}: {fault}", item)


def test_nothing_weak_is_published():
    known = {"seen", "seen-2nd", "memory-high", "memory-medium"}
    assert {source.confidence for source in load_sources().values()} <= known
