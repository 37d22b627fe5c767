"""The words of the page's frame, docs/<code>/strings.yml, and how dates and names are written in each language."""

from __future__ import annotations

import functools
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from scripts import yaml_lines
from scripts.house import DOCS

#: Where CLDR's plain language code means another continent's habits, the European ones are named.
REGION = {"en": "en_GB", "pt": "pt_PT"}


@functools.cache
def strings(code: str) -> dict:
    """The words of one language, as nested mappings of text. Raises BadInput when the file cannot be read."""
    return yaml_lines.load(DOCS / code / "strings.yml")[0]


@functools.cache
def written(iso: str, code: str) -> str:
    """A date of ISO 8601 (a year, a month or a day) as the language writes it out, by Unicode CLDR.

    >>> written("2025-05-27", "nb")
    '27. mai 2025'
    """
    locale = Locale.parse(REGION.get(code, code))
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return format_date(date(*parts), "long", locale)
    if len(parts) == 2:
        return format_skeleton("yMMMM", date(*parts, 1), locale=locale)
    return iso
