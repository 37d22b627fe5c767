"""How a language is written: its letters, its quotation marks and spaces, and that no line of another language was left in it.

The rules are those of each language's own orthography or, for quotation marks, of the EU's Interinstitutional Style Guide.
Words marked as another language (`<span lang="en">…</span>`) are not looked at.
"""

from __future__ import annotations

import functools
import re
import unicodedata

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
ALL_QUOTES = re.compile("[\"'“”„‚‘«»‹›]")
#: French sets a space that does not break before these and after «; a colon or question mark inside a word is none of these.
FRENCH = re.compile(r"[^\s\u00a0\u202f(«][;!?»](?!\w)|[^\s\u00a0\u202f\d]:(?=\s|$)|«(?![\u00a0\u202f])|[ ][;:!?»]", re.MULTILINE)
OWN_SCRIPT = {"bg": "CYRILLIC", "el": "GREEK"}
WORD = re.compile(r"[^\W\d_]+")
#: What the detector calls a language, where that is not its code, and the neighbours it takes it for in a short line.
ALIKE = {"nb": {"no", "nn", "da"}, "nn": {"no", "nb", "da"}, "da": {"no", "nn"}, "cs": {"sk"}, "sk": {"cs"}}
#: A line is long enough to be told, and the detector sure enough to be believed.
LETTERS, SURE = 45, 0.95


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _lines(page: Page) -> list[tuple[int, str]]:
    text = plain.words(page.body, foreign=False)
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _letters(code: str, line: str) -> str | None:
    own = OWN_SCRIPT.get(code, "LATIN")
    for word in WORD.findall(line):
        scripts = {_script(letter) for letter in word} - {""}
        if len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1:
            return f"expected one alphabet in a word; found “{word}” with letters of {' and '.join(sorted(s.capitalize() for s in scripts))}"
        if scripts & {"GREEK", "CYRILLIC"} - {own}:
            return f"expected letters of {code}, or a mark such as <span lang=\"el\">; found “{word}”"
    return None


def _marks(code: str, line: str) -> str | None:
    allowed = QUOTES.get(code)
    if allowed:
        for match in ALL_QUOTES.finditer(line):
            if match[0] not in allowed + APOSTROPHE:
                return f"expected the quotation marks {allowed} and the apostrophe {APOSTROPHE}; found {match[0]}"
    if code == "fr" and (match := FRENCH.search(line)):
        return f"expected a space that does not break (U+00A0) inside « » and before ; : ! ?; found “{match[0]}”"
    return None


def problems(code: str, page: Page) -> list[Problem]:
    """Wrong letters, quotation marks and spaces on one page, the first of each kind in a line."""
    found = []
    for number, line in _lines(page):
        for rule in (_letters, _marks):
            if message := rule(code, line):
                found.append(Problem(shown(page.path), number, message))
    return found


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
