"""Two more engines with one handle: stock Firefox, and WebKitGTK (about Safari 26).

Firefox speaks BiDi to Playwright (`moz-firefox`). WebKitGTK is driven by selenium: its MiniBrowser,
in a screen of its own (Xvfb); that window is at least 447 px wide, which is a phone's layout still.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT_DRIVER, XVFB = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
#: What is missing here: the engine → the package that would bring it.
MISSING = {
    name: package
    for name, package, there in (
        ("firefox", "firefox-esr", FIREFOX),
        ("webkit", "webkit2gtk-driver and xvfb", WEBKIT_DRIVER and XVFB and MINI_BROWSER),
    )
    if not there
}


class Engine:
    """A browser: go to an address, ask the page, click, press keys, change the width."""

    name = ""

    def js(self, expression: str):
        """Return the value of an expression in the page."""
        raise NotImplementedError

    def until(self, expression: str, seconds: float = 15) -> None:
        """Wait until an expression is true."""
        deadline = time.monotonic() + seconds
        while not self.js(f"!!({expression})"):
            assert time.monotonic() < deadline, f"never came true: {expression}"
            time.sleep(0.02)

    def rest(self) -> None:
        """Wait until nothing scrolls, so that a click meets what it is meant for."""
        before = None
        while (here := self.js("[scrollX, scrollY].join()")) != before:
            before = here
            time.sleep(0.05)

    def put(self, selector: str, text: str) -> None:
        """Set a field and say so, as typing does."""
        self.js(
            f"(() => {{ const one = document.querySelector({selector!r}); one.value = {text!r};"
            "one.dispatchEvent(new Event('input', { bubbles: true })); return true })()"
        )


class Firefox(Engine):
    """Stock Firefox."""

    name = "firefox"

    def __init__(self, playwright) -> None:
        self.browser = playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
        self.context = self.browser.new_context(viewport={"width": 390, "height": 844})
        self.page = self.context.new_page()

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def js(self, expression: str):
        return self.page.evaluate(expression)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def focus(self, selector: str) -> None:
        self.page.locator(selector).first.focus()

    def width(self, pixels: int) -> None:
        self.page.set_viewport_size({"width": pixels, "height": 844})

    def pdf(self) -> bytes:
        """Print as A4. This driver takes inches for centimetres."""
        return self.page.pdf(width="21in", height="29.7in")

    def close(self) -> None:
        self.browser.close()


class WebKit(Engine):
    """WebKitGTK's MiniBrowser."""

    name = "webkit"

    def __init__(self, display: str) -> None:
        from selenium import webdriver
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        self.keys, self.by = Keys, By
        options = Options()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
        service = Service(WEBKIT_DRIVER, env=environment)
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.width(390)

    def goto(self, url: str) -> None:
        self.driver.get(url)

    def js(self, expression: str):
        return self.driver.execute_script(f"return {expression}")

    def _one(self, selector: str):
        return self.driver.find_element(self.by.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.js(f"document.querySelector({selector!r}).scrollIntoView({{ block: 'center' }})")
        self.rest()
        self._one(selector).click()

    def press(self, key: str) -> None:
        self.driver.switch_to.active_element.send_keys(getattr(self.keys, key.upper(), key))

    def focus(self, selector: str) -> None:
        self.js(f"document.querySelector({selector!r}).focus()")

    def width(self, pixels: int) -> None:
        self.driver.set_window_rect(0, 0, pixels, 900)

    def close(self) -> None:
        self.driver.quit()


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """Run a screen that nobody sees; gives its name, such as ":1"."""
    reading, writing = os.pipe()
    command = [XVFB, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        number = b""
        while not number.endswith(b"\n"):  # it dies when the pipe is closed before the line's end
            more = os.read(reading, 16)
            assert more, "Xvfb ended at once"
            number += more
        yield f":{number.decode().strip()}"
    finally:
        process.terminate()
        process.wait()
        os.close(reading)


@contextlib.contextmanager
def running(name: str, playwright) -> Iterator[Engine]:
    """Run an engine; the test is left out, with a reason, where the machine does not have it."""
    if name in MISSING:
        pytest.skip(f"no {name} here: apt-get install {MISSING[name]}")
    with contextlib.ExitStack() as stack:
        if name == "firefox":
            engine: Engine = Firefox(playwright)
        else:
            engine = WebKit(stack.enter_context(screen()))
        stack.callback(engine.close)
        yield engine
