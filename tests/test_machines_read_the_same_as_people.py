"""What search engines and shares are told is what the page says: title, description, dates, questions and answers."""

from __future__ import annotations

import json

import pytest

from scripts import config
from tests.conftest import lang_of, paths, tree


def data_of(site, path) -> dict[str, dict]:
    page = tree(site, path)
    graph = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    return {entry["@type"]: entry for entry in graph}


@pytest.mark.parametrize("path", paths())
def test_the_data_says_what_the_page_says(site, path):
    page, data = tree(site, path), data_of(site, path)
    article = data["Article"]
    assert article["inLanguage"] == lang_of(path)
    assert article["mainEntityOfPage"] == config.site_url() + path == page.xpath("string(//meta[@property='og:url']/@content)")
    assert article["headline"] == page.xpath("string(//meta[@property='og:title']/@content)")
    assert article["description"] == page.xpath("string(//meta[@name='description']/@content)")
    assert article["dateModified"] in page.xpath("//p[@class='checked']/time/@datetime")
    assert ("BreadcrumbList" in data) is (path not in {language.url_prefix for language in config.locales()})
    assert ("FAQPage" in data) is (path.endswith("questions/") and "open-" not in path)


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_every_question_has_its_answer(site, language):
    path = f"{language.url_prefix}questions/"
    asked = data_of(site, path)["FAQPage"]["mainEntity"]
    page = tree(site, path)
    headings = [" ".join(heading.text_content().removesuffix("#").split()) for heading in page.xpath("//article/h2")]
    assert [entry["name"] for entry in asked] == headings
    assert all(len(entry["acceptedAnswer"]["text"]) > 30 and "[" not in entry["acceptedAnswer"]["text"] for entry in asked)
