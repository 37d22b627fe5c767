"""Whatever a reader does, every request ends with 200, on this host; the console is quiet.

A first view asks for four files at most, and none of them holds it up. Sizes: tests/site.
"""

from __future__ import annotations

from scripts import config
from tests.browser.helpers import (
    SAMPLE,
    Watch,
    lang_of,
    look_for,
    open_panel,
    paths,
    sampled,
    until,
)

#: What the browser may wait for before it shows the page.
BLOCKING = """[
  ...document.querySelectorAll("script[src]:not([defer], [async])"),
  ...document.querySelectorAll("link[rel=stylesheet], link[rel*=preload]"),
].filter(one => !one.closest("[popover]")).map(one => one.outerHTML)"""


def test_every_page_asks_for_little_and_gets_all_of_it(tab, address):
    """Each page in English, each layout in the sample's languages; the others: tests/site."""
    problems = []
    watch = Watch(tab)
    limit = config.limits().first_view_requests
    for path in dict.fromkeys([*paths(SAMPLE[:1]), *sampled()]):
        tab.goto(address + path)
        until(tab, "document.readyState === 'complete'")
        problems += [f"{path}: held up by {tag}" for tag in tab.evaluate(BLOCKING)]
        asked, wrong = watch.take()
        problems += [f"{path}: {line}" for line in wrong]
        problems += [f"{path}: asks {url}" for url in asked if not url.startswith(address)]
        if not 1 <= len(asked) <= limit:
            problems.append(f"{path}: {len(asked)} requests: {asked}")
    assert not problems, "\n".join(problems)


def test_reading_searching_switching_and_printing(new_tab, address):
    for path, other in (("object/", "bg"), ("el/", "en")):
        tab = new_tab(locale="de")
        watch = Watch(tab)
        tab.goto(address + path, wait_until="networkidle")
        first = len(watch.asked)
        look_for(tab, "facebook")
        until(tab, "document.querySelectorAll('#search-results a').length > 2")
        assert len(watch.asked) == first + 2, "the search is two files"
        tab.locator("#search-results a").nth(1).click()
        tab.wait_for_load_state("networkidle")
        assert not tab.locator("#search").is_visible()

        open_panel(tab, "button[popovertarget=languages]:not(.md-icon)")
        tab.locator(f"#languages a[lang={other}]").click()
        until(tab, f"document.documentElement.lang === '{other}'")

        open_panel(tab, "[data-md-toggle=drawer]")
        tab.keyboard.press("Escape")
        tab.locator("button[popovertarget=qr]:not(.md-icon)").click()
        until(tab, "document.querySelector('#qr img').complete")
        tab.pdf()
        tab.wait_for_load_state("networkidle")
        assert watch.wrong == [], (path, lang_of(path))
        assert all(url.startswith(address) for url in watch.asked), watch.asked
        tab.context.close()
