"""Cuts the steps alone out of the finished page that has them, for one printed sheet. Pure: HTML in, HTML out.

The sources stay behind: they would fill the second side. The sheet's QR code and its last line lead to the page that has them.
"""

from __future__ import annotations

from html import escape

from lxml import html as lxml_html

from scripts import l10n
from scripts.steps import whole

PAGE = "object.md"
#: The parts of the page that a person needs with a phone in the hand, in the page's order; the routes and the finder lead on to other pages.
PARTS = ("before", "facebook", "instagram", "accounts", "after", "covers", "not-covered", "late")
LEFT_OUT = ".//sup|.//a[@class='here']|.//button|.//form|.//figure"


def sheet(page: str, code: str) -> str:
    """The body of the sheet, from the finished HTML of the page of steps."""
    tree = lxml_html.fromstring(page)
    address = tree.xpath("string(//link[@rel='canonical']/@href)")
    article = tree.xpath("//article")[0]
    for extra in article.xpath(LEFT_OUT):
        extra.drop_tree()
    words = l10n.load_strings(code)
    parts: dict[bool, list[str]] = {True: [], False: []}
    here = "top"
    for element in article:
        if element.tag == "h2":
            here = element.get("id")
        elif here == "top" and element.tag == "aside" or element.xpath("self::div[@class='footnote']"):
            continue
        if here in PARTS or here == "top" and not element.xpath("self::p[a[@class='button']]"):  # the forms come with their steps
            parts[here == "top"].append(lxml_html.tostring(element, encoding="unicode"))
    return (
        f'<div class="sheet"><div class="head">{whole.code_of(address, words["share"]["code"])}'
        f'<p class="name">{escape(words["site"])}</p>\n{"".join(parts[True])}</div>\n{"".join(parts[False])}'
        f'<p class="where">{escape(words["whole"]["online"]).format(address=f"<a href={chr(34)}{address}{chr(34)}>{address}</a>")}</p></div>'
    )
