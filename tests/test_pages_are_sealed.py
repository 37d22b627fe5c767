"""A page runs and loads nothing but its own: the policy it carries is strict, is kept in every state, and stops what is put in."""

from __future__ import annotations

import re

import pytest

from scripts import config
from scripts.steps import policy
from tests.conftest import paths, until

WATCH = "window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(`${e.effectiveDirective} ${e.blockedURI}`));"


@pytest.mark.parametrize("path", [*paths(), *(f"{language.url_prefix}404.html" for language in config.locales())])
def test_every_page_carries_a_strict_policy(site, path):
    html = (site / path / "index.html" if not path.endswith(".html") else site / path).read_text(encoding="utf-8")
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert len(found) == 1 and html.index("Content-Security-Policy") < html.index("<style>")
    rules = dict(rule.strip().split(" ", 1) for rule in found[0].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "'self'"
    # Only the page for wrong addresses has a script in it, since it cannot know where its files are.
    assert rules["script-src"].split() == ["'self'", *map(policy.hashed, policy.SCRIPT.findall(html))]
    assert bool(policy.SCRIPT.findall(html)) is path.endswith("404.html")
    assert rules["style-src"].split() == [policy.hashed(style) for style in policy.STYLE.findall(html)]
    assert not re.search(r"unsafe|\*|https?:", found[0])
    assert not re.search(r'<[^>]+ (?:style|on[a-z]+)="', re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


@pytest.mark.parametrize("path", ["", "object/", "complain/", "letters/", "nb/", "nb/what-is-used/", "nb/letters/"])
def test_the_policy_is_kept_and_stops_what_is_put_in(browser, address, path):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de")
    tab = context.new_page()
    tab.add_init_script(WATCH)
    tab.goto(address + path, wait_until="networkidle")
    tab.locator(".open-menu").click()
    tab.keyboard.press("Escape")
    tab.locator(".open-search").click()
    tab.locator("#search-field").fill("meta")
    until(tab, "document.querySelectorAll('#search-results a').length")
    tab.keyboard.press("Escape")
    tab.emulate_media(media="print")
    assert tab.evaluate("reports") == []
    # The style must have been applied: a policy that shuts it out would also give no report that a reader sees.
    tab.emulate_media(media="screen")
    assert tab.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"

    tab.evaluate("""() => {
        const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);
        const image = document.createElement('img'); image.setAttribute('onerror', 'window.ran = true'); image.src = 'https://elsewhere.invalid/x.png'; document.body.append(image);
    }""")
    until(tab, "reports.length >= 2")
    assert tab.evaluate("window.ran") is None
    assert any("img-src" in report for report in tab.evaluate("reports"))
    context.close()
