"""Serve a release by Caddy with its own configuration, as `make preview` does.

On this machine alone; Caddy keeps its files in .build/caddy.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts import config

WAIT = 60  # seconds until Caddy must answer: a busy machine takes its time


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    """Tell whether something answers there; with https, whether it has its certificate."""
    at = urlsplit(address)
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", at.port), timeout=1) as plain,
    ):
        if at.scheme == "https":
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.wrap_socket(plain, server_hostname=at.hostname).close()
        return True
    return False


@contextlib.contextmanager
def serving(site: Path, base_path: str = "", scheme: str = "http") -> Iterator[str]:
    """Serve a release on a free port; give the address of its home page, ending in a slash.

    `base_path` is "" or "/a/b". Raises RuntimeError when Caddy does not answer.
    """
    address = f"{scheme}://{'127.0.0.1' if scheme == 'http' else 'localhost'}:{free_port()}"
    home = config.CODE_ROOT / ".build" / "caddy"
    environment = {
        **os.environ,
        "ADDRESS": address,
        "SITE": str(site),
        "BASE_PATH": base_path,
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        # Nothing but this address, on this machine alone.
        "OPTIONS": "auto_https disable_redirects\n\tdefault_bind 127.0.0.1",
    }
    caddy = Path(sysconfig.get_path("scripts")) / "caddy"
    settings = str(site / "hosting" / "Caddyfile")
    with subprocess.Popen(
        [str(caddy), "run", "--config", settings, "--adapter", "caddyfile"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            deadline = time.monotonic() + WAIT
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"expected Caddy to answer at {address} within {WAIT} s")
                time.sleep(0.05)
            yield f"{address}{base_path}/"
        finally:
            process.kill()
