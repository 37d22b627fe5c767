"""The policy is kept in every state of a page, lets its style in, and stops what is put in.

With Caddy's own headers beside it, as on a host; what the policy says: tests/site/test_csp.py.
"""

from __future__ import annotations

import re

from tests import caddy
from tests.browser.helpers import SITE, until
from tests.pages import site_pages

WATCH = (
    "window.reports = []; addEventListener('securitypolicyviolation',"
    " e => reports.push(`${e.effectiveDirective} ${e.blockedURI}`));"
)
#: Opens and closes all that opens.
OPEN = """search => {
  for (const panel of document.querySelectorAll("[popover]")) {
    if (search || panel.id !== "search") { panel.showPopover(); panel.hidePopover(); } }
  for (const button of document.querySelectorAll("[data-do=fill]")) button.click();
}"""
PUT_IN = (
    "<script>window.ran = 'script'</script>"
    "<img src='gone.png' alt='' onerror=\"window.ran = 'handler'\">"
    "<style>body { display: none }</style>"
    "<script src='https://elsewhere.invalid/x.js'></script><iframe srcdoc='<p>x'></iframe>"
)


def test_no_page_is_shut_out_in_any_state(new_tab):
    """Each layout in English and every page in Greek, below a path: a quiet console, no report."""
    layouts = ("index.md", "object.md", "letters.md", "complain.md", "status.md")
    pages = [
        p for p in site_pages() if p.code == "el" or (p.code == "en" and p.filename in layouts)
    ]
    tab, wrong = new_tab(init=WATCH, locale="de"), []
    tab.on("console", lambda message: wrong.append(f"{tab.url}: {message.text}"))
    tab.on("pageerror", lambda error: wrong.append(f"{tab.url}: {error}"))
    with caddy.serving(SITE, "/a/b") as host:
        for page in pages:
            tab.goto(host + page.path, wait_until="load")
            tab.evaluate(OPEN, page.filename == "index.md")
            tab.emulate_media(media="print")
            tab.emulate_media(media="screen")
            reports = tab.evaluate("reports")
            display = tab.evaluate("getComputedStyle(document.querySelector('.md-header')).display")
            if reports or display != "flex":
                wrong.append(f"{page.path}: {reports}, header {display}")
    assert not wrong, "\n".join(wrong)


def test_what_is_put_into_a_page_does_not_run_and_no_page_is_framed(new_tab, tmp_path):
    copy = tmp_path / "site"
    (copy / "hosting").mkdir(parents=True)
    (copy / "letters").mkdir()
    settings = (SITE / "hosting" / "Caddyfile").read_text(encoding="utf-8")
    (copy / "hosting" / "Caddyfile").write_text(settings, encoding="utf-8")
    html = (SITE / "letters" / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"(<body[^>]*>)", rf"\1{PUT_IN}", html)
    (copy / "letters" / "index.html").write_text(html, encoding="utf-8")
    tab = new_tab(init=WATCH)
    with caddy.serving(copy) as host:
        tab.goto(f"{host}letters/", wait_until="load")
        until(tab, "reports.length >= 4")
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("getComputedStyle(document.body).display") != "none"
        framer, framed = new_tab(), []
        framer.on("console", lambda message: framed.append(message.text))
        framer.set_content(f"<iframe src='{host}letters/'></iframe>")
        framer.wait_for_timeout(2000)
        assert any("frame-ancestors" in text for text in framed), framed
