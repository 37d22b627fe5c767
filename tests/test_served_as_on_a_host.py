"""Served by Caddy with the release's own configuration: every header arrives and shuts nothing out, wherever below a host it is."""

from __future__ import annotations

import http.client
import re
import ssl
from urllib.parse import urlsplit

import brotli
import pytest

from scripts import config
from scripts.data.redirects import redirect_map
from tests import caddy
from scripts.steps import hosting
from tests.conftest import paths, until

WATCH = "window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(`${e.effectiveDirective} ${e.blockedURI}`));"
#: A browser's languages: one the guide has not, then Norwegian under its everyday code, then English.
NORWEGIAN = "xx,no;q=0.9,en;q=0.5"


@pytest.fixture(scope="module", params=["", "/a/b"], ids=["root", "below a path"])
def host(site, request):
    """The address of the release on Caddy, at the root and below a path: the same folder, not built again."""
    with caddy.serving(site, request.param) as address:
        yield address


def ask(address: str, encoding: str = "identity", language: str = "en", context=None):
    """An answer as it comes, redirects not followed: (status, headers, body)."""
    parts = urlsplit(address)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname, parts.port, timeout=20, **({"context": context} if context else {}))
    connection.request("GET", parts.path, headers={"Accept-Encoding": encoding, "Accept-Language": language})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.headers), body


@pytest.mark.parametrize("path", ["", "nb/object/", "sitemap.xml", "no-such-page/", "object"])
def test_every_answer_carries_every_header(host, path):
    _, headers, _ = ask(host + path)
    for name, value in hosting.HEADERS.items():
        assert headers[name] == value
    assert "Server" not in headers
    assert "Strict-Transport-Security" not in headers  # RFC 6797: never on a plain connection


def test_the_header_and_the_page_hold_together(site):
    """A browser keeps both policies: the header may forbid nothing that the page's own allows."""
    named = {rule.split()[0] for rule in hosting.HEADERS["Content-Security-Policy"].split(";")}
    assert "frame-ancestors" in named
    assert not named & {"default-src", "script-src", "style-src", "img-src", "script-src-elem", "style-src-elem"}
    assert "clipboard-write" not in hosting.HEADERS["Permissions-Policy"] and "web-share" not in hosting.HEADERS["Permissions-Policy"]


def test_all_hosts_are_told_the_same(site):
    texts = {name: (site / name).read_text(encoding="utf-8") for name in ("hosting/Caddyfile", "hosting/nginx.conf", "_headers")}
    for name, text in texts.items():
        assert "{{" not in text and "#<" not in text, name
        for header, value in {**hosting.HEADERS, "Strict-Transport-Security": hosting.HSTS, "Cache-Control": hosting.LONG}.items():
            assert header in text, f"{name}: {header}"
            assert value in text or (name == "hosting/nginx.conf" and header == "Cross-Origin-Resource-Policy"), f"{name}: {header}"
    assert "default same-origin;" in texts["hosting/nginx.conf"]
    assert all(len(line) < 2000 for line in texts["_headers"].splitlines())  # what Cloudflare Pages reads of a line


def test_encryption_is_asked_for_where_there_is_some(site):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the certificate is of Caddy's own making
    with caddy.serving(site, scheme="https") as address:
        status, headers, _ = ask(address, context=context)
    assert status == 200 and headers["Strict-Transport-Security"] == hosting.HSTS
    assert "h3=" in headers["Alt-Svc"]


@pytest.mark.parametrize("encoding, ending", [("br", "br"), ("zstd", "zst"), ("gzip", "gz")])
def test_precompressed_copies_are_sent(host, site, encoding, ending):
    page = (site / "object" / "index.html").read_bytes()
    status, headers, body = ask(f"{host}object/", encoding=f"{encoding}, deflate")
    assert status == 200 and headers["Content-Encoding"] == encoding and "Accept-Encoding" in headers["Vary"]
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body == (site / "object" / f"index.html.{ending}").read_bytes()
    if encoding == "br":
        assert brotli.decompress(body) == page
    assert ask(f"{host}object/")[2] == page


def test_browsers_keep_files_for_ever_and_pages_for_minutes(host, site):
    for file in sorted((site / "assets").rglob("*.js")):
        assert ask(host + file.relative_to(site).as_posix())[1]["Cache-Control"] == hosting.LONG
    for path in ("", "nb/object/", "sitemap.xml", "assets/gone.js"):
        assert ask(host + path)[1]["Cache-Control"] == hosting.SHORT
    status, headers, _ = ask(f"{host}object/")
    assert status == 200 and headers["Etag"]


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_a_wrong_address_is_answered_in_the_language_of_its_path(host, language):
    for wrong in ("no-such-page/", "object/no/such/page", "gone.html"):
        status, _, body = ask(host + language.url_prefix + wrong)
        assert status == 404 and f'<html lang="{language.code}"' in body.decode()


