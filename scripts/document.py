"""A finished page as a tree: parsed once, changed by the transforms, written once."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, create_tag

#: An attribute without a value is the same as one with an empty value (HTML, 13.1.2.3).
_EMPTY_VALUE = re.compile(r'(?<=[a-z])=""(?=[ >])')
_INDENTATION = re.compile(r"[ \t]*\n\s*")


class Document:
    """One finished page.

    White space at the ends of lines is folded, since none of it is seen: no page has text in `pre`.
    """

    def __init__(self, html: str) -> None:
        self._parser = LexborHTMLParser(_INDENTATION.sub("\n", html))
        root, head, body = self._parser.root, self._parser.head, self._parser.body
        assert root is not None and head is not None and body is not None, (
            "a parsed page has all three"
        )
        self.root: LexborNode = root
        self.head: LexborNode = head
        self.body: LexborNode = body

    def select(self, selector: str) -> list[LexborNode]:
        """Return the elements that a CSS selector finds, in their order."""
        return self._parser.css(selector)

    def insert_after(
        self, node: LexborNode, tag: str, attributes: dict[str, str] | None = None, text: str = ""
    ) -> None:
        """Put a new element behind another one."""
        element = create_tag(tag)
        for name, value in (attributes or {}).items():
            element.attrs[name] = value
        if text:
            element.inner_html = text
        node.insert_after(element)

    def html(self) -> str:
        """Write the page: attributes in quotation marks, letters as they are."""
        text = (self._parser.html or "").replace("<!DOCTYPE html>", "<!doctype html>\n", 1)
        return _EMPTY_VALUE.sub("", text.replace("&nbsp;", "\u00a0")).strip() + "\n"
