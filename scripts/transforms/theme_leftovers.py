"""Take out of a page what Material's base.html writes, outside its blocks, for its own script."""

from __future__ import annotations

from scripts.document import Document

#: The hidden boxes of drawer and search, the shade behind the drawer, and the place for messages.
LEFTOVERS = ".md-toggle, .md-overlay, .md-dialog"
#: Around the skip link and the announcement: without the script they are boxes for nothing.
WRAPPERS = (
    '[data-md-component="skip"], [data-md-component="announce"], [data-md-component="container"]'
)
HOOKS = (
    "data-md-component",
    "data-md-type",
    "data-md-color-primary",
    "data-md-color-accent",
    "data-md-scrollfix",
)


def remove_leftovers(document: Document) -> None:
    """Remove them.

    `dir` and a fixed colour scheme move to `html`, where the style and assistive software look for
    them.
    """
    for node in document.select(LEFTOVERS):
        node.decompose()
    for node in document.select(WRAPPERS):
        node.unwrap()
    document.root.attrs["dir"] = document.body.attrs.get("dir") or "ltr"
    scheme = document.body.attrs.get("data-md-color-scheme")
    if scheme and not document.select('meta[name="color-scheme"][content="light dark"]'):
        document.root.attrs["data-md-color-scheme"] = scheme
    for name in ("dir", "data-md-color-scheme", *HOOKS):
        if name in document.body.attrs:
            del document.body.attrs[name]
    if "class" in document.root.attrs:
        del document.root.attrs["class"]
    for name in HOOKS:
        for node in document.select(f"[{name}]"):
            del node.attrs[name]
