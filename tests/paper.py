"""What the tests of printed pages and PDFs share: the text as a program reads it off, by PDFium, which Chromium's own viewer uses too."""

from __future__ import annotations

import re
import unicodedata

import pypdfium2


def sides(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    opened = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()


def squeezed(text: str) -> str:
    """Text without spaces, hyphens and ligatures, since print breaks lines and joins letters where it likes. PDFium says U+FFFE where a
    hyphen ends a line.
    """
    return re.sub(r"[\s\-\u00ad\u2010\u2060\ufffe]+", "", unicodedata.normalize("NFKC", text))
