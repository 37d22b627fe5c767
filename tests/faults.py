"""Put the faults of faults.yml into a copy of the built site and of docs/, and see what notices.

One by one, by hand or weekly: `python -m tests.faults`, or `python -m tests.faults menu` for those with that
word in their name; `--keep` takes the site that was built for it last time. A fault in the site is
shown to the static tests, first to those that should notice; a fault in docs/ to the checks, and to
the tests that read docs/ alone. Printed is who noticed, whether file and place were named, and at
the end what nobody noticed. The exit code is 1 if that is anything but what no program can notice,
or if a fault no longer fits its file. Nothing of the project is changed.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
#: The project as it is now, built in a few languages of three scripts: all would take three times
#: as long, and no fault of these is one of the number of languages.
BUILT = ROOT / ".build" / "faults"
LANGUAGES = ("en", "bg", "de", "el", "fi", "mt", "nb", "pl")
#: What reads the site; not what builds, serves or listens, which no fault here is for.
OF_SITE = tuple(
    f"site/test_{name}.py"
    for name in (
        *("page_frame", "page_text", "lang_and_hreflang", "open_graph", "csp", "links"),
        *("citations", "dead_ends", "fact_coverage", "feed", "open_data", "search_index"),
        *("finder", "authorities", "relative_urls", "print_page", "social_cards", "licences"),
        *("theme", "page_weight", "server_config", "reproducible_build", "qr_codes"),
        *("translation_ledger", "narrow_screen"),
    )
)
#: What reads docs/ without a site made from it.
OF_DOCS = (
    "site/test_page_text.py::test_the_addresses_of_the_forms_are_right_to_the_digit",
    "site/test_fact_coverage.py",
    "site/test_translation_ledger.py::test_each_translation_was_judged_as_the_ledger_says",
    "site/test_translation_ledger.py::test_no_page_says_unasked_that_a_person_has_read_it",
    "site/test_finder.py::test_there_are_few_questions_and_every_combination_is_tried",
    "site/test_finder.py::test_each_way_through_the_questions_ends_where_it_should",
    "site/test_authorities.py::"
    "test_every_country_has_its_authority_and_each_an_address_in_its_country",
    "site/test_server_config.py::test_the_list_of_redirects_is_what_was_published",
    "site/test_order_of_facts.py",
)
#: These build a project, ask Caddy, draw or compress. The checksums would notice everything.
LEFT_OUT = (
    "another_folder or restyles or settings_are or a_setting or less_is or bad_input or "
    "without_material or answer or encryption or compressed or browsers_keep_files or "
    "plain_addresses or redirect_arrives or checksums or archive or fits_its_flight or "
    "search_is_small or what_follows or lychee_would or shows_its_own_words or drawn or "
    "named_by_its_content"
)
#: Two processes, each with a copy: as many as a small machine has cores.
PROCESSES = 2
#: Said on the command line: what was built last time is taken again.
KEEP = "--keep"
#: Tests that fail without any fault, and what they say then.
UNSOUND: dict[str, str] = {}


@dataclass(frozen=True)
class Fault:
    """A fault, as faults.yml explains: `edit` is its kind, `given` what stands behind that."""

    name: str
    files: str
    edit: str
    given: str | list[str]
    by: str = "page_frame"
    beyond: str = ""


@dataclass(frozen=True)
class Outcome:
    """Who noticed a fault and what was said; whether file and place were named; seconds."""

    number: int
    fits: bool
    test: str = ""
    message: str = ""
    is_placed: bool = False
    seconds: float = 0

    @property
    def fault(self) -> Fault:
        """The fault of that number."""
        return FAULTS[self.number]

    def __str__(self) -> str:
        if not self.fits:
            return f"{self.fault.name}: DOES NOT FIT: mend this fault"
        if not self.test:
            return f"{self.fault.name}: {'beyond: ' * bool(self.fault.beyond)}UNNOTICED"
        place = "" if self.is_placed else "; NOT PLACED: " + self.message[:160].replace("\n", " ")
        test = self.test.removeprefix("tests/site/test_")
        return f"{self.fault.name}: {test} ({self.seconds:.1f} s){place}"


def replace(text: str, old: str, new: str) -> str:
    """Replace the first place of a text."""
    return text.replace(old, new, 1)


def put(text: str, pattern: str, new: str) -> str:
    """Put something in the place of what a regular expression finds first."""
    return re.sub(pattern, new, text, count=1, flags=re.DOTALL)


def swap(text: str, one: str, other: str) -> str:
    """Exchange two texts wherever they stand."""
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def exchange(text: str, one: str, other: str) -> str:
    """Exchange the first place of a text and the first place of another behind it."""
    before, found, rest = text.partition(one)
    between, also, after = rest.partition(other)
    return f"{before}{other}{between}{one}{after}" if found and also else text


def style(text: str, rule: str) -> str:
    """Add a rule to the style of a page, and its hash to the policy."""
    old = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    hashes = [
        base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        for css in (old, old + rule)
    ]
    return text.replace(f"{old}</style>", f"{old}{rule}</style>").replace(*hashes)


def cells_exchanged(text: str) -> str:
    """Exchange the first cells of two rows of a table, below its head."""
    cells = re.findall(r"<tr>\s*(<td.*?</td>)", text, re.DOTALL)
    return swap(text, cells[0], cells[1])


def cites_exchanged(text: str) -> str:
    """Exchange the first two titles of sources."""
    return swap(text, *re.findall(r"<cite[^>]*>[^<]*</cite>", text)[:2])


def without_page(text: str) -> str:
    """Take object/ out of a search index."""
    start, end = text.index("{"), text.rindex("}") + 1
    data = json.loads(text[start:end])
    data["pages"] = [page for page in data["pages"] if page[0] != "object/"]
    return text[:start] + json.dumps(data, ensure_ascii=False) + text[end:]


def numbers_exchanged(text: str) -> str:
    """Exchange the first two numbers of a page's paragraphs."""
    start = text.index("</h1>")
    one, other = list(dict.fromkeys(re.findall(r"(?<= )\d{1,2}(?= )", text[start:])))[:2]
    return text[:start] + exchange(text[start:], f" {one} ", f" {other} ")


