"""Names stand in the order of the language's dictionaries."""

from __future__ import annotations

import pytest

from scripts.l10n import collation_key

#: By hand, from dictionaries.
ORDER = {
    "nb": "Danmark Estland Sverige Zypern Ærø Østerrike Ålesund",
    "sv": "Danmark Tyskland Ungern Zypern Åland Ängland Österrike",
    "et": "Rumeenia Saksamaa Soome Šveits Zaire Žiguli Taani Ungari Õland Österreich",
    "cs": "Belgie Bulharsko Česko Dánsko Finsko Holandsko Chorvatsko Irsko Řecko Slovensko"
    " Španělsko Švédsko Zambie Žilina",
    "lt": "Bulgarija Čekija Danija Ignalina Ypatinga Islandija Italija Švedija Vengrija"
    " Zimbabvė Žemaitija",
    "hr": "Cipar Češka Lihtenštajn Litva Luksemburg Ljubljana Nizozemska Norveška Njemačka"
    " Slovenija Španjolska",
    "bg": "Австрия Ирландия Испания Италия Йордания Кипър Унгария Чехия Швеция",
}


@pytest.mark.parametrize("code", ORDER)
def test_the_order_is_that_of_the_language(code):
    names = ORDER[code].split()
    assert sorted(names, key=lambda name: collation_key(name, code)) == names
