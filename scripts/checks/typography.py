"""Check how a language is written: its letters, its quotation marks, its spaces.

The rules are those of each language's orthography or, for quotation marks, of the EU's
Interinstitutional Style Guide. Words marked as another language (`<span lang="en">…</span>`) are
not looked at, but for characters that nobody sees.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from scripts.checks.locale_sources import LocaleSources, flat_strings
from scripts.config import display_path
from scripts.content import strip_markup
from scripts.errors import Problem

# fmt: off
QUOTES = {
    "bg": "„“", "cs": "„“‚‘", "da": "”’»«", "de": "„“‚‘", "el": "«»“”", "en": "“”‘’",
    "es": "«»“”‘’", "et": "„“", "fi": "”’", "fr": "«»“”", "ga": "“”‘’", "hr": "„”", "hu": "„”»«",
    "is": "„“", "it": "«»“”", "lt": "„“", "lv": "„”“", "mt": "“”‘’", "nb": "«»‘’", "nl": "“”‘’",
    "nn": "«»‘’", "pl": "„”«»", "pt": "«»“”", "ro": "„”«»", "sk": "„“‚‘", "sl": "„“»«", "sv": "”’",
}
# fmt: on
APOSTROPHE = "’"
ALL_QUOTES = "\"'“”„‚‘«»‹›"
#: French sets a space that does not break before these and after «; a colon or question mark
#: inside a word is none of these.
FRENCH = re.compile(
    r"[^\s\u00a0\u202f(«][;!?»](?!\w)|[^\s\u00a0\u202f\d]:(?=\s|$)|«(?![\u00a0\u202f])|[ ][;:!?»]",
    re.MULTILINE,
)
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
CYRILLIC = "\u0400-\u052f"
#: The alphabet of a language that is not written in Latin letters.
SCRIPTS = {**dict.fromkeys(("bg", "mk", "ru", "sr", "uk"), CYRILLIC), "el": GREEK}
#: Control characters; those that Unicode lets programs ignore, soft hyphens and zero-width ones
#: among them; ligatures for the eye; characters of no meaning, U+FFFD among them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufb00-\ufb06\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
#: A letter with a combining mark that could be one character.
DECOMPOSED = re.compile("\\w[\u0300-\u036f]+")


def check(sources: LocaleSources) -> list[Problem]:
    """Return wrong letters, quotation marks and spaces, and characters that nobody sees."""
    problems = []
    for page in sources.pages.values():
        file, text = display_path(page.path), strip_markup(page.body, foreign=False)
        for rule, message in _rules(sources.code):
            for match in rule.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                problems.append(Problem(file, line, message.format(_whole_word(text, match))))
        problems += _encoding(file, page.body, 1)
        for key, value in flat_strings(page.meta).items():
            problems += _encoding(file, f"{key} {value}", page.meta_lines.get(key, 1))
    for key, value in flat_strings(sources.strings).items():
        line = sources.string_lines.get(key, 1)
        problems += _encoding(sources.strings_file, f"{key} {value}", line)
    return problems


def _encoding(file: str, text: str, first_line: int) -> list[Problem]:
    """Return characters of a text that nobody sees, or that search would not find."""
    problems = []
    for match in INVISIBLE.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        name = unicodedata.name(match[0], "no character of Unicode").lower()
        found = f"U+{ord(match[0]):04X}, {name}, in “{_whole_word(text, match, True)}”"
        message = f"expected only characters that a reader sees and can search for; found {found}"
        problems.append(Problem(file, line, message))
    for match in () if unicodedata.is_normalized("NFC", text) else DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            line = first_line + text.count("\n", 0, match.start())
            word = _whole_word(text, match, True)
            found = f"found “{composed}” as {len(match[0])} in “{word}” (NFD)"
            message = f"expected “{composed}” as one character (Unicode NFC); {found}"
            problems.append(Problem(file, line, message))
    return problems


@functools.cache
def _rules(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what may not stand in a language's text, and what is expected in its place."""
    own = SCRIPTS.get(code, LATIN)
    others = "".join(script for script in (LATIN, GREEK, CYRILLIC) if script != own)
    foreign = others.replace(LATIN, "")  # a name in Latin letters may stand in any text
    rules = [
        (
            re.compile(rf"[{own}][{others}]|[{others}][{own}]"),
            "expected one alphabet in a word; found “{}” with letters of two",
        ),
        (
            re.compile(f"[{foreign}]"),
            'expected letters of the language, or a mark such as <span lang="el">; found “{}”',
        ),
    ]
    if quotes := QUOTES.get(code):
        wrong = "".join(sorted(set(ALL_QUOTES) - set(quotes) - set(APOSTROPHE)))
        expected = f"expected the quotation marks {quotes} and the apostrophe {APOSTROPHE}"
        rules.append((re.compile(f"[{wrong}]"), f"{expected}; found {{}}"))
    if code == "fr":
        expected = "expected a space that does not break (U+00A0) inside « » and before ; : ! ?"
        rules.append((FRENCH, f"{expected}; found “{{}}”"))
    return tuple(rules)


def _whole_word(text: str, match: re.Match[str], inside: bool = False) -> str:
    """Return the word that a match lies in; of signs, the word around them only if `inside`."""
    before = re.search(r"\w*$", text[: match.start()])
    after = re.match(r"\w*", text[match.end() :])
    start = before[0] if before and (inside or match[0][0].isalnum()) else ""
    return start + match[0] + (after[0] if after and (inside or match[0][-1].isalnum()) else "")
