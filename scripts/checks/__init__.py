"""Check the sources before anything is built: each module has `check(sources) -> problems`."""

from __future__ import annotations

import functools
from concurrent.futures import ProcessPoolExecutor

from scripts.cache import cached
from scripts.checks import (
    boxes,
    data_files,
    dates,
    finder,
    font_coverage,
    front_matter,
    headings,
    language_detection,
    links,
    native_sentences,
    page_set,
    parity,
    sources,
    stray_files,
    strings_parity,
    termbase,
    timeline,
    typography,
)
from scripts.checks.locale_sources import LocaleSources, load_locale_sources
from scripts.config import SOURCE_LOCALE, locales
from scripts.errors import Problem

CHECKS = (
    data_files.check,
    stray_files.check,
    page_set.check,
    front_matter.check,
    headings.check,
    boxes.check,
    dates.check,
    links.check,
    sources.check,
    timeline.check,
    finder.check,
    typography.check,
    font_coverage.check,
    strings_parity.check,
    parity.check,
    termbase.check,
    native_sentences.check,
)


def check_locale(sources: LocaleSources, detect_language: bool = False) -> list[Problem]:
    """Run every check on one locale; with `detect_language` also the slow one, by statistics."""
    checks = (*CHECKS, language_detection.check) if detect_language else CHECKS
    return [problem for check in checks for problem in check(sources)]


@cached
def _english() -> tuple[LocaleSources, list[Problem]]:
    return load_locale_sources(SOURCE_LOCALE)


def check_code(code: str, detect_language: bool) -> list[Problem]:
    """Read one locale and run every check on it; see `check_locale`."""
    english, problems = _english()
    if code == SOURCE_LOCALE:
        return problems + check_locale(english, detect_language)
    translated, problems = load_locale_sources(code, english)
    return problems + check_locale(translated, detect_language)


def check_all(
    detect_language: bool = False, only_locale: str | None = None, processes: int = 1
) -> list[Problem]:
    """Return all problems in docs/, each page read once.

    With `only_locale` those of that locale and of English; with `processes` several at a time.

    Raises BuildError for a bad mkdocs.yml.

    """
    codes = [each.code for each in locales()]
    if only_locale:
        codes = [code for code in codes if code in (SOURCE_LOCALE, only_locale)]
    check = functools.partial(check_code, detect_language=detect_language)
    if processes == 1:
        found = list(map(check, codes))
    else:
        with ProcessPoolExecutor(processes) as pool:
            found = list(pool.map(check, codes))
    return [problem for problems in found for problem in problems]
