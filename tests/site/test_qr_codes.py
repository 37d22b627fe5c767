"""The QR code beside each page is that of the page's address, as a phone reads it."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image, ImageDraw

from tests.pages import SITE, collect, site_pages

PATH = re.compile(r'viewBox="0 0 (\d+) \d+".*?stroke="#000" d="([^"]+)"', re.DOTALL)
MOVE = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-[\d.]+|[\d.]+))?")


def draw(svg: str) -> Image.Image:
    """Paint the strokes of a code, one row of modules each, four pixels a module."""
    size, path = PATH.search(svg).groups()
    picture = Image.new("L", (int(size), int(size)), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    for command, first, second in MOVE.findall(path):
        if command == "h":
            pen.line((x, int(y), x + int(first) - 1, int(y)), fill=0)
            x += float(first)
        elif command == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return picture.resize((4 * int(size),) * 2, Image.Resampling.NEAREST)


@collect
def test_each_code_is_that_of_its_page(site):
    for each in site_pages():
        file = SITE / each.path / "qr.svg"
        if not file.is_file():
            yield f"site/{each.path}qr.svg: expected this file"
            continue
        codes = zxingcpp.read_barcodes(draw(file.read_text(encoding="utf-8")))
        if [code.text for code in codes] != [each.url]:
            yield f"site/{each.path}qr.svg: expected {each.url}; found {[c.text for c in codes]}"


def test_a_code_of_another_page_is_read_as_that(site):
    codes = zxingcpp.read_barcodes(draw((SITE / "qr.svg").read_text(encoding="utf-8")))
    assert [code.text for code in codes] != ["https://elsewhere.example/"]
