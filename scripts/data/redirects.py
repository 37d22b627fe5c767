"""Read the redirects, docs/_data/redirects.yml: addresses that lead to another one."""

from __future__ import annotations

from scripts.cache import cached
from scripts.config import (
    DATA,
    DOCS,
    EEA_LOCALES,
    display_path,
    locales,
    page_filenames,
    page_url,
)
from scripts.data import schema
from scripts.errors import BuildError

FILE = DATA / "redirects.yml"


@cached
def load_redirects() -> dict[str, dict[str, str]]:
    """Return the redirects by kind, "short", "moved", "languages": old name → new name.

    A language's code is left out as long as the site has not the locale that it leads to.
    Raises BuildError for a name that is taken, or one that leads nowhere.
    """
    data, lines = schema.load(FILE, "redirects")
    names = {page_url(name).strip("/") for name in page_filenames()}
    codes = {locale.code for locale in locales()}
    taken = names | codes | {"assets", "data", "hosting"}
    for kind, entries in data.items():
        targets = EEA_LOCALES if kind == "languages" else names - {""}
        target = "the code of a language" if kind == "languages" else "a page, such as object"
        for old, new in entries.items():
            message = ""
            if old in taken:
                message = f"a name that no page, language or other redirect has; found “{old}”"
            elif new not in targets:
                message = f"“{old}” to lead to {target}; found “{new}”"
            if message:
                line = lines[f"{kind}.{old}"]
                raise BuildError(display_path(FILE), line, f"{kind}: expected {message}")
            taken.add(old)
    known = {old: new for old, new in data["languages"].items() if new in codes}
    return {**data, "languages": known}


def redirect_map() -> dict[str, str]:
    """Return all redirects as paths below the site: "opt-out/" → "object/".

    A page that was moved has one in every locale that has the page.
    """
    redirects = load_redirects()
    prefixes = {locale.code: locale.url_prefix for locale in locales()}
    paths = {f"{old}/": f"{new}/" for old, new in redirects["short"].items()}
    for old, new in redirects["moved"].items():
        for code, prefix in prefixes.items():
            if (DOCS / code / f"{new}.md").exists():
                paths[f"{prefix}{old}/"] = f"{prefix}{new}/"
    return paths | {f"{old}/": prefixes[new] for old, new in redirects["languages"].items()}
