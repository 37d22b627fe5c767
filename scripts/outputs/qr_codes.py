"""Draw the QR code of each page's address, as a file beside the page.

Only who opens the panel loads it.
"""

from __future__ import annotations

import io

import segno

from scripts.site import Files, LocalePages


def qr_svg(address: str, error: str = "l", border: int = 4) -> str:
    """Draw the QR code of an address as SVG.

    Dark on white, with the quiet zone of four modules (ISO/IEC 18004).

    Not a Micro QR code, which few phones read. Trying all eight masks costs four fifths of the
    time, for a code that a tidy screen shows; every mask can be read, and a test reads the code of
    every page.

    """
    buffer = io.BytesIO()
    made = segno.make(address, error=error, micro=False, mask=3)
    made.save(
        buffer,
        kind="svg",
        border=border,
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return buffer.getvalue().decode()


def files(pages: LocalePages) -> Files:
    """Draw the codes of a language's pages."""
    return {
        f"{pages.url_prefix}{article.url}qr.svg": qr_svg(pages.home_url + article.url).encode()
        for article in pages.articles.values()
    }
