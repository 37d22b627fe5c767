"""What is new comes as a feed in each language: valid Atom, every entry of the timeline in it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from scripts import config, content
from scripts.config import Locale
from scripts.l10n import load_strings
from scripts.outputs import atom_feed
from scripts.site import Article, LocalePages
from scripts.timeline import timeline_entries
from tests.pages import SITE, collect, heading_text, page, site_pages

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", f"{{{atom_feed.XHTML}}}"
ONCE = ("id", "title", "updated", "author", "rights", "subtitle")
KNOWN = {*ONCE, "feed", "entry", "content", "name", "uri", "link"}


def read(locale: Locale) -> etree._Element:
    return etree.fromstring((SITE / locale.url_prefix / "feed.xml").read_bytes())


def links(element: etree._Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def atom_faults(root: etree._Element) -> Iterator[str]:
    """Yield where a feed breaks a MUST of RFC 4287, of those that bear on what is used here."""
    if root.tag != f"{ATOM}feed":
        yield f"expected a feed; found {root.tag}"
        return
    for name in ONCE:  # 4.1.1
        if len(root.findall(ATOM + name)) != 1:
            yield f"expected one {name}"
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag.startswith(ATOM) and tag.removeprefix(ATOM) not in KNOWN:
            yield f"line {element.sourceline}: {element.tag} is not of Atom"
    everything = [root, *root.findall(f"{ATOM}entry")]
    identifiers = [element.findtext(f"{ATOM}id") for element in everything]
    if len(set(identifiers)) != len(identifiers):  # 4.1.1, 4.2.6
        yield "expected each id once"
    for element in everything:
        line, updated = element.sourceline, element.findtext(f"{ATOM}updated") or ""
        if uuid.UUID((element.findtext(f"{ATOM}id") or "")[9:]).version != 5:
            yield f"line {line}: expected an id that is made from its place"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated):  # 3.3
            yield f"line {line}: {updated} is no time"
        datetime.fromisoformat(updated)
        if not (element.findtext(f"{ATOM}title") or "").strip():
            yield f"line {line}: expected a title"
        if [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") != 1:
            yield f"line {line}: expected one alternate"  # 4.1.1, 4.1.2
    for entry in everything[1:]:
        line = entry.sourceline
        if any(
            len(entry.findall(ATOM + name)) != 1 for name in ("id", "title", "updated", "content")
        ):
            yield f"line {line}: expected one of each"  # 4.1.2
            continue
        body = entry.find(f"{ATOM}content")
        if body.get("type") != "xhtml" or [child.tag for child in body] != [f"{XHTML}div"]:
            yield f"line {line}: expected one div"  # 4.1.3.3
        for part in body.iter():
            if part is not body and not part.tag.startswith(XHTML):
                yield f"line {part.sourceline}: {part.tag} is not of XHTML"
            if not set(part.attrib) <= {"type", *atom_feed.ALLOWED_ATTRIBUTES, atom_feed.XML_LANG}:
                yield f"line {part.sourceline}: {dict(part.attrib)} means nothing in a feed reader"
    if root.findtext(f"{ATOM}updated") != max(
        entry.findtext(f"{ATOM}updated") for entry in everything[1:]
    ):
        yield "expected the feed to be as new as its newest entry"


@collect
def test_the_feed_is_valid_atom(site):
    for locale in config.locales():
        root, place = read(locale), f"site/{locale.url_prefix}feed.xml"
        for fault in atom_faults(root):
            yield f"{place}: {fault}"
        strings = load_strings(locale.code)
        found = (
            root.get(atom_feed.XML_LANG),
            root.findtext(f"{ATOM}author/{ATOM}name"),
            root.findtext(f"{ATOM}title"),
        )
        title = strings["feed"]["title"].replace("{site}", strings["site"])
        if found != (locale.code, strings["site"], title):
            yield f"{place}: expected the words of {locale.code}; found {found}"
        home = config.site_url() + locale.url_prefix
        if links(root) != {"self": f"{home}feed.xml", "alternate": f"{home}status/"}:
            yield f"{place}: ways home: {links(root)}"


def test_a_bad_feed_is_named(site):
    text = (SITE / "feed.xml").read_text(encoding="utf-8")
    first = re.search(r"<entry>.*?</entry>", text, re.DOTALL)[0]
    updated = re.search(r"<updated>[^<]*</updated>", text)[0]
    for old, new in (
        (first, first + first),
        ("rights>", "rihts>"),
        ("T00:00:00Z", ""),
        ('type="xhtml"', 'type="html"'),
        ('rel="alternate"', 'rel="self"'),
        ("<p>", '<p class="x">'),
        (updated, "<updated>2001-01-01T00:00:00Z</updated>"),
    ):
        assert old in text
        assert list(atom_faults(etree.fromstring(text.replace(old, new).encode()))), new[:60]


@collect
def test_every_entry_of_the_timeline_and_every_change_is_in_it(site):
    headings = page("en", "status.md").source.headings
    wanted = [h.id for h in headings if h.level == 3 and content.TIMELINE_ENTRY.fullmatch(h.id)]
    assert len(wanted) > 25 and any(identifier.startswith("c-") for identifier in wanted)
    for locale in config.locales():
        place, shown = f"site/{locale.url_prefix}feed.xml", page(locale.code, "status.md")
        entries = read(locale).findall(f"{ATOM}entry")
        found, dates = [], []
        for entry in entries:
            url, _, identifier = links(entry)["alternate"].partition("#")
            found.append(identifier)
            dates.append(entry.findtext(f"{ATOM}updated"))
            here = f"{place}:{entry.sourceline}: #{identifier}"
            if url != shown.url:
                yield f"{here}: leads to {url}"
            [heading] = shown.tree.xpath(f"//h3[@id='{identifier}']") or [None]
            if heading is None:
                yield f"{here}: status.md has no such entry"
                continue
            if entry.findtext(f"{ATOM}title") != heading_text(heading):
                yield f"{here}: expected “{heading_text(heading)}”"
            date = content.TIMELINE_ENTRY.fullmatch(identifier)["date"]
            if not dates[-1].startswith(date if len(date) == 10 else f"{date}-01"):
                yield f"{here}: expected its date"
            # On the page the paragraphs from this heading to the next, without signs of notes.
            paragraphs = []
            for part in heading.itersiblings():
                if part.tag in ("h1", "h2", "h3") or part.get("class") == "footnote":
                    break
                paragraphs += part.xpath(".//text()[not(ancestor::sup)]")
            words = entry.find(f"{ATOM}content").xpath(
                ".//text()[not(ancestor::x:sup)]", namespaces={"x": atom_feed.XHTML}
            )
            if "".join("".join(words).split()) != "".join("".join(paragraphs).split()):
                yield f"{here}: expected the words of the page"
        if sorted(found) != sorted(wanted):
            yield f"{place}: different: {sorted(set(found) ^ set(wanted))}"
        if dates != sorted(dates, reverse=True):
            yield f"{place}: expected the newest first"


@collect
def test_its_links_lead_somewhere(site):
    ids = {each.path: set(each.tree.xpath("//@id")) for each in site_pages()}
    codes = {each.path: each.code for each in site_pages()}
    for locale in config.locales():
        place, checked = f"site/{locale.url_prefix}feed.xml", 0
        for link in read(locale).iter(f"{XHTML}a"):
            href, here = link.get("href"), f"{place}:{link.sourceline}: {link.get('href')}"
            if urlsplit(href).scheme not in ("http", "https"):
                yield f"{here}: a feed reader has no page that it could be relative to"
            elif href.startswith(config.site_url()):
                checked += 1
                path, _, fragment = href.removeprefix(config.site_url()).partition("#")
                if path not in ids or (fragment and fragment not in ids[path]):
                    yield f"{here}: leads nowhere"
                elif codes[path] != link.get("hreflang", locale.code):
                    yield f"{here}: leads into another language"
        if checked < 20:
            yield f"{place}: expected the notes to lead to their sources"


@collect
def test_home_and_status_announce_it_and_the_others_do_not(site):
    for each in site_pages():
        announced = [
            urljoin(f"/{each.path}", link)
            for link in each.tree.xpath("//link[@type='application/atom+xml']/@href")
        ]
        wanted = [f"/{each.prefix}feed.xml"] * (each.filename in ("index.md", "status.md"))
        if announced != wanted:
            yield each.fault(f"expected the feed {wanted}; found {announced}")


def test_the_ids_are_those_that_were_published():
    """An id that changes shows an entry as new to everybody: these were made at the first time."""
    wanted = {
        "en/status": "urn:uuid:ce82f697-ac38-5b38-9bff-ef8226324f87",
        "en/status#t-2026-07-24": "urn:uuid:8f0b5869-f54a-597c-90f4-1a5410e7bf27",
    }
    assert {name: atom_feed.entry_id(name) for name in wanted} == wanted


HTML = (
    '<h2 id="timeline">T</h2><div><h3 id="t-2026-02-b"><time datetime="2026-02">February 2026</time>'
    ': Two<a class="headerlink" href="#x">#</a></h3><p>One.<sup id="r"><a class="footnote-ref" '
    'href="#fn:2">2</a></sup></p><p lang="fi">Kaksi <a class="x" href="../object/">a</a>.</p>'
    '<h3 id="t-2026-02-03">Three</h3><p>Four.</p></div><h2 id="changes">C</h2>'
    '<h3 id="c-2026-03-01">Five</h3><p>Six.</p><div class="footnote"><p>Not this.</p></div>'
)


def article(html: str) -> Article:
    return Article("status.md", "status/", "Status", "", html)


def feed(code: str, html: str) -> str:
    prefix = "" if code == "en" else f"{code}/"
    pages = LocalePages(code, prefix, {"status.md": article(html)})
    return atom_feed.files(pages)[f"{prefix}feed.xml"].decode()


def test_the_ids_stay_when_the_site_moves_and_languages_have_their_own(monkeypatch):
    def ids(code: str, url: str) -> list[str]:
        monkeypatch.setattr(config, "site_url", lambda: url)
        return re.findall(r"<id>(.*?)</id>", feed(code, HTML))

    assert ids("en", "https://one.example/") == ids("en", "https://two.example/deeper/")
    assert not set(ids("en", "https://one.example/")) & set(ids("nb", "https://one.example/"))


def test_an_entry_is_cut_where_it_ends():
    found = timeline_entries(article(HTML), "en")
    assert [(entry.id, entry.kind, entry.date, entry.title, entry.text) for entry in found] == [
        ("c-2026-03-01", "change", "2026-03-01", "Five", "Six."),
        ("t-2026-02-03", "event", "2026-02-03", "Three", "Four."),
        ("t-2026-02-b", "event", "2026-02", "February 2026: Two", "One.\nKaksi a."),
    ]
    written, url = feed("en", HTML), config.site_url()
    assert f'<sup><a href="{url}status/#fn:2">[2]</a></sup>' in written
    assert f'<p lang="fi" xml:lang="fi">Kaksi <a href="{url}object/">a</a>.</p>' in written


def test_an_entry_that_is_not_translated_says_so():
    html = (
        '<h3 id="t-2026-02"><span lang="en">In February</span></h3><p class="outdated">'
        '<a href="../../status/#t-2026-02" hreflang="en">Les</a></p>'
    )
    assert timeline_entries(article(html), "nb")[0].language == "en"
    assert '<title xml:lang="en">In February</title>' in feed("nb", html)
    assert "<title>In February</title>" in feed("en", html)
