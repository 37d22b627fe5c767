"""Say what is missing before a release may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import click

from scripts.commands import day_argument
from scripts.commands.external_links import dead_links
from scripts.commands.review_due import pages_due
from scripts.commands.translation_status import all_statuses
from scripts.config import DOCS, display_path, limits, site_url
from scripts.data import authorities, sources

#: Hosts that nobody owns (RFC 2606, RFC 6761).
RESERVED_TLDS = ("example", "test", "invalid", "localhost", "local")
RESERVED_DOMAINS = ("example.com", "example.org", "example.net")


def check_site_url(_day: str) -> Iterator[str]:
    """Check that the site has an address of its own, and an encrypted one."""
    parts = urlsplit(site_url())
    host = parts.hostname or ""
    reserved = host.split(".")[-1] in RESERVED_TLDS or host.endswith(RESERVED_DOMAINS)
    if reserved or host.replace(".", "").isdigit():
        yield f"SITE_URL: expected the address that readers will use; found {site_url()}"
    elif parts.scheme != "https":
        yield f"SITE_URL: expected an https address; found {site_url()}"


def check_security_contact(day: str) -> Iterator[str]:
    """Check that the security contact, if there is one, still holds."""
    path = DOCS / ".well-known" / "security.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        key, _, value = line.partition(": ")
        if key == "Expires" and value[:10] <= day:
            found = f"found one that expires on {value[:10]}"
            yield f"{display_path(path)}: expected a contact that holds after {day}; {found}"


def check_sources_opened(day: str) -> Iterator[str]:
    """Check that a person opened every source on its live page."""
    for source in sources.load_sources().values():
        place = f"{display_path(sources.FILE)}:{source.line}: {source.id}: expected"
        if source.url and not source.opened:
            yield f"{place} `opened:`, the day a person opened its live page"
        elif source.opened and source.opened > day:
            yield f"{place} a day that has been; found opened: {source.opened}"


def check_reviews(day: str) -> Iterator[str]:
    """Check that no page is due to be checked again."""
    for review_by, page in pages_due(day):
        yield f"{page}: expected it to be checked again by {review_by}"


def check_translations(_day: str) -> Iterator[str]:
    """Check that no locale is too far behind English."""
    most = limits().max_outdated
    for status in all_statuses():
        if status.outdated > most:
            expected = f"expected at most {most} sections behind the English text"
            found = f"found {status.outdated} (make translation-status)"
            yield f"docs/{status.locale.code}: {expected}; {found}"


def check_external_links(_day: str) -> Iterator[str]:
    """Check that every outside address answers. It asks them all, so it comes last."""
    yield from map(str, dead_links(sources.FILE, authorities.FILE))


CHECKS = {
    "address": check_site_url,
    "contact": check_security_contact,
    "opened": check_sources_opened,
    "reviews": check_reviews,
    "translations": check_translations,
    "links": check_external_links,
}


@click.command()
@day_argument
def release_check(day: str) -> None:
    """Say what is missing before the release may be published on DAY, or today.

    It asks what no test of the site can: whether a person opened the sources, whether reviews are
    due, whether the translations are near enough to English, whether outside addresses answer.
    """
    counts: Counter[str] = Counter()
    for name, check in CHECKS.items():
        for blocker in check(day):
            print(blocker, flush=True)
            counts[name] += 1
    if counts:
        listed = ", ".join(f"{name} {count}" for name, count in counts.items())
        click.echo(f"Not to be published yet: {listed}", err=True)
        raise SystemExit(1)
    print(f"Nothing is missing: {site_url()} may be published on {day}")
