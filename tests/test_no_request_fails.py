"""Whatever a reader does, every request ends with 200, none goes to another host, and the console stays quiet."""

from __future__ import annotations

import pytest

from tests.conftest import until


@pytest.mark.parametrize(("path", "other"), [("", "nb"), ("object/", "nb"), ("nb/", "en"), ("nb/questions/", "en")])
def test_reading_searching_switching_and_printing(browser, address, path, other):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de")
    tab = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("response", lambda response: wrong.append(f"{response.status} {response.url}") if response.status != 200 else None)
    tab.on("requestfailed", lambda request: wrong.append(f"failed {request.url}"))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(address + path, wait_until="networkidle")
    first = len(asked)
    assert first <= 4

    tab.locator(".open-search").click()
    tab.locator("#search-field").fill("facebook")
    until(tab, "document.querySelectorAll('#search-results a').length > 2")
    assert len(asked) == first + 2
    tab.locator("#search-results a").nth(1).click()
    tab.wait_for_load_state("networkidle")
    assert not tab.locator("#search").is_visible()

    tab.locator("button[popovertarget=languages]").click()
    tab.locator(f"#languages a[lang={other}]").click()
    tab.wait_for_load_state("networkidle")
    assert tab.locator("html").get_attribute("lang") == other

    tab.locator(".open-menu").click()
    tab.keyboard.press("Escape")
    tab.pdf()
    tab.wait_for_load_state("networkidle")
    assert wrong == []
    assert all(url.startswith(address) for url in asked), asked
    context.close()
