"""Each mistake an editor can make stops `make test` with one line naming file, line and what is expected, and writes nothing.

Golden tests: the real sources are copied, and broken as mistakes.yml says, or a function here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from tests.project import command, copy_project

MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yml").read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the sources, in English and Norwegian, that a test may break."""
    return copy_project(tmp_path, ("en", "nb"), code=False)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    lines = read(path).split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def value(path: Path, key: str) -> str:
    """The value of a key of a page's front matter."""
    return re.search(rf"^{key}: (.*)", read(path), re.MULTILINE)[1]


def change(path: Path, pattern: str, new: str) -> int:
    """Replace what a regular expression finds first; gives the line where it stands."""
    text = read(path)
    found = re.search(pattern, text)
    assert found, f"{path.name} no longer has {pattern!r}: mend this test"
    path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
    return text.count("\n", 0, found.start()) + 1


def make(docs: Path, mistake: dict) -> str:
    """Make a mistake of mistakes.yml; gives what is to be said of it."""
    path, line = docs / mistake["file"], 1
    if "append" in mistake:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{mistake['append']}\n" if path.stat().st_size else mistake["append"])
        line = read(path).count("\n") - mistake["append"].count("\n")
    elif "delete" in mistake:
        path.unlink()
    else:
        line = change(path, mistake.get("pattern") or re.escape(mistake["old"]), mistake["new"])
    if "at" in mistake:
        line = line_of(docs / mistake.get("in", mistake["file"]), mistake["at"])
    return mistake["expected"].format(line=line - mistake.get("up", 0))


def expect(result, messages: list[str]) -> None:
    assert result.returncode == 1
    for message in messages:
        lines = [line for line in result.stderr.splitlines() if message in line]
        assert len(lines) == 1, f"{message}\n{result.stderr}"
    assert "Traceback" not in result.stderr


def test_good_sources_pass(copy):
    result = command(copy, "check", "--quick")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("mistakes", MISTAKES, ids=lambda group: group[0]["name"])
def test_a_mistake_gets_one_clear_line(copy, mistakes):
    expected = [make(copy / "docs", mistake) for mistake in mistakes]
    expect(command(copy, "check", "--quick"), expected)


def duplicate_title(docs):
    title = value(docs / "en/object.md", "title")
    line = change(docs / "en/words.md", "title: .*", f"title: {title}")
    return f"docs/en/words.md:{line}: expected a title of its own; docs/en/object.md has the same"


def too_long_until_the_next_check(docs):
    page = docs / "en/object.md"
    day = date.fromisoformat(value(page, "reviewed")) + timedelta(days=92)
    line = change(page, "review_by: .*", f"review_by: {day}")
    return f"docs/en/object.md:{line}: expected review_by 1 to 31 days after reviewed; found 92"


def paragraph_lost_in_translation(docs):
    page = docs / "nb/about.md"
    change(page, re.escape(next(part for part in read(page).split("\n\n") if "MIT" in part)), "")
    return "expected the blocks of the English section #licence; found it without paragraph (from docs/en/about.md:"


def sources_exchanged_in_translation(docs):
    page = docs / "nb/letters.md"
    first, second = "[^gdpr-art-21]", "[^datatilsynet-2025]"
    text = read(page).replace(first, "§").replace(second, first).replace("§", second)
    page.write_text(text, encoding="utf-8")
    return f"docs/nb/letters.md:{line_of(page, second)}: expected in #reasons the sources of the English paragraph (docs/en/letters.md:"


def box_left_open(docs):
    page = docs / "en/status.md"
    page.write_text(read(page).replace("\n///\n", "\n"), encoding="utf-8")
    line = line_of(page, "/// html | div.timeline")
    return f"docs/en/status.md:{line}: expected `///` where this box ends; found none"


def answer_without_words(docs):
    for code in ("en", "nb"):
        change(docs / code / "strings.yml", r"\n      cannot:.*", "")
    line = line_of(docs / "nb/strings.yml", "    login:")
    return f"docs/nb/strings.yml:{line}: expected under `finder: questions: login:` the keys question, can, cannot, in this order"


def wrong_encoding(docs):
    page = docs / "nb/words.md"
    page.write_bytes(read(page).encode("latin-1", errors="replace"))
    return "docs/nb/words.md:"


def settings_in_another_encoding(docs):
    settings = docs.parent / "mkdocs.yml"
    text = settings.read_bytes()
    settings.write_bytes(text + b"# Norv\xe8ge\n")
    return f"Error: mkdocs.yml:{text.count(10) + 1}: expected UTF-8 text"


def no_settings(docs):
    (docs.parent / "mkdocs.yml").unlink()
    return "Error: mkdocs.yml: No such file or directory"


@pytest.mark.parametrize(
    "mistakes",
    [
        (duplicate_title, paragraph_lost_in_translation, sources_exchanged_in_translation),
        (too_long_until_the_next_check, box_left_open, answer_without_words, wrong_encoding),
        (settings_in_another_encoding,),
        (no_settings,),
    ],
    ids=lambda group: group[0].__name__,
)
def test_a_mistake_of_more_than_one_place_too(copy, mistakes):
    expected = [mistake(copy / "docs") for mistake in mistakes]
    expect(command(copy, "check", "--quick"), expected)


def test_a_language_that_is_not_there_is_named(copy):
    result = command(copy, "check", "--locale", "xx")
    assert result.returncode == 2 and "expected one of en, nb; found “xx”" in result.stderr


#: What editors and systems leave. Emacs locks a file by a link that leads nowhere.
STRAY = (
    *("docs/.DS_Store", "docs/_data/Thumbs.db", "docs/en/.#object.md", "docs/en/desktop.ini"),
    *("docs/nb/object.md~", "docs/nb/object.md.orig", "docs/en/object.md.save", "docs/en/4913"),
    *("docs/nb/object.docx", "docs/~$object.docx", "overrides/assets/js/main.js.bak"),
)


def test_what_editors_and_systems_leave_is_named(copy):
    for name in STRAY:
        if ".#" in name:
            (copy / name).symlink_to("nobody@host.1:2")
        else:
            (copy / name).touch()
    result = command(copy, "check", "--quick")
    message = "expected no file that an editor or a system left behind: delete it"
    assert result.returncode == 1
    named = [line for line in result.stderr.splitlines() if line.endswith(message)]
    assert named == sorted(f"{name}:1: {message}" for name in STRAY)
