"""Measure how long builds take.

Wall and CPU seconds, this site and the stock site, runs interleaved.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import baseline
from tests import factories

Run = tuple[float, float]


def timed(work: Callable[[], object]) -> Run:
    """Return wall and CPU seconds of a function that starts processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(folder: Path) -> None:
    """Build the release of a project. Raises CalledProcessError when MkDocs fails."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "PROJECT_ROOT": str(folder), "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _middle(runs: list[Run]) -> str:
    walls, cpus = zip(*runs, strict=True)
    spread = f"{min(walls):.1f}–{max(walls):.1f}"
    return f"{statistics.median(walls):.1f} ({spread}) / {statistics.median(cpus):.1f}"


def _wall(runs: list[Run]) -> float:
    return statistics.median(wall for wall, _ in runs)


def table(counts: tuple[int, ...], runs: int) -> list[list[str]]:
    """Return a row for each count of languages.

    This site with all it makes, the stock site, and a build after one change.

    A first build sets every PDF and card; later ones keep those whose text is the same.

    """
    rows = []
    for count in counts:
        first, again, stock = [], [], []
        for run in range(runs):
            with tempfile.TemporaryDirectory() as scratch:
                ours, theirs = Path(scratch) / "ours", Path(scratch) / "stock"
                ours.mkdir()
                codes = factories.make_project(ours, count)
                baseline.write(ours, theirs, codes)
                first.append(timed(lambda: build(ours)))  # noqa: B023
                page = ours / "docs" / codes[-1] / "about.md"
                # Within a paragraph, and no number: a translation has the blocks and the numbers of
                # the English page.
                text = page.read_text(encoding="utf-8").rstrip()
                page.write_text(f"{text} {'New. ' * (run + 1)}\n", encoding="utf-8")
                again.append(timed(lambda: build(ours)))  # noqa: B023
                shutil.rmtree(theirs / "site", ignore_errors=True)
                stock.append(timed(lambda: baseline.build(theirs)))  # noqa: B023
        row = [str(count), _middle(first), _middle(again), _middle(stock)]
        rows.append([*row, f"{_wall(again) / _wall(stock):.2f}"])
    return rows
