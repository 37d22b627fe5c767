"""Put faults into a copy of the built site and of docs/, one by one, and see what notices.

By hand, or weekly: `python -m tests.faults`, or `python -m tests.faults menu` for those with that
word in their name; `--keep` takes the site that was built for it last time. A fault in the site is
shown to the static tests, first to those that should notice; a fault in docs/ to the checks, and to
the tests that read docs/ alone. Printed is who noticed, whether file and place were named, and at
the end what nobody noticed. The exit code is 1 if that is anything but what no program can notice,
or if a fault no longer fits its file. Nothing of the project is changed.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: The project as it is now, built in a few languages of three scripts: all would take three times
#: as long, and no fault of these is one of the number of languages.
BUILT = ROOT / ".build" / "faults"
LANGUAGES = ("en", "bg", "de", "el", "fi", "mt", "nb", "pl")
#: What reads the site; not what builds, serves or listens, which no fault here is for.
OF_SITE = tuple(
    f"site/test_{name}.py"
    for name in (
        *("page_frame", "page_text", "lang_and_hreflang", "open_graph", "csp", "links"),
        *("citations", "dead_ends", "fact_coverage", "feed", "open_data", "search_index"),
        *("finder", "authorities", "relative_urls", "print_page", "social_cards", "licences"),
        *("theme", "page_weight", "server_config", "reproducible_build", "qr_codes"),
        *("translation_ledger", "narrow_screen"),
    )
)
#: What reads docs/ without a site made from it.
OF_DOCS = (
    "site/test_page_text.py::test_the_addresses_of_the_forms_are_right_to_the_digit",
    "site/test_fact_coverage.py",
    "site/test_translation_ledger.py::test_each_translation_was_judged_as_the_ledger_says",
    "site/test_translation_ledger.py::test_no_page_says_unasked_that_a_person_has_read_it",
    "site/test_finder.py::test_there_are_few_questions_and_every_combination_is_tried",
    "site/test_finder.py::test_each_way_through_the_questions_ends_where_it_should",
    "site/test_authorities.py::"
    "test_every_country_has_its_authority_and_each_an_address_in_its_country",
    "site/test_server_config.py::test_the_list_of_redirects_is_what_was_published",
    "site/test_order_of_facts.py",
)
#: These build a project, ask Caddy, draw or compress. The checksums would notice everything.
LEFT_OUT = (
    "another_folder or restyles or settings_are or a_setting or less_is or bad_input or "
    "without_material or answer or encryption or compressed or browsers_keep_files or "
    "plain_addresses or redirect_arrives or checksums or archive or fits_its_flight or "
    "search_is_small or what_follows or lychee_would or shows_its_own_words or drawn or "
    "named_by_its_content"
)
#: In place of a new text: a file that nothing asks for is laid beside the one that is named.
LEFT_OVER = "left over"
#: Two processes, each with a copy: as many as a small machine has cores.
PROCESSES = 2
#: Said on the command line: what was built last time is taken again.
KEEP = "--keep"
#: Tests that fail without any fault, and what they say then.
UNSOUND: dict[str, str] = {}


@dataclass(frozen=True)
class Fault:
    """`old` becomes `new` in `files`, a glob below the copy; `new` None takes the files away.

    `by` is the file of tests that is asked first. `beyond` says why no program can notice it.
    """

    name: str
    files: str
    old: str | Callable[[str], str]
    new: str | None = ""
    by: str = "page_frame"
    beyond: str = ""


@dataclass(frozen=True)
class Outcome:
    """Who noticed a fault and what was said; whether file and place were named; seconds."""

    number: int
    fits: bool
    test: str = ""
    message: str = ""
    is_placed: bool = False
    seconds: float = 0

    @property
    def fault(self) -> Fault:
        """The fault of that number."""
        return FAULTS[self.number]

    def __str__(self) -> str:
        if not self.fits:
            return f"{self.fault.name}: DOES NOT FIT: mend this fault"
        if not self.test:
            return f"{self.fault.name}: {'beyond: ' * bool(self.fault.beyond)}UNNOTICED"
        place = "" if self.is_placed else "; NOT PLACED: " + self.message[:160].replace("\n", " ")
        test = self.test.removeprefix("tests/site/test_")
        return f"{self.fault.name}: {test} ({self.seconds:.1f} s){place}"


def swap(one: str, other: str) -> Callable[[str], str]:
    """Exchange two texts wherever they stand."""
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def exchange(one: str, other: str) -> Callable[[str], str]:
    """Exchange the first place of a text and the first place of another behind it."""

    def edit(text: str) -> str:
        before, found, rest = text.partition(one)
        between, also, after = rest.partition(other)
        return f"{before}{other}{between}{one}{after}" if found and also else text

    return edit


def cut(pattern: str) -> Callable[[str], str]:
    """Take away what a regular expression finds first."""
    return put(pattern, "")


def put(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """Put something in the place of what a regular expression finds first."""
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


def styled(rule: str) -> Callable[[str], str]:
    """Add a rule to the style of a page, and its hash to the policy."""

    def edit(text: str) -> str:
        old = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
        hashes = [
            base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            for style in (old, old + rule)
        ]
        return text.replace(f"{old}</style>", f"{old}{rule}</style>").replace(*hashes)

    return edit


def cells_exchanged(text: str) -> str:
    """Exchange the first cells of two rows of a table, below its head."""
    cells = re.findall(r"<tr>\s*(<td.*?</td>)", text, re.DOTALL)
    return swap(cells[0], cells[1])(text)


def cites_exchanged(text: str) -> str:
    """Exchange the first two titles of sources."""
    return swap(*re.findall(r"<cite[^>]*>[^<]*</cite>", text)[:2])(text)


def without_page(text: str) -> str:
    """Take object/ out of a search index."""
    start, end = text.index("{"), text.rindex("}") + 1
    data = json.loads(text[start:end])
    data["pages"] = [page for page in data["pages"] if page[0] != "object/"]
    return text[:start] + json.dumps(data, ensure_ascii=False) + text[end:]


def numbers_exchanged(text: str) -> str:
    """Exchange the first two numbers of a page's paragraphs."""
    start = text.index("</h1>")
    one, other = list(dict.fromkeys(re.findall(r"(?<= )\d{1,2}(?= )", text[start:])))[:2]
    return text[:start] + exchange(f" {one} ", f" {other} ")(text[start:])


