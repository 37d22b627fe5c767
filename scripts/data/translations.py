"""Read the ledger of the translations, docs/_data/translations.yml.

How each language was made, and what was found in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from scripts import yaml_with_lines
from scripts.cache import cached
from scripts.config import DATA, SOURCE_LOCALE, locales
from scripts.data import schema

FILE = DATA / "translations.yml"


@dataclass(frozen=True)
class Ledger:
    """What is known of one translation.

    Docs/_data/schemas/translations.schema.json says what each field is.

    `found` and `mended` count the critical and major errors of the last comparison with English.

    """

    compared: str | None
    words: int
    found: int
    mended: int
    reviewed_pages: int


@cached
def load_ledger() -> dict[str, Ledger]:
    """Return the ledger of each translation that the site has, in the order of the site.

    Raises BuildError for a bad file.
    """
    data, lines = yaml_with_lines.load(FILE)
    schema.validate(data, lines, FILE, "translations")
    codes = [locale.code for locale in locales() if locale.code != SOURCE_LOCALE]
    empty = {"compared": None, "words": 0, "found": 0, "mended": 0, "reviewed_pages": 0}
    return {code: Ledger(**{**empty, **data.get(code, {})}) for code in codes}
