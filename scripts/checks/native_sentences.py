"""Check that what a native speaker wrote stands in its page, word for word.

A machine that translates a section anew may change all else.
"""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.data.review import load_review, review_file
from scripts.errors import BuildError, Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return where a sentence that a native speaker wrote is gone."""
    file = display_path(review_file(sources.code))
    try:
        kept = load_review(sources.code).kept
    except BuildError as error:
        return [error.problem]
    problems = []
    for each in kept:
        if not each.stands_in(sources.code):
            place = f"docs/{sources.code}/{each.page} #{each.section}"
            message = f"expected in {place} what a native speaker wrote: “{each.sentence}”"
            problems.append(Problem(file, each.line, message))
    return problems
