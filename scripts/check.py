"""`make check`: everything that can be said of the sources before anything is built. One line a problem; exit code 1 if any."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial

from scripts import authorities, house, pages, workers, yaml_lines
from scripts.checks import cards, dates, front_matter, headings, languages, links, parity, routes, sources, terms, timeline, writing
from scripts.problems import BadInput, Problem, report
from scripts.steps import feed


def _read(code: str, found: list[Problem]) -> tuple[dict[str, pages.Page], dict, dict[str, int]]:
    """A language's pages by name, its words, and the lines where those stand. What cannot be read is noted in `found`."""
    read: dict[str, pages.Page] = {}
    for name in house.page_files():
        path = house.DOCS / code / name
        if path.exists():
            try:
                read[name] = pages.read(path)
            except BadInput as error:
                found.append(error.problem)
    try:
        words, lines = yaml_lines.load(house.DOCS / code / "strings.yml")
    except BadInput as error:
        found.append(error.problem)
        words, lines = {}, {}
    return read, words, lines


def of_language(code: str, reading: bool = False) -> list[Problem]:
    """All problems of one language; a translation's also beside the English text, whose own problems are left to English."""
    found = languages.missing(code, house.page_files())
    english, english_words = ({}, {}) if code == house.SOURCE else _read(house.SOURCE, [])[:2]
    read, words, lines = _read(code, found)
    found += front_matter.problems(code, read)
    found += links.problems(read, english)
    for page in read.values():
        found += headings.problems(page) + dates.problems(page) + writing.problems(code, page)
        found += writing.left(code, page) if reading else []
    if feed.PAGE in read:
        found += timeline.problems(read[feed.PAGE])
    if routes.PAGE in read:
        found += routes.mark(read[routes.PAGE])
    if words:
        found += routes.words(f"docs/{code}/strings.yml", words, lines)
        found += cards.problems(code, read, words)
    if code == house.SOURCE:
        return found + sources.problems(read) + routes.problems(read)
    if words:
        found += languages.strings_parity(code, english_words, words, lines)
    for name in read.keys() & english.keys():
        found += parity.problems(english[name], read[name]) + terms.problems(code, english[name], read[name])
    return found + terms.missing(code)


def problems(known_good: Collection[str] = (), reading: bool = False, serial: bool = False) -> list[Problem]:
    """All problems in docs/, as far as they can be read. The languages `known_good` are passed over; the others are looked at side by
    side, or with `serial` one after the other.

    With `reading`, each line is also read for its language, which takes some seconds more (scripts/checks/writing.py).
    """
    codes = [language.code for language in house.languages() if language.code not in known_good]
    found = [problem for each in workers.each(partial(of_language, reading=reading), codes, serial) for problem in each]
    try:
        authorities.authorities()
    except BadInput as error:
        found.append(error.problem)
    return found


def main() -> int:
    """Print the problems and return the exit code."""
    try:
        found = problems(reading=True)
    except BadInput as error:
        found = [error.problem]
    code = report(found)
    if not code:
        print(f"{len(house.page_files())} pages in {len(house.languages())} languages: nothing to mend")
    return code


if __name__ == "__main__":
    sys.exit(main())
