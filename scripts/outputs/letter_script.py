"""Make the letter helper of one language: its script, after the countries, authorities and dates that it writes.

Only the helper uses them, so the page that has to arrive in one response does not carry them: 1,100 bytes (brotli) in English.
"""

from __future__ import annotations

import json

from scripts.assets import minified_script
from scripts.data.authorities import authorities_by_country_name, country_name
from scripts.l10n import date_patterns
from scripts.site import Files, LocalePages

#: Here the register's one authority is not the one for Meta: the 16 states have theirs (complain.md#several), so none is filled in.
MULTIPLE_AUTHORITIES = ("DE",)


def countries(code: str) -> list[tuple[str, str, str]]:
    """List the 30 countries in the order of their names in a language: code, name, and the authority's name or names, or ""."""
    rows = []
    for item in authorities_by_country_name(code):
        names = item.names.get(code) or " / ".join(item.names.values())
        name = "" if item.country in MULTIPLE_AUTHORITIES else names
        rows.append((item.country.lower(), country_name(item.country, code), name))
    return rows


def files(pages: LocalePages) -> Files:
    """Make the script of one language, if it has the letters."""
    if "letters.md" not in pages.articles:
        return {}
    data = {"countries": countries(pages.code), "dates": date_patterns(pages.code)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {f"assets/letters/{pages.code}.js": f"self.letterData={text};\n{minified_script('letters.js')}\n".encode()}
