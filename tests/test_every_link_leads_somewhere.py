"""No link of the site is dead: pages, headings, pictures, styles, scripts, other languages, sitemap, and the page for wrong addresses."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from scripts import config
from scripts.data import authorities
from scripts.data.sources import load_sources
from tests.conftest import lang_of, paths, tree

ADDRESS = config.site_url()


def test_lychee_finds_nothing_dead(site):
    """The checker: links, fragments, pictures, styles and scripts of every page, canonical and other absolute addresses."""
    lychee = Path(sysconfig.get_path("scripts")) / "lychee"
    command = [
        str(lychee), "--offline", "--include-fragments", "--no-progress", "--root-dir", str(site), "--index-files", "index.html",
        "--remap", f"{re.escape(ADDRESS)}(.*) file://{site}/$1",
        # Links from the root, which only the 404 page has, begin with the path that the site is published under.
        "--remap", f"file://{re.escape(str(site))}{urlsplit(ADDRESS).path.rstrip('/')}(?:/(.*))?$ file://{site}/$1", f"{site}/**/*.html", f"{site}/sitemap.xml",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    checked = int(re.search(r"(\d+) Total", result.stdout)[1])
    assert checked > 50 * len(paths()), f"lychee saw only {checked} links: {result.stdout}"


def test_lychee_would_find_a_dead_link(site, tmp_path):
    """The checker checked: the same command on a page with one link of each dead kind."""
    (tmp_path / "index.html").write_text('<!doctype html><p id="here"><a href="gone/">a</a><a href="#nowhere">b</a><img src="no.png" alt="">')
    lychee = Path(sysconfig.get_path("scripts")) / "lychee"
    result = subprocess.run(
        [str(lychee), "--offline", "--include-fragments", "--no-progress", "--root-dir", str(tmp_path), "--index-files", "index.html", f"{tmp_path}/index.html"],
        capture_output=True, text=True, check=False,
    )
    assert result.returncode != 0
    assert all(what in result.stdout for what in ("gone", "nowhere", "no.png"))


@pytest.mark.parametrize("path", paths())
def test_what_lychee_does_not_read(site, path):
    """Duplicate ids, labels that point nowhere, Open Graph addresses, and links into another language without saying so."""
    page = tree(site, path)
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert not [name for name, count in Counter(ids).items() if count > 1]
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "for"):
        for value in page.xpath(f"//@{attribute}"):
            assert set(value.split()) <= set(ids), f"{attribute}={value}"
    assert page.xpath("string(//meta[@property='og:url']/@content)") == ADDRESS + path
    for link in page.xpath("//a[@href and not(@hreflang)]"):
        there = urljoin(ADDRESS + path, link.get("href"))
        if there.startswith(ADDRESS) and there.removeprefix(ADDRESS) not in config.DOWNLOADS["site"]:  # data has no language
            assert lang_of(there.removeprefix(ADDRESS)) == lang_of(path), f"{link.get('href')} leads into another language"


@pytest.mark.parametrize("path", paths())
def test_outside_addresses_are_in_the_register(site, path):
    known = {source.url for source in load_sources().values()}
    for authority in authorities.load_authorities():
        known |= {authority.website, authority.complaint}
    page = tree(site, path)
    for link in page.xpath("//a[@href]"):
        if urlsplit(link.get("href")).scheme in ("http", "https"):
            assert link.get("href") in known
            assert "noreferrer" in (link.get("rel") or ""), link.get("href")
    loads = page.xpath("//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@srcset | //iframe/@src")
    assert not [address for address in loads if urlsplit(address).netloc]


def alternates(site, path) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in tree(site, path).xpath("//link[@rel='alternate'][@hreflang]")}


@pytest.mark.parametrize("path", paths())
def test_other_languages_point_both_ways(site, path):
    own = ADDRESS + path
    page = tree(site, path)
    assert page.xpath("//link[@rel='canonical']/@href") == [own]
    named = alternates(site, path)
    assert set(named) == {language.code for language in config.locales()} | {"x-default"}
    assert named["x-default"] == named[config.SOURCE_LOCALE]
    assert named[lang_of(path)] == own
    for code, address in named.items():
        there = address.removeprefix(ADDRESS)
        assert (site / there / "index.html").exists(), address
        assert alternates(site, there) == named
        if code != "x-default":
            assert tree(site, there).get("lang") == code


def test_the_sitemap_names_every_page_once(site):
    found = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(found) == sorted(ADDRESS + path for path in paths())
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_every_page_is_reached_from_home_in_its_own_language(site, language):
    wanted = {path for path in paths() if lang_of(path) == language.code}
    seen, todo = set(), [language.url_prefix]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in tree(site, path).xpath("//a[not(@hreflang)]/@href"):
            there = urljoin(ADDRESS + path, link).split("#")[0].removeprefix(ADDRESS)
            if there in wanted:
                todo.append(there)
    assert seen == wanted


def test_a_wrong_address_gets_a_page_that_leads_on(address, tab):
    for wrong in ("no-such-page/", "nb/no/such/page"):
        answer = tab.goto(address + wrong)
        assert answer.status == 404
        assert tab.locator("h1").inner_text() == "Page not found"
        homes = tab.eval_on_selector_all("main a", "links => links.map(link => new URL(link.href).pathname)")
        assert homes == [urlsplit(ADDRESS).path + language.url_prefix for language in config.locales()]


def test_no_picture_style_or_script_is_left_over(site):
    """Everything that is published is asked for by a page, or is one of the files that hosts and robots ask for."""
    pages = "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    for file in sorted(site.rglob("*")):
        name = file.name.removesuffix(".br").removesuffix(".zst").removesuffix(".gz")
        for_hosts = file.parent.name in ("hosting", ".well-known") or name in ("sitemap.xml", "robots.txt", "_headers", "_redirects", "manifest.sha256", "LICENCES.txt")
        if file.is_file() and not name.endswith(".html") and not for_hosts:
            assert name in pages, file
