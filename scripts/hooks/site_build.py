"""Begin and end a build.

A new site is written beside the old one, and takes its place only when all of it is done.

So a mistake, a full disk or a stopped build leaves the published folder as it was. `mkdocs serve`
writes into a folder of its own, and does not wait for the PDFs: they appear some seconds after the
pages.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from scripts import cache, site
from scripts.config import environment, locales, site_url
from scripts.outputs import SITE_OUTPUTS
from scripts.page_location import i18n_plugin
from scripts.word_forms import forms_of_texts

log = logging.getLogger("mkdocs.guide")
_command = "build"
_serving = False
_warnings = CountHandler(level=logging.WARNING)


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether MkDocs builds or serves, and count what it warns of."""
    global _command
    _command = command
    logging.getLogger("mkdocs").addHandler(_warnings)


def is_nested(config: MkDocsConfig) -> bool:
    """Tell whether static-i18n calls this build for a further language."""
    return bool(i18n_plugin(config).building)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build, unless it is that of a further language."""
    if is_nested(config):
        return config
    if _command == "serve" and not _serving:
        _check_port(config.dev_addr)
    cache.clear_caches()
    for read in (locales, site_url):
        read()  # bad settings are named before anything else
    target = Path(config.site_dir)
    directory = target
    if _command == "build":
        directory = target.with_name(f".{target.name}.{os.getpid()}")
        config.site_dir = str(directory)
    site.start(site.Site(_command, directory, target))
    return config


@event_priority(-50)  # after the sources are checked: to begin processes for nothing takes a second
def on_pre_build(config: MkDocsConfig) -> None:
    """Let worker processes go through the dictionaries while the pages are rendered."""
    if is_nested(config):
        return
    current, only = site.current(), environment().site_locale
    for code in [only] if only else [each.code for each in locales()]:
        current.word_forms[code] = current.pool.submit(forms_of_texts, code)


def _check_port(address: Any) -> None:
    """Say before the pages are built that the port is taken, and not after.

    Raises ConfigurationError.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except (OSError, OverflowError) as error:
            advice = "say another address: make serve ADDRESS=127.0.0.1:8001"
            reason = error.strerror if isinstance(error, OSError) else "no such port"
            message = f"{address.host}:{address.port}: {reason}; {advice}"
            raise ConfigurationError(message) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    """Note that the port is now our own."""
    global _serving
    _serving = True


def _collect(current: site.Site, wait: bool) -> None:
    """Write what the worker processes make; without `wait`, as it comes."""
    for future in current.futures:
        if wait:
            current.write(future.result())
        else:
            future.add_done_callback(lambda done: _write_late(current, done))


def _write_late(current: site.Site, done: Future[site.Files]) -> None:
    if done.cancelled():
        return
    if done.exception():
        log.error(str(done.exception()))
    elif current.directory.exists():
        current.write(done.result())


@event_priority(-101)  # after static-i18n, which builds the further languages at -100
def on_post_build(config: MkDocsConfig) -> None:
    """Make what the whole site has once, and put it in the place of the old one."""
    if is_nested(config):
        return
    current = site.current()
    _collect(current, wait=_command == "build")
    for make in SITE_OUTPUTS:
        current.write(make(current))
    if _command != "build":
        return
    try:
        site.stop()
        config.site_dir = str(current.target)  # `mkdocs gh-deploy` reads it
        if config.strict and any(count for _, count in _warnings.get_counts()):
            shutil.rmtree(current.directory)  # MkDocs stops now, and says why
            return
        _replace(current.directory, current.target)
    except BaseException:  # Ctrl+C while the processes end: `on_shutdown` knows of no site any more
        shutil.rmtree(current.directory, ignore_errors=True)
        raise


def _replace(directory: Path, target: Path) -> None:
    """Let `directory` take the place of `target`. Ctrl+C comes too late: there is always a site."""
    old = target.with_name(f"{directory.name}.old")
    with site.ignoring_interrupt():
        if target.exists():
            target.rename(old)
        directory.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def on_build_error(error: Exception) -> None:
    """Take away what was written so far.

    Raises Abort, after one line, for what the system refuses: a full disk, a folder that nobody may
    write to.
    """
    stopped = site.stop()
    if not stopped or _command != "build":
        return
    shutil.rmtree(stopped.directory, ignore_errors=True)
    if isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        log.error(f"{stopped.target.name}/ was not touched: {error.strerror}{place}")
        raise Abort("Aborted")


def on_shutdown() -> None:
    """End the worker processes; take away what a build that was interrupted has written."""
    stopped = site.stop()
    if stopped and stopped.directory != stopped.target:
        shutil.rmtree(stopped.directory, ignore_errors=True)
