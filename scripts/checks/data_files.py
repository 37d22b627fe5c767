"""Check that every file of docs/_data can be read; what is in them, scripts/data knows."""

from __future__ import annotations

from scripts.checks.locale_sources import LocaleSources
from scripts.data.authorities import load_authorities
from scripts.data.finder import load_tree
from scripts.data.redirects import load_redirects
from scripts.data.sources import load_sources
from scripts.data.termbase import load_termbase
from scripts.errors import BuildError, Problem


def check(sources: LocaleSources) -> list[Problem]:
    """Return the first problem of each data file, once: beside English."""
    problems = []
    readers = (load_authorities, load_tree, load_redirects, load_sources, load_termbase)
    for load in readers if sources.is_source else ():
        try:
            load()
        except BuildError as error:
            problems.append(error.problem)
    return problems
