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
def test_a_walk_by_tab_reaches_everything_and_shows_where_it_is(tab, address, path, size):
    tab.set_viewport_size(size)
    tab.goto(address + path)
    until(tab, "!document.querySelector('[data-md-toggle=search]').hidden")
    stops = walk(tab)
    assert stops[0]["name"].startswith("md-skip")
    wanted = {str(number) for number in range(int(tab.evaluate(WANTED)))}
    assert {stop["stop"] for stop in stops} == wanted
    assert len(stops) == len(wanted), "a stop came twice"
    assert unmarked(stops) == [] and unseen(stops) == []


def test_the_skip_link_comes_first_and_leads_past_the_frame(tab, address):
    for path in sampled("object/"):
        tab.goto(address + path)
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "md-skip", path
        assert tab.locator(".md-skip").bounding_box()["y"] >= 0
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("!!document.activeElement.closest('article')"), path


@pytest.mark.parametrize("button", PANELS)
def test_a_panel_opens_takes_the_focus_and_gives_it_back(tab, address, button):
    panel = PANELS[button]
    tab.goto(address + "object/")
    is_open = f"document.querySelector('{panel}').matches(':popover-open')"
    for close in ("Escape", "button", "its own button"):
        tab.locator(button).focus()
        tab.keyboard.press("Enter")
        until(tab, is_open)
        if panel != "#search":
            tab.keyboard.press("Tab")
        until(tab, f"!!document.activeElement.closest('{panel}')")
        if close == "Escape":
            tab.keyboard.press("Escape")
        elif close == "button":
            tab.locator(button).focus()
            tab.keyboard.press("Enter")
        else:
            tab.locator(f"{panel} .md-icon").focus()
            tab.keyboard.press("Space")
        until(tab, f"!({is_open})")
        assert tab.evaluate(f"document.activeElement.matches('{button}')"), close


@pytest.mark.parametrize("button", [*PANELS, "[popovertarget=qr]:not(.md-icon)"])
def test_no_panel_holds_the_focus_fast_or_covers_what_has_it(tab, address, button):
    """With a panel open, Tab leads through it and on into the page, and the panel closes."""
    panel = PANELS.get(button, "#qr")
    tab.goto(address + "object/")
    until(tab, "!document.querySelector('[data-md-toggle=search]').hidden")
    tab.locator(button).focus()
    tab.keyboard.press("Enter")
    until(tab, f"document.querySelector('{panel}').matches(':popover-open')")
    for _ in range(tab.locator(f"{panel} :is(a, button, input)").count() + 1):
        tab.keyboard.press("Tab")
    assert not tab.evaluate(f"!!document.activeElement.closest('{panel}')")
    assert tab.evaluate("document.activeElement !== document.body")
    assert not tab.locator(panel).is_visible(), "it would cover what has the focus"


def test_a_panel_closes_on_the_part_that_was_chosen(tab, address):
    """By mouse and by keyboard; the next Tab goes on from there."""
    for how in ("click", "press"):
        tab.goto(address + "object/")
        panel = open_panel(tab, "[data-md-toggle=toc]")
        link = tab.locator(f"{panel} a").nth(3)
        href = link.get_attribute("href")
        link.press("Enter") if how == "press" else link.click()
        until(tab, f"!document.querySelector('{panel}').matches(':popover-open')")
        box = tab.locator(f"article {href}").bounding_box()
        assert -5 <= box["y"] < 200, "the part is seen"
        tab.keyboard.press("Tab")
        after = """part => !!(part.compareDocumentPosition(document.activeElement) & 20)"""
        assert tab.locator(f"article {href}").evaluate(after), how


@pytest.mark.parametrize("state", ["search", "letters", "finder", "filter"])
def test_what_opens_is_tab_through_too(tab, address, state):
    """The walk again, in the states that put more on the page."""
    page = {"search": "words/", "letters": "letters/", "finder": "object/", "filter": "complain/"}
    tab.goto(address + page[state])
    STATES[state](tab)
    tab.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    if state == "search":
        tab.locator("#search-field").focus()
    stops = walk(tab)
    assert len(stops) > 5
    assert unmarked(stops) == [] and unseen(stops) == []
