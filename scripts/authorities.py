"""The data protection authorities of the EEA, docs/_data/authorities.yml, and their countries' names by Unicode CLDR."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from babel import Locale
from babel.lists import format_list

from scripts import alphabets, register, strings, yaml_lines
from scripts.house import DATA, shown
from scripts.problems import BadInput

FILE = DATA / "authorities.yml"
KEYS = ("languages", "names", "website", "complaint")


@dataclass(frozen=True)
class Authority:
    """`country` is an ISO 3166 code; `names` maps a language to the authority's own name in it; addresses are complete."""

    country: str
    languages: tuple[str, ...]
    names: dict[str, str]
    website: str
    complaint: str | None


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) and part.strip() for part in value)


@functools.cache
def authorities() -> tuple[Authority, ...]:
    """All authorities in the order of the file. Raises BadInput for a bad entry."""
    data, lines = yaml_lines.load(FILE)
    found = []
    for country, entry in data.items():
        if not isinstance(entry, dict) or tuple(entry) != KEYS or not entry["languages"] or not entry["names"]:
            raise BadInput(shown(FILE), lines[country], f"{country}: expected the keys {', '.join(KEYS)}, in this order")
        if not _is_list_of_text(entry["languages"]) or not isinstance(entry["names"], dict) or not _is_list_of_text(list(entry["names"].values())):
            raise BadInput(shown(FILE), lines[country], f"{country}: expected a list of languages, and names as `language: name`")
        for key in ("website", "complaint"):
            if not (key == "complaint" and entry[key] is None) and not register.is_address(entry[key]):
                raise BadInput(shown(FILE), lines[country], f"{country}: expected {key} to be a complete address; found “{entry[key]}”")
        found.append(Authority(country, tuple(entry["languages"]), entry["names"], entry["website"], entry["complaint"]))
    return tuple(found)


def country_name(country: str, code: str) -> str:
    """The country's name in a language, from CLDR."""
    return Locale.parse(code).territories[country]


def by_country(code: str) -> list[Authority]:
    """All authorities, in the order that a language gives to the names of their countries."""
    return sorted(authorities(), key=lambda item: alphabets.sort_key(country_name(item.country, code), code))


def languages_written(codes: tuple[str, ...], code: str) -> str:
    """The names of languages, as a language writes them one after the other: “Dutch, French and German”."""
    locale = Locale.parse(strings.REGION.get(code, code))
    return format_list([locale.languages[each] for each in codes], locale=locale)
