"""A copy of the site that differs from this build in one byte, lacks a file or is kept by a cache is told apart."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from scripts.commands import verify

FILES = {"index.html": b"<p>Hello</p>", "object/index.html": "<p>Nein, ά</p>".encode()}


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Iterator[tuple[str, dict]]:
    """A built site of two pages, and a server whose answers a test may change."""
    import hashlib

    rows = []
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
        rows.append(f"{hashlib.sha256(content).hexdigest()}  {path}\n")
    (tmp_path / verify.NAME).write_text("".join(rows))
    monkeypatch.setattr(verify, "SITE", tmp_path)
    answers = {
        f"/{path.removesuffix('index.html')}": (200, {}, body) for path, body in FILES.items()
    }
    answers[f"/{verify.NAME}"] = (200, {}, (tmp_path / verify.NAME).read_bytes())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path, _, query = self.path.partition("?")
            status, headers, body = answers.get(f"{path}?" if query else path) or answers.get(
                path, (404, {}, b"")
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()
    server.server_close()


def verified(url: str):
    return CliRunner().invoke(verify.verify, [url])


def test_the_same_files_pass(copy):
    url, _ = copy
    result = verified(url)
    assert result.exit_code == 0 and "all 2 files are those of this build" in result.output


def test_a_compressed_answer_counts_as_what_is_in_it(copy):
    url, answers = copy
    packed = gzip.compress(FILES["object/index.html"])
    answers["/object/"] = (200, {"Content-Encoding": "gzip"}, packed)
    assert verified(url).exit_code == 0


FAULTS = {
    "one changed byte": (
        (200, {}, FILES["object/index.html"].replace(b"N", b"M")),
        "differs from byte 3 on",
    ),
    "a missing file": ((404, {}, b""), "/object/index.html: is missing"),
    "an error": ((503, {}, b""), "is answered with 503"),
    "a broken compression": (
        (200, {"Content-Encoding": "gzip"}, b"not gzip"),
        "broken compression “gzip”",
    ),
    "an unknown compression": (
        (200, {"Content-Encoding": "xyz"}, b"?"),
        "unknown compression “xyz”",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_difference_is_named(copy, fault):
    url, answers = copy
    answers["/object/"], expected = FAULTS[fault]
    result = verified(url)
    assert result.exit_code == 1 and expected in result.output, result.output


def test_an_older_copy_in_a_cache_is_told_apart(copy):
    url, answers = copy
    answers["/object/"] = (200, {"Age": "600"}, b"<p>old</p>")
    answers["/object/?"] = (200, {}, FILES["object/index.html"])
    result = verified(url)
    assert (
        result.exit_code == 1 and "older copy is in a cache (kept for 600 seconds)" in result.output
    )


def test_no_address_is_one_line(copy):
    result = verified("posts.example")
    assert result.exit_code == 2 and "expected an address such as" in result.output
