"""Check strings.yml: its form, and that a translation has the keys and placeholders of English."""

from __future__ import annotations

import re
from collections import Counter

from scripts.checks.locale_sources import LocaleSources, flat_strings
from scripts.config import DOCS
from scripts.data import schema
from scripts.errors import Problem

PLACEHOLDER = re.compile(r"\{[a-z]+\}")
#: What a translation may have that English has not: which way its words run.
OWN_KEYS = ("direction",)


def check(sources: LocaleSources) -> list[Problem]:
    """Return problems of a locale's strings; none when they could not be read."""
    if not sources.strings:
        return []
    path = DOCS / sources.code / "strings.yml"
    problems = schema.problems(sources.strings, sources.string_lines, path, "strings")
    if problems or sources.english is None or not sources.english.strings:
        return problems
    english, translated = flat_strings(sources.english.strings), flat_strings(sources.strings)
    lines = sources.string_lines

    def add(key: str, message: str) -> None:
        while key and key not in lines:
            key = key.rpartition(".")[0]
        problems.append(Problem(sources.strings_file, lines.get(key, 1), message))

    for key in english.keys() - translated.keys():
        add(key, f"expected the key “{key}”")
    for key in translated.keys() - english.keys() - set(OWN_KEYS):
        add(key, f"expected only the keys of the English file; found “{key}”")
    for key in english.keys() & translated.keys():
        wanted = PLACEHOLDER.findall(english[key])
        if not translated[key].strip():
            add(key, f"expected a translation of “{key}”: {english[key]}")
        elif Counter(wanted) != Counter(PLACEHOLDER.findall(translated[key])):
            add(key, f"expected {', '.join(wanted) or 'no placeholders'} in “{key}”")
    return problems
