"""Compare a live copy of the site with the checksums of this repository's build."""

from __future__ import annotations

import gzip
import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import brotli
import click
import zstandard

from scripts.config import ROOT, is_http_url
from scripts.outputs.checksums import NAME

SITE = ROOT / "site"
#: Read by a host, and not sent on by all of them.
HOST_FILES = ("_headers", "_redirects", "hosting/")
TIMEOUT = 30  # seconds for one file
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": lambda content: bytes(brotli.decompress(content)),
    "zstd": lambda content: zstandard.ZstdDecompressor().decompressobj().decompress(content),
}


def fetch(url: str, fresh: bool = False) -> tuple[bytes, str]:
    """Return a file as a browser would have it, decompressed, and how long a cache has kept it.

    With `fresh`, ask past the caches. Raises HTTPError for another answer than 200, ValueError for
    a compression that is broken or unknown.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "verify"}
    if fresh:
        headers["Cache-Control"] = "no-cache"
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        content, encoding = answer.read(), answer.headers.get("Content-Encoding", "").lower()
        age = answer.headers.get("Age", "0")
    if encoding not in DECODERS:
        raise ValueError(f"sent in the unknown compression “{encoding}”")
    try:
        return DECODERS[encoding](content), age
    except (OSError, EOFError, brotli.error, zstandard.ZstdError) as error:
        raise ValueError(f"sent in a broken compression “{encoding}”") from error


def first_difference(expected: bytes, found: bytes) -> str:
    """Say where two files begin to differ, with a few characters of each."""
    pairs = enumerate(zip(expected, found, strict=False))
    place = next(
        (index for index, (one, other) in pairs if one != other), min(len(expected), len(found))
    )

    def around(content: bytes) -> str:
        return content[max(0, place - 10) : place + 20].decode("utf-8", errors="replace")

    return f"differs from byte {place} on: expected “{around(expected)}”; found “{around(found)}”"


def compare(base: str, path: str, expected: bytes) -> str:
    """Return what is wrong with one file of a live copy, "" for nothing."""
    url = base + quote(path.removesuffix("index.html"))
    try:
        found, age = fetch(url)
        if found == expected:
            return ""
        if fetch(f"{url}?{hashlib.sha256(expected).hexdigest()[:12]}", fresh=True)[0] == expected:
            return (
                f"an older copy is in a cache (kept for {age} seconds); behind it the file is right"
            )
        return first_difference(expected, found)
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return "is missing" if not path.startswith(HOST_FILES) else ""
        return f"is answered with {error.code}"
    except urllib.error.URLError as error:
        return f"is not answered: {error.reason}"
    except ValueError as error:
        return str(error)


def listed_files(folder: Path) -> list[str]:
    """Return the paths of SHA256SUMS, in its order."""
    rows = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return [row.partition("  ")[2] for row in rows]


@click.command()
@click.argument("url")
def verify(url: str) -> None:
    """Compare the copy at URL with site/, file by file; exit code 1 at the first difference.

    Build site/ for the address that the copy was made for: SITE_URL=https://… make site.
    """
    if not is_http_url(url):
        raise click.BadParameter(
            f"expected an address such as https://your.address/; found “{url}”"
        )
    if not (SITE / NAME).exists():
        raise click.ClickException("expected site/ to be built: make site")
    base = url.rstrip("/") + "/"
    paths = listed_files(SITE)
    for path in [*paths, NAME]:
        problem = compare(base, path, (SITE / path).read_bytes())
        if problem:
            raise click.ClickException(f"{base}{path}: {problem}")
    print(f"{base}: all {len(paths)} files are those of this build")
