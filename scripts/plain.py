"""The words of a page's Markdown, without its markup: what a reader reads, as far as it stands in the file.

Line breaks stay where they are, so that a place in the words is a line of the file.
"""

from __future__ import annotations

import functools
import re

#: Elements whose text is in another language, or is a date that other checks compare.
FOREIGN = re.compile(r'<(span|cite|q|em|a)\b[^>]*\blang="[^"]*"[^>]*>.*?</\1>', re.DOTALL)
TIME = re.compile(r"<time\b[^>]*>.*?</time>", re.DOTALL)
#: What is taken out, in one pass, since every page of every language goes through here. Of links and pictures the text in
#: square brackets stays.
MARKS = re.compile(
    r"""
    <!--(?:.|\n)*?--> | </?[a-zA-Z][^>]*>                       # comments, tags
    | \[\^[^\]\s]+\]                                            # footnotes
    | (?<=\])\([^)\s]*\) | (?<=\])\[[^\]\s]+\]                 # targets of links, ids of the register
    | (?<!\\)\{[^}\n]*\}                                         # attributes
    | ^[ \t]*\|?[ \t]*:?-{3,}[-:|\ \t]*$                         # the line below a table's head
    | ^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w+                          # call-outs
    | ^[ \t]*(?:\#{1,6}|>|[-*+]|\d+\.)[ \t]+                      # headings, quotations, items
    | \\(?=[\[\]*_\#|]) | \*\*? | (?<!\w)_ | _(?!\w) | [\[\]`]  # escapes, emphasis, brackets
    """,
    re.VERBOSE | re.MULTILINE,
)


def _emptied(match: re.Match) -> str:
    return "\n" * match[0].count("\n")


@functools.lru_cache(maxsize=8192)
def words(markdown: str, *, foreign: bool = True, dates: bool = True) -> str:
    """The words of a Markdown text. Without `foreign` what is marked as another language is left out, without `dates` what
    stands inside <time>."""
    for pattern, keep in ((FOREIGN, foreign), (TIME, dates)):
        if not keep:
            markdown = pattern.sub(_emptied, markdown)
    return MARKS.sub(_emptied, markdown)
