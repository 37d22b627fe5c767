"""Tells the templates what they need to know of a page: its language's words, its other languages, its dates.

static-i18n has alternates of its own; they are not used, since they cost half of a build with many languages and name
pages that do not exist. Which translations exist is read off the files (DESIGN 6).
"""

from __future__ import annotations

from types import SimpleNamespace

from jinja2 import FileSystemBytecodeCache
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from scripts import config as project, content, l10n
from scripts.cache import clear_caches
from scripts.errors import BuildError
from scripts.steps import whole

_command = "build"


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether MkDocs builds or serves: a served single language has no neighbours to point to."""
    global _command
    _command = command


def on_config(config):
    """Under `make serve` forget what was read before: a file may have changed since."""
    if _command == "serve":
        clear_caches()
    return config


def on_files(files, config):
    """Where one language is built alone, hide the others' files: static-i18n would look at each of them, for every language."""
    alone = config.plugins["i18n"].config.build_only_locale
    if not alone:
        return files
    others = {language.code for language in project.locales()} - {alone}
    return Files([file for file in files if file.src_uri.partition("/")[0] not in others])


def page_name(page) -> tuple[str, str]:
    """Language code and file name of a MkDocs page: ("nb", "object.md")."""
    code, _, name = page.file.src_uri.partition("/")
    return code, name


def _root(page, code: str, alone: bool) -> str:
    """The way from a page to the root of the site, "./", "../" or "../../"."""
    steps = page.url.count("/") if page.url not in (".", "./") else 0
    if alone and _command == "build" and code != project.SOURCE_LOCALE:
        steps += 1  # `make site` builds each language alone and then puts it into its folder
    return "../" * steps or "./"


def ways(page, config) -> tuple[str, str]:
    """The ways from a page to the root of the site and to the home page of its language: ("../../", "../../nb/")."""
    code, _ = page_name(page)
    alone = bool(config.plugins["i18n"].config.build_only_locale)
    root = _root(page, code, alone)
    at = "" if alone and _command == "serve" else next(language.url_prefix for language in project.locales() if language.code == code)
    return root, root + at


def _dates(name: str) -> dict:
    """When a page was checked and is to be checked again. The whole guide is as old as the oldest page in it."""
    files = project.page_filenames() if name == whole.PAGE else [name]
    metas = [content.read_page(project.DOCS / project.SOURCE_LOCALE / file).meta for file in files]
    return {key: min(meta[key] for meta in metas) for key in ("reviewed", "review_by")}


def on_page_context(context, page, config, nav):
    """Add `words`, `here`, `alternates` and `checked` to the page's template context."""
    code, name = page_name(page)
    root, home = ways(page, config)
    served_alone = bool(config.plugins["i18n"].config.build_only_locale) and _command == "serve"
    path = project.page_url(name)
    own = next(language for language in project.locales() if language.code == code)

    alternates = [
        SimpleNamespace(
            code=other.code,
            name=other.name,
            href=f"{root}{other.url_prefix}{path}",
            url=f"{project.site_url()}{other.url_prefix}{path}",
            own=other.code == code,
        )
        for other in project.locales()
        if (project.DOCS / other.code / name).exists() and (other.code == code or not served_alone)
    ]
    try:
        english = _dates(name)
        words = l10n.load_strings(code)
        checked = SimpleNamespace(
            reviewed=english["reviewed"],
            reviewed_written=l10n.format_date(english["reviewed"], code),
            review_by=english["review_by"],
            review_by_written=l10n.format_date(english["review_by"], code),
        )
    except BuildError as error:
        raise PluginError(str(error.problem)) from None
    except (KeyError, ValueError, TypeError):
        raise PluginError(
            f"docs/{project.SOURCE_LOCALE}/{name}:1: expected `reviewed: 2026-11-23` and `review_by: 2027-02-23` in the front matter"
        ) from None

    context.update(
        words=words,
        here=SimpleNamespace(
            code=code, stem=name.removesuffix(".md"), root=root, home=home, url=f"{project.site_url()}{own.url_prefix}{path}",
            search=_command == "build",  # its files are made from the finished pages, which `make serve` does not finish
        ),
        alternates=alternates,
        checked=checked,
    )
    return context


def on_env(env, config, files):
    """Let the templates write a date in a language: `{{ "2025-05-27" | written("nb") }}`."""
    # The same templates serve every language: compiled once, also for the processes beside this one and the next build.
    compiled = project.ROOT / ".cache" / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    env.filters["written"] = l10n.format_date
    env.globals["languages"] = project.locales()
    env.globals["all_strings"] = l10n.load_strings
    env.globals["site_url"] = project.site_url()
    env.globals["alone"] = config.plugins["i18n"].config.build_only_locale
    return env
