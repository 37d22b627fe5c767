"""Read the data protection authorities of the EEA, docs/_data/authorities.yml."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from babel.lists import format_list

from scripts.cache import cached
from scripts.config import DATA
from scripts.data import schema
from scripts.l10n import DEFAULT_REGION, collation_key

FILE = DATA / "authorities.yml"


@dataclass(frozen=True)
class Authority:
    """An authority; docs/_data/schemas/authorities.schema.json says what each field is."""

    country: str
    languages: tuple[str, ...]
    names: dict[str, str]
    website: str
    complaint: str | None


@cached
def load_authorities() -> tuple[Authority, ...]:
    """Return all authorities in the order of the file. Raises BuildError for a bad one."""
    data, _ = schema.load(FILE, "authorities.input")
    return tuple(
        Authority(country, **{**entry, "languages": tuple(entry["languages"])})
        for country, entry in data.items()
    )


def country_name(country: str, code: str) -> str:
    """Return the name of a country, given by its ISO 3166 code, in a language, by CLDR."""
    return str(Locale.parse(code).territories[country])


def authorities_by_country_name(code: str) -> list[Authority]:
    """Return all authorities, sorted by the names of their countries in a language."""
    names = {item.country: country_name(item.country, code) for item in load_authorities()}
    return sorted(load_authorities(), key=lambda item: collation_key(names[item.country], code))


def format_language_list(codes: tuple[str, ...], code: str) -> str:
    """Write the names of languages one after the other: “Dutch, French and German”."""
    locale = Locale.parse(DEFAULT_REGION.get(code, code))
    return format_list([locale.languages[each] for each in codes], locale=locale)
