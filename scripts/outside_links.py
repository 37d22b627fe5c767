"""`make links`: asks every outside address of the register whether it is still there, and says what a person should do.

lychee does the asking: in parallel, at most two requests at a time and one a second to the same host, with retries and
time-outs. What it cannot know is sorted here: an address that is gone is not the same as a page that wants a log-in or a
host that was busy. Exit code 1 when an address is gone or could not be reached, 0 when at most a person should look.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections import defaultdict
from pathlib import Path

from scripts import authorities, house, register
from scripts.problems import BadInput, report

#: What an answer means, in the order of the report, and what to do about it.
VERDICTS = {
    "gone": "GONE: find the new address, or take the source out",
    "unreachable": "NO ANSWER after several tries: look again tomorrow, then as for GONE",
    "trouble": "THE HOST HAS TROUBLE: look again tomorrow",
    "wall": "WALLED OFF (log-in, or no robots): open it by hand",
    "busy": "BUSY, asked us to wait: run this again later",
    "moved": "MOVED FOR GOOD: write the new address into the register",
    "fine": "fine",
}
FAILING = ("gone", "unreachable")
LOGIN = re.compile(r"/(log-?in|sign-?in|auth|checkpoint|accounts/login)\b", re.IGNORECASE)


def addresses() -> dict[str, list[str]]:
    """Every outside address of the site, with the places in docs/_data that name it."""
    places: dict[str, list[str]] = defaultdict(list)
    for source in register.sources().values():
        if source.url:
            places[source.url].append(f"{house.shown(register.FILE)}:{source.line} {source.id}")
    for authority in authorities.authorities():
        for url in filter(None, (authority.website, authority.complaint)):
            places[url].append(f"{house.shown(authorities.FILE)} {authority.country}")
    return places


def verdict(status: dict, redirects: list[dict]) -> tuple[str, str]:
    """What one of lychee's answers means: a key of VERDICTS, and the evidence in a few words."""
    code = status.get("code")
    last = redirects[-1]["url"] if redirects else ""
    if LOGIN.search(last) or code in (401, 403, 407, 999):
        return "wall", f"sent to {last}" if last else str(code)
    if code is None:
        return "unreachable", status.get("details") or status["text"]
    if code == 429:
        return "busy", "429"
    if 200 <= code < 300:
        if redirects and all(step["code"] in (301, 308) for step in redirects):
            return "moved", f"to {last}"
        return "fine", str(code)
    return ("trouble" if code >= 500 else "gone"), str(code)


def ask(urls: list[str], timeout: int = 20, retries: int = 3, wait: int = 2) -> dict[str, tuple[str, str]]:
    """Ask all addresses. Times in seconds. Returns for each its verdict and evidence."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "addresses.txt"
        listed.write_text("\n".join(urls) + "\n", encoding="utf-8")
        command = [
            str(Path(sysconfig.get_path("scripts")) / "lychee"), "--format", "json", "--verbose", "--no-progress",
            "--timeout", str(timeout), "--max-retries", str(retries), "--retry-wait-time", str(wait),
            "--max-concurrency", "8", "--host-concurrency", "2", "--host-request-interval", "1s", "--max-redirects", "8",
            "--user-agent", "Mozilla/5.0 (link check of a public information site; one request per address a week)",
            str(listed),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        raise SystemExit(f"lychee gave no report: {run.stderr.strip() or run.returncode}") from None
    found = {}
    for kind in ("success_map", "error_map", "timeout_map"):
        for entries in answer[kind].values():
            for entry in entries:
                found[entry["url"]] = verdict(entry["status"], entry.get("redirects", {}).get("redirects", []))
    # An address that lychee left out (an example domain, a form it does not know) was not asked: never say that it is fine.
    return {url: found.get(url) or found.get(url + "/") or ("unreachable", "not asked: not a public address") for url in urls}


def main(arguments: list[str]) -> int:
    """Ask the register's addresses, or those listed in a file, and print the report. Returns the exit code."""
    try:
        places = {line: [f"{arguments[0]}"] for line in Path(arguments[0]).read_text().split()} if arguments else addresses()
    except BadInput as error:
        return report([error.problem])
    quick = {"timeout": 2, "retries": 1, "wait": 1} if "--quick" in arguments else {}
    answers = ask(sorted(places), **quick)
    groups: dict[str, list[str]] = defaultdict(list)
    for url, (kind, evidence) in sorted(answers.items()):
        groups[kind].append(f"  {url}\n      {evidence} · {', '.join(places[url])}")
    for kind, advice in VERDICTS.items():
        if kind != "fine" and groups[kind]:
            print(f"\n{advice} ({len(groups[kind])})", *groups[kind], sep="\n")
    print(f"\n{len(answers)} addresses: " + ", ".join(f"{len(groups[kind])} {kind}" for kind in VERDICTS))
    return 1 if any(groups[kind] for kind in FAILING) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
