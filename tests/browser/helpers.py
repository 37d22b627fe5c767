"""What the browser tests share: which pages they open, and how they look at them."""

from __future__ import annotations

import functools
import time
from pathlib import Path

from lxml import html as lxml_html

from scripts import config, l10n

ROOT = Path(__file__).resolve().parents[2]
SITE = config.ROOT / "site"
NODE_MODULES = ROOT / "node_modules"
PHONE, SMALL, DESK = (
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
    {"width": 1280, "height": 900},
)
#: One page of each layout: home; the finder and the steps; the letters; the filter; the timeline;
#: a table and a drawing.
LAYOUTS = ("", "object/", "letters/", "complain/", "status/", "what-is-used/")
#: Latin, Greek, Cyrillic, the longest words: what breaks in one of them breaks in others.
SAMPLE = [locale for locale in config.locales() if locale.code in ("en", "el", "bg", "fi")]
#: The buttons that open a panel on a phone, and the panels.
PANELS = {
    "[data-md-toggle=drawer]": "#menu",
    "button[popovertarget=languages]:not(.md-icon)": "#languages",
    "[data-md-toggle=search]": "#search",
    "[data-md-toggle=toc]": "#contents",
}
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


def paths(locales=None) -> list[str]:
    """Return the paths of all pages in all languages, such as "", "object/", "nb/object/"."""
    return [
        locale.url_prefix + config.page_url(name)
        for locale in locales or config.locales()
        for name in config.page_filenames()
    ]


def sampled(page: str | None = None, locales=None) -> list[str]:
    """Return the paths of one page, or of one page of each layout, in the sample's languages."""
    wanted = LAYOUTS if page is None else (page,)
    return [locale.url_prefix + path for locale in locales or SAMPLE for path in wanted]


def varied() -> list[str]:
    """Return the paths of each layout in English, and of the two fullest in the others."""
    return [*LAYOUTS, *sampled("object/")[1:], *sampled("letters/")[1:]]


def everywhere(page: str) -> list[str]:
    """Return the paths of a page in all languages."""
    return sampled(page, config.locales())


def lang_of(path: str) -> str:
    """Return the language of a path."""
    first = path.split("/")[0]
    return first if first in {each.code for each in config.locales()} else config.SOURCE_LOCALE


def within(path: str) -> str:
    """Return a path without its language: "nb/object/" → "object/"."""
    code = lang_of(path)
    return path if code == config.SOURCE_LOCALE else path.removeprefix(f"{code}/")


def strings(path: str) -> dict:
    """Return the words of the frame in the language of a path."""
    return l10n.load_strings(lang_of(path))


@functools.lru_cache(maxsize=64)
def tree(path: str):
    """Return a page of the site as it was built, parsed. Not to be changed."""
    return lxml_html.fromstring((SITE / path / "index.html").read_text(encoding="utf-8"))


def until(tab, expression: str, seconds: float = 20) -> None:
    """Wait until a JavaScript expression is true.

    Playwright's own wait uses eval in the page, which the policy forbids.
    """
    deadline = time.monotonic() + seconds
    while not tab.evaluate(f"!!({expression})"):
        assert time.monotonic() < deadline, f"never came true: {expression}"
        tab.wait_for_timeout(20)


class Watch:
    """What a page asks for (`asked`), and all that goes wrong meanwhile (`wrong`)."""

    def __init__(self, tab) -> None:
        self.asked: list[str] = []
        self.wrong: list[str] = []
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.on("response", self._response)
        tab.on("requestfailed", lambda request: self.wrong.append(f"failed {request.url}"))
        tab.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))

    def _response(self, response) -> None:
        if response.status not in (0, 200):  # 0: a file on this disk
            self.wrong.append(f"{response.status} {response.url}")

    def take(self) -> tuple[list[str], list[str]]:
        """Return both lists and begin anew."""
        taken = self.asked[:], self.wrong[:]
        self.asked.clear()
        self.wrong.clear()
        return taken


def put(tab, selector: str, text: str) -> None:
    """Set a field and say so: a driver sends no key-up for letters outside US-ASCII."""
    tab.locator(selector).evaluate(
        """(field, text) => {
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        text,
    )


def open_panel(tab, button: str) -> str:
    """Open a panel by its button; return the panel's selector."""
    panel = PANELS[button]
    tab.locator(button).click()
    until(tab, f"document.querySelector('{panel}').matches(':popover-open')")
    return panel


def look_for(tab, query: str) -> list[str]:
    """Open the search if need be, look for `query`, and return the addresses found."""
    if not tab.locator("#search-field").is_visible():
        open_panel(tab, "[data-md-toggle=search]")
    until(tab, "self.searchIndex && document.querySelectorAll('head script[src*=search]')[1]")
    put(tab, "#search-field", "")
    until(tab, "!document.getElementById('search-status').textContent")
    put(tab, "#search-field", query)
    until(tab, "document.getElementById('search-status').textContent")
    return tab.eval_on_selector_all("#search-results li > a", "all => all.map(one => one.href)")


def script(path: str, end: str) -> str:
    """Return a script of an npm package so that it can be put into a page before its own."""
    file = NODE_MODULES / path
    assert file.exists(), f"{file} is not there: run `npm ci --ignore-scripts`"
    return f"(() => {{{file.read_text(encoding='utf-8')}\n;{end}\n}})();"
