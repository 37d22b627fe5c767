"""What the row under the text and the head of a page need to hand the page on: QR code, e-mail, territory of the language."""

from __future__ import annotations

import functools
from types import SimpleNamespace
from urllib.parse import quote

import segno
from babel import Locale
from babel.core import get_global

from scripts import config as project, l10n
from scripts.steps.cards import drawn
from scripts.steps.feed import PAGE


def code(address: str) -> str:
    """A QR code as inline SVG: dark on white in any colour scheme, with the quiet zone of four modules (ISO/IEC 18004)."""
    # Not a Micro QR code, which few phones read. Trying all eight masks costs four fifths of the time, for a code that a tidy
    # screen shows; every mask can be read, and a test reads the code of every page.
    made = segno.make(address, error="l", micro=False, mask=3)
    return made.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)


def mail(subject: str, address: str) -> str:
    """A `mailto:` address (RFC 6068) with subject and body. Letters outside ASCII stay as they are, browsers encode them: one byte of
    Greek would cost six here, on every page."""

    def part(text: str) -> str:
        return "".join(letter if ord(letter) > 0xA0 else quote(letter, safe="") for letter in text)

    return f"mailto:?subject={part(subject)}&body={quote(address, safe=':/')}"


@functools.cache
def territory(language: str) -> str:
    """A language with the European territory where most of its readers live, by Unicode CLDR: "nb" → "nb_NO", for `og:locale`."""
    if language in l10n.DEFAULT_REGION:
        return l10n.DEFAULT_REGION[language]
    likely = Locale.parse(get_global("likely_subtags")[language])
    return f"{language}_{likely.territory}"


def on_page_context(context, page, config, nav):
    """Add `share` to the page's template context; scripts/hooks/page.py has added `here`, `words` and `alternates`."""
    here = context["here"]
    context["share"] = SimpleNamespace(
        code=code(here.url),
        mail=mail(context["words"]["site"] if here.stem == "index" else page.meta["title"], here.url),
        # A card for each of the two pages that are shared most (scripts/steps/cards.py); the others show home's.
        card=f"{here.code if drawn(context['words']) else project.SOURCE_LOCALE}-{here.stem if here.stem == 'object' else 'home'}.png",
        # Made with the release from the page of the timeline, in the languages that have it.
        feed=here.search and (project.DOCS / here.code / PAGE).exists(),
        locale=territory(here.code),
        locales=[territory(other.code) for other in context["alternates"] if not other.own],
    )
    return context
