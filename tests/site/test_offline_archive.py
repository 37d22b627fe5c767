"""The zip of the whole guide needs no network: every page, links that name files, same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html as lxml_html

from scripts import config
from scripts.commands.offline_zip import content_date, write_archive
from tests.pages import SITE, collect, site_pages


@pytest.fixture(scope="module")
def zipped(site, tmp_path_factory) -> Path:
    return write_archive(SITE, tmp_path_factory.mktemp("zip"))


@pytest.fixture(scope="module")
def folder(zipped, tmp_path_factory) -> Path:
    """Unpack the zip, in a folder with a space and letters of other scripts in its name."""
    target = tmp_path_factory.mktemp("stick") / "Οι οδηγοί μου – Ръководство"
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(target)
    return target / zipped.stem


def test_its_name_is_a_day_of_its_text_and_its_bytes_are_always_the_same(zipped, tmp_path):
    assert zipped.name == f"posts-and-ai-{content_date()}.zip"
    copy, other = tmp_path / "site", tmp_path / "other"
    for name in ("index.html", "qr.svg", "guide.pdf", "object/index.html"):
        (copy / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copyfile(SITE / name, copy / name)
    other.mkdir()
    one = write_archive(copy, other)
    before = one.read_bytes()
    for file in copy.rglob("*"):  # another time, other permissions
        os.utime(file, (0, 0))
        file.chmod(0o700)
    assert write_archive(copy, other).read_bytes() == before
    assert [path.name for path in other.iterdir()] == [zipped.name]


#: For hosts, robots and those who check a copy.
FOR_HOSTS = (".br", ".zst", ".gz", "404.html", "Caddyfile", "nginx.conf", "SHA256SUMS", ".txt")


@collect
def test_it_has_every_page_and_nothing_for_hosts(folder):
    for each in site_pages():
        if not (folder / each.path / "index.html").exists():
            yield f"{each.path}index.html is missing"
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if name == "LICENCES.txt" or file.is_dir():
            continue
        if name.endswith(FOR_HOSTS) or name.startswith("_") or name == "sitemap.xml":
            yield f"{name} is for hosts"
    if not (folder / "LICENCES.txt").exists():
        yield "LICENCES.txt is missing"


@collect
def test_every_link_names_a_file_that_is_there(folder):
    for each in site_pages():
        place = folder / each.path / "index.html"
        page = lxml_html.fromstring(place.read_text(encoding="utf-8"))
        policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        if "script-src 'self' file:" not in policy or "img-src 'self' file:" not in policy:
            yield f"{each.path}: expected its policy to let files in"
        links = page.xpath("//a[@href] | //link[@rel='icon'] | //script[@src] | //img[@src]")
        for link in links:
            href = link.get("href") or link.get("src")
            if urlsplit(href).scheme or href.startswith("#"):
                continue
            if not Path(unquote(urlsplit(urljoin(place.as_uri(), href)).path)).is_file():
                yield f"{each.path}index.html:{link.sourceline}: {href} names no file"


@collect
def test_every_place_that_the_search_finds_is_a_file(folder):
    for locale in config.locales():
        [script] = (folder / "assets" / "search").glob(f"{locale.code}.*.js")
        text = script.read_text(encoding="utf-8")
        for address, *_ in json.loads(re.search(r"\{.*\}", text)[0])["pages"]:
            if not (folder / locale.url_prefix / address).is_file():
                yield f"{script.name}: {address} names no file"
