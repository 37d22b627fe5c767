"""Begin a new locale."""

from __future__ import annotations

import re

import click
from babel import Locale

from scripts import yaml_with_lines
from scripts.atomic_write import atomic_write
from scripts.config import DOCS, EEA_LOCALES, SOURCE_LOCALE, locales

STRING = re.compile(r"^(?P<key>\s*[\w-]+:)[ \t]+(?P<value>\S.*)$")
NEXT_STEPS = """\
docs/{code}/strings.yml is there. Add this line to mkdocs.yml, below `languages:`, after English:

        - {{locale: "{code}", name: {name}}}

Then translate, in this order:
1. docs/{code}/strings.yml: the words of the frame, each beside its English
2. docs/_data/terms.tsv: a line for each concept of “{source}”; the languages of the EEA have
   theirs, to read before you begin
3. docs/{code}/index.md, then the other pages; until index.md is there, the language has no start
   page: `make serve LOCALE={code}` shows nothing at /. Other pages that are missing are shown to
   readers as English only

then `make check`, and for each page `make mark-translated FILE=docs/{code}/index.md`.
`make translation-status` shows how far it is."""


def autonym(code: str) -> str:
    """Return a language's name in itself, by CLDR, with a capital."""
    name = str(Locale.parse(code).get_display_name(code))
    return name[:1].upper() + name[1:]


def strings_skeleton(english: str) -> str:
    """Return the English strings.yml with its words in comments and the values left empty."""
    lines = []
    for line in english.split("\n"):
        match = STRING.match(line)
        if match and not line.lstrip().startswith("#"):
            line = f'{match["key"]} ""  # {match["value"]}'
        lines.append(line)
    return "\n".join(lines)


@click.command()
@click.argument("code")
@click.argument("name", required=False)
def new_locale(code: str, name: str | None) -> None:
    """Begin the locale CODE, such as da: its folder, its strings to fill in, and what comes next.

    NAME is the language's name in itself, if not as CLDR has it.
    """
    if code == "no":
        raise click.BadParameter("expected nb or nn, the two written standards; found “no”")
    if code not in EEA_LOCALES:
        known = ", ".join(EEA_LOCALES)
        raise click.BadParameter(f"expected a language of the EEA, one of {known}; found “{code}”")
    if code in (each.code for each in locales()):
        raise click.BadParameter(f"expected a language that is not there yet; found “{code}”")
    path = DOCS / code / "strings.yml"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        english = yaml_with_lines.read_text(DOCS / SOURCE_LOCALE / "strings.yml")
        atomic_write(path, strings_skeleton(english).encode())
    print(NEXT_STEPS.format(code=code, name=name or autonym(code), source=SOURCE_LOCALE))
