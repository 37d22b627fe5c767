"""Stop a build at mistakes in docs/.

Each is named in one line, with file and line, and nothing is written.
"""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig

from scripts import checks
from scripts.errors import BuildError
from scripts.page_location import i18n_plugin

log = logging.getLogger("mkdocs.guide")


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the sources of all languages, once a build.

    Raises BuildError at the first problem, after naming the others.
    """
    i18n = i18n_plugin(config)
    if i18n.building:
        return
    problems = checks.check_all(only_locale=i18n.config.build_only_locale)
    problems = sorted(set(problems))
    for problem in problems[:-1]:
        log.error(str(problem))
    if problems:
        last = problems[-1]
        raise BuildError(last.file, last.line, last.message)
