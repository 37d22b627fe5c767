"""`make serve-release`: shows site/ as a host would, by Caddy with the release's own configuration.

    make serve-release ADDRESS=http://127.0.0.1:8080 UNDER=/a/b

Without an address it is https://localhost:8443, with a certificate of Caddy's own making, so that browsers speak HTTP/2 and 3
with it; they warn of that certificate. Caddy keeps its files in .build/caddy.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts import config

ADDRESS = "https://localhost:8443"
WAIT = 20  # seconds until Caddy must answer


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    """Whether something answers there; with https, whether it has its certificate, which Caddy makes after it began to listen."""
    at = urlsplit(address)
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", at.port), timeout=1) as plain,
    ):
        if at.scheme == "https":
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = (
                False,
                ssl.CERT_NONE,
            )  # nothing is said, only asked whether it is there
            context.wrap_socket(plain, server_hostname=at.hostname).close()
        return True
    return False


def start(site: Path, address: str, under: str = "", log=subprocess.DEVNULL) -> subprocess.Popen:
    """Start Caddy for the release in the folder `site` at `address`, below the path `under` ("" or "/a/b").

    Returns the process once it answers. Raises RuntimeError when it does not.
    """
    if _answers(address):  # Caddy would share the port, and answer every second request
        raise RuntimeError(f"expected a free port; something answers at {address}")
    home = config.ROOT / ".build" / "caddy"
    environment = {
        **os.environ,
        "ADDRESS": address,
        "SITE": str(site),
        "UNDER": under,
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        # Nothing but this address, on this machine alone.
        "OPTIONS": "auto_https disable_redirects\n\tdefault_bind 127.0.0.1",
    }
    caddy = Path(sysconfig.get_path("scripts")) / "caddy"
    process = subprocess.Popen(
        [
            str(caddy),
            "run",
            "--config",
            str(site / "hosting" / "Caddyfile"),
            "--adapter",
            "caddyfile",
        ],
        env=environment,
        stdout=log,
        stderr=log,
    )
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(address):
            return process
        time.sleep(0.02)
    stop(process)
    raise RuntimeError(f"expected Caddy to answer at {address} within {WAIT} s")


def stop(process: subprocess.Popen) -> None:
    """End a process and wait for its end."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def serving(site: Path, under: str = "", scheme: str = "http") -> Iterator[str]:
    """Serve a release on a free port; gives the address of its home page, ending in a slash."""
    address = f"{scheme}://{'127.0.0.1' if scheme == 'http' else 'localhost'}:{free_port()}"
    process = start(site, address, under)
    try:
        yield f"{address}{under}/"
    finally:
        stop(process)


def main(arguments: list[str]) -> int:
    """Serve site/ until Ctrl-C. Arguments: the address, and the path to serve below. Returns the exit code."""
    address, under = (*arguments, "", "")[:2]
    address, site = (address or ADDRESS).rstrip("/"), config.ROOT / "site"
    if not (site / "hosting" / "Caddyfile").exists():
        print("expected site/ to be built: make site", file=sys.stderr)
        return 1
    if not urlsplit(address).port or (under and not under.startswith("/")):
        print(
            "expected an address with a port, such as http://127.0.0.1:8080, and a path such as /a/b",
            file=sys.stderr,
        )
        return 1
    for ended in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            ended, signal.default_int_handler
        )  # both end Caddy too, also where a shell has the first one ignored
    try:
        process = start(site, address, under.rstrip("/"), log=sys.stderr)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The release is at {address}{under.rstrip('/')}/ (Ctrl-C ends it)", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        process.wait()
    stop(process)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