def numbers_exchanged_in_section(text: str) -> str:
    """Exchange the first two different numbers of one paragraph of a page's Markdown."""
    start = text.index("{ #top }")
    for paragraph in text[start:].split("\n\n"):
        found = list(dict.fromkeys(re.findall(r"(?<=[ (])\d{1,4}\b", paragraph)))
        if len(found) > 1 and "<time" not in paragraph:
            return text.replace(paragraph, exchange(paragraph, *found[:2]))
    return text


def source_of_another_year(text: str) -> str:
    """Change the year in which the first source was published, for eyes and machines."""
    start = text.index('class="footnote"')
    notes = text[start:].replace('2026">', '2025">', 1).replace(" 2026</time>", " 2025</time>", 1)
    return text[:start] + notes


def english_search(text: str) -> str:
    """Let a Greek page load the search of English."""
    [file] = (BUILT / "site/assets/search").glob("en.*.js")
    return put(text, r"search/el\.[0-9a-f]+\.js", f"search/{file.name}")


def english_article(text: str) -> str:
    """Put the English text into another language's page of words."""
    article = re.compile(r"<article.*</article>", re.DOTALL)
    english = article.search((BUILT / "site/words/index.html").read_text(encoding="utf-8"))[0]
    return article.sub(lambda _: english, text)


#: What is done to a file's text, by the name that faults.yml has for it.
EDITS: dict[str, Callable[..., str]] = {
    "replace": replace,
    "replace_all": str.replace,
    "remove": lambda text, old: replace(text, old, ""),
    "cut": lambda text, pattern: put(text, pattern, ""),
    "cut_all": lambda text, pattern: re.sub(pattern, "", text),
    "put": put,
    "swap": swap,
    "exchange": exchange,
    "style": style,
    "append": lambda text, more: text + more,
    "copy": lambda _, path: (BUILT / path).read_text(encoding="utf-8"),
    "call": lambda text, name: globals()[name](text),
}
#: What is done to a file itself.
FILE_EDITS = ("delete", "leave_over")


