"""Check a translated page beside the English one: the same parts, and in each the same facts.

The same headings; in each section the same blocks in the same order (paragraphs, items, cells,
call-outs); in each block the same sources, links, blanks, dates and numbers. Sources, dates and
numbers may come in any order, since a sentence may be turned round in another language; links and
blanks come in the English order, since the words on each promise where it leads. A section whose
English text has changed since is not compared: readers are told. Not seen: whether the words mean
the same.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scripts import translation
from scripts.checks.locale_sources import LocaleSources
from scripts.config import display_path
from scripts.content import (
    FOOTNOTE,
    INLINE_LINK,
    SOURCE_LINK,
    TIME,
    Block,
    Page,
    blocks,
    strip_markup,
)
from scripts.errors import Problem
from scripts.translation import Section

#: A blank of a letter, which the letter helper fills in: `*\[your name\]*{ data-field=name }`.
BLANK = re.compile(r"\{ *data-field=(\w+) *\}")
#: 1,052 and 1.052 and 1 052 (a space that does not break) are one number; so are 4.5 and 4,5.
NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
DIGIT = re.compile(r"\d")
MARK = re.compile(r"<!-- *(.*?) *-->|\{ *\.([a-z-]+) *\}")
#: Characters of a translated page by those of the English one. Outside something is lost, doubled
#: or padded. Read off EU law, where the longest language runs 40 % over English, and none falls
#: below 80 %.
MIN_LENGTH, MAX_LENGTH = 0.8, 1.45
#: A page with fewer characters is not judged by its length.
MIN_CHARACTERS = 400


def numbers(text: str) -> list[str]:
    """Return all numbers written in digits, outside dates and markup, in one spelling."""
    if not DIGIT.search(text):
        return []  # most texts: to strip their markup takes longer
    found = NUMBER.findall(strip_markup(text, dates=False))
    plain = [re.sub(r"[.,\u00a0\u202f](?=\d{3}(\D|$))", "", number) for number in found]
    return [number.replace(",", ".") for number in plain]


FACTS: dict[str, Callable[[str], Iterable[str]]] = {
    "sources": lambda text: [
        match["id"] for pattern in (FOOTNOTE, SOURCE_LINK) for match in pattern.finditer(text)
    ],
    "links and pictures": lambda text: [m["target"] for m in INLINE_LINK.finditer(text)],
    "blanks": BLANK.findall,
    "dates": lambda text: [match["iso"] for match in TIME.finditer(text)],
    "numbers": numbers,
    "marks": lambda text: ["".join(match) for match in MARK.findall(text)],
}
#: What comes in one order within a block: no translation has had to change it.
IN_ORDER: dict[str, Callable[[str], list[str]]] = {
    "links to sources": lambda text: [match["id"] for match in SOURCE_LINK.finditer(text)],
    "links": lambda text: [match["target"] for match in INLINE_LINK.finditer(text)],
    "blanks": BLANK.findall,
}


def check(sources: LocaleSources) -> list[Problem]:
    """Return where a locale's pages differ from English in what must not differ."""
    problems = []
    for english, translated in sources.page_pairs():
        problems += _headings(english, translated) or _page_problems(english, translated)
        problems += _front_matter(english, translated)
    return problems


def _front_matter(english: Page, translated: Page) -> list[Problem]:
    """Return where a title or description has a number that the English one has not.

    No hash covers them, so an old date would stay there. With fewer numbers it is shorter, no more.
    """
    problems = []
    for key in ("title", "description"):
        texts = [str(page.meta.get(key, "")) for page in (english, translated)]
        original, own = (Counter(numbers(text)) for text in texts)
        if more := own - original:
            line = translated.meta_lines.get(key, 1)
            message = (
                f"expected in the {key} the numbers of the English one; found {' '.join(more)}"
            )
            problems.append(Problem(display_path(translated.path), line, message))
    return problems


def _headings(english: Page, translated: Page) -> list[Problem]:
    """Return the first difference between the headings of two pages, if any."""
    file, english_file = display_path(translated.path), display_path(english.path)
    originals, sections = translation.sections(english), translation.sections(translated)
    for section in sections.values():
        message = ""
        if section.id not in originals:
            message = f"expected no part #{section.id}: {english_file} no longer has it"
        elif section.level != (level := originals[section.id].level):
            message = f"expected “#{section.id}” on level {level}, as in {english_file}"
        if message:
            return [Problem(file, section.line, message)]
    recorded = translation.recorded_hashes(translated)
    for identifier in originals:
        if identifier not in sections and (identifier in recorded or not recorded):
            message = f"expected the headings of {english_file}: without “#{identifier}”"
            return [Problem(file, len(translated.lines), message)]
    order = [identifier for identifier in originals if identifier in sections]
    for expected, section in zip(order, sections.values(), strict=True):
        if expected != section.id:
            message = f"expected the headings of {english_file}: here “#{expected}”"
            return [Problem(file, section.line, message)]
    return []


