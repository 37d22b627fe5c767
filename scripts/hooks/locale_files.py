"""Build one language at a time: hide the others' files, publish the assets, and make what its finished texts are made into.

When MkDocs calls `on_env`, every page of the language is rendered as text and none has its frame yet. That is the moment to
make the search index, the print page and the feed of those texts, and to let the worker processes begin with PDFs and cards.
"""

from __future__ import annotations

from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from scripts import assets, site
from scripts.config import locale, locales, page_filenames, page_url
from scripts.freshness import PRINT_PAGE
from scripts.outputs import LOCALE_OUTPUTS, WORKER_OUTPUTS, print_page


def on_files(files, config):
    """Hide the files of the other languages, which static-i18n would look at for every language, and those of overrides/,
    of which scripts/assets.py publishes what pages ask for."""
    others = {each.code for each in locales()} - {config.plugins["i18n"].current_language}
    return Files(
        [file for file in files if file.src_dir == config.docs_dir and file.src_uri.partition("/")[0] not in others]
    )


@event_priority(-50)
def on_env(env, config, files):
    """Make the files of this language."""
    current = site.current()
    if not current.assets:
        current.write_assets(assets.shared_assets())
    i18n = config.plugins["i18n"]
    code = i18n.current_language
    prefix = "" if i18n.is_default_language_build else locale(code).url_prefix
    pages = {file.page.file.src_uri.partition("/")[2]: file.page for file in files.documentation_pages()}
    articles = {
        name: site.Article(
            filename=name,
            url=page_url(name),
            title=pages[name].meta["title"],
            description=pages[name].meta["description"],
            html=pages[name].content,
        )
        for name in page_filenames()
        if name in pages
    }
    locale_pages = site.LocalePages(code, prefix, articles)
    if PRINT_PAGE in pages:
        pages[PRINT_PAGE].content = print_page.render(locale_pages)
        articles[PRINT_PAGE] = site.Article(
            PRINT_PAGE, page_url(PRINT_PAGE), articles[PRINT_PAGE].title, articles[PRINT_PAGE].description, pages[PRINT_PAGE].content
        )
    current.locales[code] = locale_pages
    for make in LOCALE_OUTPUTS:
        current.write_assets(make(locale_pages))
    current.futures += [current.pool.submit(make, locale_pages) for make in WORKER_OUTPUTS]
    return env
