"""Know the project: its folders, locales, pages and limits, and the environment it runs in.

Each is written down once, in mkdocs.yml, pyproject.toml or by the files themselves.
"""

from __future__ import annotations

import functools
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from scripts.cache import cached
from scripts.errors import BuildError

#: Where the code lies, and the settings that belong to it.
CODE_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Environment:
    """Every environment variable that the project reads; an empty one counts as not set."""

    project_root: Path  # PROJECT_ROOT: another folder than this one, for tests
    site_locale: str | None  # SITE_LOCALE: the one locale to serve or build
    chromium: str | None  # CHROMIUM: the browser of the tests


@functools.cache
def environment() -> Environment:
    """Read the environment, once."""
    return Environment(
        project_root=Path(os.environ.get("PROJECT_ROOT") or CODE_ROOT),
        site_locale=os.environ.get("SITE_LOCALE") or None,
        chromium=os.environ.get("CHROMIUM") or None,
    )


ROOT = environment().project_root
DOCS = ROOT / "docs"
DATA = DOCS / "_data"
#: The locale that all others are translated from.
SOURCE_LOCALE = "en"
#: The official languages of the EEA states, English first: the locales that the site may have.
# fmt: off
EEA_LOCALES = (
    "en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt",
    "lv", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "sk", "sl", "sv",
)
# fmt: on
#: Files that a build makes beside the pages. A page links them as `site:data/sources.json`, below
#: the root of the site, or as `language:guide.pdf`, below the page's own locale.
DOWNLOADS = {
    "site": tuple(
        f"data/{name}{ending}"
        for name in ("sources", "authorities", "status")
        for ending in (".json", ".schema.json")
    ),
    "language": ("guide.pdf", "steps.pdf", "feed.xml"),
}


@dataclass(frozen=True)
class Limits:
    """The numbers of `[tool.guide.limits]` in pyproject.toml, where each has its reason."""

    page_bytes: int
    long_page_bytes: int
    long_pages: tuple[str, ...]
    first_bytes: int
    first_view_bytes: int
    first_view_requests: int
    search_bytes: int
    card_bytes: int
    review_days: int
    review_days_task: int
    task_pages: tuple[str, ...]
    max_questions: int
    max_outdated: int
    reading_ease: int
    reading_ease_law: int
    handout_pages: int


@functools.cache
def limits() -> Limits:
    """Read the limits, once."""
    text = (CODE_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)["tool"]["guide"]["limits"]
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Limits(**fields)


@dataclass(frozen=True)
class Locale:
    """A language of the site. `code` names its folder and its `lang`; `name` is its own name.

    `url_prefix` is its path below the root of the site: "" for English, else "nb/".
    """

    code: str
    name: str
    url_prefix: str


@cached
def _mkdocs_yml() -> dict[str, Any]:
    raw = (ROOT / "mkdocs.yml").read_bytes()
    try:
        # As MkDocs reads it, by libyaml where PyYAML has it: ten times as fast.
        loader = get_yaml_loader(getattr(yaml, "CLoader", yaml.Loader))
        return dict(yaml_load(raw.decode("utf-8-sig"), loader))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BuildError("mkdocs.yml", line, "expected UTF-8 text") from None


@cached
def locales() -> tuple[Locale, ...]:
    """Return all locales of the site in the order of mkdocs.yml, English first.

    Raises BuildError for a locale that is no text: YAML reads a bare `no` as “false”.
    """
    plugins = _mkdocs_yml()["plugins"]
    i18n = next(
        plugin["i18n"] for plugin in plugins if isinstance(plugin, dict) and "i18n" in plugin
    )
    found = []
    for index, entry in enumerate(i18n["languages"]):
        code = entry["locale"]
        if not isinstance(code, str):
            text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
            lines = [n for n, line in enumerate(text, 1) if re.search(r"\blocale:", line)]
            value = str(code).lower()
            message = f'expected `locale:` with a code in quotes, such as "nb"; found “{value}”'
            raise BuildError("mkdocs.yml", lines[index], message)
        found.append(Locale(code, entry["name"], "" if code == SOURCE_LOCALE else f"{code}/"))
    return tuple(found)


def locale(code: str) -> Locale:
    """Return the locale with this code. Raises KeyError when the site does not have it."""
    return {each.code: each for each in locales()}[code]


@cached
def nav_sections() -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Return the nav: pairs of a section's key, None for the home page, and its page files."""
    nav: list[tuple[str | None, tuple[str, ...]]] = []
    for entry in _mkdocs_yml()["nav"]:
        if isinstance(entry, str):
            nav.append((None, (entry,)))
        else:
            nav.extend((key, tuple(files)) for key, files in entry.items())
    return tuple(nav)


def page_filenames() -> tuple[str, ...]:
    """Return the file names of all pages in the order of the nav: the same in every locale."""
    return tuple(name for _, files in nav_sections() for name in files)


@cached
def site_url() -> str:
    """Return the public address of the site, ending in a slash.

    Raises BuildError when SITE_URL, or `site_url` in mkdocs.yml, is no complete address.
    """
    url = str(_mkdocs_yml().get("site_url") or "")
    if not is_http_url(url) or "?" in url or "#" in url:
        message = f"expected SITE_URL to be such as https://your.address/; found “{url}”"
        raise BuildError("mkdocs.yml", 1, message)
    return f"{url.rstrip('/')}/"


def is_http_url(text: object) -> bool:
    """Tell whether `text` is a complete address of the web."""
    if not isinstance(text, str):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    known = parts.scheme in ("https", "http") and bool(parts.netloc)
    return known and not re.search(r"[\s…<>\"]", text)


def page_url(filename: str) -> str:
    """Return a page's path below its locale: "" for index.md, "object/" for object.md."""
    stem = filename.removesuffix(".md")
    return "" if stem == "index" else f"{stem}/"


@cached
def display_path(path: Path) -> str:
    """Return a path as messages name it: relative to the project where it lies inside."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
