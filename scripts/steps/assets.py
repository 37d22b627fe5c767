"""Publishes the files outside the pages, each under a name with its content's hash, so that browsers may keep it for ever."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import rjsmin

from scripts import config
from scripts.steps import style

#: In the pages themselves, or made into something else: the style, the look on paper, the drawings, the card, the parts of the search, the letter
#: helper, README's picture.
NOT_PUBLISHED = ("style/*", "paper/*", "figures/*", "cards/*", "search/*", "letters.js", "home.png")


def hashed(name: str, content: bytes) -> str:
    """`name` with the first 8 hex digits of its content's SHA-256 before the ending: "page.js" → "page.b75a5077.js"."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{ending}"


def script(path: Path) -> str:
    """A script without comments and spaces, after the style of what it shows."""
    return style.carried(path.name) + rjsmin.jsmin(path.read_text(encoding="utf-8")) + "\n"


def contents() -> dict[str, bytes]:
    """The published files of docs/assets by their path under the site."""
    folder = config.DOCS / "assets"
    return {
        f"assets/{path.relative_to(folder).as_posix()}": script(path).encode() if path.suffix == ".js" else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(path.relative_to(folder).match(pattern) for pattern in NOT_PUBLISHED)
    }


def publish(files: dict[str, bytes], site: Path) -> dict[str, str]:
    """Write the files below `site` under their hashed names. Returns the new path of each."""
    names = {}
    for path, content in files.items():
        names[path] = hashed(path, content)
        place = site / names[path]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return names


def renamed(html: str, names: dict[str, str]) -> str:
    """A page that asks for the files by their new names."""
    pattern = re.compile(r'(?<=[/"])(' + "|".join(map(re.escape, names)) + r')(?=[" ])')
    return pattern.sub(lambda match: names[match[1]], html)
