"""A page is handed on: its address copied, shared, mailed, scanned or printed.

What is handed on is what the reader has before them.
"""

from __future__ import annotations

import io
import shutil
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from PIL import Image

from scripts import config
from tests.browser.helpers import DESK, SITE, SMALL, lang_of, sampled, strings, until

PAGES = ["", "object/", "el/object/", "bg/status/"]
SHARING = """navigator.share = async (what) => { window.shared = what };
window.print = () => { window.printed = true };"""
STATUS = "document.querySelector('.share [role=status]').textContent"


@pytest.fixture
def reader(new_tab):
    """Open a tab that may copy, with a share sheet that notes what it was given."""
    return new_tab(permissions=["clipboard-read", "clipboard-write"], init=SHARING)


def row(tab):
    return tab.locator("section.share")


def copied(tab) -> str:
    row(tab).locator("[data-share=copy]").click()
    until(tab, STATUS)
    return tab.evaluate("navigator.clipboard.readText()")


def test_the_qr_code_can_be_scanned_from_the_screen(new_tab, address):
    """Opened by its button, on a small phone and on a desk, in light and dark."""
    for size, scheme in ((SMALL, "light"), (SMALL, "dark"), (DESK, "dark")):
        tab = new_tab(viewport=size, color_scheme=scheme)
        tab.goto(address + "el/object/")
        code = tab.locator("#qr")
        assert not code.is_visible()
        row(tab).locator("button[popovertarget=qr]:not(.md-icon)").click()
        assert code.is_visible()
        until(tab, "document.querySelector('#qr img').complete")
        tab.wait_for_timeout(100)
        picture = Image.open(io.BytesIO(tab.screenshot()))
        read = [found.text for found in zxingcpp.read_barcodes(picture)]
        assert read == [config.site_url() + "el/object/"], (size, scheme)
        tab.keyboard.press("Escape")
        assert not code.is_visible()


def test_the_panel_stays_where_it_is_when_the_code_arrives(tab, address):
    """Whoever taps on “Close” at once hits it."""
    held = []
    tab.route("**/qr.svg", lambda route: held.append(route))
    tab.goto(address + "el/object/")
    with tab.expect_request("**/qr.svg"):
        row(tab).locator("button[popovertarget=qr]:not(.md-icon)").click()
    close = tab.locator("#qr .md-icon")
    before = close.bounding_box()
    [route] = held
    route.continue_()
    until(tab, "document.querySelector('#qr img').naturalWidth")
    tab.wait_for_timeout(100)
    assert close.bounding_box() == before


def test_the_copied_address_is_the_one_the_reader_is_at(reader, address):
    for path in PAGES:
        reader.goto(f"{address}{path}?from=somewhere#fn:1")
        assert copied(reader) == address + path, "without the query, and a note's place"
        assert reader.evaluate(STATUS) == strings(path)["share"]["copied"]
        heading = reader.locator("article h2[id]").nth(1)
        part = heading.get_attribute("id")
        heading.hover()
        heading.locator(".headerlink").click()
        assert urlsplit(reader.url).fragment == part
        assert copied(reader) == f"{address}{path}#{part}"
        reader.goto(copied(reader))  # whoever gets it opens the same part, in the same language
        assert reader.locator("html").get_attribute("lang") == lang_of(path)
        assert reader.locator(":target").get_attribute("id") == part


def test_where_copying_is_refused_the_address_stands_there(new_tab, address):
    tab = new_tab(init="Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab.goto(address + "el/object/#facebook")
    row(tab).locator("[data-share=copy]").click()
    until(tab, STATUS)
    said = f"{strings('el/')['share']['not_copied']} {address}el/object/#facebook"
    assert tab.evaluate(STATUS) == said


def test_share_sheet_mail_and_print(reader, address):
    for path in PAGES:
        reader.goto(f"{address}{path}?x=1")
        row(reader).locator("[data-share=send]").click()
        assert reader.evaluate("shared") == {"title": reader.title(), "url": address + path}
        row(reader).locator("[data-share=print]").click()
        assert reader.evaluate("printed")
        # A click would leave for the mail program; what it would be given is in the address.
        reader.evaluate(
            "document.querySelector('.share a').addEventListener('click', e => e.preventDefault())"
        )
        mail = row(reader).locator("a[href^='mailto:']")
        mail.click()
        sent = parse_qs(urlsplit(mail.get_attribute("href")).query)
        assert sent["body"] == [address + path]
        assert unquote(sent["subject"][0]) in reader.title()


def test_a_closed_share_sheet_is_no_mistake_and_without_one_is_no_button(new_tab, address):
    closed = "navigator.share = async () => { throw new DOMException('closed', 'AbortError') }"
    tab = new_tab(init=closed)
    failed = []
    tab.on("pageerror", lambda error: failed.append(error))
    tab.goto(address)
    row(tab).locator("[data-share=send]").click()
    tab.wait_for_timeout(100)
    assert not failed
    tab = new_tab(init="Object.defineProperty(navigator, 'share', { value: undefined })")
    tab.goto(address)
    assert not row(tab).locator("[data-share=send]").is_visible()
    assert row(tab).locator("[data-share=copy]").is_visible()


def test_without_script_what_is_left_works(new_tab, address):
    tab = new_tab(java_script_enabled=False)
    for path in PAGES:
        tab.goto(address + path)
        words = strings(path)["share"]
        visible = row(tab).locator("> :is(a, button)").locator("visible=true").all_inner_texts()
        assert visible[:3] == [words["mail"], words["qr_code"], words["guide"]]
        assert not {words["copy"], words["print"], words["send"]} & set(visible)
        mail = row(tab).locator("a").first.get_attribute("href")
        assert parse_qs(urlsplit(mail).query)["body"] == [config.site_url() + path]
        row(tab).locator("button[popovertarget=qr]:not(.md-icon)").click()
        assert tab.locator("#qr img").is_visible()
        assert tab.locator("#qr p").inner_text() == config.site_url() + path


def test_a_copy_on_a_disk_hands_on_the_public_address(new_tab, tmp_path):
    for name in ("el", "assets"):
        shutil.copytree(SITE / name, tmp_path / name)
    tab = new_tab(init=SHARING)
    tab.goto((tmp_path / "el" / "object" / "index.html").as_uri() + "#facebook")
    row(tab).locator("[data-share=send]").click()
    assert tab.evaluate("shared.url") == config.site_url() + "el/object/#facebook"


def test_headings_show_their_links_where_there_is_no_mouse(new_tab, address):
    tab = new_tab(has_touch=True, is_mobile=True)
    for path in sampled("object/"):
        tab.goto(address + path)
        assert tab.locator("article .headerlink").count() > 5
        hidden = "all => all.filter(one => getComputedStyle(one).opacity !== '1').length"
        assert tab.eval_on_selector_all("article .headerlink", hidden) == 0
        labels = tab.eval_on_selector_all(
            ".headerlink", "all => all.map(one => [one.ariaLabel, one.hash, one.parentNode.id])"
        )
        for label, link, own in labels:
            assert label == strings(path)["link_to_part"] and link == f"#{own}", (path, link)


def test_on_paper_there_is_no_row(tab, address):
    for path in PAGES:
        tab.goto(address + path)
        assert row(tab).is_visible()
        tab.emulate_media(media="print")
        assert not row(tab).is_visible()
        tab.emulate_media(media="screen")
