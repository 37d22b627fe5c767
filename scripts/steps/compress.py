"""Writes .br, .zst and .gz beside each text file of the release, for hosts that send precompressed files.

The best quality takes most of a release's time, so what was compressed once is kept by its content in .build/compressed.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import partial
from pathlib import Path

import brotli
import zstandard

from scripts import workers

TEXT = {".html", ".css", ".js", ".svg", ".xml", ".txt", ".json", ".webmanifest"}
#: How each copy is made, at the best quality. Zstandard's 19 is the last that every browser reads: RFC 9659 holds the window to 8 MB.
WAYS = {
    ".br": lambda content: brotli.compress(content, quality=11),
    ".zst": lambda content: zstandard.ZstdCompressor(level=19).compress(content),
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}
#: Smaller files are not worth a second request's headers: they fit one packet as they are.
LEAST = 512  # bytes


def _one(path: Path, kept: Path) -> None:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    for ending, squeeze in WAYS.items():
        known = kept / (digest + ending)
        if not known.exists():
            part = known.with_suffix(f"{ending}.{path.name}.part")
            part.write_bytes(squeeze(content))
            part.replace(known)
        path.with_name(path.name + ending).write_bytes(known.read_bytes())


def run(site: Path, kept: Path, serial: bool = False) -> None:
    """Compress all text files of the folder `site`; `kept` is the folder of what was compressed before."""
    kept.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TEXT and path.stat().st_size >= LEAST]
    if serial:
        for path in files:
            _one(path, kept)
        return
    with workers.pool() as pool:
        list(pool.map(partial(_one, kept=kept), files, chunksize=16))
