"""Every page reads on a 320 px phone and on a desk, also enlarged and without script."""

from __future__ import annotations

import pytest

from tests.browser.helpers import (
    DESK,
    PANELS,
    PHONE,
    SAMPLE,
    SIDEWAYS,
    SMALL,
    everywhere,
    lang_of,
    open_panel,
    paths,
    sampled,
    varied,
    within,
)
from tests.browser.states import STATES, states

#: A reader's own style, WCAG 1.4.12, to the letter.
SPACED = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
#: What is wider than the screen, but for what scrolls in a box of its own.
WIDE = """[...document.querySelectorAll("body *")].filter((one) => {
  const { right, width } = one.getBoundingClientRect();
  if (!width || right <= innerWidth + 1 || !one.checkVisibility()) return false;
  for (let box = one.parentElement; box !== document.body; box = box.parentElement)
    if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) return false;
  return true;
}).map((one) => one.id || one.className || one.tagName).slice(0, 3)"""
#: Text that is cut off by a box that hides what does not fit. What is hidden for the eye on purpose
#: (1 px) is for other ears.
CUT = """[...document.querySelectorAll("body *")].filter((one) => {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = one;
  if (scrollWidth <= clientWidth + 1 && scrollHeight <= clientHeight + 1) return false;
  const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
  const hides = /hidden|clip/.test(overflowX + overflowY) || textOverflow === "ellipsis";
  return hides && one.clientWidth > 2 && one.checkVisibility();
}).map((one) => one.id || one.className || one.tagName)"""


def look(tab, where: str) -> list[str]:
    """Return what does not fit, in lines that begin with `where`."""
    problems = []
    if tab.evaluate(SIDEWAYS):
        width = tab.evaluate("document.documentElement.scrollWidth")
        problems.append(f"{where}: scrolls sideways to {width} px: {tab.evaluate(WIDE)}")
    problems += [f"{where}: cut off: {name}" for name in tab.evaluate(CUT)]
    return problems


#: Long tables, long labels, long words.
FULLEST = ("object/", "letters/", "complain/")
#: A browser's own type size in px, instead of 16, and the width of a phone: in each language the
#: first, in some pages the others too.
TYPE_SIZES = ((24, 360), (20, 320), (32, 390))
#: Each layout in the sample, the fullest in every language, every page in English.
SOME = dict.fromkeys([*paths(SAMPLE[:1]), *sampled(), *(p for f in FULLEST for p in everywhere(f))])


@pytest.mark.parametrize(
    "chosen", [list(SOME), pytest.param(paths(), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_nothing_scrolls_sideways_and_nothing_is_cut(new_tab, address, chosen):
    """At 320 px, which are also 1,280 enlarged four times; in larger type, and spaced.

    The pages that are left to the weekly run are read off their files each time:
    tests/site/test_narrow_screen.py.
    """
    # The policy is passed over only here: a reader's own style comes from the browser.
    tab = new_tab(bypass_csp=True)
    session = tab.context.new_cdp_session(tab)
    problems = []
    for path in chosen:
        tab.set_viewport_size({"width": 320, "height": 256})
        tab.goto(address + path, wait_until="domcontentloaded")
        problems += look(tab, f"{path}, 320 px")
        for size, width in TYPE_SIZES[: 3 if path in varied() else 1]:
            set_type_size(session, size)
            tab.set_viewport_size({"width": width, "height": 640})
            if tab.evaluate(SIDEWAYS):
                wide = tab.evaluate(WIDE)
                problems.append(f"{path}: {size} px type at {width} px: {wide}")
        set_type_size(session, 16)
        tab.add_style_tag(content=SPACED)
        problems += look(tab, f"{path}, {width} px, spaced")
        if path in varied():
            for size in (DESK, {"width": 640, "height": 450}):  # and enlarged twice (WCAG 1.4.4)
                tab.set_viewport_size(size)
                problems += look(tab, f"{path}, {size['width']} px, spaced")
    assert not problems, "\n".join(problems)


def set_type_size(session, size: int) -> None:
    """Set the browser's own type size, in px."""
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def test_a_browsers_own_type_size_counts_and_too_much_is_noticed(tab, address):
    """That the looks above can fail."""
    tab.goto(address + "object/")
    session = tab.context.new_cdp_session(tab)
    before = tab.locator("h1").bounding_box()["height"]
    set_type_size(session, 32)
    assert tab.locator("h1").bounding_box()["height"] > 1.5 * before
    tab.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert tab.evaluate(SIDEWAYS) and "scrolls sideways" in look(tab, "object/")[0]


def test_every_state_fits_a_narrow_screen(new_tab, address):
    tab = new_tab(viewport=SMALL, bypass_csp=True)
    open_panels = (
        "[...document.querySelectorAll('[popover]')].filter(p => p.matches(':popover-open'))"
    )
    for path in varied():
        for state in states(path):
            tab.goto(address + path)
            STATES[state](tab)
            tab.add_style_tag(content=SPACED)
            assert not tab.evaluate(SIDEWAYS), (path, state)
            inner = tab.evaluate(f"{open_panels}.every(one => one.scrollWidth <= one.clientWidth)")
            assert inner, (path, state)


def test_menu_and_languages_work_without_script(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    for path in ("", *sampled("object/")[1:]):
        tab.goto(address + path)
        assert not tab.locator("#menu").is_visible()
        tab.locator("[data-md-toggle=drawer]").click()
        assert tab.locator("#menu").is_visible()
        tab.locator("#menu a[href$='words/']").click()
        home = "" if lang_of(path) == "en" else f"{lang_of(path)}/"
        assert tab.url == f"{address}{home}words/"
        other = "el" if lang_of(path) == "en" else "en"
        tab.goto(address + path)
        tab.locator("button[popovertarget=languages]:not(.md-icon)").click()
        tab.locator(f"#languages a[lang={other}]").click()
        assert tab.locator("html").get_attribute("lang") == other
        assert tab.url == address + ("el/" if other == "el" else "") + within(path)


def test_the_first_screen_of_a_phone_answers(tab, address):
    """On the home page the title, the answer and the way to object are seen without scrolling."""
    for path in sampled(""):
        tab.goto(address + path)
        button = tab.locator("article .md-button").first
        assert button.evaluate("a => a.pathname").endswith("/object/")
        box = button.bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"], path


def test_on_a_desk_the_menu_and_the_contents_stay_in_view(new_tab, address):
    tab = new_tab(viewport={"width": 1280, "height": 800})
    for path in sampled("what-is-used/"):
        tab.goto(f"{address}{path}#page-sources")
        for part in ("#menu", "#contents"):
            assert 0 <= tab.locator(part).bounding_box()["y"] < 100, (path, part)


def test_panels_leave_room_to_tap_beside_them(tab, address):
    """85 % at most of what the browser's own bars leave (svh); a button closes each."""
    for button in PANELS:
        tab.goto(address + "object/")
        panel = open_panel(tab, button)
        height = tab.locator(panel).bounding_box()["height"]
        assert height <= PHONE["height"] * 0.88, panel
        tab.locator(f"{panel} .md-icon").click()
        assert not tab.locator(panel).is_visible(), panel
    styles = tab.eval_on_selector_all("head > style", "all => all.map(one => one.textContent)")
    assert "max-height:85svh" in "".join(styles)
