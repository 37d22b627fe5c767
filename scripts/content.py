"""Take a page's Markdown apart: front matter, headings, sections, blocks, links, plain text.

Pure functions over text. Headings underlined with === or --- and HTML headings are not understood;
`python -m scripts check` names a line that looks like one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from scripts import yaml_with_lines
from scripts.cache import cached
from scripts.config import display_path
from scripts.errors import BuildError

#: The pages that hold the finder and the timeline.
FINDER_PAGE = "object.md"
TIMELINE_PAGE = "status.md"
#: Where a page takes up what is made from docs/_data.
FINDER_PLACEHOLDER = "<!-- finder -->"
LIST_PLACEHOLDER = re.compile(r"<!-- list: (?P<name>[a-z]+) -->")
#: The id of an entry of the timeline: t, an event, or c, a change to the steps; its day or month;
#: a letter where a day has several.
TIMELINE_ENTRY = re.compile(r"(?P<kind>[tc])-(?P<date>\d{4}-\d{2}(?:-\d{2})?)(?:-[a-z])?")

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]+(?P<text>.*?)"
    r"(?:[ \t]*\{[ \t]*#(?P<id>[A-Za-z0-9_-]+)[ \t]*\})?[ \t]*#*$"
)
FENCE = re.compile(r"^[ ]{0,3}(```+|~~~+)")
FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")
#: `[text][id]`, a link to an outside address by the id of its source.
SOURCE_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\[(?P<id>[^\]\s^]+)\]")
#: `[text](target)`, a link inside the site, or `![text](target)`, a picture.
INLINE_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)"
)
TIME = re.compile(r'<time datetime="(?P<iso>[^"]*)">(?P<text>[^<]*)</time>')
#: Words marked as another language than the page's.
_FOREIGN = re.compile(r'<(span|cite|q|em|a)\b[^>]*\blang="[^"]*"[^>]*>.*?</\1>', re.DOTALL)
_TIME_ELEMENT = re.compile(r"<time\b[^>]*>.*?</time>", re.DOTALL)
#: All that is markup, in one pass, since every page of every locale goes through here.
_MARKUP = re.compile(
    r"""
    <!--(?:.|\n)*?--> | </?[a-zA-Z][^>]*>                   # comments, tags
    | \[\^[^\]\s]+\]                                        # footnotes
    | (?<=\])\([^)\s]*\) | (?<=\])\[[^\]\s]+\]              # targets of links, ids of sources
    | (?<!\\)\{[^}\n]*\}                                    # attributes
    | ^[ \t]*\|?[ \t]*:?-{3,}[-:|\ \t]*$                    # the line below a table's head
    | ^[ \t]*/{3,}.*$                                       # boxes: /// html | div.steps
    | ^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w+                     # call-outs
    | ^[ \t]*(?:\#{1,6}|>|[-*+]|\d+\.)[ \t]+                # headings, quotations, items
    | \\(?=[\[\]*_\#|]) | \*\*? | (?<!\w)_ | _(?!\w) | [\[\]`]   # escapes, emphasis, brackets
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLOCK_START = re.compile(
    r"""
    (?P<quote>>)
    | (?P<item>[-*+]|(?P<number>\d+\.))[ \t]
    | (?P<row>\|)
    | (?:!!!|\?\?\?\+?)[ \t]+(?P<callout>\w+)
    | (?P<slashes>/{3,})[ \t]*(?P<block>[\w-]*)[ \t]*$
    | (?P<tag></?div\b[^>]*>)
    | (?P<comment><!--)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Heading:
    """A heading. `line` counts from 1 in the file; `id` is None when it was not written out."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True, eq=False)  # by identity, so that what is computed of a page can be cached
class Page:
    """A page's Markdown. `body` has empty lines for the front matter: lines stay the file's."""

    path: Path
    meta: dict[str, Any]
    meta_lines: dict[str, int]
    body: str
    headings: tuple[Heading, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The body line by line; index 0 is line 1 of the file."""
        return self.body.split("\n")


@dataclass(frozen=True)
class Block:
    """A piece of a section that stands for itself: a paragraph, an item, a cell.

    `line` counts from 0 in the text that was split.
    """

    kind: str
    line: int
    text: str


def _outside_fences(body: str) -> str:
    """Empty the lines of fenced code, so that places in the text stay what they were."""
    if "```" not in body and "~~~" not in body:
        return body
    kept: list[str] = []
    fence: str | None = None
    for line in body.split("\n"):
        mark = FENCE.match(line)
        kept.append("" if fence or mark else line)
        if mark and fence is None:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence):
            fence = None
    return "\n".join(kept)


def find_with_lines(pattern: re.Pattern[str], body: str) -> list[tuple[int, re.Match[str]]]:
    """Find a pattern outside fenced code: pairs of the line, from 1, and the match."""
    text = _outside_fences(body)
    found, line, place = [], 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        found.append((line, match))
    return found


def headings(body: str) -> tuple[Heading, ...]:
    """Return all headings of a page's Markdown, in order."""
    return tuple(
        Heading(len(match["marks"]), match["text"], match["id"], number)
        for number, line in enumerate(_outside_fences(body).split("\n"), 1)
        if (match := HEADING.match(line))
    )


def parse_page(text: str, path: Path) -> Page:
    """Parse a page. Raises BuildError when the front matter is missing or is not YAML."""
    lines = text.split("\n")
    if lines[0] != "---":
        message = "expected front matter: a first line `---`"
        raise BuildError(display_path(path), 1, message)
    try:
        end = lines.index("---", 1)
    except ValueError:
        message = "expected front matter to end with a line `---`"
        raise BuildError(display_path(path), 1, message) from None
    meta, meta_lines = yaml_with_lines.parse("\n".join(lines[1:end]), path, first_line=2)
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    return Page(path, meta, meta_lines, body, headings(body))


@cached
def _read_page(path: Path, _modified: int) -> Page:
    return parse_page(yaml_with_lines.read_text(path), path)


def read_page(path: Path) -> Page:
    """Read a page; the same one again until its file changes. Raises BuildError for a bad one."""
    try:
        return _read_page(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):  # ValueError: a null character in the path
        raise BuildError(display_path(path), 1, "expected this file to exist") from None


def citations(body: str) -> list[tuple[int, str]]:
    """Return the ids of sources that a text names, as footnotes or links, with their lines."""
    return sorted(
        (number, match["id"])
        for pattern in (FOOTNOTE, SOURCE_LINK)
        for number, match in find_with_lines(pattern, body)
    )


def links(body: str) -> list[tuple[int, str, bool]]:
    """Return inline links and pictures: line, target, whether it is a picture."""
    return [(n, m["target"], bool(m["image"])) for n, m in find_with_lines(INLINE_LINK, body)]


def page_sections(page: Page) -> dict[str, tuple[int, str]]:
    """Cut a page at its headings: id → line of the heading, text from there to the next one.

    Headings without an id are left out.
    """
    lines = page.lines
    cuts = [heading.line for heading in page.headings] + [len(lines) + 1]
    return {
        heading.id: (line, "\n".join(lines[line : following - 1]))
        for heading, (line, following) in zip(page.headings, pairwise(cuts), strict=True)
        if heading.id
    }


def blocks(text: str) -> list[Block]:
    """Split a section's text into its blocks, in order.

    Of what stands in quotations, lists and call-outs each block is given for itself. A list item
    ends with an empty line; what follows, indented, is a paragraph.
    """
    return list(_blocks(text.split("\n"), 0, ""))


def _blocks(lines: list[str], first: int, prefix: str) -> Iterator[Block]:
    kind, start, part = "", 0, list[str]()

    def finished() -> Iterator[Block]:
        if part:
            yield Block(prefix + kind, first + start, "\n".join(part))
            part.clear()

    number = 0
    while number < len(lines):
        line = lines[number].strip()
        match = _BLOCK_START.match(line)
        if not line or match:
            yield from finished()
        if match and match["quote"]:
            end = number
            while end < len(lines) and lines[end].lstrip().startswith(">"):
                end += 1
            inner = [quoted.lstrip()[1:] for quoted in lines[number:end]]
            yield from _blocks(inner, first + number, f"{prefix}quoted ")
            number = end
            continue
        if match and match["row"]:
            yield from _cells(line, first + number, prefix)
        elif match and match["item"]:
            kind, start = "numbered item" if match["number"] else "item", number
            part.append(line)
        elif match:
            yield Block(prefix + _marker_kind(match), first + number, line)
        elif line:
            if not part:
                kind, start = "paragraph", number
            part.append(line)
        number += 1
    yield from finished()


def _marker_kind(match: re.Match[str]) -> str:
    """Name a line that begins or ends something: a call-out, a block, a comment."""
    if match["callout"]:
        return f"call-out “{match['callout']}”"
    if match["slashes"]:
        return f"block “{match['slashes']} {match['block']}”".replace(" ”", "”")
    return match["tag"] or "comment"


def _cells(row: str, line: int, prefix: str) -> Iterator[Block]:
    cells = re.split(r"(?<!\\)\|", row.strip("|"))
    if all(re.fullmatch(r"[ \t:-]*", cell) for cell in cells):
        return  # the line below a table's head
    yield Block(f"{prefix}table row of {len(cells)} cells", line, "")
    for cell in cells:
        yield Block(f"{prefix}cell", line, cell)


def _emptied(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


@functools.lru_cache(maxsize=8192)
def strip_markup(markdown: str, *, foreign: bool = True, dates: bool = True) -> str:
    """Return what a reader reads of a Markdown text; line breaks stay where they are.

    Without `foreign`, what is marked as another language is left out; without `dates`, what stands
    inside <time>. Of links and pictures the text in square brackets stays.
    """
    for pattern, keep in ((_FOREIGN, foreign), (_TIME_ELEMENT, dates)):
        if not keep:
            markdown = pattern.sub(_emptied, markdown)
    return _MARKUP.sub(_emptied, markdown)
