"""A page keeps its sense whatever a reader has set: forced colours, no motion, touch."""

from __future__ import annotations

from tests.browser.helpers import DESK, PHONE, varied
from tests.browser.states import STATES, states

#: WCAG 2.5.8: 24 by 24 px, or nothing else within a circle of 24 px around the middle; a link in a
#: sentence is left out, as the rule does.
SMALL_TARGETS = """() => {
  const names = "a[href], button, input, select, textarea, summary";
  const shown = { visibilityProperty: true, opacityProperty: true };
  const all = [...document.querySelectorAll(names)].filter((one) =>
    one.checkVisibility(shown) && !one.closest("[aria-hidden=true]"));
  const box = (one) => (one.closest("label") || one).getBoundingClientRect();
  const sentence = (one) => {
    if (one.tagName !== "A" || getComputedStyle(one).display !== "inline") return false;
    const block = one.closest("p, li, td, th, h1, h2, h3, blockquote, aside, span, div");
    const length = (part) => part.textContent.replace(/\\s/g, "").length;
    return length(block) > length(one);
  };
  const off = (one) => { const { right, bottom } = box(one); return right <= 0 || bottom <= 0; };
  const targets = all.filter((one) => !sentence(one) && !off(one));
  const middle = (one) => {
    const { left, top, width, height } = box(one);
    return [left + width / 2, top + height / 2];
  };
  const near = (one, other) => {
    const [x, y] = middle(one), { left, top, right, bottom } = box(other);
    const within = (low, place, high) => Math.max(low, Math.min(place, high));
    return Math.hypot(x - within(left, x, right), y - within(top, y, bottom)) < 12;
  };
  const small = (one) => { const { width, height } = box(one); return width < 24 || height < 24; };
  const apart = (one, other) => other !== one && !other.contains(one) && !one.contains(other);
  const close = (one) => targets.some((other) => apart(one, other) && near(one, other));
  return targets.filter((one) => small(one) && close(one)).map((one) =>
    `${one.className || one.id || one.tagName} “${one.textContent.trim().slice(0, 20)}”`);
}"""
MOVING = """[...document.querySelectorAll("*")].filter((one) =>
  [null, "::before", "::after"].some((part) => {
  const style = getComputedStyle(one, part);
  const timed = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
  return style.animationName !== "none" || style.scrollBehavior === "smooth" || timed;
})).length"""
BARE = """[...document.querySelectorAll("button, .md-button, input, select, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest(".share, .md-banner"))
  .filter((one) => {
    const style = getComputedStyle(one);
    return parseFloat(style.borderTopWidth) === 0 && style.appearance === "none";
  }).map((one) => one.className || one.tagName)"""


def test_a_finger_hits_what_it_aims_at(tab, address):
    problems = []
    for path in varied():
        tab.set_viewport_size(DESK)
        tab.goto(address + path)
        problems += [f"{path}, desk: {line}" for line in tab.evaluate(SMALL_TARGETS)]
        tab.set_viewport_size(PHONE)
        problems += [f"{path}, phone: {line}" for line in tab.evaluate(SMALL_TARGETS)]
        for state in states(path):
            STATES[state](tab)
            problems += [f"{path}, {state}: {line}" for line in tab.evaluate(SMALL_TARGETS)]
            tab.keyboard.press("Escape")
    assert not problems, "\n".join(problems)


def test_nothing_moves_for_who_asked_for_rest(new_tab, address):
    tab = new_tab()
    for path in varied():
        tab.emulate_media(reduced_motion="reduce")
        tab.goto(address + path)
        assert tab.evaluate(MOVING) == 0, path
        tab.emulate_media(reduced_motion="no-preference")
        assert tab.evaluate(MOVING) == 1, f"{path}: the page scrolls smoothly where nobody minds"


def test_forced_colours_leave_nothing_out(new_tab, address):
    """What can be pressed or filled in has a line around it; where one stands is shown."""
    tab = new_tab(forced_colors="active")
    for path in varied():
        tab.goto(address + path)
        assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
        assert tab.evaluate(BARE) == [], path
        tab.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert tab.evaluate(outline) == "solid", path
