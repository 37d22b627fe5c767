"""`make check`: everything that can be said of the sources before anything is built. One line a problem; exit code 1 if any."""

from __future__ import annotations

import sys
from collections.abc import Collection

from scripts import authorities, house, pages, yaml_lines
from scripts.checks import dates, front_matter, headings, languages, links, parity, routes, sources, terms, writing
from scripts.problems import BadInput, Problem, report


def problems(known_good: Collection[str] = (), reading: bool = False) -> list[Problem]:
    """All problems in docs/, as far as they can be read. The languages `known_good` are passed over.

    With `reading`, each line is also read for its language, which takes some seconds more (scripts/checks/writing.py).
    """
    found: list[Problem] = []
    names = house.page_files()
    english: dict[str, pages.Page] = {}
    english_strings: dict = {}
    for language in house.languages():
        if language.code in known_good:
            continue
        found += languages.missing(language.code, names)
        read: dict[str, pages.Page] = {}
        for name in names:
            path = house.DOCS / language.code / name
            if path.exists():
                try:
                    read[name] = pages.read(path)
                except BadInput as error:
                    found.append(error.problem)
        found += front_matter.problems(language.code, read)
        found += links.problems(read, english)
        for page in read.values():
            found += headings.problems(page) + dates.problems(page) + writing.problems(language.code, page)
            found += writing.left(language.code, page) if reading else []
        try:
            words, lines = yaml_lines.load(house.DOCS / language.code / "strings.yml")
        except BadInput as error:
            found.append(error.problem)
            words, lines = {}, {}
        if routes.PAGE in read:
            found += routes.mark(read[routes.PAGE])
        if words:
            found += routes.words(f"docs/{language.code}/strings.yml", words, lines)
        if language.code == house.SOURCE:
            english, english_strings = read, words
            found += sources.problems(read) + routes.problems(read)
        else:
            if words:
                found += languages.strings_parity(language.code, english_strings, words, lines)
            for name in read.keys() & english.keys():
                found += parity.problems(english[name], read[name]) + terms.problems(language.code, english[name], read[name])
            found += terms.missing(language.code)
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
