"""`review-due` lists the pages that are to be checked again by a day, and no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from scripts import config, content
from scripts.commands.review_due import review_due


def dates() -> dict[str, date]:
    """Return the day on which each English page is due."""
    return {
        f"docs/en/{name}": date.fromisoformat(
            content.read_page(config.DOCS / "en" / name).meta["review_by"]
        )
        for name in config.page_filenames()
    }


def run(*arguments: str):
    return CliRunner().invoke(review_due, list(arguments))


def test_it_lists_what_is_due_and_nothing_else():
    first = min(dates().values())
    early = run((first - timedelta(days=1)).isoformat(), "--exit-code")
    assert early.exit_code == 0 and "No page is due" in early.output
    due = run(first.isoformat(), "--exit-code")
    assert due.exit_code == 1 and run(first.isoformat()).exit_code == 0
    listed = {line.split(":")[0] for line in due.output.splitlines()}
    assert listed == {page for page, day in dates().items() if day <= first}


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow", "27-2-3"])
def test_it_refuses_a_day_that_is_none(day):
    result = run(day)
    assert result.exit_code and day in result.output
