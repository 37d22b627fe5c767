"""From the day a page was to be checked again, the reader sees, in their language, that it was not: also on an old copy."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from scripts import config, content, l10n
from tests.conftest import ROOT

PAGES = [("", "index.md"), ("object/", "object.md"), ("nb/", "index.md"), ("nb/object/", "object.md")]


def review_by(name: str) -> date:
    return date.fromisoformat(content.read_page(config.DOCS / "en" / name).meta["review_by"])


@pytest.mark.parametrize(("path", "name"), PAGES)
@pytest.mark.parametrize(("days", "seen"), [(-1, False), (0, True), (400, True)])
def test_the_notice_appears_on_its_day(address, tab, path, name, days, seen):
    tab.clock.install(time=f"{review_by(name) + timedelta(days=days)}T12:00:00")
    tab.goto(address + path)
    notice = tab.locator("#stale")
    assert notice.is_visible() is seen
    if seen:
        words = l10n.load_strings("nb" if path.startswith("nb/") else "en")
        assert words["stale_title"] in notice.inner_text()
        assert l10n.format_date(review_by(name).isoformat(), "nb" if path.startswith("nb/") else "en") in notice.inner_text()


def test_the_notice_needs_no_request_and_no_host(site, tab):
    """An old copy on a stick: opened from the disk, years later, with the network off."""
    tab.context.set_offline(True)
    tab.clock.install(time="2031-01-01T12:00:00")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((site / "object" / "index.html").as_uri())
    assert tab.locator("#stale").is_visible()
    assert all(address.startswith("file:") for address in asked)


def test_without_script_the_dates_are_there_to_read(address, browser):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "nb/object/")
    text = tab.locator(".checked").first.inner_text()
    assert l10n.format_date(review_by("object.md").isoformat(), "nb") in text
    assert not tab.locator("#stale").is_visible()
    context.close()


def due(*arguments: str):
    return subprocess.run([sys.executable, "-m", "scripts.due", *arguments], cwd=ROOT, capture_output=True, text=True)


def test_make_due_lists_what_is_due_and_nothing_else():
    first = min(review_by(name) for name in config.page_filenames())
    early = due((first - timedelta(days=1)).isoformat())
    assert early.returncode == 0 and "No page is due" in early.stdout
    on_the_day = due(first.isoformat())
    assert on_the_day.returncode == 1
    listed = {line.split(":")[0] for line in on_the_day.stdout.splitlines()}
    assert listed == {f"docs/en/{name}" for name in config.page_filenames() if review_by(name) <= first}


def test_make_due_refuses_a_day_that_is_none():
    result = due("2027-02-30")
    assert result.returncode == 1 and "expected a day such as 2027-01-31; found “2027-02-30”" in result.stderr
