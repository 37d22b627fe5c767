"""The zip of the whole guide works by double-click without a network, and asks for nothing else.

Its files and its bytes: tests/site.
"""

from __future__ import annotations

import zipfile

import pytest

from scripts.commands.offline_zip import write_archive
from tests.browser import letter_helper
from tests.browser.helpers import SAMPLE, SITE, Watch, look_for, open_panel, until

REPORTS = """window.reports = [];
addEventListener('securitypolicyviolation', e =>
  reports.push(`${e.effectiveDirective} ${e.blockedURI}`));"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Unpack the zip in a folder with a space and letters of other scripts in its name."""
    archive = write_archive(SITE, tmp_path_factory.mktemp("zip"))
    target = tmp_path_factory.mktemp("stick") / "Οι οδηγοί μου – Ръководство"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(target)
    return target / archive.stem


@pytest.mark.parametrize("locale", SAMPLE[:2], ids=lambda locale: locale.code)
def test_read_search_switch_and_write_from_a_disk(new_tab, folder, locale):
    other = next(each for each in SAMPLE if each != locale)
    tab = new_tab(locale=other.code, offline=True, init=REPORTS)
    watch = Watch(tab)
    tab.goto((folder / locale.url_prefix / "index.html").as_uri())
    assert len(look_for(tab, "facebook")) > 2
    tab.locator("#search-results a").nth(1).click()
    until(tab, "document.readyState === 'complete' && !location.pathname.endsWith('_')")
    assert tab.evaluate("document.contentType") == "text/html"
    assert tab.locator("html").get_attribute("lang") == locale.code
    look_for(tab, "zzqqxxj")
    tab.locator("#search-results a").click()  # nothing found leads home
    until(tab, "document.querySelector('.home')")

    tab.locator("button[popovertarget=qr]:not(.md-icon)").click()
    until(tab, "document.querySelector('#qr img').naturalWidth")
    open_panel(tab, "button[popovertarget=languages]:not(.md-icon)")
    tab.locator(f"#languages a[lang={other.code}]").click()
    until(tab, f"document.documentElement.lang === '{other.code}'")
    until(tab, "document.readyState === 'complete'")
    open_panel(tab, "[data-md-toggle=drawer]")
    tab.locator("#menu a[href*='letters/']").click()
    until(tab, "document.readyState === 'complete' && document.querySelector('[data-do=fill]')")
    letter_helper.fill_button(tab, "access").click()
    letter_helper.control(tab, "name").fill("Ελένη Ødegård")
    assert "Ελένη Ødegård" in letter_helper.written(tab)
    assert tab.evaluate("reports") == []
    assert watch.wrong == []
    own = folder.as_uri() + "/"
    assert watch.asked and all(url.startswith(own) for url in watch.asked), watch.asked
