"""A translator is told what to do next, sees what changed, and cannot call a page finished that is not. All commands, in a copy with a
history of its own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import config, content, translation
from tests.conftest import ROOT
from tests.project import command, copy_project


@pytest.fixture
def copy(tmp_path) -> Path:
    """The real sources in English and Norwegian."""
    return copy_project(tmp_path, ("en", "nb"), code=False)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Path:
    """The same for tests that change nothing."""
    return copy_project(tmp_path_factory.mktemp("untouched"), ("en", "nb"), code=False)


@pytest.fixture
def history(copy) -> Path:
    """The same in a git repository."""
    git(copy, "init", "--quiet")
    git(copy, "add", "docs", "mkdocs.yml")
    commit(copy, "Begin")
    return copy


def commit(folder: Path, message: str) -> None:
    author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    git(folder, *author, "commit", "--quiet", "--all", "--message", message)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer has {old!r}: mend this test"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_table_shows_how_far_each_language_is(copy):
    done = command(copy, "translation-status", "--exit-code")
    assert done.returncode == 0, done.stderr
    pages_there = len(config.page_filenames())
    assert re.search(
        rf"^nb +Norsk bokmål +{pages_there}/{pages_there} +\d+ +0 +0 +0 +0 pages +(\d+)/\1( |$)",
        done.stdout,
        re.MULTILINE,
    )
    change(copy / "docs/en/object.md", "{ #late }\n", "{ #late }\n\nMore.\n")
    (copy / "docs/nb/words.md").unlink()
    done = command(copy, "translation-status", "--exit-code")
    sections = len(content.read_page(copy / "docs/en/words.md").headings)
    assert done.returncode == 1
    assert re.search(
        rf"^nb +Norsk bokmål +{pages_there - 1}/{pages_there} +\d+ +1 +{sections} +0 ",
        done.stdout,
        re.MULTILINE,
    ), done.stdout


def test_a_changed_part_is_shown_as_it_was_and_is(history):
    assert (
        command(history, "translation-diff", "nb").stdout
        == "nb: every section is up to date with English\n"
    )
    change(history / "docs/en/about.md", "{ #who }\n", "{ #who }\n\nA new sentence.\n")
    done = command(history, "translation-diff", "nb")
    assert done.returncode == 0
    then, now = re.search(
        r"--- English then\n(.*?)\n\n--- English now\n(.*?)\n\n--- the translation\n",
        done.stdout,
        re.DOTALL,
    ).groups()
    assert "A new sentence." in now and "A new sentence." not in then
    assert now.replace("A new sentence.\n\n", "") == then, (
        "the English section was found in git by its hash"
    )
    assert "docs/nb/about.md:" in done.stdout and "Hvem som står bak" in done.stdout


def test_an_unknown_language_is_named(untouched):
    done = command(untouched, "translation-diff", "xx")
    assert done.returncode == 2 and "expected one of nb; found “xx”" in done.stderr


def test_a_translated_part_is_stamped(copy):
    page = copy / "docs/nb/about.md"
    change(copy / "docs/en/about.md", "{ #who }\n", "{ #who }\n\nIn 2031 a new sentence.\n")
    before = page.read_text(encoding="utf-8")
    done = command(copy, "mark-translated", "docs/nb/about.md")
    assert (
        done.returncode == 1
        and "expected the blocks of the English section #who; found it without paragraph"
        in done.stderr
    )
    assert page.read_text(encoding="utf-8") == before, (
        "nothing is written while something is to be mended"
    )
    change(page, "{ #who }\n", "{ #who }\n\nI 2031 en ny setning.\n")
    done = command(copy, "mark-translated", "docs/nb/about.md")
    assert (done.returncode, done.stdout) == (
        0,
        "docs/nb/about.md: up to date with docs/en/about.md\n",
    ), done.stderr
    english, translated = content.read_page(copy / "docs/en/about.md"), content.read_page(page)
    assert translation.outdated_sections(english, translated) == []
    assert command(copy, "check", "--quick").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Koden har MIT-lisens.",
            "The code is under the MIT licence, and everybody may use it as they like.",
            "this reads as English",
        ),
        (
            "Koden har MIT-lisens.",
            "Koden er i Metas “legitime interesse”.",
            "expected “berettiget interesse” or another word; found “legitime interesse”",
        ),
        (
            "translation: machine",
            "translation: perfect",
            "expected translation to be machine or reviewed",
        ),
        ("## Lisens { #licence }", "## Lisens", "expected an id after the heading “Lisens”"),
        (
            "(#corrections)",
            "(#rettelser)",
            "expected in #accessibility the links and pictures of the English paragraph",
        ),
    ],
)
def test_an_unfinished_page_is_not_stamped(copy, old, new, expected):
    page = copy / "docs/nb/about.md"
    change(page, old, new)
    before = page.read_text(encoding="utf-8")
    done = command(copy, "mark-translated", "docs/nb/about.md")
    assert done.returncode == 1 and expected in done.stderr and "Traceback" not in done.stderr
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "name", ["docs/en/about.md", "docs/nb/nothing.md", "README.md", "docs/xx/about.md"]
)
def test_only_translated_pages_are_stamped(untouched, name):
    done = command(untouched, "mark-translated", name)
    assert (
        done.returncode == 1
        and f"{name}:1: expected a translated page, docs/<nb>/<name>.md" in done.stderr
    )


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("sections: none", "expected sections to be what `make mark-translated` writes"),
        ('sections:\n  top: "12"', "12 hex digits in quotes"),
        ("sections:\n  top: 123456789012", "12 hex digits in quotes"),
    ],
)
def test_a_wrong_hash_is_named(copy, marks, expected):
    page = copy / "docs/nb/about.md"
    page.write_text(
        re.sub(
            r"^sections:\n(?:  .*\n)+",
            marks + "\n",
            page.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        ),
        encoding="utf-8",
    )
    done = command(copy, "check", "--quick")
    assert (
        done.returncode == 1
        and expected in done.stderr
        and re.search("docs/nb/about.md:[56]:", done.stderr)
    ), done.stderr


def test_a_language_is_one_command_and_then_translating(copy):
    done = command(copy, "new-locale", "da")
    assert (
        done.returncode == 0
        and '        - {locale: "da", name: Dansk}\n' in done.stdout
        and "docs/da/strings.yml" in done.stdout
    )
    add_locale(copy, '        - {locale: "da", name: Dansk}')
    termbase = (
        copy / "docs/_data/terms.tsv"
    )  # as for a language of which nobody has looked up the terms
    termbase.write_text(
        "".join(
            line
            for line in termbase.read_text(encoding="utf-8").splitlines(True)
            if not line.startswith("da\t")
        ),
        encoding="utf-8",
    )
    done = command(copy, "check", "--quick")
    assert done.returncode == 1
    assert (
        "docs/da/index.md:1: expected at least this page, translated from docs/en/index.md"
        in done.stderr
    )
    assert re.search(
        r"docs/da/strings.yml:\d+: expected a translation of “menu”: Menu", done.stderr
    )
    assert "docs/_data/terms.tsv:1: expected a line for “consent” in “da”" in done.stderr


def add_locale(copy: Path, line: str) -> None:
    """Add the line that `new-locale` says."""
    change(copy / "mkdocs.yml", "default: true}\n", f"default: true}}\n{line}\n")


def test_every_language_of_the_eea_can_be_added(copy):
    for code in ("ga", "mt"):
        done = command(copy, "new-locale", code)
        assert done.returncode == 0, done.stderr
        assert (
            f'- {{locale: "{code}", name: ' in done.stdout
            and (copy / f"docs/{code}/strings.yml").exists()
        )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("nb", "expected a language that is not there yet; found “nb”"),
        ("no", "expected nb or nn"),
        ("Danish", "expected a language of the EEA"),
        ("qq", "found “qq”"),
    ],
)
def test_a_language_that_cannot_be_added_changes_nothing(untouched, code, expected):
    before = sorted((untouched / "docs").rglob("*"))
    done = command(untouched, "new-locale", code)
    assert (
        done.returncode == 2
        and expected in " ".join(done.stderr.split())
        and "Traceback" not in done.stderr
    )
    assert sorted((untouched / "docs").rglob("*")) == before


def test_a_locale_that_yaml_reads_as_false_is_named(copy):
    add_locale(copy, "        - {locale: no, name: Norsk}")
    line = (copy / "mkdocs.yml").read_text(encoding="utf-8").split("\n").index(
        "        - {locale: no, name: Norsk}"
    ) + 1
    done = command(copy, "check", "--quick")
    assert (done.returncode, done.stderr) == (
        1,
        f'Error: mkdocs.yml:{line}: expected `locale:` with a code in quotes, such as "nb"; found “false”\n',
    )


def test_norwegian_is_nb_or_nn():
    done = subprocess.run(["make", "serve", "LANG=no"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "LANG=no: expected nb or nn" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def outdate(copy: Path) -> None:
    change(copy / "docs/en/about.md", "{ #who }\n", "{ #who }\n\nA new sentence.\n")


def test_an_older_version_in_another_encoding_is_passed_over(history):
    page = history / "docs/en/about.md"
    text = page.read_text(encoding="utf-8")
    page.write_bytes(text.encode("cp1252", errors="replace"))
    commit(history, "Save amiss")
    page.write_text(text, encoding="utf-8")
    outdate(history)
    done = command(history, "translation-diff", "nb")
    assert (
        done.returncode == 0
        and "A new sentence." in done.stdout
        and "no version in git" not in done.stdout
    ), done.stderr


def test_why_the_text_of_then_is_not_found_is_said(history, monkeypatch, tmp_path_factory):
    outdate(history)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert (
        "(git refused: git config --global --add safe.directory"
        in command(history, "translation-diff", "nb").stdout
    )
    monkeypatch.delenv("GIT_TEST_ASSUME_DIFFERENT_OWNER")
    commit(history, "Change")
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(history, "clone", "--quiet", "--depth", "1", f"file://{history}", str(shallow))
    assert (
        "(not in this shallow clone: git fetch --unshallow)"
        in command(shallow, "translation-diff", "nb").stdout
    )
    change(history / "docs/nb/about.md", 'who: "', 'who: "0123456789ab" # ')
    assert "(no version in git has it)" in command(history, "translation-diff", "nb").stdout
    shutil.rmtree(history / ".git")
    assert (
        "(this folder is not a git checkout)" in command(history, "translation-diff", "nb").stdout
    )
    monkeypatch.setenv("PATH", "/nowhere")
    assert "(git is not installed)" in command(history, "translation-diff", "nb").stdout
