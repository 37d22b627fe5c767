"""Whoever copies the release copies the licences of all that is in it, whole (LICENCES.txt)."""

from __future__ import annotations

from tests.pages import SITE

LINE = "=" * 100
WORDS = {
    "This guide": ("MIT License", "CC BY 4.0"),
    "MiniSearch": (
        "Copyright 2022 Luca Ongaro",
        "The above copyright notice and this permission notice shall be included",
    ),
    "Source Sans 3": ("SIL OPEN FONT LICENSE", "Reserved Font Name 'Source'"),
}


def test_each_licence_is_there_whole(site):
    parts = (SITE / "LICENCES.txt").read_text(encoding="utf-8").split(f"{LINE}\n")[1:]
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    for part, words in WORDS.items():
        [text] = [text for title, text in texts.items() if title.startswith(part)]
        missing = [phrase for phrase in words if phrase not in text]
        assert not missing, f"site/LICENCES.txt: {part}: expected {missing}"


def test_the_search_names_its_makers(site):
    [script] = (SITE / "assets" / "js").glob("search.*.js")
    start = script.read_text(encoding="utf-8")[:200]
    assert "Luca Ongaro" in start
