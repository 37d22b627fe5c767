"""The page is Material's, and Material's settings do what its documentation says, or say why not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts.config import CODE_ROOT
from tests.pages import SITE, collect, site_pages
from tests.project import copy_project, digests, edit, environment, mkdocs
from tests.site.test_csp import policy_faults

#: What Material's base.html gives each page, by its own class names.
PARTS = (
    "//body/header[@class='md-header']",
    "//body/main[@class='md-main']/div[contains(@class, 'md-main__inner')]",
    "//main//nav[contains(@class, 'md-nav--primary')]",
    "//main//div[contains(@class, 'md-content')]/article[contains(@class, 'md-typeset')]",
    "//body/footer[@class='md-footer']",
    "//body/a[@class='md-skip']",
)
#: What it writes for its script, which is not loaded.
LEFTOVERS = (
    "//*[contains(@class, 'md-toggle') or contains(@class, 'md-overlay') or contains(@class, 'md-dialog')]"
    " | //*[@data-md-component] | //script[@id='__config'] | //*[@id='__palette']"
)


@collect
def test_every_page_is_materials_without_what_its_script_needs(site):
    for each in site_pages():
        for part in PARTS:
            if len(each.tree.xpath(part)) != 1:
                yield each.fault(f"expected one {part}")
        for element in each.tree.xpath(LEFTOVERS):
            yield each.fault(f"expected no {element.tag} {dict(element.attrib)}", element)
        for word in ("bundle.", "/main.min.css", "palette.min.css", "fonts.googleapis", "__md_"):
            if word in each.html:
                yield each.fault(f"expected no “{word}”")
    for file in SITE.rglob("*"):
        if re.search(r"(bundle|main|palette)\.[0-9a-f]+\.min\.(js|css)|lunr|\.map$", file.name):
            yield f"site/{file.relative_to(SITE)}: is Material's own"


def test_the_frame_extends_materials():
    text = (CODE_ROOT / "overrides" / "main.html").read_text(encoding="utf-8")
    assert '{% extends "base.html" %}' in text
    assert not (CODE_ROOT / "overrides" / "base.html").exists()


CSS = """:root {
  --md-primary-fg-color: #123456;
  --md-accent-fg-color: #654321;
  --md-default-bg-color: #abcdef;
}
"""
#: A host's own project: each setting is one of Material's documentation.
SETTINGS = """
extra_css:
  - stylesheets/extra.css
extra_javascript:
  - javascripts/extra.js
