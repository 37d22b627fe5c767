"""A made-up language, written from right to left: the English text in Arabic letters.

Pseudolocalization: whatever the English pages say, the test has the same in another direction, with
the same dates, sources and links. Nothing of it is published.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from scripts import config, content, translation
from scripts.commands.mark_translated import with_source_hashes
from scripts.data.termbase import load_termbase

CODE = "ar"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذض"
LETTERS = str.maketrans(LATIN + LATIN.upper(), ARABIC * 2)
#: What is no text: notes, addresses, ids, elements, boxes, placeholders.
MARKUP = re.compile(
    r"(\[\^[^\]]*\]|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}|<[^>]*>|^///.*|^\[[^\]]*\]: .*|https?:\S+)"
    r"|[A-Za-z]+",
    re.MULTILINE,
)


def pseudo(text: str) -> str:
    """Return a text in Arabic letters, its markup as it was."""
    return MARKUP.sub(lambda match: match[1] or match[0].translate(LETTERS), text)


def _strings(value: object) -> object:
    if isinstance(value, dict):
        return {key: _strings(each) for key, each in value.items()}
    return pseudo(value) if isinstance(value, str) else value


def _page(name: str) -> str:
    text = (config.DOCS / "en" / name).read_text(encoding="utf-8")
    _, meta, body = text.split("---\n", 2)
    meta = re.sub(r"^review.*\n", "", meta, flags=re.MULTILINE)
    meta = re.sub(
        r"^(title|description): (.*)", lambda m: f"{m[1]}: {pseudo(m[2])}", meta, flags=re.MULTILINE
    )
    hashes = translation.section_hashes(content.read_page(config.DOCS / "en" / name))
    return with_source_hashes(f"---\n{meta}translation: machine\n---\n{pseudo(body)}", hashes)


def build(folder: Path, names: list[str]) -> Path:
    """Build the made-up language with these pages alone in an empty folder; return its site."""
    for name in ("hosting", "overrides", "scripts", "LICENSE", "pyproject.toml"):
        (folder / name).symlink_to(config.CODE_ROOT / name)
    for name in ("_data", "en"):
        shutil.copytree(config.DOCS / name, folder / "docs" / name)
    own = folder / "docs" / CODE
    own.mkdir()
    english = yaml.safe_load((config.DOCS / "en" / "strings.yml").read_text(encoding="utf-8"))
    strings = {"direction": "rtl", **_strings(english)}
    (own / "strings.yml").write_text(
        yaml.safe_dump(strings, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    for name in names:
        (own / name).write_text(_page(name), encoding="utf-8")
    with (folder / "docs" / "_data" / "terms.tsv").open("a", encoding="utf-8") as termbase:
        termbase.writelines(f"{CODE}\t{each}\tـ\t\\w\t\t\n" for each in load_termbase()["en"])
    lines = (config.CODE_ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if "- {locale: " not in line or "locale: en," in line]
    english_line = next(index for index, line in enumerate(lines) if "locale: en," in line)
    lines.insert(english_line + 1, f"        - {{locale: {CODE}, name: {pseudo('Arabic')}}}")
    (folder / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    settings = {"PROJECT_ROOT": str(folder), "SITE_LOCALE": CODE, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, **settings, "PYTHONPATH": str(config.CODE_ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "site"
