"""Addresses that lead to another one: the list docs/_data/redirects.yml, and a small page at each, for hosts that only send files."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from lxml import html as lxml_html

from scripts import house, many_languages, yaml_lines
from scripts.problems import BadInput
from scripts.steps import policy

FILE = house.DATA / "redirects.yml"
KINDS = ("short", "moved", "languages")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def listed() -> dict[str, dict[str, str]]:
    """The list by kind: old name → new name. Raises BadInput for a name that is taken, or one that leads nowhere.

    A code is left out as long as the site has not the language that it leads to.
    """
    data, lines = yaml_lines.load(FILE)

    def bad(kind: str, expected: str) -> BadInput:
        return BadInput(house.shown(FILE), lines.get(kind, 1), expected)

    if tuple(data) != KINDS:
        raise bad("short", f"expected the keys {', '.join(KINDS)}; found {', '.join(data)}")
    names = {house.page_path(name).strip("/") for name in house.page_files()}
    codes = {language.code for language in house.languages()}
    taken = names | codes | {"assets", "data", "hosting"}
    for kind in KINDS:
        if not isinstance(data[kind], dict):
            raise bad(kind, f"expected lines of `old: new` under “{kind}”, or {{}}")
        for old, new in data[kind].items():
            if not isinstance(old, str) or not NAME.fullmatch(old):
                raise bad(kind, f"{kind}: expected a name of small letters, digits and hyphens; found “{old}”")
            if old in taken:
                raise bad(kind, f"{kind}: expected a name that no page, language or other redirect has; found “{old}”")
            if new not in (many_languages.EEA if kind == "languages" else names - {""}):
                expected = "the code of a language" if kind == "languages" else "the name of a page, such as object"
                raise bad(kind, f"{kind}: expected “{old}” to lead to {expected}; found “{new}”")
            taken.add(old)
    data["languages"] = {old: new for old, new in data["languages"].items() if new in codes}
    return data


def ways() -> dict[str, str]:
    """All redirects as paths under the site: "opt-out/" → "object/". A moved page has one in every language that has it."""
    data = listed()
    found = {f"{old}/": f"{new}/" for old, new in data["short"].items()}
    for old, new in data["moved"].items():
        have = [each.at for each in house.languages() if (house.DOCS / each.code / f"{new}.md").exists()]
        found |= {f"{at}{old}/": f"{at}{new}/" for at in have}
    at = {each.code: each.at for each in house.languages()}
    return found | {f"{old}/": at[new] for old, new in data["languages"].items()}


def page(target: str, way: str, address: str) -> str:
    """The page that leads on: at once, and by a link for a browser that does not.

    `target` is the HTML of the page it leads to, `way` the relative way there, `address` that page's public address.
    """
    found = lxml_html.fromstring(target)
    title = escape(unescape(found.xpath("string(//title)")))
    return policy.sealed(
        f'<!doctype html>\n<html lang="{found.get("lang")}">\n<head>\n{policy.CHARSET}'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n<link rel="canonical" href="{escape(address)}">\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n</head>\n<body>\n<p><a href="{way}">{title}</a></p>\n</body>\n</html>\n'
    )


def write(site: Path) -> None:
    """Write the page of each redirect below the folder `site`, whose pages are finished."""
    for old, new in ways().items():
        place = site / old / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        way = "../" * old.count("/") + new
        target = (site / new / "index.html").read_text(encoding="utf-8")
        place.write_text(page(target, way, house.site_url() + new), encoding="utf-8")
