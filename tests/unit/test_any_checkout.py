"""From a zip, with CRLF, in a folder with spaces, on a disk that takes nothing: a command works, or says one line."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import command, copy_project, edit, environment


def made(place: Path) -> Path:
    """A project of two languages without git, in a folder with spaces; its site is one page."""
    folder = copy_project(place / "a guide (1) ü", ("en", "de"), code=False)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("".join(map(str, range(1000))))
    return folder


@pytest.fixture
def copy(tmp_path) -> Path:
    return made(tmp_path)


@pytest.fixture(scope="module")
def unstamped(tmp_path_factory) -> Path:
    """The same, with a page that `mark-translated` would write; for tests that leave all as it was."""
    folder = made(tmp_path_factory.mktemp("unstamped"))
    edit(folder / "docs" / "de" / "about.md", "sections:", "sections: ")
    (folder / "review-sheet-de.html").write_text("the old sheet")
    return folder


COMMANDS = [
    ["check", "--quick"],
    ["mark-translated", "docs/de/about.md"],
    ["new-locale", "da"],
    ["offline-zip"],
    ["precompress"],
    ["review-due", "2026-11-28"],
    ["review-sheet", "de"],
    ["translation-diff", "de"],
    ["translation-status"],
]
WRITING = ("mark-translated", "new-locale", "offline-zip", "precompress", "review-sheet")


def test_commands_work_in_a_zip_that_was_unpacked_in_a_folder_with_spaces(copy, tmp_path):
    whole = copy_project(tmp_path / "all of it", ("en", "de"))
    python = [sys.executable, "-m", "scripts", "check", "--quick"]
    run = subprocess.run(python, cwd=whole, env=environment(), capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert "not a git" not in command(copy, "translation-diff", "de").stdout


def test_line_ends_of_windows_are_read_and_kept_by_each_command(copy):
    texts = [*copy.glob("docs/*/*.md"), *copy.glob("docs/**/*.yml"), *copy.glob("docs/**/*.tsv")]
    for path in [*texts, copy / "mkdocs.yml"]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    page = copy / "docs" / "de" / "about.md"
    before = page.read_bytes()
    for arguments in COMMANDS:
        result = command(copy, *arguments)
        assert (result.returncode, result.stderr) == (0, ""), arguments
    assert page.read_bytes() == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_full_disk_is_one_line_and_nothing_is_half_written(unstamped, arguments):
    """The system refuses files over 100 bytes, as it refuses all on a full disk."""
    before, limits = contents(unstamped), resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        result = command(unstamped, *arguments)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    if arguments[0] in WRITING:
        assert result.returncode == 1
        assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1
        assert "File too large" in result.stderr
    else:
        assert (result.returncode, result.stderr) == (0, "")
    assert contents(unstamped) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_folder_that_nobody_may_write_to_is_one_line(copy, tmp_path):
    fixed = tmp_path / "read only"
    fixed.mkdir()
    try:
        for how in (["--bind", copy, fixed], ["-o", "remount,ro,bind", fixed]):
            if subprocess.run(["mount", *how], capture_output=True).returncode:
                pytest.skip("this machine mounts nothing")
        for arguments in COMMANDS:
            result = command(fixed, *arguments)
            if arguments[0] in WRITING:
                assert result.returncode == 1 and result.stderr.count("\n") == 1, result.stderr
                assert "Read-only file system" in result.stderr
            else:
                assert (result.returncode, result.stderr) == (0, ""), arguments
    finally:
        subprocess.run(["umount", fixed], capture_output=True)
