"""A translator is told what to do next, sees what changed, and cannot call a page finished that is not. All commands, in a copy with a
history of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import house, pages, translation
from tests.conftest import ROOT
from tests.test_a_translation_says_where_it_is_behind import sources


@pytest.fixture
def copy(tmp_path) -> Path:
    """The real sources in English and Norwegian, in a git repository with one commit."""
    folder = sources(tmp_path)
    git(folder, "init", "--quiet")
    git(folder, "add", "docs", "mkdocs.yml")
    git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "Begin")
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def run(copy: Path, command: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", f"scripts.{command}", *arguments], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "HOUSE": str(copy)}
    )


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer has {old!r}: mend this test"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_table_shows_how_far_each_language_is(copy):
    done = run(copy, "language_table")
    assert done.returncode == 0, done.stderr
    pages_there = len(house.page_files())
    assert re.search(rf"^nb +Norsk bokmål +{pages_there}/{pages_there} +\d+ +0 +0 +0 +0 pages +(\d+)/\1$", done.stdout, re.MULTILINE)
    change(copy / "docs/en/object.md", "{ #late }\n", "{ #late }\n\nMore.\n")
    (copy / "docs/nb/words.md").unlink()
    done = run(copy, "language_table")
    sections = len(pages.read(copy / "docs/en/words.md").headings)
    assert done.returncode == 1
    assert re.search(rf"^nb +Norsk bokmål +{pages_there - 1}/{pages_there} +\d+ +1 +{sections} +0 ", done.stdout, re.MULTILINE), done.stdout


def test_a_changed_part_is_shown_as_it_was_and_is(copy):
    assert run(copy, "changed", "nb").stdout == "nb: every section is in step with English\n"
    change(copy / "docs/en/about.md", "{ #who }\n", "{ #who }\n\nA new sentence.\n")
    done = run(copy, "changed", "nb")
    assert done.returncode == 0
    then, now = re.search(r"--- English then\n(.*?)\n\n--- English now\n(.*?)\n\n--- the translation\n", done.stdout, re.DOTALL).groups()
    assert "A new sentence." in now and "A new sentence." not in then
    assert now.replace("A new sentence.\n\n", "") == then, "the English section was found in git by its hash"
    assert "docs/nb/about.md:" in done.stdout and "Hvem som står bak" in done.stdout


def test_an_unknown_language_is_named(copy):
    done = run(copy, "changed", "xx")
    assert (done.returncode, done.stderr) == (1, "expected a language, LANG= one of nb\n")


def test_a_translated_part_is_stamped(copy):
    page = copy / "docs/nb/about.md"
    change(copy / "docs/en/about.md", "{ #who }\n", "{ #who }\n\nIn 2031 a new sentence.\n")
    before = page.read_text(encoding="utf-8")
    done = run(copy, "stamp", "docs/nb/about.md")
    assert done.returncode == 1 and "expected the numbers of the English section #who; found it without 2031" in done.stderr
    assert page.read_text(encoding="utf-8") == before, "nothing is written while something is to be mended"
    change(page, "{ #who }\n", "{ #who }\n\nI 2031 en ny setning.\n")
    done = run(copy, "stamp", "docs/nb/about.md")
    assert (done.returncode, done.stdout) == (0, "docs/nb/about.md: in step with docs/en/about.md\n"), done.stderr
    english, translated = pages.read(copy / "docs/en/about.md"), pages.read(page)
    assert translation.stale(english, translated) == []
    assert run(copy, "check").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Koden har MIT-lisens.", "The code is under the MIT licence, and everybody may use it as they like.", "this reads as English"),
        ("Koden har MIT-lisens.", "Koden er i Metas “legitime interesse”.", "expected “berettiget interesse” or another word; found “legitime interesse”"),
        ("translation: machine", "translation: perfect", "expected translation to be machine or reviewed"),
        ("## Lisens { #licence }", "## Lisens", "expected an id after the heading “Lisens”"),
        ("(#corrections)", "(#rettelser)", "expected the links and pictures of the English section #accessibility"),
    ],
)
def test_an_unfinished_page_is_not_stamped(copy, old, new, expected):
    page = copy / "docs/nb/about.md"
    change(page, old, new)
    before = page.read_text(encoding="utf-8")
    done = run(copy, "stamp", "docs/nb/about.md")
    assert done.returncode == 1 and expected in done.stderr and "Traceback" not in done.stderr
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["docs/en/about.md", "docs/nb/nothing.md", "README.md", "docs/xx/about.md"])
def test_only_translated_pages_are_stamped(copy, name):
    done = run(copy, "stamp", name)
    assert done.returncode == 1 and f"{name}:1: expected a translated page, docs/<nb>/<name>.md" in done.stderr


@pytest.mark.parametrize(
    ("marks", "expected"),
    [("sections: none", "expected sections as `make stamp"), ('sections:\n  top: "12"', "12 hex digits in quotes"), ("sections:\n  top: 123456789012", "12 hex digits in quotes")],
)
def test_a_wrong_hash_is_named(copy, marks, expected):
    page = copy / "docs/nb/about.md"
    page.write_text(re.sub(r"^sections:\n(?:  .*\n)+", marks + "\n", page.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    done = run(copy, "check")
    assert done.returncode == 1 and expected in done.stderr and "docs/nb/about.md:5:" in done.stderr, done.stderr


def test_a_language_is_one_command_and_then_translating(copy):
    done = run(copy, "new_language", "da")
    assert done.returncode == 0 and "Dansk (da) is added." in done.stdout and "docs/da/strings.yml" in done.stdout
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    assert "name: English, default: true}\n        - {locale: da, name: Dansk}\n        - {locale: nb" in config
    termbase = copy / "docs/_data/terms.tsv"  # as for a language of which nobody has looked up the terms
    termbase.write_text("".join(line for line in termbase.read_text(encoding="utf-8").splitlines(True) if not line.startswith("da\t")), encoding="utf-8")
    done = run(copy, "check")
    assert done.returncode == 1
    assert "docs/da/index.md:1: expected at least this page, translated from docs/en/index.md" in done.stderr
    assert re.search(r"docs/da/strings.yml:\d+: expected a translation of “menu”: Menu", done.stderr)
    assert "docs/_data/terms.tsv:1: expected a line for “consent” in “da”" in done.stderr
    # A first page: the home page alone, and the words of the frame, make a site whose other pages are shown as English.
    shutil.copy(ROOT / "docs/en/strings.yml", copy / "docs/da/strings.yml")
    with termbase.open("a", encoding="utf-8") as lines:
        for line in (ROOT / "docs/_data/terms.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("nb\t"):
                lines.write(line.replace("nb\t", "da\t", 1) + "\n")
    home = (ROOT / "docs/nb/index.md").read_text(encoding="utf-8")
    (copy / "docs/da/index.md").write_text(home, encoding="utf-8")
    done = run(copy, "build", "--pages")
    assert done.returncode == 0, done.stderr
    assert (copy / "site/da/index.html").exists() and not (copy / "site/da/object").exists()
    page = (copy / "site/da/index.html").read_text(encoding="utf-8")
    assert 'href="../object/" hreflang="en" lang="en"' in page


def test_every_language_of_the_eea_can_be_added(copy):
    for code in ("ga", "mt"):
        done = run(copy, "new_language", code)
        assert done.returncode == 0, done.stderr
        assert f"- {{locale: {code}, name: " in (copy / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "expected"), [("nb", "mkdocs.yml:"), ("Danish", "expected CODE="), ("qq", "expected CODE= a language code such as da; found “qq”")])
def test_a_language_that_cannot_be_added_changes_nothing(copy, code, expected):
    before = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    done = run(copy, "new_language", code)
    assert done.returncode == 1 and expected in done.stderr and "Traceback" not in done.stderr
    assert (copy / "mkdocs.yml").read_text(encoding="utf-8") == before
