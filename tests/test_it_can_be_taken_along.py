"""The zip of the whole guide works by double-click where there is no network, search and letters included, and asks for nothing else."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html as lxml_html

from scripts import config
from scripts.commands import offline_zip as offline
from tests import letter
from tests.conftest import paths, until

WATCH = "window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(`${e.effectiveDirective} ${e.blockedURI}`));"


@pytest.fixture(scope="module")
def zipped(site, tmp_path_factory) -> Path:
    return offline.write_archive(site, tmp_path_factory.mktemp("zip"))


@pytest.fixture(scope="module")
def folder(zipped, tmp_path_factory) -> Path:
    """The zip unpacked, in a folder with a space and letters of other scripts in its name."""
    target = tmp_path_factory.mktemp("stick") / "Οι οδηγοί μου – Ръководство"
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(target)
    return target / zipped.stem


def test_its_name_is_a_day_of_its_text_and_its_bytes_are_always_the_same(site, zipped, tmp_path):
    assert zipped.name == f"posts-and-ai-{offline.content_date()}.zip"
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=shutil.copyfile)  # other times, other permissions
    for file in copy.rglob("*"):
        file.chmod(0o700)
    (tmp_path / "other").mkdir()
    assert offline.write_archive(copy, tmp_path / "other").read_bytes() == zipped.read_bytes()
    assert [path.name for path in (tmp_path / "other").iterdir()] == [zipped.name]


def test_it_has_every_page_and_nothing_for_hosts(folder):
    assert {path for path in paths() if not (folder / path / "index.html").exists()} == set()
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert not [name for name in names if name.endswith((".br", ".zst", ".gz", "404.html", "Caddyfile", "manifest.sha256")) or name.startswith("_")]
    assert "LICENCES.txt" in names


@pytest.mark.parametrize("path", paths())
def test_every_link_names_a_file_that_is_there(folder, path):
    page = lxml_html.fromstring((folder / path / "index.html").read_text(encoding="utf-8"))
    here = (folder / path / "index.html").as_uri()
    for link in page.xpath("//a/@href | //link[@rel='icon']/@href | //script/@src | //img/@src"):
        if urlsplit(link).scheme or link.startswith("#"):
            continue
        assert Path(unquote(urlsplit(urljoin(here, link)).path)).is_file(), link


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_read_search_switch_and_write_from_a_disk(browser, folder, language):
    other = next(each for each in config.locales() if each != language)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=other.code, offline=True)
    context.add_init_script(WATCH)
    tab = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: wrong.append(f"failed {request.url}"))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto((folder / language.url_prefix / "index.html").as_uri())

    tab.locator(".open-search").click()
    tab.locator("#search-field").fill("facebook")
    until(tab, "document.querySelectorAll('#search-results a').length > 2")
    tab.locator("#search-results a").nth(1).click()
    tab.wait_for_load_state()
    assert tab.evaluate("document.contentType") == "text/html" and tab.locator("html").get_attribute("lang") == language.code
    tab.locator(".open-search").click()
    tab.locator("#search-field").fill("zzqqxxj")
    until(tab, "document.querySelector('#search-results a')")
    tab.locator("#search-results a").click()  # nothing found leads home
    until(tab, "document.body && document.body.className === 'home'")

    tab.locator("button[popovertarget=languages]").click()
    tab.locator(f"#languages a[lang={other.code}]").click()
    until(tab, f"document.documentElement.lang === '{other.code}' && document.readyState === 'complete'")
    tab.locator(".open-menu").click()
    tab.locator("#menu a[href*='letters/']").click()
    until(tab, "document.readyState === 'complete' && document.querySelector('[data-do=fill]')")
    letter.fill_button(tab, "access").click()
    letter.control(tab, "name").fill("Ελένη Ødegård")
    until(tab, "document.querySelector('#letter pre').textContent.includes('Ελένη Ødegård')")
    assert tab.evaluate("reports") == []
    assert wrong == []
    assert asked and all(url.startswith(folder.as_uri() + "/") for url in asked), asked
    context.close()
