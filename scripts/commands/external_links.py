"""Ask every outside address whether it still answers; lychee does the asking."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path

import click

from scripts.config import CODE_ROOT, display_path
from scripts.data import authorities, sources
from scripts.errors import BuildError, Problem, report


def lychee() -> str:
    """Return the path of lychee, which a wheel brings."""
    return str(Path(sysconfig.get_path("scripts")) / "lychee")


def dead_links(*files: Path, options: tuple[str, ...] = ()) -> list[Problem]:
    """Return a problem for each address in YAML files that does not answer.

    lychee.toml says how they are asked, and which answers are left to a person. Raises BuildError
    when lychee gives no report.
    """
    settings = CODE_ROOT / "lychee.toml"
    command = [lychee(), "--config", settings, "--format", "json", *options, *files]
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        reason = run.stderr.strip() or f"exit code {run.returncode}"
        raise BuildError("lychee.toml", 1, f"expected a report of lychee; {reason}") from None
    problems = []
    for kind in ("error_map", "timeout_map"):
        for file, entries in answer[kind].items():
            text = Path(file).read_text(encoding="utf-8")
            for entry in entries:
                url, status = entry["url"], entry["status"]
                place = text.find(url.rstrip("/"))
                line = text.count("\n", 0, max(place, 0)) + 1
                found = status.get("code") or status.get("details") or status["text"]
                message = f"expected an answer from {url}; found: {found}"
                problems.append(Problem(display_path(Path(file)), line, message))
    return problems


@click.command("check-external-links")
def external_links() -> None:
    """Ask every outside address of docs/_data whether it still answers; exit code 1 for any."""
    if report(dead_links(sources.FILE, authorities.FILE)):
        raise SystemExit(1)
    print("Every address answers")
