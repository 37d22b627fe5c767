"""The whole guide is one page in each language: every heading and paragraph of every page, once, with links that stay inside."""

from __future__ import annotations

from collections import Counter

import pytest

from scripts import config, l10n
from scripts.steps import whole
from tests.conftest import tree

LANGUAGES = pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)


def words(element) -> str:
    return " ".join(element.text_content().split())


def chapters(site, language) -> dict[str, object]:
    """The pages that belong into the whole, by path, in the order of the menu, without what makes sense on the page alone."""
    found = {}
    for path in map(config.page_url, config.page_filenames()):
        if path != whole.PATH and (site / language.url_prefix / path / "index.html").exists():
            found[path] = tree(site, language.url_prefix + path)
            for extra in found[path].xpath(
                "//article//form | //article//script | //article//button | //p[@class='checked'] | //*[@id='stale'] | //a[@class='here'] | "
                "//article//*[@role='status'] | //div[@class='found']"
            ):
                extra.drop_tree()
    return found


@LANGUAGES
def test_every_heading_and_paragraph_is_in_it_once(site, language):
    page = tree(site, language.url_prefix + whole.PATH)
    found = page.xpath("//section[@class='chapter']")
    pages = chapters(site, language)
    assert len(found) == len(pages) > 10
    for chapter, (path, original) in zip(found, pages.items()):
        article = original.xpath("//article")[0]
        ids = [f"{whole.stem(path)}--{name}" for name in article.xpath(".//@id")]
        assert chapter.xpath(".//@id") == ids
        levels = [f"h{int(heading.tag[1]) + 1}" for heading in article.xpath(".//h1 | .//h2 | .//h3")]
        assert [heading.tag for heading in chapter.xpath(".//h2 | .//h3 | .//h4")] == levels
        for what in (".//p", ".//li", ".//td", ".//th"):
            assert [words(part) for part in chapter.xpath(what)] == [words(part) for part in article.xpath(what)], path
        own = article.xpath(".//*[@id='page-sources']")
        assert [words(part) for part in chapter.xpath("./div[@class='footnote']/h3")] == [l10n.load_strings(language.code)["whole"]["sources"]] * len(own)
    every = Counter(page.xpath("//@id"))
    assert not [name for name, count in every.items() if count > 1]


@LANGUAGES
def test_links_between_pages_lead_to_the_chapter(site, language):
    page = tree(site, language.url_prefix + whole.PATH)
    ids = set(page.xpath("//@id"))
    inside = page.xpath("//section[@class='chapter']//a[starts-with(@href, '#')]/@href")
    assert len(inside) > 300 and {href[1:] for href in inside} <= ids
    assert page.xpath("//section[@class='chapter']//a[contains(@class, 'see')]")
    left = page.xpath("//section[@class='chapter']//a[not(@hreflang) and starts-with(@href, '../')]/@href")
    assert all(href.rsplit("/", 1)[-1] for href in left), f"these lead out of the whole to a page: {left}"


@LANGUAGES
def test_the_contents_name_every_chapter_in_order(site, language):
    page = tree(site, language.url_prefix + whole.PATH)
    links = page.xpath("//nav[@class='chapters']//a")
    titles = [words(chapter.xpath(".//h2")[0]) for chapter in page.xpath("//section[@class='chapter']")]
    assert [words(link) for link in links] == titles
    assert [link.get("href") for link in links] == [f"#{whole.stem(path)}--top" for path in chapters(site, language)]


@LANGUAGES
def test_the_cover_says_what_it_is_how_old_and_where(site, language):
    cover = tree(site, language.url_prefix + whole.PATH).xpath("//div[@class='cover']")[0]
    said = words(cover)
    spaced = " ".join  # spaces that do not break are spaces
    home = config.site_url() + language.url_prefix
    reviewed = min(tree(site, path).xpath("//p[@class='checked']/time/@datetime")[0] for path in (language.url_prefix + path for path in chapters_paths()))
    for wanted in (l10n.load_strings(language.code)["site"], language.name, home, l10n.format_date(reviewed, language.code)):
        assert spaced(wanted.split()) in said
    assert home in cover.xpath(".//svg[@role='img']/@aria-label")[0]


def chapters_paths() -> list[str]:
    return [config.page_url(name) for name in config.page_filenames() if name != whole.PAGE]


def test_search_finds_no_part_of_it_twice(site):
    for script in (site / "assets" / "search").glob("*.js"):
        assert "print/#" not in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["print/", "nb/print/"])
def test_each_chapter_starts_a_sheet_and_no_page_number_is_left_hanging(browser, address, path):
    """In the browser's own print, which cannot count pages of targets, the rule is dropped whole."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address + path)
    tab.emulate_media(media="print")
    assert set(tab.evaluate("[...document.querySelectorAll('.chapter')].map(c => getComputedStyle(c).breakBefore)")) == {"page"}
    if not tab.evaluate("CSS.supports('content', 'target-counter(attr(href url), page)')"):
        assert set(tab.evaluate("[...document.querySelectorAll('.see')].map(a => getComputedStyle(a, '::after').content)")) == {"none"}
    context.close()
