"""Every word of a text is in a dictionary of its language or on a list, with the reason why it is right."""

from __future__ import annotations

import pytest

from scripts.commands import spelling
from scripts.errors import BuildError


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """Give a folder for lists, and a speller that knows only “und”."""
    monkeypatch.setattr(spelling, "FOLDER", tmp_path)
    monkeypatch.setitem(spelling.SPELLERS, "de", lambda _code: lambda word: word == "und")
    words = {"und": ("docs/de/a.md", 1), "Wiederspruch": ("docs/de/a.md", 7)}
    monkeypatch.setattr(spelling, "words_of", lambda _code: words)
    return tmp_path


def test_an_unknown_word_is_named_where_it_stands_first(lists):
    [problem] = spelling.problems("de")
    assert (problem.file, problem.line) == ("docs/de/a.md", 7)
    assert "“Wiederspruch”" in problem.message


@pytest.mark.parametrize("name", ["de", "any"])
def test_a_listed_word_passes(lists, name):
    (lists / f"{name}.tsv").write_text("# Names\nWiederspruch\tquotation\n", encoding="utf-8")
    assert spelling.problems("de") == []


def test_a_line_that_no_word_needs_is_named(lists):
    text = "Wiederspruch\tname\nund\tname\nweg\tterm\n"
    (lists / "de.tsv").write_text(text, encoding="utf-8")
    assert [problem.line for problem in spelling.problems("de")] == [2, 3]


@pytest.mark.parametrize("line", ["Wort", "Wort\tbecause", "Wort name"])
def test_a_word_without_its_reason_is_refused(lists, line):
    (lists / "de.tsv").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"de\.tsv.*expected a word, a tab and one of"):
        spelling.problems("de")


def test_a_language_without_a_dictionary_is_said_to_be(lists):
    with pytest.raises(spelling.NoDictionaryError):
        spelling.problems("mt")


def test_words_in_another_language_addresses_and_names_of_files_are_no_words_of_the_text():
    words = spelling.words_of("de")
    assert "Widerspruch" in words and "Datenschutz" in " ".join(words)
    assert not {"https", "md", "datetime", "span", "Accounts"} & words.keys()
