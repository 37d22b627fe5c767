"""Small copies of the project, for tests that build: one or two languages, all of their pages."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

from scripts import cache, config
from scripts.__main__ import main
from scripts.config import CODE_ROOT

PARTS = ("overrides", "docs/_data")
CODE = ("scripts", "hosting")
FILES = ("mkdocs.yml", "pyproject.toml", "LICENSE", "requirements/site.txt")


def copy_project(
    target: Path,
    locales: Sequence[str] = ("en",),
    *,
    code: bool = True,
    backwards: bool = False,
) -> Path:
    """Copy the project, file by file, with these languages alone. Return its folder.

    Without `code` what is in docs/ and overrides/, for `command`.
    What was typeset before comes along, and which forms the words of its texts have, so that only
    what differs is made again.
    """
    folders = [*PARTS, *(CODE if code else ()), *(f"docs/{code}" for code in locales)]
    files = [file for folder in folders for file in _files(folder) if _belongs(file, locales)]
    files += map(Path, FILES)
    for folder in {file.parent for file in files}:
        (target / folder).mkdir(parents=True, exist_ok=True)
    for file in reversed(files) if backwards else files:
        shutil.copyfile(CODE_ROOT / file, target / file)
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
        (target / ".build" / "word_forms").mkdir()
        for code in locales:
            forms = CODE_ROOT / ".build" / "word_forms" / f"{code}.json"
            if forms.exists():
                shutil.copyfile(forms, target / ".build" / "word_forms" / forms.name)
    return target


@functools.cache  # they stay as they are
def _files(folder: str) -> list[Path]:
    """Return the files of a folder, without what Python compiled, by their path in the project."""
    paths = sorted((CODE_ROOT / folder).rglob("*"))
    files = [path.relative_to(CODE_ROOT) for path in paths if path.is_file()]
    return [file for file in files if "__pycache__" not in file.parts]


def _belongs(file: Path, locales: Sequence[str]) -> bool:
    """Tell whether a file is of these languages: of docs/_data some are of one alone."""
    of_one = file.parent in (Path("docs/_data/review"), Path("docs/_data/spelling"))
    return not of_one or file.stem in locales


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


@contextlib.contextmanager
def moved(project: Path) -> Iterator[None]:
    """Let the package take another folder for its own, in this process: a new one takes a second.

    What it read before is forgotten, and so is afterwards what it read there.
    """
    home = config.ROOT
    paths = [
        (module, name, value)
        for module in list(sys.modules.values())
        if module.__name__.startswith("scripts.")
        for name, value in vars(module).items()
        if name != "CODE_ROOT" and isinstance(value, Path) and value.is_relative_to(home)
        if not value.is_relative_to(home / ".venv")  # packages stay where they are
    ]
    with contextlib.ExitStack() as stack:
        stack.callback(cache.clear_caches)
        for module, name, value in paths:
            there = project / value.relative_to(home)
            stack.enter_context(mock.patch.object(module, name, there))
        cache.clear_caches()
        yield


def command(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the package in a project: `command(project, "check", "--quick")`.

    All but the start of Python is as in `python -m scripts`; what it does not catch, the test sees.
    """
    out, err, code = io.StringIO(), io.StringIO(), None
    argv = ["scripts", *arguments]
    with (
        moved(project),
        mock.patch.dict(os.environ, environment(**more), clear=True),
        mock.patch.object(sys, "argv", argv),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return subprocess.CompletedProcess(argv, code or 0, out.getvalue(), err.getvalue())


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
