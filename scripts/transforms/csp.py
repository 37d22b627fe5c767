"""Put a Content-Security-Policy into the page itself, so that it holds on any host.

Only the page's own style and its one line of script, named by their hashes, and scripts and
pictures of the same site; no request by script, no form that is sent, no other base. Data blocks
such as JSON-LD are not run, so the policy does not concern them.
"""

from __future__ import annotations

import base64
import hashlib

from scripts.document import Document


def csp_hash(text: str) -> str:
    """Return a style's or script's text as a policy names it (CSP level 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _add(document: Document, script_src: str) -> None:
    styles = (
        " ".join(csp_hash(node.text(deep=True)) for node in document.select("style")) or "'none'"
    )
    policy = (
        f"default-src 'none'; style-src {styles}; script-src {script_src}; img-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    charset = document.select("meta[charset]")[0]
    document.insert_after(
        charset, "meta", {"http-equiv": "Content-Security-Policy", "content": policy}
    )


def add_csp_meta(document: Document) -> None:
    """Put the policy before anything that it speaks of."""
    scripts = [node.text(deep=True) for node in document.select("script:not([src]):not([type])")]
    _add(document, " ".join(["'self'", *map(csp_hash, scripts)]))


def add_live_reload_csp_meta(document: Document) -> None:
    """Put the policy for `mkdocs serve`: live reload is a script in the page, and asks the server.

    A hash beside 'unsafe-inline' would switch that off.
    """
    _add(document, "'self' 'unsafe-inline'; connect-src 'self'")
