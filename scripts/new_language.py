"""`make language CODE=da`: adds a language: one entry in mkdocs.yml, its folder, and its strings.yml with every key and the English
words beside it, to be filled in. Then says what to translate next. Nothing of the theme is needed: the frame's words are all in strings.yml.
"""

from __future__ import annotations

import re
import sys

from babel import Locale, UnknownLocaleError

from scripts import house, yaml_lines
from scripts.problems import BadInput, report

ENTRY = re.compile(r"^(?P<indent> +)- \{locale: (?P<code>[a-z]+), name: (?P<name>[^},]+)(?:, default: true)?\}\n", re.MULTILINE)
#: Written from right to left: their strings.yml says so (`direction: rtl`), and the page turns round.
KEY = re.compile(r"^(?P<head>\s*[\w-]+:)[ \t]+(?P<value>\S.*)$")


def native_name(code: str) -> str:
    """A language's name in itself, by Unicode CLDR, with a capital. Raises ValueError for a code that CLDR does not know."""
    try:
        name = Locale.parse(code).get_display_name(code)
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"expected CODE= a language code such as da; found “{code}”") from None
    return name[:1].upper() + name[1:]


def blank_strings(english: str, direction: str) -> str:
    """The English strings.yml with its words moved into comments and the values left empty. `make check` names each until it is filled."""
    lines = [f"direction: {direction}"] if direction == "rtl" else []
    for line in english.split("\n"):
        match = KEY.match(line)
        if match and not line.lstrip().startswith("#"):
            line = f"{match['head']} \"\"  # {match['value']}"
        lines.append(line)
    return "\n".join(lines)


def add(code: str, name: str) -> None:
    """Write the language into mkdocs.yml and make its folder. Raises BadInput when it is there already or mkdocs.yml has another form."""
    config = house.ROOT / "mkdocs.yml"
    text = yaml_lines.read_text(config)
    entries = list(ENTRY.finditer(text))
    if not entries:
        raise BadInput("mkdocs.yml", 1, "expected lines such as `- {locale: nb, name: Norsk bokmål}` under `languages:`")
    if any(entry["code"] == code for entry in entries):
        line = text[: next(entry for entry in entries if entry["code"] == code).start()].count("\n") + 1
        raise BadInput("mkdocs.yml", line, f"expected a language that is not there yet; found “{code}”")
    # English first (static-i18n builds it twice elsewhere), then by code.
    after = [entry for entry in entries if entry["code"] == house.SOURCE or entry["code"] < code][-1]
    folder = house.DOCS / code
    folder.mkdir(exist_ok=True)
    if not (folder / "strings.yml").exists():
        english = yaml_lines.read_text(house.DOCS / house.SOURCE / "strings.yml")
        blank = blank_strings(english, Locale.parse(code).text_direction)
        (folder / "strings.yml").write_text(blank, encoding="utf-8")
    config.write_text(f"{text[: after.end()]}{after['indent']}- {{locale: {code}, name: {name}}}\n{text[after.end() :]}", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Add the language CODE, with NAME or the name CLDR gives it. Returns the exit code."""
    if not 1 <= len(arguments) <= 2 or not re.fullmatch(r"[a-z]{2,3}", arguments[0]):
        print("expected CODE= a language code such as da: make language CODE=da NAME=Dansk", file=sys.stderr)
        return 1
    code = arguments[0]
    try:
        name = arguments[1] if len(arguments) == 2 else native_name(code)
        add(code, name)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except BadInput as error:
        return report([error.problem])
    print(f"""{name} ({code}) is added. Translate, in this order:
1. docs/{code}/strings.yml: the words of the frame, each beside its English
2. docs/_data/terms.tsv: a line for each concept of “{house.SOURCE}”; the languages of the EEA have theirs, to read before you begin
3. docs/{code}/index.md, then the other pages; what is missing is shown to readers as English only
then `make check`, and for each page `make stamp FILE=docs/{code}/index.md`. `make languages` shows how far it is.""")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
