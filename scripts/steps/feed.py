"""Writes what is new as an Atom feed (RFC 4287), one a language: the entries of the timeline, and the changes to the steps.

Everything in it is read off the finished page status.md: headings of the third level with ids `t-2026-07-24` (an event) and
`c-2026-11-23` (a change), with what stands below them. So no date comes from a clock: an entry's is that of its id, an event's
own day; where only the month is known, the first of it. The feed's is that of its newest entry.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from scripts import l10n

PAGE = "status.md"
FILE = "feed.xml"
ENTRY = re.compile(r"(?P<kind>[tc])-(?P<date>\d{4}-\d{2}(?:-\d{2})?)(?:-[a-z])?")
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Ids must never change (RFC 4287, 4.2.6), but a site may move to another host, and mirrors keep their copies; and this project
#: owns no name of a host or mailbox, which a `tag:` address would need. So an id is a UUID of version 5 (RFC 9562), made from this
#: name of the project, once drawn by lot, and the entry's place: "nb/status#t-2026-07-24".
PROJECT = uuid.UUID("5d4b8f0e-93a7-4d5c-8a51-0b6a2b8f7c1e")
#: What an entry keeps of its page's markup; ids and classes mean nothing in a feed reader.
KEPT = ("href", "hreflang", "lang", "datetime")


@dataclass(frozen=True)
class Entry:
    """One entry. `kind` is "t", an event, or "c", a change to the steps; `date` is ISO 8601, of a day or a month; `body` its elements.

    `language` is that of the title: where an entry is not translated yet, the page shows the English heading (scripts/hooks/behind.py).
    """

    id: str
    kind: str
    date: str
    title: str
    language: str
    body: tuple

    @property
    def text(self) -> str:
        """The words alone, a line for each paragraph, without the signs of footnotes."""
        paragraphs = []
        for element in self.body:
            copy = lxml_html.fromstring(lxml_html.tostring(element, encoding="unicode"))
            for sign in copy.xpath(".//sup"):
                sign.drop_tree()
            paragraphs.append(" ".join(copy.text_content().split()))
        return "\n".join(paragraphs)


def _below(heading) -> Iterator:
    """The elements after a heading, up to the next heading or the sources."""
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", "h3") or element.get("class") == "footnote":
            return
        yield element


def entries(html: str) -> list[Entry]:
    """All entries of the finished page, the newest first; those of one day in the page's order."""
    found = []
    page = lxml_html.fromstring(html)
    for heading in page.xpath("//article//h3[@id]"):
        match = ENTRY.fullmatch(heading.get("id"))
        if not match:
            continue
        for link in heading.xpath(".//a[@class='here']"):
            link.drop_tree()
        title = " ".join(heading.text_content().split())
        language = page.xpath("string(/html/@lang)")
        for part in heading.xpath("span[@lang]"):
            if " ".join(part.text_content().split()) == title:
                language = part.get("lang")
        found.append(Entry(match[0], match["kind"], match["date"], title, language, tuple(_below(heading))))
    return sorted(found, key=lambda entry: entry.date.ljust(10, "-"), reverse=True)


def _identifier(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(PROJECT, name)}"


def _instant(date: str) -> str:
    """A day or a month as Atom's dates are written (RFC 3339): its beginning."""
    return f"{date}{'-01' if len(date) == 7 else ''}T00:00:00Z"


def _content(entry: Entry, page: str):
    """An entry's elements as XHTML that stands alone: addresses in full, footnote signs as links to the page's sources."""
    whole = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML})
    for element in entry.body:
        copy = lxml_html.fromstring(lxml_html.tostring(element, encoding="unicode", with_tail=False))
        for part in copy.iter():
            if part.get("class") == "footnote-ref":
                part.text = f"[{part.text}]"  # on the page the style adds the brackets
            for name in part.keys():
                if name not in KEPT:
                    del part.attrib[name]
            if "lang" in part.keys():
                part.set(XML_LANG, part.get("lang"))
            if "href" in part.keys():
                part.set("href", urljoin(page, part.get("href")))
        lxml_html.html_to_xhtml(copy)
        whole.append(copy)
    return whole


def feed(code: str, html: str, home: str, page: str) -> bytes:
    """The feed of a language as XML. `html` is its page status.md; `home` and `page` are the addresses of its home and of that page."""
    words = l10n.load_strings(code)
    known = entries(html)
    root = etree.Element(f"{{{ATOM}}}feed", {XML_LANG: code}, nsmap={None: ATOM})

    def add(parent, name: str, text: str | None = None, **attributes: str):
        made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        made.text = text
        return made

    add(root, "id", _identifier(f"{code}/status"))
    add(root, "title", words["feed"]["title"].format(site=words["site"]))
    add(root, "subtitle", words["feed"]["subtitle"])
    add(root, "updated", max(_instant(entry.date) for entry in known))
    author = add(root, "author")
    add(author, "name", words["site"])
    add(author, "uri", home)
    add(root, "rights", words["footer"]["licence"])
    add(root, "link", rel="self", type="application/atom+xml", href=urljoin(home, FILE))
    add(root, "link", rel="alternate", type="text/html", hreflang=code, href=page)
    for entry in known:
        made = add(root, "entry")
        add(made, "id", _identifier(f"{code}/status#{entry.id}"))
        title = add(made, "title", entry.title)
        if entry.language != code:
            title.set(XML_LANG, entry.language)
        add(made, "updated", _instant(entry.date))
        add(made, "link", rel="alternate", type="text/html", hreflang=code, href=f"{page}#{entry.id}")
        add(made, "content", type="xhtml").append(_content(entry, page))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
