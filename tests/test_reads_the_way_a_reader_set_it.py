"""A page keeps its sense whatever a reader has set: enlarged, spaced out, in forced colours, without motion, by touch."""

from __future__ import annotations

import pytest

from tests.conftest import lang_of, paths, tree, within
from tests.test_anyone_can_use_it import DESK, KINDS, PAGES, PHONE, STATES, states

#: WCAG 1.4.12, to the letter.
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
#: Text that is cut off: by a box that hides what does not fit. What is hidden for the eye on purpose (1 px) is for other ears.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = /hidden|clip/.test(style.overflowX + style.overflowY) || style.textOverflow === "ellipsis";
  return hides && one.clientWidth > 2 && one.checkVisibility() && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.id || one.className || one.tagName)"""
#: WCAG 2.5.8: 24 by 24 px, or nothing else within a circle of 24 px around the middle; a link in a sentence is left out, as the rule does.
SMALL = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  const box = (one) => (one.closest("label") || one).getBoundingClientRect();
  const sentence = (one) => {
    if (one.tagName !== "A" || getComputedStyle(one).display !== "inline") return false;
    const block = one.closest("p, li, td, th, h1, h2, h3, blockquote, figcaption, aside, span, div");
    return block.textContent.replace(/\\s/g, "").length > one.textContent.replace(/\\s/g, "").length;
  };
  const off = (one) => { const { right, bottom } = box(one); return right <= 0 || bottom <= 0; };
  const targets = all.filter((one) => !sentence(one) && !off(one));
  const middle = (one) => { const { left, top, width, height } = box(one); return [left + width / 2, top + height / 2]; };
  const near = (one, other) => {
    const [x, y] = middle(one), { left, top, right, bottom } = box(other);
    return Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom))) < 12;
  };
  const small = (one) => { const { width, height } = box(one); return width < 24 || height < 24; };
  return targets.filter((one) => small(one) && targets.some((other) => other !== one && !other.contains(one) && !one.contains(other) && near(one, other)))
    .map((one) => `${one.className || one.id || one.tagName} “${one.textContent.trim().slice(0, 20)}” ${box(one).width}x${box(one).height}`);
}"""


@pytest.fixture(scope="module")
def set_up(browser):
    # The policy is passed over only here: a reader's own style comes from the browser, which no page's policy binds.
    context = browser.new_context(viewport=PHONE, locale="en", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_when_text_is_spaced_out_or_enlarged(set_up, address, path):
    set_up.set_viewport_size({"width": 320, "height": 256})  # 1,280 by 1,024 px enlarged four times (WCAG 1.4.10)
    set_up.goto(address + path)
    assert not set_up.evaluate(SIDEWAYS)
    set_up.set_viewport_size({"width": 390, "height": 844})
    set_up.add_style_tag(content=SPACED)
    assert not set_up.evaluate(SIDEWAYS) and set_up.evaluate(CUT) == []
    set_up.set_viewport_size(DESK)
    assert not set_up.evaluate(SIDEWAYS) and set_up.evaluate(CUT) == []
    set_up.set_viewport_size({"width": 640, "height": 450})  # the same screen enlarged twice (WCAG 1.4.4)
    assert not set_up.evaluate(SIDEWAYS) and set_up.evaluate(CUT) == []


@pytest.mark.parametrize("path", [path for path in PAGES if within(path) in KINDS])
def test_every_state_fits_a_narrow_screen(set_up, address, path):
    set_up.set_viewport_size({"width": 320, "height": 640})
    for state in states(path):
        set_up.goto(address + path)
        STATES[state](set_up)
        set_up.add_style_tag(content=SPACED)
        assert not set_up.evaluate(SIDEWAYS), state
        inner = "[...document.querySelectorAll('[popover]:popover-open')].every(one => one.scrollWidth <= one.clientWidth)"
        assert set_up.evaluate(inner), state


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", [path for path in PAGES if within(path) in KINDS])
def test_a_finger_hits_what_it_aims_at(set_up, address, path, size):
    set_up.set_viewport_size(size)
    set_up.goto(address + path)
    assert set_up.evaluate(SMALL) == []
    for state in states(path) if size is PHONE else ():
        STATES[state](set_up)
        assert set_up.evaluate(SMALL) == [], state
        set_up.keyboard.press("Escape")


@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_for_who_asked_for_rest(browser, address, path):
    context = browser.new_context(reduced_motion="reduce", viewport=PHONE)
    tab = context.new_page()
    tab.goto(address + path)
    moving = """[...document.querySelectorAll("*")].filter((one) => [one, "::before", "::after"].some((part) => {
      const style = getComputedStyle(one, part === one ? null : part);
      return style.animationName !== "none" || style.scrollBehavior === "smooth" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    })).length"""
    assert tab.evaluate(moving) == 0
    tab.emulate_media(reduced_motion="no-preference")
    assert tab.evaluate(moving) == 1  # the page itself scrolls smoothly where nobody minds
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_forced_colours_leave_nothing_out(browser, address, path):
    """With a reader's own few colours: what can be pressed or filled in has a line around it, and where
    one stands is still shown."""
    context = browser.new_context(forced_colors="active", viewport=PHONE)
    tab = context.new_page()
    tab.goto(address + path)
    assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
    bare = tab.evaluate("""[...document.querySelectorAll("button, .button, input, select, textarea")].filter((one) => one.checkVisibility()).filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.borderTopWidth) === 0 && style.appearance === "none";
    }).map((one) => one.className || one.tagName)""")
    assert bare == []
    tab.keyboard.press("Tab")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    context.close()


@pytest.mark.parametrize("path", paths())
def test_tables_pictures_and_other_languages_say_what_they_are(site, path):
    page = tree(site, path)
    for table in page.xpath("//table"):
        heads = table.xpath(".//thead//th")
        assert heads and all(head.text_content().strip() and head.get("scope", "col") in ("col", "row", "colgroup", "rowgroup") for head in heads)
        assert table.xpath(".//tbody/tr")
    for picture in page.xpath("//img"):
        assert picture.get("alt") is not None
    for drawing in page.xpath("//svg[not(ancestor::svg)]"):
        named = drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.xpath("svg:title", namespaces={"svg": "http://www.w3.org/2000/svg"}) or drawing.xpath("title")
        assert drawing.get("aria-hidden") == "true" or drawing.get("role") == "img" and named, path
    for link in page.xpath("//nav[@id='languages']//a"):
        assert link.get("lang") == link.get("hreflang")
    assert page.get("lang") == lang_of(path)
    for marked in page.xpath("//body//*[@lang]"):
        assert marked.get("lang").split("-")[0].isalpha() and 2 <= len(marked.get("lang").split("-")[0]) <= 3
