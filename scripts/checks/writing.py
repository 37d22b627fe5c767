"""How a language is written: its letters, its quotation marks and spaces, and that no line of another language was left in it.

The rules are those of each language's own orthography or, for quotation marks, of the EU's Interinstitutional Style Guide.
Words marked as another language (`<span lang="en">…</span>`) are not looked at.
"""

from __future__ import annotations

import functools
import re

from scripts import plain
from scripts.house import SOURCE, shown
from scripts.pages import Page
from scripts.problems import Problem

QUOTES = {
    "bg": "„“", "cs": "„“‚‘", "da": "”’»«", "de": "„“‚‘", "el": "«»“”", "en": "“”‘’", "es": "«»“”‘’", "et": "„“", "fi": "”’",
    "fr": "«»“”", "ga": "“”‘’", "hr": "„”", "hu": "„”»«", "is": "„“", "it": "«»“”", "lt": "„“", "lv": "„”“", "mt": "“”‘’",
    "nb": "«»‘’", "nl": "“”‘’", "nn": "«»‘’", "pl": "„”«»", "pt": "«»“”", "ro": "„”«»", "sk": "„“‚‘", "sl": "„“»«", "sv": "”’",
}
APOSTROPHE = "’"
ALL_QUOTES = "\"'“”„‚‘«»‹›"
#: French sets a space that does not break before these and after «; a colon or question mark inside a word is none of these.
FRENCH = re.compile(r"[^\s\u00a0\u202f(«][;!?»](?!\w)|[^\s\u00a0\u202f\d]:(?=\s|$)|«(?![\u00a0\u202f])|[ ][;:!?»]", re.MULTILINE)
LATIN, GREEK, CYRILLIC = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff", "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f"
#: The alphabet of a language that is not written in Latin letters.
OWN_SCRIPT = {"bg": CYRILLIC, "mk": CYRILLIC, "ru": CYRILLIC, "sr": CYRILLIC, "uk": CYRILLIC, "el": GREEK}
#: What the detector calls a language, where that is not its code, and the neighbours it takes it for in a short line.
ALIKE = {"nb": {"no", "nn", "da"}, "nn": {"no", "nb", "da"}, "da": {"no", "nn"}, "cs": {"sk"}, "sk": {"cs"}}
#: A line is long enough to be told, and the detector sure enough to be believed.
LETTERS, SURE = 45, 0.95


def _lines(page: Page) -> list[tuple[int, str]]:
    text = plain.words(page.body, foreign=False)
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


@functools.cache
def _rules(code: str) -> tuple[tuple[re.Pattern, str], ...]:
    """What may not stand in a language's text, and what is expected in its place."""
    own = OWN_SCRIPT.get(code, LATIN)
    others = "".join(script for script in (LATIN, GREEK, CYRILLIC) if script != own)
    foreign = others.replace(LATIN, "")  # a name in Latin letters may stand in any text
    quotes = QUOTES.get(code)
    rules = [
        (re.compile(rf"[{own}][{others}]|[{others}][{own}]"), "expected one alphabet in a word; found “{}” with letters of two"),
        (re.compile(f"[{foreign}]"), 'expected letters of the language, or a mark such as <span lang="el">; found “{}”'),
    ]
    if quotes:
        wrong = "".join(sorted(set(ALL_QUOTES) - set(quotes) - set(APOSTROPHE)))
        rules.append((re.compile(f"[{wrong}]"), f"expected the quotation marks {quotes} and the apostrophe {APOSTROPHE}; found {{}}"))
    if code == "fr":
        rules.append((FRENCH, "expected a space that does not break (U+00A0) inside « » and before ; : ! ?; found “{}”"))
    return tuple(rules)


def _whole(text: str, match: re.Match) -> str:
    """The word that a match lies in, or the match where it lies in none."""
    word = re.compile(r"\w*")
    start = match.start() - len(word.match(text[: match.start()][::-1])[0]) if match[0][0].isalnum() else match.start()
    return text[start : match.end()] + (word.match(text, match.end())[0] if match[0][-1].isalnum() else "")


def problems(code: str, page: Page) -> list[Problem]:
    """Wrong letters, quotation marks and spaces on one page."""
    text = plain.words(page.body, foreign=False)
    return [
        Problem(shown(page.path), text.count("\n", 0, match.start()) + 1, message.format(_whole(text, match)))
        for rule, message in _rules(code)
        for match in rule.finditer(text)
    ]


@functools.cache
def _detector():
    """py3langid, told to choose among the languages of the EEA. Loaded when asked for: it takes a second."""
    from babel import Locale
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted((set(QUOTES) | {"no"}) & set(detector.labels)))
    return detector, lambda code: Locale.parse(code).get_display_name(SOURCE)


def left(code: str, page: Page) -> list[Problem]:
    """Long lines that read as another language than the page's, and a page that does so as a whole.

    A line of names and addresses is no sentence: one with fewer than 45 letters is not judged by itself.
    """
    detector, name = _detector()
    own = {code} | ALIKE.get(code, set())
    if not own & set(detector.labels):
        return []  # the detector does not know the language; none of the EEA is so
    found = []
    for number, line in _lines(page):
        if sum(map(str.isalpha, line)) >= LETTERS:
            guess, sure = detector.classify(line)
            if guess not in own and sure >= SURE:
                found.append(Problem(shown(page.path), number, f"expected {name(code)}; this reads as {name(guess)}: “{line.strip()[:60]}”"))
    guess, sure = detector.classify(" ".join(line for _, line in _lines(page)))
    if guess not in own:
        found.append(Problem(shown(page.path), 1, f"expected the page to be in {name(code)}; it reads as {name(guess)}"))
    return found
