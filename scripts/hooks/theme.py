"""Leaves out what no page uses: the theme's own templates and files, which overrides/ take the place of, and in a release the assets,
which scripts/steps/assets.py publishes. Looking through Material's fourteen thousand icons took a tenth of each language's time.
"""

from __future__ import annotations

from mkdocs.structure.files import InclusionLevel

_command = "build"


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether MkDocs builds or serves: only a served page needs the assets beside it."""
    global _command
    _command = command


def on_config(config):
    """Look for templates in overrides/ alone. The sitemap, a template of MkDocs, is made by scripts/steps/sitemap.py."""
    config.theme.dirs = [config.theme.custom_dir]
    config.theme.static_templates = {"404.html"}
    return config


def on_env(env, config, files):
    """After links to them were checked: copy no assets into a language's pages."""
    if _command == "build":
        for file in files:
            if not file.is_documentation_page():
                file.inclusion = InclusionLevel.EXCLUDED
    return env
