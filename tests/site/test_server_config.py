"""Hosts get what they need: headers, redirects, cache rules, copies; Caddy answers accordingly."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import ssl
from collections import Counter
from urllib.parse import urlsplit

import brotli
import pytest
import zstandard

from scripts import config
from scripts.commands.precompress import compress_file
from scripts.data.redirects import redirect_map
from scripts.outputs import server_config
from tests import caddy
from tests.pages import SITE, collect, page, site_pages

#: A browser's languages: one the guide has not, then Norwegian under its everyday code.
NORWEGIAN = "xx,no;q=0.9,en;q=0.5"


@collect
def test_redirects_says_each_address_and_nothing_else(site):
    """`_redirects`, line by line: what Netlify and Cloudflare Pages do with it."""
    lines = (SITE / "_redirects").read_text(encoding="utf-8").splitlines()
    wanted = [
        "/opt-out/ /object/ 301",
        "/faq/ /questions/ 301",
        "/opt-out /object/ 301",
        "/faq /questions/ 301",
        "/no/ /nb/ 301",
        "/no/* /nb/:splat 301",
    ]
    wanted += [f"/{each.code}/* /{each.code}/404.html 404" for each in config.locales()[1:]]
    for line in Counter(wanted) - Counter(lines):
        yield f"site/_redirects: expected “{line}”"
    for line in Counter(lines) - Counter(wanted):
        yield f"site/_redirects:{lines.index(line) + 1}: expected no such line: “{line}”"
    for number, line in enumerate(lines, 1):
        _, target, status = f"{line}   ".split(" ")[:3]
        page_file = SITE / target.lstrip("/") / ("index.html" if status == "301" else "")
        if ("*" not in line or status == "404") and not page_file.is_file():
            yield f"site/_redirects:{number}: {target}: expected this page"
    # The first that fits is taken: what is exact comes before what takes the rest.
    places = [lines.index(line) for line in wanted[4:6] if line in lines]
    if places != sorted(places):
        yield f"site/_redirects:{places[0] + 1}: expected this before “{wanted[5]}”"


def test_the_list_of_redirects_is_what_was_published():
    """Written out once more: an address that was printed or said aloud leads there for ever."""
    found, wanted = redirect_map(), {"opt-out/": "object/", "faq/": "questions/", "no/": "nb/"}
    assert found == wanted, f"docs/_data/redirects.yml: expected {wanted}; found {found}"


@collect
def test_headers_says_each_header_and_nothing_else(site):
    """`_headers`, whole: a header that is missing here is missing on these hosts."""
    lines = (SITE / "_headers").read_text(encoding="utf-8").splitlines()
    headers = {**server_config.HEADERS, "Strict-Transport-Security": server_config.HSTS}
    wanted = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    wanted += ["/assets/*", f"  Cache-Control: {server_config.ASSET_TTL}"]
    for line in Counter(wanted) - Counter(lines):
        yield f"site/_headers: expected “{line.strip()}”"
    for number, line in enumerate(lines, 1):
        if line not in wanted:
            yield f"site/_headers:{number}: expected no such line: “{line.strip()}”"
        if len(line) >= 2000:  # what Cloudflare Pages reads
            yield f"site/_headers:{number}: {len(line)} characters; fewer than 2,000"
    if [line for line in lines if line.startswith("/")] != ["/*", "/assets/*"] or (
        lines[-2:] != wanted[-2:]
    ):
        yield "site/_headers: expected the headers of all pages, then those of /assets/*"


def test_the_headers_are_strict():
    """Written out once more, so that a rule taken out of the one list is noticed."""
    headers = server_config.HEADERS
    assert set(headers) == {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
    }
    # A browser keeps both policies: the header may forbid nothing that the page's own allows.
    wanted = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    assert headers["Content-Security-Policy"] == wanted
    assert (headers["Referrer-Policy"], headers["X-Content-Type-Options"]) == (
        "no-referrer",
        "nosniff",
    )
    denied = headers["Permissions-Policy"]
    assert all(f"{name}=()" in denied for name in ("camera", "geolocation", "microphone"))
    assert "clipboard-write" not in denied and "web-share" not in denied  # letters, share row
    assert re.fullmatch(r"max-age=\d{8}", server_config.HSTS)


@collect
def test_all_hosts_are_told_the_same(site):
    for name in ("Caddyfile", "nginx.conf"):
        text = (SITE / "hosting" / name).read_text(encoding="utf-8")
        if "{{" in text or "#<" in text:
            yield f"site/hosting/{name}: expected nothing of its template"
        wanted = {
            **server_config.HEADERS,
            "Strict-Transport-Security": server_config.HSTS,
            "Cache-Control": server_config.ASSET_TTL,
        }
        for header, value in wanted.items():
            is_variable = (name, header) == ("nginx.conf", "Cross-Origin-Resource-Policy")
            if header not in text or not (value in text or is_variable):
                yield f"site/hosting/{name}: expected {header}: {value}"
        ways = [rf"/{old} .*/{new}" for old, new in redirect_map().items()]
        ways += [f"{plain} " for plain in server_config.slashless_urls()]
        ways += [locale.code for locale in config.locales()]
        for way in ways:
            if not re.search(way, text):
                yield f"site/hosting/{name}: expected {way}"
    if "default same-origin;" not in (SITE / "hosting" / "nginx.conf").read_text(encoding="utf-8"):
        yield "site/hosting/nginx.conf: expected default same-origin;"


@pytest.fixture(scope="module")
def release(site, tmp_path_factory):
    """Return a part of the release, with compressed copies, in a folder with a space."""
    folder = tmp_path_factory.mktemp("host") / "my site"
    wanted = [*(SITE / "assets").rglob("*.js"), *SITE.rglob("404.html"), SITE / "sitemap.xml"]
    wanted += [SITE / "data" / "sources.json", SITE / "hosting" / "Caddyfile"]
    wanted += [each.file for each in site_pages() if each.filename in ("index.md", "object.md")]
    wanted += [page("en", "questions.md").file]
    for file in wanted:
        place = folder / file.relative_to(SITE)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    return folder


@pytest.fixture(scope="module", params=["", "/a/b"], ids=["root", "below a path"])
def host(release, request):
    """Serve the same folder at the root and below a path."""
    with caddy.serving(release, request.param) as address:
        yield address


def ask(address: str, encoding: str = "identity", language: str = "en", context=None):
    """Return an answer as it comes, redirects not followed: status, headers, body."""
    parts = urlsplit(address)
    secure = {"context": context} if context else {}
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=60, **secure)
    headers = {"Accept-Encoding": encoding, "Accept-Language": language}
    connection.request("GET", parts.path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.headers), body


@collect
def test_every_answer_carries_every_header(host):
    for path in ("", "nb/object/", "sitemap.xml", "no-such-page/", "object"):
        _, headers, _ = ask(host + path)
        for name, value in server_config.HEADERS.items():
            if headers.get(name) != value:
                yield f"/{path}: {name}: {headers.get(name)}"
        if {"Server", "Strict-Transport-Security"} & headers.keys():  # never on a plain connection
            yield f"/{path}: expected no Server, no Strict-Transport-Security"
    headers = ask(f"{host}data/sources.json")[1]
    if headers.get("Cross-Origin-Resource-Policy") != "cross-origin":
        yield "/data/: expected scripts of other sites to be let in"


def test_encryption_is_asked_for_where_there_is_some(release):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # Caddy's own certificate
    with caddy.serving(release, scheme="https") as address:
        status, headers, _ = ask(address, context=context)
    assert status == 200 and headers["Strict-Transport-Security"] == server_config.HSTS
    assert "h3=" in headers["Alt-Svc"]


def test_compressed_copies_are_sent_and_hold_the_same(host, release, monkeypatch, tmp_path):
    from scripts.commands import precompress

    monkeypatch.setattr(precompress, "CACHE", tmp_path)
    page_file = release / "object" / "index.html"
    compress_file(page_file)
    content = page_file.read_bytes()
    unpack = {
        "br": (".br", brotli.decompress),
        "zstd": (".zst", zstandard.decompress),
        "gzip": (".gz", gzip.decompress),
    }
    for encoding, (ending, decompress) in unpack.items():
        status, headers, body = ask(f"{host}object/", encoding=f"{encoding}, deflate")
        assert (status, headers["Content-Encoding"]) == (200, encoding)
        assert "Accept-Encoding" in headers["Vary"]
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert body == page_file.with_name(f"index.html{ending}").read_bytes()
        assert decompress(body) == content
    assert ask(f"{host}object/")[2] == content


@collect
def test_browsers_keep_files_for_ever_and_pages_for_minutes(host, release):
    kept = {file.relative_to(release).as_posix() for file in (release / "assets").rglob("*.js")}
    for path in sorted(kept):
        if ask(host + path)[1]["Cache-Control"] != server_config.ASSET_TTL:
            yield f"/{path}: expected it to be kept for ever"
    for path in ("", "nb/object/", "sitemap.xml", "assets/gone.js"):
        if ask(host + path)[1]["Cache-Control"] != server_config.PAGE_TTL:
            yield f"/{path}: expected it to be kept for minutes"
    if not ask(f"{host}object/")[1].get("Etag"):
        yield "/object/: expected a mark of its content"


@collect
def test_a_wrong_address_is_answered_in_the_language_of_its_path(host):
    for locale in config.locales():
        for wrong in ("no-such-page/", "object/no/such/page", "gone.html"):
            status, _, body = ask(f"{host}{locale.url_prefix}{wrong}")
            if status != 404 or f'<html lang="{locale.code}"' not in body.decode():
                yield f"/{locale.url_prefix}{wrong}: {status}"


@collect
def test_plain_addresses_lead_to_the_readers_language(host):
    base = urlsplit(host).path
    asked = ((NORWEGIAN, "nb/"), ("nb-NO", "nb/"), ("en-GB,nb;q=0.5", ""), ("xx", ""), ("", ""))
    for plain in ("/object", "/questions", "/opt-out", "/faq"):
        target = server_config.slashless_urls()[plain]
        for wanted, prefix in asked:
            status, headers, _ = ask(host.rstrip("/") + plain, language=wanted)
            # Where the language has no such page on this host, it is the English one.
            prefix = prefix if "object" in target else ""
            found = (status, headers.get("Location"), headers.get("Vary"), headers["Cache-Control"])
            expected = (302, f"{base}{prefix}{target}", "Accept-Language", "no-cache")
            if found != expected:
                yield f"{plain} in “{wanted}”: expected {expected}; found {found}"
    assert set(server_config.slashless_urls()) >= {
        f"/{config.page_url(name).rstrip('/')}" for name in config.page_filenames()[1:]
    }


@collect
def test_every_redirect_arrives(host):
    base = urlsplit(host).path
    ways = {**redirect_map(), "no/object/": "nb/object/"}
    for old, new in ways.items():
        status, headers, _ = ask(host + old)
        if (status, headers.get("Location")) != (301, base + new):
            yield f"/{old}: expected 301 to {base}{new}; found {status} {headers.get('Location')}"
