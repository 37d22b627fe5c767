"""Read what native speakers are asked and what they wrote: docs/_data/review, a file a language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts import translation
from scripts.cache import cached
from scripts.config import DATA, DOCS
from scripts.content import read_page, strip_markup
from scripts.data import schema

FOLDER = DATA / "review"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page, in the section with that id; `line` is that of its entry.

    Of a sentence to ask about, `english` is what it translates and `why` the reason to ask. Of one
    that a native speaker wrote, `day` is when.
    """

    page: str
    section: str
    sentence: str
    line: int
    english: str = ""
    why: str = ""
    day: str = ""

    def stands_in(self, code: str) -> bool:
        """Tell whether the page has the sentence, as a reader reads it, in its section."""
        path = DOCS / code / self.page
        if not path.exists():
            return False
        section = translation.sections(read_page(path)).get(self.section)
        if section is None:
            return False
        text = f"{section.title}\n{section.text}"
        return _plain(self.sentence) in _plain(text)


def _plain(markdown: str) -> str:
    text = strip_markup(markdown).replace("\\", "").replace("*", "")
    return " ".join(line.lstrip("> ") for line in text.split("\n")).replace("\u00a0", " ")


@dataclass(frozen=True)
class Review:
    """What a language's native speakers are asked about, and what they wrote."""

    ask: tuple[Sentence, ...] = ()
    kept: tuple[Sentence, ...] = ()


def review_file(code: str) -> Path:
    """Return the file of a language."""
    return FOLDER / f"{code}.yml"


@cached
def load_review(code: str) -> Review:
    """Return what is known of a language; empty where it has no file.

    Raises BuildError for a bad file.
    """
    path = review_file(code)
    if not path.exists():
        return Review()
    data, lines = schema.load(path, "review")

    def listed(key: str) -> tuple[Sentence, ...]:
        entries: list[dict[str, Any]] = data[key]
        return tuple(
            Sentence(**entry, line=lines.get(f"{key}.{number}.page", lines.get(key, 1)))
            for number, entry in enumerate(entries)
        )

    return Review(listed("ask"), listed("kept"))
