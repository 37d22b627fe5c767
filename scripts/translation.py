"""What a translation is, said once: which page mirrors which, what a section is, how its text is normalised and hashed, and
which sections of a translated page are in step with the English text.

Pure functions over pages. The notice in the page, `make check`, `make languages`, `make changed` and `make stamp` all import
this; whoever changes a rule here stamps every translation again, since every hash changes with it.
"""

from __future__ import annotations

import enum
import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from scripts import house, pages
from scripts.pages import Page

#: The key in a translated page's front matter: id of a section → hash of the English section it was made from.
KEY = "sections"
#: 12 hex digits of SHA-256 (DESIGN 6), always quoted: YAML would read one of digits alone as a number.
HASH = re.compile(r"[0-9a-f]{12}")


class State(enum.Enum):
    """How a section of a translated page stands to the English one."""

    IN_STEP = "in step"
    CHANGED = "changed since"  # the English section has changed, or the translated one was never stamped
    MISSING = "missing"  # English has the section, the translation does not
    GONE = "gone"  # the translation has the section, English no longer does


@dataclass(frozen=True)
class Section:
    """A heading and the text below it, up to the next heading of any level. `line` is the heading's, from 1, in its file."""

    id: str
    level: int
    title: str
    line: int
    text: str


def mirror(path: Path, code: str = house.SOURCE) -> Path:
    """The page in the language `code` that says the same as the page at `path`: same file name, folder of that language."""
    return path.parent.parent / code / path.name


def sections(page: Page) -> dict[str, Section]:
    """A page cut at its headings, in order. What stands before the first heading is in no section (`make check` wants none)."""
    cut = pages.sections(page)
    return {
        heading.id: Section(heading.id, heading.level, heading.text, heading.line, cut[heading.id][1])
        for heading in page.headings
        if heading.id
    }


def normalised(section: Section) -> str:
    """A section's heading and text as they are hashed: plain line ends, no space at the end of a line, one empty line where
    there were several. Line breaks count, since moving words between list items and paragraphs does."""
    lines = [line.rstrip() for line in f"{section.title}\n\n{section.text}".replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def hashed(section: Section) -> str:
    """12 hex digits that change when the section's heading or text does."""
    return hashlib.sha256(normalised(section).encode()).hexdigest()[:12]


def hashes(english: Page) -> dict[str, str]:
    """The hash of each section of an English page."""
    return {section.id: hashed(section) for section in sections(english).values()}


def stamps(translated: Page) -> dict[str, str]:
    """The hashes that a translated page carries; empty when it carries none or something else."""
    found = translated.meta.get(KEY)
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def states(english: Page, translated: Page) -> dict[str, State]:
    """How each section stands, English ones first, in the order of the English page; then those that English lost."""
    now, then = hashes(english), stamps(translated)
    have = sections(translated)
    found = {
        identifier: State.MISSING if identifier not in have else State.IN_STEP if then.get(identifier) == value else State.CHANGED
        for identifier, value in now.items()
    }
    return found | {identifier: State.GONE for identifier in have if identifier not in now}


def stale(english: Page, translated: Page) -> list[str]:
    """Ids of the sections that are not in step."""
    return [identifier for identifier, state in states(english, translated).items() if state is not State.IN_STEP]


@functools.lru_cache(maxsize=1024)
def _read(path: Path, changed: int) -> Page:
    """A page as its file was at the time `changed` (nanoseconds); the English ones are asked for once for each language."""
    return pages.read(path)


def pairs(code: str) -> dict[str, tuple[Page, Page | None]]:
    """Each English page of the menu by its file name, with its translation or None. Raises BadInput for a page that cannot be read."""
    found = {}
    for name in house.page_files():
        path = house.DOCS / house.SOURCE / name
        other = mirror(path, code)
        found[name] = (_read(path, path.stat().st_mtime_ns), _read(other, other.stat().st_mtime_ns) if other.exists() else None)
    return found
