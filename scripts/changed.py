"""`make changed LANG=de`: each section of a language that is behind: the English text it was made from (found in git by its hash), the English
text now, and the translated one, ready to be worked on. Then `make stamp`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts import house, pages, translation
from scripts.pages import Page
from scripts.problems import BadInput, report
from scripts.translation import State


def _git(*arguments: str) -> str:
    """What a git command answers; nothing where there is no repository or no such version."""
    try:
        done = subprocess.run(["git", "-C", str(house.ROOT), *arguments], capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def then(path: Path, identifier: str, stamp: str) -> str | None:
    """The English section as it was when its hash was `stamp`, or None when no version in git has it."""
    name = house.shown(path)
    for commit in _git("log", "--format=%H", "--", name).split():
        try:
            old = pages.parse(_git("show", f"{commit}:./{name}"), path)
        except BadInput:
            continue  # a version that could not be read then
        section = translation.sections(old).get(identifier)
        if section and translation.hashed(section) == stamp:
            return translation.normalised(section)
    return None


def _block(title: str, text: str | None) -> str:
    return f"--- {title}\n{text if text is not None else '(no version in git has it)'}\n"


def described(english: Page, translated: Page | None) -> list[str]:
    """What is to be translated of one page, a text for each section that is behind."""
    if translated is None:
        return [f"=== {house.shown(english.path)}: not translated yet, {len(translation.sections(english))} sections\n"]
    ours, theirs, found = translation.sections(english), translation.sections(translated), []
    for identifier, state in translation.states(english, translated).items():
        if state is State.IN_STEP:
            continue
        line = theirs[identifier].line if identifier in theirs else len(translated.lines)
        parts = [f"=== {house.shown(translated.path)}:{line}: #{identifier}, {state.value}\n"]
        if state is State.CHANGED:
            stamp = translation.stamps(translated).get(identifier)
            parts.append(_block("English then", then(english.path, identifier, stamp) if stamp else "(never stamped)"))
        if identifier in ours:
            parts.append(_block("English now", translation.normalised(ours[identifier])))
        if identifier in theirs:
            parts.append(_block("the translation", translation.normalised(theirs[identifier])))
        found.append("\n".join(parts))
    return found


def main(arguments: list[str]) -> int:
    """Print what is to be translated in the given language. Returns the exit code: 0, or 1 for an unknown language."""
    codes = [language.code for language in house.languages() if language.code != house.SOURCE]
    if len(arguments) != 1 or arguments[0] not in codes:
        print(f"expected a language, LANG= one of {', '.join(codes)}", file=sys.stderr)
        return 1
    try:
        texts = [text for pair in translation.pairs(arguments[0]).values() for text in described(*pair)]
    except BadInput as error:
        return report([error.problem])
    print("\n".join(texts) if texts else f"{arguments[0]}: every section is in step with English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
