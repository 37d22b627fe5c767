"""Say what a page is in schema.org's terms, for search engines: the article, its place in the site, the questions with answers."""

from __future__ import annotations

import copy
from typing import Any

from lxml.html import HtmlElement

from scripts.site import LocalePages

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
QUESTIONS_PAGE = "questions.md"


def _text(element: HtmlElement) -> str:
    """Return an element's words, without footnote signs and the links of headings."""
    for extra in element.xpath(".//sup | .//a[@class='headerlink']"):
        extra.drop_tree()
    return " ".join(element.text_content().split())


def _questions(tree: HtmlElement) -> list[dict[str, Any]]:
    """List the second-level headings as questions, each with the paragraph after it as its answer."""
    return [
        {"@type": "Question", "name": _text(heading), "acceptedAnswer": {"@type": "Answer", "text": _text(heading.getnext())}}
        for heading in copy.deepcopy(tree).xpath("./h2")
        if heading.getnext() is not None and heading.getnext().tag == "p"
    ]


def structured_data(
    pages: LocalePages, filename: str, url: str, reviewed: str, strings: dict[str, Any]
) -> dict[str, Any]:
    """Return a page's JSON-LD. All of it is what the page itself says."""
    article = pages.articles[filename]
    graph: list[dict[str, Any]] = [
        {
            "@type": "Article",
            "headline": article.title,
            "description": article.description,
            "inLanguage": pages.code,
            "dateModified": reviewed,
            "mainEntityOfPage": url,
            "license": LICENCE,
            "isAccessibleForFree": True,
        }
    ]
    if filename != "index.md":
        trail = [(strings["site"], pages.home_url), (article.title, url)]
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(trail, 1)
        ]
        graph.append({"@type": "BreadcrumbList", "itemListElement": items})
    if filename == QUESTIONS_PAGE:
        graph.append({"@type": "FAQPage", "mainEntity": _questions(article.tree)})
    return {"@context": "https://schema.org", "@graph": graph}
