"""Each mistake an editor can make stops `make test` with one line naming file, line and what is expected, and writes nothing.

Golden tests, one per mistake: the real sources are copied, one thing is broken, and the command's whole answer is compared.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.project import command, copy_project


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the sources, in English and Norwegian, that a test may break."""
    return copy_project(tmp_path, ("en", "nb"), code=False)


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def change(file: Path, old: str, new: str) -> int:
    """Replace the first `old` by `new`; gives the line where it stands."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} no longer has {old!r}: mend this test"
    line = text[: text.index(old)].count("\n") + 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return line


def test_good_sources_pass(copy):
    result = command(copy, "check", "--quick")
    assert (result.returncode, result.stderr) == (0, "")


def broken_link(docs):
    line = change(docs / "en/about.md", "](sources.md", "](sauces.md")
    return f"docs/en/about.md:{line}: expected a link to a page of this guide, such as object.md; found “sauces.md"


def broken_fragment(docs):
    path = docs / "en/words.md"
    with path.open("a", encoding="utf-8") as page:
        page.write("\nSee [the steps](object.md#nowhere).\n")
    return f"docs/en/words.md:{line_of(path, '#nowhere')}: expected a heading of object.md; found “#nowhere”"


def unknown_footnote(docs):
    path = docs / "nb/words.md"
    with path.open("a", encoding="utf-8") as page:
        page.write("\nTo be sourced.[^nobody-knows]\n")
    return "docs/nb/words.md:"  # the parity check names it, since English does not have it


def unknown_footnote_in_english(docs):
    path = docs / "en/words.md"
    with path.open("a", encoding="utf-8") as page:
        page.write("\nTo be sourced.[^nobody-knows]\n")
    return f"docs/en/words.md:{line_of(path, 'nobody-knows')}: expected an id of docs/_data/sources.yml; found “nobody-knows”"


def missing_norwegian_home(docs):
    (docs / "nb/index.md").unlink()
    return "docs/nb/index.md:1: expected at least this page, translated from docs/en/index.md"


def missing_english_page(docs):
    (docs / "en/words.md").unlink()
    return "docs/en/words.md:1: expected this page: the menu of mkdocs.yml names it"


def page_outside_the_menu(docs):
    shutil.copy(docs / "en/words.md", docs / "en/extra.md")
    return "docs/en/extra.md:1: expected the menu of mkdocs.yml to name this page"


def duplicate_title(docs):
    title = next(
        line
        for line in (docs / "en/object.md").read_text(encoding="utf-8").split("\n")
        if line.startswith("title:")
    )
    other = next(
        line
        for line in (docs / "en/words.md").read_text(encoding="utf-8").split("\n")
        if line.startswith("title:")
    )
    line = change(docs / "en/words.md", other, title)
    return f"docs/en/words.md:{line}: expected a title of its own; docs/en/object.md has the same"


def heading_without_id(docs):
    line = change(docs / "en/complain.md", " { #authorities }", "")
    return f"docs/en/complain.md:{line}: expected an id after the heading"


def doubled_id(docs):
    line = change(docs / "en/complain.md", "{ #authorities }", "{ #how }")
    return f"docs/en/complain.md:{line}: expected an id of its own; “how” stands in line "


def level_left_out(docs):
    line = change(docs / "en/complain.md", "## ", "### ")
    return f"docs/en/complain.md:{line}: expected a heading of level 2 at most; found level 3"


def unknown_key(docs):
    line = change(docs / "en/object.md", "reviewed:", "author: me\nreviewed:")
    return f"docs/en/object.md:{line}: expected only the keys title, description, reviewed, review_by, hide in the front matter; found “author”"


def no_front_matter(docs):
    (docs / "en/object.md").write_text("# Object { #top }\n", encoding="utf-8")
    return "docs/en/object.md:1: expected front matter: a first line `---`"


def bad_yaml(docs):
    line = change(docs / "en/object.md", "title:", "title: [")
    return f"docs/en/object.md:{line + 1}: expected YAML, found: "


def bad_date(docs):
    page = docs / "en/object.md"
    old = next(
        line
        for line in page.read_text(encoding="utf-8").split("\n")
        if line.startswith("review_by:")
    )
    line = change(page, old, "review_by: 2026-02-30")
    return f"docs/en/object.md:{line}: expected review_by to be a day such as 2026-11-23; found “2026-02-30”"


def too_long_until_the_next_check(docs):
    page = docs / "en/object.md"
    old = next(
        line
        for line in page.read_text(encoding="utf-8").split("\n")
        if line.startswith("review_by:")
    )
    reviewed = next(
        line
        for line in page.read_text(encoding="utf-8").split("\n")
        if line.startswith("reviewed:")
    ).split()[1]
    line = change(page, old, f"review_by: {date.fromisoformat(reviewed) + timedelta(days=92)}")
    return f"docs/en/object.md:{line}: expected review_by 1 to 31 days after reviewed; found 92"


def unused_source(docs):
    register = docs / "_data/sources.yml"
    with register.open("a", encoding="utf-8") as file:
        file.write(
            '\nnever-used:\n  title: T\n  publisher: P\n  voice: press\n  language: en\n  published: null\n  read: "2026-11-22"\n  confidence: seen\n  url: https://news.test/never-used\n'
        )
    return f"docs/_data/sources.yml:{line_of(register, 'never-used:')}: expected a page to name “never-used”; none does: use it or take it out"


def low_confidence(docs):
    register = docs / "_data/sources.yml"
    change(register, "confidence: seen\n", "confidence: low\n")
    return (
        "expected confidence to be one of seen, seen-2nd, memory-high, memory-medium; found “low”"
    )


def bad_voice(docs):
    change(docs / "_data/sources.yml", "voice: press", "voice: rumour")
    return "expected voice to be one of law, meta, authority, court, organisation, press; found “rumour”"


def address_in_a_page(docs):
    path = docs / "en/words.md"
    with path.open("a", encoding="utf-8") as page:
        page.write("\nSee [there](https://www.facebook.com/).\n")
    return f"docs/en/words.md:{line_of(path, 'facebook.com')}: expected no address in a page: register it in docs/_data/sources.yml and name its id"


def missing_word(docs):
    path = docs / "nb/strings.yml"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("menu:"))
    path.write_text(text.replace(line + "\n", ""), encoding="utf-8")
    return "docs/nb/strings.yml:1: expected the key “menu”"


def lost_placeholder(docs):
    change(docs / "nb/strings.yml", "{address}", "adressen")
    return f"docs/nb/strings.yml:{line_of(docs / 'nb/strings.yml', '  printed:')}: expected {{address}} in “footer.printed”"


def heading_lost_in_translation(docs):
    page = docs / "nb/complain.md"
    old = next(
        line for line in page.read_text(encoding="utf-8").split("\n") if "{ #authorities }" in line
    )
    change(page, old, "")
    return "expected the headings of docs/en/complain.md: without “#authorities”"


def blank_lost_in_translation(docs):
    line = change(docs / "nb/letters.md", "{ data-field=reasons }", "")
    return f"docs/nb/letters.md:{line}: expected in #objection the blanks of the English quoted item (docs/en/letters.md:"


def picture_that_is_not_there(docs):
    line = change(docs / "en/what-is-used.md", "figures/training.svg", "figures/trainig.svg")
    return f"docs/en/what-is-used.md:{line}: expected a picture that exists; found “../assets/figures/trainig.svg”"


def unknown_route(docs):
    change(docs / "_data/finder.yml", "      cannot: lost", "      cannot: lots")
    return f"docs/_data/finder.yml:{line_of(docs / '_data/finder.yml', 'cannot: lots')}: tree → mine → have → cannot: expected a route of this file; found “lots”"


def missing_combination(docs):
    change(docs / "_data/finder.yml", "        page: page\n", "")
    return f"docs/_data/finder.yml:{line_of(docs / '_data/finder.yml', '      can:')}: tree → mine → have → can: expected a way on for the answer “page” to “which”"


def question_asked_twice(docs):
    change(
        docs / "_data/finder.yml", "  others: others", "  others:\n    ask: about\n    mine: none"
    )
    return f"docs/_data/finder.yml:{line_of(docs / '_data/finder.yml', '  others:') + 1}: tree → others: expected `ask:` with one of account, login, which; found “about”"


def five_questions(docs):
    change(
        docs / "_data/finder.yml",
        "  login: [can, cannot]",
        "  login: [can, cannot]\n  age: [young, old]",
    )
    return f"docs/_data/finder.yml:{line_of(docs / '_data/finder.yml', 'questions:')}: expected 4 questions at most; found 5"


def route_that_nobody_is_led_to(docs):
    change(docs / "_data/finder.yml", "        page: page", "        page: several")
    return f"docs/_data/finder.yml:{line_of(docs / '_data/finder.yml', '#pages') - 1}: page: expected an answer that leads here; none does: use it or take it out"


def unknown_form(docs):
    change(
        docs / "_data/finder.yml",
        "forms: [form-general-objection, form-whatsapp]",
        "forms: [form-general]",
    )
    line = line_of(docs / "_data/finder.yml", "[form-general]") - 2
    return f"docs/_data/finder.yml:{line}: expected an id of docs/_data/sources.yml; found “form-general”"


def form_that_the_page_does_not_name(docs):
    change(
        docs / "_data/finder.yml",
        "forms: [form-general-objection, form-whatsapp]",
        "forms: [form-facebook]",
    )
    line = line_of(docs / "en/object.md", "#route-whatsapp }")
    return f"docs/en/object.md:{line}: expected the forms of finder.yml, form-facebook; found form-general-objection, form-whatsapp"


def route_without_its_section(docs):
    line = change(docs / "en/object.md", "{ #route-lost }", "{ #route-gone }")
    return f"docs/en/object.md:{line}: expected a route of docs/_data/finder.yml; found “gone”"


def way_on_that_the_page_does_not_name(docs):
    change(
        docs / "_data/finder.yml", "fallback: if-it-fails.md#page", "fallback: if-it-fails.md#error"
    )
    line = line_of(docs / "en/object.md", "#route-page }")
    return f"docs/en/object.md:{line}: expected a link to if-it-fails.md#error, which finder.yml names for “page”"


def finder_lost_in_translation(docs):
    change(docs / "nb/object.md", "<!-- finder -->", "")
    return "docs/nb/object.md:1: expected the mark `<!-- finder -->` once; found it 0 times"


def answer_without_words(docs):
    for code in ("en", "nb"):
        path = docs / code / "strings.yml"
        text = path.read_text(encoding="utf-8")
        at = text.index("    login:")
        path.write_text(
            text[:at]
            + "\n".join(
                line for line in text[at:].split("\n") if not line.startswith("      cannot:")
            ),
            encoding="utf-8",
        )
    return f"docs/nb/strings.yml:{line_of(docs / 'nb/strings.yml', '    login:')}: expected under `finder: questions: login:` the keys question, can, cannot, in this order"


def entry_of_another_day(docs):
    line = change(docs / "en/status.md", "{ #t-2025-08-13 }", "{ #t-2025-08-14 }")
    return f"docs/en/status.md:{line}: expected the entry’s day in <time> and in its id, #t-2025-08-13 or #c-2025-08-13; found “#t-2025-08-14”"


def letter_that_the_font_lacks(docs):
    page = docs / "nb/object.md"
    line = line_of(page, "{ #top }")
    change(page, "{ #top }", "漢 { #top }")
    return f"docs/nb/object.md:{line}: expected letters that Source Sans 3 has; found “漢” (U+6F22)"


def soft_hyphen(docs):
    line = change(docs / "nb/about.md", "{ #top }", "Profil\u00adbilde { #top }")
    return f"docs/nb/about.md:{line}: expected only characters that a reader sees and can search for; found U+00AD, soft hyphen, in “Profil\u00ad"


def zero_width_joiner(docs):
    line = change(docs / "nb/about.md", "title: ", "title: \u200d")
    return f"docs/nb/about.md:{line}: expected only characters that a reader sees and can search for; found U+200D, zero width joiner"


def ligature(docs):
    line = change(docs / "en/about.md", "{ #top }", "o\ufb01cial { #top }")
    return f"docs/en/about.md:{line}: expected only characters that a reader sees and can search for; found U+FB01, latin small ligature fi, in “oﬁcial”"


def decomposed_letter(docs):
    line = change(docs / "nb/about.md", "{ #top }", "a\u030ar { #top }")
    return (
        f"docs/nb/about.md:{line}: expected “å” as one character (Unicode NFC); found “å” as 2 in"
    )


def invisible_word_of_the_frame(docs):
    line = change(docs / "nb/strings.yml", "menu: ", "menu: \u200b")
    return f"docs/nb/strings.yml:{line}: expected only characters that a reader sees and can search for; found U+200B, zero width space"


def editor_file(docs):
    (docs / "nb/.object.md.swp").touch()
    return "docs/nb/.object.md.swp:1: expected no file that an editor or a system left behind: delete it"


def wrong_direction(docs):
    change(docs / "nb/strings.yml", "menu: ", "direction: up\nmenu: ")
    return f"docs/nb/strings.yml:{line_of(docs / 'nb/strings.yml', 'direction')}: expected direction to be ltr or rtl; found “up”"


def title_too_long(docs):
    line = change(docs / "en/object.md", "title: ", f"title: {'no ' * 20}")
    return f"docs/en/object.md:{line}: expected a title of 3 to 45 characters; found "


def paragraph_lost_in_translation(docs):
    change(
        docs / "nb/about.md",
        next(
            part
            for part in (docs / "nb/about.md").read_text(encoding="utf-8").split("\n\n")
            if "MIT" in part
        ),
        "",
    )
    return "expected the blocks of the English section #licence; found it without paragraph (from docs/en/about.md:"


def sources_exchanged_in_translation(docs):
    page = docs / "nb/letters.md"
    text = page.read_text(encoding="utf-8")
    first, second = "[^gdpr-art-21]", "[^datatilsynet-2025]"
    page.write_text(
        text.replace(first, "§").replace(second, first).replace("§", second), encoding="utf-8"
    )
    return f"docs/nb/letters.md:{line_of(page, second)}: expected in #reasons the sources of the English paragraph (docs/en/letters.md:"


def address_twice(docs):
    register = docs / "_data/sources.yml"
    urls = [
        line
        for line in register.read_text(encoding="utf-8").split("\n")
        if line.startswith('  url: "')
    ]
    change(register, urls[1], urls[0])
    return "expected an address of its own; “adnkronos-2025-04” has it"


def unknown_box(docs):
    line = change(docs / "en/index.md", "/// html | div.steps", "/// html | div.stepz")
    return (
        f"docs/en/index.md:{line}: expected /// html | div.steps or /// html | div.grid.cards or "
        "/// html | div.timeline; found “/// html | div.stepz”"
    )


def box_left_open(docs):
    path = docs / "en/status.md"
    line = line_of(path, "/// html | div.timeline")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n///\n", "\n"), encoding="utf-8")
    return f"docs/en/status.md:{line}: expected `///` where this box ends; found none"


def redirect_that_leads_nowhere(docs):
    line = change(docs / "_data/redirects.yml", "  faq: questions", "  faq: question")
    return f"docs/_data/redirects.yml:{line}: short: expected “faq” to lead to a page, such as object; found “question”"


def redirect_of_norwegian(docs):
    line = change(docs / "_data/redirects.yml", '  "no": nb', "  no: nb")
    return f"docs/_data/redirects.yml:{line}: expected YAML, found: a key that is no text: put it in quotes"


def authority_without_names(docs):
    line = (
        change(
            docs / "_data/authorities.yml",
            "  names:\n    de: Österreichische Datenschutzbehörde (DSB)\n",
            "",
        )
        - 2
    )
    return f"docs/_data/authorities.yml:{line}: AT: expected the key “names”"


def settings_in_another_encoding(docs):
    settings = docs.parent / "mkdocs.yml"
    text = settings.read_bytes()
    settings.write_bytes(text + b"# Norv\xe8ge\n")
    return f"Error: mkdocs.yml:{text.count(10) + 1}: expected UTF-8 text"


def no_settings(docs):
    (docs.parent / "mkdocs.yml").unlink()
    return "Error: mkdocs.yml: No such file or directory"


def wrong_encoding(docs):
    page = docs / "nb/words.md"
    page.write_bytes(page.read_text(encoding="utf-8").encode("latin-1", errors="replace"))
    return "docs/nb/words.md:"


#: Each mistake once. Those in a row are made together, for speed: they are in different files.
MISTAKES = [
    (broken_link, broken_fragment, heading_without_id, unknown_key, picture_that_is_not_there),
    (unknown_route, missing_word, blank_lost_in_translation, entry_of_another_day, soft_hyphen),
    (redirect_that_leads_nowhere, authority_without_names, unknown_box, unused_source, bad_date),
    (unknown_footnote, ligature, doubled_id, missing_combination, lost_placeholder, editor_file),
    (sources_exchanged_in_translation, box_left_open, zero_width_joiner, redirect_of_norwegian),
    (unknown_footnote_in_english, heading_lost_in_translation, question_asked_twice),
    (too_long_until_the_next_check, invisible_word_of_the_frame, decomposed_letter, unknown_form),
    (missing_norwegian_home, page_outside_the_menu, level_left_out, title_too_long, low_confidence),
    (address_in_a_page, five_questions, wrong_direction, paragraph_lost_in_translation),
    (missing_english_page, bad_yaml, route_that_nobody_is_led_to, bad_voice),
    (no_front_matter, wrong_encoding, address_twice),
    (duplicate_title, form_that_the_page_does_not_name, finder_lost_in_translation),
    (route_without_its_section, answer_without_words, letter_that_the_font_lacks),
    (way_on_that_the_page_does_not_name,),
    (settings_in_another_encoding,),
    (no_settings,),
]


@pytest.mark.parametrize("mistakes", MISTAKES, ids=lambda row: row[0].__name__)
def test_a_mistake_gets_one_clear_line(copy, mistakes):
    expected = [mistake(copy / "docs") for mistake in mistakes]
    result = command(copy, "check", "--quick")
    assert result.returncode == 1
    for message in expected:
        lines = [line for line in result.stderr.splitlines() if message in line]
        assert len(lines) == 1, f"{message}\n{result.stderr}"
    assert "Traceback" not in result.stderr


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
