"""`make stamp FILE=docs/de/object.md`: the last step of translating. Writes into the page's front matter from which English
text each section was made. Refuses, and writes nothing, while the structure, the terms or the writing is not right.

Takes named files only: it says “I have translated this as English is now”, and is no way to make a notice go quiet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scripts import house, pages, translation, yaml_lines
from scripts.checks import dates, front_matter, headings, links, parity, terms, writing
from scripts.pages import Page
from scripts.problems import BadInput, Problem, report


def _front(text: str) -> tuple[list[str], list[str]]:
    """The lines of the front matter without its stamps, and the lines after it."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    kept, inside = [], False
    for line in lines[1:end]:
        inside = line.startswith(f"{translation.KEY}:") or (inside and line.startswith((" ", "\t")))
        if not inside:
            kept.append(line)
    return kept, lines[end + 1 :]


def stamped(text: str, hashes: dict[str, str]) -> str:
    """A page's text with `hashes` in its front matter, in place of older ones."""
    front, body = _front(text)
    marks = [f"{translation.KEY}:", *(f'  {identifier}: "{value}"' for identifier, value in hashes.items())]
    return "\n".join(["---", *front, *marks, "---", *body])


def problems(code: str, english: Page, translated: Page) -> list[Problem]:
    """What keeps a page from being stamped: everything is compared with English as it is now."""
    fresh = Page(translated.path, {**translated.meta, translation.KEY: {}}, translated.meta_lines, translated.body, translated.headings)
    found = headings.problems(fresh) + parity.problems(english, fresh)
    if found:
        return found
    others = {name: pair[1] or pair[0] for name, pair in translation.pairs(code).items()}
    english_pages = {name: pair[0] for name, pair in translation.pairs(code).items()}
    mine = house.shown(translated.path)
    found = front_matter.problems(code, {translated.path.name: fresh})
    found += [p for p in links.problems(others, english_pages) if p.file == mine]
    found += terms.missing(code) + terms.problems(code, english, fresh)
    return found + dates.problems(fresh) + writing.problems(code, fresh) + writing.left(code, fresh)


def stamp(path: Path) -> list[Problem]:
    """Stamp one page. Returns what is to be mended first; then nothing was written. Raises BadInput for what cannot be read."""
    codes = [language.code for language in house.languages() if language.code != house.SOURCE]
    if path.parent.parent != house.DOCS or path.parent.name not in codes or path.name not in house.page_files():
        raise BadInput(house.shown(path), 1, f"expected a translated page, docs/<{'|'.join(codes)}>/<name>.md, that the menu names")
    translated, english = pages.read(path), pages.read(translation.mirror(path))
    found = problems(path.parent.name, english, translated)
    if not found:
        new = path.with_name(path.name + ".part")
        new.write_text(stamped(yaml_lines.read_text(path), translation.hashes(english)), encoding="utf-8")
        os.replace(new, path)
    return found


def main(arguments: list[str]) -> int:
    """Stamp the named files. Returns the exit code."""
    if not arguments:
        print("expected the pages that were translated: make stamp FILE=docs/de/object.md", file=sys.stderr)
        return 1
    found: list[Problem] = []
    for name in arguments:
        try:
            problems_of_one = stamp((house.ROOT / name).resolve() if not Path(name).is_absolute() else Path(name))
        except BadInput as error:
            problems_of_one = [error.problem]
        found += problems_of_one
        if not problems_of_one:
            print(f"{name}: in step with docs/{house.SOURCE}/{Path(name).name}")
    return report(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
