"""Shares and search engines are told what the page says, and nothing that it does not need."""

from __future__ import annotations

from babel import Locale

from scripts.hooks.template_context import og_locale
from scripts.l10n import load_strings
from tests.pages import SITE, collect, heading_text, site_pages

#: Their absence was measured: bytes in every page, for machines that read the page itself.
ABSENT = "//script[@type] | //meta[@property='og:locale:alternate'] | //link[@rel='manifest']"


@collect
def test_the_tags_say_what_the_page_says(site):
    for each in site_pages():
        strings, meta = load_strings(each.code), each.source.meta
        heading = heading_text(each.tree.xpath("//h1")[0])
        own_card = each.filename in ("index.md", "object.md")
        wanted = {
            "og:type": "article",
            "og:title": meta["title"],
            "og:description": meta["description"],
            "og:url": each.url,
            "og:site_name": strings["site"],
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": heading if own_card else strings["site"],
            "og:locale": og_locale(each.code),
            "twitter:card": "summary_large_image",
        }
        tags = each.tree.xpath("//head/meta[@property or starts-with(@name, 'twitter:')]")
        found = [(tag.get("property") or tag.get("name"), tag.get("content")) for tag in tags]
        found = [pair for pair in found if pair[0] != "og:image"]  # test_social_cards.py
        if sorted(found) != sorted(wanted.items()):
            yield each.fault(f"tags: {sorted(set(found) ^ set(wanted.items()))}")
        for element in each.tree.xpath(ABSENT):
            yield each.fault("expected this to be gone", element)


def test_there_is_no_web_manifest(site):
    """A guide is read once and is no app: a manifest would be one request more on a first view."""
    assert not list(SITE.rglob("*.webmanifest"))


def test_the_territories_are_the_european_ones():
    wanted = ["en_GB", "nb_NO", "nn_NO", "el_GR", "mt_MT", "ga_IE", "pt_PT", "sv_SE", "bg_BG"]
    assert [og_locale(name[:2]) for name in wanted] == wanted
    for each in site_pages():
        assert Locale.parse(og_locale(each.code)).territory in Locale("en").territories
