"""A translated part has all that the English one has, in the words and signs of its language. Golden pairs, good and bad, one a rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import config, content, translation
from scripts.checks import language_detection, parity, typography
from scripts.checks import termbase as checked_terms
from scripts.checks.locale_sources import LocaleSources
from scripts.commands.mark_translated import with_source_hashes
from scripts.data import termbase
from scripts.data.termbase import load_termbase

ENGLISH = """---
title: A page
description: A page that has one of everything that a translation is compared by, and not more than that.
reviewed: 2026-11-23
review_by: 2027-02-23
---

# A page { #top }

Meta paid €1,052 under Article 6(1)(f).[^gdpr-art-6] [See](object.md#late) the 27 rules.
{ .lead }

## Second { #second }

On <time datetime="2025-05-27">27 May 2025</time> Meta spoke of its legitimate interest. Write [here][form-facebook].

- One
- Two

| A | B |
|---|---|
| 1 | 2 |

!!! warning "Look"
    *\\[your name\\]*{ data-field=name }

![A drawing.](../assets/figures/routes.svg)
"""
GOOD = """---
title: Eine Seite
description: Eine Seite, die von allem etwas hat, womit eine Übersetzung verglichen wird, und nicht mehr als das.
translation: machine
---

# Eine Seite { #top }

Nach Artikel 6 Absatz 1 Buchstabe f zahlte Meta 1.052 Euro.[^gdpr-art-6] Die 27 Regeln: [hier](object.md#late). 1
{ .lead }

## Zweite { #second }

Von seinem berechtigten Interesse sprach Meta am <time datetime="2025-05-27">27. Mai 2025</time>. [Dort][form-facebook] schreiben.

- Eins
- Zwei

| A | B |
|---|---|
| 1 | 2 |

!!! warning "Achtung"
    *\\[Ihr Name\\]*{ data-field=name }

![Eine Zeichnung.](../assets/figures/routes.svg)
""".replace(" 1\n{ .lead }", "\n{ .lead }")


def page(text: str, code: str) -> content.Page:
    return content.parse_page(text, config.DOCS / code / "sample.md")


def pair(english: str, translated: str, code: str) -> LocaleSources:
    original = LocaleSources("en", {"sample.md": page(english, "en")}, {}, {})
    return LocaleSources(code, {"sample.md": page(translated, code)}, {}, {}, original)


def one(code: str, page: content.Page) -> LocaleSources:
    return LocaleSources(code, {"sample.md": page}, {}, {})


def messages(text: str) -> list[str]:
    return [
        f"{problem.line}: {problem.message}" for problem in parity.check(pair(ENGLISH, text, "de"))
    ]


def test_a_faithful_translation_passes():
    assert messages(GOOD) == []
    norwegian = GOOD.replace("berechtigten Interesse", "berettigede interesse").replace(
        "Artikel 6 Absatz 1 Buchstabe f", "artikkel 6 nr. 1 bokstav f"
    )
    for text, code in ((norwegian, "nb"), (GOOD, "de")):
        assert checked_terms.check(pair(ENGLISH, text, code)) == []


LISTED = """---
title: x
---

# X { #top }

A paragraph.

- One of 3.[^one]
- One of 4.[^two]

| A | B |
|---|---|
| 5 | [a](object.md) |

/// steps

1. **First** 6

> Quoted 7.
>
> - *\\[name\\]*{ data-field=name }

///
"""
EXCHANGED = {
    "two sources": ("[^one]", "[^two]"),
    "two numbers": ("3", "4"),
    "a number and one of a cell": ("6", "5"),
    "two paragraphs": ("> Quoted 7.\n>\n", ""),
    "a paragraph": ("A paragraph.\n\n", ""),
    "a block": ("/// steps", "/// cards"),
    "the end of a block": ("\n///\n", "\n"),
    "an item": ("- One of 4.[^two]\n", ""),
    "an item numbered": ("- One of 4", "1. One of 4"),
    "two cells": ("| 5 | [a](object.md) |", "| [a](object.md) | 5 |"),
}


@pytest.mark.parametrize("what", EXCHANGED)
def test_what_is_exchanged_between_blocks_is_named(what):
    first, second = EXCHANGED[what]
    text = (
        LISTED.replace(first, "§").replace(second, first).replace("§", second)
        if second in LISTED and second.strip()
        else LISTED.replace(first, second)
    )
    assert text != LISTED and parity.check(pair(LISTED, LISTED, "de")) == []
    found = [str(problem) for problem in parity.check(pair(LISTED, text, "de"))]
    assert found and all(
        re.match(r"docs/de/sample.md:\d+: expected .*docs/en/sample.md:\d+", line) for line in found
    ), found


BAD = {
    "a lost heading": ("## Zweite { #second }", "", "without “#second”"),
    "another level": ("## Zweite", "### Zweite", "12: expected “#second” on level 2"),
    "another heading": ("{ #second }", "{ #zweite }", "expected no part #zweite"),
    "a lost source": (
        "[^gdpr-art-6]",
        "",
        "9: expected in #top the sources of the English paragraph (docs/en/sample.md:10); found it without gdpr-art-6",
    ),
    "a doubled source": ("[^gdpr-art-6]", "[^gdpr-art-6][^gdpr-art-6]", "found it with gdpr-art-6"),
    "another link": (
        "object.md#late",
        "object.md#covers",
        "the links and pictures of the English paragraph (docs/en/sample.md:10); found it without object.md#late and with object.md#covers",
    ),
    "a lost form": (
        "[Dort][form-facebook]",
        "Dort",
        "the sources of the English paragraph (docs/en/sample.md:15); found it without form-facebook",
    ),
    "another number": (
        "1.052",
        "1.025",
        "the numbers of the English paragraph (docs/en/sample.md:10); found it without 1052 and with 1025",
    ),
    "another article": ("Artikel 6", "Artikel 9", "without 6 and with 9"),
    "another date": (
        '"2025-05-27"',
        '"2025-05-26"',
        "the dates of the English paragraph (docs/en/sample.md:15); found it without 2025-05-27",
    ),
    "a lost item": (
        "- Zwei\n",
        "",
        "the blocks of the English section #second; found it without item",
    ),
    "a lost row": ("| 1 | 2 |\n", "", "found it without table row of 2 cells, cell, cell"),
    "a lost cell": ("| 1 | 2 |", "| 1 |", "with table row of 1 cells"),
    "a lost call-out": (
        '!!! warning "Achtung"',
        '!!! note "Achtung"',
        "found it without call-out “warning” and with call-out “note”",
    ),
    "a lost blank": (
        "{ data-field=name }",
        "",
        "the blanks of the English paragraph (docs/en/sample.md:25); found it without name",
    ),
    "a lost picture": (
        "![Eine Zeichnung.](../assets/figures/routes.svg)",
        "",
        "found it without paragraph (from docs/en/sample.md:27 on)",
    ),
    "a lost mark": (
        "{ .lead }\n",
        "",
        "the marks of the English paragraph (docs/en/sample.md:10); found it without lead",
    ),
    "a heading out of order": (
        "# Eine Seite { #top }",
        "# Eine Seite { #second }",
        "without “#top”",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_differs_is_named(what):
    old, new, expected = BAD[what]
    assert GOOD.count(old) >= 1
    found = messages(GOOD.replace(old, new, 1))
    assert any(expected in message for message in found), found


LINKED = """---
title: x
---

# X { #top }

[Facebook][form-facebook] [Instagram][form-instagram]

[Early](object.md#before), [late](object.md#late), *\\[name\\]*{ data-field=name }, *\\[e\\]*{ data-field=email }
"""


@pytest.mark.parametrize(
    "pair_of",
    [
        ("[form-facebook]", "[form-instagram]"),
        ("object.md#before", "object.md#late"),
        ("=name", "=email"),
    ],
)
def test_links_and_blanks_exchanged_in_one_block_are_named(pair_of):
    one, other = pair_of
    text = LINKED.replace(one, "§").replace(other, one).replace("§", other)
    assert text != LINKED and parity.check(pair(LINKED, LINKED, "de")) == []
    [found] = map(str, parity.check(pair(LINKED, text, "de")))
    assert re.match(r"docs/de/sample.md:\d+: expected in #top the .* in the order of", found)


def test_a_part_that_is_lost_or_padded_is_named():
    english = ENGLISH.replace("Look", "Words to read. " * 60)
    assert any(
        "times the English text’s length; found 0." in problem.message
        for problem in parity.check(pair(english, GOOD, "de"))
    )


def test_numbers_are_one_however_they_are_written():
    assert (
        sorted(parity.numbers("1,052 and 4.5 and 2026/1744"))
        == sorted(parity.numbers("1\u00a0052, 4,5, 2026/1744"))
        == sorted(["1052", "4.5", "2026", "1744"])
    )
    assert parity.numbers('<time datetime="2025-05-27">27 May 2025</time>[^article-29]') == []


def test_a_part_made_from_older_english_is_not_compared():
    english = page(ENGLISH, "en")
    stamped = with_source_hashes(
        GOOD.replace("1.052", "1.025"),
        {**translation.section_hashes(english), "top": "0123456789ab"},
    )
    assert parity.check(pair(ENGLISH, stamped, "de")) == []
    assert translation.section_states(english, page(stamped, "de")) == {
        "top": translation.State.OUTDATED,
        "second": translation.State.UP_TO_DATE,
    }


def test_a_hash_sees_words_and_not_spaces():
    def of(text: str) -> dict:
        return translation.section_hashes(page(text, "en"))

    assert (
        of(ENGLISH)
        == of(ENGLISH.replace("- One\n", "- One   \n"))
        == of(ENGLISH.replace("\n\n## Second", "\n\n\n\n## Second"))
    )
    changed = of(ENGLISH.replace("- One", "- Ones"))
    assert changed["top"] == of(ENGLISH)["top"] and changed["second"] != of(ENGLISH)["second"]
    assert of(ENGLISH.replace("## Second {", "## Another {"))["second"] != of(ENGLISH)["second"]
    assert all(re.fullmatch("[0-9a-f]{12}", value) for value in of(ENGLISH).values())


@pytest.mark.parametrize(
    ("code", "english", "translated", "expected"),
    [
        (
            "nb",
            "its legitimate interest",
            "sin legitime interesse",
            "expected “berettiget interesse” or another word; found “legitime interesse”",
        ),
        (
            "nb",
            "its legitimate interest",
            "det den vil",
            "expected “berettiget interesse” in #second, as English has it there",
        ),
        ("nb", "You can object.", "Du kan klage.", "expected “protestere, protest” in #second"),
    ],
)
def test_the_terms_of_law_are_kept(code, english, translated, expected):
    parts = [
        f"---\ntitle: x\n---\n\n# X {{ #top }}\n\n## Y {{ #second }}\n\n{text}\n"
        for text in (english, translated)
    ]
    assert any(expected in problem.message for problem in checked_terms.check(pair(*parts, code)))


@pytest.mark.parametrize(
    ("code", "good", "bad", "expected"),
    [
        (
            "nb",
            "«Til enhver tid», sier loven.",
            "“Til enhver tid”, sier loven.",
            "expected the quotation marks «»",
        ),
        ("de", "„Jederzeit“, sagt Metas Text.", "„Jederzeit”, sagt Metas Text.", "found ”"),
        ("mt", "L-awtorità qalet “iva”.", 'L-awtorità qalet "iva".', 'found "'),
        ("fi", "Laki sanoo ”milloin tahansa”.", "Laki sanoo “milloin tahansa”.", "found “"),
        (
            "fr",
            "«\u00a0À tout moment\u00a0», dit la loi\u00a0: oui\u00a0!",
            "« À tout moment », dit la loi.",
            "expected a space that does not break",
        ),
        ("fr", "Pourquoi\u00a0?", "Pourquoi?", "found “Pourquoi?”"),
        ("fr", "À 12:30, lisez ceci\u00a0:", "Lisez ceci :", "found “ :”"),
        (
            "el",
            "Η Meta το λέει.",
            "Η Μeta το λέει.",
            "expected one alphabet in a word; found “Μeta”",
        ),
        ("bg", "Можете да възразите.", "Mожете да възразите.", "found “Mожете”"),
        ("pl", "Sprzeciw jest ważny.", "Sprzeciw jest ваżny.", "expected one alphabet in a word"),
        (
            "fi",
            'Nimi on <span lang="el">Αρχή</span>.',
            "Nimi on Αρχή.",
            "expected letters of the language",
        ),
    ],
)
def test_letters_quotation_marks_and_spaces_are_those_of_the_language(code, good, bad, expected):
    def found(text: str) -> list[str]:
        return [
            problem.message
            for problem in typography.check(
                one(code, page(f"---\ntitle: x\n---\n\n# X {{ #top }}\n\n{text}\n", code))
            )
        ]

    assert found(good) == []
    assert any(expected in message for message in found(bad)), found(bad)


LINES = {
    "en": "You can still object to this use of your posts at any time, and you do not have to say why.",
    "nb": "Du kan fortsatt protestere mot denne bruken av innleggene dine, og du trenger ikke å si hvorfor.",
    "de": "Sie können dieser Nutzung Ihrer Beiträge jederzeit widersprechen und müssen keinen Grund nennen.",
    "el": "Μπορείτε να αντιταχθείτε σε αυτή τη χρήση των αναρτήσεών σας οποτεδήποτε, χωρίς να πείτε γιατί.",
    "bg": "Можете да възразите срещу това използване на публикациите си по всяко време и без да казвате защо.",
    "mt": "Tista’ toġġezzjona għal dan l-użu tal-posts tiegħek meta trid, u m’għandekx għalfejn tgħid għaliex.",
    "fi": "Voit milloin tahansa vastustaa julkaisujesi käyttöä, eikä sinun tarvitse kertoa, miksi teet niin.",
}


@pytest.mark.parametrize("code", LINES)
def test_a_line_left_in_another_language_is_found(code):
    def found(*texts: str) -> list[str]:
        return [
            problem.message
            for problem in language_detection.check(
                one(
                    code,
                    page(
                        "---\ntitle: x\n---\n\n# X { #top }\n\n" + "\n\n".join(texts) + "\n", code
                    ),
                )
            )
        ]

    assert found(LINES[code]) == []
    other = "de" if code == "en" else "en"
    assert any(
        "this reads as" in message for message in found(LINES[code], LINES[code], LINES[other])
    )
    assert found(LINES[code], f'<span lang="{other}">{LINES[other]}</span>') == []
    words = LINES[other].split()
    short = [" ".join(words[place : place + 4]) for place in range(0, len(words), 4)]
    assert any("expected the page to be in" in message for message in found(*short))


@pytest.mark.parametrize(
    ("english", "translated", "expected"),
    [
        (
            "Please restrict the processing of my data.",
            "Ich bitte, die Verarbeitung meiner Daten einzuschränken.",
            [],
        ),
        (
            "Please restrict the processing of my data.",
            "Ich bitte um weniger Verarbeitung.",
            ["expected “Einschränkung der Verarbeitung, die Verarbeitung einschränken” in #second"],
        ),
        # A concept for reference, “route”: nothing is wanted of the section, and what it avoids is still named.
        ("Which route is yours?", "Was gilt?", []),
        ("A private note reports it.", "Notizen, die jemand veröffentlicht hat, berichten es.", []),
        (
            "A private note reports it.",
            "Eine private Notiz berichtet es.",
            ["or another word; found “private Notiz”"],
        ),
        # The label of a menu may stand in English.
        (
            "**Privacy Centre → AI at Meta →** form",
            '**Privacy Center → <span lang="en">AI at Meta</span> →** Formular',
            [],
        ),
        ("This is for AI at Meta.", "Das ist für Metas KI.", ["expected “KI bei Meta” in #second"]),
    ],
)
def test_a_concept_is_wanted_or_for_reference(english, translated, expected):
    parts = [
        f"---\ntitle: x\n---\n\n# X {{ #top }}\n\n## Y {{ #second }}\n\n{text}\n"
        for text in (english, translated)
    ]
    found = [problem.message for problem in checked_terms.check(pair(*parts, "de"))]
    assert len(found) == len(expected) and all(
        want in message for want, message in zip(expected, found, strict=True)
    ), found


def test_the_termbase_holds_every_language_and_concept():
    """Those of the site, and all others of the EEA: their terms are read before anybody translates."""
    for code in {language.code for language in config.locales()} | set(config.EEA_LOCALES):
        assert set(load_termbase()[code]) == set(load_termbase()[config.SOURCE_LOCALE]), code


def test_a_term_is_found_where_it_stands_and_avoids_no_other():
    """Each language’s own terms: each is found by its expression, and none is what another avoids."""
    for code, own in load_termbase().items():
        for term in own.values() if code != config.SOURCE_LOCALE else ():
            assert term.found.search(term.term), f"{term.line}: {term.term}"
            assert not [
                each.line for each in own.values() if each.avoid and each.avoid.search(term.term)
            ], f"{term.line}: {term.term}"


def test_a_broken_termbase_is_named(tmp_path, monkeypatch):
    for line, expected in (
        ("nb\tconsent\tsamtykke\t(samtykk\t\t", "expected a regular expression"),
        ("nb\tconsent", "expected 6 cells"),
        ("nb\troute\tvei\t\t\t", "expected 6 cells, the first four filled"),
    ):
        file = Path(tmp_path) / "terms.tsv"
        file.write_text("\t".join(termbase.COLUMNS) + "\n" + line + "\n", encoding="utf-8")
        monkeypatch.setattr(termbase, "FILE", file)
        load_termbase.cache_clear()
        with pytest.raises(Exception) as caught:
            load_termbase()
        assert f":2: {expected}" in str(caught.value)
    load_termbase.cache_clear()


def test_an_old_number_in_a_description_is_named():
    english = page("---\ndescription: What we could not find by 28 November 2026.\n---\n", "en")
    for text, found in (
        ("Was bis zum 28. November 2026 fehlte.", []),
        ("Was bis November 2026 fehlte.", []),
        ("Was bis zum 22. November 2026 fehlte.", ["22"]),
    ):
        translated = page(f"---\ndescription: {text}\n---\n", "de")
        problems = parity._front_matter(english, translated)
        assert [each.message.split()[-1] for each in problems] == found
