"""Make a project with many languages out of the real one, for measuring: copies of the English pages stand in for missing ones.

Not for reading: the copies are English under another language's name. Used by `make bench` and by the tests of the build.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from babel import Locale

from scripts import config as project
from scripts import content, translation
from scripts.checks.typography import QUOTES
from scripts.commands.mark_translated import with_source_hashes
from scripts.data.termbase import load_termbase

#: What a copied project shares with the real one: none of it is changed by a test.
SHARED = ("overrides", "scripts", "hosting", "LICENSE", "requirements", "pyproject.toml")
#: Beyond those, for measuring what more languages cost; Arabic and Hebrew are written from right to left.
EXTRA_LOCALES = ["ar", "bs", "ca", "cy", "eu", "gl", "he", "mk", "ru", "sq", "sr", "tr", "uk"]


def _quoted(text: str, code: str) -> str:
    """English text with the quotation marks of another language, so that the copy passes the checks of that language."""
    opening, closing = QUOTES.get(code, "“”")[:2]
    return text.translate(str.maketrans("“”‘", f"{opening}{closing}{opening}"))


def as_translation(path: Path, code: str) -> str:
    """An English page with the front matter of a translation that is in step."""
    text = path.read_text(encoding="utf-8")
    hashes = translation.section_hashes(content.parse_page(text, path))
    text = re.sub(
        r"^reviewed:.*\nreview_by:.*\n", "translation: machine\n", text, count=1, flags=re.MULTILINE
    )
    return _quoted(with_source_hashes(text, hashes), code)


def make_project(target: Path, count: int) -> list[str]:
    """Write a project with `count` languages into the empty folder `target`; gives their codes. Real translations are kept."""
    codes = ["en"] + [code for code in project.EEA_LOCALES[1:] if (project.DOCS / code).exists()]
    codes = (
        codes + [code for code in [*project.EEA_LOCALES, *EXTRA_LOCALES] if code not in codes]
    )[:count]
    for name in SHARED:
        (target / name).symlink_to(project.ROOT / name)
    (target / "docs").mkdir()
    for name in ("_data", "en"):
        shutil.copytree(project.DOCS / name, target / "docs" / name)
    for code in codes[1:]:
        real = project.DOCS / code
        if real.exists():
            shutil.copytree(real, target / "docs" / code)
            continue
        (target / "docs" / code).mkdir()
        for path in (project.DOCS / "en").iterdir():
            text = (
                as_translation(path, code)
                if path.suffix == ".md"
                else path.read_text(encoding="utf-8")
            )
            (target / "docs" / code / path.name).write_text(text, encoding="utf-8")
    # A copy is English, so it has the English terms and not those of the language under whose name it goes.
    termbase, copies = (
        target / "docs" / "_data" / "terms.tsv",
        [code for code in codes if not (project.DOCS / code).exists()],
    )
    lines = [
        line
        for line in termbase.read_text(encoding="utf-8").splitlines()
        if line.split("\t")[0] not in copies
    ]
    for code in copies:
        for term in load_termbase()["en"].values():
            lines.append(
                "\t".join(
                    (
                        code,
                        term.concept,
                        term.term,
                        term.found.pattern if term.found else ".",
                        "",
                        "",
                    )
                )
            )
    termbase.write_text("\n".join(lines) + "\n", encoding="utf-8")
    config = (project.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    entries = "".join(
        f"        - {{locale: {code}, name: {Locale.parse(code).get_display_name(code)}{', default: true' if code == 'en' else ''}}}\n"
        for code in codes
    )
    config = re.sub(
        r"(      languages:[^\n]*\n)(?:        - .*\n)+", lambda match: match[1] + entries, config
    )
    (target / "mkdocs.yml").write_text(config, encoding="utf-8")
    return codes
