"""Show what has changed in English since a locale was translated."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click

from scripts import translation
from scripts.cache import cached
from scripts.config import ROOT, SOURCE_LOCALE, display_path, locales
from scripts.content import Page, parse_page
from scripts.errors import BuildError
from scripts.translation import State


class GitError(Exception):
    """Why git cannot be asked, in words for a person."""


@cached
def _git(*arguments: str) -> str:
    """Return what a git command answers. Raises GitError, saying why it does not."""
    command = ["git", "-C", str(ROOT), *arguments]
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        # An old version may be in any encoding.
        run = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=environment
        )
    except OSError:
        raise GitError("git is not installed") from None
    if run.returncode == 0:
        return run.stdout
    if "dubious ownership" in run.stderr:
        raise GitError(f"git refused: git config --global --add safe.directory {ROOT}")
    if "not a git repository" in run.stderr:
        raise GitError("this folder is not a git checkout")
    raise GitError(f"git: {(run.stderr.strip() or 'failed').splitlines()[0]}")


def section_at_hash(path: Path, identifier: str, wanted: str) -> str:
    """Return an English section as it was when its hash was `wanted`, or why it is not found."""
    name = display_path(path)
    try:
        for commit in _git("log", "--format=%H", "--", name).split():
            try:
                page = parse_page(_git("show", f"{commit}:./{name}"), path)
            except (BuildError, GitError):
                continue  # a version that could not be read, or one that removed the page
            section = translation.sections(page).get(identifier)
            if section and translation.section_hash(section) == wanted:
                return translation.normalized(section)
        if _git("rev-parse", "--is-shallow-repository").strip() == "true":
            return "(not in this shallow clone: git fetch --unshallow)"
    except GitError as error:
        return f"({error})"
    return "(no version in git has it)"


def section_diffs(english: Page, translated: Page | None) -> list[str]:
    """Return a text for each section of a page that is not up to date."""
    originals = translation.sections(english)
    if translated is None:
        file = display_path(english.path)
        return [f"=== {file}: not translated yet, {len(originals)} sections\n"]
    sections, recorded = translation.sections(translated), translation.recorded_hashes(translated)
    texts = []
    for identifier, state in translation.section_states(english, translated).items():
        if state is State.UP_TO_DATE:
            continue
        own, original = sections.get(identifier), originals.get(identifier)
        line = own.line if own else len(translated.lines)
        file = display_path(translated.path)
        parts = {f"=== {file}:{line}: #{identifier}, {state.value}": ""}
        if state is State.OUTDATED:
            then = "(never marked as translated)"
            if identifier in recorded:
                then = section_at_hash(english.path, identifier, recorded[identifier])
            parts["--- English then"] = f"{then}\n"
        if original:
            parts["--- English now"] = f"{translation.normalized(original)}\n"
        if own:
            parts["--- the translation"] = f"{translation.normalized(own)}\n"
        texts.append("\n".join(f"{title}\n{text}" for title, text in parts.items()))
    return texts


@click.command()
@click.argument("locale")
def translation_diff(locale: str) -> None:
    """Show what has changed in English since LOCALE was translated, section by section.

    Each with the English text it was made from (found in git by its hash), the English text now,
    and the translation. When it is done: mark-translated.
    """
    codes = [each.code for each in locales() if each.code != SOURCE_LOCALE]
    if locale not in codes:
        raise click.BadParameter(f"expected one of {', '.join(codes)}; found “{locale}”")
    pairs = translation.page_pairs(locale).values()
    texts = [text for pair in pairs for text in section_diffs(*pair)]
    print("\n".join(texts) if texts else f"{locale}: every section is up to date with English")
