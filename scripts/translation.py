"""Define what a translation is: which page mirrors which, what a section is, how it is hashed.

Pure functions over pages, imported by the notice in the page, the checks and the commands. Whoever
changes a rule here marks every translation anew, since every hash changes with it.
"""

from __future__ import annotations

import enum
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from scripts.cache import cached
from scripts.config import DOCS, SOURCE_LOCALE, page_filenames
from scripts.content import Page, page_sections, read_page

#: The key of a translated page's front matter: section id → hash of the English section.
KEY = "sections"


class State(enum.Enum):
    """How a section of a translated page stands to the English one."""

    UP_TO_DATE = "up to date"
    OUTDATED = "outdated"  # English has changed since, or the translation was never marked
    MISSING = "missing"  # English has the section, the translation does not
    OBSOLETE = "obsolete"  # the translation has the section, English no longer does


@dataclass(frozen=True)
class Section:
    """A heading and the text below it, up to the next heading of any level.

    `line` is the heading's, from 1, in its file.
    """

    id: str
    level: int
    title: str
    line: int
    text: str


def counterpart(path: Path, code: str = SOURCE_LOCALE) -> Path:
    """Return the page in another locale that says the same: same name, that locale's folder."""
    return path.parent.parent / code / path.name


@cached
def sections(page: Page) -> dict[str, Section]:
    """Cut a page at its headings, in order. What stands before the first is in no section."""
    texts = page_sections(page)
    return {
        heading.id: Section(
            heading.id, heading.level, heading.text, heading.line, texts[heading.id][1]
        )
        for heading in page.headings
        if heading.id
    }


def normalized(section: Section) -> str:
    """Return a section's heading and text as they are hashed.

    Line ends and spaces before them do not count, nor does a second empty line. Line breaks do,
    since moving words between items and paragraphs is a change.
    """
    text = f"{section.title}\n\n{section.text}".replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def section_hash(section: Section) -> str:
    """Return 12 hex digits of SHA-256 that change when the section's heading or text does."""
    return hashlib.sha256(normalized(section).encode()).hexdigest()[:12]


@cached
def section_hashes(english: Page) -> dict[str, str]:
    """Return the hash of each section of an English page."""
    return {section.id: section_hash(section) for section in sections(english).values()}


def recorded_hashes(translated: Page) -> dict[str, str]:
    """Return the hashes that a translated page carries; none when it carries something else."""
    recorded = translated.meta.get(KEY)
    if not isinstance(recorded, dict):
        return {}
    return {str(key): str(value) for key, value in recorded.items()}


def section_states(english: Page, translated: Page) -> dict[str, State]:
    """Return each section's state, in the order of the English page; obsolete ones last."""
    recorded, present = recorded_hashes(translated), sections(translated)
    states = {}
    for identifier, current in section_hashes(english).items():
        if identifier not in present:
            states[identifier] = State.MISSING
        elif recorded.get(identifier) == current:
            states[identifier] = State.UP_TO_DATE
        else:
            states[identifier] = State.OUTDATED
    return states | {each: State.OBSOLETE for each in present if each not in states}


def outdated_sections(english: Page, translated: Page) -> list[str]:
    """Return the ids of all sections that are not up to date."""
    states = section_states(english, translated)
    return [identifier for identifier, state in states.items() if state is not State.UP_TO_DATE]


def reviewed_pages(code: str) -> int:
    """Return how many pages of a locale a native speaker has read."""
    pages = (translated for _, translated in page_pairs(code).values() if translated)
    return sum(page.meta.get("translation") == "reviewed" for page in pages)


def page_pairs(code: str) -> dict[str, tuple[Page, Page | None]]:
    """Return each English page by file name, with its translation or None.

    Raises BuildError for a page that cannot be read.
    """
    pairs = {}
    for name in page_filenames():
        path = DOCS / SOURCE_LOCALE / name
        translated = counterpart(path, code)
        pairs[name] = (read_page(path), read_page(translated) if translated.exists() else None)
    return pairs
