"""No link of the site is dead, none leads into another language unsaid, nothing is left over."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from scripts import config
from scripts.data.authorities import load_authorities
from scripts.data.sources import load_sources
from tests.pages import SITE, SitePage, collect, site_pages

URL = config.site_url()
LYCHEE = Path(sysconfig.get_path("scripts")) / "lychee"
OPTIONS = ["--offline", "--include-fragments", "--no-progress", "--index-files", "index.html"]


def run_lychee(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(LYCHEE), *OPTIONS, "--root-dir", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_lychee_finds_nothing_dead(site):
    """Links, fragments, pictures, scripts of every page, canonical and other full addresses."""
    path = urlsplit(URL).path.rstrip("/")
    result = run_lychee(
        site,
        *("--remap", f"{re.escape(URL)}(.*) file://{site}/$1"),
        # Links from the root, which only the 404 page has, begin with the path of SITE_URL.
        # The whole guide on one page holds the others' links again: once is enough.
        *("--exclude-path", "/[a-z][a-z]/print/"),
        *("--remap", f"file://{re.escape(str(site))}{path}(?:/(.*))?$ file://{site}/$1"),
        f"{site}/**/*.html",
        f"{site}/sitemap.xml",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    checked = int(re.search(r"(\d+) Total", result.stdout)[1])
    assert checked > 50 * len(site_pages()), f"lychee saw only {checked} links"


def test_lychee_would_find_a_dead_link(tmp_path):
    """The checker checked: the same command on a page with one link of each dead kind."""
    page = '<p id="here"><a href="gone/">a</a><a href="#nowhere">b</a><img src="no.png" alt="">'
    (tmp_path / "index.html").write_text(f"<!doctype html>{page}")
    result = run_lychee(tmp_path, f"{tmp_path}/index.html")
    assert result.returncode != 0
    assert all(what in result.stdout for what in ("gone", "nowhere", "no.png"))


def code_of(path: str) -> str:
    """The language of a path below the site."""
    codes = {locale.code for locale in config.locales() if locale.url_prefix}
    first = path.split("/")[0]
    return first if first in codes else config.SOURCE_LOCALE


REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "for")


def inner_faults(each: SitePage) -> Iterator[str]:
    """Yield what lychee does not read: ids, what points to them, the language of links."""
    ids = Counter(each.tree.xpath("//@id"))
    for name in (name for name, count in ids.items() if count > 1):
        yield each.fault(f"#{name} stands {ids[name]} times")
    for element in each.tree.iter():
        for name in REFERENCES:
            for value in (element.get(name) or "").split() if isinstance(element.tag, str) else ():
                if value not in ids:
                    yield each.fault(f"{name}={value} leads nowhere", element)
    for link in each.tree.xpath("//a[@href]"):
        there = urljoin(each.url, link.get("href"))
        if not there.startswith(URL):
            continue
        path = there.removeprefix(URL)
        if path in config.DOWNLOADS["site"]:  # data has no language
            continue
        named = link.get("hreflang") or each.code
        if code_of(path) != named:
            yield each.fault(f"{link.get('href')} leads to {code_of(path)}, not {named}", link)


@collect
def test_what_lychee_does_not_read(site):
    for each in site_pages():
        yield from inner_faults(each)


@collect
def test_outside_addresses_are_in_the_register(site):
    known = {source.url for source in load_sources().values()}
    for authority in load_authorities():
        known |= {authority.website, authority.complaint}
    for each in site_pages():
        if each.tree.xpath("string(//meta[@name='referrer']/@content)") != "no-referrer":
            yield each.fault("expected that no other site is told where a reader comes from")
        for link in each.tree.xpath("//a[@href]"):
            href = link.get("href")
            if (
                urlsplit(href).scheme in ("http", "https")
                and href not in known
                and href != URL + each.prefix
            ):
                yield each.fault(f"{href} is in no register", link)
            if urlsplit(href).scheme not in ("", "http", "https", "mailto"):
                yield each.fault(f"{href}: expected an address of the web", link)
        loads = each.tree.xpath(
            "//img/@src | //script/@src | //link[not(@rel='canonical')]/@href | //source/@srcset"
            " | //*[local-name()='use' or local-name()='image']/@href | //video/@src | //iframe/@src"
        )
        for address in loads:
            if urlsplit(address).netloc:
                yield each.fault(f"{address} is loaded from another host")


@collect
def test_every_page_is_reached_from_home_in_its_own_language(site):
    for locale in config.locales():
        own = {each.path: each for each in site_pages() if each.code == locale.code}
        seen, todo = set(), [locale.url_prefix]
        while todo:
            path = todo.pop()
            if path in seen:
                continue
            seen.add(path)
            for link in own[path].tree.xpath("//a[not(@hreflang)]/@href"):
                there = urljoin(f"/{path}", link).split("#")[0].lstrip("/")
                if there in own:
                    todo.append(there)
        for path in sorted(own.keys() - seen):
            yield own[path].fault("no way from home leads here")


#: What hosts and robots ask for, and those who check a copy.
FOR_HOSTS = re.compile(
    r"(hosting|\.well-known)/.*|sitemap\.xml|robots\.txt|_headers|_redirects|SHA256SUMS|LICENCES\.txt"
)


def left_over(site: Path, read: str) -> Iterator[str]:
    """Yield each file that no page names and no host asks for."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        name = re.sub(r"\.(br|zst|gz)$", "", path)
        known = name.endswith(".html") or FOR_HOSTS.fullmatch(name) or not file.is_file()
        if not known and name.rsplit("/", 1)[-1] not in read:
            yield f"site/{path}: nothing asks for it"


@collect
def test_no_file_is_left_over(site):
    read = "".join(page.read_text(encoding="utf-8") for page in SITE.rglob("*.html"))
    yield from left_over(SITE, read)


def test_a_file_left_over_is_named(tmp_path):
    for name in ("a.png", "_headers", "hosting/x.conf", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(left_over(tmp_path, "")) == ["site/a.png: nothing asks for it"]
    assert list(left_over(tmp_path, '<img src="a.png">')) == []
