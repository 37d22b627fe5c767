"""The reader's twelve paths work in the engines of Firefox and Safari as well as in Chromium's.

Where an engine is missing, its test is left out, and the suite's last lines say so.
"""

from __future__ import annotations

import base64
import re

import icalendar
import pytest

from tests import paper
from tests.browser import engines
from tests.browser.helpers import LAYOUTS, PANELS, SAMPLE, SITE, strings, tree, varied
from tests.host import serving

#: Runs before the page's own scripts: notes errors and reports, sets day and language by the
#: address, lets nothing scroll slowly, keeps what would be saved.
FIRST = """
self.wrong = [];
addEventListener("error", (e) => wrong.push(`error ${e.message}`));
addEventListener("unhandledrejection", (e) => wrong.push(`rejected ${e.reason}`));
addEventListener("securitypolicyviolation", (e) =>
  wrong.push(`${e.effectiveDirective} ${e.blockedURI}`));
document.documentElement.style.scrollBehavior = "auto";
if (location.search.includes("late")) {
  const Now = Date;
  self.Date = class extends Now {
    constructor(...all) { all.length ? super(...all) : super("2031-01-01T12:00"); }
  };
}
const asked = location.search.match(/lang=([a-z]+)/);
if (asked) Object.defineProperty(navigator, "languages", { get: () => [asked[1]] });
self.saved = [];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => { self.blob = blob; return make.call(URL, blob); };
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (!this.download) return click.call(this);
  self.blob.arrayBuffer().then((bytes) =>
    saved.push([this.download, btoa(String.fromCharCode(...new Uint8Array(bytes)))]));
};"""
OPEN = "document.querySelector('{}').matches(':popover-open')"
INFLECTED = {
    "en": ("complaining", "complain/"),
    "el": ("εναντιώσεων", "if-it-fails/"),
    "bg": ("възраженията", "legal-basis/"),
    "fi": ("kirjeestä", "letters/"),
}


@pytest.fixture(scope="module")
def host():
    """Serve the site with that script."""
    with serving(SITE, first=FIRST) as address:
        yield address


def no_errors(engine) -> None:
    wrong = engine.js("self.wrong")
    assert wrong == [], wrong


def go(engine, url: str) -> None:
    engine.goto(url)
    engine.until("document.readyState === 'complete'")


def each_layout_opens(engine, host) -> None:
    """On a phone, the fullest in all four languages; on a desk in English."""
    for width, paths in ((390, varied()), (1280, LAYOUTS)):
        engine.width(width)
        for path in paths:
            go(engine, host + path)
            shown = "!document.querySelector('[data-md-toggle=search]').hidden"
            assert engine.js(shown), "the script has run"
            sideways = engine.js("document.documentElement.scrollWidth - innerWidth")
            assert sideways <= 0, (path, width, sideways)
            no_errors(engine)
    engine.width(390)


def panels_open_and_close(engine, host) -> None:
    go(engine, host + "el/object/")
    for button in [*PANELS, "button[popovertarget=qr]:not(.md-icon)"]:
        is_open = OPEN.format(PANELS.get(button, "#qr"))
        engine.click(button)
        engine.until(is_open)
        engine.press("Escape")
        engine.until(f"!{is_open}")
        engine.focus(button)
        engine.press("Enter")
        engine.until(is_open)
        engine.click(f"{PANELS.get(button, '#qr')} .md-icon")
        engine.until(f"!{is_open}")
    engine.click("[data-md-toggle=toc]")
    engine.until(OPEN.format("#contents"))
    engine.click("#contents li:nth-child(4) a")
    engine.until(f"!{OPEN.format('#contents')}")
    no_errors(engine)


def escape_closes_the_search_with_words_in_it(engine, host) -> None:
    go(engine, host + "words/")
    engine.click("[data-md-toggle=search]")
    engine.until("document.activeElement.id === 'search-field'")
    engine.press("a")
    engine.press("Escape")
    engine.until(f"!{OPEN.format('#search')}")
    no_errors(engine)


def search_finds_an_inflected_word(engine, host) -> None:
    for locale in SAMPLE:
        query, page = INFLECTED[locale.code]
        go(engine, host + locale.url_prefix)
        engine.click("[data-md-toggle=search]")
        engine.until("self.searchIndex && document.querySelectorAll('head script[src*=search]')[1]")
        engine.put("#search-field", query)
        engine.until("document.getElementById('search-status').textContent")
        found = engine.js(
            "[...document.querySelectorAll('#search-results li > a')].map(a => a.href)"
        )
        assert any(url.split("#")[0] == host + locale.url_prefix + page for url in found), found
        no_errors(engine)


def the_finder_leads_to_a_route(engine, host) -> None:
    go(engine, host + "bg/object/")
    for number in range(1, 5):
        engine.click(f"#finder fieldset:nth-of-type({number}) label:nth-of-type(1) input")
        if engine.js("!document.querySelector('#finder .finder-result').hidden"):
            break
    route = engine.js("document.querySelector('#finder .finder-result h3').id")
    assert route == "route-facebook"
    no_errors(engine)


