"""Read the termbase, docs/_data/terms.tsv: how each language says a concept of law.

It also says what must not stand in a term's place.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from scripts import yaml_with_lines
from scripts.cache import cached
from scripts.config import DATA, SOURCE_LOCALE, display_path
from scripts.errors import BuildError

FILE = DATA / "terms.tsv"
COLUMNS = ("language", "concept", "term", "found", "avoid", "note")


@dataclass(frozen=True)
class Term:
    """One concept in one language.

    `found` and `avoid` are compiled without regard to case; `avoid` is None when nothing is.
    `found` is None in English alone, for a concept that is listed for reference: no translated
    section has to have its term.
    """

    concept: str
    term: str
    found: re.Pattern[str] | None
    avoid: re.Pattern[str] | None
    line: int


@functools.cache  # Python's own keeps 512, and there are three times as many
def _pattern(expression: str) -> re.Pattern[str] | None:
    return re.compile(expression, re.IGNORECASE) if expression else None


@cached
def load_termbase() -> dict[str, dict[str, Term]]:
    """Return all terms by language and concept. Raises BuildError for the first bad line."""
    file = display_path(FILE)
    terms: dict[str, dict[str, Term]] = {}
    header = False
    for number, line in enumerate(yaml_with_lines.read_text(FILE).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            if tuple(cells) != COLUMNS:
                message = f"expected the columns {', '.join(COLUMNS)}, with tabs between them"
                raise BuildError(file, number, message)
            header = True
            continue
        filled = 3 if cells[0] == SOURCE_LOCALE else 4
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells[:filled]):
            expected = f"expected {len(COLUMNS)} cells, the first {('three', 'four')[filled - 3]}"
            raise BuildError(file, number, f"{expected} filled; found {len(cells)}")
        language, concept, term, found, avoid, _ = cells
        try:
            pattern, avoided = _pattern(found), _pattern(avoid)
        except re.error as error:
            raise BuildError(file, number, f"expected a regular expression; {error}") from None
        of_language = terms.setdefault(language, {})
        if concept in of_language:
            message = f"expected one line for “{concept}” in “{language}”"
            raise BuildError(file, number, message)
        of_language[concept] = Term(concept, term, pattern, avoided, number)
    if SOURCE_LOCALE not in terms:
        message = f"expected lines for “{SOURCE_LOCALE}”: the concepts that all languages have"
        raise BuildError(file, 1, message)
    return terms
