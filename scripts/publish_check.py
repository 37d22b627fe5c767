"""`make publish-check`: whether this release may be published. One line for each thing missing; exit code 1 when there is any.

It asks what no test of the site can: whether a person opened the sources, whether the reviews are due today, whether the
translations are near enough to the English text, and whether the outside addresses still answer. Until a person has opened every source on its
live page it is rightly red; the site’s page “About” says in which way the facts were read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from scripts import due, house, language_table, outside_links, register
from scripts.problems import BadInput, report

#: Sections of one language that may be behind English, each with its note to the reader; more, and the page is no help.
STALE = 10
#: Hosts that nobody owns (RFC 2606, RFC 6761).
NOBODYS = ("example", "test", "invalid", "localhost", "local")


def address(day: str) -> Iterator[str]:
    """The site has an address of its own, and an encrypted one."""
    parts = urlsplit(house.site_url())
    host = parts.hostname or ""
    if host.split(".")[-1] in NOBODYS or host.endswith(("example.com", "example.org", "example.net")) or host.replace(".", "").isdigit():
        yield f"SITE_URL: expected the address that readers will use; found {house.site_url()}"
    elif parts.scheme != "https":
        yield f"SITE_URL: expected an https address; found {house.site_url()}"


def contact(day: str) -> Iterator[str]:
    """Where the built site names a security contact, it still holds."""
    file = house.ROOT / "site" / ".well-known" / "security.txt"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        key, _, value = line.partition(": ")
        if key == "Expires" and value[:10] <= day:
            yield f"site/.well-known/security.txt: expected a contact that holds after {day}; found one that expires on {value[:10]}"


def opened(day: str) -> Iterator[str]:
    """A person opened every source on its live page."""
    for source in register.sources().values():
        if source.url and not source.opened:
            yield f"{house.shown(register.FILE)}:{source.line}: source “{source.id}”: expected `opened:`, the day a person opened its live page"
        elif source.opened and source.opened > day:
            yield f"{house.shown(register.FILE)}:{source.line}: source “{source.id}”: expected a day that has been; found opened: {source.opened}"


def reviews(day: str) -> Iterator[str]:
    """No page is due to be checked again."""
    for review_by, page in due.due(day):
        yield f"{page}: expected it to be checked again by {review_by}"


def translations(day: str) -> Iterator[str]:
    """No language is too far behind English."""
    for row in language_table.rows():
        if row.behind > STALE:
            yield f"docs/{row.code}: expected at most {STALE} sections behind the English text; found {row.behind} (make languages)"


def links(day: str) -> Iterator[str]:
    """Every outside address answers. It asks them all, so it comes last."""
    places = outside_links.addresses()
    for url, (kind, evidence) in sorted(outside_links.ask(sorted(places)).items()):
        if kind in outside_links.FAILING:
            yield f"{places[url][0]}: expected an answer from {url}; found: {evidence}"


CHECKS = (address, contact, opened, reviews, translations, links)


def main(arguments: list[str]) -> int:
    """Print what is missing on the given day, or today. Returns the exit code."""
    day = arguments[0] if arguments else date.today().isoformat()
    if not register.is_date(day) or len(arguments) > 1:
        print(f"expected a day such as 2027-01-31; found “{' '.join(arguments)}”", file=sys.stderr)
        return 1
    found: dict[str, int] = {}
    try:
        for check in CHECKS:
            for line in check(day):
                print(line, flush=True)
                found[check.__name__] = found.get(check.__name__, 0) + 1
    except BadInput as error:
        return report([error.problem])
    if found:
        print("Not to be published yet: " + ", ".join(f"{name} {count}" for name, count in found.items()), file=sys.stderr)
    else:
        print(f"Nothing is missing: {house.site_url()} may be published on {day}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
