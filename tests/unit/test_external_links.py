"""`make check-external-links` tells an address that is gone from one that wants a log-in, is busy or has moved."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.commands.external_links import dead_links, lychee
from scripts.data import authorities, sources
from tests.conftest import ROOT


class Strange(BaseHTTPRequestHandler):
    """A host with every bad habit: the path says which."""

    def do_GET(self):
        what = self.path.strip("/").split("?")[0]
        if what == "hang":
            return time.sleep(6)
        if what == "cut":
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        to = {
            "chain3": "/chain2",
            "chain2": "/chain1",
            "chain1": "/200",
            "wall": "/login/?next=wall",
            "detour": "/200",
        }.get(what)
        code = (
            (302 if what in ("wall", "detour") else 301)
            if to
            else int(what)
            if what.isdigit()
            else 200
        )
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - http.server finds it by this name

    def log_message(self, *args):
        pass


#: What fails, and what lychee says of it; all else is fine, or left to a person.
DEAD = {"404": "404", "410": "410", "hang": "", "cut": ""}
ANSWERED = ("200", "chain3", "detour", "429", "403", "wall", "500", "999")


@pytest.fixture(scope="module")
def strange():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_only_what_is_gone_or_silent_fails(strange, tmp_path):
    listed = tmp_path / "sources.yml"
    listed.write_text(
        "".join(f'{what}:\n  url: "{strange}{what}"\n' for what in [*DEAD, *ANSWERED])
    )
    problems = dead_links(
        listed,
        options=(
            "--timeout",
            "1",
            "--max-retries",
            "0",
            "--host-request-interval",
            "50ms",
        ),
    )
    found = {problem.line: problem.message for problem in problems}
    assert sorted(found) == [2, 4, 6, 8], problems
    for line, (what, code) in zip(sorted(found), DEAD.items(), strict=True):
        assert found[line].startswith(f"expected an answer from {strange}{what}; found: {code}"), (
            found[line]
        )
    assert all(problem.file == str(listed) for problem in problems)


def test_every_address_of_the_data_is_asked():
    """Lychee sees in the YAML what the guide links to."""
    done = subprocess.run(
        [lychee(), "--dump", "--config", "lychee.toml", str(sources.FILE), str(authorities.FILE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    asked = {line.split()[0].rstrip("/") for line in done.stdout.splitlines() if line.strip()}
    wanted = {source.url for source in sources.load_sources().values() if source.url}
    wanted |= {
        url
        for each in authorities.load_authorities()
        for url in (each.website, each.complaint)
        if url
    }
    assert {url.rstrip("/") for url in wanted} <= asked
