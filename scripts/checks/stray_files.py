"""Find what editors and systems leave behind below docs/ and overrides/: it could be published."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.config import DATA, DOCS, ROOT, display_path
from scripts.errors import Problem

PATTERNS = (
    *(".DS_Store", "._*", "Thumbs.db", "desktop.ini", ".directory"),
    *("*~", "*.sw[a-p]", ".#*", "#*#", "*.orig", "*.rej", "*.bak", "*.tmp", "*.part"),
    *("*.save", "*.old", "~$*", "Icon\r"),
)
#: What MkDocs would publish as it stands must end like this: nothing else is meant to be.
ENDINGS = {
    *(".md", ".yml", ".css", ".js", ".json", ".txt", ".xml", ".pdf", ".woff", ".woff2"),
    *(".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
}


def check(sources: LocaleSources) -> list[Problem]:
    """Return a problem for each such file, once: beside English."""
    if not sources.is_source:
        return []
    found = {
        path
        for pattern in PATTERNS
        for folder in (DOCS, ROOT / "overrides")
        for path in folder.rglob(pattern)
    }
    for path in DOCS.rglob("*"):
        parts = path.relative_to(DOCS).parts
        published = parts[0] != DATA.name and not any(part.startswith(".") for part in parts)
        if published and path.suffix not in ENDINGS and path.is_file():
            found.add(path)
    message = "expected no file that an editor or a system left behind: delete it"
    return [Problem(display_path(path), 1, message) for path in sorted(found)]
