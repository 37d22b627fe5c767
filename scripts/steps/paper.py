"""Makes the text of a finished page ready for paper: XML for the rules in docs/assets/paper. Pure: HTML in, XML out.

Nothing of the text is lost. What goes is what works on a screen only: notices that a script shows, ways back from notes to the text,
and ids that no link in the text names. Drawings and QR codes become one element each, with their alternative text beside them.
"""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

#: What paper cannot do.
LEFT_OUT = ".//aside[@hidden]|.//a[@class='back']|.//hr|.//p[@class='screen']"
#: Links whose address a reader of the paper types: forms, and all of the chapters that list sources and authorities.
TYPED = ".//a[starts-with(@href, 'http')][contains(@class, 'button') or ancestor::*[@class='sources' or @class='authorities']]"
#: How the drawings look in black on white, by class. As attributes, since the page's style stays behind. Not in a weight of 400: Typst
#: 0.15 draws that with the thinnest letters of a variable font when they stand in SVG.
TEXT = {"font-family": "Source Sans 3", "font-size": "14", "font-weight": "700", "fill": "#000"}
LOOKS = {
    "box": {"fill": "#fff", "stroke": "#000", "stroke-width": "1.5"},
    "out": {"stroke-dasharray": "4 4"},
    "core": {"fill": "#fff", "stroke": "#000", "stroke-width": "3"},
    "line": {"fill": "none", "stroke": "#333", "stroke-width": "2"},
    "fine": {"font-size": "12.5", "font-weight": "500"},
}


def _drawn(svg):
    """The element that stands for an inline SVG: its source, its look written out, and what it shows."""
    if svg.xpath("ancestor::figure"):
        for element in svg.iter("text", "path", "rect", "circle", "g"):
            looks = [TEXT] if element.tag == "text" else []
            for attributes in looks + [LOOKS.get(name, {}) for name in (element.get("class") or "").split()]:
                for name, value in attributes.items():
                    element.set(name, value)
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    # The parser writes attributes small; in SVG the case counts.
    source = etree.tostring(svg, encoding="unicode", with_tail=False).replace(" viewbox=", " viewBox=")
    return etree.Element("picture", alt=svg.get("aria-label"), source=source)


def text(article, address: str) -> str:
    """The text of an article (an lxml element, which is changed) as XML; links lead to whole addresses, seen from `address`."""
    for extra in article.xpath(LEFT_OUT):
        extra.drop_tree()
    for svg in article.xpath(".//svg"):
        drawn = _drawn(svg)
        drawn.tail = svg.tail
        svg.getparent().replace(svg, drawn)
    for link in article.xpath(TYPED):
        link.set("typed", "")
    for link in article.xpath(".//a[@typed][preceding-sibling::a[@typed]]"):  # an address is long enough for a line of its own
        link.addprevious(etree.Element("br"))
    there = set(article.xpath(".//@id"))
    for link in article.xpath(".//a[@href]"):
        if link.get("href").removeprefix("#") not in there:  # a part of the page that is not on this paper, too
            link.set("href", urljoin(address, link.get("href")))
    named = {href[1:] for href in article.xpath(".//a/@href") if href.startswith("#")}
    for element in article.xpath(".//*[@id]"):
        if element.get("id") not in named:
            del element.attrib["id"]
    for steps in article.xpath(".//div[@class='steps']/ol"):
        steps.set("class", "steps")
    return etree.tostring(article, encoding="unicode", with_tail=False)
