"""Draw the pictures that are shown where an address of the site is shared (Open Graph).

In each language one for home, which all pages but one show, and one for the page with the steps.
The words are the page's own title, the name of the site, and who speaks.
"""

from __future__ import annotations

import json

from scripts.l10n import load_strings
from scripts.site import Article, Files, LocalePages
from scripts.typesetting import cached, check_letters, typeset

#: The pages that have a card of their own, and its name.
CARD_PAGES = {"index.md": "home", "object.md": "object"}
#: The font has neither: a narrow space that does not break becomes a usual one, a hyphen that does
#: not break a usual hyphen.
SUBSTITUTES = {"\u202f": "\u00a0", "\u2011": "-"}


def has_cards(code: str) -> bool:
    """Tell whether a language has cards of its own.

    The font has Latin, Greek and Cyrillic letters, all that the EEA writes in; a language from
    right to left would need another font, and its pages show the English card until somebody
    chooses one.
    """
    return load_strings(code).get("direction") != "rtl"


def card_texts(article: Article, code: str) -> dict[str, str]:
    """Return the texts of a page's card by place."""
    strings = load_strings(code)
    title = " ".join(article.tree.xpath("string(.//h1)").split())
    texts = {"site": strings["site"], "title": title, "foot": strings["footer"]["independent"]}
    return {
        place: "".join(SUBSTITUTES.get(sign, sign) for sign in text)
        for place, text in texts.items()
    }


def files(pages: LocalePages) -> Files:
    """Draw a language's cards as PNG, 1200 × 630 pixels."""
    if not has_cards(pages.code):
        return {}
    made = {}
    for filename, name in CARD_PAGES.items():
        if filename not in pages.articles:
            continue
        texts = card_texts(pages.articles[filename], pages.code)
        file = f"docs/{pages.code}/{filename}"
        check_letters("".join(texts.values()), file)
        inputs = {"words": json.dumps({"lang": pages.code, **texts}, ensure_ascii=False)}
        made[f"cards/{pages.code}-{name}.png"] = cached(
            "png",
            inputs,
            lambda: typeset("cards/card.typ", inputs, file, format="png", ppi=72),  # noqa: B023
        )
    return made
