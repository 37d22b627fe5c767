"""`make due`: the pages that are to be checked again by a day, the most overdue first. Exit code 1 when any is due."""

from __future__ import annotations

import sys
from datetime import date

from scripts import house, pages
from scripts.problems import BadInput, report
from scripts.register import is_date


def due(day: str) -> list[tuple[str, str]]:
    """Pairs (review_by, page) of the English pages due on `day` (ISO 8601). Raises BadInput for a page that cannot be read."""
    found = []
    for name in house.page_files():
        page = pages.read(house.DOCS / house.SOURCE / name)
        if not is_date(page.meta.get("review_by")):
            raise BadInput(house.shown(page.path), 1, "expected `review_by: 2027-02-23` in the front matter")
        if page.meta["review_by"] <= day:
            found.append((page.meta["review_by"], house.shown(page.path)))
    return sorted(found)


def main(arguments: list[str]) -> int:
    """Print what is due by the given day, or by today. Returns the exit code."""
    day = arguments[0] if arguments else date.today().isoformat()
    if not is_date(day):
        print(f"expected a day such as 2027-01-31; found “{day}”", file=sys.stderr)
        return 1
    try:
        found = due(day)
    except BadInput as error:
        return report([error.problem])
    for review_by, page in found:
        print(f"{page}: to be checked again by {review_by}")
    if not found:
        print(f"No page is due by {day}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
