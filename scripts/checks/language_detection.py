"""Find lines left in another language, by statistics. It takes some seconds."""

from __future__ import annotations

import functools
from typing import Any

from babel import Locale

from scripts.checks.locale_sources import LocaleSources
from scripts.config import EEA_LOCALES, SOURCE_LOCALE, display_path
from scripts.content import Page, strip_markup
from scripts.errors import Problem

#: What the detector calls a language, where that is not its code, and the neighbours it takes it
#: for in a short line.
CONFUSABLE = {
    "nb": {"no", "nn", "da"},
    "nn": {"no", "nb", "da"},
    "da": {"no", "nn"},
    "cs": {"sk"},
    "sk": {"cs"},
}
#: A line with fewer letters is not judged by itself: one of names and addresses is no sentence.
MIN_LETTERS = 45
#: The detector is believed when it is as sure as this.
MIN_CONFIDENCE = 0.95


def check(sources: LocaleSources) -> list[Problem]:
    """Return long lines, and whole pages, that read as another language than their own.

    Words marked as another language (`<span lang="en">…</span>`) are left out.
    """
    detector = _detector()
    own = {sources.code} | CONFUSABLE.get(sources.code, set())
    if not own & set(detector.labels):
        return []  # the detector does not know the language; none of the EEA is so
    pages = sources.pages.values()
    return [problem for page in pages for problem in _page_problems(page, own, sources.code)]


def _page_problems(page: Page, own: set[str], code: str) -> list[Problem]:
    detector, file = _detector(), display_path(page.path)
    text, problems = strip_markup(page.body, foreign=False), []
    for number, line in enumerate(text.split("\n"), 1):
        if sum(map(str.isalpha, line)) >= MIN_LETTERS:
            guess, confidence = detector.classify(line)
            if guess not in own and confidence >= MIN_CONFIDENCE:
                found = f"this reads as {_name(guess)}: “{line.strip()[:60]}”"
                problems.append(Problem(file, number, f"expected {_name(code)}; {found}"))
    guess, _ = detector.classify(" ".join(text.split()))
    if guess not in own:
        message = f"expected the page to be in {_name(code)}; it reads as {_name(guess)}"
        problems.append(Problem(file, 1, message))
    return problems


def _name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(SOURCE_LOCALE))


@functools.cache
def _detector() -> Any:
    """Load py3langid, told to choose among the languages of the EEA. It takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted({*EEA_LOCALES, "no"} & set(detector.labels)))
    return detector
