"""Moves the countries and dates of the letter helper out of the page into the language's own copy of its script.

Only the helper uses them, so the page that has to fit one flight (DESIGN 7) need not carry them: 1,100 bytes (brotli) in English.
`make serve`, which shows pages as MkDocs renders them, leaves them in the page, and docs/assets/letters.js finds them there.
"""

from __future__ import annotations

import re

from scripts import config
from scripts.steps import assets

DATA = re.compile(r'<script type="application/json" id="letter-data">(?P<data>.*?)</script>\n?', re.DOTALL)


def moved(page: str, code: str) -> tuple[str, dict[str, bytes]]:
    """A page without the helper's data, and the script that now carries them, by its path; other pages as they are, and none."""
    found = DATA.search(page)
    if not found:
        return page, {}
    name = f"assets/letters/{code}.js"
    script = f"self.letterData={found['data']};\n{assets.script(config.DOCS / 'assets' / 'letters.js')}".encode()
    return page.replace(found[0], "").replace("assets/letters.js", name), {name: script}
