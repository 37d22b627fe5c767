"""Write LICENCES.txt.

The licences of all that goes into the release, ours and others', whole, as each of them asks.

What only helps to build or to test is not in it: `make licences` lists that.
"""

from __future__ import annotations

import importlib.resources

from scripts.config import ROOT
from scripts.site import Files, Site

LINE = "=" * 100


def texts() -> dict[str, str]:
    """Return the licence of each part, by what the part is and where."""
    search = "assets/js/search.*.js"
    return {
        "This guide": (ROOT / "LICENSE").read_text(encoding="utf-8"),
        f"MiniSearch, in {search}": (
            ROOT / "overrides" / "assets" / "js" / "minisearch.LICENSE.txt"
        ).read_text(encoding="utf-8"),
        "Source Sans 3, in the PDF files and drawn in the pictures for shared links": (
            importlib.resources.files("fontpkg_source_sans_3") / "LICENSE"
        ).read_text(encoding="utf-8"),
    }


def files(site: Site) -> Files:
    """Write the file."""
    parts = [f"{LINE}\n{part}\n{LINE}\n\n{text.strip()}\n" for part, text in texts().items()]
    return {"LICENCES.txt": "\n".join(parts).encode()}
