"""Whatever ends a build, a mistake, a full disk, a kill: site/ is the old one, whole."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.caddy import free_port
from tests.project import copy_project, digests, edit, environment, mkdocs


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project of one language, built."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    result = mkdocs(folder, "build", "-q")
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def untouched(project):
    """Give the project; after the test site/ must be the same and nothing half-written left."""
    before = digests(project / "site")
    yield project
    assert digests(project / "site") == before
    left = [path.name for path in project.iterdir() if path.name.startswith(".site")]
    assert left == []


def test_a_mistake_is_one_line_and_nothing_is_written(untouched):
    page = untouched / "docs" / "en" / "about.md"
    text = edit(page, "{ #top }", "")
    try:
        result = mkdocs(untouched, "build", "-q")
    finally:
        page.write_text(text, encoding="utf-8")
    assert result.returncode == 1
    assert "ERROR   -  docs/en/about.md:" in result.stderr and "Traceback" not in result.stderr


def test_a_full_disk_leaves_the_old_site(untouched):
    """The system refuses files over a size, as it refuses all on a full disk."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (45_000, 45_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    result = mkdocs(untouched, "build", "-q", preexec_fn=limited)
    assert result.returncode != 0 and "File too large" in result.stderr
    assert "Traceback" not in result.stderr, result.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_small_disk_that_is_really_full_leaves_the_old_site(untouched, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", disk])
    if mounted.returncode:
        pytest.skip("this machine mounts nothing")
    try:
        (disk / "site").mkdir()
        (disk / "site" / "index.html").write_text("the old site")
        result = mkdocs(untouched, "build", "-q", "-d", str(disk / "site"))
        assert result.returncode != 0
        assert "No space left on device" in result.stderr and "Traceback" not in result.stderr
        assert digests(disk).keys() == {"site/index.html"}
        assert (disk / "site" / "index.html").read_text() == "the old site"
    finally:
        subprocess.run(["umount", disk], check=True)


#: Runs a build that kills itself, without a word, where the named function would begin.
KILLED_AT = """
import importlib, os, signal, sys
import scripts.hooks.import_path
module, name = sys.argv.pop(1).split(":")
module = importlib.import_module(module)
setattr(module, name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
sys.argv = ["mkdocs", "build", "-q"]
from mkdocs.__main__ import cli
cli()
"""
#: Where a build is ended: while pages are written, and right before the folders change.
STEPS = ("scripts.outputs.search_index:index_sections", "scripts.site:stop")


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_leaves_the_old_site_and_the_next_build_is_whole(project, step):
    before = digests(project / "site")
    page = project / "docs" / "en" / "words.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nWritten before the build was killed.\n", encoding="utf-8")
    try:
        env = environment(PYTHONPATH=str(project))
        command = [sys.executable, "-c", KILLED_AT, step]
        run = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True)
        assert run.returncode == -signal.SIGKILL, run.stderr
        assert digests(project / "site") == before
    finally:
        page.write_text(text, encoding="utf-8")
        for left in project.glob(".site*"):
            shutil.rmtree(left)


def processes(group: int) -> list[str]:
    """Return the processes of a group that have not ended."""
    run = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True)
    return run.stdout.split()


@pytest.mark.parametrize(("name", "wait"), [("build", 0), ("build", 1), ("serve", 0.2)])
def test_ctrl_c_leaves_the_old_site_no_process_and_no_traceback(untouched, name, wait):
    """It reaches the worker processes too, here when they begin, import and work."""
    address = ["--dev-addr", f"127.0.0.1:{free_port()}"] if name == "serve" else []
    command = [sys.executable, "-m", "mkdocs", name, "-q", *address]
    log = untouched / "interrupted.log"
    with log.open("w") as stream:
        run = subprocess.Popen(
            command,
            cwd=untouched,
            env=environment(),
            stdout=stream,
            stderr=stream,
            start_new_session=True,
            # What a shell starts in the background ignores it, and so would all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        try:
            deadline = time.monotonic() + 120
            while len(processes(run.pid)) < 3:  # the build, what watches its memory, a worker
                assert run.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            time.sleep(wait)
            os.killpg(run.pid, signal.SIGINT)
            run.wait(60)
            while processes(run.pid):
                assert time.monotonic() < deadline
                time.sleep(0.05)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()
    assert "Traceback" not in log.read_text(), log.read_text()


#: Runs a build that is interrupted right before each of the two folders gets its new name.
INTERRUPTED = """
import os, pathlib, signal, sys
rename = pathlib.Path.rename
def interrupted(self, target):
    if "site" in self.name:
        os.kill(os.getpid(), signal.SIGINT)
    return rename(self, target)
pathlib.Path.rename = interrupted
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["mkdocs", "build", "-q"]
from mkdocs.__main__ import cli
cli()
"""


def test_ctrl_c_while_the_folders_change_comes_too_late(untouched):
    command = [sys.executable, "-c", INTERRUPTED]
    run = subprocess.run(
        command, cwd=untouched, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_an_end_from_outside_leaves_the_old_site(project):
    """SIGTERM, as a machine that shuts down sends it, in the middle of the pages."""
    before = digests(project / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    with subprocess.Popen(
        command, cwd=project, env=environment(), stderr=subprocess.DEVNULL
    ) as run:
        deadline = time.monotonic() + 120
        while not list(project.glob(".site*")) and run.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.terminate()
    assert digests(project / "site") == before
    result = mkdocs(project, "build", "-q")
    assert result.returncode == 0 and digests(project / "site") == before
    for left in project.glob(".site*"):
        shutil.rmtree(left)
