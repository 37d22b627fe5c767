"""Where an address is shared, a card is shown: a picture with the page's title in its language, and complete data to go with it."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel import Locale
from PIL import Image, ImageChops

from scripts import config, content, l10n
from scripts.checks import cards as check
from scripts.errors import BuildError
from scripts.steps import cards
from tests.conftest import lang_of, paths, tree

#: Bytes; those who show cards pass over pictures that are too large (WhatsApp from 600 KB, as reported by developers).
HEAVIEST = 150_000
SITE = {
    "el": "Οι αναρτήσεις σας και η τεχνητή νοημοσύνη της Meta",
    "bg": "Вашите публикации и изкуственият интелект на Meta",
    "fi": "Julkaisusi ja Metan tekoäly",
    "mt": "Il-posts tiegħek u l-intelliġenza artifiċjali ta’ Meta",
}
#: Longer than any title the site has: such a one must still fit.
LONG = {
    "el": "Πώς να αρνηθείτε τη χρήση των δημόσιων αναρτήσεών σας για την εκπαίδευση της τεχνητής νοημοσύνης της Meta",
    "bg": "Meta обучава своя изкуствен интелект с публичните ви публикации, снимки и коментари. Можете да откажете.",
    "fi": "Näin vastustat julkaisujesi käyttämistä tekoälyn koulutuksessa tietosuojaviranomaisyhteistyöryhmän mukaan",
    "mt": "Kif toġġezzjona għat-taħriġ tal-intelliġenza artifiċjali ta’ Meta bil-posts u l-kummenti pubbliċi tiegħek",
}
FOOT = {
    "el": "Ανεξάρτητος ιστότοπος. Δεν είναι η Meta, ούτε αρχή, ούτε δικηγορικό γραφείο. Πρόκειται για πληροφορίες, όχι για νομικές συμβουλές.",
    "bg": "Независим сайт. Не сме Meta, нито орган, нито адвокатска кантора. Това е информация, а не правен съвет.",
    "fi": "Riippumaton sivusto. Ei Meta, ei viranomainen, ei asianajotoimisto. Tämä on tietoa, ei oikeudellista neuvontaa.",
    "mt": "Indipendenti. Mhux Meta, mhux awtorità, mhux ditta legali. Din hija informazzjoni, mhux parir legali.",
}


def page(code: str, title: str) -> content.Page:
    return content.Page(config.DOCS / code / "object.md", {}, {}, "", (content.Heading(1, title, "top", 7),))


def frame(code: str) -> dict:
    return {"site": SITE[code], "footer": {"independent": FOOT[code]}}


def meta(site, path: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree(site, path).xpath("//meta[@property or starts-with(@name, 'twitter:')]"):
        found.setdefault(element.get("property") or element.get("name"), []).append(element.get("content"))
    return found


@pytest.mark.parametrize("path", paths())
def test_every_page_names_its_card(site, path):
    data, code = meta(site, path), lang_of(path)
    stem = path.removeprefix(f"{code}/")
    [picture] = data["og:image"]
    assert picture.startswith(config.site_url())
    file = site / picture.removeprefix(config.site_url())
    assert file.name.startswith(f"{code}-{'object' if stem == 'object/' else 'home'}.")
    card = Image.open(file)
    assert card.size == (1200, 630) == (int(*data["og:image:width"]), int(*data["og:image:height"]))
    assert file.stat().st_size <= HEAVIEST
    heading = tree(site, path).xpath("string(//h1)")
    assert data["og:image:alt"] == [heading if stem in ("", "object/") else l10n.load_strings(code)["site"]]
    assert data["twitter:card"] == ["summary_large_image"]
    assert all(len(data[f"og:{name}"]) == 1 for name in ("type", "title", "description", "url", "site_name", "locale"))


@pytest.mark.parametrize("path", paths())
def test_the_locale_is_a_language_with_its_territory(site, path):
    data, code = meta(site, path), lang_of(path)
    [own] = data["og:locale"]
    assert own.split("_")[0] == code and Locale.parse(own).territory in Locale("en").territories
    if path.removeprefix(f"{code}/") in ("", "object/"):
        assert sorted(each.split("_")[0] for each in [own, *data.get("og:locale:alternate", [])]) == sorted(language.code for language in config.locales())


def test_the_territories_are_the_european_ones():
    from scripts.hooks.share import territory

    found = {code: territory(code) for code in ("en", "nb", "nn", "el", "mt", "ga", "pt", "sv", "bg")}
    assert found == {"en": "en_GB", "nb": "nb_NO", "nn": "nn_NO", "el": "el_GR", "mt": "mt_MT", "ga": "ga_IE", "pt": "pt_PT", "sv": "sv_SE", "bg": "bg_BG"}


@pytest.mark.parametrize("code", LONG)
def test_long_titles_fit_and_are_drawn_whole(code):
    svg = cards.drawing(code, page(code, LONG[code]), frame(code))
    drawn = Image.open(io.BytesIO(cards.picture(svg))).convert("RGB")
    empty = Image.open(io.BytesIO(cards.picture(cards.TEMPLATE.read_text(encoding="utf-8").replace("{site}", "").replace("{title}", "").replace("{foot}", "")))).convert("RGB")
    left, top, right, bottom = ImageChops.difference(drawn, empty).getbbox()
    assert left >= 70 and right <= 1130 and top >= 40 and bottom <= 625, "no letter leaves the card"
    title = cards.PLACES["title"]
    body = ImageChops.difference(drawn, empty).crop((0, 115, 1200, 515)).getbbox()
    assert body[2] - body[0] > title.width / 3, "the title is there"
    size, lines = cards.fitted(LONG[code], title)
    assert " ".join(lines) == LONG[code], "nothing lost, nothing twice"
    assert size >= 50, "and still large"


def test_a_card_is_drawn_with_its_own_font_and_the_same_each_time():
    """Each letter of every language of the site makes a mark of its own, so none is a box or missing."""
    svg = cards.drawing("el", page("el", LONG["el"]), frame("el"))
    assert cards.picture(svg) == cards.picture(svg)
    nameless = svg.replace("Source Sans 3", "No Such Font")
    assert cards.picture(nameless) != cards.picture(svg), "no font of the system steps in, and ours is found"


def test_a_letter_that_the_font_lacks_gets_one_clear_line():
    with pytest.raises(BuildError) as stopped:
        cards.drawing("el", page("el", "Πώς 漢"), frame("el"))
    assert str(stopped.value) == "docs/el/object.md:7: expected letters that the font of the cards has; found “漢” (U+6F22)"
    found = check.problems("el", {"object.md": page("el", "Πώς 漢")}, frame("el"))
    assert [str(problem) for problem in found] == [str(stopped.value)]


def test_a_title_that_cannot_fit_gets_one_clear_line():
    title = "word " * 80
    found = check.problems("fi", {"object.md": page("fi", title.strip())}, frame("fi"))
    assert [(problem.file, problem.line) for problem in found] == [("docs/fi/object.md", 7)]
    assert found[0].message.startswith("expected words that fit on the card")


def test_spaces_and_hyphens_that_the_font_lacks_are_drawn_as_their_like():
    words = cards.words(page("fr", "Dites non\u202f! Porte\u2011voix"), {"site": "a", "footer": {"independent": "b"}})
    assert words["title"] == "Dites non\u00a0! Porte-voix"


def test_markup_in_a_title_is_not_drawn():
    words = cards.words(page("nb", 'Om <span lang="en">Digital &amp; Omnibus</span>'), {"site": "a", "footer": {"independent": "b"}})
    assert words["title"] == "Om Digital & Omnibus"


def test_no_card_is_left_over(site):
    named = {urlsplit(address).path.rsplit("/", 1)[1] for path in paths() for address in meta(site, path)["og:image"]}
    assert named == {Path(file).name for file in (site / "assets" / "cards").iterdir()}
    assert len(named) == len(cards.PAGES) * len(config.locales())
