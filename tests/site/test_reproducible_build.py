"""The same sources give the same bytes: in another folder, time zone, order, with other line ends."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path

import brotli
import zstandard

from scripts import config
from scripts.commands.offline_zip import write_archive
from tests.pages import SITE
from tests.project import copy_project, digests, environment, mkdocs

UNPACK = {".br": brotli.decompress, ".zst": zstandard.decompress, ".gz": gzip.decompress}


#: What editors and systems leave in a folder.
STRAY = (".DS_Store", ".idea/x", "docs/.obsidian/x.md", "hosting/Icon\r", "scripts/checks/Icon\r")
#: Text, whose lines end otherwise on Windows.
TEXT = (".css", ".html", ".js", ".json", ".md", ".svg", ".tsv", ".typ", ".yml")


def unsettle(project: Path) -> None:
    """Give every text the line ends of Windows, and leave stray files."""
    for path in project.rglob("*"):
        if path.suffix in TEXT and ".build" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for name in STRAY:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("stray")


def test_another_folder_clock_locale_order_and_line_ends_give_the_same_bytes(tmp_path):
    one = copy_project(tmp_path / "one", ("en", "mt"))
    other = copy_project(tmp_path / "a longer name/with a space", ("en", "mt"), backwards=True)
    unsettle(other)
    results = []
    for project, mask, place in (
        (one, 0o022, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        (other, 0o077, {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        result = mkdocs(project, "build", "--strict", "-q", env=environment(**place), umask=mask)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        results.append(digests(project / "site"))
    first, second = results
    assert [path for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()


def test_compressed_copies_hold_the_same_and_change_nothing(site):
    """`make site` is `mkdocs build`, and these."""
    copies = [path for path in SITE.rglob("*") if path.suffix in UNPACK]
    assert len(copies) >= 3 * len(config.locales()) * len(config.page_filenames())
    for path in copies[::10]:
        unpacked = UNPACK[path.suffix](path.read_bytes())
        assert unpacked == path.with_suffix("").read_bytes(), path


def test_the_checksums_name_every_file(site):
    rows = (SITE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = dict(reversed(row.split("  ", 1)) for row in rows)
    found = {path: digest for path, digest in digests(SITE).items() if path != "SHA256SUMS"}
    found = {path: digest for path, digest in found.items() if not path.endswith(tuple(UNPACK))}
    assert listed == found and list(listed) == sorted(listed)
    if shutil.which("sha256sum"):  # the command that the list is for; macOS calls it shasum
        command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
        assert subprocess.run(command, cwd=SITE, capture_output=True).returncode == 0


def test_what_browsers_keep_for_ever_is_named_by_its_content(site):
    for path in (SITE / "assets").rglob("*"):
        if path.is_file() and path.suffix not in UNPACK:
            assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def test_the_archive_tells_of_no_folder(site, tmp_path):
    assert str(tmp_path).encode() not in write_archive(SITE, tmp_path).read_bytes()
