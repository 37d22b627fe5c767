"""Whoever uses no mouse reaches everything, sees where they are, is never caught, and comes back to where they were."""

from __future__ import annotations

import pytest

from scripts import config
from tests.conftest import until, within
from tests.test_anyone_can_use_it import DESK, KINDS, PHONE, STATES

#: Each kind of page, in English, in Norwegian and in the language that stands last.
WALKED = [f"{language.url_prefix}{kind}" for language in (config.locales()[0], config.locales()[-1]) for kind in KINDS] + ["nb/object/"]

#: Marks what the keyboard must reach: all that can be used and is shown.
WANTED = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const first = (one) => one.type !== "radio" || one === document.querySelector(`input[name="${one.name}"]`); // arrows reach the others
  all.filter(first).forEach((one, number) => { one.dataset.stop = number; });
  return all.filter(first).length;
}"""
#: What has the focus, and whether a reader sees it there: on the screen, not covered, and marked by a line around it or around its label.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const lined = [one, one.closest("label")].some((part) => part && getComputedStyle(part).outlineStyle !== "none" && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
  const inline = [...one.getClientRects()].find((part) => part.width && part.height) || box; // the first line of a link over two
  const x = inline.left + inline.width / 2, y = inline.top + inline.height / 2;
  const there = document.elementFromPoint(x, y);
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const uncovered = !there || one.contains(there) || there.contains(one) || there.closest("label") === one.closest("label") && !!one.closest("label");
  // In a date field the calendar's button is a stop of its own, with the browser's own line around it.
  const inner = one.type === "date" && !one.matches(":focus-visible");
  return { stop: one.dataset.stop, inner, name: (one.className || one.id || one.tagName) + " " + one.textContent.trim().slice(0, 30), lined, seen, uncovered };
}"""


@pytest.fixture(scope="module")
def walked(browser):
    # Without smooth scrolling, so that a stop is looked at where it comes to rest.
    context = browser.new_context(viewport=PHONE, locale="en", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def walk(tab, key: str = "Tab") -> list[dict]:
    """Press a key until the focus leaves the page; gives the stops."""
    stops, most = [], int(tab.evaluate(WANTED)) + 5
    for _ in range(most):
        tab.keyboard.press(key)
        stop = tab.evaluate(STOP)
        if stop is None or len(stops) > 1 and stop["stop"] == stops[0]["stop"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus never leaves: {stops[-3:]}")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", WALKED)
def test_a_walk_by_tab_reaches_everything_and_shows_where_it_is(walked, address, path, size):
    walked.set_viewport_size(size)
    walked.goto(address + path)
    stops = walk(walked)
    assert stops[0]["name"].startswith("skip")
    assert {stop["stop"] for stop in stops} == {str(number) for number in range(int(walked.evaluate(WANTED)))}
    assert len(stops) == len({stop["stop"] for stop in stops}), "a stop came twice"
    assert [stop["name"] for stop in stops if not (stop["lined"] or stop["inner"])] == []
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["uncovered"])] == []


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_the_skip_link_comes_first_and_leads_past_the_frame(walked, address, language):
    walked.set_viewport_size(PHONE)
    walked.goto(f"{address}{language.url_prefix}object/")
    walked.keyboard.press("Tab")
    assert walked.evaluate("document.activeElement.className") == "skip"
    assert walked.locator(".skip").bounding_box()["y"] >= 0
    walked.keyboard.press("Enter")
    walked.keyboard.press("Tab")
    assert walked.evaluate("!!document.activeElement.closest('article')")


@pytest.mark.parametrize("button, panel", [(".open-menu", "#menu"), ("[popovertarget=languages]", "#languages"), (".open-search", "#search"), (".open-contents", "#contents")])
def test_a_panel_opens_takes_the_focus_and_gives_it_back(walked, address, button, panel):
    walked.set_viewport_size(PHONE)
    walked.goto(address + "object/")
    for close in ("Escape", "Enter"):  # the key, or the button itself
        walked.locator(button).focus()
        walked.keyboard.press("Enter")
        until(walked, f"document.querySelector('{panel}').matches(':popover-open')")
        if panel != "#search":
            walked.keyboard.press("Tab")
        until(walked, f"!!document.activeElement.closest('{panel}')")
        if close == "Enter":
            walked.keyboard.press("Shift+Tab")
            until(walked, f"document.activeElement.matches('{button}')")
        walked.keyboard.press(close)
        until(walked, f"!document.querySelector('{panel}').matches(':popover-open')")
        assert walked.evaluate(f"document.activeElement.matches('{button}')"), close


def test_no_panel_holds_the_focus_fast(walked, address):
    """With a panel open, Tab leads through it and on into the page."""
    walked.set_viewport_size(PHONE)
    for button, panel in ((".open-menu", "#menu"), ("[popovertarget=languages]", "#languages")):
        walked.goto(address + "words/")
        walked.locator(button).focus()
        walked.keyboard.press("Enter")
        inside = walked.locator(f"{panel} a").count()
        for _ in range(inside + 1):
            walked.keyboard.press("Tab")
        assert not walked.evaluate(f"!!document.activeElement.closest('{panel}')")
        assert walked.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("state", ["search", "letters", "finder", "filter"])
def test_what_opens_is_walked_through_too(walked, address, state):
    """The walk again, in the states that put more on the page."""
    walked.set_viewport_size(PHONE)
    walked.goto(address + {"search": "words/", "letters": "letters/", "finder": "object/", "filter": "complain/"}[state])
    STATES[state](walked)
    walked.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    if state == "search":
        walked.locator("#search-field").focus()
    stops = walk(walked)
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not (stop["lined"] or stop["inner"])] == []
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["uncovered"])] == []


def test_every_kind_is_a_page(site):
    """The lists above name pages that exist, each of another kind."""
    assert all((site / path / "index.html").exists() for path in WALKED)
    assert {within(path) for path in WALKED} == set(KINDS)