@pytest.mark.parametrize("language", config.locales(), ids=lambda language: language.code)
def test_a_wrong_address_leads_home_also_on_a_mirror(host, tab, language):
    """The page for wrong addresses is the one that cannot know where it is; its script finds out."""
    tab.goto(f"{host}{language.url_prefix}gone/such/page", wait_until="networkidle")
    home = host + language.url_prefix
    until(tab, f"[...document.links].some(link => link.href === '{home}')")
    tab.locator(f"section[lang={language.code}] a").click()
    tab.wait_for_url(home)
    assert tab.locator("html").get_attribute("lang") == language.code


def test_plain_addresses_lead_to_the_readers_language(host):
    under = urlsplit(host).path
    for plain, page in hosting.plain().items():
        for wanted, at in ((NORWEGIAN, "nb/"), ("nb-NO", "nb/"), ("en-GB,nb;q=0.5", ""), ("xx", ""), ("", "")):
            status, headers, _ = ask(host.rstrip("/") + plain, language=wanted)
            assert (status, headers["Location"]) == (302, f"{under}{at}{page}"), (plain, wanted)
            assert headers["Vary"] == "Accept-Language" and headers["Cache-Control"] == "no-cache"


def test_every_redirect_arrives(host, site):
    under = urlsplit(host).path
    for old, new in redirect_map().items():
        status, headers, _ = ask(host + old)
        assert (status, headers["Location"]) == (301, under + new)
        assert (site / new / "index.html").exists()
    assert ask(f"{host}no/object/")[1]["Location"] == f"{under}nb/object/"


#: A language of each alphabet at the root, and one of them below a path, where what depends on the path shows just as well.
PLACES = [*((language, "") for language in config.locales() if language.code in ("en", "bg", "el")), (config.locales()[1], "/a/b")]


@pytest.mark.parametrize(("language", "under"), PLACES, ids=lambda value: getattr(value, "code", value) or "root")
def test_no_page_is_shut_out_in_any_state(browser, site, language, under):
    """Every page, with all that opens: no report of a policy, a quiet console, no request but to this host, none that fails."""
    with caddy.serving(site, under) as host:
        look_at_all(browser, host, language)


def look_at_all(browser, host, language):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de")
    context.add_init_script(WATCH)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status != 200 or not answer.url.startswith(host) else None)
    # Aborted is what the next page cuts off of this one, its icon as a rule; what a policy or the host shuts out is called otherwise.
    tab.on("requestfailed", lambda request: wrong.append(f"{request.failure} {request.url}") if request.failure != "net::ERR_ABORTED" else None)
    tab.on("console", lambda message: wrong.append(f"{tab.url}: {message.text}"))
    tab.on("pageerror", lambda error: wrong.append(f"{tab.url}: {error}"))
    for path in paths():
        if path.startswith(language.url_prefix) and (language.url_prefix or path.split("/")[0] not in {each.code for each in config.locales()}):
            tab.goto(host + path, wait_until="load")
            # The search, whose files are the same on each page of a language, is opened on its home page alone: it takes longest.
            tab.evaluate("""home => { for (const panel of document.querySelectorAll('[popover]')) {
                  if (home || panel.id !== "search") { panel.showPopover(); panel.hidePopover(); } }
                for (const details of document.querySelectorAll('details')) details.open = true;
                for (const button of document.querySelectorAll('[data-do=fill]')) button.click(); }""", path == language.url_prefix)
            if path == language.url_prefix:
                until(tab, "self.guide")
                tab.wait_for_load_state("networkidle")
            tab.emulate_media(media="print")
            tab.emulate_media(media="screen")
            assert tab.evaluate("reports") == [], path
            assert tab.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
    assert wrong == []
    context.close()


def test_what_is_put_into_a_page_does_not_run(browser, site, tmp_path):
    """A copy of the release with scripts, a handler, a style and a frame written into a page by somebody else."""
    copy, path = tmp_path / "site", "letters/index.html"
    (copy / "hosting").mkdir(parents=True)
    (copy / "hosting" / "Caddyfile").write_text((site / "hosting" / "Caddyfile").read_text(encoding="utf-8"), encoding="utf-8")
    html = (site / path).read_text(encoding="utf-8")
    put_in = (
        "<script>window.ran = 'script'</script><img src='gone.png' alt='' onerror=\"window.ran = 'handler'\">"
        "<style>body { display: none }</style><script src='https://elsewhere.invalid/x.js'></script><iframe srcdoc='<p>x'></iframe>"
    )
    (copy / path).parent.mkdir(exist_ok=True)
    (copy / path).write_text(re.sub(r"(<body[^>]*>)", rf"\1{put_in}", html), encoding="utf-8")
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    with caddy.serving(copy) as host:
        tab.goto(host + path.removesuffix("index.html"), wait_until="load")
        until(tab, "reports.length >= 4")
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("getComputedStyle(document.body).display") != "none"
        framer = context.new_page()
        framer.on("console", lambda message: framed.append(message.text))
        framed: list[str] = []
        framer.set_content(f"<iframe src='{host}{path.removesuffix('index.html')}'></iframe>")
        framer.wait_for_timeout(500)
        assert any("frame-ancestors" in text for text in framed), framed
    context.close()
