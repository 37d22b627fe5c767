"""Pack the whole guide for a place without a network: unpack the zip and open index.html.

Made from the finished site/. Its date is the latest day on which a page's facts were checked: the
same site gives the same zip, byte for byte. What differs from the site:

- a link to a folder names its index.html, since nothing stands in for a host that would find it;
- the policy of each page also names `file:`. By the standard (CSP level 3, 6.7.2.8) 'self' is an
  origin, and a file has none. Chromium reads 'self' kindly; other browsers need not;
- what only hosts and robots ask for is left out, and so are the compressed copies.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import click

from scripts.atomic_write import atomic_write
from scripts.config import DOCS, ROOT, SOURCE_LOCALE, display_path, page_filenames
from scripts.content import read_page
from scripts.errors import BuildError

NAME = "posts-and-ai"
#: Of the site, not of the guide: for hosts, robots and those who check a copy.
LEFT_OUT = re.compile(
    r"(.*/)?404\.html|robots\.txt|sitemap\.xml|SHA256SUMS|_headers|_redirects"
    r"|hosting/.*|\.well-known/.*|.*\.(br|zst|gz)"
)
#: A relative link to a folder: "./", "../nb/", "../object/#late"; no host, no bare fragment.
FOLDER_LINK = re.compile(r'(href="|content="0; url=)((?![a-z]+:|/)[^"#?]*/)(#[^"]*)?"')
SEARCH_INDEX = re.compile(r"assets/search/[a-z]+\.[0-9a-f]+\.js")
#: The pages with their addresses, in the search index of one language.
INDEX_PAGES = re.compile(r'(?<="pages":)\[\[.*?\]\]\](?=,"keys":)', re.DOTALL)


def content_date() -> str:
    """Return the latest day, ISO 8601, on which a page's facts were checked."""
    pages = (read_page(DOCS / SOURCE_LOCALE / name) for name in page_filenames())
    return max(str(page.meta["reviewed"]) for page in pages)


def offline_html(html: str) -> str:
    """Return a page of the site as it is in the zip."""
    for directive in ("script-src", "img-src"):
        html = html.replace(f"{directive} 'self'", f"{directive} 'self' file:", 1)
    return FOLDER_LINK.sub(
        lambda link: f'{link[1]}{link[2].removeprefix("./")}index.html{link[3] or ""}"', html
    )


def offline_index(script: str) -> str:
    """Return a search index as it is in the zip. Raises ValueError when it lists no pages."""
    match = INDEX_PAGES.search(script)
    if not match:
        raise ValueError("no list of pages")
    pages = json.loads(match[0])
    for page in pages:
        page[0] = f"{page[0].removeprefix('./')}index.html"
    listed = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    return f"{script[: match.start()]}{listed}{script[match.end() :]}"


def archive_members(site: Path) -> dict[str, bytes]:
    """Return what is in the zip: path → content, in the order of the paths."""
    members = {}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_dir() or LEFT_OUT.fullmatch(name):
            continue
        content = file.read_bytes()
        if name.endswith(".html"):
            content = offline_html(content.decode()).encode()
        elif SEARCH_INDEX.fullmatch(name):
            content = offline_index(content.decode()).encode()
        members[name] = content
    return members


def write_archive(site: Path, folder: Path) -> Path:
    """Write the zip of `site` into `folder` and return its path. Nothing is left half-written."""
    day = content_date()
    target = folder / f"{NAME}-{day}.zip"
    packed = io.BytesIO()
    year, month, date = map(int, day.split("-"))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in archive_members(site).items():
            entry = zipfile.ZipInfo(f"{NAME}-{day}/{name}", (year, month, date, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o100644 << 16, 3  # 3: Unix
            archive.writestr(entry, content)
    atomic_write(target, packed.getvalue())
    return target


@click.command()
def offline_zip() -> None:
    """Pack site/ into a zip for a place without a network."""
    site = ROOT / "site"
    if not (site / "index.html").exists():
        raise BuildError("site", 1, "expected site/ to be built: make site")
    target = write_archive(site, ROOT)
    print(f"{display_path(target)}: {target.stat().st_size:,} bytes")
