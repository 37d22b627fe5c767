"""One after the other, side by side, or after a change and back: the release is the same, byte for byte; a failed build changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

from scripts import many_languages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A house with three languages; the third is a copy of the English pages."""
    folder = tmp_path_factory.mktemp("house")
    many_languages.make(folder, 3)
    return folder


def built(house: Path, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "scripts.build", *options], cwd=ROOT, env={**os.environ, "HOUSE": str(house)}, capture_output=True, text=True
    )


def digests(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


def test_serial_parallel_and_incremental_are_the_same(house):
    page = house / "docs" / "bg" / "words.md"
    text = page.read_text(encoding="utf-8")
    results = []
    for options, change in ((["--fresh", "--serial"], None), (["--fresh"], None), ([], text + "\nOne more sentence.\n"), ([], text)):
        if change is not None:
            page.write_text(change, encoding="utf-8")
        result = built(house, *options)
        assert result.returncode == 0, result.stderr
        results.append(digests(house / "site"))
    serial, parallel, changed, back = results
    assert serial == parallel == back
    differ = {path for path in serial if serial[path] != changed.get(path)}
    assert "bg/words/index.html" in differ
    assert not [path for path in differ if not path.startswith(("bg/", "assets/search/bg.", "manifest.sha256"))]


def test_an_unchanged_language_is_not_made_again(house):
    assert built(house).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (house / ".build" / "finished").glob("*/key")}
    page = house / "docs" / "bg" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nAnd one here.\n", encoding="utf-8")
    assert built(house).returncode == 0
    again = {path.parent.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert again == {"bg"}


def test_a_build_that_fails_leaves_the_old_site_whole(house):
    assert built(house).returncode == 0
    before = digests(house / "site")
    page = house / "docs" / "bg" / "about.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("{ #top }", ""), encoding="utf-8")
    result = built(house)
    page.write_text(text, encoding="utf-8")
    assert result.returncode == 1 and "docs/bg/about.md:" in result.stderr
    assert digests(house / "site") == before


def test_compressed_copies_hold_the_same(site):
    copies = [*site.rglob("*.br"), *site.rglob("*.gz")]
    pages = [path for path in site.rglob("index.html")]
    assert len(copies) >= 2 * len(pages)
    for copy in copies:
        unpack = brotli.decompress if copy.suffix == ".br" else gzip.decompress
        assert unpack(copy.read_bytes()) == copy.with_name(copy.name.removesuffix(copy.suffix)).read_bytes()


def test_what_browsers_keep_for_ever_is_named_by_its_content(site):
    for path in (site / "assets").rglob("*"):
        if path.is_file() and path.suffix not in (".br", ".gz"):
            assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]
