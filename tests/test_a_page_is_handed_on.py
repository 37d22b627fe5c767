"""A page is handed on: its address copied, shared, mailed, scanned or printed; what is handed on is what the reader has before them."""

from __future__ import annotations

import io
import re
import shutil
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from PIL import Image

from scripts import config, l10n
from tests.conftest import lang_of, paths, tree, until

PAGES = ["", "object/", "nb/", "nb/object/", "nb/status/"]


@pytest.fixture
def reader(browser):
    """A page whose browser lets a script write to the clipboard, and has a share sheet that notes what it was given."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script("navigator.share = async (what) => { window.shared = what }; window.print = () => { window.printed = true }")
    yield context.new_page()
    context.close()


def row(tab):
    return tab.locator("section.share")


def said(tab) -> str:
    return row(tab).locator("[role=status]").inner_text()


def copied(tab) -> str:
    row(tab).locator("[data-share=copy]").click()
    until(tab, "document.querySelector('.share [role=status]').textContent")
    return tab.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("path", paths())
def test_every_page_has_the_row_below_its_text(site, path):
    words = l10n.load_strings(lang_of(path))["share"]
    page = tree(site, path)
    [found] = page.xpath("//main/article/following-sibling::section[@aria-labelledby='share']")
    assert found.xpath("string(p[@id='share'])") == words["title"]
    shown = [element.text_content() for element in found.xpath("./a | ./button")]
    own = {"": "steps", "object/": "steps", "if-it-fails/": "steps", "status/": "feed"}.get(path.removeprefix(f"{lang_of(path)}/"))
    assert shown == [words[name] for name in ("copy", "send", "mail", "code", "print", "guide", own) if name]
    assert not found.xpath(".//@src | .//@srcset | .//a[starts-with(@href, 'http')]"), "no button of a third party"


@pytest.mark.parametrize("path", paths())
def test_the_code_of_every_page_reads_as_its_address(site, path):
    """Read by a library other than the one that wrote it, off the modules of the drawing."""
    page = tree(site, path)
    [drawing] = page.xpath("//div[@id='code']/svg")
    assert drawing.get("aria-label") == l10n.load_strings(lang_of(path))["share"]["code_text"]
    side = int(drawing.get("viewbox").split()[2])
    ground, modules = drawing.xpath("path")
    assert (ground.get("fill"), ground.get("d")) == ("#fff", f"M0 0h{side}v{side}h-{side}z") and modules.get("stroke") == "#000"
    picture = Image.new("L", (side, side), 255)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", modules.get("d")):
        along, down = [*map(float, numbers.split()), 0][:2]
        if command == "h":
            for step in range(int(along)):
                picture.putpixel((int(x) + step, int(y)), 0)
        x, y = (along, down) if command == "M" else (x + along, y + (down if command == "m" else 0))
    quiet = picture.point(lambda value: 255 - value).getbbox()
    assert quiet == (4, 4, side - 4, side - 4), "the quiet zone is four modules wide"
    [code] = zxingcpp.read_barcodes(picture.resize((side * 6, side * 6), Image.Resampling.NEAREST))
    assert code.text == config.site_url() + path == page.xpath("string(//div[@id='code']/p)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_code_is_shown_on_demand_and_can_be_scanned_from_the_screen(browser, address, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address + "nb/object/")
    code = tab.locator("#code")
    assert not code.is_visible()
    row(tab).locator("button[popovertarget=code]").click()
    assert code.is_visible()
    picture = Image.open(io.BytesIO(tab.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [config.site_url() + "nb/object/"]
    tab.keyboard.press("Escape")
    assert not code.is_visible()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_the_copied_address_is_the_one_the_reader_is_at(reader, address, path):
    words = l10n.load_strings(lang_of(path))["share"]
    reader.goto(f"{address}{path}?from=somewhere#fn:1")
    assert copied(reader) == address + path, "without the query, and without a note's place"
    assert said(reader) == words["copied"]
    heading = reader.locator("article h2[id]").nth(1)
    part = heading.get_attribute("id")
    link = heading.locator(".here")
    assert link.get_attribute("aria-label") == l10n.load_strings(lang_of(path))["link_to_part"]
    heading.hover()
    link.click()
    assert urlsplit(reader.url).fragment == part
    assert copied(reader) == f"{address}{path}#{part}"
    reader.goto(copied(reader))  # whoever gets it opens the same page, in the same language, at the same part
    assert reader.locator("html").get_attribute("lang") == lang_of(path)
    assert reader.locator(":target").get_attribute("id") == part


def test_where_copying_is_refused_the_address_stands_there(reader, address):
    reader.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.goto(address + "nb/object/#facebook")
    row(reader).locator("[data-share=copy]").click()
    until(reader, "document.querySelector('.share [role=status]').textContent")
    assert said(reader) == f"{l10n.load_strings('nb')['share']['not_copied']} {address}nb/object/#facebook"


@pytest.mark.parametrize("path", PAGES)
def test_share_sheet_mail_and_print(reader, address, path):
    reader.goto(f"{address}{path}?x=1")
    row(reader).locator("[data-share=send]").click()
    assert reader.evaluate("window.shared") == {"title": reader.title(), "url": address + path}
    row(reader).locator("[data-share=print]").click()
    assert reader.evaluate("window.printed")
    mail = row(reader).locator("a[href^='mailto:']")
    # A click would leave for the mail program; what it would be given is in the address.
    reader.evaluate("document.querySelector('.share a').addEventListener('click', (event) => event.preventDefault())")
    mail.click()
    sent = urlsplit(mail.get_attribute("href"))
    assert parse_qs(sent.query)["body"] == [address + path]
    assert unquote(parse_qs(sent.query)["subject"][0]) in reader.title()


def test_a_closed_share_sheet_is_no_mistake(reader, address):
    failed = []
    reader.on("pageerror", lambda error: failed.append(error))
    reader.add_init_script("navigator.share = async () => { throw new DOMException('closed', 'AbortError') }")
    reader.goto(address)
    row(reader).locator("[data-share=send]").click()
    assert copied(reader) == address and not failed


def test_a_browser_without_a_share_sheet_shows_no_button_for_it(browser, address):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    tab = context.new_page()
    tab.goto(address)
    assert not row(tab).locator("[data-share=send]").is_visible()
    assert row(tab).locator("[data-share=copy]").is_visible()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_without_script_what_is_left_works(browser, address, path):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + path)
    words = l10n.load_strings(lang_of(path))["share"]
    visible = [element.inner_text() for element in row(tab).locator("> :is(a, button)").all() if element.is_visible()]
    assert visible[:3] == [words["mail"], words["code"], words["guide"]] and words["copy"] not in visible
    sent = urlsplit(row(tab).locator("a").first.get_attribute("href"))
    assert parse_qs(sent.query)["body"] == [config.site_url() + path]
    row(tab).locator("button[popovertarget=code]").click()
    assert tab.locator("#code svg").is_visible()
    context.close()


def test_a_copy_on_a_disk_hands_on_the_public_address(site, browser, tmp_path):
    shutil.copytree(site / "nb", tmp_path / "nb")
    shutil.copytree(site / "assets", tmp_path / "assets")
    context = browser.new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what }")
    tab = context.new_page()
    tab.goto((tmp_path / "nb" / "object" / "index.html").as_uri() + "#facebook")
    # Whether a browser runs a script beside a file is its own affair; here it is run in any case.
    tab.evaluate(next((site / "assets").glob("page.*.js")).read_text(encoding="utf-8"))
    row(tab).locator("[data-share=send]").click()
    assert tab.evaluate("window.shared.url") == config.site_url() + "nb/object/#facebook"
    context.close()


def test_the_links_of_headings_show_without_a_mouse(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    tab = context.new_page()
    tab.goto(address + "nb/object/")
    hidden = "links => links.filter(link => getComputedStyle(link).opacity !== '1').length"
    assert tab.locator("article .here").count() > 5
    assert tab.eval_on_selector_all("article .here", hidden) == 0
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_there_is_no_row(tab, address, path):
    tab.goto(address + path)
    assert row(tab).is_visible()
    tab.emulate_media(media="print")
    assert not row(tab).is_visible()
