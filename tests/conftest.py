"""What the tests share: the built site, a host for it, and a browser."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from playwright.sync_api import sync_playwright

from scripts import config
from tests.host import serving

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


#: What takes a minute or more goes first, so that at the end nobody waits for one of these alone.
LONG = (
    "test_another_folder_",
    "test_ended_at_any_step",
    "test_the_nu_checker_finds",
    "test_serial_parallel",
)


def pytest_collection_modifyitems(items) -> None:
    """The longest tests first; the others as they were."""
    items.sort(key=lambda item: not item.name.startswith(LONG))


def pytest_terminal_summary(terminalreporter) -> None:
    """Count what was left out, such as an engine that is not there, so that nobody takes it for tested."""
    reasons = [
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    ]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"left out, {reasons.count(reason)}: {reason}")


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site."""
    folder = config.ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.exit("site/ is not built: run `make test`, or `make site` first", returncode=1)
    return folder


@pytest.fixture(scope="session")
def address(site) -> str:
    """The address at which the built site is served, ending in a slash; below the same path as in SITE_URL."""
    with serving(site, urlsplit(config.site_url()).path) as at:
        yield at


@pytest.fixture(scope="session")
def browser():
    """Chromium, headless."""
    wanted = [os.environ.get("CHROMIUM", ""), *CHROMIUM]
    path = next((found for name in wanted if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.exit("The tests need Chromium: see `make browser`", returncode=1)
    with sync_playwright() as playwright:
        # In the locale of make, C, it could not name a saved file in Greek; no reader's machine is like that.
        chromium = playwright.chromium.launch(
            executable_path=path, args=FLAGS, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """A fresh browser context's page, on a phone-sized screen; nothing carries over from other tests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    yield context.new_page()
    context.close()


def paths() -> list[str]:
    """Paths of all pages of the site, in all languages: "", "object/", "nb/", "nb/object/" and so on."""
    return [
        language.url_prefix + config.page_url(name)
        for language in config.locales()
        for name in config.page_filenames()
    ]


#: One page of each layout; the tests that need a browser for each page look at these in every language, and at all in English.
LAYOUTS = ("index.md", "object.md", "letters.md", "complain.md", "status.md", "what-is-used.md")


def sampled() -> list[str]:
    """Paths of all English pages, and of one page of each layout in the other languages."""
    every = [path for path in paths() if lang_of(path) == config.SOURCE_LOCALE]
    return every + [
        language.url_prefix + config.page_url(name)
        for language in config.locales()
        if language.code != config.SOURCE_LOCALE
        for name in LAYOUTS
    ]


def tree(site: Path, path: str):
    """The parsed HTML of a page of the site."""
    return lxml_html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def lang_of(path: str) -> str:
    """The language of a path."""
    first = path.split("/")[0]
    return (
        first if first in {language.code for language in config.locales()} else config.SOURCE_LOCALE
    )


def within(path: str) -> str:
    """A path without its language: "nb/object/" → "object/", "nb/" → ""."""
    code = lang_of(path)
    return path if code == config.SOURCE_LOCALE else path.removeprefix(f"{code}/")


def until(tab, expression: str, seconds: float = 15) -> None:
    """Wait until a JavaScript expression is true in the page. Playwright's own wait uses eval there, which the policy forbids."""
    deadline = time.monotonic() + seconds
    while not tab.evaluate(f"!!({expression})"):
        assert time.monotonic() < deadline, f"never came true: {expression}"
        tab.wait_for_timeout(30)
