"""Seals a page: a Content-Security-Policy in the page itself, so that it holds on any host (DESIGN 7).

Only the page's own style, named by its hash, and scripts and pictures of the same site; no request by script, no form that
is sent, no other base. Data blocks such as JSON-LD are not run, so the policy does not concern them.
"""

from __future__ import annotations

import base64
import hashlib
import re

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
#: A script in the page itself; only the page for wrong addresses has one, since it cannot know where its files are.
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">\n'


def hashed(text: str) -> str:
    """A style's or script's text as a policy names it (CSP level 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def sealed(html: str) -> str:
    """The page with its policy, before anything that the policy speaks of."""
    styles = " ".join(map(hashed, STYLE.findall(html))) or "'none'"
    scripts = " ".join(["'self'", *map(hashed, SCRIPT.findall(html))])
    policy = f"default-src 'none'; style-src {styles}; script-src {scripts}; img-src 'self'; base-uri 'none'; form-action 'none'"
    return html.replace(CHARSET, f'{CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">\n', 1)
