"""The whole guide on one page, printed: each chapter begins a sheet, and nothing is left hanging.

What stands in it: tests/site.
"""

from __future__ import annotations

from tests.browser.helpers import sampled


def test_each_chapter_starts_a_sheet_and_no_page_number_is_left_hanging(tab, address):
    """In the browser's own print, which cannot count targets' pages, that rule is dropped whole."""
    for path in sampled("print/")[:2]:
        tab.goto(address + path)
        tab.emulate_media(media="print")
        breaks = "all => [...new Set(all.map(one => getComputedStyle(one).breakBefore))]"
        assert tab.eval_on_selector_all(".chapter", breaks) == ["page"]
        if not tab.evaluate("CSS.supports('content', 'target-counter(attr(href url), page)')"):
            content = (
                "all => [...new Set(all.map(one => getComputedStyle(one, '::after').content))]"
            )
            assert tab.eval_on_selector_all(".xref", content) == ["none"]
        tab.emulate_media(media="screen")


def test_on_the_screen_the_contents_lead_to_every_chapter(tab, address):
    tab.goto(address + "print/")
    links = tab.locator("nav.chapters a")
    assert links.count() == tab.locator("section.chapter").count() > 10
    links.nth(5).click()
    assert tab.locator(":target").get_attribute("id") == links.nth(5).get_attribute("href")[1:]
