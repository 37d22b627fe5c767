"""Read the timeline off the rendered page status.md.

Headings of the third level with ids `t-2026-07-24` (an event) and `c-2026-11-23` (a change to the
steps), with what stands below them. No date comes from a clock.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from scripts.content import TIMELINE_ENTRY
from scripts.site import Article

KINDS = {"t": "event", "c": "change"}


@dataclass(frozen=True)
class Entry:
    """One entry.

    `kind` is "event" or "change"; `date` is ISO 8601, of a day or a month; `body` its elements.

    `language` is that of the title: an entry that is not translated yet has the English heading.

    """

    id: str
    kind: str
    date: str
    title: str
    language: str
    body: tuple[HtmlElement, ...]

    @property
    def text(self) -> str:
        """The words alone, a line for each paragraph, without the signs of footnotes."""
        paragraphs = []
        for element in self.body:
            clone = copy.deepcopy(element)
            for sign in clone.xpath(".//sup"):
                sign.drop_tree()
            paragraphs.append(" ".join(clone.text_content().split()))
        return "\n".join(paragraphs)


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements after a heading, up to the next heading or the sources."""
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2", "h3") or element.get("class") == "footnote":
            return
        yield element


def timeline_entries(article: Article, code: str) -> list[Entry]:
    """List the entries, the newest first; those of one day in the page's order."""
    entries = []
    for heading in copy.deepcopy(article.tree).xpath(".//h3[@id]"):
        match = TIMELINE_ENTRY.fullmatch(heading.get("id"))
        if not match:
            continue
        for link in heading.xpath(".//a[@class='headerlink']"):
            link.drop_tree()
        title = " ".join(heading.text_content().split())
        language = code
        for part in heading.xpath("span[@lang]"):
            if " ".join(part.text_content().split()) == title:
                language = part.get("lang")
        entry = Entry(
            match[0],
            KINDS[match["kind"]],
            match["date"],
            title,
            language,
            tuple(_following(heading)),
        )
        entries.append(entry)
    return sorted(entries, key=lambda entry: entry.date.ljust(10, "-"), reverse=True)
