"""`mkdocs build --strict` is the release and `mkdocs serve` shows it, for whoever knows MkDocs."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.config import CODE_ROOT, DOCS
from tests.caddy import free_port
from tests.pages import SITE
from tests.project import copy_project, edit, environment, mkdocs

#: As RFC 9116 wants it.
SECURITY_TXT = "Contact: mailto:guide@example.org\nExpires: 2027-11-24T00:00:00Z\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project of two languages, in a folder with a space, for which a person has written whom to tell of flaws."""
    folder = copy_project(tmp_path_factory.mktemp("project") / "a guide", ("en", "mt"))
    file = folder / "docs" / ".well-known" / "security.txt"
    file.parent.mkdir()
    file.write_text(SECURITY_TXT, encoding="utf-8")
    return folder


#: What a complete site has, beside its pages.
COMPLETE = [
    "404.html",
    "LICENCES.txt",
    "SHA256SUMS",
    "_headers",
    "_redirects",
    "robots.txt",
    "sitemap.xml",
    "feed.xml",
    "guide.pdf",
    "steps.pdf",
    "qr.svg",
    "object/qr.svg",
    "cards/en-home.png",
    "cards/en-object.png",
    "cards/mt-home.png",
    "data/sources.json",
    "data/status.json",
    "data/authorities.json",
    "data/status.schema.json",
    "hosting/Caddyfile",
    "hosting/nginx.conf",
    "print/index.html",
    "opt-out/index.html",
    "mt/index.html",
    "mt/404.html",
    "mt/feed.xml",
    "mt/guide.pdf",
    "mt/steps.pdf",
    "mt/print/index.html",
]


def expect_complete(site: Path) -> None:
    assert [name for name in COMPLETE if not (site / name).is_file()] == []
    pages = list(site.rglob("index.html"))
    assert len(pages) >= 36
    for name in ("js/main", "finder/mt", "js/search", "search/en", "search/mt"):
        assert list((site / "assets").glob(f"{name}.*.js")), name


def test_a_strict_build_is_the_release_and_says_nothing_amiss(project):
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict"]
    run = subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr and "ERROR" not in run.stderr
    site = project / "site"
    expect_complete(site)
    assert (site / ".well-known/security.txt").read_text(encoding="utf-8") == SECURITY_TXT
    listed = (site / "SHA256SUMS").read_text(encoding="utf-8")
    assert "  .well-known/security.txt\n" in listed


def test_without_a_contact_there_is_no_security_txt(site):
    written = (DOCS / ".well-known" / "security.txt").exists()
    assert (SITE / ".well-known" / "security.txt").exists() is written


def test_one_language_alone_can_be_built(project):
    folder = project / "only-mt"
    env = environment(SITE_LOCALE="mt")
    result = mkdocs(project, "build", "--strict", "-q", "-d", str(folder), env=env)
    assert (result.returncode, result.stderr) == (0, "")
    assert '<html lang="mt"' in (folder / "index.html").read_text(encoding="utf-8")
    assert not (folder / "mt").exists()


@pytest.mark.slow  # a download of 380 MB and a minute
def test_a_fresh_environment_with_what_the_site_needs_is_enough(project, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    install = ["-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements/site.txt"]
    subprocess.run([python, *install], cwd=CODE_ROOT, check=True)
    for command in ([python.with_name("mkdocs")], [python, "-m", "mkdocs"]):
        shutil.rmtree(project / "site", ignore_errors=True)
        run = subprocess.run(
            [*command, "build", "--strict"],
            cwd=project,
            env=environment(),
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0 and "WARNING" not in run.stderr, run.stderr
        expect_complete(project / "site")


@contextlib.contextmanager
def served(project: Path, *, ignore_sigint: bool = False) -> Iterator[str]:
    """Serve a project; give its address. It ends by its process, whatever signals it ignores."""
    address = f"127.0.0.1:{free_port()}"
    log = project / "serve.log"
    with (
        log.open("w") as stream,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=project,
            env=environment(),
            stdout=stream,
            stderr=stream,
            start_new_session=True,
            preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
            if ignore_sigint
            else None,
        ) as process,
    ):
        try:
            deadline = time.monotonic() + 240
            while not fetch(f"http://{address}/"):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.2)
            yield f"http://{address}/"
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # its worker processes too


def fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read()
    except OSError:
        return b""


def test_served_a_page_is_as_released_with_all_that_it_asks_for(project):
    with served(project, ignore_sigint=True) as address:
        page = fetch(f"{address}object/").decode()
        assert 'id="finder"' in page and "<style>" in page and "livereload" in page
        assert 'id="letter"' in fetch(f"{address}mt/letters/").decode()
        files = re.findall(r'src="\.\./(assets/[^"]+)"', page)
        search = re.search(r'data-scripts="([^"]+)"', page)[1].replace("../", "").split()
        files += [*search, "cards/en-object.png", "object/qr.svg", "feed.xml", "data/sources.json"]
        assert [file for file in files if not fetch(address + file)] == []
        deadline = time.monotonic() + 240  # PDFs come some seconds after the pages
        while not all(fetch(address + name) for name in ("guide.pdf", "mt/steps.pdf")):
            assert time.monotonic() < deadline
            time.sleep(0.5)
        lines = (project / "serve.log").read_text().splitlines()
        log = "\n".join(line for line in lines if '.pdf HTTP/1.1" code 404' not in line)
        assert "WARNING" not in log and "ERROR" not in log, log
    port = int(address.rstrip("/").rsplit(":", 1)[1])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))  # nobody was left behind


def test_a_port_that_is_taken_is_one_line(project):
    result = mkdocs(project, "serve", "--dev-addr", "127.0.0.1:99999")
    assert result.returncode == 1 and "127.0.0.1:99999: no such port" in result.stderr
    assert "Traceback" not in result.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = mkdocs(project, "serve", "--dev-addr", address)
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if not line.startswith("INFO")]
    assert len(lines) == 1 and address in lines[0] and "ADDRESS=" in lines[0], result.stderr


@pytest.mark.parametrize(
    "url", ["your.address", "https://", "https://a b/", "https://a.example/?x"]
)
def test_an_odd_address_of_the_site_is_one_line(project, url):
    result = mkdocs(project, "build", env=environment(SITE_URL=url))
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "SITE_URL" in result.stderr or "site_url" in result.stderr


def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path):
    """Make takes away a .venv that cannot run; what makes it again is not started here."""
    shutil.copyfile(CODE_ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(tmp_path / "gone")
    run = subprocess.run(["make", "help"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0 and not (tmp_path / ".venv").exists()


def test_the_project_serves_under_a_path_of_its_address(project):
    text = edit(project / "mkdocs.yml", "posts-and-ai.example/", "posts-and-ai.example/a/b/")
    try:
        env, below = environment(SITE_LOCALE="en"), str(project / "below")
        result = mkdocs(project, "build", "--strict", "-q", "-d", below, env=env)
    finally:
        (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "")
    page = (project / "below" / "object" / "index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://posts-and-ai.example/a/b/object/"' in page
    assert 'href="/a/b/' in (project / "below" / "404.html").read_text(encoding="utf-8")
