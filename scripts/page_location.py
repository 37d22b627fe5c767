"""Where a page of MkDocs lies.

Its language, its file, and the ways from it to the root of the site and to its language's home
page.
"""

from __future__ import annotations

from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from scripts.config import locale


def locale_and_filename(page: Page) -> tuple[str, str]:
    """Return the language's code and the file name of a page: ("nb", "object.md")."""
    code, _, filename = page.file.src_uri.partition("/")
    return code, filename


def relative_root(page: Page) -> str:
    """Return the way from a page to the root of the site: "./", "../" or "../../"."""
    depth = page.url.count("/") if page.url not in (".", "./") else 0
    return "../" * depth or "./"


def relative_home(page: Page, only_locale: bool) -> str:
    """Return the way from a page to the home page of its language.

    With `only_locale` that is the root.
    """
    code, _ = locale_and_filename(page)
    return relative_root(page) + ("" if only_locale else locale(code).url_prefix)


def i18n_plugin(config: MkDocsConfig) -> Any:
    """Return static-i18n, which knows what language MkDocs builds at this moment."""
    return cast("Any", config.plugins["i18n"])
