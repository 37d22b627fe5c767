"""Where English has moved on, the reader is told at that very part, and led to the English one.

What is not translated is never shown under a wrong language. A project is made with a changed, a
new and a removed part and a missing page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from scripts import l10n
from tests.project import copy_project, mkdocs

WORDS = l10n.load_strings("nb")["changed"]


def build(folder: Path):
    return mkdocs(folder, "build", "--strict", "--quiet")


@pytest.fixture(scope="module")
def behind(tmp_path_factory) -> Path:
    """A built site whose Norwegian pages are behind in every way there is, and Maltese just begun."""
    folder = copy_project(tmp_path_factory.mktemp("behind"), ("en", "nb", "mt"))
    english = folder / "docs" / "en"
    page = english / "object.md"
    text = page.read_text(encoding="utf-8")
    assert (
        "\n## Late is not too late { #late }\n" in text
        and "\n## What the objection covers { #covers }\n" in text
    )
    text = text.replace(
        "\n## Late is not too late { #late }\n",
        "\n## Late is not too late { #late }\n\nOne sentence more.\n",
    )
    text = text.replace(
        "\n## What the objection covers { #covers }\n",
        "\n## A new part { #new-part }\n\nSomething new.\n\n## What the objection covers { #covers }\n",
    )
    page.write_text(text, encoding="utf-8")
    (folder / "docs" / "nb" / "words.md").unlink()
    for page in (folder / "docs" / "mt").glob("*.md"):
        if page.name != "index.md":
            page.unlink()
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def tree(site: Path, path: str) -> lxml_html.HtmlElement:
    return lxml_html.parse(str(site / path / "index.html")).getroot()


def test_a_changed_part_has_a_note_and_the_way_to_the_english_part(behind):
    page = tree(behind, "nb/object")
    notes = [
        note
        for note in page.xpath("//p[@class='outdated']")
        if WORDS["note"] in note.text_content()
    ]
    assert len(notes) == 1, "the rest of the page stays clean"
    assert notes[0].getprevious().get("id") == "late"
    link = notes[0].find("a")
    assert (link.get("href"), link.get("hreflang"), link.text) == (
        "../../object/#late",
        "en",
        WORDS["link"],
    )


def test_a_new_part_stands_in_its_place_under_its_own_language(behind):
    page = tree(behind, "nb/object")
    headings = [heading.get("id") for heading in page.xpath("//article/h2")]
    english = [heading.get("id") for heading in tree(behind, "object").xpath("//article/h2")]
    assert headings == english
    heading = page.get_element_by_id("new-part")
    assert heading.xpath("string(span[@lang='en'])") == "A new part"
    assert heading.getnext().xpath("string(a/@href)") == "../../object/#new-part"
    assert "Something new" not in page.text_content()


def test_a_missing_page_is_in_no_menu_but_listed_as_english(behind):
    assert not (behind / "nb" / "words").exists()
    page = tree(behind, "nb/object")
    assert page.xpath("//nav[@id='menu']/ul[@aria-labelledby='menu-english']//a/@href") == [
        "../../words/"
    ]
    link = page.xpath("//nav[@id='menu']/ul[@aria-labelledby='menu-english']//a")[0]
    assert (link.get("lang"), link.get("hreflang")) == ("en", "en")
    assert page.xpath("string(//p[@id='menu-english'])") == WORDS["only_english"]
    assert "words/" not in page.xpath(
        "//nav[@id='menu']/ul[not(@aria-labelledby='menu-english')]//a/@href"
    )


def test_links_to_a_missing_page_lead_to_the_english_one(behind):
    found = 0
    for path in (behind / "nb").rglob("index.html"):
        page = lxml_html.parse(str(path)).getroot()
        depth = "../" * len(path.relative_to(behind).parent.parts)
        for link in page.xpath(
            "//article//a[contains(@href, 'words/')][not(starts-with(@href, 'http'))][not(starts-with(@href, '#'))]"
        ):
            assert link.get("href").startswith(f"{depth}words/") and link.get("hreflang") == "en", (
                lxml_html.tostring(link)
            )
            found += 1
    assert found > 1


def test_a_missing_page_is_not_offered_in_that_language(behind):
    page = tree(behind, "words")
    assert page.xpath("//*[@id='languages']//a[@lang='nb']") == []
    assert "nb/words/" not in (behind / "sitemap.xml").read_text(encoding="utf-8")


def test_a_language_begins_with_its_home_page_alone(behind):
    """The other pages are named in its menu as English."""
    assert not (behind / "mt" / "object").exists()
    page = (behind / "mt" / "index.html").read_text(encoding="utf-8")
    assert 'href="../object/" hreflang="en" lang="en"' in page


def test_nothing_is_noted_where_nothing_changed(site):
    for path in site.rglob("index.html"):
        assert 'class="outdated"' not in path.read_text(encoding="utf-8"), path
