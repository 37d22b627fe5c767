"""Whoever copies the release copies the licences of all that is in it, whole (`LICENCES.txt`)."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("part", "words"), [
    ("This guide", "MIT License"), ("This guide", "CC BY 4.0"), ("MiniSearch", "Copyright 2022 Luca Ongaro"),
    ("MiniSearch", "The above copyright notice and this permission notice shall be included"), ("Snowball", "Dr Martin Porter"),
    ("Snowball", "Redistributions in binary form must reproduce the above copyright notice"), ("Source Sans 3", "SIL OPEN FONT LICENSE"),
    ("Source Sans 3", "Reserved Font Name 'Source'"),
])
def test_each_licence_is_there_whole(site, part, words):
    text = (site / "LICENCES.txt").read_text(encoding="utf-8")
    start = text.index(f"\n{part}")
    end = text.find("=" * 100 + "\n", text.index("=" * 100 + "\n", start) + 101)
    assert words in text[start : end if end > 0 else None]


def test_the_search_names_its_makers(site):
    script = next((site / "assets").glob("search.*.js")).read_text(encoding="utf-8")
    assert "Luca Ongaro" in script[:200] and "Martin Porter" in script[:200]
