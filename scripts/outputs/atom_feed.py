"""Write what is new as an Atom feed (RFC 4287), one a language.

The entries of the timeline, and the changes to the steps.

An entry's date is that of its id, an event's own day; where only the month is known, the first of
it. The feed's is that of its newest entry.
"""

from __future__ import annotations

import copy
import uuid
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from scripts import templates
from scripts.content import TIMELINE_PAGE
from scripts.l10n import load_strings
from scripts.site import Files, LocalePages
from scripts.timeline import Entry, timeline_entries

XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Ids must never change (RFC 4287, 4.2.6), but a site may move to another host, and mirrors keep
#: their copies; and this project owns no name of a host or mailbox, which a `tag:` address would
#: need. So an id is a UUID of version 5 (RFC 9562), made from this name of the project, once drawn
#: by lot, and the entry's place: "nb/status#t-2026-07-24".
FEED_NAMESPACE = uuid.UUID("5d4b8f0e-93a7-4d5c-8a51-0b6a2b8f7c1e")
#: What an entry keeps of its page's markup; ids and classes mean nothing in a feed reader.
ALLOWED_ATTRIBUTES = ("href", "hreflang", "lang", "datetime")


def entry_id(name: str) -> str:
    """Return the lasting id of a feed or an entry, from its place."""
    return f"urn:uuid:{uuid.uuid5(FEED_NAMESPACE, name)}"


def _timestamp(date: str) -> str:
    """Write a day or a month as Atom does (RFC 3339): its beginning."""
    return f"{date}{'-01' if len(date) == 7 else ''}T00:00:00Z"


def _content(entry: Entry, page: str) -> str:
    """Return an entry's elements as XHTML that stands alone.

    Addresses in full, footnote signs as links to the page's sources.
    """
    whole = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML})
    for element in entry.body:
        clone = copy.deepcopy(element)
        clone.tail = None
        for part in clone.iter():
            if part.get("class") == "footnote-ref":
                part.text = f"[{part.text}]"  # on the page the style adds the brackets
            for name in list(part.attrib):
                if name not in ALLOWED_ATTRIBUTES:
                    del part.attrib[name]
            if "lang" in part.attrib:
                part.set(XML_LANG, part.get("lang"))
            if "href" in part.attrib:
                part.set("href", urljoin(page, part.get("href")))
        lxml_html.html_to_xhtml(clone)
        whole.append(clone)
    return str(etree.tostring(whole, encoding="unicode"))


def files(pages: LocalePages) -> Files:
    """Write the feed of a language, if it has the timeline."""
    article = pages.articles.get(TIMELINE_PAGE)
    if article is None:
        return {}
    url = pages.home_url + article.url
    entries = [
        {
            "id": entry_id(f"{pages.code}/status#{entry.id}"),
            "title": entry.title,
            "language": entry.language if entry.language != pages.code else "",
            "updated": _timestamp(entry.date),
            "url": f"{url}#{entry.id}",
            "content": Markup(_content(entry, url)),
        }
        for entry in timeline_entries(article, pages.code)
    ]
    feed = templates.render(
        "feed.xml",
        code=pages.code,
        strings=load_strings(pages.code),
        id=entry_id(f"{pages.code}/status"),
        home=pages.home_url,
        page=url,
        updated=max(str(entry["updated"]) for entry in entries),
        entries=entries,
    )
    return {f"{pages.url_prefix}feed.xml": feed.encode()}
