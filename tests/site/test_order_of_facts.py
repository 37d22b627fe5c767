"""Sources, numbers and dates of a block stand in the English order, but where tests/turned.tsv lists it.

Two that are exchanged within one paragraph would be seen by nobody who does not know the language.
Where a language turns a sentence round, its line stands in the table; a failure gives that line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from scripts import config, content, translation
from scripts.checks.parity import numbers
from scripts.content import FOOTNOTE, TIME, Page
from tests.pages import collect

FILE = Path(__file__).parents[1] / "turned.tsv"
ORDERED = {
    "sources": lambda text: [match["id"] for match in FOOTNOTE.finditer(text)],
    "numbers": numbers,
    "dates": lambda text: [match["iso"] for match in TIME.finditer(text)],
}


def turned(english: Page, own: Page) -> Iterator[tuple[int, str, str, str]]:
    """Yield what stands in another order: line, section, what, and the order that was found."""
    originals = translation.sections(english)
    for section in translation.sections(own).values():
        parts = content.blocks(section.text)
        there = content.blocks(originals[section.id].text) if section.id in originals else []
        for part, original in zip(parts, there, strict=False):
            for what, find in ORDERED.items():
                found, wanted = find(part.text), find(original.text)
                if found != wanted and sorted(found) == sorted(wanted):
                    yield section.line + 1 + part.line, section.id, what, " ".join(found)


def known() -> set[tuple[str, ...]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {tuple(row.values()) for row in csv.DictReader(stream, delimiter="\t")}


@collect
def test_what_stands_in_another_order_is_in_the_table():
    table = known()
    for locale in config.locales()[1:]:
        for name in config.page_filenames():
            paths = [config.DOCS / code / name for code in (config.SOURCE_LOCALE, locale.code)]
            if not paths[1].exists():
                continue
            for line, *row in turned(*map(content.read_page, paths)):
                place = f"docs/{locale.code}/{name}"
                if (place, *row) not in table:
                    kept = "\t".join((place, *row))
                    yield f"{place}:{line}: expected {row[1]} in the English order, or this line in tests/turned.tsv: {kept}"


TEXT = """---
title: x
---

# X { #top }

One, 1 of 2.[^a] Two.[^b]

On <time datetime="2025-05-27">x</time> and <time datetime="2025-05-28">y</time>.
"""


def test_what_is_exchanged_in_one_paragraph_is_named():
    page = content.parse_page(TEXT, config.DOCS / "en" / "x.md")
    assert list(turned(page, page)) == []
    for old, new, what in (
        ("1 of 2.[^a] Two.[^b]", "1 of 2.[^b] Two.[^a]", "sources"),
        ("1 of 2", "2 of 1", "numbers"),
        (
            '27">x</time> and <time datetime="2025-05-28',
            '28">x</time> and <time datetime="2025-05-27',
            "dates",
        ),
    ):
        own = content.parse_page(TEXT.replace(old, new), config.DOCS / "de" / "x.md")
        assert [each[2] for each in turned(page, own)] == [what]
