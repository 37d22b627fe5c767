"""The same sources give the same bytes: in another folder, time zone, order; `make site` too."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import sys

import brotli
import zstandard

from scripts.commands.offline_zip import write_archive
from tests.pages import SITE
from tests.project import copy_project, digests, environment, mkdocs

UNPACK = {".br": brotli.decompress, ".zst": zstandard.decompress, ".gz": gzip.decompress}


def test_another_folder_clock_locale_and_order_of_files_give_the_same_bytes(tmp_path):
    results = []
    for name, backwards, place in (
        ("one", False, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        (
            "a longer name/with a space",
            True,
            {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        ),
    ):
        project = copy_project(tmp_path / name, ("en", "fi"), backwards=backwards)
        mask = 0o077 if backwards else 0o022
        result = mkdocs(project, "build", "--strict", "-q", env=environment(**place), umask=mask)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        results.append(digests(project / "site"))
        # `make site` is this, and the compressed copies.
        if not backwards:
            command = [sys.executable, "-m", "scripts", "precompress"]
            run = subprocess.run(command, cwd=project, env=environment(), capture_output=True)
            assert run.returncode == 0, run.stderr
            site = project / "site"
            more = digests(site)
            assert {path: more[path] for path in results[0]} == results[0]
            copies = [path for path in more if path not in results[0]]
            assert len(copies) >= 3 * 36
            for path in copies:
                stem, dot, ending = path.rpartition(".")
                unpacked = UNPACK[f"{dot}{ending}"]((site / path).read_bytes())
                assert unpacked == (site / stem).read_bytes(), path
    one, other = results
    assert [path for path in one if one[path] != other.get(path)] == []
    assert one.keys() == other.keys()


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
