"""Check the sources before anything is built: each module has `check(sources) -> problems`."""

from __future__ import annotations

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


def check_all(detect_language: bool = False, only_locale: str | None = None) -> list[Problem]:
    """Return all problems in docs/, each page read once.

    With `only_locale` those of that locale and of English.

    Raises BuildError for a bad mkdocs.yml.

    """
    english, problems = load_locale_sources(SOURCE_LOCALE)
    problems += check_locale(english, detect_language)
    for locale in locales():
        if locale.code != SOURCE_LOCALE and only_locale in (None, locale.code):
            translated, unreadable = load_locale_sources(locale.code, english)
            problems += unreadable + check_locale(translated, detect_language)
    return problems
