"""The site that is being built: what hooks, transforms and outputs know of it.

MkDocs builds one language after the other (static-i18n calls its build again for each), so there is
one `Site` a build, and one `LocalePages` a language in it. Only plain data is in a `LocalePages`,
so that a worker process can take it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

from scripts import config

#: Path below the site → content.
Files = dict[str, bytes]


def fingerprinted(path: str, content: bytes) -> str:
    """Return a path with the first 8 hex digits of the content's SHA-256.

    "main.js" → "main.b75a5077.js".
    """
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{ending}"


@dataclass(frozen=True)
class Article:
    """The text of one page as MkDocs rendered it, without the frame.

    `url` is its path below its language.
    """

    filename: str
    url: str
    title: str
    description: str
    html: str

    @functools.cached_property
    def tree(self) -> HtmlElement:
        """The text as one element; whoever changes it takes a copy."""
        return lxml_html.fragment_fromstring(self.html, create_parent="article")

    def __getstate__(self) -> dict[str, object]:
        """Leave the tree behind when a worker process takes the article."""
        return {key: value for key, value in vars(self).items() if key != "tree"}


@dataclass(frozen=True)
class LocalePages:
    """The rendered texts of one language, by file name in the order of the menu.

    `url_prefix` is "" or "nb/".
    """

    code: str
    url_prefix: str
    articles: dict[str, Article]

    @property
    def home_url(self) -> str:
        """The public address of the language's home page."""
        return config.site_url() + self.url_prefix


def end_with_parent() -> None:
    """End this worker process with its parent, even one that was killed: else it waits for ever."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def ignoring_interrupt() -> Iterator[None]:
    """Ignore Ctrl+C for as long as this lasts; only the main thread can, and only it is stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Worker(SpawnProcess):
    """A worker process that leaves Ctrl+C, which reaches all processes, to its parent."""

    def start(self) -> None:
        """Begin it: from its first moment it ignores what is ignored here."""
        with ignoring_interrupt():
            super().start()


class Workers(SpawnContext):
    """How worker processes begin.

    Not forked: `mkdocs serve` has threads, and a fork copies their locks as they are.
    """

    Process = Worker


@dataclass
class Site:
    """One build.

    `directory` is where its files are written; `target` is where they go when all is done.
    """

    command: str
    directory: Path
    target: Path
    locales: dict[str, LocalePages] = field(default_factory=dict)
    #: Path of an asset ("assets/js/main.js") → its path below the site, with a hash of its content.
    assets: dict[str, str] = field(default_factory=dict)
    futures: list[Future[Files]] = field(default_factory=list)
    #: Language → its dictionary being gone through, in a worker process.
    word_forms: dict[str, Future[object]] = field(default_factory=dict)
    _pool: ProcessPoolExecutor | None = None

    @property
    def pool(self) -> ProcessPoolExecutor:
        """Worker processes for what takes long and needs nothing of MkDocs: PDFs and cards."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(mp_context=Workers(), initializer=end_with_parent)
        return self._pool

    def write(self, files: Files) -> None:
        """Write files below the site's folder."""
        for path, content in files.items():
            place = self.directory / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    def write_assets(self, files: Files) -> None:
        """Write files, those below assets/ under names with their content's hash.

        Browsers may keep such a file for ever.
        """
        named = {}
        for path, content in files.items():
            if path.startswith("assets/"):
                self.assets[path] = fingerprinted(path, content)
            named[self.assets.get(path, path)] = content
        self.write(named)

    def close(self) -> None:
        """End the worker processes: what has not begun is dropped, what has is waited for.

        Without waiting, Python's end and that of the pool's thread can come in each other's way.
        """
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


_current: Site | None = None


def start(site: Site) -> None:
    """Make `site` the one that is being built."""
    global _current
    if _current is not None:
        _current.close()
    _current = site


def current() -> Site:
    """Return the site that is being built. Raises RuntimeError outside a build."""
    if _current is None:
        raise RuntimeError("no site is being built")
    return _current


def stop() -> Site | None:
    """End the build, finished or not. Return its site, or None where none was begun."""
    global _current
    stopped, _current = _current, None
    if stopped is not None:
        stopped.close()
    return stopped
