"""A page says what its Markdown says: every block, in its order, with its links and sources.

And a translation has the same parts as the English page, each with the same links, dates and notes.
"""

from __future__ import annotations

import copy
import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from scripts import config, content
from scripts.data.sources import load_sources
from scripts.l10n import load_strings
from tests.pages import SitePage, collect, page, site_pages

#: What is not written in the page's Markdown: test_page_frame.py, test_finder.py and others know it.
NOT_TEXT = (
    "//article//sup | //a[@class='headerlink'] | //div[@class='footnote'] | //aside[@id='stale'] | "
    "//p[@class='last-reviewed'] | //article//form | //*[@id='finder'] | //article//style | "
    "//article//button | //article//svg | //*[@class='outdated'] | //article//*[@class='task-list-indicator']"
)


#: Its words are the drawing's, for those who do not see it.
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def squeezed(text: str) -> str:
    """Text without white space, square brackets and Markdown's escapes of a full stop.

    Where a block ends, or a blank, is not asked.
    """
    text = text.replace("\\.", ".")
    return "".join(html.unescape(text).translate({91: None, 93: None}).split())


def text_of(each: SitePage) -> str:
    tree = copy.deepcopy(each.tree)
    for extra in tree.xpath(NOT_TEXT):
        extra.drop_tree()
    return squeezed(tree.xpath("string(//article)"))


@collect
def test_every_block_of_the_text_is_there_in_its_order(site):
    for each in site_pages():
        if each.filename == "print.md":
            continue
        text, place = text_of(each), 0
        sections = content.page_sections(each.source)
        for heading in each.source.headings:
            line, section = sections[heading.id]
            parts = [(line, heading.text)]
            parts += [(line + 1 + part.line, part.text) for part in content.blocks(section)]
            for number, part in parts:
                plain = content.strip_markup(PICTURE.sub("", part))
                words = squeezed(plain)
                if part.lstrip().startswith(("<", "///", "!!!")) and not words:
                    continue
                found = text.find(words, place)
                if found < 0:
                    shown = " ".join(plain.split())[:80]
                    source = f"docs/{each.code}/{each.filename}:{number}"
                    yield each.fault(f"expected “{shown}” ({source}) in its place")
                    continue
                if text[place:found] and not content.LIST_PLACEHOLDER.search(each.source.body):
                    more = text[place:found][:80]
                    yield each.fault(f"#{heading.id}: “{more}” is not in the text")
                place = found + len(words)
        if text[place:] and not content.LIST_PLACEHOLDER.search(each.source.body):
            yield each.fault(f"at its end: “{text[place:][:80]}” is not in the text")


@collect
def test_every_outside_link_leads_to_the_source_that_the_text_names(site):
    sources = load_sources()
    for each in site_pages():
        if each.filename == "print.md":
            continue
        wanted = [
            # Not at the start of a line, where “2025. ” would be the number of an item.
            (squeezed(content.strip_markup(f"[{match['text']}")), sources[match["id"]].url)
            for match in content.SOURCE_LINK.finditer(each.source.body)
        ]
        links = each.tree.xpath(
            "//article//a[starts-with(@href, 'http')][not(ancestor::div[@class='footnote'] or "
            "ancestor::ul[@class='sources'] or ancestor::table[@class='authorities'])]"
        )
        found = [(squeezed(link.text_content()), link.get("href")) for link in links]
        for pair in (Counter(wanted) - Counter(found)).elements():
            yield each.fault(f"expected the link “{pair[0]}” to {pair[1]}")
        for pair in (Counter(found) - Counter(wanted)).elements():
            link = next(link for link in links if link.get("href") == pair[1])
            yield each.fault(f"no link of the text: “{pair[0]}” to {pair[1]}", link)


