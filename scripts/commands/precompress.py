"""Write .br, .zst and .gz beside each text file of site/, for hosts that send such copies."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli
import click
import zstandard

from scripts.atomic_write import atomic_write
from scripts.config import ROOT

SITE = ROOT / "site"
#: The best quality takes most of a release's time, so what was compressed once is kept by its
#: content.
CACHE = ROOT / ".build" / "compressed"
TEXT = {".html", ".css", ".js", ".svg", ".xml", ".txt", ".json"}
#: Smaller files are not worth a second copy: they fit one packet as they are.
MIN_BYTES = 512
#: The best quality of each. Zstandard's 19 is the last that every browser reads: RFC 9659 holds the
#: window to 8 MB.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: bytes(brotli.compress(content, quality=11)),
    ".zst": lambda content: zstandard.ZstdCompressor(level=19).compress(content),
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}


def compress_file(path: Path) -> None:
    """Write the compressed copies of one file."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    for ending, encode in ENCODERS.items():
        kept = CACHE / (digest + ending)
        if not kept.exists():
            atomic_write(kept, encode(content))
        atomic_write(path.with_name(path.name + ending), kept.read_bytes())


@click.command()
def precompress() -> None:
    """Write compressed copies of the text files of site/, for hosts that send them."""
    if not SITE.is_dir():
        raise click.ClickException("expected site/ to be built: make site")
    CACHE.mkdir(parents=True, exist_ok=True)
    files = [
        path
        for path in sorted(SITE.rglob("*"))
        if path.suffix in TEXT and path.stat().st_size >= MIN_BYTES
    ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(compress_file, files, chunksize=16))
    pages = sum(1 for path in files if path.name == "index.html")
    print(f"site/: {pages} pages, {len(files)} files with compressed copies")
