"""Chromium, the served site, and tabs that carry nothing over from other tests."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from scripts import config
from tests.browser.helpers import PHONE, SITE
from tests.host import serving

#: The same engine without windows first: it takes half the processor time.
CHROMIUM = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address() -> str:
    """Serve the site; the address ends in a slash, below the same path as in SITE_URL."""
    if not (SITE / "index.html").exists():
        pytest.exit("site/ is not built: run `make site`", returncode=1)
    with serving(SITE, urlsplit(config.site_url()).path) as found:
        yield found


@pytest.fixture(scope="session")
def playwright():
    """Playwright, which drives Chromium and Firefox."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium, headless."""
    wanted = [config.environment().chromium, *CHROMIUM]
    path = next((found for name in wanted if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.exit("The tests need Chromium: see `make system-deps`", returncode=1)
    # In the locale of make, C, it could not name a saved file in Greek; no reader's machine is so.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    chromium = playwright.chromium.launch(executable_path=path, args=FLAGS, env=environment)
    yield chromium
    chromium.close()


@pytest.fixture
def new_tab(browser):
    """Give a function that opens a tab in a context of its own, on a phone unless told.

    Without smooth scrolling, which every click would wait for: where it matters, tests ask for it.
    """
    contexts = []
    usual = {"viewport": PHONE, "locale": "en", "reduced_motion": "reduce"}

    def opened(*, init: str = "", **settings):
        context = browser.new_context(**{**usual, **settings})
        contexts.append(context)
        if init:
            context.add_init_script(init)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def tab(new_tab):
    """Open a fresh tab on a phone."""
    return new_tab()
