"""A wrong address gets a page that reads well and leads on, also on a mirror below another path."""

from __future__ import annotations

from scripts import config
from tests.browser.helpers import DESK, SIDEWAYS, SITE, SMALL, Watch, until
from tests.host import serving


def test_it_has_a_margin_and_every_language(new_tab, address):
    for size in (SMALL, DESK):
        tab = new_tab(viewport=size)
        tab.goto(address + "no/such/page/")
        box = tab.locator("h1").bounding_box()
        assert box["x"] >= 12 and box["x"] + box["width"] <= size["width"] - 12, size
        assert not tab.evaluate(SIDEWAYS)
        assert tab.locator("section[lang]").count() == len(config.locales())


def test_on_a_mirror_below_another_path_its_links_lead_home(new_tab):
    with serving(SITE, "/mirror/of/it/") as mirror:
        for depth in ("wrong", "el/wrong/", "a/b/c/wrong/"):
            tab = new_tab()
            watch = Watch(tab)
            tab.goto(mirror + depth)
            until(tab, f"document.links[0].href === {mirror!r}")
            for locale, link in zip(config.locales(), tab.locator("section a").all(), strict=True):
                assert link.evaluate("a => a.href") == mirror + locale.url_prefix
            assert not [line for line in watch.wrong if "404" not in line], watch.wrong


def test_without_script_its_links_lead_to_where_it_was_built_for(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    tab.goto(address + "no/such/page/")
    tab.locator("section[lang=el] a").click()
    assert tab.url == address + "el/"
