"""Which forms of a word search takes for one word, in the language of a text.

A word's key is its first letters, without accents and capitals: inflection changes mostly a word's
end. Where a form of the dictionary begins otherwise than the word in the text (“wrote” and
“write”), or where two words begin alike (“contract” and “control”), a table leads from the form's
key to the word's.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from scripts.config import ROOT

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


def fold(word: str) -> str:
    """Return a word in lower case, without accents: “Élèves” → “eleves”."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(PLAIN_LETTERS.get(c, c) for c in letters if unicodedata.category(c)[0] != "M")


def _dictionary(code: str) -> Mapping[str, str]:
    """Return a language's dictionary, form → lemma; empty where there is none."""
    name = DICTIONARIES.get(code, code)
    return DefaultDictionaryFactory(cache_max_size=1).get_dictionary(name) if name else {}


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
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(kept)
    return by_lemma


def key_table(code: str, words: Iterable[str], length: int) -> dict[str, str]:
    """Return the keys that stand for another, each with the one it stands for.

    `words` are those of the text, each as often as it stands there; `length` is that of a key. The
    key of a lemma is that of its commonest form in the text; a key that several lemmas claim goes
    to the one that uses it most in the text, then to the commonest.
    """
    text = Counter(words)
    frequency: Counter[str] = Counter()
    for word, count in text.items():
        frequency[word.lower()] += count
    claims: dict[str, Counter[str]] = defaultdict(Counter)
    for forms in forms_by_lemma(code, frozenset(text)).values():
        own: Counter[str] = Counter()
        for form in forms:
            own[fold(form)[:length]] += frequency[form]
        lemma_key = min(own, key=lambda key: (-own[key], key))
        for key, count in own.items():
            claims[key][lemma_key] += 100 * count + 1
    table = {key: min(of, key=lambda each: (-of[each], each)) for key, of in claims.items()}
    return {key: _end(table, key) for key in sorted(table) if _end(table, key) != key}


def _end(table: dict[str, str], key: str) -> str:
    """Follow a table from a key to where it ends, or to where it comes round."""
    seen = {key}
    while (following := table.get(key, key)) not in seen:
        seen.add(following)
        key = following
    return key


def packed(table: dict[str, str]) -> str:
    """Write a table of keys as a script reads it: “contro5a;write0wrote”.

    Each key that stands for “contro” follows it: how many letters they share, and the others.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for key, target in table.items():
        shared = next(
            (n for n, (a, b) in enumerate(zip(key, target, strict=False)) if a != b),
            min(len(key), len(target)),
        )
        groups[target].append(f"{shared}{key[shared:]}")
    return ";".join(target + "".join(sorted(groups[target])) for target in sorted(groups))
