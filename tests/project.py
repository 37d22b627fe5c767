"""Small copies of the project, for tests that build: one or two languages, all of their pages."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.config import CODE_ROOT

PARTS = ("scripts", "overrides", "hosting", "docs/_data")
FILES = ("mkdocs.yml", "pyproject.toml", "LICENSE", "requirements/site.txt")


def copy_project(
    target: Path, locales: Sequence[str] = ("en",), *, backwards: bool = False
) -> Path:
    """Copy the project, file by file, with these languages alone. Return its folder.

    What was typeset before comes along, so that only what differs is typeset again.
    """
    folders = [*PARTS, *(f"docs/{code}" for code in locales)]
    files = [
        path
        for folder in folders
        for path in sorted((CODE_ROOT / folder).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    files += [CODE_ROOT / name for name in FILES]
    for path in reversed(files) if backwards else files:
        place = target / path.relative_to(CODE_ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    settings = (target / "mkdocs.yml").read_text(encoding="utf-8")
    lines = [
        line
        for line in settings.split("\n")
        if not (match := re.match(r"\s+- \{locale: (\w+),", line)) or match[1] in locales
    ]
    (target / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    kept = CODE_ROOT / ".build" / "typeset"
    if kept.is_dir():
        (target / ".build").mkdir(exist_ok=True)
        (target / ".build" / "typeset").symlink_to(kept)
    return target


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a build that knows nothing of this one."""
    gone = ("PROJECT_ROOT", "SITE_LOCALE", "SITE_URL", "LANG", "LANGUAGE", "PYTHONPATH")
    kept = {key: value for key, value in os.environ.items() if key not in gone}
    return {**kept, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **more}


def mkdocs(
    project: Path, *arguments: str, env: dict[str, str] | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project: `mkdocs(project, "build", "--strict")`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=env or environment(),
        capture_output=True,
        text=True,
        timeout=570,
        **options,
    )


def command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the package in a project: `command(project, "check", "--quick")`."""
    python = [sys.executable, "-m", "scripts", *arguments]
    return subprocess.run(python, cwd=project, env=environment(), capture_output=True, text=True)


def digests(site: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a folder, by its path there."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def edit(file: Path, old: str, new: str) -> str:
    """Replace a text in a file, once. Return the file's text before."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file}: {old}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text
