"""The words of a page's Markdown, without its markup: what a reader reads, as far as it stands in the file.

Line breaks stay where they are, so that a place in the words is a line of the file.
"""

from __future__ import annotations

import re

#: Elements whose text is in another language, or is a date that other checks compare.
FOREIGN = re.compile(r'<(span|cite|q|em|a)\b[^>]*\blang="[^"]*"[^>]*>.*?</\1>', re.DOTALL)
TIME = re.compile(r"<time\b[^>]*>.*?</time>", re.DOTALL)
#: What is taken out, in this order. Of links and pictures the text in square brackets stays.
MARKS = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\[\^[^\]\s]+\]"),  # footnotes
    re.compile(r"(?<=\])\([^)\s]*\)"),  # targets of links
    re.compile(r"(?<=\])\[[^\]\s]+\]"),  # ids of the register
    re.compile(r"(?<!\\)\{[^}\n]*\}"),  # attributes
    re.compile(r"</?[a-zA-Z][^>]*>"),  # tags
    re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$", re.MULTILINE),  # the line below a table's head
    re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w+", re.MULTILINE),  # call-outs
    re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+", re.MULTILINE),  # headings, quotations, items
    re.compile(r"\\(?=[\[\]*_#|])|\*\*|(?<!\w)[*_]|[*_](?!\w)|[\[\]`]"),  # escapes, emphasis, brackets
)


def _emptied(match: re.Match) -> str:
    return "\n" * match[0].count("\n")


def words(markdown: str, *, foreign: bool = True, dates: bool = True) -> str:
    """The words of a Markdown text. Without `foreign` what is marked as another language is left out, without `dates` what
    stands inside <time>."""
    for pattern, keep in ((FOREIGN, foreign), (TIME, dates)):
        if not keep:
            markdown = pattern.sub(_emptied, markdown)
    for pattern in MARKS:
        markdown = pattern.sub(_emptied, markdown)
    return markdown
