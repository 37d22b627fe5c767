"""Adds what search engines read, as schema.org data in JSON-LD: the article, its place in the site, and the questions with answers.

Everything in it is read off the finished page, so it cannot say what the page does not.
"""

from __future__ import annotations

import json

from lxml import html as lxml_html

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def _text(element) -> str:
    """An element's words, without footnote signs and the links of headings."""
    for extra in element.xpath(".//sup | .//a[@class='here']"):
        extra.drop_tree()
    return " ".join(element.text_content().split())


def described(html: str, home: str, questions: bool = False) -> str:
    """The page with its data at its end: the answers to all questions would come before the first words of the page otherwise.

    `home` is the address of its language's home page; with `questions`, each second-level heading is a question and the
    paragraph after it the answer.
    """
    page = lxml_html.fromstring(html)
    meta = {name: page.xpath(f"string(//meta[@property='og:{name}']/@content)") for name in ("title", "description", "url", "site_name")}
    article = {
        "@type": "Article",
        "headline": meta["title"],
        "description": meta["description"],
        "inLanguage": page.get("lang"),
        "dateModified": page.xpath("string(//p[@class='checked']/time/@datetime)"),
        "mainEntityOfPage": meta["url"],
        "license": LICENCE,
        "isAccessibleForFree": True,
    }
    graph = [article]
    if meta["url"] != home:
        trail = [(meta["site_name"], home), (meta["title"], meta["url"])]
        graph.append({
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": item} for position, (name, item) in enumerate(trail, 1)
            ],
        })
    if questions:
        graph.append({
            "@type": "FAQPage",
            "mainEntity": [
                {"@type": "Question", "name": _text(heading), "acceptedAnswer": {"@type": "Answer", "text": _text(heading.getnext())}}
                for heading in page.xpath("//article/h2")
                if heading.getnext() is not None and heading.getnext().tag == "p"
            ],
        })
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    data = data.replace("</", "<\\/")  # text that closes the element would end it (HTML, restrictions for script contents)
    return html.replace("</body>", f'<script type="application/ld+json">{data}</script>\n</body>', 1)