def load_faults() -> tuple[Fault, ...]:
    """Read the faults of faults.yml."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    faults = []
    for row in rows:
        [edit] = set(row) - {"name", "files", "by", "beyond"}
        assert edit in EDITS or edit in FILE_EDITS, f"faults.yml: {row['name']}: {edit}"
        faults.append(Fault(edit=edit, given=row.pop(edit), **row))
    return tuple(faults)


FAULTS = load_faults()


def apply(fault: Fault, copy: Path) -> list[Path]:
    """Put a fault into a copy. Return the files that it changed; none if it no longer fits."""
    changed = []
    for file in sorted(copy.glob(fault.files)):
        if fault.edit == "delete":
            file.unlink()
        elif fault.edit == "leave_over":
            file = file.with_name(f"left-over{file.suffix}")
            file.write_text("x", encoding="utf-8")
        else:
            text = file.read_text(encoding="utf-8")
            given = [fault.given] if isinstance(fault.given, str) else fault.given
            edited = EDITS[fault.edit](text, *given)
            if edited == text:
                continue
            file.unlink()  # the copy is made of links: the original stays
            file.write_text(edited, encoding="utf-8")
        changed.append(file)
    return changed


def mend(changed: list[Path], copy: Path) -> None:
    """Make the copy whole again."""
    for file in changed:
        file.unlink(missing_ok=True)
        original = BUILT / file.relative_to(copy)
        if original.exists():
            os.link(original, file)


class Listener:
    """Keeps what failing tests say."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Keep what a test says that fails."""
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.said[report.nodeid] = crash.message if crash else str(report.longrepr)

    pytest_collectreport = pytest_runtest_logreport


def failures(names: Iterable[str], *options: str, left_out: str = LEFT_OUT) -> dict[str, str]:
    """Run tests in this process. Return those that fail, and what they say."""
    said, listener = io.StringIO(), Listener()
    options = ("-n", "0", "-p", "no:cacheprovider", "-k", f"not ({left_out})", *options)
    files = [f"{ROOT}/tests/{name}" for name in names]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, *files], plugins=[listener])
    return listener.said or ({"pytest": said.getvalue()[-300:]} if code else {})


def run_tests(names: Iterable[str]) -> tuple[str, str]:
    """Return the first test that fails, and what it says; or "", "".

    One that fails without a fault notices something if it says something else.
    """
    names = tuple(names)
    found = failures(names, "-x", *(f"--deselect={test}" for test in UNSOUND))
    if not found:
        files = {name.partition("::")[0] for name in names}
        again = [
            test for test in UNSOUND if test.partition("::")[0].removeprefix("tests/") in files
        ]
        found = failures(test.removeprefix("tests/") for test in again) if again else {}
        found = {test: said for test, said in found.items() if UNSOUND.get(test) != said}
    return next(iter(found.items()), ("", ""))


def run_checks(codes: set[str]) -> tuple[str, str]:
    """Run the checks of docs/ for some languages. Return who notices and what, or "", ""."""
    from scripts.checks import check_all
    from scripts.errors import BuildError

    for code in sorted(codes):
        try:
            problems = check_all(detect_language=True, only_locale=code)
        except BuildError as error:
            problems = [error.problem]
        if problems:
            return "make check", "\n".join(map(str, problems))
    return "", ""


def forget_all(changed: list[Path]) -> None:
    """Let nothing be remembered that was read before the fault was put in."""
    from scripts.cache import clear_caches
    from tests import pages

    for file in changed:
        pages.forget(file)
    if any(file.suffix in (".md", ".yml", ".tsv") for file in changed):
        clear_caches()
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.site."):
            for value in vars(module).values():
                if getattr(value, "__module__", "") == name and hasattr(value, "cache_clear"):
                    value.cache_clear()


def noticed(fault: Fault, changed: list[Path], copy: Path) -> tuple[str, str]:
    """Say who notices a fault, and what is said: the file of `by` is asked first, then all."""
    forget_all(changed)
    if "/" in fault.by:
        folder, _, name = fault.by.partition("/")
        found = failures([f"{folder}/test_{name}.py"], "-x", left_out="no_test")
        return next(iter(found.items()), ("", ""))
    if fault.files.startswith("docs/"):
        codes = {file.relative_to(copy / "docs").parts[0] for file in changed}
        codes = {code if len(code) == 2 else "en" for code in codes}
        found = run_checks(codes)
        return found if found[0] else run_tests(OF_DOCS)
    first = f"site/test_{fault.by}.py"
    found = run_tests([first])
    return found if found[0] else run_tests(name for name in OF_SITE if name != first)


