"""The search knows every page and section of its language, and no other."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator

from scripts import config
from scripts.config import Locale
from scripts.l10n import load_strings
from tests.pages import SITE, collect, heading_text, site_pages

DATA = re.compile(r"self\.searchIndex=(\{.*\});\n")


def read(locale: Locale) -> dict:
    """Return what a language's search knows, its letters and its sections as a reader has them."""
    [file] = (SITE / "assets" / "search").glob(f"{locale.code}.*.js")
    whole = DATA.fullmatch(file.read_text(encoding="utf-8"))
    assert whole, f"site/assets/search/{file.name}: expected self.searchIndex={{…}};"
    data = json.loads(whole[1])
    data["file"] = f"site/assets/search/{file.name}"
    pairs = data["letterPairs"]
    table = str.maketrans(pairs[::2] + pairs[1::2], pairs[1::2] + pairs[::2])
    data["sections"] = [
        [f"{url}#{part[0]}".rstrip("#"), *(each.translate(table) for each in (title, *part[1:]))]
        for url, title, *parts in data["pages"]
        for part in parts
    ]
    return data


def index_faults(locale: Locale, sections: list[list[str]], file: str) -> Iterator[str]:
    """Yield what of the language's pages the index lacks, or has too much."""
    found = {address: (title, heading, text) for address, title, heading, text in sections}
    wanted = set()
    for each in site_pages():
        if each.code != locale.code or each.filename == "print.md":
            continue
        own, tree = config.page_url(each.filename), copy.deepcopy(each.tree)
        for extra in tree.xpath("//article//sup | //div[@class='footnote'] | //article//button"):
            extra.drop_tree()
        title = heading_text(tree.xpath("//article//h1")[0])
        sections_of_page = [(own or "./", "")]
        for heading in tree.xpath("//article//h2 | //article//h3"):
            sections_of_page.append((f"{own}#{heading.get('id')}", heading_text(heading)))
        words = "".join(
            "".join(found.get(address, ("", "", ""))[2].split()) for address, _ in sections_of_page
        )
        for address, heading in sections_of_page:
            wanted.add(address)
            if found.get(address, ())[:2] != (title, heading):
                yield f"{file}: expected {address} “{heading}”"
        # Every paragraph can be found, whatever the section.
        for paragraph in tree.xpath(
            "//article//p[not(@class) or @class='lead'][not(ancestor::aside)]"
        ):
            text = "".join(paragraph.text_content().replace("\u00ad", "").split())
            if (
                text
                and text not in words
                and not paragraph.xpath("ancestor::form | ancestor::*[@id='finder'] | ancestor::li")
            ):
                yield f"{file}: {own}: expected “{paragraph.text_content()[:60]}”"
    for address in found.keys() - wanted:
        yield f"{file}: {address}: expected no such section"
    if len(found) != len(sections):
        yield f"{file}: a section stands twice"


@collect
def test_every_page_and_section_is_in_the_index_of_its_language(site):
    for locale in config.locales():
        data = read(locale)
        yield from index_faults(locale, data["sections"], data["file"])
        strings = load_strings(locale.code)
        wanted = {key: strings["search"][key] for key in ("found", "none", "all_pages")}
        if data["strings"] != {**wanted, "home": strings["home"]}:
            yield f"{data['file']}: expected the words of the language"
        if not data["keys"] and locale.code != "mt":
            yield f"{data['file']}: expected keys of other forms of a word"


def test_a_section_that_is_missing_or_too_much_is_named(site):
    locale = config.locale("en")
    sections = read(locale)["sections"]
    assert not list(index_faults(locale, sections, "x"))
    without = [section for section in sections if not section[0].startswith("object/")]
    assert any("object/" in fault for fault in index_faults(locale, without, "x"))
    assert list(index_faults(locale, [*sections, ["gone/", "", "", ""]], "x"))
    emptied = [[*section[:3], ""] if section[0] == "object/" else section for section in sections]
    assert list(index_faults(locale, emptied, "x"))


def test_it_holds_no_soft_hyphen_and_nothing_of_the_whole_guide(site):
    for locale in config.locales():
        text = json.dumps(read(locale), ensure_ascii=False)
        assert "\u00ad" not in text and "print/#" not in text
