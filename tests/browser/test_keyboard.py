"""Whoever uses no mouse reaches everything, sees where they are, is never caught, comes back."""

from __future__ import annotations

import pytest

from tests.browser.helpers import (
    DESK,
    LAYOUTS,
    PANELS,
    PHONE,
    open_panel,
    sampled,
    until,
)
from tests.browser.states import STATES

#: On a phone each layout in English and the fullest in others; on a desk, where the menu is longer,
#: three pages.
OTHERS = sampled("object/")[2:]
WALKED = [*((path, PHONE) for path in (*LAYOUTS, *OTHERS)), *((path, DESK) for path in LAYOUTS[:3])]

#: Marks what the keyboard must reach: all that can be used and is shown.
WANTED = """() => {
  const names = "a[href], button, input, select, textarea, summary, [tabindex]";
  const all = [...document.querySelectorAll(names)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  // Arrows reach the other buttons of a radio group.
  const first = (one) =>
    one.type !== "radio" || one === document.querySelector(`input[name="${one.name}"]`);
  all.filter(first).forEach((one, number) => { one.dataset.stop = number; });
  return all.filter(first).length;
}"""
#: What has the focus, and whether a reader sees it there: on the screen, not covered, and marked by
#: a line around it or around its label.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const style = (part) => getComputedStyle(part);
  const lined = [one, one.closest("label")].some((part) =>
    part && style(part).outlineStyle !== "none" && parseFloat(style(part).outlineWidth) >= 2);
  // The first line of a link over two.
  const inline = [...one.getClientRects()].find((part) => part.width && part.height) || box;
  const { left, top, width, height } = inline;
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const label = one.closest("label");
  const uncovered = !there || one.contains(there) || there.contains(one) ||
    (label && there.closest("label") === label);
  // In a date field the calendar's button is a stop of its own, with the browser's own line.
  const inner = one.type === "date" && !one.matches(":focus-visible");
  const name = (one.className || one.id || one.tagName) + " " + one.textContent.trim().slice(0, 30);
  return { stop: one.dataset.stop, inner, name, lined, seen, uncovered: !!uncovered };
}"""


@pytest.fixture
def walked(new_tab):
    """Open a tab without smooth scrolling, so that a stop is looked at where it comes to rest."""
    return new_tab(reduced_motion="reduce")


def walk(tab) -> list[dict]:
    """Press Tab until the focus leaves the page; return the stops."""
    stops, most = [], int(tab.evaluate(WANTED)) + 5
    for _ in range(most):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if stop is None or (len(stops) > 1 and stop["stop"] == stops[0]["stop"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus never leaves: {stops[-3:]}")


def unmarked(stops) -> list[str]:
    return [s["name"] for s in stops if not (s["lined"] or s["inner"])]


def unseen(stops) -> list[str]:
    return [s["name"] for s in stops if not (s["seen"] and s["uncovered"])]


@pytest.mark.parametrize(("path", "size"), WALKED)
def test_a_walk_by_tab_reaches_everything_and_shows_where_it_is(walked, address, path, size):
    walked.set_viewport_size(size)
    walked.goto(address + path)
    until(walked, "!document.querySelector('[data-md-toggle=search]').hidden")
    stops = walk(walked)
    assert stops[0]["name"].startswith("md-skip")
    wanted = {str(number) for number in range(int(walked.evaluate(WANTED)))}
    assert {stop["stop"] for stop in stops} == wanted
    assert len(stops) == len(wanted), "a stop came twice"
    assert unmarked(stops) == [] and unseen(stops) == []


def test_the_skip_link_comes_first_and_leads_past_the_frame(walked, address):
    for path in sampled("object/"):
        walked.goto(address + path)
        walked.keyboard.press("Tab")
        assert walked.evaluate("document.activeElement.className") == "md-skip", path
        assert walked.locator(".md-skip").bounding_box()["y"] >= 0
        walked.keyboard.press("Enter")
        walked.keyboard.press("Tab")
        assert walked.evaluate("!!document.activeElement.closest('article')"), path


@pytest.mark.parametrize("button", PANELS)
def test_a_panel_opens_takes_the_focus_and_gives_it_back(walked, address, button):
    panel = PANELS[button]
    walked.goto(address + "object/")
    is_open = f"document.querySelector('{panel}').matches(':popover-open')"
    for close in ("Escape", "button", "its own button"):
        walked.locator(button).focus()
        walked.keyboard.press("Enter")
        until(walked, is_open)
        if panel != "#search":
            walked.keyboard.press("Tab")
        until(walked, f"!!document.activeElement.closest('{panel}')")
        if close == "Escape":
            walked.keyboard.press("Escape")
        elif close == "button":
            walked.locator(button).focus()
            walked.keyboard.press("Enter")
        else:
            walked.locator(f"{panel} .md-icon").focus()
            walked.keyboard.press("Space")
        until(walked, f"!({is_open})")
        assert walked.evaluate(f"document.activeElement.matches('{button}')"), close


@pytest.mark.parametrize("button", [*PANELS, "[popovertarget=qr]:not(.md-icon)"])
def test_no_panel_holds_the_focus_fast_or_covers_what_has_it(walked, address, button):
    """With a panel open, Tab leads through it and on into the page, and the panel closes."""
    panel = PANELS.get(button, "#qr")
    walked.goto(address + "object/")
    until(walked, "!document.querySelector('[data-md-toggle=search]').hidden")
    walked.locator(button).focus()
    walked.keyboard.press("Enter")
    until(walked, f"document.querySelector('{panel}').matches(':popover-open')")
    for _ in range(walked.locator(f"{panel} :is(a, button, input)").count() + 1):
        walked.keyboard.press("Tab")
    assert not walked.evaluate(f"!!document.activeElement.closest('{panel}')")
    assert walked.evaluate("document.activeElement !== document.body")
    assert not walked.locator(panel).is_visible(), "it would cover what has the focus"


def test_a_panel_closes_on_the_part_that_was_chosen(walked, address):
    """By mouse and by keyboard; the next Tab goes on from there."""
    for how in ("click", "press"):
        walked.goto(address + "object/")
        panel = open_panel(walked, "[data-md-toggle=toc]")
        link = walked.locator(f"{panel} a").nth(3)
        href = link.get_attribute("href")
        link.press("Enter") if how == "press" else link.click()
        until(walked, f"!document.querySelector('{panel}').matches(':popover-open')")
        box = walked.locator(f"article {href}").bounding_box()
        assert -5 <= box["y"] < 200, "the part is seen"
        walked.keyboard.press("Tab")
        after = """part => !!(part.compareDocumentPosition(document.activeElement) & 20)"""
        assert walked.locator(f"article {href}").evaluate(after), how


@pytest.mark.parametrize("state", ["search", "letters", "finder", "filter"])
def test_what_opens_is_walked_through_too(walked, address, state):
    """The walk again, in the states that put more on the page."""
    page = {"search": "words/", "letters": "letters/", "finder": "object/", "filter": "complain/"}
    walked.goto(address + page[state])
    STATES[state](walked)
    walked.evaluate(
        "document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)"
    )
    if state == "search":
        walked.locator("#search-field").focus()
    stops = walk(walked)
    assert len(stops) > 5
    assert unmarked(stops) == [] and unseen(stops) == []
