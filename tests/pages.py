"""The pages of the built site, each parsed once, and one failure for all that is wrong with them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

from scripts import config, content

#: The built site: that of PROJECT_ROOT, so that tests/faults.py can have a copy looked at.
SITE = config.ROOT / "site"
#: More lines than this nobody reads.
SHOWN = 30


@dataclass(frozen=True)
class SitePage:
    """One page: `path` is "el/object/" below the site, `filename` is "object.md"."""

    code: str
    prefix: str
    filename: str

    @property
    def path(self) -> str:
        return self.prefix + config.page_url(self.filename)

    @property
    def url(self) -> str:
        return config.site_url() + self.path

    @property
    def file(self) -> Path:
        return SITE / self.path / "index.html"

    @property
    def source(self) -> content.Page:
        """Its Markdown."""
        return content.read_page(config.DOCS / self.code / self.filename)

    @property
    def html(self) -> str:
        return _read(self.file)

    @property
    def tree(self) -> HtmlElement:
        """The page, parsed; whoever changes it takes a copy."""
        return _parse(self.file)

    def fault(self, message: str, element: HtmlElement | None = None) -> str:
        """Name a fault with its file and, of an element, its line."""
        line = f":{element.sourceline}" if element is not None else ""
        return f"site/{self.path}index.html{line}: {message}"


_texts: dict[Path, str] = {}
_trees: dict[Path, HtmlElement] = {}


def _read(file: Path) -> str:
    if file not in _texts:
        _texts[file] = file.read_text(encoding="utf-8")
    return _texts[file]


def _parse(file: Path) -> HtmlElement:
    if file not in _trees:
        _trees[file] = lxml_html.fromstring(_read(file))
    return _trees[file]


def forget(file: Path) -> None:
    """Read a page again, since its file has changed: tests/faults.py changes some."""
    _texts.pop(file, None)
    _trees.pop(file, None)


@functools.cache
def site_pages() -> tuple[SitePage, ...]:
    """All pages of all languages, in the order of mkdocs.yml; those that docs/ has a text for."""
    return tuple(
        SitePage(locale.code, locale.url_prefix, name)
        for locale in config.locales()
        for name in config.page_filenames()
        if (config.DOCS / locale.code / name).exists()
    )


def page(code: str, filename: str) -> SitePage | None:
    """One page, or None where the language does not have it."""
    return next((p for p in site_pages() if (p.code, p.filename) == (code, filename)), None)


def pages_named(filename: str) -> tuple[SitePage, ...]:
    """One page in all languages."""
    return tuple(each for each in site_pages() if each.filename == filename)


def squeeze(element: HtmlElement) -> str:
    """An element's text, its white space folded."""
    return " ".join(element.text_content().split())


def heading_text(heading: HtmlElement) -> str:
    """A heading's words, without the link to itself."""
    text = "".join(heading.xpath(".//text()[not(ancestor::a[@class='headerlink'])]"))
    return " ".join(text.split())


def collect(test: Callable[..., Iterator[str]]) -> Callable[..., None]:
    """Let a test yield each fault that it finds, and fail with all of them at its end."""

    @functools.wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        faults = list(test(*args, **kwargs))
        more = f"\n… and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:SHOWN]) + more

    return run
