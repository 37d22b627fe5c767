"""One language of the release: rendered by MkDocs, then finished page by page. Kept until something it is made from changes."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import os
import shutil
import sys
from pathlib import Path

from scripts import config, content, translation
from scripts.steps import assets, cards, data, feed, letters, metadata, policy, search, style, whole

WORK = config.ROOT / ".build"
#: What every page is made from, beside its own language's folder.
SHARED = ("docs/_data", "docs/assets", "overrides", "scripts", "mkdocs.yml", "requirements.txt")


def render(code: str) -> str | None:
    """Render one language into .build/pages/<code>. Returns None, or the message that MkDocs stopped with."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    target = WORK / "pages" / code
    os.environ.update(SITE_LANGUAGE=code, SITE_DIR=str(target), NO_MKDOCS_2_WARNING="1")
    log = logging.getLogger("mkdocs")
    if not log.handlers:
        log.addHandler(logging.StreamHandler(sys.stderr))
        # A full disk is said in one line by scripts/build.py, to which MkDocs raises it; its own line about it would be a second one.
        log.handlers[0].addFilter(lambda record: not isinstance(sys.exc_info()[1], OSError))
    log.setLevel(logging.WARNING)
    try:
        build(load_config(str(config.ROOT / "mkdocs.yml"), strict=True))
    except Abort:
        return "stopped by the warnings above"
    except MkDocsException as error:
        return str(error)
    return None


def _add(digest, *names: str) -> None:
    """Add all files below the named folders of the project, with their names, to a hash."""
    for name in names:
        path = config.ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"\n{file.relative_to(config.ROOT)} ".encode())
                digest.update(file.read_bytes())


@functools.cache
def _shared() -> str:
    """A hash of what every page is made from. A page also shows the English page's dates and names the languages that have
    it: those are in it, and not the other languages' texts."""
    digest = hashlib.sha256(f"{config.site_url()} {sys.version}".encode())
    _add(digest, *SHARED)
    for name in config.page_filenames():
        have = [language.code for language in config.locales() if (config.DOCS / language.code / name).exists()]
        meta = content.read_page(config.DOCS / config.SOURCE_LOCALE / name).meta
        digest.update(f"\n{name} {have} {meta.get('reviewed')} {meta.get('review_by')}".encode())
    return digest.hexdigest()


@functools.cache
def key(code: str) -> str:
    """A hash of all that this language's pages are made from: its own folder, and of English what is shown beside it. As it was when a
    build first asked: it asks several times."""
    digest = hashlib.sha256(_shared().encode())
    _add(digest, f"docs/{code}")
    for name, (english, translated) in translation.page_pairs(code).items():
        if translated is None:  # the menu names it by its English title
            digest.update(f"\n{name} {english.meta.get('title')}".encode())
        elif code != config.SOURCE_LOCALE:
            parts = translation.sections(english)
            digest.update(f"\n{name} {[parts.get(identifier, identifier) for identifier in translation.outdated_sections(english, translated)]}".encode())
    return digest.hexdigest()


def finish(code: str, names: dict[str, str]) -> str | None:
    """Make a language's finished pages in .build/finished/<code>, unless they are there already.

    `names` are the hashed names of the files that all languages share. Returns None, or what went wrong.
    """
    target, own = WORK / "finished" / code, key(code)
    if (target / "key").exists() and (target / "key").read_text() == own:
        return None
    failure = render(code)
    if failure:
        return failure
    rendered = WORK / "pages" / code
    at = next(language.url_prefix for language in config.locales() if language.code == code)
    html = {}
    for name in config.page_filenames():
        path = config.page_url(name)
        if (rendered / path / "index.html").exists():
            html[path] = (rendered / path / "index.html").read_text(encoding="utf-8")
    guide = search.guide(code, html)  # before the whole guide is filled: a hit leads to the page itself
    if whole.PATH in html:
        html[whole.PATH] = whole.filled(code, html)
    shutil.rmtree(target, ignore_errors=True)
    files = target / "files"
    own_files = {f"assets/search/{code}.js": guide, **cards.cards(code, WORK / "cards")}
    for path, page in html.items():
        html[path], more = letters.moved(page, code)
        own_files |= more
    own_names = assets.publish(own_files, files)
    for path, page in html.items():
        place = target / "pages" / path / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        page = metadata.described(style.inlined(page), config.site_url() + at, questions=path == "questions/")
        place.write_text(assets.renamed(policy.sealed(page), {**names, **own_names}), encoding="utf-8")
    home, status = config.site_url() + at, config.page_url(feed.PAGE)
    if status in html:
        (target / "pages" / feed.FILE).write_bytes(feed.feed(code, html[status], home, home + status))
        (target / "timeline.json").write_text(json.dumps(data.timeline(html[status])), encoding="utf-8")
    lost = (rendered / "404.html").read_text(encoding="utf-8")
    lost = assets.renamed(policy.sealed(style.inlined(lost)), names)
    (target / "pages" / "404.html").write_text(lost, encoding="utf-8")
    (target / "key").write_text(own)  # last: without it the folder counts for nothing
    return None


def timeline(code: str) -> list[dict]:
    """A finished language's entries of the timeline, for the list of all languages (scripts/steps/data.py); none where it lacks the page."""
    file = WORK / "finished" / code / "timeline.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


def put(code: str, at: str, site: Path) -> None:
    """Copy a finished language into the site, its pages under `at` ("" or "nb/")."""
    shutil.copytree(WORK / "finished" / code / "pages", site / at, dirs_exist_ok=True)
    shutil.copytree(WORK / "finished" / code / "files", site, dirs_exist_ok=True)
