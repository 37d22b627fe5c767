"""A small web host for the tests: serves a folder as real hosts do, with brotli, index pages, redirects and a 404 page."""

from __future__ import annotations

import contextlib
import functools
import mimetypes
import posixpath
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@functools.lru_cache(maxsize=4096)
def _compressed(path: Path, mtime: int) -> bytes:
    """The copy that the release has beside the file, as hosts send it; one made here where there is none, or a test changed the file."""
    beside = path.with_name(path.name + ".br")
    if beside.exists() and beside.stat().st_mtime_ns >= mtime:
        return beside.read_bytes()
    return brotli.compress(path.read_bytes(), quality=11)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, folder: Path, under: str, first: str, **kwargs):
        self.folder, self.under, self.first = folder, under, first.encode()
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer one request."""
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.under):
            return self._send(404, self.folder / "404.html")
        if self.first and path == f"{self.under}first.js":
            return self._answer(200, "text/javascript", self.first)
        inside = posixpath.normpath("/" + path[len(self.under) :]).lstrip("/")
        file = self.folder / inside
        if file.is_dir():
            if not path.endswith("/"):
                return self._redirect(path + "/")
            file = file / "index.html"
        if file.is_file():
            return self._send(200, file)
        return self._send(404, self.folder / "404.html")

    do_HEAD = do_GET  # noqa: N815 - http.server finds it by this name

    def _redirect(self, to: str) -> None:
        self.send_response(301)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, file: Path) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if self.first and kind == "text/html":
            return self._answer(status, kind, self._with_first(file.read_bytes()))
        if kind.startswith(TEXT) and "br" in self.headers.get("Accept-Encoding", ""):
            return self._answer(status, kind, _compressed(file, file.stat().st_mtime_ns), "br")
        self._answer(status, kind, file.read_bytes())

    def _with_first(self, page: bytes) -> bytes:
        """Return a page that loads `first.js` before its own scripts, or with ?noscript none at all."""
        if "noscript" in self.path:
            return re.sub(rb"<script\b.*?</script>", b"", page, flags=re.DOTALL)
        return page.replace(
            b"<style>", b'<script src="%sfirst.js"></script><style>' % self.under.encode(), 1
        )

    def _answer(self, status: int, kind: str, body: bytes, encoding: str = "") -> None:
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if kind.startswith(TEXT) else kind
        )
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            with contextlib.suppress(
                BrokenPipeError, ConnectionResetError
            ):  # the reader has gone on
                self.wfile.write(body)

    def log_message(self, *args) -> None:
        """Say nothing: a test reports for itself."""


@contextlib.contextmanager
def serving(folder: Path, under: str = "/", first: str = ""):
    """Serve `folder` on a free port of 127.0.0.1 below the path `under`.

    Gives the address, ending in a slash. `first`: a script that each page runs before its own, for
    browsers whose drivers cannot put one in.
    """
    handler = functools.partial(_Handler, folder=folder, under=under, first=first)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{under}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
