"""What is made of the rendered texts: the files of one language, and those that the site has once.

All have one signature: what was rendered in, files by their path below the site out.
"""

from __future__ import annotations

from collections.abc import Callable

from scripts.outputs import (
    atom_feed,
    checksums,
    licences,
    not_found,
    open_data,
    page_scripts,
    pdf,
    qr_codes,
    redirects,
    search_index,
    server_config,
    sitemap,
    social_cards,
)
from scripts.site import Files, LocalePages, Site

#: In the build's own process, before the pages of the language get their frame: the frame names
#: some of these.
LOCALE_OUTPUTS: tuple[Callable[[LocalePages], Files], ...] = (
    search_index.files,
    page_scripts.files,
    atom_feed.files,
    qr_codes.files,
    not_found.files,
)
#: In worker processes.
WORKER_OUTPUTS: tuple[Callable[[LocalePages], Files], ...] = (social_cards.files, pdf.files)
#: Once, when all languages are done; the checksums are of all that came before.
SITE_OUTPUTS: tuple[Callable[[Site], Files], ...] = (
    sitemap.files,
    open_data.files,
    redirects.files,
    server_config.files,
    licences.files,
    checksums.files,
)
