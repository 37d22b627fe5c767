"""Write the pages for a wrong address.

Hosts that can send that of the path's language (nb/404.html); others send the one at the root,
which therefore has all languages, English first.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scripts import templates
from scripts.config import locale, locales, site_url
from scripts.document import Document
from scripts.l10n import load_strings
from scripts.site import Files, LocalePages, current
from scripts.transforms import critical_css, csp


def files(pages: LocalePages) -> Files:
    """Write the page of one language; at the root that of all languages."""
    own = [locale(pages.code)] if pages.url_prefix or len(locales()) == 1 else list(locales())
    html = templates.render(
        "404.html",
        path=urlsplit(site_url()).path,
        icon=current().assets["assets/mark.svg"],
        direction=load_strings(own[0].code).get("direction", "ltr"),
        editions=[{"locale": each, "strings": load_strings(each.code)} for each in own],
    )
    document = Document(html)
    critical_css.inline_css(document)
    csp.add_csp_meta(document)
    return {f"{pages.url_prefix}404.html": document.html().encode()}
