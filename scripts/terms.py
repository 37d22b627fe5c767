"""The termbase, docs/_data/terms.tsv: how each language says a concept of law, and what it must not say in its place."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from scripts import yaml_lines
from scripts.house import DATA, SOURCE, shown
from scripts.problems import BadInput

FILE = DATA / "terms.tsv"
COLUMNS = ("language", "concept", "term", "found", "avoid", "note")


@dataclass(frozen=True)
class Term:
    """One concept in one language. `found` and `avoid` are compiled without regard to case; `avoid` is None when nothing is.

    `found` is None in English alone, for a concept that is listed for reference: no translated section has to have its term.
    """

    concept: str
    term: str
    found: re.Pattern | None
    avoid: re.Pattern | None
    line: int


@functools.cache
def terms() -> dict[str, dict[str, Term]]:
    """All terms by language and concept. Raises BadInput for a line that does not hold what the columns say."""
    by_language: dict[str, dict[str, Term]] = {}
    head = False
    for number, line in enumerate(yaml_lines.read_text(FILE).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not head:
            if tuple(cells) != COLUMNS:
                raise BadInput(shown(FILE), number, f"expected the columns {', '.join(COLUMNS)}, with tabs between them")
            head = True
            continue
        filled = 3 if cells[0] == SOURCE else 4
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells[:filled]):
            raise BadInput(shown(FILE), number, f"expected {len(COLUMNS)} cells, the first {('three', 'four')[filled - 3]} filled; found {len(cells)}")
        language, concept, term, found, avoid, _ = cells
        try:
            entry = Term(concept, term, *(re.compile(cell, re.IGNORECASE) if cell else None for cell in (found, avoid)), number)
        except re.error as error:
            raise BadInput(shown(FILE), number, f"expected a regular expression; {error}") from None
        if concept in by_language.setdefault(language, {}):
            raise BadInput(shown(FILE), number, f"expected one line for “{concept}” in “{language}”")
        by_language[language][concept] = entry
    if SOURCE not in by_language:
        raise BadInput(shown(FILE), 1, f"expected lines for “{SOURCE}”: the concepts that all languages have")
    return by_language
