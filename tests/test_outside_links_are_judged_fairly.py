"""`make links` tells an address that is gone from one that wants a log-in, is busy, is slow or has moved."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

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
        to = {"chain3": "/chain2", "chain2": "/chain1", "chain1": "/200", "wall": "/login/?next=wall", "detour": "/200"}.get(what)
        code = (302 if what in ("wall", "detour") else 301) if to else int(what) if what.isdigit() else 200
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *args):
        pass


EXPECTED = {
    "200": "fine", "chain3": "moved", "detour": "fine", "404": "gone", "410": "gone", "429": "busy", "403": "wall",
    "wall": "wall", "500": "trouble", "hang": "unreachable", "cut": "unreachable",
}


@pytest.fixture(scope="module")
def strange():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def report(strange, tmp_path_factory):
    listed = tmp_path_factory.mktemp("links") / "addresses.txt"
    listed.write_text("".join(f"{strange}{what}\n" for what in EXPECTED))
    return run(listed)


def run(listed):
    return subprocess.run(
        [sys.executable, "-m", "scripts.outside_links", str(listed), "--quick"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("what", EXPECTED)
def test_each_answer_gets_its_own_verdict(report, strange, what):
    heads = {"gone": "GONE", "unreachable": "NO ANSWER", "trouble": "THE HOST", "wall": "WALLED", "busy": "BUSY", "moved": "MOVED"}
    block = next((part for part in report.stdout.split("\n\n") if f"  {strange}{what}\n" in part), "fine")
    assert block.lstrip("\n").startswith(heads.get(EXPECTED[what], "fine")), report.stdout + report.stderr


def test_a_gone_address_fails_and_a_wall_does_not(report, strange, tmp_path):
    assert report.returncode == 1
    harmless = tmp_path / "harmless.txt"
    harmless.write_text(f"{strange}200\n{strange}403\n{strange}429\n{strange}chain1\n")
    assert run(harmless).returncode == 0


def test_a_moved_address_names_the_new_one(report, strange):
    assert f"to {strange}200" in report.stdout


def test_an_address_that_was_not_asked_is_never_called_fine(tmp_path):
    listed = tmp_path / "never.txt"
    listed.write_text("https://nowhere.invalid/\n")
    result = run(listed)
    assert "NO ANSWER" in result.stdout and result.returncode == 1
