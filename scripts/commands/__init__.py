"""The commands of `python -m scripts`, one module each."""

from __future__ import annotations

from datetime import date

import click

from scripts.l10n import is_iso_date


def _iso_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    day = value or date.today().isoformat()
    if not is_iso_date(day):
        raise click.BadParameter(f"expected a day such as 2027-01-31; found “{day}”")
    return day


#: The day that a command asks about, ISO 8601; today if it is not given.
day_argument = click.argument("day", required=False, callback=_iso_date)
