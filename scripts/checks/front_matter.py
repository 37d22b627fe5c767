"""Front matter: known keys in a fixed order, required ones present, dates real, titles and descriptions unique and fair in length."""

from __future__ import annotations

from datetime import date

from scripts.house import SOURCE, shown
from scripts.pages import Page
from scripts.problems import Problem
from scripts import translation
from scripts.register import is_date

#: Keys of an English page, and of a translated one, in the order they must stand.
ENGLISH = ("title", "description", "reviewed", "review_by")
TRANSLATED = ("title", "description", "translation", translation.KEY)
#: How a translation was made (DESIGN 6).
TRANSLATIONS = ("machine", "reviewed")
TITLE_LENGTH = (3, 45)  # characters: the title is also the label in the menu
DESCRIPTION_LENGTH = (70, 200)  # characters: what result pages of search engines show, with room for longer languages
#: Days between two checks of a page: three months at most; one month for the pages a reader acts by (DESIGN 5).
LONGEST, LONGEST_ACTING = 92, 31
ACTING = ("object.md", "if-it-fails.md", "status.md")


def problems(code: str, pages: dict[str, Page]) -> list[Problem]:
    """Problems in the front matter of one language's pages, given by file name."""
    found = []
    for name, page in pages.items():
        found.extend(_of_one(code, name, page))
    for key in ("title", "description"):
        first: dict[str, str] = {}
        for page in pages.values():
            value = page.meta.get(key)
            if isinstance(value, str) and first.setdefault(value.casefold(), shown(page.path)) != shown(page.path):
                found.append(
                    Problem(shown(page.path), page.meta_lines[key], f"expected a {key} of its own; {first[value.casefold()]} has the same")
                )
    return found


def _of_one(code: str, name: str, page: Page) -> list[Problem]:
    found = []
    keys = ENGLISH if code == SOURCE else TRANSLATED
    file = shown(page.path)

    def add(key: str, expected: str) -> None:
        found.append(Problem(file, page.meta_lines.get(key, 1), f"expected {expected}"))

    for key in page.meta:
        if key not in keys:
            add(key, f"only the keys {', '.join(keys)} in the front matter; found “{key}”")
    for key in keys:
        if key not in page.meta:
            add(key, f"the key “{key}” in the front matter")
    if found:
        return found
    if tuple(page.meta) != keys:
        add(keys[0], f"the keys in the order {', '.join(keys)}")
    for key, (least, most) in (("title", TITLE_LENGTH), ("description", DESCRIPTION_LENGTH)):
        value = page.meta[key]
        if not isinstance(value, str) or not least <= len(value) <= most:
            length = f"{len(value)} characters" if isinstance(value, str) else "no text"
            add(key, f"a {key} of {least} to {most} characters; found {length}")
    if code != SOURCE:
        if page.meta["translation"] not in TRANSLATIONS:
            add("translation", f"translation to be {' or '.join(TRANSLATIONS)}; found “{page.meta['translation']}”")
        stamps = page.meta[translation.KEY]
        if not isinstance(stamps, dict) or not all(isinstance(s, str) and translation.HASH.fullmatch(s) for s in stamps.values()):
            add(translation.KEY, f"{translation.KEY} as `make stamp FILE={file}` writes them: a heading’s id and 12 hex digits in quotes")
        return found
    for key in ("reviewed", "review_by"):
        if not is_date(page.meta[key]):
            add(key, f"{key} to be a day such as 2026-11-23; found “{page.meta[key]}”")
    if found:
        return found
    days = (date.fromisoformat(page.meta["review_by"]) - date.fromisoformat(page.meta["reviewed"])).days
    longest = LONGEST_ACTING if name in ACTING else LONGEST
    if not 0 < days <= longest:
        add("review_by", f"review_by 1 to {longest} days after reviewed; found {days}")
    return found
