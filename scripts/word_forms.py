"""Which forms of a word search takes for one word, in the language of a text.

A word's key is its first letters, without accents and capitals: inflection changes mostly a word's
end. Where a form that the dictionary knows begins otherwise than the word does in the text (“wrote”
and “write”), it has the key of that word beside its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from scripts.atomic_write import atomic_write
from scripts.config import DOCS, ROOT, page_filenames
from scripts.content import read_page, strip_markup

#: Articles, pronouns and prepositions, which nobody looks for by another form: no longer than this,
#: and more than one in so many words of the text.
SHORT, COMMON = 4, 500
CACHE = ROOT / ".build" / "word_forms"
WORD = re.compile(r"[^\W\d_]+")
#: Letters that Unicode does not take apart into a plain letter and an accent, and the Greek sigma
#: at the end of a word. The script of the search gets this table.
PLAIN_LETTERS = {
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ς": "σ",
}
#: simplemma's code of a language, where it is another: Croatian is in Serbo-Croatian. It has
#: nothing for Maltese.
DICTIONARIES = {"hr": "hbs", "mt": None}

#: How a word of a language may begin, for which sound: Irish words change at their beginning too
#: (bean, an bhean, na mban), and a key has what they began with.
MUTATIONS: dict[str, dict[str, str]] = {
    "ga": {
        **{"bhf": "f", "mb": "b", "gc": "c", "nd": "d", "ng": "g", "bp": "p", "dt": "t", "ts": "s"},
        **{f"{letter}h": letter for letter in "bcdfgmpst"},
        **{f"{letter}{vowel}": vowel for letter in "hnt" for vowel in "aeiou"},
    }
}

#: In Maltese the vowels change and three consonants stay (kelma, kliem, kelmtek); a verb has its
#: person before them (niktbu, jiktbu, tiktbu). The script of the search makes keys of them.
CONSONANT_KEYS = {"mt": {"vowels": "aeiou", "prefixes": "jtnm", "length": 3}}


def fold(word: str) -> str:
    """Return a word in lower case, without accents: “Élèves” → “eleves”."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(PLAIN_LETTERS.get(c, c) for c in letters if unicodedata.category(c)[0] != "M")


def word_key(code: str, word: str, length: int) -> str:
    """Return the key of a word in a language: its first letters, folded."""
    folded = fold(word)
    for begins, sound in MUTATIONS.get(code, {}).items():
        if folded.startswith(begins):
            folded = sound + folded[len(begins) :]
            break
    return folded[:length]


def _dictionary(code: str) -> Mapping[str, str]:
    """Return a language's dictionary, form → lemma; empty where there is none."""
    name = DICTIONARIES.get(code, code)
    return DefaultDictionaryFactory(cache_max_size=1).get_dictionary(name) if name else {}


def forms_of_texts(code: str) -> dict[str, list[str]]:
    """Return all forms of the words of a language's pages; see `forms_by_lemma`.

    Of the pages as they are written, so that worker processes can begin before any is rendered.
    """
    paths = (DOCS / code / name for name in page_filenames())
    texts = (strip_markup(read_page(path).body) for path in paths if path.exists())
    words = (word for text in texts for word in WORD.findall(unicodedata.normalize("NFC", text)))
    return forms_by_lemma(code, frozenset(words))


def forms_by_lemma(code: str, words: frozenset[str]) -> dict[str, list[str]]:
    """Return all forms that the dictionary knows of the words of a text, by lemma, in lower case.

    A word that is not in the dictionary is its own lemma. A large dictionary takes seconds to go
    through, so what was found is kept in .build/word_forms until the words change.
    """
    made_of = [importlib.metadata.version("simplemma"), *sorted(words)]
    digest = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()
    kept = CACHE / f"{code}.json"
    with contextlib.suppress(OSError, ValueError, KeyError):
        stored = json.loads(kept.read_text(encoding="utf-8"))
        if stored["made_of"] == digest:
            return dict(stored["forms"])
    dictionary = _dictionary(code)
    forms: dict[str, set[str]] = defaultdict(set)
    for word in words:
        found = (dictionary.get(each) for each in (word, word.lower(), word.capitalize()))
        forms[next(filter(None, found), word.lower())].add(word.lower())
    for form, lemma in dictionary.items():
        if lemma in forms and WORD.fullmatch(form):
            forms[lemma].add(form.lower())
    by_lemma = {lemma: sorted(forms[lemma]) for lemma in sorted(forms)}
    with contextlib.suppress(OSError):  # a cache saves time, no more
        CACHE.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"made_of": digest, "forms": by_lemma}, ensure_ascii=False)
        atomic_write(kept, text.encode())
    return by_lemma


def key_pairs(code: str, words: Iterable[str], length: int) -> set[tuple[str, str]]:
    """Return the keys of forms that begin otherwise than their word, each with the word's key.

    `words` are those of the text, each as often as it stands there; `length` is that of a key. The
    key of a word is that of its commonest form in the text.
    """
    text = Counter(words)
    frequency: Counter[str] = Counter()
    for word, count in text.items():
        frequency[word.lower()] += count
    pairs = set()
    for forms in forms_of_texts(code).values():
        if not any(frequency[form] for form in forms):
            continue
        keys: Counter[str] = Counter()
        for form in forms:
            keys[word_key(code, form, length)] += frequency[form]
        own = min(keys, key=lambda key: (-keys[key], key))
        longest = max(len(form) for form in forms if frequency[form])
        if longest > SHORT or COMMON * keys.total() <= text.total():
            pairs |= {(key, own) for key in keys if key != own}
    return pairs


def packed(pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs of keys as a script reads them: “contro5a;write0wrote”.

    Each key of another form follows the word's: how many letters they share, and the others.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for key, target in pairs:
        differ = (n for n, (a, b) in enumerate(zip(key, target, strict=False)) if a != b)
        shared = next(differ, min(len(key), len(target)))
        groups[target].append(f"{shared}{key[shared:]}")
    return ";".join(target + "".join(sorted(groups[target])) for target in sorted(groups))
