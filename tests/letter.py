"""What the tests of the letter helper share: opening it, filling it in, reading it."""

from __future__ import annotations

from scripts import config

LETTERS = ("objection", "others", "access", "erasure", "complaint")
ALL = [f"{language.url_prefix}letters/" for language in config.locales()]
#: The helper is one script: all it does is tried in these, among them the spaces of French and the letters of Greek; its words in all.
PAGES = ["letters/", "nb/letters/", "el/letters/", "fr/letters/"]
#: The blanks that are days.
DATES = ("objected", "answered", "accessed", "erased")


def opened(tab, url: str, letter: str) -> None:
    """Open a page and on it the helper for one of its five letters."""
    tab.goto(url)
    fill_button(tab, letter).click()


def fill_button(tab, letter: str):
    """The button that opens the helper for a letter."""
    return tab.locator("[data-do=fill]").nth(LETTERS.index(letter))


def control(tab, field: str):
    """The control that somebody types a blank's words into."""
    return tab.locator(f"#letter-fields [data-for~={field}]").locator("input:not([type=checkbox]), textarea")


def fields(tab) -> list[str]:
    """The names of the blanks that the open letter has controls for."""
    return [name for value in tab.eval_on_selector_all("#letter-fields [data-for]", "all => all.map(one => one.dataset.for)") for name in value.split()]


def fill_all(tab, words: str = "", day: str = "2026-05-03") -> None:
    """Fill in everything that the open letter asks: each field with `words`, or its own name, each date with `day`; tick every box.

    At once, since one by one costs a second a letter; the test of the keyboard types.
    """
    wanted = {field: day if field in DATES else words or f"Typed {field}" for field in fields(tab) if field != "country"}
    tab.evaluate(
        """wanted => {
          const fields = document.getElementById("letter-fields");
          for (const [name, value] of Object.entries(wanted)) fields.querySelector(`[data-for~=${name}] input:not([type=checkbox]), [data-for~=${name}] textarea, [data-for~=${name}]:is(input, textarea)`).value = value;
          for (const box of fields.querySelectorAll("[type=checkbox]")) box.checked = true;
          for (const list of fields.querySelectorAll("select")) list.selectedIndex = 3;
          fields.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        wanted,
    )


def written(tab) -> str:
    """The letter as it stands."""
    return tab.locator("#letter pre").text_content()
