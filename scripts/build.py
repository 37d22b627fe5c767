"""`make site`: check the sources, render every language, finish the pages, and put the whole in place of the old site.

Each language is rendered alone, by MkDocs with static-i18n's `build_only_locale`, in a process of its own; the finished
folders are then joined: English at the root, every other language in its folder. Nothing is written to site/ before all
steps are done, so a build that stops half-way leaves the old site whole.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from scripts import check, house
from scripts.problems import BadInput, report
from scripts.steps import assets, search, sitemap, style

WORK = house.ROOT / ".build"
SITE = house.ROOT / "site"


def render(code: str) -> str | None:
    """Render one language into .build/pages/<code>. Returns None, or the message that MkDocs stopped with."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    target = WORK / "pages" / code
    os.environ.update(SITE_LANGUAGE=code, SITE_DIR=str(target), NO_MKDOCS_2_WARNING="1")
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler(sys.stderr))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        build(load_config(str(house.ROOT / "mkdocs.yml"), strict=True))
    except Abort:
        return "stopped by the warnings above"
    except MkDocsException as error:
        return str(error)
    return None


def join(target: Path) -> None:
    """Put the rendered languages together in `target`, leaving out what MkDocs and the theme add for themselves."""
    for language in house.languages():
        source = WORK / "pages" / language.code
        for page in sorted(source.rglob("index.html")):
            place = target / language.at / page.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, place)
    first = WORK / "pages" / house.SOURCE
    shutil.copyfile(first / "404.html", target / "404.html")
    shutil.copytree(house.DOCS / "assets", target / "assets")


def main() -> int:
    """Build the release. Returns the exit code."""
    problems = check.problems()
    if problems:
        return report(problems)
    shutil.rmtree(WORK / "pages", ignore_errors=True)
    new = WORK / "site"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)

    codes = [language.code for language in house.languages()]
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, len(codes))) as pool:
        failures = {code: failure for code, failure in zip(codes, pool.map(render, codes)) if failure}
    if failures:
        for code, failure in failures.items():
            print(f"docs/{code}: {failure}", file=sys.stderr)
        return 1

    try:
        join(new)
        for step in (search, style, assets, sitemap):
            step.run(new)
    except BadInput as error:
        return report([error.problem])

    old = WORK / "old-site"
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    new.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)
    pages = sum(1 for _ in SITE.rglob("*.html"))
    print(f"site/: {pages} pages in {len(codes)} languages for {house.site_url()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
