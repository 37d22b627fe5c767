"""Writes .well-known/security.txt (RFC 9116), only where whoever publishes the site says whom to write to, and until when that holds.

    SECURITY_CONTACT=mailto:somebody@your.address SECURITY_EXPIRES=2027-11-24T00:00:00Z make site

Both are given, not guessed: nothing here reads the clock, so that the same commit gives the same bytes.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from scripts import config
from scripts.errors import BuildError

#: RFC 9116, 2.5.3: a URI; a web address must be https.
CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*|tel:\+?[0-9-]+)")
#: RFC 9116, 2.5.5: a date and time of RFC 3339; here in UTC.
EXPIRES = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def contact() -> tuple[str, str] | None:
    """The contact and the time it expires, from the environment, or None where none is given. Raises BuildError for half of it."""
    address, expires = os.environ.get("SECURITY_CONTACT", ""), os.environ.get("SECURITY_EXPIRES", "")
    if not address and not expires:
        return None
    if not CONTACT.fullmatch(address):
        raise BuildError("SECURITY_CONTACT", 1, f"expected an address such as mailto:somebody@your.address; found “{address}”")
    try:
        known = EXPIRES.fullmatch(expires) and datetime.fromisoformat(expires.removesuffix("Z"))
    except ValueError:
        known = None
    if not known:
        raise BuildError("SECURITY_EXPIRES", 1, f"expected a time such as 2027-11-24T00:00:00Z; found “{expires}”")
    return address, expires


def write(site: Path, given: tuple[str, str] | None) -> None:
    """Write the file below the folder `site`, if a contact is given."""
    if given is None:
        return
    address, expires = given
    place = site / ".well-known" / "security.txt"
    place.parent.mkdir()
    canonical = f"Canonical: {config.site_url()}.well-known/security.txt\n"
    languages = f"Preferred-Languages: {', '.join(language.code for language in config.locales())}\n"
    place.write_text(f"Contact: {address}\nExpires: {expires}\n{languages}{canonical}", encoding="utf-8")
