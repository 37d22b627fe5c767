"""Record from which English text a page was translated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from scripts import translation, yaml_with_lines
from scripts.atomic_write import atomic_write
from scripts.checks import check_locale
from scripts.checks.locale_sources import load_locale_sources
from scripts.config import DOCS, ROOT, SOURCE_LOCALE, display_path, locales, page_filenames
from scripts.content import read_page
from scripts.data import termbase
from scripts.errors import BuildError, Problem, report


def with_source_hashes(text: str, hashes: dict[str, str]) -> str:
    """Return a page's text with `hashes` in its front matter, in place of older ones."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    front, inside = [], False
    for line in lines[1:end]:
        inside = line.startswith(f"{translation.KEY}:") or (inside and line[:1] in (" ", "\t"))
        if not inside:
            front.append(line)
    # In quotes: YAML would read a hash of digits alone as a number.
    recorded = [f'  {identifier}: "{value}"' for identifier, value in hashes.items()]
    front += [f"{translation.KEY}:", *recorded]
    return "\n".join(["---", *front, "---", *lines[end + 1 :]])


def mark(path: Path) -> list[Problem]:
    """Record that a page is translated from English as it is now.

    Return what is to be mended first; then nothing was written. Raises BuildError for a path that
    is no translated page.
    """
    codes = [each.code for each in locales() if each.code != SOURCE_LOCALE]
    code, name = path.parent.name, path.name
    if path.parent.parent != DOCS or code not in codes or name not in page_filenames():
        pages = f"docs/<{'|'.join(codes)}>/<name>.md"
        message = f"expected a translated page, {pages}, that the menu names"
        raise BuildError(display_path(path), 1, message)
    page, original = read_page(path), read_page(translation.counterpart(path))
    # Without its hashes every section is compared with English as it is now.
    unmarked = replace(page, meta={**page.meta, translation.KEY: {}})
    english, _ = load_locale_sources(SOURCE_LOCALE)
    sources = replace(load_locale_sources(code, english)[0], pages={name: unmarked})
    files = (display_path(path), display_path(termbase.FILE))
    problems = [each for each in check_locale(sources, True) if each.file in files]
    if not problems:
        hashes = translation.section_hashes(original)
        text = with_source_hashes(yaml_with_lines.read_text(path), hashes)
        if b"\r\n" in path.read_bytes():
            text = text.replace("\n", "\r\n")
        atomic_write(path, text.encode())
    return problems


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def mark_translated(files: tuple[Path, ...]) -> None:
    """Record that FILES, such as docs/de/object.md, are translated from English as it is now.

    The last step of translating. It refuses, and writes nothing, while anything is to be mended in
    the page; it takes named files only, since it is no way to make a notice go quiet.
    """
    problems = []
    for file in files:
        try:
            found = mark((ROOT / file).resolve())
        except BuildError as error:  # the other files are marked all the same
            found = [error.problem]
        problems += found
        if not found:
            print(f"{file}: up to date with docs/{SOURCE_LOCALE}/{file.name}")
    raise SystemExit(report(problems))
