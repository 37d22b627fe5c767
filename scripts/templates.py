"""Render the templates of overrides/ that are not a whole page of MkDocs.

Parts of a text, feeds, and small pages of their own.
"""

from __future__ import annotations

import functools

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.config import ROOT
from scripts.l10n import format_date


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "overrides"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = format_date
    return environment


def render(name: str, **context: object) -> str:
    """Render a template of overrides/, by its path there.

    What it is given is escaped, unless it is marked as safe.
    """
    return _environment().get_template(name).render(**context)
