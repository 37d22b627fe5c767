"""A page is in the language it says, leads to its other editions, and the sitemap knows them all."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from lxml import etree

from scripts import config
from scripts.freshness import review_dates
from scripts.l10n import load_strings
from tests.pages import SITE, SitePage, collect, page, site_pages, squeeze

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@collect
def test_lang_and_direction_are_those_of_the_language(site):
    for each in site_pages():
        root, strings = each.tree, load_strings(each.code)
        found = (root.get("lang"), root.get("dir"))
        wanted = (each.code, strings.get("direction", "ltr"))
        if found != wanted:
            yield each.fault(f"html: expected lang and dir {wanted}; found {found}")
        for element in root.xpath("//body//*[@lang]"):
            if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", element.get("lang")):
                yield each.fault(f"lang={element.get('lang')} is no code", element)


@collect
def test_the_switcher_leads_to_this_page_in_each_language(site):
    for each in site_pages():
        links = each.tree.xpath("//nav[@id='languages']//li/a")
        found = [
            (
                a.get("hreflang"),
                a.get("lang"),
                squeeze(a),
                urljoin(f"/{each.path}", a.get("href")).lstrip("/"),
                a.get("aria-current"),
            )
            for a in links
        ]
        wanted = [
            (locale.code, locale.code, locale.name, other.path, "true" if other == each else None)
            for locale in config.locales()
            if (other := page(locale.code, each.filename))
        ]
        if found != wanted:
            different = [a for a in wanted if a not in found] + [
                a for a in found if a not in wanted
            ]
            yield each.fault(f"languages: different: {different or 'the order'}")


ENGLISH = re.compile(r"(the|and|which|your|that|with)", re.IGNORECASE)


def english_share(each: SitePage) -> float:
    """The share of English function words in a page's own text."""
    tree = copy.deepcopy(each.tree)
    for other in tree.xpath(
        f"//article//*[@lang][@lang!='{each.code}'] | //div[@class='footnote'] | //ul[@class='sources']"
        " | //table[@class='authorities'] | //article//style"
    ):
        other.clear()
    words = tree.xpath("string(//article)").split()
    return sum(bool(ENGLISH.fullmatch(word.strip(".,:;“”«»()"))) for word in words) / len(words)


@collect
def test_no_page_is_left_in_english(site):
    """Long runs of English are found; `make check` looks at each line of docs/."""
    for each in site_pages():
        share = english_share(each)
        if (share < 0.05) if each.code == "en" else (share > 0.01):
            yield each.fault(f"{share:.1%} English function words")


@collect
def test_no_page_names_its_editions_for_machines(site):
    """Hreflang stands in the sitemap only, where it costs no reader a byte."""
    for each in site_pages():
        for element in each.tree.xpath(
            "//link[@rel='alternate'][@hreflang] | //meta[@property='og:locale:alternate']"
        ):
            yield each.fault("expected this in the sitemap only", element)


def sitemap_faults(root: etree._Element) -> Iterator[str]:
    """Yield where a sitemap breaks sitemap.xsd 0.9, or names editions that do not name it back."""
    order = [SITEMAP + name for name in ("loc", "lastmod", "changefreq", "priority")]
    named: dict[str, dict[str, str]] = {}
    for entry in root:
        own = [child.tag for child in entry if child.tag.startswith(SITEMAP)]
        if (
            entry.tag != f"{SITEMAP}url"
            or own != sorted(own, key=order.index)
            or own[:1] != order[:1]
        ):
            yield f"line {entry.sourceline}: expected loc, lastmod in this order"
            continue
        url = entry.findtext(f"{SITEMAP}loc")
        if url in named:
            yield f"line {entry.sourceline}: {url} stands twice"
        links = entry.findall(f"{XHTML}link")
        named[url] = {link.get("hreflang"): link.get("href") for link in links}
        if len(named[url]) != len(links) or any(link.get("rel") != "alternate" for link in links):
            yield f"line {entry.sourceline}: {url}: expected each edition once"
    for url, editions in named.items():
        if url not in editions.values():
            yield f"{url}: expected it among its own editions"
        if editions.get("x-default") != editions.get(config.SOURCE_LOCALE):
            yield f"{url}: expected x-default to be English"
        for code, other in editions.items():
            if named.get(other) != editions:
                yield f"{url}: {code} {other} does not name the same editions"


