"""Make a sheet for a native speaker: ten sentences, ten minutes, no account and no Git.

What to do with a filled sheet: CONTRIBUTING.md.
"""

from __future__ import annotations

import json

import click
from babel import Locale

from scripts import templates
from scripts.atomic_write import atomic_write
from scripts.config import DOCS, ROOT, SOURCE_LOCALE, display_path, locales
from scripts.content import read_page
from scripts.data.review import Sentence, load_review, review_file
from scripts.errors import BuildError
from scripts.typesetting import check_letters, typeset

#: More than ten sentences take more than ten minutes.
SENTENCES = 10
#: A sheet with fewer is not worth anybody's way.
FEWEST = 5


def sentences(code: str) -> tuple[list[Sentence], list[Sentence]]:
    """Return what to ask about in a language, and what is left out since the page changed.

    Raises BuildError when too little is left.
    """
    asked = load_review(code).ask
    standing = [each for each in asked if each.stands_in(code)]
    gone = [each for each in asked if each not in standing]
    if len(standing) < FEWEST:
        message = f"expected at least {FEWEST} sentences that stand in the pages, under `ask:`"
        raise BuildError(display_path(review_file(code)), 1, f"{message}; found {len(standing)}")
    return standing[:SENTENCES], gone


@click.command()
@click.argument("code")
def review_sheet(code: str) -> None:
    """Make review-sheet-CODE.html and .pdf: ten sentences for a native speaker to look at."""
    codes = [each.code for each in locales() if each.code != SOURCE_LOCALE]
    if code not in codes:
        raise click.BadParameter(f"expected one of {', '.join(codes)}; found “{code}”")
    language = str(Locale.parse(code).get_display_name("en"))
    asked, gone = sentences(code)
    for each in gone:
        file = display_path(review_file(code))
        print(f"{file}:{each.line}: left out, the page has changed: “{each.sentence}”")
    items = [
        {
            "page": str(read_page(DOCS / code / each.page).meta["title"]),
            "sentence": each.sentence,
            "english": each.english,
            "why": each.why,
        }
        for each in asked
    ]
    name = f"review-sheet-{code}"
    words = {"language": language, "lang": code, "items": items}
    check_letters(json.dumps(words, ensure_ascii=False), display_path(review_file(code)))
    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    sheet = typeset("pdf/review-sheet.typ", inputs, f"{name}.pdf", format="pdf")
    html = templates.render("review-sheet.html", code=code, language=language, items=items)
    for ending, content in (("html", html.encode()), ("pdf", sheet)):
        atomic_write(ROOT / f"{name}.{ending}", content)
    print(f"{name}.html and {name}.pdf: {len(items)} sentences")
