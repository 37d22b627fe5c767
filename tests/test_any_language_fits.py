"""The machinery takes a language from right to left without a change of design, and forty languages without the page growing. Shown on
houses made for the test; neither is published.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
import yaml

from scripts import config, content, translation
from tests import factories
from scripts.commands.mark_translated import with_source_hashes
from scripts.data.termbase import load_termbase
from scripts.checks.languages import PLACEHOLDER
from tests.conftest import ROOT
from tests.host import serving
from tests.test_a_translation_says_where_it_is_behind import build, sources

ARABIC = Path(__file__).parent / "arabic"
#: What one more language may cost a page, in bytes (brotli): its line in the switcher, its alternate, its locale.
PER_LANGUAGE = 40


def _filled(english: object, arabic: object) -> object:
    """The English words' keys with the Arabic words; a plain Arabic word where the test needs none, with the placeholders."""
    if isinstance(english, dict):
        return {key: _filled(value, (arabic or {}).get(key)) for key, value in english.items()}
    return arabic or " ".join(["نص", *PLACEHOLDER.findall(str(english))])


@pytest.fixture(scope="module")
def arabic(tmp_path_factory) -> Path:
    """A built site in English, Norwegian and Arabic; of Arabic the home page alone."""
    folder = sources(tmp_path_factory.mktemp("arabic"))
    done = subprocess.run(
        [sys.executable, "-m", "scripts.new_language", "ar"], cwd=ROOT, env={**os.environ, "PROJECT_ROOT": str(folder)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    words = folder / "docs" / "ar" / "strings.yml"
    assert words.read_text(encoding="utf-8").startswith("direction: rtl\n")
    english, own = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (config.DOCS / "en" / "strings.yml", ARABIC / "strings.yml"))
    words.write_text(yaml.safe_dump({"direction": "rtl", **_filled(english, own)}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    hashes = translation.section_hashes(content.read_page(folder / "docs" / "en" / "index.md"))
    text = (ARABIC / "index.md").read_text(encoding="utf-8")
    (folder / "docs" / "ar" / "index.md").write_text(with_source_hashes(text, hashes), encoding="utf-8")
    with (folder / "docs" / "_data" / "terms.tsv").open("a", encoding="utf-8") as termbase:
        termbase.writelines(f"ar\t{concept}\tـ\t\\w\t\t\n" for concept in load_termbase()["en"])
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_from_right_to_left_is_the_same_page_turned_round(browser, arabic, width):
    with serving(arabic) as address:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="ar")
        tab = context.new_page()
        tab.goto(address + "ar/", wait_until="networkidle")
        assert tab.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
        assert tab.evaluate("document.documentElement.scrollWidth") == width, "nothing scrolls sideways"
        home, tools = (tab.locator(name).bounding_box() for name in (".brand", ".tools"))
        if home["y"] + home["height"] > tools["y"]:  # else they stand one above the other
            assert home["x"] > tools["x"], "the name stands on the right, the tools on the left"
        number = tab.evaluate("getComputedStyle(document.querySelector('.steps > ol > li'), '::before').right")
        assert number != "auto" and float(number.removesuffix("px")) < 40, "a step's number stands on the right"
        if width == 1280:
            menu, text = (tab.locator(name).bounding_box() for name in ("#menu", "main"))
            assert menu["x"] > text["x"]
        else:
            tab.locator(".open-menu").click()
            panel = tab.locator("#menu").bounding_box()
            assert panel["x"] == 0, "the panel comes from the side of the tools"
            assert tab.locator("#menu [lang=en]").count() == len(config.page_filenames()) - 1
        context.close()


def test_forty_languages_do_not_make_the_page_grow(tmp_path_factory):
    """Real pages and copies of the English ones; the two languages that are measured are built, the others only named."""
    sizes = {}
    for count in (27, 40):
        folder = tmp_path_factory.mktemp(f"many{count}")
        factories.make_project(folder, count)
        for code in ("en", "nb"):
            done = subprocess.run(
                [sys.executable, "-c", f"from scripts import language; import sys; sys.exit(language.finish({code!r}, {{'assets/page.js': 'assets/page.js'}}))"],
                cwd=ROOT, env={**os.environ, "PROJECT_ROOT": str(folder)}, capture_output=True, text=True,
            )
            assert done.returncode == 0, done.stderr
        finished = folder / ".build" / "finished"
        sizes[count] = {
            path: len(brotli.compress((finished / code / "pages" / path).read_bytes(), quality=11))
            for code, path in (("en", "index.html"), ("en", "object/index.html"), ("nb", "status/index.html"))
        }
    for path, size in sizes[40].items():
        grown = size - sizes[27][path]
        assert 0 < grown <= 13 * PER_LANGUAGE, f"{path}: {grown} bytes for 13 languages more"
        assert size <= 14_000, f"{path}: {size} bytes with 40 languages"
