"""What somebody types into a letter goes nowhere: no request, no storage, no address; and it comes out as the plain text it was."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import tree, until
from tests.letter import LETTERS, PAGES, control, fill_all, fill_button, opened, written

#: Everything a page can keep in a browser, or leave in its history.
TRACES = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie, address: location.href, history: history.length,
  state: history.state, name: window.name, databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length, persisted: await navigator.storage.estimate().then(e => e.usage),
})"""
HOSTILE = {
    "markup": "<b>bold</b><img src=x onerror=\"document.title='got you'\"><script>document.title='got you'</script> &amp; &lt;",
    "long": "å" * 10_000,
    "right to left": "\u202eabc\u200f שלום \u2066مرحبا\u2069",
    "emoji": "👩🏽\u200d👧 ❤️ 🇳🇴",
    "quotes": "\"double\" 'single' “curly” «guillemets» `back` $& $1 {letter} {d} %0A%26 &body=x ?subject=y #part \\n",
}


@pytest.mark.parametrize("path", PAGES)
def test_using_it_makes_no_request_and_writes_nothing(browser, address, path):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    tab = context.new_page()
    tab.add_init_script("window.print = () => {}; window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(e.effectiveDirective))")
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.goto(address + path, wait_until="networkidle")
    before = tab.evaluate(TRACES)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    for letter in LETTERS:
        fill_button(tab, letter).click()
        fill_all(tab)
        control(tab, "name").press("Enter")
        tab.locator("[data-do=copy]").click()
        with tab.expect_download():
            tab.locator("[data-do=save]").click()
        tab.locator("[data-do=print]").click()
    tab.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert tab.evaluate(TRACES) == before
    assert before["local"] == before["session"] == before["databases"] == before["caches"] == before["workers"] == 0
    tab.locator("[data-do=clear]").click()
    assert tab.evaluate(TRACES) == before
    assert context.cookies() == []
    assert tab.evaluate("reports") == wrong == []  # it needs nothing that the page's policy forbids
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_the_form_is_remembered_or_sent_by_the_browser(site, path):
    form = tree(site, path).xpath("//form[@id='letter']")[0]
    assert (form.get("autocomplete"), form.get("spellcheck"), form.get("action")) == ("off", "false", None)
    controls = form.xpath(".//input | .//textarea | .//select")
    assert len(controls) > 15
    for each in controls:
        assert each.get("autocomplete") == "off" and each.get("name") is None
    assert not form.xpath(".//*[@onclick or @oninput or @style] | .//button[not(@type='button')]")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("way", ["clear", "away and back", "kept for going back"])
def test_the_form_is_emptied(address, tab, path, way):
    opened(tab, address + path, "complaint")
    printed = written(tab)
    fill_all(tab)
    assert "Typed name" in written(tab)
    if way == "clear":
        tab.locator("[data-do=clear]").click()
        assert tab.locator("#letter [role=status]").inner_text()
    elif way == "away and back":
        tab.goto(address)
        tab.go_back()
        fill_button(tab, "complaint").click()
    else:  # as browsers do that keep the page alive
        tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert written(tab) == printed
    values = tab.eval_on_selector_all("#letter :is(input, textarea, select)", "all => all.map(one => one.type === 'checkbox' ? one.checked : one.value)")
    assert not any(values)
    assert "Typed name" not in tab.evaluate("document.documentElement.outerHTML")


def test_a_page_that_comes_back_alive_is_empty(address, tab):
    opened(tab, address + "letters/", "objection")
    fill_all(tab)
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert "Typed name" not in written(tab) and control(tab, "name").input_value() == ""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_typed_comes_out_as_plain_text(browser, address, path, kind):
    words = HOSTILE[kind]
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    tab = context.new_page()
    opened(tab, address + path, "objection")
    title, elements = tab.title(), tab.evaluate("document.querySelectorAll('*').length")
    fill_all(tab, words)
    letter = written(tab)
    assert letter.count(words) == 4  # accounts, reasons, name, e-mail
    assert (tab.title(), tab.evaluate("document.querySelectorAll('*').length")) == (title, elements)
    with tab.expect_download() as download:
        tab.locator("[data-do=save]").click()
    assert download.value.suggested_filename.endswith(".txt")
    assert Path(download.value.path()).read_bytes().decode("utf-8") == f"\ufeff{letter}\n"
    mail = urlsplit(tab.locator("#letter-mail").get_attribute("href"))
    assert (mail.scheme, mail.netloc, mail.path, mail.fragment) == ("mailto", "", "", "")
    parts = parse_qs(mail.query, strict_parsing=True)
    assert parts == {"subject": [letter.split("\n\n")[1]], "body": [letter.replace("\n", "\r\n")]}
    tab.locator("[data-do=copy]").click()
    until(tab, "document.querySelector('#letter [role=status]').textContent")
    assert tab.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == letter
    context.close()


def test_lines_stay_lines_and_half_a_character_breaks_nothing(address, tab):
    opened(tab, address + "letters/", "objection")
    control(tab, "accounts").fill("one\r\n\n  two \nthree")
    assert ":\n- one\n- two\n- three\n\n" in written(tab)
    tab.evaluate("""() => { const field = document.querySelector("[data-for=name] input"); field.value = "a\\ud83d"; field.dispatchEvent(new Event("input", { bubbles: true })) }""")
    assert "\n\na\ufffd\n\n" in written(tab)
    assert "a%EF%BF%BD" in tab.locator("#letter-mail").get_attribute("href")


def test_where_the_browser_does_not_copy_the_letter_is_selected(address, tab):
    tab.add_init_script("delete Navigator.prototype.clipboard")
    opened(tab, address + "letters/", "access")
    tab.locator("[data-do=copy]").click()
    assert tab.evaluate("getSelection().toString()").split() == written(tab).split()
    assert "selected" in tab.locator("#letter [role=status]").inner_text()
