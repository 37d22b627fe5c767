"""A native speaker gets a sheet of ten sentences; what one wrote is kept, whoever translates anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from pypdfium2 import PdfDocument

from scripts import config, content, translation
from tests.project import command, copy_project


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A project of English and German with a list of sentences to ask about."""
    folder = copy_project(tmp_path_factory.mktemp("project"), ("en", "de"), code=False)
    (folder / "docs" / "_data" / "review").mkdir(exist_ok=True)
    return folder


def sentences() -> list[tuple[str, str]]:
    """Return twelve sentences of German letters, each with the id of its section."""
    found = []
    page = content.read_page(config.DOCS / "de" / "letters.md")
    for section in translation.sections(page).values():
        for line in section.text.split("\n"):
            if line.startswith("> ") and line.endswith(".") and "[" not in line:
                found.append((section.id, line[2:]))
    return found[:12]


def write(copy: Path, asked: list[tuple[str, str]], kept: list[tuple[str, str]] = ()) -> None:
    """Write the German list, as YAML that is JSON too."""
    ask = [
        {"page": "letters.md", "section": at, "sentence": text, "english": "E.", "why": "W."}
        for at, text in asked
    ]
    keep = [
        {"page": "letters.md", "section": at, "sentence": text, "day": "2026-12-01"}
        for at, text in kept
    ]
    path = copy / "docs" / "_data" / "review" / "de.yml"
    lines = [f"ask: {json.dumps(ask, ensure_ascii=False)}", "kept:" if keep else "kept: []"]
    lines += [f"  - {json.dumps(each, ensure_ascii=False)}" for each in keep]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_ten_sentences_stand_on_the_sheet_each_with_a_place_for_a_better_one(copy):
    write(copy, [*sentences(), ("objection", "Das steht nicht mehr da.")])
    result = command(copy, "review-sheet", "de")
    assert result.returncode == 0, result.stderr
    assert "left out, the page has changed: “Das steht nicht mehr da.”" in result.stdout
    sheet = html.parse(str(copy / "review-sheet-de.html")).getroot()
    shown = [each.text_content() for each in sheet.xpath("//p[@class='sentence']")]
    assert shown == [text for _, text in sentences()[:10]]
    assert len(sheet.xpath("//li//textarea")) == 10 and len(sheet.xpath("//textarea")) == 13
    assert not sheet.xpath("//@src | //link"), "the sheet asks for nothing"
    paper = " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for page in PdfDocument(copy / "review-sheet-de.pdf")
    )
    for _, text in sentences()[:10]:
        assert text.split()[0] in paper
    assert "Ten minutes for the German text" in paper


def test_too_few_sentences_and_a_language_that_is_not_there_are_one_line(copy):
    write(copy, sentences()[:2])
    result = command(copy, "review-sheet", "de")
    assert result.returncode == 1 and "found 2" in result.stderr and "Trace" not in result.stderr
    result = command(copy, "review-sheet", "xx")
    assert result.returncode == 2 and "found “xx”" in result.stderr


def test_what_a_native_speaker_wrote_is_held(copy):
    write(copy, [], [sentences()[0]])
    assert command(copy, "check", "--quick").returncode == 0
    write(copy, [], [sentences()[0], ("objection", "So sagt man es hier.")])
    result = command(copy, "check", "--quick")
    assert result.returncode == 1
    assert result.stderr == (
        "docs/_data/review/de.yml:4: expected in docs/de/letters.md #objection what a native"
        " speaker wrote: “So sagt man es hier.”\n"
    )


def test_a_list_of_another_form_is_named(copy):
    path = copy / "docs" / "_data" / "review" / "de.yml"
    path.write_text("ask: []\nkept:\n  - page: letters.md\n", encoding="utf-8")
    result = command(copy, "check", "--quick")
    assert result.returncode == 1 and result.stderr.startswith("docs/_data/review/de.yml:")
    assert "Traceback" not in result.stderr
