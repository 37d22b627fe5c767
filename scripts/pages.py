"""What a page is: its front matter, its headings with pinned ids, its sections. Pure functions over Markdown text.

Not understood here: headings underlined with === or ---, and HTML headings. The house style uses neither; `make check`
names a line that looks like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from scripts import yaml_lines
from scripts.house import shown
from scripts.problems import BadInput

HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]*\{[ \t]*#(?P<id>[A-Za-z0-9_-]+)[ \t]*\})?[ \t]*#*$")
FENCE = re.compile(r"^[ ]{0,3}(```+|~~~+)")
FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")
#: `[text][id]`, a link to an outside address by the register's id.
REGISTER_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\[(?P<id>[^\]\s^]+)\]")
#: `[text](target)`, a link inside the site, or `![text](target)`, a picture.
INLINE_LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
TIME = re.compile(r'<time datetime="(?P<iso>[^"]*)">(?P<text>[^<]*)</time>')


@dataclass(frozen=True)
class Heading:
    """A heading; `line` counts from 1 in the file; `id` is None when it was not written out."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Page:
    """A page's Markdown. `body` has the front matter replaced by empty lines, so that line numbers stay those of the file."""

    path: Path
    meta: dict
    meta_lines: dict[str, int]
    body: str
    headings: tuple[Heading, ...] = field(default=())

    @property
    def lines(self) -> list[str]:
        """The body line by line; index 0 is line 1 of the file."""
        return self.body.split("\n")


def _outside_fences(body: str) -> str:
    """`body` with the lines of fenced code blocks emptied, so that places in the text stay what they were."""
    if "```" not in body and "~~~" not in body:
        return body
    kept, fence = [], None
    for line in body.split("\n"):
        mark = FENCE.match(line)
        inside = fence is not None or mark is not None
        if mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = None
        kept.append("" if inside else line)
    return "\n".join(kept)


def numbered(pattern: re.Pattern, body: str) -> list[tuple[int, re.Match]]:
    """All matches of a pattern outside fenced code, each with the line, from 1, at which it begins. Matches may span lines."""
    text = _outside_fences(body)
    return [(text.count("\n", 0, match.start()) + 1, match) for match in pattern.finditer(text)]


def headings(body: str) -> tuple[Heading, ...]:
    """All headings of a page's Markdown, in order."""
    return tuple(
        Heading(len(match["marks"]), match["text"], match["id"], number)
        for number, line in enumerate(_outside_fences(body).split("\n"), 1)
        if (match := HEADING.match(line))
    )


def parse(text: str, path: Path) -> Page:
    """A page from its text. Raises BadInput when the front matter is missing or is not YAML."""
    lines = text.split("\n")
    if lines[0] != "---":
        raise BadInput(shown(path), 1, "expected front matter: a first line `---`")
    try:
        end = lines.index("---", 1)
    except ValueError:
        raise BadInput(shown(path), 1, "expected front matter to end with a line `---`") from None
    meta, meta_lines = yaml_lines.parse("\n".join(lines[1:end]), path, first_line=2)
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    return Page(path, meta, meta_lines, body, headings(body))


def read(path: Path) -> Page:
    """A page from its file. Raises BadInput when it cannot be read."""
    return parse(yaml_lines.read_text(path), path)


def cited(body: str) -> list[tuple[int, str]]:
    """Ids of the register that a page names, as footnotes or as link targets, with their lines."""
    return sorted(
        (number, match["id"]) for pattern in (FOOTNOTE, REGISTER_LINK) for number, match in numbered(pattern, body)
    )


def links(body: str) -> list[tuple[int, str, bool]]:
    """Inline links and pictures: (line, target, whether it is a picture)."""
    return [(number, match["target"], bool(match["image"])) for number, match in numbered(INLINE_LINK, body)]


def sections(page: Page) -> dict[str, tuple[int, str]]:
    """A page cut at its headings: id → (line of the heading, text from after the heading to the next one).

    Headings without an id are left out; `make check` names them.
    """
    lines = page.lines
    cuts = [*(heading.line for heading in page.headings), len(lines) + 1]
    return {
        heading.id: (heading.line, "\n".join(lines[heading.line : after - 1]))
        for heading, after in zip(page.headings, cuts[1:])
        if heading.id
    }
