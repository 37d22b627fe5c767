"""Gives the letters' page what its helper needs in the page's language: countries with their authorities, and how dates are written."""

from __future__ import annotations

import json

from scripts import l10n
from scripts.data import authorities
from scripts.hooks.page import page_name

#: Here the register's one authority is not the one for Meta: the 16 states have theirs (complain.md#several), so none is filled in.
SEVERAL = ("DE",)


def countries(code: str) -> list[tuple[str, str, str]]:
    """The 30 countries in the order of their names in a language: code, name, and the authority's name or names, or ""."""
    found = []
    for item in authorities.authorities_by_country_name(code):
        names = "" if item.country in SEVERAL else item.names.get(code) or " / ".join(item.names.values())
        found.append((item.country.lower(), authorities.country_name(item.country, code), names))
    return found


def on_page_context(context, page, config, nav):
    """Add `letters`, as JSON that may stand in HTML, to the template context of letters.md."""
    code, name = page_name(page)
    if name == "letters.md":
        data = {"countries": countries(code), "dates": l10n.date_patterns(code)}
        context["letters"] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return context
