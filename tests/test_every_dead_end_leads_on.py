"""Each dead end has a next step, and the finder, “if it fails”, “other routes” and the letters lead to one another."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

from scripts import config
from tests.conftest import tree


def parts(site, path: str) -> dict[str, list]:
    """The elements below each second heading of a page's text, by the heading's id."""
    found: dict[str, list] = {}
    for element in tree(site, path).xpath("//article/*"):
        if element.tag == "h2":
            found[element.get("id")] = []
        elif found and element.get("class") != "footnote":
            found[list(found)[-1]].append(element)
    return {part: elements for part, elements in found.items() if part != "page-sources"}


@pytest.mark.parametrize("name", ["if-it-fails", "other-routes"])
@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_every_part_ends_in_a_next_step(site, language, name):
    labels = set()
    for part, elements in parts(site, f"{language.url_prefix}{name}/").items():
        last = elements[-1]
        assert last.tag == "p" and last.xpath(".//a[@href]"), f"{part}: a next step is somewhere to go"
        labels.add(last.xpath("string(./strong[1])"))
    [label] = labels  # “Next step:”, in the page's language, the same in every part
    assert label.endswith(":")


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_the_pages_lead_to_one_another(site, language):
    def leads(name: str) -> set[str]:
        at = f"/{language.url_prefix}{name}/"
        return {urljoin(at, link) for link in tree(site, at.lstrip("/")).xpath("//article//a[not(contains(@class, 'here'))]/@href")}

    finder, letters = f"/{language.url_prefix}object/#which-route", f"/{language.url_prefix}letters/"
    for name in ("if-it-fails", "other-routes"):
        there = f"/{language.url_prefix}{name}/"
        assert finder in leads(name)
        assert any(link.startswith(letters) for link in leads(name))
        for back in ("object", "letters"):
            assert any(urlsplit(link).path == there for link in leads(back)), f"{back} → {name}"
    assert any(link.startswith(letters) for link in leads("object"))
