"""Sorts words as a language's own dictionaries do: Ø after Z in Norwegian, Š before T in Estonian, CH after H in Czech.

Babel brings CLDR's names, but not its collation, and ICU is a library of its own in C++. What is needed here is the order
of thirty country names, so an alphabet a language is enough: the letters in order, each a letter of its own. Accents
that a language's alphabet does not name are left out of account (é sorts as e). A test compares the order with Chromium's ICU.
What this does not do: capitals before small letters, numbers by value, accents from the end of a word, as French once had it.
"""

from __future__ import annotations

import functools
import unicodedata

_PLAIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
#: Letters in order. "ö=ő": the two count as one. A letter of two signs is read before its parts. After CLDR's root and tailorings.
ALPHABETS = {
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
ALPHABETS["nb"] = ALPHABETS["nn"] = ALPHABETS["da"]
GREEK = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ=ς τ υ φ χ ψ ω"


@functools.cache
def _places(code: str) -> dict[str, int]:
    """Each letter's place in a language's alphabet; languages not named above use plain Latin, and all may meet Greek."""
    letters = f"{ALPHABETS.get(code, _PLAIN)} {GREEK}".split()
    return {sign: place for place, letter in enumerate(letters, 1) for sign in letter.split("=")}


def sort_key(text: str, code: str) -> tuple[tuple[int, ...], str]:
    """A key for sorted(): the places of the text's letters, then the text itself. Spaces and hyphens come before letters.

    >>> sorted(["Østerrike", "Zypern", "Ålesund", "Italia"], key=lambda name: sort_key(name, "nb"))
    ['Italia', 'Zypern', 'Østerrike', 'Ålesund']
    """
    places, signs, at = _places(code), unicodedata.normalize("NFC", text).lower(), 0
    longest = max(map(len, places))
    found = []
    while at < len(signs):
        letter = next((signs[at : at + size] for size in range(longest, 0, -1) if signs[at : at + size] in places), signs[at])
        plain = unicodedata.normalize("NFD", letter)[0]
        found.append(places.get(letter, places.get(plain, 0)))
        at += len(letter)
    return tuple(found), text
