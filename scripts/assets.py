"""The scripts and pictures of the frame that pages ask for.

Minified scripts, the mark, and the search that all languages share.
"""

from __future__ import annotations

import re

import rjsmin

from scripts.config import ROOT, display_path
from scripts.errors import BuildError
from scripts.site import Files

FOLDER = ROOT / "overrides" / "assets"
SCRIPTS = ("main.js", "authorities.js")
#: How MiniSearch's file ends; in one script with search.js its class is handed over by name.
EXPORT = re.compile(r"export ?\{ ?(\w+) as default ?\};?\s*$")
LICENCE = "/*! MiniSearch, (c) Luca Ongaro, MIT. */"


def minified_script(name: str) -> str:
    """Return a script of overrides/assets/js without comments and spaces."""
    return str(rjsmin.jsmin((FOLDER / "js" / name).read_text(encoding="utf-8")))


def search_script() -> bytes:
    """Return the search that all languages share: the library, and what shows its results.

    Raises BuildError for a library of another form.
    """
    path = FOLDER / "js" / "minisearch.js"
    library = minified_script(path.name)
    exported = EXPORT.search(library)
    if not exported:
        message = "expected the last line to be `export{… as default};`"
        raise BuildError(display_path(path), path.read_text().rstrip().count("\n") + 1, message)
    scope = f"const MiniSearch=(()=>{{{library[: exported.start()]}return {exported[1]}}})();"
    return f"{LICENCE}\n(()=>{{{scope}{minified_script('search.js')}}})()\n".encode()


def shared_assets() -> Files:
    """Return the assets that the pages of all languages share, by their path below the site."""
    scripts = {f"assets/js/{name}": f"{minified_script(name)}\n".encode() for name in SCRIPTS}
    # As text, so that CRLF in a checkout changes no byte of the site.
    mark = {"assets/mark.svg": (FOLDER / "mark.svg").read_text(encoding="utf-8").encode()}
    return scripts | mark | {"assets/js/search.js": search_script()}
