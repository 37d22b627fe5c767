"""Writes manifest.sha256: every file of the release with its hash, so that anyone can tell a whole copy: `sha256sum -c manifest.sha256`."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "manifest.sha256"


def write(site: Path) -> None:
    """Write the list into the folder `site`, in the order of the paths; the list itself is not in it."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    rows = [f"{hashlib.sha256((site / path).read_bytes()).hexdigest()}  {path}\n" for path in paths if path != NAME]
    (site / NAME).write_text("".join(rows), encoding="utf-8")
