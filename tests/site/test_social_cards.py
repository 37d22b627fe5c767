"""Where an address is shared, a card is shown: the page's title in its language, whole."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image, ImageChops

from scripts import config
from scripts.checks import font_coverage
from scripts.errors import BuildError
from scripts.outputs.social_cards import CARD_PAGES, card_texts, files
from scripts.site import Article, LocalePages
from scripts.typesetting import typeset
from tests.pages import SITE, collect, site_pages

#: Longer than any title the site has: such a one must still fit.
LONG = {
    "el": "Πώς να αρνηθείτε τη χρήση των δημόσιων αναρτήσεών σας για την εκπαίδευση της τεχνητής"
    " νοημοσύνης της Meta",
    "bg": "Meta обучава своя изкуствен интелект с публичните ви публикации, снимки и коментари."
    " Можете да откажете.",
    "fi": "Näin vastustat julkaisujesi käyttämistä tekoälyn koulutuksessa"
    " tietosuojaviranomaisyhteistyöryhmän mukaan",
    "mt": "Kif toġġezzjona għat-taħriġ tal-intelliġenza artifiċjali ta’ Meta bil-posts u"
    " l-kummenti pubbliċi tiegħek",
}


@collect
def test_every_page_names_its_card(site):
    named = set()
    for each in site_pages():
        cards = each.tree.xpath("//meta[@property='og:image']/@content")
        wanted = f"cards/{each.code}-{CARD_PAGES.get(each.filename, 'home')}.png"
        if cards != [config.site_url() + wanted]:
            yield each.fault(f"expected the card {wanted}; found {cards}")
        named.add(wanted)
    for name in sorted(named):
        file = SITE / name
        if not file.is_file():
            yield f"site/{name}: expected this card"
            continue
        if Image.open(file).size != (1200, 630):
            yield f"site/{name}: {Image.open(file).size}"
        if file.stat().st_size > config.limits().card_bytes:
            yield f"site/{name}: {file.stat().st_size} bytes; at most {config.limits().card_bytes}"
    for file in (SITE / "cards").iterdir():
        if f"cards/{file.name}" not in named:
            yield f"site/cards/{file.name}: no page names it"


@collect
def test_each_card_shows_its_own_words(site):
    """Drawn anew from the page's title it is the card of the site."""
    for each in site_pages():
        if each.filename in CARD_PAGES and each.code in ("en", "el", "bg", "fi"):
            title = each.source.headings[0].text
            drawn = files(pages(each.code, title, each.filename))
            [(name, content)] = drawn.items()
            if (SITE / name).is_file() and (SITE / name).read_bytes() != content:
                yield f"site/{name}: expected the card of “{title}”"


def article(title: str, filename: str = "object.md") -> Article:
    return Article(filename, "object/", title, "", f"<h1>{title}</h1>")


def pages(code: str, title: str, filename: str = "object.md") -> LocalePages:
    return LocalePages(code, f"{code}/", {filename: article(title, filename)})


def draw(code: str, texts: dict[str, str]) -> Image.Image:
    words = json.dumps({"lang": code, **texts}, ensure_ascii=False)
    png = typeset("cards/card.typ", {"words": words}, "test", format="png", ppi=72)
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_long_titles_are_drawn_whole():
    """No letter leaves the card, and each word of the title makes a mark of its own."""
    for code, title in LONG.items():
        texts = card_texts(article(title), code)
        full = draw(code, texts)
        empty = draw(code, dict.fromkeys(texts, ""))
        left, top, right, bottom = ImageChops.difference(full, empty).getbbox()
        assert left >= 60 and right <= 1140 and top >= 30 and bottom <= 625, code
        shorter = draw(code, {**texts, "title": title.rsplit(" ", 1)[0]})
        assert ImageChops.difference(full, shorter).getbbox(), f"{code}: the last word is lost"


def test_a_letter_that_the_font_lacks_gets_one_clear_line():
    with pytest.raises(BuildError, match=r"docs/el/object\.md:1: .* found “漢” \(U\+6F22\)"):
        files(pages("el", "Πώς 漢"))
    assert font_coverage.__doc__


def test_spaces_and_hyphens_that_the_font_lacks_are_drawn_as_their_like():
    texts = card_texts(article("Dites non\u202f! Porte\u2011voix"), "fr")
    assert texts["title"] in ("Dites non\u00a0! Porte-voix", "Dites non ! Porte-voix")


def test_markup_in_a_title_is_not_drawn():
    texts = card_texts(article('Om <span lang="en">Digital &amp; Omnibus</span>'), "nb")
    assert texts["title"] == "Om Digital & Omnibus"
