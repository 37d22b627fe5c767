"""Put faults into a copy of the built site and of docs/, one by one, and see what notices.

By hand, or weekly: `python -m tests.faults`, or `python -m tests.faults menu` for those with that
word in their name. The static tests run on the copy, those
first that should notice; a fault that none of them
notices is listed, and the exit code is 1. Nothing of the project itself is changed.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: What reads the site; not what builds, serves or listens, which no fault here is for.
STATIC = (
    *("page_frame", "page_text", "lang_and_hreflang", "open_graph", "csp", "links", "citations"),
    *("dead_ends", "fact_coverage", "feed", "open_data", "search_index", "finder", "authorities"),
    *("relative_urls", "print_page", "social_cards", "licences", "theme", "page_weight"),
    *("server_config", "reproducible_build", "qr_codes"),
)
#: These build a project, or ask Caddy.
LEFT_OUT = (
    "another_folder or restyles or settings_are or a_setting or less_is or bad_input or "
    "without_material or answer or encryption or compressed or browsers_keep_files or "
    "plain_addresses or redirect_arrives or checksums or archive or fits_its_flight or "
    "search_is_small or what_follows or lychee_would"
)


@dataclass(frozen=True)
class Fault:
    """`old` → `new` in `files` (a glob below the copy); `new` None takes the files away."""

    name: str
    files: str
    old: str | Callable[[str], str]
    new: str | None = ""
    count: int = 1
    by: str = "page_frame"  # the file of tests that is asked first


def swap(one: str, other: str) -> Callable[[str], str]:
    """Exchange two texts wherever they stand."""
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def cut(pattern: str) -> Callable[[str], str]:
    """Take away what a regular expression finds first."""
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.DOTALL)


def put(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


FB = "https://www.facebook.com/help/contact/712876720715583"
IG = "https://help.instagram.com/contact/767264225370182"
EVERY = "site/**/index.html"
OBJECT, EL = "site/object/index.html", "site/el/object/index.html"

FAULTS = (
    # The head.
    Fault("canonical gone", EL, cut(r'<link rel="canonical"[^>]*>')),
    Fault("canonical of another page", EL, 'canonical" href="https://posts-and-ai.example/el/object/', 'canonical" href="https://posts-and-ai.example/object/'),
    Fault("description gone", "site/fi/status/index.html", cut(r'<meta name="description"[^>]*>')),
    Fault("description in English", "site/fi/object/index.html", put(r'name="description" content="[^"]*"', 'name="description" content="How to object to it"')),
    Fault("icon gone", OBJECT, cut(r'<link rel="icon"[^>]*>')),
    Fault("title of another page", "site/bg/words/index.html", put(r"<title>.*?</title>", "<title>Meta</title>")),
    Fault("referrer sent", OBJECT, cut(r'<meta name="referrer"[^>]*>')),
    Fault("lang wrong", EL, '<html lang="el"', '<html lang="en"', by="lang_and_hreflang"),
    Fault("dir gone", OBJECT, ' dir="ltr"', by="lang_and_hreflang"),
    Fault("og:url of another page", OBJECT, put(r'og:url" content="[^"]*"', 'og:url" content="https://posts-and-ai.example/"'), by="open_graph"),
    Fault("og:image of another language", EL, "cards/el-object.png", "cards/en-object.png", by="open_graph"),
    Fault("card gone", "site/cards/bg-home.png", "", None, by="social_cards"),
    Fault("policy gone", OBJECT, cut(r'<meta http-equiv="Content-Security-Policy"[^>]*>'), by="csp"),
    Fault("policy weak", OBJECT, "img-src 'self'", "img-src *", by="csp"),
    Fault("style changed, hash not", OBJECT, "<style>:root{", "<style>:root{--x:1;", by="csp"),
    Fault("a manifest of old", OBJECT, "</head>", '<link rel="manifest" href="x"></head>', by="open_graph"),
    Fault("JSON-LD back", OBJECT, "</head>", '<script type="application/ld+json">{}</script></head>', by="open_graph"),
    # The frame.
    Fault("menu lacks a page everywhere", EVERY, cut(r'<li><a href="[^"]*letters/"[^>]*>[^<]*</a></li>(?=\n<li><a href="[^"]*complain)')),
    Fault("menu: two labels exchanged", EL, swap(">Πώς να πείτε όχι<", ">Έτοιμες επιστολές<")),
    Fault("menu: a page twice", OBJECT, '<li><a href="../letters/">', '<li><a href="../words/">x</a></li><li><a href="../letters/">'),
    Fault("menu: no current page", "site/words/index.html", ' aria-current="page"'),
    Fault("contents lack a heading", EVERY, cut(r'(?<=<ul class="md-nav__list">\n)<li><a href="#[^"]*">[^<]*</a></li>\n(?=<li><a href="#)')),
    Fault("contents gone", "site/fi/words/index.html", cut(r'<nav class="md-nav md-nav--secondary".*?</nav>')),
    Fault("contents: a label wrong", OBJECT, '<li><a href="#before">Before you start<', '<li><a href="#before">Before<'),
    Fault("machine translation note gone", "site/[a-z][a-z]/**/index.html", cut(r'(?<=</time>\.\n)[^<]*<a href="[^"]*" hreflang="en">[^<]*</a>\.')),
    Fault("translated note says reviewed", "site/nb/**/index.html", lambda text: text.replace("Maskinoversatt", "Lest av mennesker")),
    Fault("date of check wrong", OBJECT, 'datetime="2026-11-28">28 November', 'datetime="2026-11-27">27 November'),
    Fault("stale notice gone", "site/status/index.html", cut(r'<aside class="admonition warning" id="stale".*?</aside>')),
    Fault("stale notice never comes", OBJECT, put(r'data-review-by="[^"]*"', 'data-review-by="2096-12-28"')),
    Fault("share row gone", "site/de/index.html", cut(r'<section class="share".*?</section>')),
    Fault("e-mail names another page", OBJECT, put(r"body=https://posts-and-ai.example/object/", "body=https://posts-and-ai.example/")),
    Fault("steps.pdf not offered", OBJECT, cut(r'<a href="\.\./steps\.pdf">[^<]*</a>')),
    Fault("guide.pdf of another language", EL, 'guide.pdf"', '../guide.pdf"'),
    Fault("QR code of another page", "site/object/qr.svg", lambda _: (ROOT / "site/qr.svg").read_text(), by="qr_codes"),
    Fault("QR code gone", "site/mt/words/qr.svg", "", None, by="qr_codes"),
    Fault("header's search gone", "site/fr/index.html", cut(r'<div class="md-search".*?</ul>\n</div>')),
    Fault("search of another language", EL, put(r"assets/search/el\.[0-9a-f]+\.js", lambda m: next((ROOT / "site/assets/search").glob("en.*")).relative_to(ROOT / "site").as_posix())),
    Fault("switcher lacks a language", EVERY, cut(r'<li><a href="[^"]*" hreflang="pl".*?</li>'), by="lang_and_hreflang"),
    Fault("switcher: two exchanged", OBJECT, swap('href="../bg/object/"', 'href="../de/object/"'), by="lang_and_hreflang"),
    Fault("footer's disclaimer gone", "site/bg/index.html", cut(r'(?<=<div class="md-footer-meta">\n)<p>.*?</p>')),
    Fault("next page wrong", OBJECT, put(r'rel="next" href="[^"]*"', 'rel="next" href="../about/"')),
    Fault("skip link dead", OBJECT, 'href="#top" class="md-skip"', 'href="#main" class="md-skip"'),
    Fault("skip link in English", EL, put(r'(class="md-skip">)\s*[^<]*', r"\1Skip to content")),
    Fault("main.js gone from a page", "site/words/index.html", cut(r'<script src="[^"]*main[^"]*" defer></script>')),
    Fault("finder.js blocks", OBJECT, put(r'(finder[^"]*") defer', r"\1")),
    Fault("theme's toggle back", OBJECT, "<body>", '<body><input class="md-toggle" type="checkbox" id="__drawer">', by="theme"),
    # The text.
    Fault("Facebook and Instagram exchanged", OBJECT, swap(FB, IG), by="page_text"),
    Fault("Facebook and Instagram exchanged everywhere", EVERY, swap(FB, IG), by="page_text"),
    Fault("a digit of the Facebook form", OBJECT, FB, FB[:-1] + "4", by="page_text"),
    Fault("a digit of the Instagram form", EL, IG, IG[:-1] + "3", by="page_text"),
    Fault("a digit of the form without log-in", "site/other-routes/index.html", "510058597920541", "510058597920542", by="page_text"),
    Fault("a digit of the other form", OBJECT, "6359191084165019", "6359191084165018", by="page_text"),
    Fault("a digit of the WhatsApp form", OBJECT, "382532939919295", "382532939919296", by="page_text"),
    Fault("a paragraph lost", "site/fi/object/index.html", cut(r"(?<=</h2>\n)<p>[^<]*</p>"), by="page_text"),
    Fault("a paragraph twice", "site/bg/words/index.html", lambda t: re.sub(r"(<p>[^<]{40,}</p>)", r"\1\1", t, count=1), by="page_text"),
    Fault("a heading's id changed", "site/nb/questions/index.html", '<h2 id="too-late"', '<h2 id="late"'),
    Fault("a step lost", OBJECT, cut(r"<li>\s*<p><strong>Check the e-mail.*?</li>"), by="page_text"),
    Fault("two notes exchanged", OBJECT, swap('href="#fn:2">2', 'href="#fn:3">3'), by="citations"),
    Fault("two sources exchanged", "site/status/index.html", lambda t: (lambda a: t.replace(a[0], "\0").replace(a[1], a[0]).replace("\0", a[1]))(re.findall(r'<cite[^>]*>[^<]*</cite>', t)[:2]), by="citations"),
    Fault("a source's day wrong", "site/legal-basis/index.html", lambda t: (lambda i: t[:i] + t[i:].replace('2026">', '2025">', 1).replace(" 2026</time>", " 2025</time>", 1))(t.index('class="footnote"')), by="citations"),
    Fault("a language mark gone", "site/fi/sources/index.html", '<cite lang="de">', "<cite>", by="citations"),
    Fault("a next step gone", "site/if-it-fails/index.html", lambda t: re.sub(r"<p><strong>Next step:</strong>.*?</p>", "", t, count=1, flags=re.DOTALL), by="dead_ends"),
    Fault("an authority's address wrong", "site/complain/index.html", "https://www.datatilsynet.no/", "https://www.datatilsynet.dk/", by="authorities"),
    Fault("an authority lost", "site/el/complain/index.html", cut(r'<tr id="authority-is".*?</tr>'), by="authorities"),
    Fault("two authorities exchanged", "site/complain/index.html", swap('id="authority-se"', 'id="authority-si"'), by="authorities"),
    Fault("a finder answer leads elsewhere", OBJECT, 'href="#route-child">', 'href="#route-others">', by="finder"),
    Fault("a finder section lacks its form", OBJECT, cut(r'(?<=id="route-none").*?</li>'), by="finder"),
    Fault("a dead link", "site/mt/index.html", 'href="object/"', 'href="objet/"', by="links"),
    Fault("a dead fragment", "site/index.html", "object/#which-route", "object/#wich-route", by="links"),
    Fault("an address from the root", "site/index.html", 'href="object/', 'href="/object/', by="relative_urls"),
    Fault("an outside picture", "site/index.html", "</article>", '<img src="https://elsewhere.example/x.png" alt=""></article>', by="links"),
    Fault("a page in English", "site/fi/words/index.html", lambda t: re.sub(r"<article.*</article>", lambda m: re.search(r"<article.*</article>", (ROOT / "site/words/index.html").read_text(), re.DOTALL)[0], t, flags=re.DOTALL), by="lang_and_hreflang"),
    Fault("a chapter lost from the whole guide", "site/print/index.html", cut(r'<section class="chapter">\s*<h2 id="letters--top".*?</section>'), by="print_page"),
    Fault("the whole guide's contents lack a chapter", "site/el/print/index.html", cut(r'<li><a href="#words--top">.*?</li>'), by="print_page"),
    # What is made once.
    Fault("_redirects: one gone", "site/_redirects", "/faq/ /questions/ 301\n", by="server_config"),
    Fault("_redirects: one wrong", "site/_redirects", "/opt-out/ /object/", "/opt-out/ /questions/", by="server_config"),
    Fault("_redirects: a status wrong", "site/_redirects", "/faq /questions/ 301", "/faq /questions/ 302", by="server_config"),
    Fault("_redirects: a 404 gone", "site/_redirects", "/el/* /el/404.html 404\n", by="server_config"),
    Fault("_headers: one gone", "site/_headers", "  X-Content-Type-Options: nosniff\n", by="server_config"),
    Fault("_headers: assets not kept", "site/_headers", "immutable", "private", by="server_config"),
    Fault("a redirect page leads elsewhere", "site/faq/index.html", lambda t: t.replace("../questions/", "../words/"), by="relative_urls"),
    Fault("sitemap lacks a page", "site/sitemap.xml", cut(r"<url><loc>[^<]*/el/object/</loc>.*?</url>"), by="lang_and_hreflang"),
    Fault("sitemap: hreflang one-sided", "site/sitemap.xml", 'hreflang="el" href="https://posts-and-ai.example/el/object/"', 'hreflang="el" href="https://posts-and-ai.example/el/words/"', by="lang_and_hreflang"),
    Fault("sitemap: x-default gone", "site/sitemap.xml", lambda t: re.sub(r'<xhtml:link rel="alternate" hreflang="x-default"[^>]*/>', "", t), by="lang_and_hreflang"),
    Fault("robots shut out", "site/robots.txt", "Allow: /", "Disallow: /", by="lang_and_hreflang"),
    Fault("search lacks object/", "site/assets/search/en.*.js", lambda t: re.sub(r'\["object/#?[^\]]*\],', "", t), by="search_index"),
    Fault("search lacks a text", "site/assets/search/el.*.js", put(r'(\["object/","[^"]*","",")[^"]*', r"\1"), by="search_index"),
    Fault("search: no stemmer", "site/assets/search/fi.*.js", "new FinnishStemmer", "new EnglishStemmer", by="search_index"),
    Fault("feed lacks an entry", "site/bg/feed.xml", cut(r"<entry>.*?</entry>"), by="feed"),
    Fault("feed: a date wrong", "site/feed.xml", lambda t: re.sub(r"(<entry>.*?<updated>)\d{4}", r"\g<1>2024", t, count=1, flags=re.DOTALL), by="feed"),
    Fault("feed: a link relative", "site/feed.xml", lambda t: t.replace('<a href="https://posts-and-ai.example/', '<a href="/', 1), by="feed"),
    Fault("data lacks a source", "site/data/sources.json", lambda t: re.sub(r" \{\n  \"id\".*?\n \},\n", "", t, count=1, flags=re.DOTALL), by="open_data"),
    Fault("data: an authority's address", "site/data/authorities.json", "https://www.datatilsynet.no/", "https://www.datatilsynet.dk/", by="authorities"),
    Fault("data: status without its sources", "site/data/status.json", lambda t: re.sub(r'"sources": \[[^\]]+\]', '"sources": []', t, count=1), by="open_data"),
    Fault("a licence cut", "site/LICENCES.txt", "Reserved Font Name", by="licences"),
    Fault("404 leads to no language", "site/404.html", cut(r'<section lang="el">.*?</section>'), by="lang_and_hreflang"),
    Fault("404 in another language", "site/fi/404.html", '<html lang="fi"', '<html lang="en"', by="lang_and_hreflang"),
    Fault("a file left over", "site/assets/mark.*.svg", lambda t: t, "copy", by="links"),
    Fault("Caddyfile without a header", "site/hosting/Caddyfile", 'header Referrer-Policy "no-referrer"', by="server_config"),
    # docs/, as the site was built: what a build would take over.
    Fault("docs: a digit of a form", "docs/_data/sources.yml", "contact/510058597920541", "contact/510058597920514", by="page_text"),
    Fault("docs: a fact's words gone", "docs/en/object.md", "fill in both forms", "fill in one form", by="fact_coverage"),
    Fault("docs: forms exchanged in a translation", "docs/fi/object.md", swap("[form-facebook]", "[form-instagram]"), by="page_text"),
    Fault("docs: a paragraph more than the site", "docs/el/about.md", lambda t: t + "\nΜια πρόταση ακόμη.\n", by="page_text"),
)  # fmt: skip


def apply(fault: Fault, copy: Path) -> list[Path]:
    """Put a fault into a copy. Return the files that it changed."""
    changed = []
    for file in sorted(copy.glob(fault.files)):
        if fault.new is None:
            file.unlink()
        elif fault.new == "copy":
            file.with_name("left-over.svg").write_bytes(file.read_bytes())
        else:
            text = file.read_text(encoding="utf-8")
            if callable(fault.old):
                new = fault.old(text)
            else:
                new = text.replace(fault.old, fault.new, fault.count)
            if new == text:
                continue
            file.unlink()  # the copy is made of links: the original stays
            file.write_text(new, encoding="utf-8")
        changed.append(file)
    return changed


def run_tests(files: list[str]) -> str:
    """Run static tests in this process. Return the first that fails, or "" if none does."""
    said = io.StringIO()
    options = ["-x", "-n", "0", "-p", "no:cacheprovider", "--tb=line", "-k", f"not ({LEFT_OUT})"]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, *files])
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said.getvalue(), re.MULTILINE)
    return failed[1] if failed else "" if code == 0 else said.getvalue()[-200:]


def noticed(fault: Fault, copy: Path) -> str:
    """Put a fault into the copy, and say which test notices: that of `by`, or any other."""
    changed = apply(fault, copy)
    if not changed:
        return "NOTHING TO CHANGE"
    from scripts.cache import clear_caches
    from tests import pages

    clear_caches()
    for file in changed:
        pages.forget(file)
    names = [fault.by, *(name for name in STATIC if name != fault.by)]
    files = [f"{ROOT}/tests/site/test_{name}.py" for name in names]
    return run_tests(files[:1]) or run_tests(files[1:]) or "UNNOTICED"


def forked(fault: Fault, copy: Path) -> str:
    """Try one fault in a process of its own, which has all pages parsed already."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            os.write(writer, noticed(fault, copy).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        result = stream.read()
    os.waitpid(child, 0)
    return result or "the tests ended"


def link(folder: str, copy: Path) -> None:
    shutil.rmtree(copy / folder, ignore_errors=True)
    shutil.copytree(ROOT / folder, copy / folder, copy_function=os.link)


def main(words: list[str]) -> int:
    chosen = [each for each in FAULTS if not words or any(word in each.name for word in words)]
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        copy = Path(folder)
        for name in ("mkdocs.yml", "pyproject.toml", "LICENSE", "overrides", "hosting", "scripts"):
            (copy / name).symlink_to(ROOT / name)
        os.environ["PROJECT_ROOT"] = str(copy)  # before anything of the project is imported
        link("site", copy)
        link("docs", copy)
        from tests import pages

        assert all(page.tree is not None for page in pages.site_pages())
        sound = run_tests([f"{ROOT}/tests/site/test_{name}.py" for name in STATIC])
        if sound:
            print(f"expected a sound site; {sound} fails without a fault")
            return 1
        bad = 0
        for fault in chosen:
            result = forked(fault, copy)
            bad += result.isupper()
            print(f"{fault.name}: {result.split('site/test_')[-1]}", flush=True)
            link("docs" if fault.files.startswith("docs") else "site", copy)
    print(f"{len(chosen)} faults, {bad} unnoticed")
    return 1 if bad else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
