"""A translated page beside the English one: the same headings, and section by section the same of all that must not differ.

Compared are multisets, never positions: a sentence may be turned round in another language (STYLE). A section whose English
text has changed since it was stamped is not compared: the reader is told that it is behind (scripts/translation.py).
Not seen here: whether the words mean the same.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable

from scripts import plain, translation
from scripts.house import shown
from scripts.pages import TIME, Page, cited, links
from scripts.problems import Problem
from scripts.translation import Section

#: A blank of a letter, which docs/assets/letters.js fills in: `*\[your full name\]*{ data-field=name }`.
BLANK = re.compile(r"\{ *data-field=(\w+) *\}")
#: 1,052 and 1.052 and 1 052 (a space that does not break) are one number; so are 4.5 and 4,5.
NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+", re.MULTILINE)
ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
CALL_OUT = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+(\w+)", re.MULTILINE)
MARK = re.compile(r"<!-- *(.*?) *-->|\{ *\.([a-z]+) *\}")
#: Characters of a translated page by those of the English one. Outside these bounds something is lost, doubled or padded.
#: Read off the languages of EU law, where the longest run about 40 % over English and none falls below 80 %.
LENGTH = (0.8, 1.45)
LEAST_FOR_LENGTH = 400  # characters: a short page's ratio says nothing


def numbers(text: str) -> list[str]:
    """All numbers written in digits, outside dates and markup, in one spelling."""
    found = NUMBER.findall(plain.words(text, dates=False))
    return [re.sub(r"[.,\u00a0\u202f](?=\d{3}(\D|$))", "", number).replace(",", ".") for number in found]


COMPARED: dict[str, Callable[[str], Iterable]] = {
    "sources": lambda text: [identifier for _, identifier in cited(text)],
    "links and pictures": lambda text: [target for _, target, _ in links(text)],
    "blanks": BLANK.findall,
    "dates": lambda text: [match["iso"] for match in TIME.finditer(text)],
    "numbers": numbers,
    "items of lists": lambda text: [re.sub(r"\d+", "1", item.strip()) for item in ITEM.findall(text)],
    "table rows": lambda text: [f"of {row.count('|') - row.count(chr(92) + '|') - 1} cells" for row in ROW.findall(text)],
    "call-outs": CALL_OUT.findall,
    "marks": lambda text: ["".join(match) for match in MARK.findall(text)],
}


@functools.lru_cache(maxsize=8192)
def _counted(section: Section) -> tuple[Counter, ...]:
    """What is compared of a section. Kept, since the English section is asked for once for each language."""
    text = f"{section.title}\n{section.text}"
    return tuple(Counter(read(text)) for read in COMPARED.values())


def _headings(english: Page, translated: Page) -> list[Problem]:
    file, ours, theirs = shown(translated.path), translation.sections(english), translation.sections(translated)
    for section in theirs.values():
        if section.id not in ours:
            return [Problem(file, section.line, f"expected no part #{section.id}: {shown(english.path)} no longer has it")]
        if section.level != ours[section.id].level:
            return [Problem(file, section.line, f"expected “#{section.id}” on level {ours[section.id].level}, as in {shown(english.path)}")]
    stamped = translation.stamps(translated)
    for section in ours.values():
        if section.id not in theirs and (section.id in stamped or not stamped):
            return [Problem(file, len(translated.lines), f"expected the headings of {shown(english.path)}: without “#{section.id}”")]
    order = [identifier for identifier in ours if identifier in theirs]
    for expected, section in zip(order, theirs.values()):
        if expected != section.id:
            return [Problem(file, section.line, f"expected the headings of {shown(english.path)}: here “#{expected}”")]
    return []


def problems(english: Page, translated: Page) -> list[Problem]:
    """Where a translated page differs from the English one in what must not differ."""
    found = _headings(english, translated)
    if found:
        return found
    file, ours, now, then = shown(translated.path), translation.sections(english), translation.hashes(english), translation.stamps(translated)
    for section in translation.sections(translated).values():
        if then.get(section.id, now[section.id]) != now[section.id]:
            continue
        for what, wanted, have in zip(COMPARED, _counted(ours[section.id]), _counted(section)):
            if wanted != have:
                parts = [f"{sign} {', '.join(map(str, more.elements()))}" for sign, more in (("without", wanted - have), ("with", have - wanted)) if more]
                found.append(
                    Problem(file, section.line, f"expected the {what} of the English section #{section.id}; found it {' and '.join(parts)}")
                )
    if all(then.get(identifier, value) == value for identifier, value in now.items()):
        found += _length(english, translated)
    return found


def _length(english: Page, translated: Page) -> list[Problem]:
    ours, theirs = (len("".join(plain.words(page.body).split())) for page in (english, translated))
    if ours < LEAST_FOR_LENGTH or LENGTH[0] <= theirs / ours <= LENGTH[1]:
        return []
    return [Problem(shown(translated.path), 1, f"expected {LENGTH[0]} to {LENGTH[1]} times the English text’s length; found {theirs / ours:.2f}")]
