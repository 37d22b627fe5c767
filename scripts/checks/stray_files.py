"""Find what editors and systems leave behind below docs/ and overrides/: it could be published."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import DOCS, ROOT, display_path
from scripts.errors import Problem

PATTERNS = (
    *(".DS_Store", "._*", "Thumbs.db", "desktop.ini", ".directory"),
    *("*~", "*.sw[a-p]", ".#*", "#*#", "*.orig", "*.rej", "*.bak", "*.tmp", "*.part"),
)


def check(sources: LocaleSources) -> list[Problem]:
    """Return a problem for each such file, once: beside English."""
    if not sources.is_source:
        return []
    message = "expected no file that an editor or a system left behind: delete it"
    return [
        Problem(display_path(path), 1, message)
        for pattern in PATTERNS
        for folder in (DOCS, ROOT / "overrides")
        for path in folder.rglob(pattern)
    ]
