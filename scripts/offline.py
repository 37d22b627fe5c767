"""`make offline`: writes posts-and-ai-<date>.zip, the whole guide for a place without a network: unpack it and open index.html.

Made from the finished site/, so build that first. The date is the latest day on which a page's facts were checked, not today's:
the same site gives the same zip, byte for byte. What differs from the site:

- a link to a folder names its index.html, since nothing stands in for a host that would find it;
- the policy of each page also names `file:`. By the standard (CSP level 3, 6.7.2.8) 'self' is an origin, and a file has none. Chromium
  reads 'self' kindly; other browsers need not;
- what only hosts and robots ask for is left out, and so are the compressed copies.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

from scripts import house, pages
from scripts.problems import BadInput, report

NAME = "posts-and-ai"
#: Of the site, not of the guide: for hosts, robots and those who check a copy.
LEFT_OUT = re.compile(r"(.*/)?404\.html|robots\.txt|sitemap\.xml|manifest\.sha256|_headers|_redirects|hosting/.*|\.well-known/.*|.*\.(br|zst|gz)")
#: A relative link to a folder: "./", "../nb/", "../object/#late", "letters/"; not an address with a host, nor a bare fragment.
FOLDER = re.compile(r'(href="|content="0; url=)((?![a-z]+:|/)[^"#?]*/)(#[^"]*)?"')
#: The search's script of one language has the address of each part.
PARTS = re.compile(r'("parts":)(\[\[.*?\]\])(,"words":)', re.DOTALL)


def date() -> str:
    """The latest day, ISO 8601, on which a page's facts were checked."""
    return max(pages.read(house.DOCS / house.SOURCE / name).meta["reviewed"] for name in house.page_files())


def page(html: str) -> str:
    """A page of the site as it is in the zip."""
    html = html.replace("script-src 'self'", "script-src 'self' file:", 1).replace("img-src 'self'", "img-src 'self' file:", 1)
    return FOLDER.sub(lambda link: f'{link[1]}{link[2].removeprefix("./")}index.html{link[3] or ""}"', html)


def _part(part: list[str]) -> list[str]:
    folder, mark, fragment = part[0].partition("#")
    return [f"{folder.removeprefix('./')}index.html{mark}{fragment}", *part[1:]]


def guide(script: str) -> str:
    """The search's script of one language as it is in the zip. Raises ValueError when it has no list of parts."""
    found = PARTS.search(script)
    if not found:
        raise ValueError("no list of parts")
    parts = json.dumps([_part(part) for part in json.loads(found[2])], ensure_ascii=False, separators=(",", ":"))
    return script[: found.start(2)] + parts + script[found.end(2) :]


def files(site: Path) -> dict[str, bytes]:
    """What is in the zip: path → content, in the order of the paths."""
    found = {}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_dir() or LEFT_OUT.fullmatch(name):
            continue
        content = file.read_bytes()
        if name.endswith(".html"):
            content = page(content.decode()).encode()
        elif re.fullmatch(r"assets/search/[a-z]+\.[0-9a-f]+\.js", name):
            content = guide(content.decode()).encode()
        found[name] = content
    return found


def write(site: Path, folder: Path) -> Path:
    """Write the zip of `site` into `folder`. Returns its path. Nothing is left half-written."""
    day = date()
    target = folder / f"{NAME}-{day}.zip"
    part = target.with_suffix(".part")
    stamp = (*map(int, day.split("-")), 0, 0, 0)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files(site).items():
            entry = zipfile.ZipInfo(f"{NAME}-{day}/{name}", stamp)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o100644 << 16, 3  # 3: Unix
            archive.writestr(entry, content)
    part.replace(target)
    return target


def main() -> int:
    """Write the zip beside README. Returns the exit code."""
    site = house.ROOT / "site"
    if not (site / "index.html").exists():
        print("expected site/ to be built: make site", file=sys.stderr)
        return 1
    try:
        target = write(site, house.ROOT)
    except BadInput as error:
        return report([error.problem])
    print(f"{house.shown(target)}: {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
