"""Print the comparison as Markdown tables for README.md.

`--quick` measures less: 3 languages, one run.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import baseline, build_time, dev_server, page_load
from scripts import config
from tests import factories
from tests.host import serving


def _print(head: list[str], rows: list[list[str]]) -> None:
    print(
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
        sep="\n",
    )


def main(arguments: list[str]) -> int:
    """Measure and print. Returns the exit code."""
    quick = "--quick" in arguments
    count, runs = (3, 1) if quick else (27, 3)
    print(
        f"`make bench`, {date.today().isoformat()}, {count} languages (copies of the English pages "
        f"where a translation is missing); medians of {runs}, the spread in brackets."
    )
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        ours = Path(scratch) / "ours"
        ours.mkdir()
        codes = factories.make_project(ours, count)
        build_time.build(ours)
        sites = {"this site": ours / "site"}
        for name, instant in (("stock", False), ("stock, navigation.instant", True)):
            folder = Path(scratch) / name.replace(", ", "-")
            baseline.write(ours, folder, codes, instant)
            baseline.build(folder)
            sites[name] = folder / "site"
        chromium = playwright.chromium.launch(
            executable_path=page_load.chromium_path(),
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        for page in ("", "object/"):
            columns = {}
            for name, folder in sites.items():
                with serving(folder) as address:
                    page_load.visit(
                        chromium, address + page, "objection"
                    )  # warms the host's compressed copies
                    columns[name] = page_load.middle(
                        [
                            page_load.visit(chromium, address + page, "objection")
                            for _ in range(runs)
                        ]
                    )
            rows = [
                [key, *(column[key] for column in columns.values())]
                for key in next(iter(columns.values()))
            ]
            _print([f"first view of /{page}", *columns], rows)
        chromium.close()
    head = [
        "languages",
        "this site, all anew: wall / CPU s",
        "after one change",
        "stock",
        "change / stock",
    ]
    _print(head, build_time.table((1, 3) if quick else (1, 9, 27), runs))
    first, change = dev_server.waits("nb")
    print(
        f"\n`make serve LANG=nb` in a project of 27 languages: first page after {first:.1f} s, "
        f"a saved change after {change:.1f} s."
    )
    print(f"\n{len(config.page_filenames())} pages a language. Machines drift: compare the ratios.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
