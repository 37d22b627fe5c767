"""One after the other, side by side, after a change and back, in another place: the release is the same, byte for byte; a failed build
changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
import zstandard

from tests import factories
from scripts.commands import offline_zip as offline
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A house with three languages; the third is a copy of the English pages."""
    folder = tmp_path_factory.mktemp("house")
    factories.make_project(folder, 3)
    return folder


def built(house: Path, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "scripts.build", "--pages", *options], cwd=ROOT, env={**os.environ, "PROJECT_ROOT": str(house)}, capture_output=True, text=True
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


def copied(target: Path, backwards: bool) -> None:
    """Copy the project into a new folder, file by file, in order or backwards; with two languages, since more show nothing more."""
    parts = ("docs", "hosting", "overrides", "scripts")
    files = sorted(path for part in parts for path in (ROOT / part).rglob("*") if path.is_file() and path.suffix != ".pyc")
    files += [ROOT / name for name in ("LICENSE", "mkdocs.yml", "pyproject.toml", "requirements.txt")]
    for path in reversed(files) if backwards else files:
        place = target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    config = (target / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    languages = [number for number, line in enumerate(config) if line.startswith("        - {locale:")]
    for number in reversed(languages[2:]):
        del config[number]
    (target / "mkdocs.yml").write_text("\n".join(config), encoding="utf-8")


def test_another_folder_clock_locale_and_order_of_files_give_the_same_bytes(tmp_path):
    results = []
    for name, backwards, place in (
        ("one", False, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("a longer name/with a space", True, {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        copied(tmp_path / name, backwards)
        environment = {key: value for key, value in os.environ.items() if key not in ("PROJECT_ROOT", "LANG", "LANGUAGE")} | place
        environment |= {"PYTHONUTF8": "1", "PYTHONPATH": str(tmp_path / name)}
        result = subprocess.run(
            [sys.executable, "-m", "scripts.build"], cwd=tmp_path / name, env=environment, capture_output=True, text=True, umask=0o077 if backwards else 0o022
        )
        assert result.returncode == 0, result.stderr
        results.append(digests(tmp_path / name / "site"))
        zipped = offline.write_archive(tmp_path / name / "site", tmp_path / name)
        results[-1][zipped.name] = hashlib.sha256(zipped.read_bytes()).hexdigest()
    assert [path for path in results[0] if results[0][path] != results[1].get(path)] == []
    assert results[0].keys() == results[1].keys()


def test_the_manifest_names_every_file(site):
    listed = dict(reversed(line.split("  ", 1)) for line in (site / "manifest.sha256").read_text(encoding="utf-8").splitlines())
    found = digests(site)
    found.pop("manifest.sha256")
    assert listed == found and list(listed) == sorted(listed)
    if shutil.which("sha256sum"):  # the command that the manifest is for; macOS calls it shasum
        assert subprocess.run(["sha256sum", "--check", "--quiet", "manifest.sha256"], cwd=site, capture_output=True).returncode == 0


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
    unpack = {".br": brotli.decompress, ".zst": zstandard.decompress, ".gz": gzip.decompress}
    copies = [copy for ending in unpack for copy in site.rglob(f"*{ending}")]
    pages = [path for path in site.rglob("index.html")]
    assert len(copies) >= 3 * len(pages)
    for copy in copies:
        assert unpack[copy.suffix](copy.read_bytes()) == copy.with_name(copy.name.removesuffix(copy.suffix)).read_bytes()


def test_what_browsers_keep_for_ever_is_named_by_its_content(site):
    for path in (site / "assets").rglob("*"):
        if path.is_file() and path.suffix not in (".br", ".zst", ".gz"):
            assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]
