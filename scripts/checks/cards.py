"""Cards: every letter of a card is in its font, and its words fit on it."""

from __future__ import annotations

from scripts.pages import Page
from scripts.problems import BadInput, Problem
from scripts.steps import cards


def problems(code: str, read: dict[str, Page], words: dict) -> list[Problem]:
    """Problems with the cards of a language: `read` has its pages by file name, `words` its strings.yml. Nothing is drawn."""
    found = []
    if not cards.drawn(words):
        return found
    for name in cards.PAGES:
        if name not in read or not read[name].headings:
            continue
        try:
            cards.drawing(code, read[name], words)
        except BadInput as error:
            found.append(error.problem)
        except (KeyError, TypeError, AttributeError):
            pass  # a key that strings.yml lacks; checks/languages.py names it
    return found