def numbers_exchanged_in_section(text: str) -> str:
    """Exchange the first two different numbers of one paragraph of a page's Markdown."""
    start = text.index("{ #top }")
    for paragraph in text[start:].split("\n\n"):
        found = list(dict.fromkeys(re.findall(r"(?<=[ (])\d{1,4}\b", paragraph)))
        if len(found) > 1 and "<time" not in paragraph:
            return text.replace(paragraph, exchange(*found[:2])(paragraph))
    return text


FB = "https://www.facebook.com/help/contact/712876720715583"
IG = "https://help.instagram.com/contact/767264225370182"
EVERY = "site/**/index.html"
OBJECT, EL = "site/object/index.html", "site/el/object/index.html"

FAULTS = (
    # The head.
    Fault("canonical gone", EL, cut(r'<link rel="canonical"[^>]*>')),
    Fault(
        "canonical of another page",
        EL,
        'canonical" href="https://posts-and-ai.example/el/object/',
        'canonical" href="https://posts-and-ai.example/object/',
    ),
    Fault("description gone", "site/fi/status/index.html", cut(r'<meta name="description"[^>]*>')),
    Fault(
        "description in English",
        "site/fi/object/index.html",
        put(
            r'name="description" content="[^"]*"',
            'name="description" content="How to object to it"',
        ),
    ),
    Fault("icon gone", OBJECT, cut(r'<link rel="icon"[^>]*>')),
    Fault(
        "title of another page",
        "site/bg/words/index.html",
        put(r"<title>.*?</title>", "<title>Meta</title>"),
    ),
    Fault("referrer sent", OBJECT, cut(r'<meta name="referrer"[^>]*>')),
    Fault("lang wrong", EL, '<html lang="el"', '<html lang="en"', by="lang_and_hreflang"),
    Fault("dir gone", OBJECT, ' dir="ltr"', by="lang_and_hreflang"),
    Fault(
        "og:url of another page",
        OBJECT,
        put(r'og:url" content="[^"]*"', 'og:url" content="https://posts-and-ai.example/"'),
        by="open_graph",
    ),
    Fault(
        "og:image of another language",
        EL,
        "cards/el-object.png",
        "cards/en-object.png",
        by="social_cards",
    ),
    Fault("card gone", "site/cards/bg-home.png", "", None, by="social_cards"),
    Fault(
        "policy gone", OBJECT, cut(r'<meta http-equiv="Content-Security-Policy"[^>]*>'), by="csp"
    ),
    Fault("policy weak", OBJECT, "img-src 'self'", "img-src *", by="csp"),
    Fault("style changed, hash not", OBJECT, "<style>:root{", "<style>:root{--x:1;", by="csp"),
    Fault(
        "a manifest of old",
        OBJECT,
        "</head>",
        '<link rel="manifest" href="x"></head>',
        by="open_graph",
    ),
    Fault(
        "JSON-LD back",
        OBJECT,
        "</head>",
        '<script type="application/ld+json">{}</script></head>',
        by="open_graph",
    ),
    # The frame.
    Fault(
        "menu lacks a page everywhere",
        EVERY,
        cut(r'<li><a href="[^"]*letters/"[^>]*>[^<]*</a></li>(?=\n<li><a href="[^"]*complain)'),
    ),
    Fault("menu: two labels exchanged", EL, swap(">Πώς να πείτε όχι<", ">Έτοιμες επιστολές<")),
    Fault(
        "menu: a page twice",
        OBJECT,
        '<li><a href="../letters/">',
        '<li><a href="../words/">x</a></li><li><a href="../letters/">',
    ),
    Fault("menu: no current page", "site/words/index.html", ' aria-current="page"'),
    Fault(
        "contents lack a heading",
        EVERY,
        cut(
            r'(?<=<ul class="md-nav__list">\n)<li><a href="#[^"]*">[^<]*</a></li>\n(?=<li><a href="#)'
        ),
    ),
    Fault(
        "contents gone",
        "site/fi/words/index.html",
        cut(r'<nav class="md-nav md-nav--secondary".*?</nav>'),
    ),
    Fault(
        "contents: a label wrong",
        OBJECT,
        '<li><a href="#before">Before you start<',
        '<li><a href="#before">Before<',
    ),
    Fault(
        "machine translation note gone",
        "site/[a-z][a-z]/**/index.html",
        cut(r'(?<=</time>\.\n)[^<]*<a href="[^"]*" hreflang="en">[^<]*</a>\.'),
    ),
    Fault(
        "translated note says reviewed",
        "site/nb/**/index.html",
        lambda text: text.replace("Maskinoversatt", "Lest av mennesker"),
    ),
    Fault(
        "date of check wrong",
        OBJECT,
        'datetime="2026-11-28">28 November',
        'datetime="2026-11-27">27 November',
    ),
    Fault(
        "stale notice gone",
        "site/status/index.html",
        cut(r'<aside class="admonition warning" id="stale".*?</aside>'),
    ),
    Fault(
        "stale notice never comes",
        OBJECT,
        put(r'data-review-by="[^"]*"', 'data-review-by="2096-12-28"'),
    ),
    Fault("share row gone", "site/de/index.html", cut(r'<section class="share".*?</section>')),
    Fault(
        "e-mail names another page",
        OBJECT,
        put(r"body=https://posts-and-ai.example/object/", "body=https://posts-and-ai.example/"),
    ),
    Fault("steps.pdf not offered", OBJECT, cut(r'<a href="\.\./steps\.pdf">[^<]*</a>')),
    Fault("guide.pdf of another language", EL, 'guide.pdf"', '../guide.pdf"'),
    Fault(
        "QR code of another page",
        "site/object/qr.svg",
        lambda _: (BUILT / "site/qr.svg").read_text(),
        by="qr_codes",
    ),
    Fault("QR code gone", "site/mt/words/qr.svg", "", None, by="qr_codes"),
    Fault(
        "header's search gone", "site/de/index.html", cut(r'<div class="md-search".*?</ul>\n</div>')
    ),
    Fault(
        "search of another language",
        EL,
        put(
            r"assets/search/el\.[0-9a-f]+\.js",
            lambda m: (
                next((BUILT / "site/assets/search").glob("en.*.js"))
                .relative_to(BUILT / "site")
                .as_posix()
            ),
        ),
    ),
    Fault(
        "switcher lacks a language",
        EVERY,
        cut(r'<li><a href="[^"]*" hreflang="pl".*?</li>'),
        by="lang_and_hreflang",
    ),
    Fault(
        "switcher: two exchanged",
        OBJECT,
        swap('href="../bg/object/"', 'href="../de/object/"'),
        by="lang_and_hreflang",
    ),
    Fault(
        "footer's disclaimer gone",
        "site/bg/index.html",
        cut(r'(?<=<div class="md-footer-meta">\n)<p>.*?</p>'),
    ),
    Fault(
        "next page wrong", OBJECT, put(r'rel="next" href="[^"]*"', 'rel="next" href="../about/"')
    ),
    Fault("skip link dead", OBJECT, 'href="#top" class="md-skip"', 'href="#main" class="md-skip"'),
    Fault("skip link in English", EL, put(r'(class="md-skip">)\s*[^<]*', r"\1Skip to content")),
    Fault(
        "main.js gone from a page",
        "site/words/index.html",
        cut(r'<script src="[^"]*main[^"]*" defer></script>'),
    ),
    Fault("finder.js blocks", OBJECT, put(r'(finder[^"]*") defer', r"\1")),
    Fault(
        "theme's toggle back",
        OBJECT,
        "<body>",
        '<body><input class="md-toggle" type="checkbox" id="__drawer">',
        by="theme",
    ),
    # The text.
    Fault("Facebook and Instagram exchanged", OBJECT, swap(FB, IG), by="page_text"),
    Fault("Facebook and Instagram exchanged everywhere", EVERY, swap(FB, IG), by="page_text"),
    Fault("a digit of the Facebook form", OBJECT, FB, FB[:-1] + "4", by="page_text"),
    Fault("a digit of the Instagram form", EL, IG, IG[:-1] + "3", by="page_text"),
    Fault(
        "a digit of the form without log-in",
        "site/other-routes/index.html",
        "510058597920541",
        "510058597920542",
        by="page_text",
    ),
    Fault(
        "a digit of the other form", OBJECT, "6359191084165019", "6359191084165018", by="page_text"
    ),
    Fault(
        "a digit of the WhatsApp form", OBJECT, "382532939919295", "382532939919296", by="page_text"
    ),
    Fault(
        "a paragraph lost",
        "site/fi/object/index.html",
        cut(r"(?<=</h2>\n)<p>[^<]*</p>"),
        by="page_text",
    ),
    Fault(
        "a paragraph twice",
        "site/bg/object/index.html",
        put(r"(?<=</h2>\n)<p>.*?</p>", lambda match: match[0] * 2),
        by="page_text",
    ),
    Fault(
        "a paragraph twice in the notice of its age",
        "site/bg/words/index.html",
        lambda t: re.sub(r"(<p>[^<]{40,}</p>)", r"\1\1", t, count=1),
        by="page_text",
    ),
    Fault(
        "a heading's id changed",
        "site/nb/questions/index.html",
        '<h2 id="too-late"',
        '<h2 id="late"',
    ),
    Fault(
        "a step lost", OBJECT, cut(r"<li>\s*<p><strong>Check the e-mail.*?</li>"), by="page_text"
    ),
    Fault("two notes exchanged", OBJECT, swap('href="#fn:2">2', 'href="#fn:3">3'), by="citations"),
    Fault("two sources exchanged", "site/status/index.html", cites_exchanged, by="citations"),
    Fault(
        "a source's day wrong",
        "site/legal-basis/index.html",
        lambda t: (
            lambda i: (
                t[:i]
                + t[i:].replace('2026">', '2025">', 1).replace(" 2026</time>", " 2025</time>", 1)
            )
        )(t.index('class="footnote"')),
        by="citations",
    ),
    Fault(
        "a language mark gone",
        "site/fi/sources/index.html",
        '<cite lang="de">',
        "<cite>",
        by="citations",
    ),
    Fault(
        "a next step gone",
        "site/if-it-fails/index.html",
        lambda t: re.sub(r"<p><strong>Next step:</strong>.*?</p>", "", t, count=1, flags=re.DOTALL),
        by="dead_ends",
    ),
    Fault(
        "an authority's address wrong",
        "site/complain/index.html",
        "https://www.datatilsynet.no/",
        "https://www.datatilsynet.dk/",
        by="authorities",
    ),
    Fault(
        "an authority lost",
        "site/el/complain/index.html",
        cut(r'<tr id="authority-is".*?</tr>'),
        by="authorities",
    ),
    Fault(
        "two authorities exchanged",
        "site/complain/index.html",
        swap('id="authority-se"', 'id="authority-si"'),
        by="authorities",
    ),
    Fault(
        "a finder answer leads elsewhere",
        OBJECT,
        'href="#route-child">',
        'href="#route-others">',
        by="finder",
    ),
    Fault(
        "a finder section lacks its form", OBJECT, cut(r'(?<=id="route-none").*?</li>'), by="finder"
    ),
    Fault("a dead link", "site/mt/index.html", 'href="object/"', 'href="objet/"', by="links"),
    Fault(
        "a dead fragment",
        "site/index.html",
        "object/#which-route",
        "object/#wich-route",
        by="links",
    ),
    Fault(
        "an address from the root",
        "site/index.html",
        'href="object/',
        'href="/object/',
        by="relative_urls",
    ),
    Fault(
        "an outside picture",
        "site/index.html",
        "</article>",
        '<img src="https://elsewhere.example/x.png" alt=""></article>',
        by="links",
    ),
    Fault(
        "a page in English",
        "site/fi/words/index.html",
        lambda t: re.sub(
            r"<article.*</article>",
            lambda m: re.search(
                r"<article.*</article>", (BUILT / "site/words/index.html").read_text(), re.DOTALL
            )[0],
            t,
            flags=re.DOTALL,
        ),
        by="lang_and_hreflang",
    ),
    Fault(
        "a chapter lost from the whole guide",
        "site/print/index.html",
        cut(r'<section class="chapter">\s*<h2 id="letters--top".*?</section>'),
        by="print_page",
    ),
    Fault(
        "the whole guide's contents lack a chapter",
        "site/el/print/index.html",
        cut(r'<li><a href="#words--top">.*?</li>'),
        by="print_page",
    ),
    # What is made once.
    Fault("_redirects: one gone", "site/_redirects", "/faq/ /questions/ 301\n", by="server_config"),
    Fault(
        "_redirects: one wrong",
        "site/_redirects",
        "/opt-out/ /object/",
        "/opt-out/ /questions/",
        by="server_config",
    ),
    Fault(
        "_redirects: a status wrong",
        "site/_redirects",
        "/faq /questions/ 301",
        "/faq /questions/ 302",
        by="server_config",
    ),
    Fault(
        "_redirects: a 404 gone", "site/_redirects", "/el/* /el/404.html 404\n", by="server_config"
    ),
    Fault(
        "_headers: one gone",
        "site/_headers",
        "  X-Content-Type-Options: nosniff\n",
        by="server_config",
    ),
    Fault("_headers: assets not kept", "site/_headers", "immutable", "private", by="server_config"),
    Fault(
        "a redirect page leads elsewhere",
        "site/faq/index.html",
        lambda t: t.replace("../questions/", "../words/"),
        by="relative_urls",
    ),
    Fault(
        "sitemap lacks a page",
        "site/sitemap.xml",
        cut(r"<url><loc>[^<]*/el/object/</loc>.*?</url>"),
        by="lang_and_hreflang",
    ),
    Fault(
        "sitemap: hreflang one-sided",
        "site/sitemap.xml",
        'hreflang="el" href="https://posts-and-ai.example/el/object/"',
        'hreflang="el" href="https://posts-and-ai.example/el/words/"',
        by="lang_and_hreflang",
    ),
    Fault(
        "sitemap: x-default gone",
        "site/sitemap.xml",
        lambda t: re.sub(r'<xhtml:link rel="alternate" hreflang="x-default"[^>]*/>', "", t),
        by="lang_and_hreflang",
    ),
    Fault("robots shut out", "site/robots.txt", "Allow: /", "Disallow: /", by="lang_and_hreflang"),
    Fault(
        "search lacks object/",
        "site/assets/search/en.*.js",
        without_page,
        by="search_index",
    ),
    Fault(
        "search lacks a text",
        "site/assets/search/el.*.js",
        put(r'(\["object/","[^"]*",\["","",")[^"]*', r"\1"),
        by="search_index",
    ),
    Fault(
        "search: no forms of words",
        "site/assets/search/fi.*.js",
        put(r'"keys":"[^"]*"', '"keys":""'),
        by="search_index",
    ),
    Fault("feed lacks an entry", "site/bg/feed.xml", cut(r"<entry>.*?</entry>"), by="feed"),
    Fault(
        "feed: a date wrong",
        "site/feed.xml",
        lambda t: re.sub(r"(<entry>.*?<updated>)\d{4}", r"\g<1>2024", t, count=1, flags=re.DOTALL),
        by="feed",
    ),
    Fault(
        "feed: a link relative",
        "site/feed.xml",
        lambda t: t.replace('<a href="https://posts-and-ai.example/', '<a href="/', 1),
        by="feed",
    ),
    Fault(
        "data lacks a source",
        "site/data/sources.json",
        lambda t: re.sub(r"  \{\n   \"id\".*?\n  \},\n", "", t, count=1, flags=re.DOTALL),
        by="open_data",
    ),
    Fault(
        "data: an authority's address",
        "site/data/authorities.json",
        "https://www.datatilsynet.no/",
        "https://www.datatilsynet.dk/",
        by="open_data",
    ),
    Fault(
        "data: status without its sources",
        "site/data/status.json",
        lambda t: re.sub(r'"sources": \[[^\]]+\]', '"sources": []', t, count=1),
        by="open_data",
    ),
    Fault("a licence cut", "site/LICENCES.txt", "Reserved Font Name", by="licences"),
    Fault(
        "404 leads to no language",
        "site/404.html",
        cut(r'<section lang="el">.*?</section>'),
        by="lang_and_hreflang",
    ),
    Fault(
        "404 in another language",
        "site/fi/404.html",
        '<html lang="fi"',
        '<html lang="en"',
        by="lang_and_hreflang",
    ),
    Fault("a file left over", "site/assets/mark.*.svg", "", LEFT_OVER, by="links"),
    Fault(
        "Caddyfile without a header",
        "site/hosting/Caddyfile",
        'header Referrer-Policy "no-referrer"',
        by="server_config",
    ),
    # Each a kind of its own, as found by earlier runs.
    Fault("the viewport gone", "site/words/index.html", cut(r'<meta name="viewport"[^>]*>')),
    Fault(
        "descriptions of two pages exchanged",
        "site/el/words/index.html",
        put(
            r'name="description" content="[^"]*"',
            'name="description" content="' + "Όροι. " * 12 + '"',
        ),
    ),
    Fault(
        "og:title of another page",
        EL,
        put(r'og:title" content="[^"]*"', 'og:title" content="Έτοιμες επιστολές"'),
        by="open_graph",
    ),
    Fault("og:locale of another language", "site/fi/index.html", "fi_FI", "en_GB", by="open_graph"),
    Fault(
        "author in English",
        EL,
        put(r'name="author" content="[^"]*"', 'name="author" content="Your posts and Meta’s AI"'),
    ),
    Fault(
        "the feed's announcement gone",
        "site/bg/status/index.html",
        cut(r"<link[^>]*atom\+xml[^>]*>"),
        by="feed",
    ),
    Fault(
        "the way to English leads home",
        "site/fi/**/index.html",
        put(r'(?<=<a href=")[^"]*(?=" hreflang="en">[^<]*</a>\.\n</p>)', "../../"),
    ),
    Fault(
        "two buttons of the share row exchanged",
        EL,
        swap('data-share="copy"', 'data-share="print"'),
    ),
    Fault(
        "the answer to a copied address in English",
        EL,
        put(r'data-done="[^"]*"', 'data-done="Address copied."'),
    ),
    Fault(
        "the name of the share row gone",
        OBJECT,
        '<p id="share">Hand it on</p>',
        '<p id="share"></p>',
    ),
    Fault(
        "the name of the menu in English",
        EL,
        'aria-label="Όλες οι σελίδες"',
        'aria-label="All pages"',
    ),
    Fault(
        "the name of the languages in English",
        EL,
        'aria-label="Αυτή η σελίδα σε άλλες γλώσσες"',
        'aria-label="This page in other languages"',
    ),
    Fault("a closing button without a name", EVERY, ' aria-label="Κλείσιμο"'),
    Fault(
        "the label of the search field gone",
        "site/de/index.html",
        put(r'(<label for="search-field">)[^<]*', r"\1"),
    ),
    Fault(
        "the colours' names in English",
        EL,
        put(r'data-names="[^"]*"', 'data-names="As the device|Light|Dark"'),
    ),
    Fault(
        "the suggested language never comes", OBJECT, cut(r'<aside class="md-banner".*?</aside>')
    ),
    Fault("the icons gone from the header", OBJECT, cut(r"(?<=hidden>)<svg .*?</svg>")),
    Fault(
        "the printed address of another page",
        OBJECT,
        "Printed from https://posts-and-ai.example/object/",
        "Printed from https://posts-and-ai.example/",
    ),
    Fault(
        "the place for what the search says gone", EVERY, '<p id="search-status" role="status"></p>'
    ),
    Fault("the place for what was copied gone", EVERY, '</a>\n<p role="status"></p>', "</a>\n"),
    Fault("the article is not main", OBJECT, swap("<main ", "<div "), by="page_frame"),
    # What each label promises.
    Fault(
        "a form of WhatsApp where Meta's page is named",
        EVERY,
        swap(
            "https://www.whatsapp.com/contact/forms/382532939919295/",
            "https://help.meta.com/support/privacy/",
        ),
        by="page_text",
    ),
    Fault(
        "the letter for a child where another is named",
        "site/fi/other-routes/index.html",
        swap("letters/#objection", "letters/#others"),
        by="page_text",
    ),
    Fault("steps.pdf and guide.pdf exchanged", EVERY, swap("guide.pdf", "steps.pdf")),
    Fault(
        "two rows of a table exchanged in one column",
        "site/pl/what-is-used/index.html",
        cells_exchanged,
        by="page_text",
    ),
    Fault(
        "used and not used exchanged",
        "site/pl/what-is-used/index.html",
        swap('class="used"', 'class="unused"'),
        by="page_text",
    ),
    Fault(
        "two numbers of a section exchanged",
        "site/el/legal-basis/index.html",
        numbers_exchanged,
        by="page_text",
    ),
    Fault(
        "a negation lost",
        "site/what-is-used/index.html",
        put(r"(</h2>.*?) not ", r"\1 "),
        by="page_text",
    ),
    Fault(
        "a blank of a letter lost",
        "site/fi/letters/index.html",
        put(r' data-field="[a-z]+"', ""),
        by="page_text",
    ),
    Fault(
        "two blanks of a letter exchanged",
        "site/fi/letters/index.html",
        swap('data-field="name"', 'data-field="email"'),
        by="page_text",
    ),
    Fault(
        "a drawing without words",
        "site/el/what-is-used/index.html",
        put(r'(<svg[^>]*) aria-label(ledby)?="[^"]*"', r"\1"),
        by="page_text",
    ),
    Fault(
        "a date's machine part wrong",
        "site/fi/status/index.html",
        'datetime="2025-05-27"',
        'datetime="2025-05-26"',
        by="page_text",
    ),
    # The width at 320 px.
    Fault(
        "a picture 933 px wide",
        "site/mt/words/index.html",
        "</article>",
        '<img src="qr.svg" alt="" width="933" height="9"></article>',
        by="narrow_screen",
    ),
    Fault(
        "a style 933 px wide",
        "site/mt/words/index.html",
        styled(".md-typeset{min-width:933px}"),
        by="narrow_screen",
    ),
    Fault(
        "words that do not break",
        "site/mt/about/index.html",
        styled(".md-typeset{white-space:nowrap}"),
        by="narrow_screen",
    ),
    Fault(
        "a word of 120 letters",
        "site/mt/words/index.html",
        put(r"(?<=<p class=\"lead\">)", "x" * 120 + " "),
        by="narrow_screen",
    ),
    # docs/: what an editor or a translator could do. The checks are asked, and the tests of docs/.
    Fault(
        "docs: a digit of a form",
        "docs/_data/sources.yml",
        "contact/510058597920541",
        "contact/510058597920514",
    ),
    Fault("docs: the addresses of two forms exchanged", "docs/_data/sources.yml", swap(FB, IG)),
    Fault(
        "docs: an authority has the address of another",
        "docs/_data/authorities.yml",
        "https://www.datatilsynet.dk/",
        "https://www.datatilsynet.no/",
    ),
    Fault(
        "docs: an authority lost", "docs/_data/authorities.yml", cut(r"\nIS:\n.*?(?=\n[A-Z]{2}:\n)")
    ),
    Fault(
        "docs: a redirect leads elsewhere",
        "docs/_data/redirects.yml",
        "opt-out: object",
        "opt-out: questions",
    ),
    Fault(
        "docs: two answers of the finder exchanged",
        "docs/_data/finder.yml",
        put(
            r"facebook: facebook(\s+)instagram: instagram",
            r"facebook: instagram\1instagram: facebook",
        ),
    ),
    Fault(
        "docs: a route without its form",
        "docs/_data/finder.yml",
        "[form-general-objection, form-whatsapp]",
        "[form-general-objection]",
    ),
    Fault(
        "docs: errors of a translation not told",
        "docs/_data/translations.yml",
        "major: 3, minor: 14, left: 3",
        "major: 3, minor: 1, left: 3",
    ),
    Fault(
        "docs: a fact's words gone", "docs/en/object.md", "fill in both forms", "fill in one form"
    ),
    Fault(
        "docs: a page checked for ever",
        "docs/en/object.md",
        "review_by: 2026-12-28",
        "review_by: 2027-12-28",
    ),
    Fault(
        "docs: a source nobody knows",
        "docs/en/status.md",
        "[^omnibus-ai-2026]",
        "[^omnibus-ai-2062]",
    ),
    Fault(
        "docs: a date and its words differ",
        "docs/en/status.md",
        "27 May 2025</time>",
        "28 May 2025</time>",
    ),
    Fault(
        "docs: a dead link", "docs/en/status.md", "object.md#which-route", "object.md#wich-route"
    ),
    Fault(
        "docs: forms exchanged in a translation",
        "docs/fi/object.md",
        swap("[form-facebook]", "[form-instagram]"),
    ),
    Fault(
        "docs: two sources of one section exchanged",
        "docs/fi/object.md",
        exchange("[^datatilsynet-2025]", "[^gdpr-art-21]"),
    ),
    Fault(
        "docs: two sources of one paragraph exchanged",
        "docs/fi/object.md",
        exchange("[^meta-policy-2026-07]", "[^gdpr-art-21]"),
    ),
    Fault(
        "docs: two sources of two sections exchanged",
        "docs/pl/status.md",
        exchange("[^omnibus-ai-2026]", "[^scribbleleads-2026-04]"),
    ),
    Fault(
        "docs: two numbers of one section exchanged",
        "docs/de/letters.md",
        numbers_exchanged_in_section,
    ),
    Fault("docs: a number wrong", "docs/pl/status.md", "2026/1744", "2026/1747"),
    Fault(
        "docs: a day wrong in a translation",
        "docs/fi/status.md",
        'datetime="2026-07-27"',
        'datetime="2026-07-26"',
    ),
    Fault(
        "docs: a paragraph lost in a translation",
        "docs/fi/object.md",
        cut(r"\nVaiheet perustuvat[^\n]*\n"),
    ),
    Fault(
        "docs: a sentence doubled into a paragraph",
        "docs/el/about.md",
        lambda t: t + "\nΜια πρόταση ακόμη.\n",
    ),
    Fault(
        "docs: a line left in English",
        "docs/fi/object.md",
        put(
            r"\nKirjaudu ensin sisään[^\n]*",
            "\nFirst log in, in the same browser where you will open the form.",
        ),
    ),
    Fault("docs: a term of law of another kind", "docs/de/letters.md", "Widerspruch", "Einspruch"),
    Fault("docs: a heading's id changed", "docs/nb/object.md", "{ #late }", "{ #sent }"),
    Fault(
        "docs: a blank of a letter lost", "docs/mt/letters.md", put(r"\{ *data-field=name *\}", "")
    ),
    Fault(
        "docs: a link leads to another part",
        "docs/bg/object.md",
        "letters.md#reasons",
        "letters.md#objection",
    ),
    Fault("docs: a placeholder lost", "docs/fi/strings.yml", "{date}", ""),
    Fault("docs: a key lost", "docs/bg/strings.yml", cut(r"\n  copy:[^\n]*")),
    Fault("docs: quotation marks of another language", "docs/de/words.md", swap("„", "«")),
    Fault(
        "docs: the machine's note taken off unread",
        "docs/nb/object.md",
        "translation: machine",
        "translation: reviewed",
    ),
    Fault(
        "docs: a negation lost in a translation",
        "docs/de/object.md",
        " nicht ",
        " ",
        beyond="whether the words mean the same, judges say, and the ledger keeps it",
    ),
    Fault(
        "docs: the words of two buttons exchanged",
        "docs/fi/strings.yml",
        put(r"\n  copy:( [^\n]*)(.*?)\n  print:( [^\n]*)", r"\n  copy:\3\2\n  print:\1"),
        beyond="which word names which button, only a reader of the language knows",
    ),
    Fault(
        "docs: a badge exchanged", "docs/pl/what-is-used.md", exchange("{ .used }", "{ .unused }")
    ),
)


