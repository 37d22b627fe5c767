"""What is new comes as a feed in each language: valid Atom, every entry of the timeline in it, with ids that stay."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree

from scripts import config, content, l10n
from scripts.steps import feed
from tests.conftest import tree

ATOM, XHTML = f"{{{feed.ATOM}}}", f"{{{feed.XHTML}}}"
LANGUAGES = pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)


def read(site, language) -> etree._Element:
    return etree.fromstring((site / language.url_prefix / "feed.xml").read_bytes())


def links(element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


@LANGUAGES
def test_the_feed_is_valid_atom(site, language):
    """The rules of RFC 4287 that say MUST, for what is used here; the numbers are its sections."""
    root = read(site, language)
    assert root.tag == f"{ATOM}feed" and root.get(feed.XML_LANG) == language.code
    once = ("id", "title", "updated", "author", "rights", "subtitle")
    assert all(len(root.findall(ATOM + name)) == 1 for name in once)  # 4.1.1
    assert root.findtext(f"{ATOM}author/{ATOM}name") == l10n.load_strings(language.code)["site"]  # 3.2.1
    known = {"feed", "entry", "content", "author", "name", "uri", "id", "link", "rights", "subtitle", "title", "updated"}
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(ATOM):
            assert element.tag.removeprefix(ATOM) in known
    everything = [root, *root.findall(f"{ATOM}entry")]
    identifiers = [element.findtext(f"{ATOM}id") for element in everything]
    assert len(set(identifiers)) == len(identifiers)  # 4.1.1, 4.2.6
    for element in everything:
        assert uuid.UUID(element.findtext(f"{ATOM}id").removeprefix("urn:uuid:")).version == 5
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated"))  # 3.3
        datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}title").strip()
        assert len([link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1  # 4.1.1, 4.1.2
    for entry in everything[1:]:
        assert all(len(entry.findall(ATOM + name)) == 1 for name in ("id", "title", "updated", "content"))  # 4.1.2
        content = entry.find(f"{ATOM}content")
        assert content.get("type") == "xhtml" and [child.tag for child in content] == [f"{XHTML}div"]  # 4.1.3.3
        assert not (content.text or "").strip()
        for part in content.iter():
            assert part.tag == f"{ATOM}content" or part.tag.startswith(XHTML)
            assert set(part.attrib) <= {"type", *feed.KEPT, feed.XML_LANG}
    assert root.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in everything[1:])


@LANGUAGES
def test_every_entry_of_the_timeline_and_every_change_is_in_it(site, language):
    page = content.read_page(config.DOCS / config.SOURCE_LOCALE / "status.md")
    wanted = [heading.id for heading in page.headings if heading.level == 3 and re.match(r"[tc]-\d", heading.id)]
    assert len(wanted) > 25 and any(identifier.startswith("c-") for identifier in wanted)
    home = config.site_url() + language.url_prefix
    shown = tree(site, f"{language.url_prefix}status/")
    entries = read(site, language).findall(f"{ATOM}entry")
    found = []
    for entry in entries:
        address = urlsplit(links(entry)["alternate"])
        assert address._replace(fragment="").geturl() == f"{home}status/"
        found.append(address.fragment)
        [heading] = shown.xpath(f"//h3[@id='{address.fragment}']")
        assert entry.findtext(f"{ATOM}title") == " ".join(heading.text_content().removesuffix("#").split())
        date = re.search(r"\d{4}-\d\d(-\d\d)?", address.fragment)[0]
        assert entry.findtext(f"{ATOM}updated").startswith(date if len(date) == 10 else f"{date}-01")
        assert heading.xpath("string(.//time/@datetime)") == date
        # On the page the paragraphs from this heading to the next; footnote signs aside, not a word more or less.
        wanted_words = [text for part in heading.xpath("following-sibling::p[preceding-sibling::h3[1] = $own]", own=heading.text_content()) for text in part.xpath(".//text()[not(ancestor::sup)]")]
        words = entry.find(f"{ATOM}content").xpath(".//text()[not(ancestor::x:sup)]", namespaces={"x": feed.XHTML})
        assert "".join("".join(words).split()) == "".join("".join(wanted_words).split()) != ""
    assert sorted(found) == sorted(wanted)
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates == sorted(dates, reverse=True)


@LANGUAGES
def test_its_links_lead_somewhere(site, language):
    root, home = read(site, language), config.site_url() + language.url_prefix
    assert links(root) == {"self": f"{home}feed.xml", "alternate": f"{home}status/"}
    checked = 0
    for link in root.iter(f"{XHTML}a"):
        address = urlsplit(link.get("href"))
        assert address.scheme in ("http", "https"), "a feed reader has no page that an address could be relative to"
        if link.get("href").startswith(config.site_url()):
            path = link.get("href").removeprefix(config.site_url()).split("#")[0]
            there = tree(site, path)
            assert there.get("lang") == link.get("hreflang", language.code)
            assert not address.fragment or there.xpath(f"//*[@id='{address.fragment}']"), link.get("href")
            checked += 1
    assert checked > 20
    assert any(re.fullmatch(r"\[\d+\]", link.text or "") for link in root.iter(f"{XHTML}a")), "the notes lead to their sources"


@LANGUAGES
def test_home_and_status_announce_it_and_the_others_do_not(site, language):
    announcing = set()
    for name in config.page_filenames():
        path = language.url_prefix + config.page_url(name)
        for link in tree(site, path).xpath("//link[@rel='alternate'][@type='application/atom+xml']"):
            assert urljoin(f"/{path}", link.get("href")) == f"/{language.url_prefix}feed.xml"
            announcing.add(name)
    assert announcing == {"index.md", "status.md"}


def test_the_ids_are_those_that_were_published():
    """An id that changes shows an entry as new to everybody. These were made when the feed was first written."""
    assert feed._identifier("en/status") == "urn:uuid:ce82f697-ac38-5b38-9bff-ef8226324f87"
    assert feed._identifier("en/status#t-2026-07-24") == "urn:uuid:8f0b5869-f54a-597c-90f4-1a5410e7bf27"


def test_the_ids_stay_when_the_site_moves_and_languages_have_their_own():
    html = '<html><article><h3 id="t-2026-02">A</h3><p>b</p></article></html>'

    def ids(code: str, home: str) -> list[str]:
        root = etree.fromstring(feed.feed(code, html, home, f"{home}status/"))
        return [element.text for element in root.iter(f"{ATOM}id")]

    assert ids("en", "https://one.example/") == ids("en", "https://two.example/deeper/")
    assert not set(ids("en", "https://one.example/")) & set(ids("nb", "https://one.example/nb/"))


def test_an_entry_is_cut_where_it_ends():
    html = (
        '<html lang="en"><article><h2 id="timeline">T</h2><div><h3 id="t-2026-02-b"><time datetime="2026-02">February 2026</time>: Two<a class="here" href="#x">#</a></h3>'
        '<p>One.<sup id="r"><a class="footnote-ref" href="#fn:2">2</a></sup></p><p lang="fi">Kaksi <a class="x" href="../object/">a</a>.</p>'
        '<h3 id="t-2026-02-03">Three</h3><p>Four.</p></div><h2 id="changes">C</h2><h3 id="c-2026-03-01">Five</h3><p>Six.</p>'
        '<div class="footnote"><p>Not this.</p></div></article></html>'
    )
    found = feed.entries(html)
    assert [(entry.id, entry.kind, entry.date, entry.title, entry.text) for entry in found] == [
        ("c-2026-03-01", "c", "2026-03-01", "Five", "Six."),
        ("t-2026-02-03", "t", "2026-02-03", "Three", "Four."),
        ("t-2026-02-b", "t", "2026-02", "February 2026: Two", "One.\nKaksi a."),
    ]
    written = feed.feed("en", html, "https://a.example/", "https://a.example/status/").decode()
    assert '<sup><a href="https://a.example/status/#fn:2">[2]</a></sup>' in written
    assert '<p lang="fi" xml:lang="fi">Kaksi <a href="https://a.example/object/">a</a>.</p>' in written


def test_an_entry_that_is_not_translated_says_so():
    html = '<html lang="fi"><article><h3 id="t-2026-02"><span lang="en">In February</span></h3><p class="changed"><a href="../../status/#t-2026-02" hreflang="en">Lue</a></p></article></html>'
    [entry] = etree.fromstring(feed.feed("en", html.replace("fi", "en", 1), "https://a.example/", "https://a.example/status/")).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").get(feed.XML_LANG) is None
    assert feed.entries(html)[0].language == "en"
    written = feed.feed("nb", html.replace("fi", "nb", 1), "https://a.example/nb/", "https://a.example/nb/status/").decode()
    assert '<title xml:lang="en">In February</title>' in written
    assert '<a href="https://a.example/status/#t-2026-02" hreflang="en">Lue</a>' in written
