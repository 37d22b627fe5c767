"""Write for each locale: the words of the frame, dates, and the order of names.

Babel brings CLDR's dates and names, but not its collation, and ICU is a library in C++. Sorted here
are thirty names of countries, so an alphabet a language is enough: the letters in order. Accents
that an alphabet does not name are left out of account. A test compares the order with Chromium's
ICU. Not done: capitals before small letters, numbers by value.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import date
from typing import Any

from babel import Locale
from babel import dates as babel_dates

from scripts import yaml_with_lines
from scripts.cache import cached
from scripts.config import DOCS

#: Where CLDR's plain language code means another continent's habits, the European ones are named.
DEFAULT_REGION = {"en": "en_GB", "pt": "pt_PT"}
_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_GREEK = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ=ς τ υ φ χ ψ ω"
#: Letters in order, after CLDR's tailorings. "ö=ő": the two count as one. A letter of two signs is
#: read before its parts.
_ALPHABETS = {
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y=ü z æ=ä ø=ö=ő å=aa",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fi": "a b c d e f g h i j k l m n o p q r s t u v w x y=ü z å ä=æ ö=ø",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö=ő p q r s sz t ty u ü=ű v w x y z zs",
    "is": "a á b c d ð e é f g h i í j k l m n o ó p q r s t u ú v w x y ý z þ æ=ä ö=ø å",
    "lt": "a b c č d e f g h i=y j k l m n o p q r s š t u v w x z ž",
    "lv": "a b c č d e f g ģ h i=y ī j k ķ l ļ m n ņ o p q r ŗ s š t u v w x z ž",
    "mt": "a b ċ c d e f ġ g għ h ħ i j k l m n o p q r s t u v w x y ż z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș=ş t ț=ţ u v w x y z",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r ř s š t u v w x y z ž",
    "sl": "a b c č ć d đ e f g h i j k l m n o p q r s š t u v w x y z ž",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y=ü z å ä=æ ö=ø",
}
_ALPHABETS["nb"] = _ALPHABETS["nn"] = _ALPHABETS["da"]


@cached
def load_strings(code: str) -> dict[str, Any]:
    """Read docs/<code>/strings.yml, the words of the frame. Raises BuildError for a bad file."""
    return yaml_with_lines.load(DOCS / code / "strings.yml")[0]


def is_iso_date(text: object, *, partial: bool = False) -> bool:
    """Tell whether `text` is a real ISO 8601 day; with `partial`, a month or a year will do."""
    if not isinstance(text, str) or not _ISO_DATE.fullmatch(text):
        return False
    if not partial and len(text) != 10:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


@functools.cache
def format_date(iso: str, code: str) -> str:
    """Write an ISO 8601 date (a year, a month or a day) out as a language does, by CLDR.

    >>> format_date("2025-05-27", "nb")
    '27. mai 2025'
    """
    locale = Locale.parse(DEFAULT_REGION.get(code, code))
    if len(iso) == 10:
        return babel_dates.format_date(date.fromisoformat(iso), "long", locale)
    if len(iso) == 7:
        first = date.fromisoformat(f"{iso}-01")
        return babel_dates.format_skeleton("yMMMM", first, locale=locale)
    return iso


def date_patterns(code: str) -> list[str]:
    """Return how a language writes a day of each month, with {d} and {y} for day and year.

    A table and not the browser's Intl: browsers lack Irish, Maltese and others, and would silently
    write English.

    >>> date_patterns("nb")[0]
    '{d}. januar {y}'
    """
    patterns = []
    for month in range(1, 13):
        day = "28" if month == 2 else "30"
        written = format_date(f"2222-{month:02}-{day}", code)
        patterns.append(written.replace("2222", "{y}").replace(day, "{d}"))
    return patterns


@functools.cache
def _ranks(code: str) -> dict[str, int]:
    """Return each letter's rank in a language's alphabet, Greek after it."""
    letters = f"{_ALPHABETS.get(code, _LATIN)} {_GREEK}".split()
    return {sign: rank for rank, letter in enumerate(letters, 1) for sign in letter.split("=")}


def collation_key(text: str, code: str) -> tuple[tuple[int, ...], str]:
    """Return a key for sorted(): the ranks of the letters, then the text. Spaces come first.

    >>> names = ["Østerrike", "Zypern", "Ålesund", "Italia"]
    >>> sorted(names, key=lambda name: collation_key(name, "nb"))
    ['Italia', 'Zypern', 'Østerrike', 'Ålesund']
    """
    ranks, signs, index = _ranks(code), unicodedata.normalize("NFC", text).lower(), 0
    longest = max(map(len, ranks))
    key = []
    while index < len(signs):
        candidates = (signs[index : index + size] for size in range(longest, 0, -1))
        letter = next((one for one in candidates if one in ranks), signs[index])
        base = unicodedata.normalize("NFD", letter)[0]
        key.append(ranks.get(letter, ranks.get(base, 0)))
        index += len(letter)
    return tuple(key), text
