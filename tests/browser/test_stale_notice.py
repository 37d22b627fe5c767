"""From the day a page was to be checked again, the reader sees, in their language, that it was not.

Also on an old copy. What `review-due` lists: tests/unit.
"""

from __future__ import annotations

from datetime import date, timedelta

from scripts import config, content, l10n
from tests.browser.helpers import SITE, lang_of, sampled, strings, within


def review_by(path: str) -> date:
    """Return the day on which the page of a path is due."""
    page = next(n for n in config.page_filenames() if config.page_url(n) == within(path))
    return date.fromisoformat(content.read_page(config.DOCS / "en" / page).meta["review_by"])


def test_the_notice_appears_on_its_day(tab, address):
    for path in ["", *sampled("object/")]:
        due = review_by(path)
        for days, seen in ((-1, False), (0, True), (400, True)):
            tab.clock.set_fixed_time(f"{due + timedelta(days=days)}T12:00:00")
            tab.goto(address + path)
            notice = tab.locator("#stale")
            assert notice.is_visible() is seen, (path, days)
            if seen:
                text = notice.inner_text()
                assert strings(path)["stale_title"] in text
                assert l10n.format_date(due.isoformat(), lang_of(path)) in text


def test_the_notice_needs_no_request_and_no_host(tab):
    """An old copy on a stick: opened from the disk, years later, with the network off."""
    tab.context.set_offline(True)
    tab.clock.set_fixed_time("2031-01-01T12:00:00")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((SITE / "object" / "index.html").as_uri())
    assert tab.locator("#stale").is_visible()
    assert asked and all(url.startswith("file:") for url in asked)


def test_without_script_the_dates_are_there_to_read(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    for path in sampled("object/"):
        tab.goto(address + path)
        text = tab.locator(".last-reviewed").first.inner_text()
        assert l10n.format_date(review_by(path).isoformat(), lang_of(path)) in text
        assert not tab.locator("#stale").is_visible()
