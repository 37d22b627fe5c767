"""Show how far each translation is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import click

from scripts import translation
from scripts.checks.termbase import term_coverage
from scripts.config import SOURCE_LOCALE, Locale, locales, page_filenames
from scripts.data.translations import Ledger, load_ledger
from scripts.translation import State

HEADERS = (
    "",
    "language",
    "pages",
    *(state.value for state in State),
    "reviewed",
    "terms",
    "passes",
)
#: Of the ledger: errors of the last judge's pass for each 1,000 words.
HEADERS += ("critical ‰", "major ‰", "minor ‰")


@dataclass(frozen=True)
class LocaleStatus:
    """How far one locale is.

    `states` counts sections, those of missing pages as missing; `reviewed` counts pages that a
    native speaker has read; `terms` is how many terms of law are used, and how many should be.
    """

    locale: Locale
    pages: int
    states: Counter[State]
    reviewed: int
    terms: tuple[int, int]

    @property
    def outdated(self) -> int:
        """How many sections are not as English is now."""
        return self.states.total() - self.states[State.UP_TO_DATE]


def locale_status(locale: Locale) -> LocaleStatus:
    """Return how far a locale is. Raises BuildError for a page that cannot be read."""
    states: Counter[State] = Counter()
    present = used = wanted = 0
    for english, translated in translation.page_pairs(locale.code).values():
        if translated is None:
            states[State.MISSING] += len(translation.sections(english))
            continue
        present += 1
        states.update(translation.section_states(english, translated).values())
        hits, total = term_coverage(locale.code, english, translated)
        used, wanted = used + hits, wanted + total
    reviewed = translation.reviewed_pages(locale.code)
    return LocaleStatus(locale, present, states, reviewed, (used, wanted))


def errors_per_thousand(ledger: Ledger) -> tuple[str, ...]:
    """Return how many critical, major and minor errors the last judge found in 1,000 words."""
    if not ledger.judged:
        return ("–",) * 3
    last = ledger.judged[-1]
    errors = (last.critical, last.major, last.minor)
    return tuple(f"{1000 * count / ledger.words:.1f}" for count in errors)


def all_statuses() -> list[LocaleStatus]:
    """Return the status of every locale but English, in the order of mkdocs.yml."""
    return [locale_status(each) for each in locales() if each.code != SOURCE_LOCALE]


@click.command()
@click.option("--exit-code", is_flag=True, help="Exit with 1 when a section is not up to date.")
def translation_status(exit_code: bool) -> None:
    """Show how far each language is: pages, sections, terms of law, what its judges found."""
    statuses, total, ledgers = all_statuses(), len(page_filenames()), load_ledger()
    rows = [HEADERS]
    for each in statuses:
        states = (str(each.states[state]) for state in State)
        pages, reviewed = f"{each.pages}/{total}", f"{each.reviewed} pages"
        terms = "{}/{}".format(*each.terms)
        ledger = ledgers[each.locale.code]
        passes = (str(len(ledger.passes)), *errors_per_thousand(ledger))
        name = (each.locale.code, each.locale.name)
        rows.append((*name, pages, *states, reviewed, terms, *passes))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    raise SystemExit(1 if exit_code and any(each.outdated for each in statuses) else 0)