#: What a reader goes by and no text shows: how it stands in Markdown, and where in the page.
MARKS = {
    "badges": (re.compile(r"\*\*\{ *\.(\w+) *\}"), "//article//strong/@class"),
    "blanks": (re.compile(r"\bdata-field=(\w+)"), "//article//blockquote//@data-field"),
    "dates": (
        re.compile(r'<time datetime="([^"]*)">'),
        "//article//time[not(ancestor::div[@class='footnote'] or ancestor::*[@class='last-reviewed']"
        " or ancestor::aside[@id='stale'])]/@datetime",
    ),
}


@collect
def test_badges_blanks_and_dates_are_those_of_the_text_in_their_order(site):
    for each in site_pages():
        if each.filename == "print.md" or content.LIST_PLACEHOLDER.search(each.source.body):
            continue
        for name, (pattern, query) in MARKS.items():
            wanted, found = pattern.findall(each.source.body), each.tree.xpath(query)
            for number, (one, other) in enumerate(zip_longest(wanted, found), 1):
                if one != other:
                    yield each.fault(f"{name}, the {number}th: expected {one}; found {other}")
                    break


@collect
def test_a_drawing_says_what_it_shows_to_eye_and_ear(site):
    for each in site_pages():
        if each.filename == "print.md":
            continue
        pictures = [m for m in content.INLINE_LINK.finditer(each.source.body) if m["image"]]
        drawings = each.tree.xpath("//article//figure/svg[@role='img']")
        if len(pictures) != len(drawings):
            yield each.fault(f"expected {len(pictures)} drawings; found {len(drawings)}")
            continue
        for picture, drawing in zip(pictures, drawings, strict=True):
            if squeezed(drawing.get("aria-label") or "") != squeezed(picture["text"]):
                yield each.fault(f"drawing: expected to be read “{picture['text'][:60]}”", drawing)
            name = PurePosixPath(picture["target"]).stem
            shown = squeezed(drawing.text_content())
            for words in load_strings(each.code)["figures"][name].values():
                for line in words.split("|"):
                    if squeezed(line) not in shown:
                        yield each.fault(f"drawing {name}: expected “{line}”", drawing)


def sections(each: SitePage) -> Iterator[tuple[str, list[HtmlElement]]]:
    """The blocks of each section of the built page, by the id of its heading."""
    tree = copy.deepcopy(each.tree)
    for extra in tree.xpath(
        "//article//sup/a/text() | //div[@class='footnote'] | //aside[@id='stale'] | //article//form"
        " | //p[@class='last-reviewed'] | //ul[@class='sources'] | //*[@id='finder']"
        " | //table[@class='authorities']"
    ):
        if isinstance(extra, HtmlElement):
            extra.drop_tree()
    name, blocks = "", []
    for element in tree.xpath("//article//*"):
        if element.tag in ("h1", "h2", "h3") and element.get("id"):
            yield name, blocks
            name, blocks = element.get("id"), []
        blocks.append(element)
    yield name, blocks


def facts(each: SitePage, blocks: list[HtmlElement]) -> dict[str, Counter[str]]:
    """What must be the same in all languages: the blocks, where links lead, dates, sources."""
    links = []
    for link in (element for element in blocks if element.tag == "a" and element.get("href")):
        href = link.get("href")
        if link.get("class") == "footnote-ref":
            links.append(link.get("href").split(":")[-1])
        elif urlsplit(href).scheme:
            links.append(href)
        else:
            there = urljoin(f"/{each.path}", href)
            own = f"/{each.prefix}"
            links.append(there[len(own) :] if there.startswith(own) else there)
    return {
        "items and cells": Counter(
            b.tag for b in blocks if b.tag in ("li", "td", "th", "h2", "h3")
        ),
        "links and notes": Counter(links),
        "dates": Counter(b.get("datetime") for b in blocks if b.tag == "time"),
        "blanks": Counter(b.get("data-field") for b in blocks if b.get("data-field")),
    }


def notes(each: SitePage) -> list[str]:
    """The sources of the page, in the order of their numbers."""
    return each.tree.xpath("//div[@class='footnote']//li//cite/ancestor::a/@href")