def apply(fault: Fault, copy: Path) -> list[Path]:
    """Put a fault into a copy. Return the files that it changed; none if it no longer fits."""
    changed = []
    for file in sorted(copy.glob(fault.files)):
        if fault.new is None:
            file.unlink()
        elif fault.new == LEFT_OVER:
            file = file.with_name(f"left-over{file.suffix}")
            file.write_text("x", encoding="utf-8")
        else:
            text = file.read_text(encoding="utf-8")
            edited = (
                fault.old(text) if callable(fault.old) else text.replace(fault.old, fault.new, 1)
            )
            if edited == text:
                continue
            file.unlink()  # the copy is made of links: the original stays
            file.write_text(edited, encoding="utf-8")
        changed.append(file)
    return changed


def mend(changed: list[Path], copy: Path) -> None:
    """Make the copy whole again."""
    for file in changed:
        file.unlink(missing_ok=True)
        original = BUILT / file.relative_to(copy)
        if original.exists():
            os.link(original, file)


class Listener:
    """Keeps what failing tests say."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Keep what a test says that fails."""
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.said[report.nodeid] = crash.message if crash else str(report.longrepr)

    pytest_collectreport = pytest_runtest_logreport


def failures(names: Iterable[str], *options: str) -> dict[str, str]:
    """Run static tests in this process. Return those that fail, and what they say."""
    said, listener = io.StringIO(), Listener()
    options = ("-n", "0", "-p", "no:cacheprovider", "-k", f"not ({LEFT_OUT})", *options)
    files = [f"{ROOT}/tests/{name}" for name in names]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, *files], plugins=[listener])
    return listener.said or ({"pytest": said.getvalue()[-300:]} if code else {})