def in_a_child(work: Callable[[], str]) -> str:
    """Do something in a process of its own, which has all pages parsed already."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            with os.fdopen(writer, "w", encoding="utf-8") as stream:
                stream.write(work())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        result = stream.read()
    os.waitpid(child, 0)
    return result


def is_placed(message: str, changed: list[Path], copy: Path) -> bool:
    """Whether a message names a file that was changed and what is wrong there.

    Where two files no longer agree, it may begin with a line of the other and name this one.
    """
    for file in changed:
        path = re.escape(file.relative_to(copy).as_posix())
        other = rf"^\S+:\d+: .*\b{re.escape(file.name)}\b"
        if re.search(rf"{path}(:\d+)?\]?:\s+\S|{other}", message, re.MULTILINE):
            return True
    return False


def attempt(number: int) -> Outcome:
    """Put one fault into the copy of this process, see what notices, and take it out again."""
    fault, copy, start = FAULTS[number], Path(os.environ["PROJECT_ROOT"]), time.monotonic()
    changed = apply(fault, copy)
    try:
        if not changed:
            return Outcome(number, fits=False)
        answer = in_a_child(lambda: json.dumps(noticed(fault, changed, copy)))
        test, message = json.loads(answer or '["the tests", "ended"]')
        named = is_placed(message, changed, copy)
        return Outcome(number, True, test, message, named, time.monotonic() - start)
    finally:
        mend(changed, copy)


def build() -> None:
    """Build the project as it is, in a few languages."""
    from tests.project import copy_project, mkdocs

    shutil.rmtree(BUILT, ignore_errors=True)
    result = mkdocs(copy_project(BUILT, LANGUAGES), "build", "--strict", "--quiet")
    if result.returncode:
        sys.exit(result.stderr)


def prepare(folder: str) -> None:
    """Give this process a copy of its own, with every page parsed and every test at hand."""
    copy = Path(tempfile.mkdtemp(dir=folder))
    for name in ("mkdocs.yml", "pyproject.toml", "LICENSE", "overrides", "hosting", "scripts"):
        (copy / name).symlink_to(BUILT / name)
    for name in ("site", "docs"):
        shutil.copytree(BUILT / name, copy / name, copy_function=os.link)
    os.environ["PROJECT_ROOT"] = str(copy)  # before anything of the project is imported
    from tests import pages

    for page in pages.site_pages():
        assert page.tree is not None
    UNSOUND.update(failures((*OF_SITE, *OF_DOCS)))


def unsound() -> dict[str, str]:
    """Return the tests that fail without a fault."""
    return UNSOUND


def main(words: list[str]) -> int:
    """Try all faults, or those with one of the words in their names. Return the exit code."""
    if KEEP not in words or not (BUILT / "site").exists():
        in_a_child(lambda: build() or "")
    words = [word for word in words if word != KEEP]
    chosen = [
        number
        for number, fault in enumerate(FAULTS)
        if not words or any(word in fault.name for word in words)
    ]
    outcomes = []
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        settings = {
            "initializer": prepare,
            "initargs": (folder,),
            "mp_context": get_context("fork"),
        }
        with ProcessPoolExecutor(min(PROCESSES, len(chosen)), **settings) as pool:
            for test, message in pool.submit(unsound).result().items():
                print(f"fails without a fault: {test}: {message}")
            for outcome in pool.map(attempt, chosen):
                outcomes.append(outcome)
                print(outcome, flush=True)
    return summary(outcomes)


def summary(outcomes: list[Outcome]) -> int:
    """Say how many faults were noticed, in the site and in docs/. Return the exit code."""
    for name in ("site", "docs"):
        own = [each for each in outcomes if each.fault.files.startswith(f"{name}/") and each.fits]
        seen = [each for each in own if each.test]
        placed = sum(each.is_placed for each in seen)
        print(f"{name}/: {len(seen)} of {len(own)} noticed, {placed} with file and place")
    lost = [each for each in outcomes if not each.fits]
    unseen = [each for each in outcomes if each.fits and not each.test]
    for each in (*lost, *unseen):
        print(f"  {each} {each.fault.beyond}".rstrip())
    return 1 if lost or any(not each.fault.beyond for each in unseen) else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
