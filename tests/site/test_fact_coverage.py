"""Every fact of the article, F1 to F46, stands on the site: tests/facts.tsv says where, and how."""

from __future__ import annotations

import csv
from pathlib import Path

from scripts import content
from tests.pages import collect, heading_text, page, squeeze

FILE = Path(__file__).parents[1] / "facts.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    FACTS = list(csv.DictReader(stream, delimiter="\t"))


def plain(markdown: str) -> str:
    """The words of Markdown, small and without white space."""
    return "".join(content.strip_markup(markdown).split()).casefold()


def test_the_table_has_every_fact_once_or_more():
    assert {row["fact"] for row in FACTS} == {f"F{number}" for number in range(1, 47)}


@collect
def test_a_fact_stands_where_the_table_says(site):
    for line, row in enumerate(FACTS, 2):
        name, _, part = row["place"].partition("#")
        each = page("en", name)
        sections = content.page_sections(each.source)
        place = (
            f"tests/facts.tsv:{line}: {row['fact']}: expected “{row['words']}” in {row['place']}"
        )
        if part and part not in sections:
            yield f"{place}: no such part"
        elif plain(row["words"]) not in plain(sections[part][1] if part else each.source.body):
            yield place
        elif (
            plain(row["words"])
            not in "".join(squeeze(each.tree.xpath("//article")[0]).split()).casefold()
        ):
            shown = [heading_text(h) for h in each.tree.xpath("//h1")]
            yield f"{place}: not in the built page {shown}"
