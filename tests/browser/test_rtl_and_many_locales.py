"""A language from right to left turns the page round; forty languages do not make it grow.

Shown on a language made for the test (pseudo_locale.py); the other half, which needs no browser, is
here because both are about languages that the site does not have.
"""

from __future__ import annotations

import re

import brotli
import pytest
from babel import Locale

from scripts import config
from tests.browser import pseudo_locale
from tests.browser.helpers import SIDEWAYS, SITE, until
from tests.host import serving

#: Without object.md: its PDFs need a font that has Arabic.
PAGES = ["index.md", "what-is-used.md", "letters.md", "complain.md", "status.md"]
#: What one more language may cost a page, brotli: its line among the languages.
PER_LANGUAGE = 40
# fmt: off
EXTRA = (
    "ar", "bs", "ca", "cy", "eu", "gl", "he", "mk", "ru", "sq", "sr", "tr", "uk",
)
# fmt: on


@pytest.fixture(scope="module")
def arabic(tmp_path_factory):
    """Serve a site from right to left."""
    folder = tmp_path_factory.mktemp("arabic")
    (folder / "docs").mkdir()
    with serving(pseudo_locale.build(folder, PAGES)) as address:
        yield address


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_from_right_to_left_is_the_same_page_turned_round(new_tab, arabic, width):
    tab = new_tab(viewport={"width": width, "height": 844}, locale="ar")

    def box(selector: str) -> dict:
        return tab.locator(selector).first.bounding_box()

    for name in PAGES:
        tab.goto(arabic + config.page_url(name))
        direction = tab.evaluate("[document.documentElement.dir, document.documentElement.lang]")
        assert direction == ["rtl", pseudo_locale.CODE]
        assert not tab.evaluate(SIDEWAYS) and tab.evaluate("scrollX") == 0, name
        until(tab, "!document.querySelector('[data-md-toggle=search]').hidden")
        logo, tools = box(".md-logo"), box(".md-header__inner")
        if logo["y"] + logo["height"] > tools["y"]:  # else they stand one above the other
            assert logo["x"] > tools["x"], "the name stands on the right, the buttons on the left"
        if width == 1280:
            assert box("#menu")["x"] > box("main article")["x"], "the menu stands on the right"
    tab.goto(arabic)
    number = "getComputedStyle(document.querySelector('.steps > ol > li'), '::before').right"
    assert 0 < float(tab.evaluate(number).removesuffix("px")) < 40, "a number stands on the right"
    tab.goto(arabic + "status/")
    line = "getComputedStyle(document.querySelector('h3[id^=t-]')).borderRightWidth"
    assert tab.evaluate(line) == "2px", "the timeline's line stands on the right"
    if width != 1280:
        tab.locator("[data-md-toggle=drawer]").click()
        assert tab.locator("#menu [lang=en]").count() == len(config.page_filenames()) - len(PAGES)
        icon, panel = box("#menu .md-icon"), box("#menu")
        assert icon["x"] - panel["x"] < panel["width"] / 2, "its closing button is on the left"


def test_forty_languages_do_not_make_the_page_grow():
    """A language is one line of a page and nothing else, so forty are forty lines."""
    codes = [*config.EEA_LOCALES, *EXTRA]
    assert len(codes) == 40
    names = {code: Locale.parse(code).get_display_name(code).capitalize() for code in codes}
    own = {locale.code for locale in config.locales()}
    for path in ("index.html", "object/index.html", "el/status/index.html"):
        html = (SITE / path).read_text(encoding="utf-8")
        lines = re.findall(
            r'<li><a href="[^"]*" hreflang="(\w+)" lang="\1"[^>]*>[^<]*</a></li>', html
        )
        assert sorted(lines) == sorted(own), "one line each"
        for code in own - {"en", "el"}:
            used = len(re.findall(rf'href="[./]*{code}/', html))
            assert used == 1, f"{path}: {code} stands {used} times: in its own line alone"
        model = re.search(r'<li><a href="([^"]*)" hreflang="bg" lang="bg">[^<]*</a></li>\n', html)
        more = "".join(
            model[0]
            .replace(model[1], model[1].replace("bg/", f"{code}/"))
            .replace('"bg"', f'"{code}"')
            .replace(config.locale("bg").name, names[code])
            for code in codes
            if code not in own
        )
        small, large = (
            len(brotli.compress(text.encode(), quality=11))
            for text in (html, html.replace(model[0], model[0] + more))
        )
        added = 40 - len(own)
        assert 0 < large - small <= added * PER_LANGUAGE, f"{path}: {large - small} bytes"
        assert large <= config.limits().first_bytes, f"{path}: {large} bytes with 40 languages"
