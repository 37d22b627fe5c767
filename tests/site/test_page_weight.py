"""A page arrives in one flight: complete and styled, in the bytes that pyproject.toml allows.

Sizes are those of brotli at its best, as hosts send them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import brotli

from scripts import config
from tests.pages import SITE, SitePage, collect, site_pages

LIMITS = config.limits()
#: As long as they are: of these the style and the first screen lie within the first flight.
ENDLESS = ("sources.md", "print.md")


@functools.cache
def sent(file: Path) -> int:
    """Bytes of a file on the wire: of the copy that `make site` made, if it is not older."""
    copy = file.with_name(f"{file.name}.br")
    if copy.exists() and copy.stat().st_mtime_ns >= file.stat().st_mtime_ns:
        return copy.stat().st_size
    return compressed(file.read_bytes())


def compressed(content: bytes) -> int:
    return len(brotli.compress(content, quality=11))


def largest(html: str) -> str:
    """The three largest parts of a page, for a message a person can act on."""
    style = re.search(r"<style>.*?</style>", html, re.DOTALL)[0]
    article = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
    notes = re.search(r'<div class="footnote">.*</div>', article, re.DOTALL)
    parts = {
        "style": style,
        "text": article.replace(notes[0], "") if notes else article,
        "sources": notes[0] if notes else "",
        "head": html[: html.index("<body")].replace(style, ""),
        "frame": html[html.index("<body") :].replace(article, ""),
    }
    sizes = Counter({name: compressed(part.encode()) for name, part in parts.items()})
    return ", ".join(f"{name} {size}" for name, size in sizes.most_common(3))


def first_screen(html: str) -> str:
    """What a phone shows first: everything up to the end of the third paragraph after the title."""
    start = html.index("</h1>")
    for _ in range(5):  # the dates and the notice of its age, then the lead and two more
        start = html.index("</p>", start) + 4
    return html[:start]


def limit(filename: str) -> int:
    return LIMITS.long_page_bytes if filename in LIMITS.long_pages else LIMITS.page_bytes


def weight_fault(html: str, size: int, filename: str) -> str:
    """What is too large of a page, or ""."""
    if filename in ENDLESS:
        size = compressed(first_screen(html).encode())
        most = LIMITS.first_bytes
        return f"first screen: {size} bytes; at most {most}" if size > most else ""
    most = limit(filename)
    return f"{size} bytes; at most {most}; largest parts: {largest(html)}" if size > most else ""


@collect
def test_a_page_fits_its_flight(site):
    for each in site_pages():
        fault = weight_fault(each.html, sent(each.file), each.filename)
        if fault:
            yield each.fault(fault)


def test_a_page_too_large_is_named():
    html = "<style>a</style><body><article><h1></h1>" + "</p>" * 9 + "</article>"
    assert weight_fault(html, LIMITS.page_bytes, "object.md") == ""
    assert "largest parts" in weight_fault(html, LIMITS.page_bytes + 1, "object.md")
    assert weight_fault(html, LIMITS.page_bytes + 1, "questions.md") == ""
    noise = "".join(chr(0x4E00 + 7919 * n % 20000) for n in range(9000))
    assert "first screen" in weight_fault(html.replace("</h1>", noise + "</h1>"), 0, "print.md")


def first_view(each: SitePage) -> list[Path]:
    """The files that a first view asks for: the page, its scripts, its icon."""
    links = each.tree.xpath("//script/@src | //link[@rel='icon']/@href | //header//img/@src")
    return [each.file, *(SITE / urljoin(f"/{each.path}", link).lstrip("/") for link in links)]


@collect
def test_what_follows_is_small_and_blocks_nothing(site):
    for each in site_pages():
        files = first_view(each)
        if len(files) > LIMITS.first_view_requests:
            yield each.fault(f"{len(files)} requests; at most {LIMITS.first_view_requests}")
        size = sum(map(sent, files))
        if size > LIMITS.first_view_bytes and each.filename not in ENDLESS:
            yield each.fault(f"first view: {size} bytes; at most {LIMITS.first_view_bytes}")
        found = re.search(r'<link rel="?stylesheet|@import|@font-face|url\((?!#)', each.html)
        if found:
            yield each.fault(
                f"expected nothing that a first view has to wait for; found {found[0]}"
            )
        for picture in each.tree.xpath("//img[not(ancestor::header)][not(@loading='lazy')]"):
            yield each.fault("expected a picture that waits until it is seen", picture)


@collect
def test_the_search_is_small(site):
    [shared] = (SITE / "assets" / "js").glob("search.*.js")
    for locale in config.locales():
        [index] = (SITE / "assets" / "search").glob(f"{locale.code}.*.js")
        size = sent(index) + sent(shared)
        if size > LIMITS.search_bytes:
            yield f"{index.relative_to(SITE)}: {size} bytes until a result; at most {LIMITS.search_bytes}"


#: A class that only some pages have, and a rule of its style.
PARTS = {
    "table": r"[},{](?:table|td|thead)\b",
    "finder": r"\.finder\b",
    "authorities": r"\.authorities\b",
}


@collect
def test_a_page_carries_the_style_of_what_it_has_and_of_nothing_else(site):
    for each in site_pages():
        styles = each.tree.xpath("//style")
        style = "".join(part.text or "" for part in styles)
        if not style or ".md-header" not in style or "@media print" not in style:
            yield each.fault("expected the style of the frame, and that of paper")
            continue
        for name in set(re.findall(r"var\((--[\w-]+)\)", style)):
            if f"{name}:" not in style:
                yield each.fault(f"{name} is used and never set")
        for name, rule in PARTS.items():
            there = bool(
                each.tree.xpath(f"//article//{name} | //article//*[contains(@class, '{name}')]")
            )
            found = re.search(rule, style)
            if there != bool(found) and not (found and name != "table"):
                yield each.fault(f"style of {name}: expected {there}")
