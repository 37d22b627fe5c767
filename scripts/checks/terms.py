"""The terms of law: where the English section uses a concept, the translated one uses its official term, and nowhere a false friend.

Not seen here: a term in the right section but at the wrong place.
"""

from __future__ import annotations

import functools

from scripts import plain, terms, translation
from scripts.house import SOURCE, shown
from scripts.pages import Page
from scripts.problems import Problem
from scripts.translation import Section


@functools.lru_cache(maxsize=4096)
def _concepts(section: Section) -> frozenset[str]:
    """The concepts that an English section names, without those that are listed for reference alone."""
    text = _words(section)
    return frozenset(concept for concept, term in terms.terms()[SOURCE].items() if term.found and term.found.search(text))


def _words(section: Section) -> str:
    return plain.words(f"{section.title}\n{section.text}", foreign=False)


def missing(code: str) -> list[Problem]:
    """Concepts of English that the termbase lacks in a language."""
    have = terms.terms().get(code, {})
    return [
        Problem(shown(terms.FILE), 1, f"expected a line for “{concept}” in “{code}”") for concept in terms.terms()[SOURCE] if concept not in have
    ]


def used(code: str, english: Page, translated: Page) -> tuple[int, int]:
    """How often a section of the translated page has the term of a concept that English names there, and how often it should."""
    own, ours = terms.terms().get(code, {}), translation.sections(english)
    wanted = [
        bool(concept in own and own[concept].found.search(_words(section)))
        for section in translation.sections(translated).values()
        if section.id in ours
        for concept in _concepts(ours[section.id])
    ]
    return sum(wanted), len(wanted)


def problems(code: str, english: Page, translated: Page) -> list[Problem]:
    """Sections of one translated page without the term of a concept that English names, and words that are to be avoided."""
    own, file = terms.terms().get(code, {}), shown(translated.path)
    ours, now, then = translation.sections(english), translation.hashes(english), translation.stamps(translated)
    found = []
    for section in translation.sections(translated).values():
        text = _words(section)
        for term in own.values():
            if term.avoid and (match := term.avoid.search(text)):
                line = section.line + text.count("\n", 0, match.start())
                found.append(Problem(file, line, f"expected “{term.term}” or another word; found “{match[0]}”"))
        if section.id not in ours or then.get(section.id, now[section.id]) != now[section.id]:
            continue
        for concept in _concepts(ours[section.id]):
            if concept in own and not own[concept].found.search(text):
                found.append(Problem(file, section.line, f"expected “{own[concept].term}” in #{section.id}, as English has it there"))
    return found
