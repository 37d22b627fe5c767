"""The first view of any page is complete after one response of at most 14,000 bytes; what follows is at most 6 KB and blocks nothing."""

from __future__ import annotations

import re
import time
from collections import Counter

import brotli
import pytest

from tests.conftest import paths, sampled, tree

#: Bytes, brotli, that fit the first flight of a fresh TCP connection: 10 segments of 1,460 bytes (RFC 6928), less the headers.
FLIGHT = 14_000
AFTERWARDS = 6_000
#: Pages that are long by nature: of these the style and the first screen lie within the first flight.
LONG = ("sources/", "complain/", "questions/", "words/", "print/")  # print/ is all pages at once


def compressed(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def largest(html: str) -> str:
    """The three largest parts of a page, for a message a person can act on."""
    style = re.search(r"<style>.*?</style>", html, re.DOTALL)[0]
    article = re.search(r"<article>.*?</article>", html, re.DOTALL)[0]
    notes = re.search(r'<div class="footnote">.*</div>', article, re.DOTALL)
    parts = {
        "style": style,
        "text": article.replace(notes[0], "") if notes else article,
        "sources": notes[0] if notes else "",
        "head": html[: html.index("<body")].replace(style, ""),
        "frame": html[html.index("<body") :].replace(article, ""),
    }
    sizes = Counter({name: compressed(part) for name, part in parts.items()})
    return ", ".join(f"{name} {size}" for name, size in sizes.most_common(3))


def first_screen(html: str) -> str:
    """What a phone shows first: everything up to the end of the third paragraph after the title."""
    start = html.index("</h1>")
    for _ in range(5):  # two lines of dates, then the lead and two more
        start = html.index("</p>", start) + 4
    return html[:start]


@pytest.mark.parametrize("path", paths())
def test_the_page_fits_the_first_flight(site, path):
    html = (site / path / "index.html").read_text(encoding="utf-8")
    sent = (site / path / "index.html.br").read_bytes()  # as hosts send it; test_the_build_is_the_same_every_time.py unpacks each
    if path.endswith(LONG):
        assert compressed(first_screen(html)) <= FLIGHT
        # The same in a stream: the style and the first screen can be read from the first 14,000 bytes alone.
        part = brotli.Decompressor().process(sent[:FLIGHT])
        assert len(part) >= len(first_screen(html).encode())
    else:
        assert len(sent) <= FLIGHT, f"{path or '/'}: {len(sent)} bytes; largest parts: {largest(html)}"
    assert not re.search(r'<link rel="?stylesheet|@import|@font-face', html)


@pytest.fixture(scope="module")
def cold(browser, address):
    """The requests of a page's first view with an empty cache, as Chromium counts their bytes on the wire."""

    def of(path: str) -> list[dict]:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        seen: dict[str, dict] = {}
        session.on("Network.requestWillBeSent", lambda e: seen.setdefault(e["requestId"], {"url": e["request"]["url"], "priority": e["request"]["initialPriority"]}))
        session.on("Network.responseReceived", lambda e: seen[e["requestId"]].update(status=e["response"]["status"]))
        session.on("Network.loadingFinished", lambda e: seen[e["requestId"]].update(bytes=e["encodedDataLength"]))
        tab.goto(address + path, wait_until="networkidle")
        # On a busy machine a long page can be quiet for half a second before its script comes; what was asked for is waited for.
        deadline = time.monotonic() + 15
        while [request for request in seen.values() if "bytes" not in request] and time.monotonic() < deadline:
            tab.wait_for_timeout(30)
        context.close()
        assert not [request for request in seen.values() if "bytes" not in request], "a request never ended"
        return list(seen.values())

    return of


@pytest.mark.parametrize("path", sampled())
def test_what_follows_is_small_and_blocks_nothing(cold, site, path):
    page, *rest = cold(path)
    html = (site / path / "index.html").read_text(encoding="utf-8")
    assert page["status"] == 200
    if not path.endswith(LONG):
        assert page["bytes"] <= FLIGHT + 400, f"{path or '/'}: {page['bytes']} bytes on the wire with headers; largest parts: {largest(html)}"
    assert sum(request["bytes"] for request in rest) <= AFTERWARDS, rest
    assert len(rest) <= 3 and all(request["status"] == 200 for request in rest)
    assert all("defer" in tag for tag in re.findall(r"<script [^>]*src=[^>]*>", html))


def test_a_page_carries_the_style_of_what_it_has_and_of_nothing_else(site):
    """Tables stand on what-is-used and not on object; what only a script shows is styled by that script."""
    carried = {path: "".join(tree(site, path).xpath("//style/text()")) for path in ("object/", "what-is-used/")}
    table = re.compile(r"[},{](table|td|thead)\b")
    assert table.search(carried["what-is-used/"]) and not table.search(carried["object/"])
    for style in carried.values():
        for name in set(re.findall(r"var\((--[\w-]+)\)", style)):
            assert f"{name}:" in style, f"{name} is used, so it is set"
        assert ".footnote" in style and "#search-results" not in style and ".offer" not in style.replace(".tools,.offer", "")
    for script, shown in (("page", "#search-results mark"), ("finder", ".finder fieldset")):
        [file] = (site / "assets").glob(f"{script}.*.js")
        assert shown in file.read_text(encoding="utf-8").split("\n", 1)[0]
