"""List the pages that are due to be checked again."""

from __future__ import annotations

import click

from scripts.commands import day_argument
from scripts.config import DOCS, SOURCE_LOCALE, display_path, page_filenames
from scripts.content import read_page
from scripts.errors import BuildError
from scripts.l10n import is_iso_date


def pages_due(day: str) -> list[tuple[str, str]]:
    """Return pairs of `review_by` and page, of the English pages due on a day, ISO 8601.

    Raises BuildError for a page that cannot be read or has no such day.
    """
    due = []
    for name in page_filenames():
        page = read_page(DOCS / SOURCE_LOCALE / name)
        file, review_by = display_path(page.path), page.meta.get("review_by")
        if not isinstance(review_by, str) or not is_iso_date(review_by):
            raise BuildError(file, 1, "expected `review_by: 2027-02-23` in the front matter")
        if review_by <= day:
            due.append((review_by, file))
    return sorted(due)


@click.command()
@click.option("--exit-code", is_flag=True, help="Exit with 1 when a page is due.")
@day_argument
def review_due(day: str, exit_code: bool) -> None:
    """List the pages to be checked again by DAY, or by today, the most overdue first."""
    due = pages_due(day)
    for review_by, page in due:
        print(f"{page}: to be checked again by {review_by}")
    if not due:
        print(f"No page is due by {day}")
    raise SystemExit(1 if due and exit_code else 0)
