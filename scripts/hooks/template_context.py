"""Tell the templates what they need to know of a page.

Its language's words, its other editions, its dates, how to hand it on.
"""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.core import get_global
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

from scripts import site
from scripts.config import DOCS, SOURCE_LOCALE, locale, locales, page_url, site_url
from scripts.content import TIMELINE_PAGE
from scripts.freshness import PRINT_PAGE, review_dates
from scripts.l10n import DEFAULT_REGION, format_date, load_strings
from scripts.outputs.print_page import page_number_css
from scripts.outputs.social_cards import CARD_PAGES, has_cards
from scripts.page_location import i18n_plugin, locale_and_filename, relative_home, relative_root


def mailto_url(subject: str, body: str) -> str:
    """Return a `mailto:` address (RFC 6068).

    Letters outside ASCII stay as they are, browsers encode them: one byte of Greek would cost six
    here, on every page.
    """

    def part(text: str) -> str:
        return "".join(letter if ord(letter) > 0xA0 else quote(letter, safe="") for letter in text)

    return f"mailto:?subject={part(subject)}&body={quote(body, safe=':/')}"


@functools.cache
def og_locale(code: str) -> str:
    """Return a language with the European territory where most of its readers live, by CLDR.

    "nb" → "nb_NO", for `og:locale`.
    """
    if code in DEFAULT_REGION:
        return DEFAULT_REGION[code]
    return f"{code}_{Locale.parse(get_global('likely_subtags')[code]).territory}"


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Name the sections of the menu in the language; `key` is what mkdocs.yml calls them."""
    names = load_strings(i18n_plugin(config).current_language)["sections"]
    for item in nav.items:
        if item.is_section:
            item.key = item.title
            item.title = names[item.key]
    return nav


def _palette(theme: Theme) -> SimpleNamespace:
    """Return how the colours are chosen.

    By one fixed scheme or by the system, and whether the reader may choose.
    """
    schemes = theme.get("palette") or {}
    if isinstance(schemes, dict):
        return SimpleNamespace(scheme=schemes.get("scheme", "default"), toggle=False)
    by_system = any("prefers-color-scheme" in str(option.get("media")) for option in schemes)
    fixed = "" if by_system else schemes[0].get("scheme", "default")
    return SimpleNamespace(
        scheme=fixed, toggle=by_system and any(option.get("toggle") for option in schemes)
    )


def _share(code: str, filename: str, title: str, url: str) -> SimpleNamespace:
    """Return what the row under the text and the head of a page need to hand the page on."""
    card_locale = code if has_cards(code) else SOURCE_LOCALE
    # A card for each of the pages that are shared most; the others show home's.
    return SimpleNamespace(
        mail=mailto_url(title, url),
        card=f"{site_url()}cards/{card_locale}-{CARD_PAGES.get(filename, 'home')}.png",
        feed=(DOCS / code / TIMELINE_PAGE).exists(),
        locale=og_locale(code),
    )


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Add what the templates of overrides/ name, beside what MkDocs and Material give."""
    code, filename = locale_and_filename(page)
    only_locale = bool(i18n_plugin(config).config.build_only_locale)
    root, home = relative_root(page), relative_home(page, only_locale)
    strings = load_strings(code)
    reviewed, review_by = review_dates(filename)
    own = locale(code)
    url = site_url() + ("" if only_locale else own.url_prefix) + page_url(filename)
    title = strings["site"] if filename == "index.md" else page.meta["title"]
    editions = {
        each.code: SimpleNamespace(
            href=f"{root}{each.url_prefix}{page_url(filename)}", own=each.code == code
        )
        for each in locales()
        if (DOCS / each.code / filename).exists() and not only_locale
    }
    assets = site.current().assets
    context.update(
        strings=strings,
        locale=own,
        stem=filename.removesuffix(".md"),
        root=root,
        home=home,
        url=url,
        editions=editions,
        palette=_palette(config.theme),
        last_reviewed=SimpleNamespace(
            reviewed=reviewed,
            reviewed_text=format_date(reviewed, code),
            review_by=review_by,
            review_by_text=format_date(review_by, code),
        ),
        share=_share(code, filename, title, url),
        site_locales=[each.code for each in locales()],
        page_number_css=page_number_css(code) if filename == PRINT_PAGE else "",
        asset=lambda path: f"{root}{assets.get(path, path)}",
    )
    return context