@collect
def test_the_sitemap_names_every_page_and_its_editions(site):
    root = etree.fromstring((SITE / "sitemap.xml").read_bytes())
    if root.tag != f"{SITEMAP}urlset" or not 0 < len(root) <= 50_000:
        yield "site/sitemap.xml:1: expected a urlset of at most 50,000 addresses"
    for fault in sitemap_faults(root):
        yield f"site/sitemap.xml: {fault}"
    entries = {entry.findtext(f"{SITEMAP}loc"): entry for entry in root}
    for url in entries.keys() - {each.url for each in site_pages()}:
        yield f"site/sitemap.xml:{entries[url].sourceline}: {url}: expected no such page"
    for each in site_pages():
        entry = entries.get(each.url)
        if entry is None:
            yield f"site/sitemap.xml: expected {each.url}"
            continue
        place, day = f"site/sitemap.xml:{entry.sourceline}", review_dates(each.filename)[0]
        if entry.findtext(f"{SITEMAP}lastmod") != date.fromisoformat(day).isoformat():
            yield f"{place}: {each.url}: expected lastmod {day}"
        wanted = {
            locale.code: other.url
            for locale in config.locales()
            if (other := page(locale.code, each.filename))
        }
        if len(wanted) > 1:
            wanted["x-default"] = wanted[config.SOURCE_LOCALE]
            found = {a.get("hreflang"): a.get("href") for a in entry.findall(f"{XHTML}link")}
            if found != wanted:
                different = sorted(found.items() ^ wanted.items())
                yield f"{place}: {each.url}: editions: different: {different}"
        if len(each.url) > 2048:
            yield f"{place}: expected at most 2,048 characters"


def test_a_bad_sitemap_is_named():
    def made(*entries: tuple[str, dict[str, str]]) -> etree._Element:
        urlset = etree.Element(f"{SITEMAP}urlset")
        for url, editions in entries:
            entry = etree.SubElement(urlset, f"{SITEMAP}url")
            etree.SubElement(entry, f"{SITEMAP}loc").text = url
            for code, href in editions.items():
                etree.SubElement(entry, f"{XHTML}link", rel="alternate", hreflang=code, href=href)
        return urlset

    both = {"en": "a", "nb": "b", "x-default": "a"}
    assert list(sitemap_faults(made(("a", both), ("b", both)))) == []
    for bad in (
        made(("a", both)),
        made(("a", both), ("b", {"nb": "b"})),
        made(("a", both), ("b", both), ("b", both)),
        made(("a", both | {"x-default": "b"}), ("b", both | {"x-default": "b"})),
    ):
        assert list(sitemap_faults(bad))


def test_robots_are_led_to_the_sitemap(site):
    text = (SITE / "robots.txt").read_text(encoding="utf-8")
    wanted = f"User-agent: *\nAllow: /\nSitemap: {config.site_url()}sitemap.xml\n"
    assert text == wanted, f"site/robots.txt: expected {wanted!r}; found {text!r}"


@collect
def test_the_page_for_wrong_addresses_says_each_language_in_itself(site):
    for locale in config.locales():
        path = f"{locale.url_prefix}404.html"
        html = (SITE / path).read_text(encoding="utf-8")
        own = [locale] if locale.url_prefix else list(config.locales())
        found = re.findall(
            r'<section lang="([^"]+)">\s*<h[12]>([^<]*)</h[12]>\s*<p>([^<]*)<a href="([^"]*)">([^<]*)</a>',
            html,
        )
        root = urljoin(config.site_url(), ".").split("/", 3)[3]
        wanted = [
            (
                each.code,
                strings["title"],
                f"{strings['text']} ",
                f"/{root}{each.url_prefix}",
                strings["home"],
            )
            for each in own
            if (strings := load_strings(each.code)["not_found"])
        ]
        if found != wanted:
            yield f"site/{path}: expected {wanted}; found {found}"
        if f'<html lang="{locale.code}"' not in html or 'content="noindex"' not in html:
            yield f"site/{path}: expected its lang, and no robots"
