"""Light, dark, or as the system has it: nothing is stored unless chosen, no page flashes."""

from __future__ import annotations

from tests.browser.helpers import Watch, sampled, strings, until

BUTTON = "[data-md-toggle=palette]"
#: Whether the page is light, read off its ground.
LIGHT = "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)) > 200"
STORED = "Object.entries(localStorage)"
#: Notes the colours before anything is painted, and while the page comes.
FIRST_PAINT = """self.seen = [];
const note = () => self.seen.push(document.documentElement.dataset.mdColorScheme);
addEventListener("DOMContentLoaded", note);
new PerformanceObserver(note).observe({ type: "paint", buffered: true });"""
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError") } });"""


def test_it_follows_the_system_and_stores_nothing(new_tab, address):
    for scheme in ("light", "dark"):
        tab = new_tab(color_scheme=scheme)
        tab.goto(address)
        assert tab.evaluate(LIGHT) == (scheme == "light")
        tab.emulate_media(color_scheme="dark" if scheme == "light" else "light")
        assert tab.evaluate(LIGHT) == (scheme == "dark"), "it goes along"
        assert tab.evaluate(STORED) == []


def test_the_button_goes_from_system_to_light_to_dark_and_back(new_tab, address):
    """On the next page it is so before the first paint; back at the system nothing is stored."""
    for path in sampled("object/"):
        words = strings(path)["palette"]
        tab = new_tab(color_scheme="dark", init=FIRST_PAINT)
        tab.goto(address + path)
        button = tab.locator(BUTTON)
        assert button.get_attribute("title") == f"{words['label']}: {words['system']}"
        steps = [
            ("light", True, [["palette", "default"]]),
            ("dark", False, [["palette", "slate"]]),
            ("system", False, []),
        ]
        for name, light, stored in steps:
            button.click()
            assert tab.evaluate(LIGHT) == light, (path, name)
            assert button.get_attribute("title") == f"{words['label']}: {words[name]}"
            assert tab.evaluate(STORED) == stored, (path, name)
            tab.goto(f"{address}{path}?again")
            until(tab, "self.seen.length > 1")
            wanted = stored[0][1] if stored else None
            assert set(tab.evaluate("self.seen")) == {wanted}, "from the first paint on"
            assert tab.evaluate(LIGHT) == light
            assert button.get_attribute("title") == f"{words['label']}: {words[name]}"


def test_with_storage_shut_off_it_still_works_on_this_page(new_tab, address):
    tab = new_tab(color_scheme="light", init=NO_STORAGE)
    watch = Watch(tab)
    tab.goto(address + "object/")
    tab.locator(BUTTON).click()
    tab.locator(BUTTON).click()
    assert not tab.evaluate(LIGHT)
    tab.locator(BUTTON).click()
    assert tab.evaluate(LIGHT)
    assert watch.wrong == []


def test_without_script_no_button_promises_it(new_tab, address):
    tab = new_tab(java_script_enabled=False, color_scheme="dark")
    tab.goto(address)
    assert not tab.locator(BUTTON).is_visible() and not tab.evaluate(LIGHT)
