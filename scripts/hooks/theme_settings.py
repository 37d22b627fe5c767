"""Let Material's settings do what they say, and warn of those that do nothing here.

Decisions/0001 says why. Checked once a build, before anything is rendered. Also here: Material's
templates are found without its 14,000 icons being
listed as files, which takes a tenth of each language's time.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from scripts.config import ROOT, locales
from scripts.errors import BuildError
from scripts.page_location import i18n_plugin

log = logging.getLogger("mkdocs.guide")

HONOURED = {"navigation.sections", "navigation.footer", "navigation.path", "content.action.edit"}
#: Material's features that are written in its script alone (setup pages of its documentation, 9.8).
BY_SCRIPT = {
    "announce.dismiss", "content.code.annotate", "content.code.copy", "content.code.select",
    "content.footnote.tooltips", "content.tabs.link", "content.tooltips", "header.autohide",
    "navigation.instant", "navigation.instant.prefetch", "navigation.instant.preview",
    "navigation.instant.progress", "navigation.top", "navigation.tracking", "search.highlight",
    "search.share", "search.suggest", "toc.follow",
}  # fmt: skip
#: Features of the frame that this one has no place for.
BY_FRAME = {
    "content.action.view", "navigation.expand", "navigation.indexes", "navigation.prune",
    "navigation.tabs", "navigation.tabs.sticky", "toc.integrate",
}  # fmt: skip
TYPES: dict[str, type | tuple[type, ...]] = {
    "features": list,
    "palette": (list, dict),
    "logo": str,
    "favicon": str,
    "icon": dict,
    "language": str,
}
SCRIPT_REASON = "needs the theme's script, which this site does not load"
FRAME_REASON = "this site's frame has no place for it"
EXTRA_REASONS = {
    "analytics": "this site counts nobody",
    "consent": "there is nothing to consent to",
    "social": FRAME_REASON,
    "version": SCRIPT_REASON,
}

_template_dirs: list[str] = []
_environment: Environment | None = None


def _line(key: str) -> int:
    """Return the line of mkdocs.yml in which a key stands, 1 where it does not."""
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    return next(
        (n for n, line in enumerate(lines, 1) if re.match(rf"\s*{re.escape(key)}:", line)), 1
    )


def check_types(theme: Theme) -> None:
    """Raise BuildError for an option of the theme that has the wrong type."""
    for key, kind in TYPES.items():
        value = theme.get(key)
        if value is not None and not isinstance(value, kind):
            expected = {
                "features": "a list of names",
                "icon": "names by place",
                "palette": "a list of schemes",
            }.get(key, "text")
            raise BuildError(
                "mkdocs.yml", _line(key), f"expected theme.{key} to be {expected}; found “{value}”"
            )


def unused_settings(config: MkDocsConfig) -> list[str]:
    """Return a line for each setting that does nothing here, with the reason."""
    found = []
    for feature in config.theme.get("features") or []:
        if feature in HONOURED:
            continue
        reason = (
            SCRIPT_REASON
            if feature in BY_SCRIPT
            else FRAME_REASON
            if feature in BY_FRAME
            else "is no feature of Material"
        )
        found.append(f"theme.features: {feature}: {reason}")
    if config.theme.get("font"):
        found.append("theme.font: this site loads no web font; extra_css can set --md-text-font")
    palette = config.theme.get("palette") or []
    for scheme in [palette] if isinstance(palette, dict) else palette:
        for key in ("primary", "accent"):
            if scheme.get(key) not in (None, "custom"):
                found.append(
                    f"theme.palette.{key}: {scheme[key]}: extra_css can set --md-{key}-fg-color"
                )
    found += [
        f"extra.{key}: {reason}" for key, reason in EXTRA_REASONS.items() if config.extra.get(key)
    ]
    found += [
        f"plugins: {name}: {SCRIPT_REASON}; this site has a search of its own"
        for name in config.plugins
        if name in ("search", "material/search")
    ]
    return found


def check_files(config: MkDocsConfig) -> None:
    """Raise BuildError for a style sheet or a language of the theme that is not there."""
    for name in config.extra_css:
        if not (Path(config.docs_dir) / str(name)).is_file():
            raise BuildError(
                "mkdocs.yml",
                _line("extra_css"),
                f"expected extra_css to name a file below docs/; found “{name}”",
            )
    for locale in locales():
        partial = Path("partials", "languages", f"{locale.code}.html")
        if not any((Path(folder) / partial).exists() for folder in _template_dirs):
            raise BuildError(
                f"overrides/{partial.as_posix()}",
                1,
                f"expected the theme's words for {locale.code}: Material has none",
            )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the settings, and let MkDocs list no files of a theme but those of overrides/."""
    global _template_dirs, _environment
    if not i18n_plugin(config).building:
        _template_dirs, _environment = list(config.theme.dirs), None
        check_types(config.theme)
        check_files(config)
        for line in unused_settings(config):
            log.warning(line)
    config.theme.dirs = [str(config.theme.custom_dir)]
    config.theme.static_templates = (
        set()
    )  # 404.html and sitemap.xml are made once: scripts/outputs/
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Find Material's templates again, and compile each template once for all languages."""
    global _environment
    if _environment is None:
        env.loader = FileSystemLoader(_template_dirs)
        _environment = env
    return _environment
