"""Make the search of one language.

Its words and the sections of its pages, as a plain script; MiniSearch and not Pagefind:
decisions/0003.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Any

from scripts.l10n import load_strings
from scripts.site import Article, Files, LocalePages
from scripts.word_forms import CONSONANT_KEYS, MUTATIONS, PLAIN_LETTERS, WORD, key_pairs, packed

#: How many first letters of a word are its key: fewer where the words of a language have so many
#: forms, or take so many bytes, that the file would be too large.
KEY_LENGTH = 5
SHORTER_KEYS = {"cs": 4, "el": 4, "ga": 4, "hu": 4, "is": 4}
#: How many letters of another alphabet than the Latin can be exchanged for one of it.
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Not part of a page's own text.
EXCLUDED = (
    ".//style|.//script|.//svg|.//sup|.//button|.//div[@class='footnote']|.//ul[@class='sources']"
    "|.//a[@class='headerlink']|.//*[@class='outdated']"
)


def index_sections(article: Article) -> list[list[str]]:
    """Cut a page at its headings.

    [address with fragment, title of the page, heading, text], in order.

    The heading of the first section is empty. Soft hyphens are left out, so that they hide no word.

    """
    tree = copy.deepcopy(article.tree)
    for extra in tree.xpath(EXCLUDED):
        extra.drop_tree()
    title = tree.xpath("string(.//h1)").strip()
    sections = [[article.url or "./", title, "", ""]]
    for element in tree.xpath(".//h2 | .//h3 | .//p | .//li[not(.//p or .//li)] | .//td | .//th"):
        text = " ".join(element.text_content().replace("\u00ad", "").split())
        if element.tag in ("h2", "h3"):
            sections.append([f"{article.url}#{element.get('id')}", title, text, ""])
        else:
            sections[-1][3] = f"{sections[-1][3]} {text}".strip()
    return sections


def letter_pairs(text: str) -> str:
    """Return which Latin letter to exchange for which other one, pair after pair; or nothing.

    A Greek or Cyrillic letter takes two bytes, a Latin one takes one, and compression does not make
    up for it: exchanged, such a file is a sixteenth smaller (brotli). Only the commonest 52 are.
    """
    letters = Counter(letter for letter in text if letter.isalpha())
    other = [letter for letter in letters if "\u0370" <= letter < "\u0530"]
    if 2 * sum(letters[letter] for letter in other) < letters.total():
        return ""
    other.sort(key=lambda letter: (-letters[letter], letter))
    return "".join(a + b for a, b in zip(LATIN, other, strict=False))


def exchanged(text: str, pairs: str) -> str:
    """Exchange the letters of each pair for one another."""
    return text.translate(str.maketrans(pairs[::2] + pairs[1::2], pairs[1::2] + pairs[::2]))


def files(pages: LocalePages) -> Files:
    """Make the script of one language."""
    strings = load_strings(pages.code)
    sections = [
        section
        for article in pages.articles.values()
        if article.filename != "print.md"
        for section in index_sections(article)
    ]
    text = " ".join(f"{title} {heading} {text}" for _, title, heading, text in sections)
    length = SHORTER_KEYS.get(pages.code, KEY_LENGTH)
    keys = packed(key_pairs(pages.code, WORD.findall(text), length))
    pairs = letter_pairs(text)
    grouped: list[list[Any]] = []
    for address, title, *words in sections:
        url, _, fragment = address.partition("#")
        if not grouped or grouped[-1][0] != url:
            grouped.append([url, exchanged(title, pairs)])
        grouped[-1].append([fragment, *(exchanged(each, pairs) for each in words)])
    data = {
        "pages": grouped,
        "keys": exchanged(keys, pairs),
        "keyLength": length,
        "plainLetters": {a: b for a, b in PLAIN_LETTERS.items() if a in text.lower()},
        "mutations": MUTATIONS.get(pages.code, {}),
        "consonantKeys": CONSONANT_KEYS.get(pages.code),
        "letterPairs": pairs,
        "strings": {
            **{key: strings["search"][key] for key in ("found", "none", "all_pages")},
            "home": strings["home"],
        },
    }
    script = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {f"assets/search/{pages.code}.js": f"self.searchIndex={script};\n".encode()}
