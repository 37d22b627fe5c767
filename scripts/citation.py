"""Write one source of the register as a reader sees it.

In a footnote, and in the list of all sources.
"""

from __future__ import annotations

from scripts import templates
from scripts.data.sources import Source
from scripts.l10n import load_strings


def render_citation(source: Source, code: str) -> str:
    """Return one source as a line of HTML in a language.

    Title, publisher, whose voice it is, and its dates.
    """
    strings = load_strings(code)["source"]
    return " ".join(
        templates.render(
            "partials/citation.html", source=source, code=code, strings=strings
        ).split()
    )
