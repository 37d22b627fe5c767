"""Stop a build at mistakes in docs/: each is named in one line, with file and line, and nothing is written."""

from __future__ import annotations

import logging

from scripts import checks
from scripts.errors import BuildError

log = logging.getLogger("mkdocs.guide")


def on_pre_build(config) -> None:
    """Check the sources of all languages, once a build. Raises BuildError at the first problem, after naming the others."""
    i18n = config.plugins["i18n"]
    if i18n.building:
        return
    problems = checks.check_all(only_locale=i18n.config.build_only_locale)
    *others, last = sorted(set(problems)) or [None]
    for problem in others:
        log.error(str(problem))
    if last:
        raise BuildError(last.file, last.line, last.message)
