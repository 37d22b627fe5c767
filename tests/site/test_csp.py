"""A page runs and loads nothing but its own: each carries a strict policy of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import config
from scripts.data.redirects import redirect_map
from scripts.transforms.csp import csp_hash
from tests.pages import SITE, collect, site_pages

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: Where nothing may load, and what may.
FIXED = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "img-src": "'self'",
}


def policy_faults(html: str, *, needs_style: bool = True) -> Iterator[str]:
    """Yield what is wrong with the policy of a page."""
    found = META.findall(html)
    if len(found) != 1:
        yield f"expected one policy; found {len(found)}"
        return
    first = min(html.find(sign) for sign in ("<style", "<script", "<link") if sign in html)
    if html.index("Content-Security-Policy") > first:
        yield "expected the policy before all that it speaks of"
    rules = dict(rule.strip().partition(" ")[::2] for rule in found[0].split(";"))
    scripts, styles = SCRIPT.findall(html), STYLE.findall(html)
    wanted = FIXED | {
        "script-src": " ".join(["'self'", *map(csp_hash, scripts)]),
        "style-src": " ".join(map(csp_hash, styles)) or "'none'",
    }
    if rules != wanted:
        different = [
            f"{name} {rules.get(name)}"
            for name in sorted({*rules, *wanted})
            if rules.get(name) != wanted.get(name)
        ]
        yield f"expected {wanted}; found {', '.join(different)}"
    if needs_style and not styles:
        yield "expected a style"
    without = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    for attribute in re.findall(r'<[^>]+\s((?:style|on[a-z]+)=)"', without):
        yield f"{attribute} the policy shuts it out"
    for tag in re.findall(r"<(?:iframe|object|embed|base|frame)\b", without):
        yield f"{tag}> the policy shuts it out"


@collect
def test_every_page_carries_a_strict_policy(site):
    for each in site_pages():
        for fault in policy_faults(each.html):
            yield each.fault(fault)
        # The colours a reader chose, before anything is painted; nothing else is in the page.
        if (
            len(SCRIPT.findall(each.html)) != 1
            or 'getItem("palette")' not in SCRIPT.findall(each.html)[0]
        ):
            yield each.fault("expected one script in the page, that of the colours")
    for path in [f"{locale.url_prefix}404.html" for locale in config.locales()]:
        html = (SITE / path).read_text(encoding="utf-8")
        for fault in policy_faults(html):
            yield f"site/{path}: {fault}"
        if len(SCRIPT.findall(html)) != 1:
            yield f"site/{path}: expected one script, that finds the way home"
    for path in redirect_map():
        html = (SITE / path / "index.html").read_text(encoding="utf-8")
        for fault in policy_faults(html, needs_style=False):
            yield f"site/{path}index.html: {fault}"


GOOD = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="'
    f"default-src 'none'; style-src {csp_hash('a{}')}; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'\"><style>a{}</style><p>Text"
)


def test_a_weak_policy_is_named():
    assert list(policy_faults(GOOD)) == []
    for old, new in (
        ("a{}</style>", "a{}b{}</style>"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("; form-action 'none'", ""),
        ("img-src 'self'", "img-src *"),
        ("<p>", '<p onclick="x()">'),
        ("<p>", '<p style="color:red">'),
        ("<p>", "<script>x()</script>"),
        ("<p>", "<iframe>"),
        ("http-equiv", "name"),
    ):
        assert list(policy_faults(GOOD.replace(old, new, 1))), new
