"""What the tests of the letter helper share: opening it, filling it in, reading it."""

from __future__ import annotations

from scripts import house

LETTERS = ("objection", "others", "access", "erasure", "complaint")
PAGES = [f"{language.at}letters/" for language in house.languages()]
#: The blanks that are filled by a control of their own; the country, the reasons and today's date come in other ways.
TYPED = ("name", "email", "address", "accounts", "child", "where", "form", "reply", "trouble", "grounds", "why", "reasons", "authority")
DATES = ("objected", "answered", "accessed", "erased")


def opened(tab, url: str, letter: str) -> None:
    """Open a page and on it the helper for one of its five letters."""
    tab.goto(url, wait_until="networkidle")
    fill_button(tab, letter).click()


def fill_button(tab, letter: str):
    """The button that opens the helper for a letter."""
    return tab.locator("[data-do=fill]").nth(LETTERS.index(letter))


def control(tab, field: str):
    """The control that somebody types a blank's words into."""
    return tab.locator(f"#letter-fields [data-for~={field}]").locator("input:not([type=checkbox]), textarea").or_(
        tab.locator(f"#letter-fields [data-for~={field}] input:not([type=checkbox])")
    ).first


def fields(tab) -> list[str]:
    """The names of the blanks that the open letter has controls for."""
    return [name for value in tab.eval_on_selector_all("#letter-fields [data-for]", "all => all.map(one => one.dataset.for)") for name in value.split()]


def fill_all(tab, words: str = "", day: str = "2026-05-03") -> None:
    """Fill in everything that the open letter asks: each field with `words`, or its own name, each date with `day`; tick every box."""
    for field in fields(tab):
        if field == "country":
            tab.locator("#letter-fields select").select_option(index=3)
        elif field in DATES:
            control(tab, field).fill(day)
        else:
            control(tab, field).fill(words or f"Typed {field}")
    for box in tab.locator("#letter-fields [type=checkbox]").all():
        box.check()


def written(tab) -> str:
    """The letter as it stands."""
    return tab.locator("#letter pre").text_content()
