"""Pages are HTML by the Nu checker."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.config import CODE_ROOT
from tests.pages import SITE, collect

CHECKER = CODE_ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
#: Java's first compiler alone: a run is too short for the second to pay.
COMMAND = ["java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER)]
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)


def complaints(folder: Path) -> list[dict]:
    """Return the errors of all pages below a folder, in one run."""
    if not shutil.which("java") or not CHECKER.exists():
        pytest.exit("The tests need Java and vnu-jar: run `make test`", returncode=1)
    options = ["--skip-non-html", "--errors-only", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*COMMAND, *options, str(folder)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout or done.stderr)["messages"]


def copy_pages(site: Path, target: Path) -> Iterator[str]:
    """Copy the pages as far as they differ, since reading takes a second for ten.

    Each different style once. The frame, which is the same in all languages, in English and Greek;
    so the whole guide on one page, which holds all others again.
    """
    seen: set[str] = set()

    def first(style: re.Match[str]) -> str:
        if style[0] in seen:
            return "\n" * style[0].count("\n")  # lines stay what they were
        seen.add(style[0])
        return style[0]

    for file in sorted(site.rglob("*.html")):
        path, html = file.relative_to(site), file.read_text(encoding="utf-8")
        code = path.parts[0] if len(path.parts[0]) == 2 else "en"
        article = ARTICLE.search(html)
        if code in ("en", "el") or not article:
            html = STYLE.sub(first, html)
        elif path.parent.name != "print":
            lines = "\n" * html.count("\n", 0, article.start())
            head = f'<!doctype html><html lang="{code}"><title>A</title><body>'
            html = f"{head}{lines}{article[0]}</body></html>"
        else:
            continue
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(html, encoding="utf-8")
        yield path.as_posix()


@collect
def test_the_nu_checker_finds_no_error(site, tmp_path):
    assert len(list(copy_pages(SITE, tmp_path))) > 100
    for error in complaints(tmp_path):
        place = error.get("url", "").removeprefix(f"file:{tmp_path}/")
        yield f"site/{place}:{error.get('lastLine', 1)}: {error['message']}"


def test_the_nu_checker_would_find_an_error(tmp_path):
    page = '<!doctype html><html lang="en"><title>A</title><p id="x"><ul id="x"><p>no item</ul>'
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.html").write_text(
        '<!doctype html><html lang="en"><title>A</title><style>p{colour:red}</style><p>b'
    )
    found = complaints(tmp_path)
    assert {Path(error["url"]).name for error in found} == {"a.html", "b.html"}
