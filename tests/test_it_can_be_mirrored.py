"""A copy of the folder works on any host, below any path: nothing in a page leads to the host that it was built for."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html as lxml_html

from scripts import config
from scripts.data.redirects import redirect_map
from tests.conftest import paths, tree

#: What says where the page is at home: for search engines, feed readers and shared links, never followed by a reader’s browser.
HOME = "//link[@rel='canonical' or @rel='alternate'] | //meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]"


@pytest.mark.parametrize("path", [*paths(), *redirect_map()])
def test_no_page_leads_to_the_host_it_was_built_for(site, path):
    page = tree(site, path)
    for element in page.xpath(HOME):
        element.drop_tree()
    own = urlsplit(config.site_url()).netloc
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not value.startswith(("/", "http://" + own, "https://" + own)), f"{element.tag} {name}={value}"
    for link in page.xpath("//a/@href | //script/@src | //img/@src | //link/@href"):
        if not urlsplit(link).scheme:  # stays inside, wherever the root is
            assert urljoin("https://mirror.example/a/b/" + path, link).startswith("https://mirror.example/a/b/"), link


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_only_the_page_for_wrong_addresses_names_its_root_and_finds_another(site, language):
    """Its script is proved in test_served_as_on_a_host.py."""
    page = lxml_html.fromstring((site / language.url_prefix / "404.html").read_text(encoding="utf-8"))
    built = urlsplit(config.site_url()).path
    assert page.get("lang") == language.code
    assert page.xpath("//section/@lang")[0] == language.code
    assert all(link.startswith(built) for link in page.xpath("//a/@href | //link/@href"))
    assert page.xpath("//script[not(@src)]")


@pytest.mark.parametrize("old", redirect_map())
def test_a_redirect_works_where_a_host_only_sends_files(tab, address, site, old):
    new = redirect_map()[old]
    page = tree(site, old)
    assert page.xpath("//link[@rel='canonical']/@href") == [config.site_url() + new]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("string(//title)") == tree(site, new).xpath("string(//title)")
    assert urljoin(address + old, page.xpath("string(//a/@href)")) == address + new
    tab.goto(address + old)
    tab.wait_for_url(address + new)
    assert tab.locator("html").get_attribute("lang") == page.get("lang")
