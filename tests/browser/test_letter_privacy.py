"""What somebody types into a letter goes nowhere: no request, storage, address or translator.

And it comes out as the plain text it was.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.helpers import Watch, everywhere, tree, until
from tests.browser.letter_helper import LETTERS, control, fill_all, fill_button, opened, written

#: Everything a page can keep in a browser, or leave in its history.
TRACES = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
  address: location.href, history: history.length, state: history.state, name: window.name,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  persisted: await navigator.storage.estimate().then(e => e.usage),
})"""
KEPT = ("local", "session", "databases", "caches", "workers")
CLIPBOARD = ["clipboard-read", "clipboard-write"]
REPORTS = """window.print = () => {}; window.reports = [];
addEventListener('securitypolicyviolation', e => reports.push(e.effectiveDirective));"""
GOT_YOU = "document.title='got you'"
HOSTILE = {
    "markup": f'<b>bold</b><img src=x onerror="{GOT_YOU}"><script>{GOT_YOU}</script> &amp; &lt;',
    "long": "å" * 10_000,
    "right to left": "\u202eabc\u200f שלום \u2066مرحبا\u2069",
    "emoji": "👩🏽\u200d👧 ❤️ 🇳🇴",
    "quotes": "\"double\" 'single' “curly” «guillemets» `back` $& $1 {letter} {d} %0A%26 &body=x "
    "?subject=y #part \\n",
}


@pytest.mark.parametrize("path", ["letters/", "el/letters/"])
def test_using_it_makes_no_request_and_writes_nothing(new_tab, address, path):
    tab = new_tab(permissions=CLIPBOARD, accept_downloads=True, init=REPORTS)
    watch = Watch(tab)
    tab.goto(address + path, wait_until="networkidle")
    watch.take()
    before = tab.evaluate(TRACES)
    for letter in LETTERS:
        fill_button(tab, letter).click()
        fill_all(tab)
        control(tab, "name").press("Enter")
        tab.locator("[data-do=copy]").click()
        with tab.expect_download():
            tab.locator("[data-do=save]").click()
        tab.locator("[data-do=print]").click()
    tab.wait_for_timeout(200)
    asked, wrong = watch.take()
    # The browser asks for the icon when it likes.
    assert [url for url in asked if not url.startswith("blob:") and "/mark." not in url] == []
    assert tab.evaluate(TRACES) == before
    assert {before[name] for name in KEPT} == {0}
    tab.locator("[data-do=clear]").click()
    assert tab.evaluate(TRACES) == before and tab.context.cookies() == []
    wrong = [line for line in wrong if not line.startswith("failed blob:")]  # a saved file
    assert tab.evaluate("reports") == wrong == [], "nothing that the page's policy forbids"


def test_nothing_in_the_form_is_remembered_or_sent_by_the_browser():
    for path in everywhere("letters/"):
        form = tree(path).xpath("//form[@id='letter']")[0]
        settings = (form.get("autocomplete"), form.get("spellcheck"), form.get("action"))
        assert settings == ("off", "false", None), path
        controls = form.xpath(".//input | .//textarea | .//select")
        assert len(controls) > 15
        for each in controls:
            assert each.get("autocomplete") == "off" and each.get("name") is None, path
        active = ".//*[@onclick or @oninput or @style] | .//button[not(@type='button')]"
        assert not form.xpath(active), path