def run_tests(names: Iterable[str]) -> tuple[str, str]:
    """Return the first test that fails, and what it says; or "", "".

    One that fails without a fault notices something if it says something else.
    """
    names = tuple(names)
    found = failures(names, "-x", *(f"--deselect={test}" for test in UNSOUND))
    if not found:
        files = {name.partition("::")[0] for name in names}
        again = [
            test for test in UNSOUND if test.partition("::")[0].removeprefix("tests/") in files
        ]
        found = failures(test.removeprefix("tests/") for test in again) if again else {}
        found = {test: said for test, said in found.items() if UNSOUND.get(test) != said}
    return next(iter(found.items()), ("", ""))


def run_checks(codes: set[str]) -> tuple[str, str]:
    """Run the checks of docs/ for some languages. Return who notices and what, or "", ""."""
    from scripts.checks import check_all
    from scripts.errors import BuildError

    for code in sorted(codes):
        try:
            problems = check_all(detect_language=True, only_locale=code)
        except BuildError as error:
            problems = [error.problem]
        if problems:
            return "make check", "\n".join(map(str, problems))
    return "", ""


def forget_all(changed: list[Path]) -> None:
    """Let nothing be remembered that was read before the fault was put in."""
    from scripts.cache import clear_caches
    from tests import pages

    for file in changed:
        pages.forget(file)
    if any(file.suffix in (".md", ".yml", ".tsv") for file in changed):
        clear_caches()
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.site."):
            for value in vars(module).values():
                if getattr(value, "__module__", "") == name and hasattr(value, "cache_clear"):
                    value.cache_clear()


