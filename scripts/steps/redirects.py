"""Addresses that lead to another one: a small page at each, for hosts that only send files."""

from __future__ import annotations

from html import escape, unescape
from pathlib import Path

from lxml import html as lxml_html

from scripts import config
from scripts.data.redirects import redirect_map
from scripts.steps import policy

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
    for old, new in redirect_map().items():
        place = site / old / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        way = "../" * old.count("/") + new
        target = (site / new / "index.html").read_text(encoding="utf-8")
        place.write_text(page(target, way, config.site_url() + new), encoding="utf-8")
