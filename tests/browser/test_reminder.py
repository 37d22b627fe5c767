"""One month after the reader wrote to Meta, their own calendar asks whether it has answered.

A calendar file, made in the browser, after the finder, the steps and each letter; read here by
icalendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

import icalendar
import pytest

from scripts import config, l10n
from tests.browser.helpers import SITE, Watch, lang_of, sampled, strings
from tests.browser.states import answer

#: Today → one month later, or the last day of that month.
MONTHS = {
    "2026-11-28": "2026-12-28",
    "2027-01-31": "2027-02-28",
    "2028-01-31": "2028-02-29",
    "2027-08-31": "2027-09-30",
    "2026-12-31": "2027-01-31",
    "2027-02-28": "2027-03-28",
}
NOON = "T12:00:00"


def saved(tab, button) -> tuple[str, bytes]:
    """Press a button; return the name and the bytes of the file that comes."""
    with tab.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def event(content: bytes):
    """Return the one event of a calendar file."""
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    [found] = calendar.walk("VEVENT")
    assert not found.errors
    return found


def buttons(tab, path: str):
    """Return the places of the page where a reminder is offered."""
    if path.endswith("object/"):
        answer(tab)
    return tab.locator(".reminder button")


def test_it_is_one_month_later_in_the_pages_language(new_tab, address):
    """From the finder, the steps and each letter; with the way to what to do next."""
    for path in [*sampled("object/")[:2], "letters/"]:
        tab = new_tab()
        watch = Watch(tab)
        tab.clock.set_fixed_time(f"2026-11-28{NOON}")
        tab.goto(address + path)
        found = buttons(tab, path)
        assert found.count() == (5 if path.endswith("letters/") else 2), path
        words, code = strings(path)["reminder"], lang_of(path)
        where = urljoin(address + path, "../if-it-fails/#no-answer")
        for button in found.all():
            assert button.is_visible() and button.inner_text() == words["button"]
            name, content = saved(tab, button)
            assert name == "meta-20261228.ics"
            one = event(content)
            assert one["DTSTART"].dt == date(2026, 12, 28)
            assert str(one["SUMMARY"]) == words["title"]
            assert str(one["DESCRIPTION"]) == f"{words['text']}\n{where}"
            assert str(one["URL"]) == where
            [alarm] = one.walk("VALARM")
            assert alarm["TRIGGER"].dt == timedelta(hours=9)
            lines = content.split(b"\r\n")
            assert max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines), "RFC 5545, 3.1"
            content.decode("utf-8")
            status = button.locator("xpath=following-sibling::*[@role='status']")
            day = l10n.format_date("2026-12-28", code)
            assert status.inner_text() == words["done"].replace("{date}", day)
        own = [url for url in watch.asked if not url.startswith("blob:")]
        assert all(url.startswith(address) for url in own)
        assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0,
            0,
            "",
        ]
        tab.context.close()


def test_the_page_it_names_says_what_to_do(address, tab):
    for path in sampled("if-it-fails/"):
        tab.goto(f"{address}{path}#no-answer")
        assert tab.locator(":target").get_attribute("id") == "no-answer"


@pytest.mark.parametrize("today", MONTHS)
def test_the_last_days_of_a_month_have_their_own(new_tab, address, today):
    tab = new_tab(timezone_id="Africa/Johannesburg")
    tab.clock.set_fixed_time(f"{today}T23:30:00+02:00")  # the reader's own day
    tab.goto(address + "letters/")
    _, content = saved(tab, tab.locator(".reminder button").first)
    assert event(content)["DTSTART"].dt.isoformat() == MONTHS[today]


def test_two_reminders_are_two_events(address, tab):
    tab.goto(address + "letters/")
    button = tab.locator(".reminder button").first
    first, second = (event(saved(tab, button)[1])["UID"] for _ in range(2))
    assert first != second


def test_from_a_disk_it_names_the_public_address(tab):
    tab.context.set_offline(True)
    tab.goto((SITE / "el" / "letters" / "index.html").as_uri())
    _, content = saved(tab, tab.locator(".reminder button").first)
    assert str(event(content)["URL"]) == config.site_url() + "el/if-it-fails/#no-answer"


def test_without_script_and_on_paper_there_is_no_button(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    tab.goto(address + "letters/")
    assert tab.locator(".reminder").count() == 0
    tab = new_tab()
    tab.goto(address + "letters/")
    tab.emulate_media(media="print")
    assert not tab.locator(".reminder button:visible, .reminder [role=status]:visible").count()
