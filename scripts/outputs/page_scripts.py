"""Make the scripts that one language's pages ask for.

The letter helper, the finder and the reminder, with the words and dates that they write.

Only these helpers use them, so the page that has to arrive in one response does not carry them:
1,100 bytes (brotli) in English.
"""

from __future__ import annotations

import json

from scripts.assets import minified_script
from scripts.data.authorities import authorities_by_country_name, country_name
from scripts.l10n import date_patterns, load_strings
from scripts.site import Files, LocalePages

#: Here the register's one authority is not the one for Meta: the 16 states have theirs
#: (complain.md#several), so none is filled in.
MULTIPLE_AUTHORITIES = ("DE",)


def countries(code: str) -> list[tuple[str, str, str]]:
    """List the 30 countries in the order of their names in a language.

    Code, name, and the authority's name or names, or "".
    """
    rows = []
    for item in authorities_by_country_name(code):
        names = item.names.get(code) or " / ".join(item.names.values())
        name = "" if item.country in MULTIPLE_AUTHORITIES else names
        rows.append((item.country.lower(), country_name(item.country, code), name))
    return rows


def _script(name: str, variable: str, data: dict[str, object]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"self.{variable}={text};\n{minified_script(name)}\n".encode()


def files(pages: LocalePages) -> Files:
    """Make the scripts of a language's pages: one file a page, so that it asks once."""
    code = pages.code
    dates = date_patterns(code)
    strings = load_strings(code)["reminder"]
    reminder = _script("reminder.js", "reminderData", {"strings": strings, "dates": dates})
    letters = _script("letters.js", "letterData", {"countries": countries(code), "dates": dates})
    finder = f"{minified_script('finder.js')}\n".encode()
    return {
        f"assets/letters/{code}.js": letters + reminder,
        f"assets/finder/{code}.js": finder + reminder,
    }
