"""Where things are: folders, languages and the page set, each said once (in mkdocs.yml or by the files themselves)."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

#: The project's folder. A test points HOUSE at a folder of its own.
ROOT = Path(os.environ.get("HOUSE", Path(__file__).resolve().parent.parent))
DOCS = ROOT / "docs"
DATA = DOCS / "_data"
SOURCE = "en"  # the language all others are translated from (DESIGN 6)
#: Files that the release build makes beside the pages. A page links them as `site:data/sources.json`, below the site's root, or
#: as `language:guide.pdf`, below its own language's; scripts/hooks/labels.py writes the way there.
MADE = {
    "site": tuple(f"data/{name}{ending}" for name in ("sources", "authorities", "status") for ending in (".json", ".schema.json")),
    "language": ("guide.pdf", "steps.pdf", "feed.xml"),
}


@dataclass(frozen=True)
class Language:
    """`code` as in the folder name and in `lang`; `name` in the language itself; `at` its path under the site, "" or "nb/"."""

    code: str
    name: str
    at: str


@functools.cache
def _config() -> dict:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as stream:
        return yaml_load(stream)


@functools.cache
def languages() -> tuple[Language, ...]:
    """All languages of the site in the order of mkdocs.yml, English first."""
    i18n = next(p["i18n"] for p in _config()["plugins"] if isinstance(p, dict) and "i18n" in p)
    return tuple(
        Language(e["locale"], e["name"], "" if e["locale"] == SOURCE else f"{e['locale']}/") for e in i18n["languages"]
    )


@functools.cache
def sections() -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """The menu: pairs of a section's key (None for the home page) and its page files, in order."""
    menu: list[tuple[str | None, tuple[str, ...]]] = []
    for entry in _config()["nav"]:
        if isinstance(entry, str):
            menu.append((None, (entry,)))
        else:
            menu.extend((key, tuple(files)) for key, files in entry.items())
    return tuple(menu)


def page_files() -> tuple[str, ...]:
    """The file names of all pages, in menu order: the same in every language."""
    return tuple(name for _, files in sections() for name in files)


def site_url() -> str:
    """The public address of the site, ending in a slash."""
    return _config()["site_url"].rstrip("/") + "/"


def page_path(file_name: str) -> str:
    """Path of a page under its language: "" for index.md, "object/" for object.md."""
    stem = file_name.removesuffix(".md")
    return "" if stem == "index" else f"{stem}/"


def shown(path: Path) -> str:
    """A path as messages name it: relative to the project where it lies inside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
