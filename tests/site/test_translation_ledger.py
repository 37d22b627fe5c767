"""Each language says how often it was compared with English and what was found, as the ledger has it."""

from __future__ import annotations

from collections.abc import Iterator

from scripts import config
from scripts.data.translations import Ledger, Pass, load_ledger
from scripts.l10n import format_date
from tests.pages import collect, site_pages

#: The pages that judges compare with English.
JUDGED = ("letters", "object", "if-it-fails", "what-is-used", "legal-basis", "other-routes")


def ledger_faults(code: str, ledger: Ledger) -> Iterator[str]:
    """Yield what of a language's ledger is against the rules for a published translation."""
    where = f"docs/_data/translations.yml: {code}"
    if len(ledger.judged) < 2:
        yield f"{where}: expected two passes of judges; found {len(ledger.judged)}"
    words = sum(
        len((config.DOCS / code / f"{name}.md").read_text(encoding="utf-8").split())
        for name in JUDGED
    )
    if not 0.95 * words <= ledger.words <= 1.05 * words:
        yield f"{where}: expected about {words} words, as the pages have; found {ledger.words}"
    for each in ledger.judged[-1:]:
        if each.critical:
            yield f"{where}: expected a further pass: the last one found {each.critical} critical"
    if any(each.left > each.minor for each in ledger.passes):
        yield f"{where}: expected no more errors left than were found"


@collect
def test_each_translation_was_judged_as_the_ledger_says(site):
    for code, ledger in load_ledger().items():
        yield from ledger_faults(code, ledger)


def test_a_language_that_was_not_judged_is_named():
    last = load_ledger()["de"]
    judge = Pass("2026-11-29", "judge", 0, 1, 2, 0)
    assert not list(ledger_faults("de", Ledger(last.words, "2026-11-28", [judge, judge])))
    for bad, sign in (
        (Ledger(last.words, "2026-11-28", [judge]), "two passes"),
        (Ledger(2 * last.words, "2026-11-28", [judge, judge]), "words"),
        (
            Ledger(last.words, "", [judge, Pass("2026-11-29", "judge", 1, 0, 0, 0)]),
            "further pass",
        ),
        (
            Ledger(last.words, "", [judge, Pass("2026-11-29", "judge", 0, 0, 1, 2)]),
            "no more errors left",
        ),
    ):
        [fault] = ledger_faults("de", bad)
        assert sign in fault


#: The pages, such as "nb/object.md", that a native speaker has read: each is written here once
#: more, so that no machine's text is ever taken for one that a person has read.
READ_BY_A_PERSON: frozenset[str] = frozenset()


@collect
def test_no_page_says_unasked_that_a_person_has_read_it():
    for each in site_pages():
        name = f"{each.code}/{each.filename}"
        if each.source.meta.get("translation") == "reviewed" and name not in READ_BY_A_PERSON:
            line = each.source.meta_lines.get("translation", 1)
            known = "and its name in READ_BY_A_PERSON, tests/site/test_translation_ledger.py"
            yield f"docs/{name}:{line}: expected a native speaker to have read it, {known}"


@collect
def test_the_page_about_this_site_tells_it_in_one_line_a_language(site):
    for page in site_pages():
        if page.filename != "about.md":
            continue
        lines = [
            " ".join(item.text_content().split())
            for item in page.tree.xpath("//article//ul/li[span[@lang]][contains(., ':')]")
        ]
        for code, ledger in load_ledger().items():
            name = config.locale(code).name
            own = [line for line in lines if line.startswith(name) or f" {name}" in line]
            day = " ".join(format_date(ledger.compared, page.code).split())
            if len(own) != 1 or day not in own[0] or str(ledger.serious) not in own[0]:
                yield page.fault(f"expected one line on {name}, with {day} and {ledger.serious}")
