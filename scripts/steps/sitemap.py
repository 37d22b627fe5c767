"""Writes sitemap.xml and robots.txt from the finished pages' canonical addresses. The alternates stand in the pages, so it stays small."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from scripts import config

CANONICAL = re.compile(r'<link rel="?canonical"? href="?([^"\s>]+)')
REVIEWED = re.compile(r'class="?checked"?>.*?<time datetime="?([\d-]+)', re.DOTALL)


def run(site: Path) -> None:
    """Write `site`/sitemap.xml and `site`/robots.txt. `lastmod` is the day the page's facts were last checked."""
    rows = []
    for page in sorted(site.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        address, reviewed = CANONICAL.search(html), REVIEWED.search(html)
        rows.append(f"<url><loc>{escape(unescape(address[1]))}</loc><lastmod>{reviewed[1]}</lastmod></url>\n")
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(rows)
        + "</urlset>\n",
        encoding="utf-8",
    )
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {config.site_url()}sitemap.xml\n", encoding="utf-8")