def _page_problems(english: Page, translated: Page) -> list[Problem]:
    originals, hashes = translation.sections(english), translation.section_hashes(english)
    recorded = translation.recorded_hashes(translated)
    problems = []
    for section in translation.sections(translated).values():
        if recorded.get(section.id, hashes[section.id]) == hashes[section.id]:
            differences = _section_differences(originals[section.id], section, english)
            problems += [Problem(display_path(translated.path), *each) for each in differences]
    if all(recorded.get(identifier, value) == value for identifier, value in hashes.items()):
        problems += _length(english, translated)
    return problems


@functools.lru_cache(maxsize=8192)  # an English section is asked for once for each locale
def _split(section: Section) -> tuple[tuple[Block, tuple[list[str], ...]], ...]:
    """Return a section's blocks, its heading first, each with the facts that stand in it."""
    parts = [Block("heading", -1, section.title), *blocks(section.text)]
    return tuple(
        (part, tuple(sorted(find(part.text)) for find in FACTS.values()))
        for part, following in zip(parts, [*parts[1:], None], strict=True)
        if not _closes_letter(part, following)
    )


def _closes_letter(part: Block, following: Block | None) -> bool:
    """Tell whether a block is the courtesy above a letter's name, which English does without."""
    is_short = part.kind == "quoted paragraph" and len(strip_markup(part.text).split()) <= 4
    is_plain = is_short and not any(any(find(part.text)) for find in FACTS.values())
    return is_plain and following is not None and "data-field=name" in following.text


def _section_differences(
    original: Section, section: Section, english: Page
) -> list[tuple[int, str]]:
    """Return pairs of a line and a message."""
    wanted, have = _split(original), _split(section)
    english_file = display_path(english.path)
    for index in range(max(len(wanted), len(have))):
        kinds = [split[index][0].kind if index < len(split) else "" for split in (wanted, have)]
        if kinds[0] != kinds[1]:
            line = section.line + 1 + have[min(index, len(have) - 1)][0].line
            place = wanted[min(index, len(wanted) - 1)][0].line + original.line + 1
            all_kinds = [Counter(part.kind for part, _ in split) for split in (wanted, have)]
            found = _difference(*all_kinds) or f"found here a {kinds[1]} and not a {kinds[0]}"
            message = f"expected the blocks of the English section #{section.id}; {found}"
            return [(line, f"{message} (from {english_file}:{place} on)")]
    differences = []
    for (part, facts), (own, own_facts) in zip(wanted, have, strict=True):
        for name, expected, given in zip(FACTS, facts, own_facts, strict=True):
            if expected != given:
                line, place = section.line + 1 + own.line, original.line + 1 + part.line
                where = f"{name} of the English {part.kind} ({english_file}:{place})"
                found = _difference(Counter(expected), Counter(given))
                message = f"expected in #{section.id} the {where}; {found}"
                differences.append((line, message))
        if facts == own_facts and any(facts):
            line, place = section.line + 1 + own.line, original.line + 1 + part.line
            for name, order in _exchanged(part, own):
                where = f"{name} in the order of the English {part.kind} ({english_file}:{place})"
                found = f"expected in #{section.id} the {where}: {', '.join(order)}"
                differences.append((line, found))
    return differences


def _exchanged(part: Block, own: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of links that two blocks have in different orders, with the English one."""
    for name, find in IN_ORDER.items():
        if (wanted := find(part.text)) != find(own.text):
            yield name, wanted


def _difference(expected: Counter[str], found: Counter[str]) -> str:
    parts = (("without", expected - found), ("with", found - expected))
    texts = [f"{sign} {', '.join(more.elements())}" for sign, more in parts if more]
    return f"found it {' and '.join(texts)}" if texts else ""


def _length(english: Page, translated: Page) -> list[Problem]:
    original, own = (
        len("".join(strip_markup(page.body).split())) for page in (english, translated)
    )
    if original < MIN_CHARACTERS or MIN_LENGTH <= own / original <= MAX_LENGTH:
        return []
    expected = f"expected {MIN_LENGTH} to {MAX_LENGTH} times the English text’s length"
    return [Problem(display_path(translated.path), 1, f"{expected}; found {own / original:.2f}")]
