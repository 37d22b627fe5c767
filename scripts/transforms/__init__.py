"""What is done to each finished page, in this order.

All have one signature: a page's tree in, changed in place.
"""

from __future__ import annotations

from collections.abc import Callable

from scripts.document import Document
from scripts.transforms import accessibility, critical_css, csp, theme_leftovers

#: The policy comes last: it names the style by its hash.
TRANSFORMS: tuple[Callable[[Document], None], ...] = (
    theme_leftovers.remove_leftovers,
    accessibility.adapt,
    critical_css.inline_css,
    csp.add_csp_meta,
)
#: Under `mkdocs serve` the policy lets live reload run.
SERVED: tuple[Callable[[Document], None], ...] = (*TRANSFORMS[:-1], csp.add_live_reload_csp_meta)


def finish(html: str, live_reload: bool = False) -> str:
    """Return a rendered page as it is released."""
    document = Document(html)
    for transform in SERVED if live_reload else TRANSFORMS:
        transform(document)
    return document.html()
