"""`make release-check` says what is missing before a release may be published, a line each, and is content with a good one.

Golden tests: a small register and two authorities at a host of this machine; one thing is wrong at a time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts import config
from scripts.commands import release_check
from scripts.commands.external_links import dead_links
from tests.factories import as_translation
from tests.project import command, copy_project

DAY = "2026-11-24"
SITE_URL = "https://guide.eu/"
SOURCE = """{id}:
  title: "A page"
  publisher: "Somebody"
  voice: law
  language: en
  published: null
  read: "2026-11-22"
  confidence: seen
  url: "{url}"
{opened}"""
AUTHORITY = """{country}:
  languages: [en]
  names:
    en: An authority
  website: {url}
  complaint: null
"""


class Host(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - http.server finds it by this name

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def outside():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def good(tmp_path, outside, monkeypatch) -> Path:
    """Sources that may be published on DAY; this machine's own addresses are asked in haste."""
    haste = ("--host-request-interval", "10ms", "--max-retries", "0")
    monkeypatch.setattr(release_check, "dead_links", partial(dead_links, options=haste))
    copy_project(tmp_path, ("en", "nb"), code=False)
    register(
        tmp_path,
        [("first", f"{outside}first", "2026-11-23"), ("second", f"{outside}second", "2026-11-24")],
    )
    (tmp_path / "docs/_data/authorities.yml").write_text(
        AUTHORITY.format(country="IE", url=f"{outside}authority")
    )
    for page in (tmp_path / "docs/en").glob("*.md"):
        page.write_text(
            re.sub(
                r"^review_by: .*",
                "review_by: 2026-12-01",
                page.read_text(encoding="utf-8"),
                count=1,
                flags=re.MULTILINE,
            ),
            encoding="utf-8",
        )
    # Up to date, whatever state the real translations are in just now: copies of the English pages.
    for page in (tmp_path / "docs").glob("[a-z][a-z]/*.md"):
        if page.parent.name != "en":
            page.write_text(
                as_translation(tmp_path / "docs/en" / page.name, page.parent.name), encoding="utf-8"
            )
    return tmp_path


def register(copy: Path, sources: list[tuple[str, str, str | None]]) -> None:
    rows = [
        SOURCE.format(id=name, url=url, opened=f'  opened: "{opened}"\n' if opened else "")
        for name, url, opened in sources
    ]
    (copy / "docs/_data/sources.yml").write_text("".join(rows))


def run(copy: Path, *arguments: str, site_url: str = SITE_URL) -> subprocess.CompletedProcess:
    return command(copy, "release-check", *arguments, SITE_URL=site_url)


def test_a_good_release_may_be_published(good):
    result = run(good, DAY)
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        f"Nothing is missing: {SITE_URL} may be published on {DAY}\n",
        "",
    )


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://posts-and-ai.example/", "the address that readers will use"),
        ("https://example.org/", "the address that readers will use"),
        ("https://127.0.0.1/", "the address that readers will use"),
        ("http://guide.eu/", "an https address"),
    ],
)
def test_an_address_that_is_nobodys_is_refused(good, site_url, expected):
    result = run(good, DAY, site_url=site_url)
    assert (result.returncode, result.stdout) == (
        1,
        f"SITE_URL: expected {expected}; found {site_url}\n",
    )
    assert result.stderr == "Not to be published yet: address 1\n"


def test_each_source_that_nobody_opened_is_named(good, outside):
    register(
        good,
        [
            ("first", f"{outside}first", None),
            ("second", f"{outside}second", "2026-11-25"),
            ("third", f"{outside}third", "2026-11-01"),
        ],
    )
    result = run(good, DAY)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "docs/_data/sources.yml:1: first: expected `opened:`, the day a person opened its live page",
        "docs/_data/sources.yml:10: second: expected a day that has been; found opened: 2026-11-25",
    ]


def test_each_review_that_is_due_is_named(good):
    result = run(good, "2026-12-01")
    assert result.returncode == 1
    assert sorted(result.stdout.splitlines()) == sorted(
        f"docs/en/{name}: expected it to be checked again by 2026-12-01"
        for name in config.page_filenames()
    )


def test_a_language_far_behind_is_named(good):
    shutil.rmtree(good / "docs/nb")
    (good / "docs/nb").mkdir()
    shutil.copy(config.DOCS / "nb/strings.yml", good / "docs/nb")
    result = run(good, DAY)
    assert result.returncode == 1
    assert re.fullmatch(
        r"docs/nb: expected at most 10 sections behind the English text; found \d{2,} \(make translation-status\)\n",
        result.stdout,
    )


def test_each_address_that_is_gone_is_named(good, outside):
    register(
        good,
        [("first", f"{outside}gone", "2026-11-23"), ("second", f"{outside}second", "2026-11-24")],
    )
    result = run(good, DAY)
    assert (result.returncode, result.stdout) == (
        1,
        f"docs/_data/sources.yml:9: expected an answer from {outside}gone; found: 404\n",
    )


def test_a_security_contact_that_expired_is_named(good):
    file = good / "docs/.well-known/security.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("Contact: mailto:guide@guide.eu\nExpires: 2026-11-24T00:00:00Z\n")
    result = run(good, DAY)
    assert result.returncode == 1
    assert (
        result.stdout
        == f"docs/.well-known/security.txt: expected a contact that holds after {DAY}; found one that expires on 2026-11-24\n"
    )


def test_a_wrong_day_and_a_bad_register_get_one_line(good):
    assert "expected a day such as 2027-01-31; found “tomorrow”" in run(good, "tomorrow").stderr
    (good / "docs/_data/sources.yml").write_text("first: 1\n")
    result = run(good, DAY)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "Error: docs/_data/sources.yml:1: expected first to be a mapping; found “1”"
    )
