"""The whole guide is one page in each language: every heading and paragraph once, links inside."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from scripts import config
from scripts.freshness import PRINT_PAGE, review_dates
from scripts.l10n import format_date, load_strings
from tests.pages import SitePage, collect, heading_text, pages_named, site_pages, squeeze

#: What makes sense on the page alone, or stands in the frame's words.
EXTRA = (
    "//article//form | //article//script | //article//button | //p[@class='last-reviewed']"
    " | //*[@id='stale'] | //a[@class='headerlink'] | //article//*[@role='status']"
    " | //div[@class='finder-result']"
)


def stem(each: SitePage) -> str:
    return config.page_url(each.filename).rstrip("/") or "index"


def originals(whole: SitePage) -> Iterator[tuple[SitePage, HtmlElement]]:
    """Yield the pages that belong into the whole, in the order of the menu, and their texts."""
    for each in site_pages():
        if each.code == whole.code and each.filename != PRINT_PAGE:
            tree = copy.deepcopy(each.tree)
            for extra in tree.xpath(EXTRA):
                extra.drop_tree()
            yield each, tree.xpath("//article")[0]


def chapters(whole: SitePage) -> list[HtmlElement]:
    return whole.tree.xpath("//section[@class='chapter']")


@collect
def test_every_heading_and_paragraph_is_in_it_once(site):
    for whole in pages_named(PRINT_PAGE):
        pages = list(originals(whole))
        if len(chapters(whole)) != len(pages) or len(pages) < 10:
            yield whole.fault(f"expected {len(pages)} chapters; found {len(chapters(whole))}")
            continue
        for chapter, (each, article) in zip(chapters(whole), pages, strict=True):
            name = f"chapter {stem(each)}"
            if chapter.xpath(".//@id") != [f"{stem(each)}--{i}" for i in article.xpath(".//@id")]:
                yield whole.fault(f"{name}: expected the ids of the page", chapter)
            levels = [f"h{int(h.tag[1]) + 1}" for h in article.xpath(".//h1 | .//h2 | .//h3")]
            if [h.tag for h in chapter.xpath(".//h2 | .//h3 | .//h4")] != levels:
                yield whole.fault(f"{name}: expected the headings, one level down", chapter)
            for tag in ("p", "li", "td", "th"):
                own = [squeeze(part) for part in chapter.iter(tag)]
                there = [squeeze(part) for part in article.iter(tag)]
                if own != there:
                    different = (Counter(there) - Counter(own)) or (Counter(own) - Counter(there))
                    first = next(iter(different), "the order")
                    yield whole.fault(f"{name}: different {tag}: “{first[:60]}”", chapter)
            sources = [squeeze(h) for h in chapter.xpath("./div[@class='footnote']/h3")]
            heading = load_strings(whole.code)["print_page"]["sources"]
            if sources != [heading] * len(article.xpath(".//*[@id='page-sources']")):
                yield whole.fault(f"{name}: expected the heading “{heading}”", chapter)
        for name, count in Counter(whole.tree.xpath("//@id")).items():
            if count > 1:
                yield whole.fault(f"#{name} stands {count} times")


@collect
def test_links_between_pages_lead_to_the_chapter(site):
    for whole in pages_named(PRINT_PAGE):
        ids = set(whole.tree.xpath("//@id"))
        links = whole.tree.xpath("//section[@class='chapter']//a[@href]")
        inside = [link for link in links if link.get("href").startswith("#")]
        if len(inside) < 300 or not whole.tree.xpath("//a[contains(@class, 'xref')]"):
            yield whole.fault(f"expected links between the chapters; found {len(inside)}")
        for link in links:
            href = link.get("href")
            if href.startswith("#") and href[1:] not in ids:
                yield whole.fault(f"{href} leads nowhere", link)
            if href.startswith("../") and href.endswith("/") and not link.get("hreflang"):
                yield whole.fault(f"{href} leads out of the whole to a page", link)


@collect
def test_the_contents_name_every_chapter_in_order(site):
    for whole in pages_named(PRINT_PAGE):
        links = whole.tree.xpath("//nav[@class='chapters']//a")
        found = [(link.get("href"), squeeze(link)) for link in links]
        wanted = [
            (f"#{stem(each)}--top", heading_text(article.xpath(".//h1")[0]))
            for each, article in originals(whole)
        ]
        if found != wanted:
            yield whole.fault(f"contents: different: {set(found) ^ set(wanted) or 'the order'}")


@collect
def test_the_cover_says_what_it_is_how_old_and_where(site):
    for whole in pages_named(PRINT_PAGE):
        [cover] = whole.tree.xpath("//div[@class='cover']")
        home = config.site_url() + whole.prefix
        date = format_date(review_dates(PRINT_PAGE)[0], whole.code)
        for words in (
            load_strings(whole.code)["site"],
            config.locale(whole.code).name,
            home,
            date,
        ):
            if " ".join(words.split()) not in squeeze(cover):
                yield whole.fault(f"cover: expected “{words}”", cover)
        if home not in cover.xpath("string(.//svg[@role='img']/@aria-label)"):
            yield whole.fault("cover: expected the QR code of the home page", cover)
