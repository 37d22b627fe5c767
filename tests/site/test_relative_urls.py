"""A copy of the folder works on any host, below any path: no page leads to where it was built."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from scripts import config
from scripts.data.redirects import redirect_map
from tests.pages import SITE, collect, site_pages

#: What says where a page is at home, for search engines and shared links; no browser follows it.
HOME = ("canonical", "alternate")
OWN = urlsplit(config.site_url()).netloc
MIRROR = "https://mirror.example/a/b/"


def is_about_home(element: HtmlElement) -> bool:
    return (
        element.get("rel") in HOME
        or (element.get("property") or "").startswith("og:")
        or (element.get("name") or "").startswith("twitter:")
    )


def absolute_urls(tree: HtmlElement, path: str) -> Iterator[tuple[HtmlElement, str]]:
    """Yield what of a page leads to the host it was built for, or out of a mirror's folder."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or is_about_home(element):
            continue
        for name, value in element.attrib.items():
            if value.startswith(("/", f"http://{OWN}", f"https://{OWN}")):
                if (element.tag, name) == ("a", "href") and value == "".join(element.itertext()):
                    continue  # an address that is shown, on the page that is printed
                yield element, f"{element.tag} {name}={value}"
                continue
            relative = name in ("href", "src", "data-root") and not urlsplit(value).scheme
            if relative and not urljoin(MIRROR + path, value).startswith(MIRROR):
                yield element, f"{value} leads out of the folder"


@collect
def test_no_page_leads_to_the_host_it_was_built_for(site):
    for each in site_pages():
        for element, fault in absolute_urls(each.tree, each.path):
            yield each.fault(fault, element)


def test_an_address_from_the_root_is_named():
    for bad in ('<a href="/object/">', f'<img src="https://{OWN}/x.png">', '<a href="../../x">'):
        assert list(absolute_urls(lxml_html.fromstring(f"<div>{bad}</div>"), "nb/")), bad
    good = f'<div><a href="../object/">a</a><meta property="og:url" content="https://{OWN}/"></div>'
    assert not list(absolute_urls(lxml_html.fromstring(good), "nb/"))


@collect
def test_only_the_page_for_wrong_addresses_names_its_root(site):
    """A script in it finds another one: tests/browser."""
    built = urlsplit(config.site_url()).path
    for locale in config.locales():
        path = f"{locale.url_prefix}404.html"
        page = lxml_html.fromstring((SITE / path).read_text(encoding="utf-8"))
        for link in page.xpath("//a/@href | //link/@href"):
            if not link.startswith(built):
                yield f"site/{path}: {link}: expected an address from the root"


@collect
def test_a_redirect_works_where_a_host_only_sends_files(site):
    titles = {each.path: each for each in site_pages()}
    for old, new in redirect_map().items():
        place, target = f"site/{old}index.html", titles[new]
        page = lxml_html.fromstring((SITE / old / "index.html").read_text(encoding="utf-8"))
        refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)")
        ways = [page.xpath("string(//a/@href)"), refresh.removeprefix("0; url=")]
        if [urljoin(f"/{old}", way) for way in ways] != [f"/{new}"] * 2:
            yield f"{place}: expected ways to {new}; found {ways}"
        found = (
            page.get("lang"),
            page.xpath("string(//title)"),
            page.xpath("string(//a)"),
            page.xpath("string(//link[@rel='canonical']/@href)"),
            page.xpath("string(//meta[@name='robots']/@content)"),
        )
        title = target.source.meta["title"]
        wanted = (target.code, title, title, target.url, "noindex")
        if found != wanted:
            yield f"{place}: expected {wanted}; found {found}"
        for _, fault in absolute_urls(page, old):
            yield f"{place}: {fault}"
