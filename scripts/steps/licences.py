"""Writes LICENCES.txt: the licences of all that goes into the release, ours and others', whole, as each of them asks.

What only helps to build or to test is not in it: `make licences` lists that.
"""

from __future__ import annotations

import importlib.metadata
import importlib.resources
from pathlib import Path

from scripts import config
from scripts.errors import BuildError

LINE = "=" * 100


def _snowball() -> str:
    """The licence that Snowball's own package carries; Sphinx, which ships the stemmers, installs it."""
    for path in importlib.metadata.files("snowballstemmer") or []:
        if path.name == "COPYING":
            return path.read_text(encoding="utf-8")
    raise BuildError("requirements.txt", 1, "expected the package snowballstemmer to carry its licence, COPYING")


def texts() -> dict[str, str]:
    """What a part is and where it is → its licence."""
    search = "assets/search.*.js"
    return {
        "This guide": (config.ROOT / "LICENSE").read_text(encoding="utf-8"),
        f"MiniSearch, in {search}": (config.DOCS / "assets" / "search" / "minisearch-licence.txt").read_text(encoding="utf-8"),
        "Snowball stemmers, in assets/search/*.js": _snowball(),
        "Source Sans 3, in the PDF files and drawn in the pictures for shared links":
            (importlib.resources.files("fontpkg_source_sans_3") / "LICENSE").read_text(encoding="utf-8"),
    }


def write(site: Path) -> None:
    """Write the file into the folder `site`."""
    parts = [f"{LINE}\n{part}\n{LINE}\n\n{text.strip()}\n" for part, text in texts().items()]
    (site / "LICENCES.txt").write_text("\n".join(parts), encoding="utf-8")
