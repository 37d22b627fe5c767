"""`make site`: check the sources, make every language, and put the whole in place of the old site.

The chain: check → publish what all pages share → for each language, in a process of its own: render → search → style →
metadata → policy → names → cards and feed → join → sitemap → data → redirects → files for hosts → PDFs → compress → manifest →
swap. Nothing is written to site/ before all of it is done, so a build that stops half-way, on a full disk or by a kill, leaves the
old site whole. `--serial` makes one after the other; `--fresh` keeps nothing from an earlier build; the result is the same, byte for
byte. `--pages` leaves out the PDFs and the compressed copies.
"""

from __future__ import annotations

import shutil
import sys
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from scripts import config, language, swap, workers
from scripts.checks import check_all
from scripts.errors import BuildError, report
from scripts.steps import assets, compress, data, hosting, licences, manifest, pdf, redirects, search, security, sitemap

SITE = config.ROOT / "site"
#: Where the former site is for a moment while the new one takes its place.
OLD = language.WORK / "old-site"
#: Outside .build/, which `--fresh` empties.
LOCK = config.ROOT / ".cache" / "building"


def pdfs(codes: list[str], site: Path, kept: Path, serial: bool = False) -> list[tuple[str, str]]:
    """Make the PDFs of all languages from their finished pages in `site`. Returns the languages that failed, and why."""
    return [(code, why) for code, why in zip(codes, workers.each(partial(pdf.make, site=site, kept=kept), codes, serial)) if why]


def build(serial: bool = False, pages_only: bool = False) -> int:
    """Build the release into .build/site, then swap it with site/. Returns the exit code."""
    codes = [each.code for each in config.locales()]
    contact = security.contact()
    problems = check_all()
    if problems:
        return report(problems)
    new = language.WORK / "site"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    names = assets.publish({**assets.contents(), "assets/search.js": search.program()}, new)

    failures = [(code, why) for code, why in zip(codes, workers.each(partial(language.finish, names=names), codes, serial)) if why]
    for code, why in failures:
        print(f"docs/{code}: {why}", file=sys.stderr)
    if failures:
        return 1
    for each in config.locales():
        language.put(each.code, each.url_prefix, new)
    sitemap.run(new)
    pages = sum(1 for _ in new.rglob("index.html"))
    data.run(new, {code: language.timeline(code) for code in codes})
    redirects.write(new)
    hosting.write(new)
    security.write(new, contact)
    licences.write(new)
    if not pages_only:
        failures = pdfs(codes, new, language.WORK / "pdf", serial)
        for code, why in failures:
            print(f"docs/{code}: {why}", file=sys.stderr)
        if failures:
            return 1
        compress.run(new, language.WORK / "compressed", serial)

    manifest.write(new)
    swap.put(new, SITE, OLD)
    print(f"site/: {pages} pages in {len(codes)} languages for {config.site_url()}")
    return 0


def main(arguments: list[str]) -> int:
    """Run a build with the given options. Returns the exit code."""
    if set(arguments) - {"--serial", "--fresh", "--pages"}:
        print("expected no arguments but --serial, --fresh and --pages", file=sys.stderr)
        return 1
    try:
        with workers.alone(LOCK):
            swap.mended(SITE, OLD)
            if "--fresh" in arguments:
                shutil.rmtree(language.WORK, ignore_errors=True)
            return build(serial="--serial" in arguments, pages_only="--pages" in arguments)
    except BuildError as error:
        return report([error.problem])
    except OSError as error:  # a full disk, a folder that may not be written
        print(f"site/ was not touched: {error.strerror}: {error.filename or 'while writing below .build/'}", file=sys.stderr)
        return 1
    except BrokenProcessPool:
        print("site/ was not touched: a process of the build was ended from outside; is there memory enough?", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
