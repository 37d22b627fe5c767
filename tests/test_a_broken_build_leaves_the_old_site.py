"""Whatever goes wrong in a build, a kill at any step, a full disk, a bad page: site/ is the old one, whole, and the next build heals."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scripts import swap
from tests import factories
from tests.conftest import ROOT

#: Every step of scripts/build.py at which a build can be ended, in its order; the last is after the folders changed places.
STEPS = (
    "check.problems", "assets.publish", "language.finish", "language.put", "sitemap.run", "redirects.write", "hosting.write", "licences.write",
    "compress.run", "manifest.write", "swap.put",
)
#: Runs a build without the PDFs, which are a step like the others.
QUICK = """
import sys
from scripts import build
build.pdf.make = lambda code, site, kept: None
sys.exit(build.main(["--serial", *sys.argv[1:]]))
"""
#: Runs a build that kills itself, without a word, where the step named by the first argument would begin.
KILLED_AT = """
import os, signal, sys
from scripts import build
build.pdf.make = lambda code, site, kept: None
where, _, name = sys.argv[1].rpartition(".")
setattr(getattr(build, where) if where else build, name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
build.main(["--serial"])
"""
#: Runs a build whose first worker kills the build, and goes on as if it did not know.
KILLED_BY_A_WORKER = """
import os, signal, time
from scripts import build, language
finish, parent = language.finish, os.getpid()
def ending(code, names):
    os.kill(parent, signal.SIGKILL)
    return finish(code, names)
language.finish = ending
build.main([])
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    factories.make_project(folder, 2)
    assert run(folder, "-c", QUICK).returncode == 0
    return folder


def run(house: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, "PROJECT_ROOT": str(house), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=300, **options,
    )


def digests(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


def change(house: Path, words: str) -> tuple[Path, str]:
    """Add a paragraph to an English page, so that a finished build would differ. Gives the page and its text before."""
    page = house / "docs" / "en" / "words.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n{words}\n", encoding="utf-8")
    return page, text


def test_ended_at_any_step_it_leaves_the_old_site_and_the_next_build_is_whole(house):
    before = digests(house / "site")
    page, text = change(house, "Written before the build was killed.")
    for step in STEPS:
        assert run(house, "-c", KILLED_AT, step).returncode == -signal.SIGKILL, step
        assert digests(house / "site") == before, step
    assert run(house, "-c", KILLED_BY_A_WORKER).returncode == -signal.SIGKILL
    assert digests(house / "site") == before
    assert run(house, "-c", QUICK).returncode == 0
    healed = digests(house / "site")
    assert healed != before and "Written before" in (house / "site" / "words" / "index.html").read_text(encoding="utf-8")
    assert run(house, "-c", QUICK, "--fresh").returncode == 0
    assert digests(house / "site") == healed
    page.write_text(text, encoding="utf-8")
    assert run(house, "-c", QUICK).returncode == 0
    assert digests(house / "site") == before


def test_a_worker_ends_with_its_build(tmp_path):
    code = """
import os, signal, sys, time
from scripts import workers
def work(_):
    print(os.getpid(), flush=True)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
with workers.pool(1) as pool:
    list(pool.map(work, [1]))
"""
    # The answer comes when all that held the output are gone: with a worker left over, the time-out.
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert result.returncode == -signal.SIGKILL and int(result.stdout)


@pytest.mark.parametrize("limit", [3_000, 20_000, 45_000], ids=["at the first pages", "at a large page", "at the largest"])
def test_a_full_disk_is_named_in_one_line(house, limit):
    """The system refuses files over a size, as it refuses all on a full disk: the same way out of the same calls."""
    before = digests(house / "site")
    page, text = change(house, f"Too much for {limit} bytes.")
    try:
        result = run(house, "-c", QUICK, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert result.returncode == 1
        assert result.stderr.startswith("site/ was not touched: File too large") and result.stderr.count("\n") == 1, result.stderr
        assert digests(house / "site") == before
    finally:
        page.write_text(text, encoding="utf-8")
    assert run(house, "-c", QUICK).returncode == 0
    assert digests(house / "site") == before


def test_a_page_in_another_encoding_is_named(house):
    before = digests(house / "site")
    page = house / "docs" / "bg" / "words.md"
    raw = page.read_bytes()
    wrong = raw.decode().encode("latin-1", errors="replace")
    line = next(number for number, row in enumerate(wrong.split(b"\n"), 1) if not row.isascii())
    page.write_bytes(wrong)
    try:
        result = run(house, "-c", QUICK)
        assert (result.returncode, result.stderr) == (1, f"docs/bg/words.md:{line}: expected UTF-8 text\n")
        assert digests(house / "site") == before
    finally:
        page.write_bytes(raw)


@pytest.mark.parametrize("can_exchange", [True, False], ids=["in one step", "by two renames"])
def test_the_site_changes_places_as_a_whole(tmp_path, monkeypatch, can_exchange):
    site, new, old = tmp_path / "site", tmp_path / "new", tmp_path / "old"
    if not can_exchange:
        monkeypatch.setattr(swap, "exchanged", lambda one, other: False)
    else:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        can_exchange = swap.exchanged(tmp_path / "a", tmp_path / "b")
    gone: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            if not site.exists():
                gone.append(1)

    def made(words: str) -> None:
        new.mkdir()
        (new / "index.html").write_text(words)
        swap.put(new, site, old)

    made("000")
    reader = threading.Thread(target=look)
    reader.start()
    for number in range(300):
        made(f"{number:03}")
        assert (site / "index.html").read_text() == f"{number:03}" and not old.exists() and not new.exists()
    stop.set()
    reader.join()
    assert not (can_exchange and gone)


def test_a_build_that_ended_between_two_renames_is_mended(tmp_path):
    site, old = tmp_path / "site", tmp_path / "old"
    old.mkdir()
    (old / "index.html").write_text("the former site")
    swap.mended(site, old)
    assert (site / "index.html").read_text() == "the former site" and not old.exists()
    (old).mkdir()
    swap.mended(site, old)
    assert (site / "index.html").read_text() == "the former site"
