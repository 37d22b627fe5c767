"""Check that the font of PDFs and cards, Source Sans 3, has every letter of the text."""

from __future__ import annotations

import functools
import re

from scripts.checks.locale_sources import LocaleSources, flat_strings
from scripts.config import EEA_LOCALES, display_path
from scripts.errors import Problem

#: What is written without a glyph, or with that of another character: line ends, a hyphen and a
#: space that do not break.
NO_GLYPH = "\n\t\u2011\u202f"


def check(sources: LocaleSources) -> list[Problem]:
    """Return the letters that readers of a PDF would not see, with their place."""
    if sources.code not in EEA_LOCALES:
        return []  # another script needs another font, for PDFs and cards alike
    places = []
    for page in sources.pages.values():
        file = display_path(page.path)
        places.append((file, 1, page.body))
        for key in ("title", "description"):
            places.append((file, page.meta_lines.get(key, 1), str(page.meta.get(key, ""))))
    for key, text in flat_strings(sources.strings).items():
        places.append((sources.strings_file, sources.string_lines.get(key, 1), text))
    problems = []
    for file, first_line, text in places:
        for match in _lacking().finditer(text):
            line = first_line + text.count("\n", 0, match.start())
            code_point = f"U+{ord(match[0]):04X}"
            message = f"expected letters that Source Sans 3 has; found “{match[0]}” ({code_point})"
            problems.append(Problem(file, line, message))
    return problems


@functools.cache
def _lacking() -> re.Pattern[str]:
    """Return a pattern of all that the font lacks."""
    import fontpkg_source_sans_3
    from fontTools.ttLib import TTFont

    path = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
    with TTFont(path, lazy=True) as font:
        known = {*font.getBestCmap(), *map(ord, NO_GLYPH)}
    return re.compile(f"[^{''.join(re.escape(chr(code)) for code in sorted(known))}]")
