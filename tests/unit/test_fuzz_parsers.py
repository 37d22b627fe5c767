"""Whatever bytes stand in a file, a reader of files gives a right answer or one line that says what is expected; never a traceback.

The same examples every time (derandomize), in bounded number. `hypothesis` makes them, from text that looks like the real files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts import config, content, l10n, translation, yaml_with_lines
from scripts.checks import check_locale, font_coverage, strings_parity, typography
from scripts.checks import finder as finder_check
from scripts.checks import termbase as termbase_check
from scripts.checks.locale_sources import LocaleSources
from scripts.commands.mark_translated import with_source_hashes
from scripts.data import authorities, finder, redirects, sources, termbase
from scripts.data.sources import load_sources
from scripts.data.termbase import load_termbase
from scripts.errors import BuildError, Problem

FUZZ = settings(
    derandomize=True,
    deadline=None,
    max_examples=30,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
ENGLISH = config.DOCS / "en" / "words.md"
NORWEGIAN = config.DOCS / "nb" / "words.md"

#: Pieces of the house's Markdown and YAML, good and broken, put together in any way, with any text between.
PIECES = [
    "---\n",
    "---",
    "title: A\n",
    "sections:\n",
    '  top: "0123456789ab"\n',
    "reviewed: 2026-11-23\n",
    "review_by: null\n",
    "description: [1, 2]\n",
    "translation: machine\n",
    "# Title { #top }\n",
    "## Part { #part }\n",
    "## Part\n",
    "#### Deep { #top }\n",
    "```\n",
    "~~~~\n",
    "===\n",
    "| a | b |\n",
    "|---|---|\n",
    "- item\n",
    "1. one\n",
    '!!! note "x"\n',
    "[^gdpr]",
    "[the form][form-facebook]",
    "[a](object.md#facebook)",
    "[a](//x.example)",
    "![a](../assets/mark.svg)",
    "[a](site:data/x)",
    "[a](language:guide.pdf)",
    "[a](\0)",
    '<time datetime="2026-13-45">May</time>',
    '<time datetime="2025-05">May 2025</time>',
    "2025-01-02",
    "1.2.2025",
    '<span lang="el">',
    "</span>",
    "*\\[blank\\]*{ data-field=name }",
    "{",
    "}",
    "<!-- finder -->",
    "<!--",
    "&amp;",
    "&#x110000;",
    "1 052,5",
    "“",
    "»",
    "’",
    "\r\n",
    "\t",
    "\0",
    "\u2028",
    "\ufeff",
    "\u200b",
    "é",
    "e\u0301",
    "ß",
    "Ж",
    "Ω",
    "𝒜",
    "a" * 300,
    "\n",
    "\n\n\n",
    " ",
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map("".join)
YAML_PIECES = [
    "a: 1\n",
    "a: [",
    "]",
    "{",
    "}",
    "? ",
    ": ",
    "- ",
    "&x ",
    "*x",
    "<<: *x\n",
    "!!python/object:os.system ",
    "!!binary ",
    "!!set {a}",
    "!!timestamp 2026-13-45",
    "!!int x",
    "!!float x",
    "!!bool x",
    "!!omap ",
    "!!pairs [a]",
    "!!merge ",
    "|\n",
    ">\n",
    "%YAML 9.9\n",
    "---\n",
    "...\n",
    "\t",
    "\0",
    "'",
    '"',
    "\\x",
    "0x",
    "0b",
    "0o9",
    ".inf",
    ".nan",
    "1:60:99",
    "2026-13-45",
    "2026-11-23T99:99:99Z",
    "~",
    "null",
    "=",
    "\ud7ff",
    "\ufffe",
    "\n",
    "  ",
    "title: ",
    "forms: []\n",
]
YAML = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(YAML_PIECES), st.text(max_size=4)), max_size=20).map(
        "".join
    ),
)
#: Values as YAML gives them.
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(max_size=12),
        st.sampled_from(["https://[", "2026-11-23", "2026-02-30", "en", "zz", "object.md#top"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def answer(work, *arguments):
    """What `work` gives, or None where it said in one line what is wrong. Any other error fails the test."""
    try:
        return work(*arguments)
    except BuildError as error:
        assert "\n" not in str(error.problem) and error.problem.line >= 1
        return None


def one_line_each(found) -> None:
    """Problems to print: each in a line of its own, which names a line of a file."""
    for problem in found:
        assert isinstance(problem, Problem) and problem.line >= 1 and problem.message
        assert "\n" not in str(problem), problem


def as_yaml(value) -> str:
    """A value as text that YAML reads as the same: JSON is YAML."""
    return json.dumps(value, ensure_ascii=True)


@given(st.binary(max_size=200) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")))
@FUZZ
def test_any_bytes_as_a_page(tmp_path, raw):
    path = tmp_path / "page.md"
    path.write_bytes(raw)
    page = answer(content.read_page, path)
    if page:
        assert page.body.count("\n") == yaml_with_lines.read_text(path).count("\n"), (
            "line numbers must stay those of the file"
        )


@given(YAML)
@FUZZ
def test_any_text_as_yaml(text):
    found = answer(yaml_with_lines.parse, text, Path("x.yml"))
    if found:
        assert set(found[0]) <= set(found[1])


@given(
    TEXT,
    TEXT,
    st.dictionaries(
        st.sampled_from(
            ["title", "description", "reviewed", "review_by", "translation", "sections", "x"]
        ),
        VALUES,
        max_size=6,
    ),
)
@FUZZ
def test_any_page_is_checked(body, other, meta):
    text = "---\n" + "".join(f"{key}: {as_yaml(value)}\n" for key, value in meta.items()) + "---\n"
    english, translated = (
        answer(content.parse_page, text + other, ENGLISH),
        answer(content.parse_page, text + body, NORWEGIAN),
    )
    if not (english and translated):
        return
    original = LocaleSources(
        "en", {"words.md": english, "object.md": english, "status.md": english}, {}, {}
    )
    for each in (
        original,
        LocaleSources("nb", {"words.md": translated, "object.md": translated}, {}, {}, original),
    ):
        one_line_each(check_locale(each))


@given(TEXT, st.text(max_size=10))
@FUZZ
def test_sections_lose_nothing_and_a_stamp_is_read_back(body, note):
    """Cut at its headings a page is whole; a page just stamped is in step; one letter more is seen; line ends and spaces at them are not."""
    page = content.parse_page(f"---\ntitle: A\n---\n{body}", NORWEGIAN)
    cut, ids = translation.sections(page), [heading.id for heading in page.headings if heading.id]
    assert list(cut) == list(dict.fromkeys(ids))
    hashes = translation.section_hashes(page)
    assert all(re.fullmatch("[0-9a-f]{12}", value) for value in hashes.values())
    again = content.parse_page(with_source_hashes(f"---\ntitle: A\n---\n{body}", hashes), NORWEGIAN)
    assert translation.recorded_hashes(again) == hashes and again.body.lstrip(
        "\n"
    ) == page.body.lstrip("\n")
    assert translation.outdated_sections(page, again) == []
    assert with_source_hashes(
        with_source_hashes(f"---\ntitle: A\n---\n{body}", hashes), hashes
    ) == with_source_hashes(f"---\ntitle: A\n---\n{body}", hashes)
    for section in cut.values():
        rest = (section.id, section.level, section.title, section.line)
        assert translation.section_hash(
            translation.Section(*rest, section.text + " \r\n\n\n")
        ) == translation.section_hash(section)
        assert translation.section_hash(
            translation.Section(*rest, section.text + "\nx")
        ) != translation.section_hash(section)


@given(TEXT)
@FUZZ
def test_words_keep_their_lines(text):
    """What is taken for words has as many lines as the file, so that a problem names the right one."""
    for foreign in (True, False):
        assert content.strip_markup(text, foreign=foreign, dates=False).count("\n") == text.count(
            "\n"
        )


def in_place(monkeypatch, module, path, read):
    """`module` reads `path` in place of its own file, and remembers nothing."""
    monkeypatch.setattr(module, "FILE", path)
    read.cache_clear()


def changed_data(good: dict):
    """A data file with some values replaced by any others, keys lost or put in."""

    def mutate(value, draw, depth=0):
        if depth and draw(st.integers(0, 7)) == 0:
            return draw(VALUES)
        if isinstance(value, dict):
            kept = {
                key: mutate(part, draw, depth + 1)
                for key, part in value.items()
                if draw(st.integers(0, 15))
            }
            return kept | (
                draw(st.dictionaries(st.text(max_size=6), VALUES, max_size=1))
                if draw(st.integers(0, 9)) == 0
                else {}
            )
        return (
            [mutate(part, draw, depth + 1) for part in value] if isinstance(value, list) else value
        )

    return st.composite(lambda draw: mutate(good, draw))()


def few(path: Path, most: int = 3) -> dict:
    """The first entries of a data file."""
    return dict(list(yaml_with_lines.load(path)[0].items())[:most])


READERS = {
    "sources": (sources, load_sources),
    "authorities": (authorities, authorities.load_authorities),
    "finder": (finder, finder.load_tree),
    "redirects": (redirects, redirects.load_redirects),
}


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@FUZZ
def test_any_data_file(tmp_path_factory, name, data):
    module, read = READERS[name]
    raw = data.draw(
        st.one_of(
            changed_data(few(module.FILE)).map(as_block),
            YAML.map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.binary(max_size=80),
        )
    )
    path = tmp_path_factory.getbasetemp() / f"{name}.yml"
    path.write_bytes(raw)
    with pytest.MonkeyPatch.context() as patch:
        in_place(patch, module, path, read)
        answer(read)
    read.cache_clear()


def as_block(value: dict) -> bytes:
    """A mapping as the data files are laid out: a line a key down to the third level, JSON below."""

    def lines(value, indent):
        if isinstance(value, dict) and value and indent < 3:
            return "\n" + "".join(
                f"{'  ' * indent}{as_yaml(key)}: {lines(part, indent + 1)}"
                for key, part in value.items()
            )
        return as_yaml(value) + "\n"

    return lines(value, 0).encode()


@given(data=st.data())
@FUZZ
def test_any_words_of_the_frame(data):
    good = {
        "finder": yaml_with_lines.load(config.DOCS / "en/strings.yml")[0]["finder"],
        "menu": "Menu",
    }
    words = data.draw(changed_data(good))
    text = as_block(words).decode()
    read = answer(yaml_with_lines.parse, text, Path("strings.yml"))
    if read:
        english = LocaleSources("en", {}, good, {})
        for check in (
            strings_parity.check,
            finder_check.check,
            typography.check,
            font_coverage.check,
        ):
            one_line_each(check(LocaleSources("nb", {}, *read, english)))


@given(
    st.one_of(
        st.binary(max_size=120),
        st.lists(
            st.lists(
                st.one_of(
                    st.sampled_from(["en", "nb", "(", "a+", "[", "", "\\", "(?P<x>a)"]),
                    st.text(max_size=6),
                ),
                min_size=4,
                max_size=7,
            ).map("\t".join),
            max_size=4,
        ).map(
            lambda rows: "\n".join(["\t".join(termbase.COLUMNS), *rows]).encode(
                "utf-8", "surrogatepass"
            )
        ),
    )
)
@FUZZ
def test_any_bytes_as_the_termbase(tmp_path_factory, raw):
    path = tmp_path_factory.getbasetemp() / "terms.tsv"
    path.write_bytes(raw)
    with pytest.MonkeyPatch.context() as patch:
        in_place(patch, termbase, path, load_termbase)
        answer(load_termbase)
        one_line_each(
            termbase_check.check(LocaleSources("nb", {}, {}, {}, LocaleSources("en", {}, {}, {})))
        )
    load_termbase.cache_clear()


@given(st.text(max_size=12))
@FUZZ
def test_any_text_as_a_date(text):
    if l10n.is_iso_date(text, partial=True):
        assert l10n.format_date(text, "el")
