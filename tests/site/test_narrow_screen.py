"""Nothing in a page asks for more width than a phone of 320 px has; a browser lays out each layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from tests.pages import collect, site_pages

#: 320 px, but for the margins of a page: 18 rem.
MOST = 288
#: What may stand in one line: a badge in a cell, and what is only heard.
ONE_LINE = ("td>strong[class]", ".finder [role=status]")
#: A rule: its selector, and its declarations. What a media query asks of the window has no colon
#: before its brace, and is none.
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
WIDTH = re.compile(r"(?:^|;)\s*((?:min-)?(?:width|inline-size)):\s*([\d.]+)(px|rem|em|ch|vw)\b")
PIXELS = {"px": 1, "rem": 16, "em": 16, "ch": 8, "vw": 3.2}


def style_faults(style: str) -> Iterator[str]:
    """Yield each rule of a style that asks for more width, or forbids lines to break."""
    if "overflow-wrap:break-word" not in style and "overflow-wrap:anywhere" not in style:
        yield "expected long words to break: overflow-wrap"
    for selector, declarations in RULE.findall(style):
        for name, number, unit in WIDTH.findall(declarations):
            if float(number) * PIXELS[unit] > MOST:
                yield f"{selector}: {name} {number}{unit}; at most {MOST} px"
        nowrap = re.search(r"white-space:\s*(nowrap|pre)\b(?!-)", declarations)
        if nowrap and not selector.strip().endswith(ONE_LINE):
            yield f"{selector}: white-space {nowrap[1]}: expected lines to break"


def width_faults(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each element that is wide by itself. A drawing's parts are scaled with it."""
    for element in tree.xpath("//body//*[@width or @cols or @size][not(ancestor::svg)]"):
        for name in ("width", "cols", "size"):
            number = re.match(r"\d+(?!\d*%)", element.get(name) or "")
            factor = 1 if name == "width" else 8
            if number and int(number[0]) * factor > MOST:
                yield element, f"{name}={element.get(name)}: at most {MOST} px"
    for element in tree.xpath("//body//pre[not(ancestor::form or ancestor::template)] | //nobr"):
        yield element, f"<{element.tag}>: expected lines to break"


@collect
def test_nothing_is_wider_than_a_phone(site):
    for each in site_pages():
        for fault in style_faults("".join(each.tree.xpath("//style/text()"))):
            yield each.fault(f"<style>: {fault}")
        for element, fault in width_faults(each.tree):
            yield each.fault(fault, element)


def test_what_is_too_wide_is_named():
    good = "body{overflow-wrap:break-word}@media (min-width:62rem){p{width:18rem}}"
    assert list(style_faults(good)) == []
    for bad in (
        "p{min-width:933px}",
        "p{color:red;width:19rem}",
        "@media (min-width:62rem){p{white-space:nowrap}}",
        "pre{white-space:pre}",
    ):
        [fault] = style_faults(good + bad)
        assert "at most" in fault or "to break" in fault
    assert list(style_faults("p{}"))
    fine = '<body><svg width="28"><rect width="933"/></svg><img width="288"><img width="100%">'
    assert list(width_faults(lxml_html.fromstring(fine))) == []
    for bad in ('<img width="933">', "<pre>a</pre>", '<input size="60">'):
        assert list(width_faults(lxml_html.fromstring(f"<html><body>{bad}</body></html>"))), bad
