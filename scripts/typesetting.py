"""Set text in type by Typst: for the PDFs and for the cards.

The font is the package's own, so the result is the same on any machine.

Typst and not WeasyPrint: decisions/0004. What was made is kept by its content in .build/typeset.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3
import typst
from fontTools.ttLib import TTFont

from scripts.atomic_write import atomic_write
from scripts.config import ROOT
from scripts.errors import BuildError

ASSETS = ROOT / "overrides" / "assets"
FONTS = fontpkg_source_sans_3.ROOT / "files"
CACHE = ROOT / ".build" / "typeset"
#: Drawn by nobody: where a line may and may not break (Unicode, default ignorable).
IGNORABLE = {"\u00ad", "\u200b", "\u2060", "\n", "\t"}
PACKAGES = ("typst", "pikepdf", "fontpkg-source-sans-3")


@functools.cache
def letters() -> frozenset[str]:
    """Return the characters that the font can show."""
    return frozenset(map(chr, TTFont(FONTS / "SourceSans3[wght].ttf").getBestCmap())) | IGNORABLE


def check_letters(text: str, file: str) -> None:
    """Raise BuildError when the font lacks a letter of the text: readers would see an empty box.

    Typst would not say where.
    """
    missing = sorted(set(text) - letters())
    if missing:
        letter = missing[0]
        around = " ".join(text[max(0, text.index(letter) - 30) : text.index(letter) + 20].split())
        found = f"“{letter}” (U+{ord(letter):04X}) in “{around}”"
        message = f"expected only letters that Source Sans 3 has; found {found}"
        raise BuildError(file, 1, message)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def typeset(template: str, inputs: dict[str, str], file: str, **options: Any) -> bytes:
    """Set a template of overrides/assets with its inputs.

    Raises BuildError for what Typst refuses or only warns of too: page numbers that never settle,
    or a font that is not there. `file` is what the message names.
    """
    try:
        compiler = typst.Compiler(
            str(ASSETS / template), root=str(ASSETS), font_paths=_fonts(), sys_inputs=inputs
        )
        made, warnings = compiler.compile_with_warnings(**options)
    except typst.TypstError as error:
        raise BuildError(file, 1, f"overrides/assets/{template}: {error.message}") from error
    if warnings:
        raise BuildError(file, 1, f"overrides/assets/{template}: {warnings[0].message}")
    assert isinstance(made, bytes), "one document was asked for"
    return made


@functools.cache
def _tools() -> bytes:
    """Return what every result depends on beside its own inputs.

    Packages, templates, and the code that prepares the text.
    """
    versions = " ".join(importlib.metadata.version(name) for name in PACKAGES)
    code = Path(__file__).parent
    files = [
        Path(__file__),
        *sorted(ASSETS.rglob("*.typ")),
        ASSETS / "mark.svg",
        *sorted((code / "outputs").glob("*.py")),
    ]
    return versions.encode() + b"".join(file.read_bytes() for file in files)


def cached(ending: str, inputs: dict[str, str], make: Callable[[], bytes]) -> bytes:
    """Return what `make` gives for these inputs, or what it gave before."""
    name = hashlib.sha256(_tools() + json.dumps(inputs).encode()).hexdigest()[:32]
    place = CACHE / f"{name}.{ending}"
    if not place.exists():
        content = make()
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(place, content)
    return place.read_bytes()