def a_letter_is_filled_copied_and_saved(engine, host) -> None:
    go(engine, host + "el/letters/")
    engine.click("[data-do=fill]")
    engine.put("#letter-fields [data-for~=name] input", "Ελένη Øvrebø")
    letter = engine.js("document.querySelector('#letter pre').textContent")
    assert "\n\nΕλένη Øvrebø\n\n" in letter
    words = strings("el/")["letters"]
    engine.click("#letter [data-do=copy]")
    engine.until("document.querySelector('#letter > [role=status]').textContent")
    said = engine.js("document.querySelector('#letter > [role=status]').textContent")
    assert said in (words["copied"], words["not_copied"]), said
    engine.click("#letter [data-do=save]")
    name, text = saved(engine)
    assert name.endswith(".txt") and text.decode("utf-8") == f"\ufeff{letter}\n"
    no_errors(engine)


def saved(engine) -> tuple[str, bytes]:
    engine.until("self.saved.length")
    name, content = engine.js("self.saved.pop()")
    return name, base64.b64decode(content)


def a_reminder_is_saved(engine, host) -> None:
    go(engine, host + "fi/letters/?late")
    engine.click(".reminder button")
    name, content = saved(engine)
    assert name == "meta-20310201.ics"
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == strings("fi/")["reminder"]["title"]
    no_errors(engine)


def the_filter_finds_a_country(engine, host) -> None:
    go(engine, host + "el/complain/")
    engine.put("#filter-field", "κυπρος")
    rows = "[...document.querySelectorAll('.authorities tbody tr[id]:not([hidden])')]"
    engine.until(f"{rows}.length === 1")
    assert engine.js(f"{rows}[0].id") == "authority-cy"
    no_errors(engine)


def a_page_past_its_date_says_so(engine, host) -> None:
    go(engine, host + "bg/object/?late")
    assert engine.js("!!document.getElementById('stale').offsetParent")
    no_errors(engine)


def the_readers_language_is_offered(engine, host) -> None:
    go(engine, host + "object/?lang=fi#instagram")
    engine.until("!document.getElementById('language-suggestion').hidden")
    engine.click("#language-suggestion a")
    engine.until("document.documentElement.lang === 'fi'")
    assert engine.js("location.hash") == "#instagram"


def the_colours_can_be_chosen(engine, host) -> None:
    ground = "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)) > 200"
    go(engine, host + "about/")
    for light in (True, False):
        engine.click("[data-md-toggle=palette]")
        assert engine.js(ground) == light
    go(engine, host + "words/")
    assert not engine.js(ground), "and it stays"
    engine.click("[data-md-toggle=palette]")
    assert engine.js("localStorage.length") == 0
    no_errors(engine)


def without_script_all_is_there_to_read(engine, host) -> None:
    go(engine, host + "el/object/?noscript")
    dead = "[data-md-toggle=search], [data-md-toggle=palette], [data-share=copy], #finder form"
    assert engine.js(f"[...document.querySelectorAll({dead!r})].every(one => !one.offsetParent)")
    assert engine.js("!!document.querySelector('#finder .finder-tree a').offsetParent")
    engine.click("[data-md-toggle=drawer]")
    engine.until(OPEN.format("#menu"))


def paper_holds_the_text(engine, host) -> None:
    """Also no heading stands alone at the foot of a sheet. WebKit does not print for a driver."""
    if engine.name == "webkit":
        return
    alone = []
    for path in ("letters/", "questions/", "words/", "el/object/"):
        go(engine, host + path)
        sheets = [paper.squeezed(sheet) for sheet in paper.sides(engine.pdf())]
        assert 3 < len(sheets) < 12, (path, len(sheets))
        article = tree(path).xpath("//article")[0]
        headings = [
            paper.squeezed("".join(heading.xpath("./text() | ./time//text()")))
            for heading in article.xpath(".//h2 | .//h3[not(starts-with(@id, 'route-'))]")
        ]
        text = re.sub(r"\[\d+\]", "", "".join(sheets))
        assert not [each for each in headings if each not in text], path
        alone += [
            f"{path}, sheet {number}: {heading}"
            for number, sheet in enumerate(sheets[:-1], 1)
            for heading in headings
            if sheet.endswith(heading)
        ]
    assert alone == []


def short_words_of_headings_stay_whole(engine, host) -> None:
    """Firefox splits at a hyphen also where there is room: only words of 16 letters may be."""
    if engine.name == "firefox":
        go(engine, host + "fi/")
        limit = "getComputedStyle(document.querySelector('h1')).hyphenateLimitChars"
        assert engine.js(limit).startswith("16 5")


PATHS = (
    each_layout_opens,
    panels_open_and_close,
    escape_closes_the_search_with_words_in_it,
    search_finds_an_inflected_word,
    the_finder_leads_to_a_route,
    a_letter_is_filled_copied_and_saved,
    a_reminder_is_saved,
    the_filter_finds_a_country,
    a_page_past_its_date_says_so,
    the_readers_language_is_offered,
    the_colours_can_be_chosen,
    without_script_all_is_there_to_read,
    paper_holds_the_text,
    short_words_of_headings_stay_whole,
)


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_the_readers_paths_work_in_another_engine(playwright, host, name):
    problems = []
    with engines.running(name, playwright) as engine:
        for path in PATHS:
            try:
                path(engine, host)
            except Exception as error:
                problems.append(f"{name}: {path.__name__}: {type(error).__name__}: {error}")
    assert not problems, "\n".join(problems)
