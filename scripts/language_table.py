"""`make languages`: how far each language is. One line a language: pages, sections, who has read them, terms.

Exit code 1 when anything is behind English, so that a script can ask too.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

from scripts import house, translation
from scripts.checks import terms
from scripts.problems import BadInput, report
from scripts.translation import State


@dataclass(frozen=True)
class Row:
    """How far one language is. `states` counts sections, those of missing pages as missing; `terms` is (used, wanted)."""

    code: str
    name: str
    pages: int
    states: Counter
    reviewed: int
    terms: tuple[int, int]

    @property
    def behind(self) -> int:
        """Sections that are not as English is now."""
        return sum(count for state, count in self.states.items() if state is not State.IN_STEP)


def row(language: house.Language) -> Row:
    """How far one language is. Raises BadInput for a page that cannot be read."""
    states, have, reviewed, used, wanted = Counter(), 0, 0, 0, 0
    for english, translated in translation.pairs(language.code).values():
        if translated is None:
            states[State.MISSING] += len(translation.sections(english))
            continue
        have += 1
        states.update(translation.states(english, translated).values())
        reviewed += translated.meta.get("translation") == "reviewed"
        hit, of = terms.used(language.code, english, translated)
        used, wanted = used + hit, wanted + of
    return Row(language.code, language.name, have, states, reviewed, (used, wanted))


def rows() -> list[Row]:
    """All languages but English, in the order of mkdocs.yml."""
    return [row(language) for language in house.languages() if language.code != house.SOURCE]


def main() -> int:
    """Print the table. Returns the exit code."""
    try:
        table = rows()
    except BadInput as error:
        return report([error.problem])
    heads = ("", "language", "pages", "in step", "changed", "missing", "gone", "read by a native speaker", "terms")
    lines = [
        (each.code, each.name, f"{each.pages}/{len(house.page_files())}", *(str(each.states[state]) for state in State),
         f"{each.reviewed} pages", "/".join(map(str, each.terms)))
        for each in table
    ]
    widths = [max(map(len, column)) for column in zip(heads, *lines)]
    for line in (heads, *lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    return 1 if any(each.behind for each in table) else 0


if __name__ == "__main__":
    sys.exit(main())