copyright: Copyright &copy; 2026 A host
"""
HONOURED = ("navigation.path", "navigation.instant", "navigation.expand", "navigation.gone")


@pytest.fixture(scope="module")
def restyled(tmp_path_factory) -> tuple[Path, str]:
    """Build a project with settings of its own; return its folder and what the build said."""
    project = copy_project(tmp_path_factory.mktemp("restyled"), ("en", "mt"))
    docs, settings = project / "docs", project / "mkdocs.yml"
    for name, text in (
        ("stylesheets/extra.css", CSS),
        ("javascripts/extra.js", "self.extra = 1;\n"),
        ("images/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    edit(
        settings,
        "docs_dir: docs",
        f"docs_dir: docs\nrepo_url: https://git.example/a/b\nedit_uri: edit/main/docs/\n{SETTINGS}",
    )
    features = "".join(f"    - {name}\n" for name in HONOURED)
    edit(settings, "    - navigation.sections ", f"{features}    - navigation.sections ")
    edit(
        settings,
        "  favicon: assets/mark.svg\n",
        "  favicon: images/logo.svg\n  logo: images/logo.svg\n",
    )
    words = (docs / "en" / "words.md").read_text(encoding="utf-8")
    last = re.search(r"review_by: .*\n", words)[0]
    edit(docs / "en" / "words.md", last, f"{last}hide: [navigation, toc]\n")
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    return project, result.stderr


@pytest.fixture(scope="module")
def pages(restyled) -> dict[str, str]:
    site = restyled[0] / "site"
    files = [
        file
        for file in site.rglob("index.html")
        if file.parent.name not in ("opt-out", "faq", "no")
    ]
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}


@collect
def test_extra_css_restyles_every_page_inlined_and_covered_by_the_policy(pages):
    assert len(pages) == 36
    for path, html in pages.items():
        for rule in (
            "--md-primary-fg-color:#123456",
            "--md-accent-fg-color:#654321",
            "--md-default-bg-color:#abcdef",
        ):
            styles = html[: html.index("</head>")]
            if styles.rfind(rule) <= styles.find(rule.split(":")[0] + ":"):
                yield f"{path}: expected {rule} after the site's own"
        for fault in policy_faults(html):
            yield f"{path}: {fault}"
        if 'rel="stylesheet"' in html:
            yield f"{path}: expected no link to a style sheet"


def test_the_settings_are_honoured(pages):
    page = lxml_html.fromstring(pages["object/index.html"])
    assert page.xpath("//a[@class='md-logo']/img/@src") == ["../images/logo.svg"]
    assert page.xpath("//link[@rel='icon']/@href") == ["../images/logo.svg"]
    assert page.xpath("//script[contains(@src, 'extra.js')]/@src") == ["../javascripts/extra.js"]
    assert "2026 A host" in page.xpath("string(//p[@class='md-copyright'])")
    edits = page.xpath("//footer//a[@rel='edit']/@href")
    assert edits == ["https://git.example/a/b/edit/main/docs/en/object.md"]
    assert [li.text_content() for li in page.xpath("//nav[@class='md-path']//li")] == [
        "Start",
        "Act",
    ]
    hidden = lxml_html.fromstring(pages["words/index.html"])
    assert not hidden.xpath("//*[@id='menu' or @id='contents']")
    assert not hidden.xpath("//button[@popovertarget='contents']")


def test_a_setting_that_does_nothing_gets_one_line(restyled):
    said = restyled[1]
    script = "needs the theme's script, which this site does not load"
    for line in (
        f"theme.features: navigation.instant: {script}",
        "theme.features: navigation.expand: this site's frame has no place for it",
        "theme.features: navigation.gone: is no feature of Material",
    ):
        assert said.count(line) == 1, said
    assert "navigation.path:" not in said and "Traceback" not in said


def test_less_is_less_and_one_palette_is_fixed(tmp_path):
    """Without sections, footer and toggles the frame has none; one scheme is a fixed one."""
    project = copy_project(tmp_path)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"    - (navigation|content)\.[^\n]*\n", "", text)
    text = text.replace("  features:\n", "  features: []\n")
    text = re.sub(
        r"  palette:.*?(?=  features)", "  palette:\n    scheme: slate\n", text, flags=re.DOTALL
    )
    text = text.replace("    logo: guide/mark", "    logo: material/home")
    settings.write_text(text, encoding="utf-8")
    result = mkdocs(project, "build", "--strict", "-q")
    assert (result.returncode, result.stderr) == (0, "")
    page = lxml_html.fromstring((project / "site/object/index.html").read_text(encoding="utf-8"))
    assert not page.xpath("//nav[@id='menu']/p | //*[@class='md-footer__link']")
    assert not page.xpath("//button[@data-md-toggle='palette']")
    assert page.get("data-md-color-scheme") == "slate"
    assert page.xpath("//a[@class='md-logo']/svg[not(@class='mark')]")


#: What is wrong, where, and the line that says so.
MISTAKES = {
    "an unknown block": (
        "docs/en/words.md",
        ("{ #top }\n", "{ #top }\n\n/// nothing\n\nText\n\n///\n"),
        r"docs/en/words\.md:\d+: ",
    ),
    "an unclosed block": (
        "docs/en/object.md",
        ("///\n\n**No form there?**", "\n**No form there?**"),
        r"docs/en/object\.md:\d+: ",
    ),
    "an option of the wrong type": (
        "mkdocs.yml",
        ("  favicon: assets/mark.svg", "  favicon: [1]"),
        r"mkdocs\.yml:\d+: expected theme\.favicon to be text",
    ),
    "features that are no list": (
        "mkdocs.yml",
        ("  features:\n", "  features: yes please\n  other:\n"),
        r"mkdocs\.yml:\d+: expected theme\.features to be a list of names",
    ),
    "a style sheet that is not there": (
        "mkdocs.yml",
        ("docs_dir: docs", "docs_dir: docs\nextra_css: [gone.css]"),
        r"mkdocs\.yml:\d+: expected extra_css to name a file below docs/; found “gone\.css”",
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A project with an old site."""
    project = copy_project(tmp_path_factory.mktemp("built"), ("en", "mt"))
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the old site", encoding="utf-8")
    return project


def expect_one_line(project: Path, message: str, before: dict[str, str], env=None) -> None:
    result = mkdocs(project, "build", "-q", env=env)
    assert result.returncode == 1, result.stderr
    assert re.search(message, result.stderr), result.stderr
    assert "Traceback" not in result.stderr and result.stderr.strip().count("\n") == 0, (
        result.stderr
    )
    assert digests(project / "site") == before
    assert not list(project.glob(".site*"))


def test_bad_input_is_one_line_and_nothing_is_written(built):
    before = digests(built / "site")
    for file, (old, new), message in MISTAKES.values():
        text = edit(built / file, old, new)
        try:
            expect_one_line(built, message, before)
        finally:
            (built / file).write_text(text, encoding="utf-8")
    partial = built / "overrides/partials/languages/mt.html"
    text = partial.read_text(encoding="utf-8")
    partial.unlink()
    try:
        message = r"overrides/partials/languages/mt\.html:1: expected the theme's words for mt"
        expect_one_line(built, message, before)
    finally:
        partial.write_text(text, encoding="utf-8")


def test_without_material_the_build_stops(built, tmp_path):
    """Python does not find the theme, as on a machine where it is not installed."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.metadata as metadata, sys\n"
        "sys.modules['material'] = None\n"
        "found = metadata.entry_points\n"
        "def without(**chosen):\n"
        "    points = found(**chosen)\n"
        "    return type(points)(p for p in points if p.name != 'material')\n"
        "metadata.entry_points = without\n"
    )
    before = digests(built / "site")
    env = environment(PYTHONPATH=str(tmp_path))
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    run = subprocess.run(command, cwd=built, env=env, capture_output=True, text=True)
    assert run.returncode == 1 and "material" in run.stderr and "Traceback" not in run.stderr
    assert digests(built / "site") == before
