"""How long all PDFs take when nothing of them is kept, and how large they are. A release makes them once its pages are there."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import build, config, language
from tests import factories
from scripts.bench.builds import timed


def _made(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "scripts.bench.pdfs"],
        cwd=config.ROOT,
        env={**os.environ, "PROJECT_ROOT": str(folder)},
        check=True,
    )


def row(count: int, runs: int) -> list[str]:
    """Languages; wall and CPU seconds for the two PDFs of each, anew; kilobytes of guide.pdf and of steps.pdf (median and largest)."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        factories.make_project(folder, count)
        subprocess.run(
            [sys.executable, "-m", "scripts.build", "--pages"],
            cwd=config.ROOT,
            env={**os.environ, "PROJECT_ROOT": str(folder)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        walls, cpus = zip(*(timed(lambda: _made(folder)) for _ in range(runs)))
        sizes = [
            [path.stat().st_size / 1000 for path in (folder / "site").rglob(name)]
            for name in ("guide.pdf", "steps.pdf")
        ]
    return [
        str(count),
        f"{statistics.median(walls):.1f} ({min(walls):.1f}–{max(walls):.1f}) / {statistics.median(cpus):.1f}",
        *(f"{statistics.median(each):.0f} ({max(each):.0f})" for each in sizes),
    ]


if __name__ == "__main__":  # in a process of its own, for the house that HOUSE names
    kept = language.WORK / "pdf"
    shutil.rmtree(kept, ignore_errors=True)
    failures = build.pdfs([each.code for each in config.locales()], build.SITE, kept)
    sys.exit(str(failures) if failures else 0)
