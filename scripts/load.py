"""`make load`: what one machine bears: the release on Caddy under wrk, on loopback, then killed and started again under load.

Bounded: half a minute. It prints what happened, as a table in Markdown; nothing here passes or fails. The figures say what the
files and Caddy can do, not what a network can: client and server share the machine.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts import house, serve_release

SECONDS = 8
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
P99 = re.compile(r"99%\s+(\S+)")
BYTES = re.compile(r"Transfer/sec:\s+(\S+)")
DONE = re.compile(r"(\d+) requests in")
SOCKETS = re.compile(r"Socket errors: (.*)")
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")


def wrk(address: str, connections: int, seconds: int = SECONDS) -> subprocess.Popen:
    """Start wrk, asking for brotli as browsers do."""
    command = ["wrk", "--latency", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "5s", "-H", "Accept-Encoding: br", address]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _first(pattern: re.Pattern, text: str, otherwise: str = "0") -> str:
    found = pattern.search(text)
    return found[1] if found else otherwise


def memory(process: int) -> str:
    """The most memory that a process has held so far, in megabytes; a dash where the system does not say."""
    try:
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return "–"
    return f"{int(peak[1]) / 1024:.0f}"


def measured(site: Path, path: str, connections: int) -> list[str]:
    """One row: what is asked for, connections, requests/s, bytes/s, p99, failures, memory of Caddy."""
    address = f"http://127.0.0.1:{serve_release.free_port()}"
    caddy = serve_release.start(site, address)
    try:
        told = wrk(f"{address}/{path}", connections).communicate()[0]
        failed = f"{_first(BAD, told)} answers, {_first(SOCKETS, told, 'no connection')}"
        return [
            f"/{path}", str(connections), f"{float(_first(RATE, told)):,.0f}", _first(BYTES, told), _first(P99, told), failed, memory(caddy.pid),
        ]
    finally:
        serve_release.stop(caddy)


def killed(site: Path) -> str:
    """What happens when Caddy is killed under load and started again at once."""
    address = f"http://127.0.0.1:{serve_release.free_port()}"
    caddy = serve_release.start(site, address)
    load = wrk(f"{address}/object/", 50)
    time.sleep(SECONDS / 3)
    caddy.send_signal(signal.SIGKILL)
    caddy.wait()
    gone = time.perf_counter()
    caddy = serve_release.start(site, address)
    back = time.perf_counter() - gone
    told = load.communicate()[0]
    whole = subprocess.run(["sha256sum", "--check", "--quiet", "manifest.sha256"], cwd=site, check=False).returncode == 0
    serve_release.stop(caddy)
    return (
        f"Killed (kill -9) and started again under 50 connections: it answered after {back * 1000:.0f} ms; of {_first(DONE, told)} requests in "
        f"{SECONDS} s, {_first(BAD, told)} got a wrong answer; socket errors: {_first(SOCKETS, told, 'none')}; "
        f"every file is {'as the manifest says' if whole else 'NOT as the manifest says'}."
    )


def main() -> int:
    """Measure and print. Returns the exit code."""
    site = house.ROOT / "site"
    if not (site / "hosting" / "Caddyfile").exists() or not shutil.which("wrk"):
        print("expected site/ to be built (make site) and wrk to be installed (apt install wrk, brew install wrk)", file=sys.stderr)
        return 1
    titles = ["asked for", "connections", "requests/s", "bytes/s", "p99", "failed", "memory, MB"]
    print("| " + " | ".join(titles) + " |\n|" + "---|" * len(titles), flush=True)
    for connections in (50, 500):
        print("| " + " | ".join(measured(site, "object/", connections)) + " |", flush=True)
    print("\n" + killed(site))
    return 0


if __name__ == "__main__":
    sys.exit(main())
