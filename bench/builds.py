"""How long builds take: wall and CPU seconds, this site and the stock site, runs interleaved, since machines drift."""

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

from scripts import config
from tests import factories
from scripts.bench import stock


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of a function that starts processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ours(folder: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "scripts.build", *options],
        cwd=config.ROOT,
        env={**os.environ, "PROJECT_ROOT": str(folder)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _middle(runs: list[tuple[float, float]]) -> str:
    walls, cpus = zip(*runs)
    return f"{statistics.median(walls):.1f} ({min(walls):.1f}–{max(walls):.1f}) / {statistics.median(cpus):.1f}"


def table(counts: tuple[int, ...], runs: int) -> list[list[str]]:
    """Rows of the table: languages, this site, the stock site, the ratio of their medians, and a build after one change."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for count in counts:
            ours, theirs = Path(scratch) / f"ours{count}", Path(scratch) / f"stock{count}"
            ours.mkdir()
            codes = factories.make_project(ours, count)
            stock.write(ours, theirs, codes)
            page = ours / "docs" / codes[-1] / "about.md"
            text = page.read_text(encoding="utf-8")
            full, again, other = [], [], []
            for run in range(runs):
                full.append(timed(lambda: _ours(ours, "--fresh", "--pages")))
                # Another text each time, and no number: a translation must have those of the English page.
                page.write_text(f"{text}\n{'New. ' * (run + 1)}\n", encoding="utf-8")
                again.append(timed(lambda: _ours(ours, "--pages")))
                shutil.rmtree(theirs / "site", ignore_errors=True)
                other.append(timed(lambda: stock.build(theirs)))
            ratio = statistics.median(wall for wall, _ in full) / statistics.median(
                wall for wall, _ in other
            )
            share = statistics.median(wall for wall, _ in again) / statistics.median(
                wall for wall, _ in full
            )
            rows.append(
                [
                    str(count),
                    _middle(full),
                    _middle(other),
                    f"{ratio:.2f}",
                    f"{_middle(again)}, {share:.0%}",
                ]
            )
    return rows
