"""Every fact of the article, F1 to F46, stands on the site: tests/facts.tsv says where, and in which words."""

from __future__ import annotations

import csv
import re

import pytest

from scripts import config, content
from tests.conftest import ROOT

with (ROOT / "tests" / "facts.tsv").open(encoding="utf-8", newline="") as stream:
    FACTS = list(csv.DictReader(stream, delimiter="\t"))


def plain(markdown: str) -> str:
    """Markdown without its marks, for finding words in it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\[\^[^\]]+\]|\]\([^)]*\)|\]\[[^\]]*\]|[*\[\]>|]", "", markdown)).casefold()


def test_the_table_has_every_fact_once_or_more():
    assert {row["fact"] for row in FACTS} == {f"F{number}" for number in range(1, 47)}


@pytest.mark.parametrize("row", FACTS, ids=lambda row: f"{row['fact']}-{row['place']}")
def test_a_fact_stands_where_the_table_says(row):
    name, _, part = row["place"].partition("#")
    page = content.read_page(config.DOCS / "en" / name)
    text = content.page_sections(page)[part][1] if part else page.body
    assert plain(row["words"]) in plain(text)
