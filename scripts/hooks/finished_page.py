"""Finish each page when its frame is around it: one parse, the transforms, one text."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page as MkDocsPage

from scripts import transforms

_live_reload = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether pages are served with live reload, which the policy must let run."""
    global _live_reload
    _live_reload = command == "serve"


@event_priority(-100)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Return the page as it is released."""
    return transforms.finish(output, live_reload=_live_reload)
