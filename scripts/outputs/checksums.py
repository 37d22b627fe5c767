"""List every file of the site with its hash, so that anyone can tell a whole copy.

`sha256sum -c SHA256SUMS`.
"""

from __future__ import annotations

import hashlib

from scripts.site import Files, Site

NAME = "SHA256SUMS"


def files(site: Site) -> Files:
    """List the hashes in the order of the paths.

    The list itself is not in it, nor the compressed copies that `make site` adds.
    """
    paths = sorted(
        path.relative_to(site.directory).as_posix()
        for path in site.directory.rglob("*")
        if path.is_file()
    )
    rows = [
        f"{hashlib.sha256((site.directory / path).read_bytes()).hexdigest()}  {path}\n"
        for path in paths
    ]
    return {NAME: "".join(rows).encode()}
