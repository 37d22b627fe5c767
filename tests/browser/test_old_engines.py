"""Browsers that know less still get a page that reads well: no panels, no `:has`, foreign styles.

The style is made for those in scripts/transforms/critical_css.py (BROWSERS). Safari 15 and 16,
Chrome 100 to 113 and Firefox 100 to 124 have no popovers. What they lack is taken away here.
"""

from __future__ import annotations

import re

import pytest

from tests.browser.helpers import (
    DESK,
    LAYOUTS,
    PHONE,
    SIDEWAYS,
    SMALL,
    Watch,
    look_for,
    paths,
    tree,
    until,
    varied,
)
from tests.browser.letter_helper import fill_button

#: A browser before popovers: no methods, no properties, and `:popover-open` is a mistake.
NO_POPOVER = """
for (const name of ["showPopover", "hidePopover", "togglePopover", "popover"])
  delete HTMLElement.prototype[name];
delete HTMLButtonElement.prototype.popoverTargetElement;
for (const name of ["matches", "querySelector", "querySelectorAll", "closest"]) {
  const before = Element.prototype[name];
  Element.prototype[name] = function (selector) {
    if (selector.includes(":popover-open")) throw new DOMException("no selector", "SyntaxError");
    return before.call(this, selector);
  };
}"""


def without_popover(route) -> None:
    """Answer with the page as such a browser takes it.

    What has `popover` is shown, since the browser's own style for it is not there, and the rule for
    browsers without `:popover-open` holds.
    """
    response = route.fetch()
    if "text/html" not in response.headers.get("content-type", ""):
        return route.fulfill(response=response)
    html = response.text().replace("<style>", "<style>[popover]{display:block}", 1)
    html = html.replace("@supports not selector(:popover-open)", "@supports (color:red)")
    return route.fulfill(response=response, body=html)


@pytest.fixture
def old(new_tab):
    tab = new_tab(init=NO_POPOVER, bypass_csp=True)
    tab.route("**/*", without_popover)
    return tab


def test_without_popovers_the_head_is_short_and_nothing_dead_is_shown(old, address):
    watch = Watch(old)
    for path in varied():
        old.goto(address + path)
        for size, head, first in ((PHONE, 330, 700), (SMALL, 330, 700), (DESK, 330, 600)):
            where = (path, size["width"])
            old.set_viewport_size(size)
            assert not old.evaluate(SIDEWAYS), where
            assert old.locator(".md-header").bounding_box()["height"] <= head, where
            assert old.locator("h1").bounding_box()["y"] <= first, where
            dead = "[popovertarget]:visible, #search:visible"
            assert old.locator(dead).count() == 0, where
            assert old.locator("#languages a").first.is_visible(), where
            assert old.locator("#menu a").first.is_visible(), where
    old.keyboard.press("Tab")
    old.keyboard.press("Tab")
    old.keyboard.press("Escape")
    assert watch.wrong == [], "no script error"


def test_without_popovers_the_whole_qr_code_is_seen(old, address):
    old.goto(address + "object/")
    old.locator("#qr").scroll_into_view_if_needed()  # the picture comes when it is near
    until(old, "document.querySelector('#qr img').naturalWidth")
    picture, panel = (old.locator(name).bounding_box() for name in ("#qr img", "#qr"))
    assert picture["height"] > 200
    assert panel["height"] >= picture["height"], "nothing of it is cut off"


def test_without_popovers_the_rest_works(old, address):
    old.goto(address + "object/")
    old.locator("#finder input").first.check()
    assert old.locator("#finder fieldset").count() == 2
    old.locator("[data-md-toggle=palette]").click()
    assert old.evaluate("document.documentElement.dataset.mdColorScheme") == "default"
    old.goto(address + "letters/")
    fill_button(old, "objection").click()
    assert old.locator("#letter pre").is_visible()


FOREIGN = """new MutationObserver((_, observer) => {
  if (!document.head) return;
  const style = document.createElement("style");
  style.textContent = "p { color: red }";
  document.head.prepend(style);
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def test_a_foreign_style_in_front_stops_no_script(new_tab, address):
    """As extensions and proxies put it in; the page's policy refuses it."""
    tab = new_tab(init=FOREIGN, locale="el")
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.clock.set_fixed_time("2031-01-01T12:00:00Z")
    for path in LAYOUTS:
        tab.goto(address + path)
        assert tab.evaluate("document.head.firstElementChild.tagName") == "STYLE"
        for shown in ("#stale", "#language-suggestion", "[data-share=copy]"):
            assert tab.locator(shown).is_visible(), (path, shown)
    tab.goto(address + "object/")
    tab.locator("#finder input").first.check()
    assert look_for(tab, "meta")
    assert errors == []


#: What a page must say beside its newer form, so that other engines read it: a sign that it has the
#: newer form → what must stand with it.
FALLBACKS = {
    r"(?<!-)text-size-adjust:": "-webkit-text-size-adjust:100%",  # iPhones
    r"hyphens:auto": "hyphenate-limit-chars:16 5 5",  # Firefox splits short words in headings
    r"max-height:85svh": "max-height:88vh",
    r'content:"▾"/"|content:"▾" ?/ ?""': 'content:"▾"',  # Safari before 17.4 knows no words for it
}


def test_every_newer_form_has_the_older_beside_it():
    problems = []
    for path in paths():
        style = "".join(tree.__wrapped__(path).xpath("//style/text()"))
        for sign in list(FALLBACKS)[:3]:
            if not re.search(sign, style):
                problems.append(f"{path}: without {sign}")
        for sign, older in FALLBACKS.items():
            if re.search(sign, style) and f"{older};" not in style and f"{older}}}" not in style:
                problems.append(f"{path}: without {older}")
    assert not problems, "\n".join(problems)


def test_labels_stand_over_boxes_and_ticks_beside_them_without_has():
    """`:has` is new in 2022 and 2023: no size or place may hang on it."""
    for path in ("letters/", "object/", "complain/"):
        [style] = tree(path).xpath("//style/text()")
        for selectors, rule in re.findall(r"([^{}]*:has\([^{]*)\{([^}]*)\}", style):
            named = {part.split(":")[0] for part in rule.split(";")}
            assert named <= {
                "border-color",
                "box-shadow",
                "outline",
                "outline-offset",
                "display",
            }, (
                path,
                selectors,
            )


def test_the_saved_letter_stays_long_enough_for_phones_that_ask_first(new_tab, address):
    init = """self.waits = [];
    const before = setTimeout;
    self.setTimeout = (what, time, ...rest) => {
      self.waits.push(time);
      return before(what, time, ...rest);
    };"""
    tab = new_tab(init=init, accept_downloads=True)
    tab.goto(address + "letters/")
    fill_button(tab, "objection").click()
    with tab.expect_download():
        tab.locator("[data-do=save]").click()
    assert max(tab.evaluate("waits")) >= 40_000
