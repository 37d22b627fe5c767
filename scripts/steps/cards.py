"""Draws the cards: the pictures that are shown where an address of the site is shared (Open Graph), in each language.

One for home, which all pages but one show, and one for the page with the steps. The words are the page's own title, the name of
the site, and who speaks. The only font is the one of the package fontpkg-source-sans-3, so a card is the same on any machine.
Each text is set in the largest of its sizes that fits, measured by the font's own widths, without kerning: a little wider than drawn.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from scripts import config, content, l10n
from scripts.errors import BuildError

#: The pages that have a card of their own, and its name.
PAGES = {"index.md": "home", "object.md": "object"}
TEMPLATE = config.DOCS / "assets" / "cards" / "card.svg"
TAG = re.compile(r"<[^>]+>|[*`]")
#: The font has neither: a narrow space that does not break becomes a usual one, a hyphen that does not break a usual hyphen.
INSTEAD = {"\u202f": "\u00a0", "\u2011": "-"}


@dataclass(frozen=True)
class Place:
    """Where a text stands on the card: its box in pixels, its sizes from the largest, lines at most, its weight in the font."""

    left: int
    top: int
    width: int
    height: int
    sizes: tuple[int, ...]
    lines: int
    weight: int


PLACES = {
    "site": Place(150, 52, 970, 60, (38, 34, 30), 1, 600),
    "title": Place(80, 140, 1040, 360, (92, 84, 76, 68, 62, 56, 50, 44), 5, 700),
    "foot": Place(80, 530, 1040, 90, (32, 30, 28, 26, 24), 2, 400),
}
LEADING = 1.16  # from line to line, in sizes of the letters


def font() -> Path:
    """The font's file: all weights in one."""
    return Path(str(importlib.resources.files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"))


@functools.cache
def _letters(weight: int):
    """What the font has (code point → glyph) and its glyphs in a weight."""
    from fontTools.ttLib import TTFont  # here, since the hooks and most commands do not measure

    opened = TTFont(font(), lazy=True)
    return opened.getBestCmap(), opened.getGlyphSet(location={"wght": weight})


@functools.cache
def _word(text: str, weight: int) -> float:
    """Width of a word, in sizes. Raises KeyError when the font lacks a letter."""
    known, glyphs = _letters(weight)
    return sum(glyphs[known[ord(letter)]].width for letter in text) / 1000  # the font's units per em


def width(text: str, size: int, weight: int) -> float:
    """Width of a text in pixels."""
    words = text.split(" ")
    return size * (sum(_word(word, weight) for word in words) + (len(words) - 1) * _word(" ", weight))


def _broken(text: str, most: float, size: int, weight: int) -> list[str]:
    """The text in lines of `most` pixels, as few as there can be. A word that is wider stands alone, too wide."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", size, weight) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fitted(text: str, place: Place) -> tuple[int, list[str]] | None:
    """Size and lines of a text in its place, the lines about equally long; None when it does not fit in the smallest size."""
    for size in place.sizes:
        lines = _broken(text, place.width, size, place.weight)
        fits = len(lines) <= min(place.lines, int(place.height / (size * LEADING)))
        if fits and all(width(line, size, place.weight) <= place.width for line in lines):
            for narrower in range(place.width, 0, -20):
                balanced = _broken(text, narrower, size, place.weight)
                if len(balanced) > len(lines) or any(width(line, size, place.weight) > narrower for line in balanced):
                    return size, lines
                lines = balanced
    return None


def words(page: content.Page, frame: dict) -> dict[str, str]:
    """What stands on a page's card, by place. `frame` has the words of its language's strings.yml."""
    title = unescape(TAG.sub("", page.headings[0].text))
    texts = {"site": frame["site"], "title": title, "foot": frame["footer"]["independent"]}
    return {name: "".join(INSTEAD.get(letter, letter) for letter in text) for name, text in texts.items()}


def _where(page: content.Page, name: str) -> tuple[str, int]:
    """File and line of a text: the title is the page's, the others stand in strings.yml."""
    if name == "title":
        return config.display_path(page.path), page.headings[0].line
    return config.display_path(page.path.with_name("strings.yml")), 1


def drawn(frame: dict) -> bool:
    """Whether a language has cards of its own. The font has Latin, Greek and Cyrillic letters, all that the EEA writes in; a language
    from right to left would need another font, and its pages show the English card until somebody chooses one."""
    return frame.get("direction") != "rtl"


def drawing(code: str, page: content.Page, frame: dict) -> str:
    """A page's card as SVG. Raises BuildError when a letter is not in the font, or a text does not fit."""
    parts = {}
    for name, text in words(page, frame).items():
        place = PLACES[name]
        lacking = [letter for letter in text if ord(letter) not in _letters(place.weight)[0]]
        if lacking:
            raise BuildError(*_where(page, name), f"expected letters that the font of the cards has; found “{lacking[0]}” (U+{ord(lacking[0]):04X})")
        found = fitted(text, place)
        if found is None:
            raise BuildError(*_where(page, name), f"expected words that fit on the card; too long: “{text}”")
        size, lines = found
        # The lines stand in the middle of their place; .7 sizes is the height of capitals above the line they stand on.
        first = place.top + (place.height - (len(lines) - 1) * size * LEADING) / 2 + .33 * size
        parts[name] = "".join(
            f'<text x="{place.left}" y="{first + number * size * LEADING:.1f}" font-size="{size}">{escape(line)}</text>'
            for number, line in enumerate(lines)
        )
    svg = TEMPLATE.read_text(encoding="utf-8").replace("{lang}", code)
    for name, part in parts.items():
        svg = svg.replace(f"{{{name}}}", part)
    return svg


def picture(svg: str) -> bytes:
    """A drawing as PNG, 1200 × 630 pixels: the size that Open Graph's readers show large."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(font())]))


@functools.cache
def _tools() -> str:
    return " ".join(importlib.metadata.version(package) for package in ("resvg-py", "fontpkg-source-sans-3"))


def cards(code: str, kept: Path) -> dict[str, bytes]:
    """The cards of a language by their path under the site. `kept` is the folder of what was drawn before, by content."""
    frame = l10n.load_strings(code)
    if not drawn(frame):
        return cards(config.SOURCE_LOCALE, kept)
    found = {}
    for file, name in PAGES.items():
        path = config.DOCS / code / file
        if not path.exists():
            continue
        svg = drawing(code, content.read_page(path), frame)
        known = kept / f"{hashlib.sha256(f'{_tools()} {svg}'.encode()).hexdigest()}.png"
        if not known.exists():
            kept.mkdir(parents=True, exist_ok=True)
            part = known.with_suffix(f".{code}.part")
            part.write_bytes(picture(svg))
            part.replace(known)
        found[f"assets/cards/{code}-{name}.png"] = known.read_bytes()
    return found
