"""Look for mistakes in docs/ without building."""

from __future__ import annotations

import os

import click

from scripts.checks import check_all
from scripts.config import locales, page_filenames
from scripts.errors import report


@click.command()
@click.option("--quick", is_flag=True, help="Do not read each line for its language.")
@click.option("--locale", help="Look at this language and English alone.")
def check(quick: bool, locale: str | None) -> None:
    """Look for mistakes in docs/ without building: one line each, exit code 1 for any."""
    codes = [each.code for each in locales()]
    if locale and locale not in codes:
        raise click.BadParameter(f"expected one of {', '.join(codes)}; found “{locale}”")
    # One process for a few languages: to begin another takes longer.
    processes = 1 if locale or quick or len(codes) < 4 else os.cpu_count() or 1
    if report(check_all(not quick, locale, processes)):
        raise SystemExit(1)
    print(f"{len(page_filenames())} pages in {len(locales())} languages: nothing to mend")