def noticed(fault: Fault, changed: list[Path], copy: Path) -> tuple[str, str]:
    """Say who notices a fault, and what is said: the file of `by` is asked first, then all."""
    forget_all(changed)
    if fault.files.startswith("docs/"):
        codes = {file.relative_to(copy / "docs").parts[0] for file in changed}
        codes = {code if len(code) == 2 else "en" for code in codes}
        found = run_checks(codes)
        return found if found[0] else run_tests(OF_DOCS)
    first = f"site/test_{fault.by}.py"
    found = run_tests([first])
    return found if found[0] else run_tests(name for name in OF_SITE if name != first)


def in_a_child(work: Callable[[], str]) -> str:
    """Do something in a process of its own, which has all pages parsed already."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            with os.fdopen(writer, "w", encoding="utf-8") as stream:
                stream.write(work())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        result = stream.read()
    os.waitpid(child, 0)
    return result


def is_placed(message: str, changed: list[Path], copy: Path) -> bool:
    """Whether a message names a file that was changed and what is wrong there.

    Where two files no longer agree, it may begin with a line of the other and name this one.
    """
    for file in changed:
        path = re.escape(file.relative_to(copy).as_posix())
        other = rf"^\S+:\d+: .*\b{re.escape(file.name)}\b"
        if re.search(rf"{path}(:\d+)?\]?:\s+\S|{other}", message, re.MULTILINE):
            return True
    return False


def attempt(number: int) -> Outcome:
    """Put one fault into the copy of this process, see what notices, and take it out again."""
    fault, copy, start = FAULTS[number], Path(os.environ["PROJECT_ROOT"]), time.monotonic()
    changed = apply(fault, copy)
    try:
        if not changed:
            return Outcome(number, fits=False)
        answer = in_a_child(lambda: json.dumps(noticed(fault, changed, copy)))
        test, message = json.loads(answer or '["the tests", "ended"]')
        named = is_placed(message, changed, copy)
        return Outcome(number, True, test, message, named, time.monotonic() - start)
    finally:
        mend(changed, copy)


def build() -> None:
    """Build the project as it is, in a few languages."""
    from tests.project import copy_project, mkdocs

    shutil.rmtree(BUILT, ignore_errors=True)
    result = mkdocs(copy_project(BUILT, LANGUAGES), "build", "--strict", "--quiet")
    if result.returncode:
        sys.exit(result.stderr)


def prepare(folder: str) -> None:
    """Give this process a copy of its own, with every page parsed and every test at hand."""
    copy = Path(tempfile.mkdtemp(dir=folder))
    for name in ("mkdocs.yml", "pyproject.toml", "LICENSE", "overrides", "hosting", "scripts"):
        (copy / name).symlink_to(BUILT / name)
    for name in ("site", "docs"):
        shutil.copytree(BUILT / name, copy / name, copy_function=os.link)
    os.environ["PROJECT_ROOT"] = str(copy)  # before anything of the project is imported
    from tests import pages

    for page in pages.site_pages():
        assert page.tree is not None
    UNSOUND.update(failures((*OF_SITE, *OF_DOCS)))


def unsound() -> dict[str, str]:
    """Return the tests that fail without a fault."""
    return UNSOUND


def main(words: list[str]) -> int:
    """Try all faults, or those with one of the words in their names. Return the exit code."""
    if KEEP not in words or not (BUILT / "site").exists():
        in_a_child(lambda: build() or "")
    words = [word for word in words if word != KEEP]
    chosen = [
        number
        for number, fault in enumerate(FAULTS)
        if not words or any(word in fault.name for word in words)
    ]
    outcomes = []
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        settings = {
            "initializer": prepare,
            "initargs": (folder,),
            "mp_context": get_context("fork"),
        }
        with ProcessPoolExecutor(min(PROCESSES, len(chosen)), **settings) as pool:
            for test, message in pool.submit(unsound).result().items():
                print(f"fails without a fault: {test}: {message}")
            for outcome in pool.map(attempt, chosen):
                outcomes.append(outcome)
                print(outcome, flush=True)
    return summary(outcomes)


def summary(outcomes: list[Outcome]) -> int:
    """Say how many faults were noticed, in the site and in docs/. Return the exit code."""
    for name in ("site", "docs"):
        own = [each for each in outcomes if each.fault.files.startswith(f"{name}/") and each.fits]
        seen = [each for each in own if each.test]
        placed = sum(each.is_placed for each in seen)
        print(f"{name}/: {len(seen)} of {len(own)} noticed, {placed} with file and place")
    lost = [each for each in outcomes if not each.fits]
    unseen = [each for each in outcomes if each.fits and not each.test]
    for each in (*lost, *unseen):
        print(f"  {each} {each.fault.beyond}".rstrip())
    return 1 if lost or any(not each.fault.beyond for each in unseen) else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
