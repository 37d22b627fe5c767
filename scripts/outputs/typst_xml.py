"""Make a rendered text ready for paper: XML for the rules in overrides/assets/pdf.

Pure: elements in, XML out.

Nothing of the text is lost. What goes is what works on a screen only, and ids that no link in the
text names. Drawings and QR codes become one element each, with their alternative text beside them.
"""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

#: What paper cannot do.
EXCLUDED = (
    ".//aside[@hidden]|.//a[@class='footnote-backref']|.//a[@class='headerlink']|.//hr|.//p[@class='screen']"
    "|.//input|.//div[contains(@class, 'screen')]"
)
#: Links whose address a reader of the paper types: forms, and all of the chapters that list sources
#: and authorities.
VISIBLE_URLS = (
    ".//a[starts-with(@href, 'http')]"
    "[contains(@class, 'md-button') or ancestor::*[@class='sources' or @class='authorities']]"
)
#: How the drawings look in black on white, by class. As attributes, since the page's style stays
#: behind. Not in a weight of 400: Typst 0.15 draws that with the thinnest letters of a variable
#: font when they stand in SVG.
TEXT_STYLE = {
    "font-family": "Source Sans 3",
    "font-size": "14",
    "font-weight": "700",
    "fill": "#000",
}
PRINT_SVG_STYLE = {
    "box": {"fill": "#fff", "stroke": "#000", "stroke-width": "1.5"},
    "out": {"stroke-dasharray": "4 4"},
    "core": {"fill": "#fff", "stroke": "#000", "stroke-width": "3"},
    "line": {"fill": "none", "stroke": "#333", "stroke-width": "2"},
    "fine": {"font-size": "12.5", "font-weight": "500"},
}


def _picture(svg: HtmlElement) -> HtmlElement:
    """Return the element that stands for an inline SVG.

    Its source, its look written out, and what it shows.
    """
    if svg.xpath("ancestor::figure"):
        for element in svg.iter("text", "path", "rect", "circle", "g"):
            styles = [TEXT_STYLE] if element.tag == "text" else []
            classes = (element.get("class") or "").split()
            for attributes in styles + [PRINT_SVG_STYLE.get(name, {}) for name in classes]:
                for name, value in attributes.items():
                    element.set(name, value)
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    # The parser writes attributes small; in SVG the case counts.
    source = etree.tostring(svg, encoding="unicode", with_tail=False).replace(
        " viewbox=", " viewBox="
    )
    return etree.Element("picture", alt=svg.get("aria-label"), source=source)


def article_to_xml(article: HtmlElement, address: str) -> str:
    """Return the text of an article, which is changed, as XML.

    Links lead to whole addresses, seen from `address`.
    """
    for item in article.xpath(".//li[@class='task-list-item']"):
        item.set("class", "task")
    for extra in article.xpath(EXCLUDED):
        extra.drop_tree()
    for svg in article.xpath(".//svg"):
        picture = _picture(svg)
        picture.tail = svg.tail
        svg.getparent().replace(svg, picture)
    for link in article.xpath(VISIBLE_URLS):
        link.set("typed", "")
    for link in article.xpath(
        ".//a[@typed][preceding-sibling::a[@typed]]"
    ):  # an address is long enough for a line of its own
        link.addprevious(etree.Element("br"))
    present = set(article.xpath(".//@id"))
    for link in article.xpath(".//a[@href]"):
        if (
            link.get("href").removeprefix("#") not in present
        ):  # a part of the page that is not on this paper, too
            link.set("href", urljoin(address, link.get("href")))
    named = {href[1:] for href in article.xpath(".//a/@href") if href.startswith("#")}
    for element in article.xpath(".//*[@id]"):
        if element.get("id") not in named:
            del element.attrib["id"]
    for steps in article.xpath(".//div[@class='steps']/ol"):
        steps.set("class", "steps")
    return str(etree.tostring(article, encoding="unicode", with_tail=False))
