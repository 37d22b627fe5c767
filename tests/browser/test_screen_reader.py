"""What a screen reader says, from a page's start to its first step, is kept as text, to be read.

By @guidepup/virtual-screen-reader (npm) in Chromium, for each layout in English, Greek, Bulgarian.
`[en]` before a phrase: its language, where it is not the page's. A date is said as (date), so that
a new check of the facts changes nothing here; nor does a new language, said as (languages).

Where a page says something else than tests/browser/spoken/ has, the test writes the new text there
and fails: read it as a listener, then commit it.
"""

from __future__ import annotations

import itertools
import re

import pytest

from scripts import config
from tests.browser.helpers import (
    LAYOUTS,
    PANELS,
    PHONE,
    ROOT,
    SAMPLE,
    lang_of,
    open_panel,
    script,
    until,
)

SPOKEN = ROOT / "tests" / "browser" / "spoken"
MODULE = "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
#: Where the first step begins.
FIRST_STEP = {
    "": ".steps > ol > li",
    "object/": ".steps > ol > li",
    "letters/": "[data-do=fill]",
    "complain/": ".task-list-item",
    "status/": "h3[id^=t-]",
    "what-is-used/": "tbody tr",
}
#: The phrases of an element, each with its language and whether it is of a date.
LISTEN = """async ([within, end, most]) => {
  const spoken = [];
  await virtual.start({ container: document.querySelector(within) });
  const take = async () => {
    const node = virtual.activeNode;
    const own = node?.nodeType === 1 ? node : node?.parentElement;
    const phrase = await virtual.lastSpokenPhrase();
    spoken.push([own?.closest("[lang]")?.lang, phrase, !!own?.closest("time")]);
    return own;
  };
  let here = await take();
  while (spoken.length < most && !(end && here?.closest(end))) {
    await virtual.next();
    here = await take();
  }
  await virtual.stop();
  return spoken;
}"""
#: What the virtual reader says of elements that real ones pass over.
SILENT = re.compile(r"(end of )?(time|strong|superscript|emphasis|paragraph|article|document)$")


def listen(tab, within: str, end: str | None, most: int) -> list[str]:
    """Return the phrases, without the echo of what an element's own name has said already."""
    lines: list[str] = []
    inside = ""  # the phrase of a link, button, heading or picture whose end has not come yet
    name = ""
    code = tab.locator("html").get_attribute("lang")
    spoken = tab.evaluate(LISTEN, [within, end, most])
    for place, (lang, phrase, date) in enumerate(spoken):
        closes = any(later == f"end of {phrase}" for _, later, _ in spoken[place : place + 60])
        if SILENT.fullmatch(phrase):
            continue
        if inside:
            if phrase == f"end of {inside}":
                inside = ""
            if not inside or not inside.startswith("heading") or said(phrase) in inside:
                continue
            if phrase == "#" or phrase.startswith("end of"):
                continue
        if phrase == name:
            continue  # the label of the control just said
        role = phrase.split(", ")[0]
        inside = phrase if role in ("link", "button", "heading", "image") and closes else ""
        name = said(phrase)
        mark = f"[{lang}] " if lang and lang != code else ""
        lines.append(mark + ("(date)" if date else phrase))
    return lines


def said(phrase: str) -> str:
    """Return what a phrase says beside the role: "link, 1" → "1"."""
    parts = phrase.split(", ")
    return parts[1] if len(parts) > 1 and parts[0] in ROLES else phrase


ROLES = ("link", "button", "group", "heading", "radio", "image", "textbox", "searchbox", "checkbox")


@pytest.fixture(scope="module")
def heard(browser):
    """Open a tab with the virtual screen reader, on a day on which no page is past its date."""
    module = script(MODULE, "").replace("export{jo as Virtual,X$ as virtual}", "self.virtual=X$")
    assert "self.virtual" in module, "the package has another form: see its last line"
    context = browser.new_context(viewport=PHONE, locale="de", reduced_motion="reduce")
    context.add_init_script(module)
    tab = context.new_page()
    tab.clock.set_fixed_time("2026-11-28T12:00:00Z")
    yield tab
    context.close()


LISTENED = [
    (locale.url_prefix + page, page)
    for locale in SAMPLE
    if locale.code in ("en", "el", "bg")
    for page in LAYOUTS
]


@pytest.mark.parametrize(("path", "page"), LISTENED)
def test_it_says_what_is_kept(heard, address, path, page):
    heard.goto(address + path)
    until(heard, "!document.querySelector('[data-md-toggle=search]').hidden")
    lines = listen(heard, "body", FIRST_STEP[page], 400)
    assert len(lines) < 150, "the first step is reached"
    skip = heard.locator(".md-skip").inner_text().strip()
    assert lines[0] == f"link, {skip}", "the skip link comes first"
    title = heard.locator("h1").inner_text()
    assert any(line.startswith(f"heading, {title}") for line in lines)
    for before, after in itertools.pairwise(lines):
        assert before != after or "(date)" in after, f"said twice: {after}"
    for line in lines:
        parts = line.split(", ")
        assert len(parts) == len(set(parts)), f"said twice: {line}"
        assert line not in ("link", "button", "image", "heading"), "without a name"
    golden(SPOKEN / f"{page.strip('/') or 'index'}.{lang_of(path)}.txt", lines)


@pytest.mark.parametrize("path", ["object/", "el/object/", "bg/object/"])
def test_the_panels_say_what_they_are(heard, address, path):
    lines = []
    for button in [*PANELS, "[popovertarget=qr]:not(.md-icon)"]:
        heard.goto(address + path)
        until(heard, "!document.querySelector('[data-md-toggle=search]').hidden")
        panel = PANELS.get(button) and open_panel(heard, button)
        if not panel:
            heard.locator(button).click()
            panel = "#qr"
        lines.append(f"--- {panel}")
        languages = f"set size {len(config.locales())}"
        said_here = listen(heard, panel, None, 7)
        lines += [line.replace(languages, "set size (languages)") for line in said_here]
    golden(SPOKEN / f"panels.{lang_of(path)}.txt", lines)


def test_the_skip_link_leads_to_the_content_within_six_phrases(heard, address):
    """The document, the link; then the title and what follows it."""
    for path in ("", "el/object/", "bg/letters/"):
        heard.goto(address + path)
        heard.keyboard.press("Tab")
        heard.keyboard.press("Enter")
        assert heard.evaluate("document.querySelector(':target').tagName") == "H1"
        first = listen(heard, "article", None, 4)
        assert any(line.startswith("heading") for line in first[:2]), first


def golden(file, lines: list[str]) -> None:
    """Compare with the kept text; write the new one where they differ."""
    text = "\n".join(lines) + "\n"
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if text != kept:
        file.write_text(text, encoding="utf-8")
    assert text == kept, f"{file.relative_to(ROOT)} is written anew: read it, then commit it"
