"""security.txt is published when, and only when, a person has written one (RFC 9116)."""

from __future__ import annotations

import re

from scripts.config import DOCS
from tests.pages import SITE
from tests.project import copy_project, digests, mkdocs

TEXT = "Contact: mailto:guide@example.org\nExpires: 2027-11-24T00:00:00Z\nPreferred-Languages: en\n"


def test_without_a_contact_there_is_none(site):
    written = (DOCS / ".well-known" / "security.txt").exists()
    assert (SITE / ".well-known" / "security.txt").exists() is written


def test_what_a_person_writes_is_published_as_it_is(tmp_path):
    project = copy_project(tmp_path)
    file = project / "docs" / ".well-known" / "security.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    result = mkdocs(project, "build", "--strict", "-q")
    assert (result.returncode, result.stderr) == (0, "")
    assert (project / "site/.well-known/security.txt").read_text(encoding="utf-8") == TEXT
    listed = (project / "site" / "SHA256SUMS").read_text(encoding="utf-8")
    assert re.search(r"^[0-9a-f]{64}  \.well-known/security\.txt$", listed, re.MULTILINE)
    assert ".well-known/security.txt" in digests(project / "site")
