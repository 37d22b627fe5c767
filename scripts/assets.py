"""The scripts and pictures of the frame that pages ask for.

Minified scripts, the mark, and the search that all languages share.
"""

from __future__ import annotations

import minify

from scripts.config import ROOT, display_path
from scripts.errors import BuildError
from scripts.site import Files

FOLDER = ROOT / "overrides" / "assets"
SCRIPTS = ("main.js", "authorities.js")
#: How MiniSearch's file ends; in one script with search.js there is nothing to export.
EXPORT = "export { MiniSearch as default };"
LICENCE = "/*! MiniSearch, (c) Luca Ongaro, MIT. */"


def minified_script(name: str) -> str:
    """Return a script of overrides/assets/js without comments and spaces, with short names."""
    return _minified((FOLDER / "js" / name).read_text(encoding="utf-8"))


def _minified(script: str) -> str:
    return str(minify.string("text/javascript", script))


def search_script() -> bytes:
    """Return the search that all languages share: the library, and what shows its results.

    Raises BuildError for a library of another form.
    """
    path = FOLDER / "js" / "minisearch.js"
    library = path.read_text(encoding="utf-8").rstrip()
    if not library.endswith(EXPORT):
        line = library.count("\n") + 1
        raise BuildError(display_path(path), line, f"expected the last line to be `{EXPORT}`")
    interface = (FOLDER / "js" / "search.js").read_text(encoding="utf-8")
    body = _minified(f"(()=>{{{library.removesuffix(EXPORT)}\n{interface}}})()")
    return f"{LICENCE}\n{body}\n".encode()


def shared_assets() -> Files:
    """Return the assets that the pages of all languages share, by their path below the site."""
    scripts = {f"assets/js/{name}": f"{minified_script(name)}\n".encode() for name in SCRIPTS}
    mark = {"assets/mark.svg": (FOLDER / "mark.svg").read_bytes()}
    return scripts | mark | {"assets/js/search.js": search_script()}
