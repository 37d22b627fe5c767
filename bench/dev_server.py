"""Measure how long an editor waits.

Until `make serve LANG=xx` shows its first page, and until it shows a saved change.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import config
from tests import factories


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until(address: str, words: str, limit: float = 60) -> float:
    """Return the seconds until the page at `address` has `words`.

    Raises TimeoutError after `limit` seconds.
    """
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        try:
            if words in urllib.request.urlopen(address, timeout=limit).read().decode():
                return time.perf_counter() - start
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} never showed {words!r}")


def waits(code: str) -> tuple[float, float]:
    """Return the seconds until the first page is shown, and until a saved change is.

    One language is served of a project with all 27.
    """
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        factories.make_project(project, len(config.EEA_LOCALES))
        address = f"127.0.0.1:{_free_port()}"
        environment = {
            **os.environ,
            "PROJECT_ROOT": scratch,
            "SITE_LOCALE": code,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(config.ROOT),
        }
        environment.pop("SITE_URL", None)  # MkDocs would serve below its path
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address],
            cwd=project,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            first = _until(f"http://{address}/object/", "</html>")
            page = project / "docs" / code / "about.md"
            text = page.read_text(encoding="utf-8").rstrip()
            time.sleep(1)  # the watcher starts after the first build
            # Within a paragraph: a translation has the blocks of the English page.
            page.write_text(f"{text} Just saved.\n", encoding="utf-8")
            return first, _until(f"http://{address}/about/", "Just saved.")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)  # a machine with other work on it is slow to end a build
