"""Gives each file outside the pages a name with its content's hash, so that a host may let browsers keep it for ever."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

#: The drawings are in the pages themselves (scripts/hooks/figures.py); their files are not published.
IN_PAGES = ("figures",)


def run(site: Path) -> None:
    """Rename the files of assets/ and rewrite the pages that name them."""
    renamed: dict[str, str] = {}
    for folder in IN_PAGES:
        for path in (site / "assets" / folder).glob("*"):
            path.unlink()
        (site / "assets" / folder).rmdir()
    for path in sorted((site / "assets").rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
            new = path.with_name(f"{path.stem}.{digest}{path.suffix}")
            path.rename(new)
            renamed[path.relative_to(site).as_posix()] = new.relative_to(site).as_posix()
    if not renamed:
        return
    pattern = re.compile(r'(?<=[/"])(' + "|".join(map(re.escape, renamed)) + r')(?=[" ])')
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        page.write_text(pattern.sub(lambda match: renamed[match[1]], html), encoding="utf-8")
