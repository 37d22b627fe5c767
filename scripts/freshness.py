"""When a page's facts were checked, and when they are to be checked again.

The dates of the English page's front matter.
"""

from __future__ import annotations

from scripts import content
from scripts.config import DOCS, SOURCE_LOCALE, display_path, page_filenames
from scripts.errors import BuildError

#: The page that holds all others, and so is as old as the oldest of them.
PRINT_PAGE = "print.md"


def review_dates(filename: str) -> tuple[str, str]:
    """Return a page's `reviewed` and `review_by`, as ISO days. Raises BuildError if one lacks."""
    filenames = page_filenames() if filename == PRINT_PAGE else (filename,)
    dates = []
    for name in filenames:
        path = DOCS / SOURCE_LOCALE / name
        meta = content.read_page(path).meta
        if not isinstance(meta.get("reviewed"), str) or not isinstance(meta.get("review_by"), str):
            message = "expected `reviewed: 2026-11-23` and `review_by: 2027-02-23`"
            raise BuildError(display_path(path), 1, f"{message} in the front matter")
        dates.append((meta["reviewed"], meta["review_by"]))
    return min(date for date, _ in dates), min(date for _, date in dates)
