"""Build one language at a time.

Hide the others' files, publish the assets, and make what its finished texts are made into.

When MkDocs calls `on_env`, every page of the language is rendered as text and none has its frame
yet. That is the moment to make the search index, the print page and the feed of those texts, and to
let the worker processes begin with PDFs and cards.
"""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import assets, site
from scripts.config import EEA_LOCALES, locale, locales, page_filenames, page_url
from scripts.freshness import PRINT_PAGE
from scripts.outputs import LOCALE_OUTPUTS, WORKER_OUTPUTS, print_page
from scripts.page_location import i18n_plugin, locale_and_filename


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Hide the files of the other languages, and those of overrides/.

    static-i18n would look at the first for every language, and publish those that mkdocs.yml does
    not name yet; of the others scripts/assets.py publishes what pages ask for.
    """
    others = {*EEA_LOCALES, *(each.code for each in locales())}
    others.discard(i18n_plugin(config).current_language)
    return Files(
        [
            file
            for file in files
            if file.src_dir == config.docs_dir and file.src_uri.partition("/")[0] not in others
        ]
    )


def _article(page: MkDocsPage) -> site.Article:
    """Return what the outputs need of a page whose text is rendered."""
    filename = locale_and_filename(page)[1]
    title, description = page.meta["title"], page.meta["description"]
    return site.Article(filename, page_url(filename), title, description, page.content or "")


@event_priority(-50)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Make the files of this language."""
    current = site.current()
    if not current.assets:
        current.write_assets(assets.shared_assets())
    i18n = i18n_plugin(config)
    code = i18n.current_language
    prefix = "" if i18n.is_default_language_build else locale(code).url_prefix
    pages = {locale_and_filename(page)[1]: page for file in files if (page := file.page)}
    articles = {name: _article(pages[name]) for name in page_filenames() if name in pages}
    locale_pages = site.LocalePages(code, prefix, articles)
    if PRINT_PAGE in pages:
        pages[PRINT_PAGE].content = print_page.render(locale_pages)
        articles[PRINT_PAGE] = _article(pages[PRINT_PAGE])
    current.locales[code] = locale_pages
    current.word_forms[code].result()
    for make in LOCALE_OUTPUTS:
        current.write_assets(make(locale_pages))
    current.futures += [current.pool.submit(make, locale_pages) for make in WORKER_OUTPUTS]
    return env
