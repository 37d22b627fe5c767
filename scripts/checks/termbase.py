"""Check terms of law: where English uses a concept, a translation uses its official term.

And nowhere a false friend. Not seen: a term in the right section but at the wrong place.
"""

from __future__ import annotations

import functools

from scripts import translation
from scripts.checks.locale_sources import LocaleSources
from scripts.config import SOURCE_LOCALE, display_path
from scripts.content import Page, strip_markup
from scripts.data.termbase import FILE, Term, load_termbase
from scripts.errors import BuildError, Problem
from scripts.translation import Section


def check(sources: LocaleSources) -> list[Problem]:
    """Return concepts without a term, sections without theirs, and words that are to be avoided."""
    if sources.is_source:
        return []
    try:
        english, terms = load_termbase()[SOURCE_LOCALE], load_termbase().get(sources.code, {})
    except BuildError:
        return []  # scripts/checks/data_files.py names it
    problems = [
        Problem(display_path(FILE), 1, f"expected a line for “{concept}” in “{sources.code}”")
        for concept in english
        if concept not in terms
    ]
    for pair in sources.page_pairs():
        problems += _page_problems(*pair, terms)
    return problems


def term_coverage(code: str, english: Page, translated: Page) -> tuple[int, int]:
    """Count concepts that English names in a section: those with their term, and all of them."""
    terms, originals = load_termbase().get(code, {}), translation.sections(english)
    hits = [
        concept in terms and _has_term(terms[concept], _text(section))
        for section in translation.sections(translated).values()
        if section.id in originals
        for concept in _concepts(originals[section.id])
    ]
    return sum(hits), len(hits)


@functools.lru_cache(maxsize=4096)
def _concepts(section: Section) -> frozenset[str]:
    """Return the concepts that an English section names, not those listed for reference."""
    text, english = _text(section), load_termbase()[SOURCE_LOCALE]
    return frozenset(concept for concept, term in english.items() if _has_term(term, text))


def _has_term(term: Term, text: str) -> bool:
    return bool(term.found and term.found.search(text))


def _text(section: Section) -> str:
    return strip_markup(f"{section.title}\n{section.text}", foreign=False)


def _page_problems(english: Page, translated: Page, terms: dict[str, Term]) -> list[Problem]:
    file, problems = display_path(translated.path), []
    originals, hashes = translation.sections(english), translation.section_hashes(english)
    recorded = translation.recorded_hashes(translated)
    page_text = strip_markup(translated.body, foreign=False)
    avoided = [term for term in terms.values() if term.avoid and term.avoid.search(page_text)]
    for section in translation.sections(translated).values():
        text = _text(section)
        for term in avoided:
            if term.avoid and (match := term.avoid.search(text)):
                line = section.line + text.count("\n", 0, match.start())
                message = f"expected “{term.term}” or another word; found “{match[0]}”"
                problems.append(Problem(file, line, message))
        current = hashes.get(section.id)
        if current is None or recorded.get(section.id, current) != current:
            continue
        for concept in _concepts(originals[section.id]):
            if concept in terms and not _has_term(terms[concept], text):
                wanted = f"“{terms[concept].term}” in #{section.id}"
                message = f"expected {wanted}, as English has it there"
                problems.append(Problem(file, section.line, message))
    return problems
