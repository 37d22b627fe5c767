"""Measure a first visit: requests, bytes by kind, paints, with an empty cache and a slow line."""

from __future__ import annotations

import shutil
import statistics
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

#: A slow phone line and phone: 150 ms, 1.6 Mbit/s, a quarter of the CPU.
LATENCY, THROUGHPUT, SLOWER = 150, 1.6e6 / 8, 4
OBSERVE = """
window.seen = {fcp: 0, lcp: 0, blocked: 0};
const observe = (type, see) =>
  new PerformanceObserver(list => list.getEntries().forEach(see)).observe({type, buffered: true});
observe('paint', e => { if (e.name === 'first-contentful-paint') seen.fcp = e.startTime; });
observe('largest-contentful-paint', e => { seen.lcp = e.startTime; });
observe('longtask', e => { seen.blocked += Math.max(0, e.duration - 50); });
"""


@dataclass
class Visit:
    """One first visit.

    Bytes are those on the wire, with headers; times are in milliseconds; `search` is the bytes
    until the first result.

    """

    requests: int = 0
    failed: int = 0
    bytes: Counter = field(default_factory=Counter)
    fcp: float = 0
    lcp: float = 0
    blocked: float = 0
    search: int = 0


def _find(tab, query: str) -> None:
    """Search for `query`, here or in the stock theme, and wait for the first result."""
    if tab.locator("[data-md-toggle=search][popovertarget]").count():
        tab.locator("[data-md-toggle=search]").click()
        tab.locator("#search-field").fill(query)
        tab.wait_for_selector("#search-results a", timeout=60_000)
    else:
        tab.locator("label[for=__search]").first.click()
        tab.locator("input.md-search__input").press_sequentially(query)
        tab.wait_for_selector(".md-search-result__item a", timeout=120_000)


def visit(browser: Browser, address: str, query: str) -> Visit:
    """Visit an address once, then search for `query`."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    tab = context.new_page()
    tab.add_init_script(OBSERVE)
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": THROUGHPUT,
            "uploadThroughput": THROUGHPUT,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found, kinds = Visit(), {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: kinds.setdefault(event["requestId"], event.get("type", "Other")),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: found.bytes.update(
            {kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}
        ),
    )
    tab.on(
        "response",
        lambda response: setattr(found, "failed", found.failed + (response.status >= 400)),
    )
    tab.goto(address, wait_until="networkidle", timeout=120_000)
    tab.wait_for_timeout(500)
    found.requests = len(kinds)
    found.fcp, found.lcp, found.blocked = tab.evaluate("[seen.fcp, seen.lcp, seen.blocked]")
    first = Counter(found.bytes)
    _find(tab, query)
    found.search = sum(found.bytes.values()) - sum(first.values())
    found.bytes = first
    context.close()
    return found


def middle(visits: list[Visit]) -> dict[str, str]:
    """Medians of several visits, with the spread of the times."""

    def times(name: str) -> str:
        values = [getattr(each, name) for each in visits]
        return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"

    kinds = {
        "Document": "page",
        "Stylesheet": "style",
        "Script": "script",
        "Fetch": "data",
        "XHR": "data",
        "Image": "pictures",
    }
    sizes: Counter = Counter()
    for kind, size in visits[0].bytes.items():
        sizes[kinds.get(kind, "other")] += size

    def median(values: list[float]) -> float:
        return statistics.median(values)

    requests, failed = ([getattr(each, name) for each in visits] for name in ("requests", "failed"))
    return {
        "requests (failed)": f"{median(requests):.0f} ({median(failed):.0f})",
        "bytes at first view": f"{median([sum(each.bytes.values()) for each in visits]):,.0f}",
        "of these": ", ".join(f"{kind} {size:,}" for kind, size in sizes.most_common()),
        "first paint, ms": times("fcp"),
        "largest paint, ms": times("lcp"),
        "blocking, ms": times("blocked"),
        "more until the first search result": f"{median([each.search for each in visits]):,.0f}",
    }


def chromium_path() -> str:
    """Return where Chromium is. Raises SystemExit when there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("make bench needs Chromium: see `make system-deps`")
    return str(Path(found))
