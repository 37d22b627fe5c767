"""Every page reads on a 320 px phone and on a desk, without script, and without failing or foreign requests. By keyboard: test_the_keyboard_is_enough.py."""

from __future__ import annotations

import pytest

from scripts import config
from tests.conftest import lang_of, sampled

KINDS = ["", "object/", "what-is-used/", "complain/", "status/", "nb/", "nb/object/", "nb/legal-basis/"]


@pytest.fixture(scope="module")
def small(browser, address):
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", sampled())
def test_nothing_scrolls_sideways_at_320_px_and_nothing_fails(small, address, path):
    problems, asked = [], []
    seen_console = lambda message: problems.append(message.text) if message.type in ("error", "warning") else None
    seen_response = lambda response: problems.append(f"{response.status} {response.url}") if response.status != 200 else None
    seen_failure = lambda request: problems.append(f"failed {request.url}")
    seen_request = lambda request: asked.append(request.url)
    listeners = {"console": seen_console, "response": seen_response, "requestfailed": seen_failure, "request": seen_request}
    for event, listener in listeners.items():
        small.on(event, listener)
    small.goto(address + path, wait_until="networkidle")
    width = small.evaluate("document.documentElement.scrollWidth")
    for event, listener in listeners.items():
        small.remove_listener(event, listener)
    assert width == 320
    assert problems == []
    assert all(url.startswith(address) for url in asked), asked
    assert 1 <= len(asked) <= 4, asked  # the page, its icon, page.js, and the script that some pages have of their own


@pytest.mark.parametrize("path", KINDS)
def test_the_menu_works_without_script(browser, address, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(address + path)
    assert not tab.locator("#menu").is_visible()
    tab.locator(".open-menu").click()
    assert tab.locator("#menu").is_visible()
    tab.locator("#menu a[href$='words/']").click()
    assert tab.url == address + ("nb/" if path.startswith("nb/") else "") + "words/"
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_the_language_is_switched_without_script(browser, address, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(address + path)
    other = "nb" if lang_of(path) == "en" else "en"
    tab.locator("button[popovertarget=languages]").click()
    tab.locator(f"#languages a[lang={other}]").click()
    assert tab.locator("html").get_attribute("lang") == other
    assert tab.url == address + ("nb/" + path if other == "nb" else path.removeprefix("nb/"))
    context.close()


def test_the_first_screen_of_a_phone_answers(address, tab):
    """On the home page the title, the answer and the way to object are seen without scrolling."""
    for home in ("", "nb/"):
        tab.goto(address + home)
        button = tab.locator(".button").first
        assert button.get_attribute("href") in ("object/", "./object/", "../object/", "../nb/object/", "object/#top")
        box = button.bounding_box()
        assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_and_light_follow_the_system(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address)
    red = int(tab.evaluate("getComputedStyle(document.body).backgroundColor").split("(")[1].split(",")[0])
    assert (red > 200) if scheme == "light" else (red < 60)
    context.close()


def test_every_heading_but_the_title_shows_its_own_link(address, tab):
    for language in config.locales():
        tab.goto(f"{address}{language.url_prefix}object/")
        for heading in tab.locator("article :is(h2, h3)").all():
            if heading.get_attribute("id") != "page-sources":
                assert heading.locator(".here").get_attribute("href") == "#" + heading.get_attribute("id")
                assert heading.locator(".here").get_attribute("aria-label")


def test_on_a_desk_the_menu_and_the_contents_stay_in_view(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(address + "legal-basis/#courts")
    for part in ("#menu", "#contents"):
        box = tab.locator(part).bounding_box()
        assert 0 <= box["y"] < 100, part
    context.close()
