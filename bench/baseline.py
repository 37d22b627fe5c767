"""Build the stock site to compare with.

Material and static-i18n with their defaults, on the same pages.

The pages' footnotes and lists are written into the Markdown, since the stock site has no hooks;
nothing else is changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from scripts import config, content
from scripts.content import LIST_PLACEHOLDER
from scripts.hooks import citations, data_tables

CONFIG = """\
site_name: Your posts and Meta’s AI
site_url: https://posts-and-ai.example/
theme:
  name: material
  font: false
  features: [{features}]
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
{languages}
nav: {nav}
markdown_extensions:
  [attr_list, tables, admonition, footnotes, toc, pymdownx.blocks.html, pymdownx.tasklist]
"""
#: Languages that the theme has no words for; without a partial of their own its build stops.
WITHOUT_PARTIAL = ("ga", "mt")


def _list(match: re.Match[str], code: str) -> str:
    return data_tables.LISTS[match["name"]](code)


def write(source: Path, target: Path, codes: list[str], instant: bool = False) -> None:
    """Write a stock project with the pages of another, in these languages, English first."""
    for code in codes:
        folder = target / "docs" / code
        folder.mkdir(parents=True)
        words = (
            code if (config.DOCS / code).exists() else config.SOURCE_LOCALE
        )  # a copy of the English pages speaks English
        for name in config.page_filenames():
            path = source / "docs" / code / name
            body = content.read_page(path).body.lstrip("\n")
            page = SimpleNamespace(file=SimpleNamespace(src_uri=f"{words}/{name}"))
            body = LIST_PLACEHOLDER.sub(partial(_list, code=words), body)
            text = citations.on_page_markdown(body, page, None, None)
            title = content.read_page(path).meta["title"]
            (folder / name).write_text(f'---\ntitle: "{title}"\n---\n{text}', encoding="utf-8")
    (target / "docs" / "assets").symlink_to(config.ROOT / "overrides" / "assets")
    entries = "\n".join(
        f"        - {{locale: {code}, name: {code}{', default: true' if code == 'en' else ''}}}"
        for code in codes
    )
    nav = [
        name if key is None else {key: list(files)}
        for key, files in config.nav_sections()
        for name in (files if key is None else [None])
    ]
    (target / "mkdocs.yml").write_text(
        CONFIG.format(languages=entries, features="navigation.instant" if instant else "", nav=nav),
        encoding="utf-8",
    )
    missing = [code for code in codes if code in WITHOUT_PARTIAL]
    if missing:
        partials = target / "overrides" / "partials" / "languages"
        partials.mkdir(parents=True)
        for code in missing:
            (partials / f"{code}.html").write_text(
                f'{{% macro t(key) %}}{{{{ {{"language": "{code}"}}[key] }}}}{{% endmacro %}}\n'
            )
        text = (
            (target / "mkdocs.yml")
            .read_text()
            .replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
        )
        (target / "mkdocs.yml").write_text(text)


def build(target: Path) -> None:
    """Build the stock project into target/site. Raises CalledProcessError when MkDocs fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--config-file",
            str(target / "mkdocs.yml"),
        ],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
