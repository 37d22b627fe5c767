"""Read the ledger of the translations, docs/_data/translations.yml.

How each language was read and judged, and what was found in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.cache import cached
from scripts.config import DATA, SOURCE_LOCALE, locales
from scripts.data import schema

FILE = DATA / "translations.yml"


@dataclass(frozen=True)
class Pass:
    """One pass over a translation: by a reader without English, or by a judge beside it.

    Errors found, by severity; all critical and major ones are mended, and `left` of the minor ones
    are not.
    """

    day: str
    kind: str
    critical: int
    major: int
    minor: int
    left: int


@dataclass(frozen=True)
class Ledger:
    """What is known of one translation.

    `words` is how many words the judged pages have, `terms` the day of the list of terms that was
    used.
    """

    words: int = 0
    terms: str = ""
    passes: list[Pass] = field(default_factory=list)

    @property
    def judged(self) -> list[Pass]:
        """The passes beside the English text."""
        return [each for each in self.passes if each.kind == "judge"]

    @property
    def compared(self) -> str | None:
        """The day of the last comparison with English."""
        return self.judged[-1].day if self.judged else None

    @property
    def serious(self) -> int:
        """How many critical and major errors the comparisons found; all of them are mended."""
        return sum(each.critical + each.major for each in self.judged)


@cached
def load_ledger() -> dict[str, Ledger]:
    """Return the ledger of each translation that the site has, in the order of the site.

    Raises BuildError for a bad file.
    """
    data, _ = schema.load(FILE, "translations")
    ledgers = {}
    for code in (locale.code for locale in locales() if locale.code != SOURCE_LOCALE):
        entry = data.get(code)
        ledgers[code] = Ledger()
        if entry:
            passes = [Pass(**each) for each in entry["passes"]]
            ledgers[code] = Ledger(entry["words"], entry["terms"], passes)
    return ledgers