#: A stand-in for a browser's translator: hands over every text node, also later ones, but for what
#: is marked `translate="no"`.
TRANSLATOR = """() => {
  self.handed = [];
  const left = node => node.parentElement?.closest("[translate=no], .notranslate, textarea, input");
  const read = node => {
    if (node.nodeType === 3) left(node) || self.handed.push(node.data);
    else for (const child of node.childNodes) read(child);
  };
  read(document.body);
  new MutationObserver(all => all.forEach(one => one.target.nodeType === 3
    ? read(one.target) : one.addedNodes.forEach(read)),
  ).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


def test_a_browsers_translator_is_handed_nothing_that_was_typed(address, tab):
    for letter in LETTERS:
        opened(tab, address + "letters/", letter)
        tab.evaluate(TRANSLATOR)
        fill_all(tab, "Ada Lovelace-Secret")
        control(tab, "name").fill("Ada Lovelace-Secret")  # some blanks are said to be missing
        tab.locator("[data-do=copy]").click()
        tab.wait_for_timeout(50)
        handed = tab.evaluate("handed")
        assert len(handed) > 100 and not [text for text in handed if "Secret" in text], letter


WAYS = ["clear", "away and back", "kept for going back", "back alive"]


@pytest.mark.parametrize("way", WAYS)
def test_the_form_is_emptied(address, tab, way):
    opened(tab, address + "el/letters/", "complaint")
    printed = written(tab)
    fill_all(tab)
    assert "Typed name" in written(tab)
    if way == "clear":
        tab.locator("[data-do=clear]").click()
        assert tab.locator("#letter > [role=status]").inner_text()
    elif way == "away and back":
        tab.goto(address)
        tab.go_back()
        fill_button(tab, "complaint").click()
    else:  # as browsers do that keep the page alive
        event = "pagehide" if way == "kept for going back" else "pageshow"
        tab.evaluate(f"dispatchEvent(new PageTransitionEvent('{event}', {{ persisted: true }}))")
    assert written(tab) == printed
    values = tab.eval_on_selector_all(
        "#letter :is(input, textarea, select)",
        "all => all.map(one => one.type === 'checkbox' ? one.checked : one.value)",
    )
    assert not any(values)
    assert "Typed name" not in tab.evaluate("document.documentElement.outerHTML")


def test_what_is_typed_comes_out_as_plain_text(new_tab, address):
    """On the screen, in the file, in the mail and in the clipboard."""
    tab = new_tab(permissions=CLIPBOARD, accept_downloads=True)
    opened(tab, address + "letters/", "objection")
    title, count = tab.title(), "document.querySelectorAll('*').length"
    elements = tab.evaluate(count)
    for kind, words in HOSTILE.items():
        fill_all(tab, words)
        letter = written(tab)
        assert letter.count(words) == 4, f"{kind}: accounts, reasons, name, e-mail"
        assert (tab.title(), tab.evaluate(count)) == (title, elements), kind
        with tab.expect_download() as download:
            tab.locator("[data-do=save]").click()
        assert download.value.suggested_filename.endswith(".txt")
        saved = Path(download.value.path()).read_bytes().decode("utf-8")
        assert saved == f"\ufeff{letter}\n", kind
        mail = urlsplit(tab.locator("#letter-mail").get_attribute("href"))
        assert (mail.scheme, mail.netloc, mail.path, mail.fragment) == ("mailto", "", "", "")
        parts = parse_qs(mail.query, strict_parsing=True)
        subject = letter.split("\n\n")[1]
        assert parts == {"subject": [subject], "body": [letter.replace("\n", "\r\n")]}, kind
        tab.locator("[data-do=copy]").click()
        until(tab, "document.querySelector('#letter > [role=status]').textContent")
        copied = tab.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
        assert copied == letter, kind


def test_lines_stay_lines_and_half_a_character_breaks_nothing(address, tab):
    opened(tab, address + "letters/", "objection")
    control(tab, "accounts").fill("one\r\n\n  two \nthree")
    assert ":\n- one\n- two\n- three\n\n" in written(tab)
    tab.evaluate(
        """() => {
          const field = document.querySelector("[data-for=name] input");
          field.value = "a\\ud83d";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    assert "\n\na\ufffd\n\n" in written(tab)
    assert "a%EF%BF%BD" in tab.locator("#letter-mail").get_attribute("href")


def test_where_the_browser_does_not_copy_the_letter_is_selected(new_tab, address):
    tab = new_tab(init="delete Navigator.prototype.clipboard")
    opened(tab, address + "letters/", "access")
    tab.locator("[data-do=copy]").click()
    assert tab.evaluate("getSelection().toString()").split() == written(tab).split()
    assert "selected" in tab.locator("#letter > [role=status]").inner_text()