@collect
def test_a_translation_has_the_parts_of_the_english_page_and_in_each_the_same_facts(site):
    for each in site_pages():
        english = page("en", each.filename)
        behind = each.tree.xpath("//article//*[@class='outdated']")
        if each.code == "en" or behind or each.filename in ("print.md", "about.md"):
            continue  # about.md: each language says how it was made, and leads to its own files
        own, original = list(sections(each)), list(sections(english))
        if [name for name, _ in own] != [name for name, _ in original]:
            yield each.fault("expected the headings of the English page, in their order")
            continue
        for (name, blocks), (_, english_blocks) in zip(own, original, strict=True):
            found, wanted = facts(each, blocks), facts(english, english_blocks)
            # A note's number is its place on the page, which another order of words may change.
            for what in found:
                if what == "links and notes":
                    found[what] = named(each, found[what])
                    wanted[what] = named(english, wanted[what])
                if found[what] != wanted[what]:
                    more, less = found[what] - wanted[what], wanted[what] - found[what]
                    yield each.fault(
                        f"#{name}: {what}: too many {dict(more)}, missing {dict(less)}"
                    )


def named(each: SitePage, links: Counter[str]) -> Counter[str]:
    """Links, with the numbers of notes written out as their sources."""
    items = each.tree.xpath("//div[@class='footnote']//li")
    by_number = {item.get("id").split(":")[-1]: item.xpath("string(.//cite)") for item in items}
    return Counter({by_number.get(link, link): 0 for link in links}) + Counter(
        {
            name: sum(n for link, n in links.items() if by_number.get(link, link) == name)
            for name in {by_number.get(link, link) for link in links}
        }
    )


#: A brand that a label names is the host that it leads to.
BRANDS = {
    "Facebook": ("facebook.com",),
    "Instagram": ("instagram.com",),
    "WhatsApp": ("whatsapp.com",),
}


@collect
def test_a_button_that_names_a_service_leads_to_that_service(site):
    for each in site_pages():
        for link in each.tree.xpath(
            "//article//a[contains(@class, 'md-button')][starts-with(@href, 'http')]"
        ):
            label, host = link.text_content(), urlsplit(link.get("href")).hostname or ""
            for brand, hosts in BRANDS.items():
                others = [name for name in BRANDS if name != brand and name in label]
                if brand in label and not others and not host.endswith(hosts):
                    yield each.fault(f"“{label}” leads to {link.get('href')}", link)


#: The numbers of Meta's forms, each compared by hand with guides of authorities and consumer
#: organisations: a wrong digit leads a reader nowhere, and nothing else would notice.
FORMS = {
    "form-facebook": "https://www.facebook.com/help/contact/712876720715583",
    "form-facebook-2024": "https://www.facebook.com/help/contact/6359191084165019",
    "form-instagram": "https://help.instagram.com/contact/767264225370182",
    "form-no-account": "https://www.facebook.com/help/contact/510058597920541",
    "form-third-party-old": "https://www.facebook.com/help/contact/1266025207620918",
    "form-whatsapp": "https://www.whatsapp.com/contact/forms/382532939919295/",
}


@collect
def test_the_addresses_of_the_forms_are_right_to_the_digit():
    for name, address in FORMS.items():
        source = load_sources().get(name)
        if source is None or source.url != address:
            place = f"docs/_data/sources.yml:{source.line if source else 1}: {name}"
            yield f"{place}: expected {address}; found {source and source.url}"


@collect
def test_every_form_is_on_the_site_in_every_language(site):
    linked: dict[str, set[str]] = {}
    for each in site_pages():
        links = each.tree.xpath("//article//a/@href")
        linked.setdefault(each.code, set()).update(link for link in links if "contact/" in link)
    known = {source.url for source in load_sources().values()}
    for code, addresses in linked.items():
        for name, address in FORMS.items():
            if address not in addresses:
                yield f"site/{config.locale(code).url_prefix}: expected a link to {name}, {address}"
        for address in addresses - known:
            yield f"site/{config.locale(code).url_prefix}: {address} is no source"
