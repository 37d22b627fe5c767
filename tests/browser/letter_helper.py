"""What the tests of the letter helper share: opening it, filling it in, reading it."""

from __future__ import annotations

LETTERS = ("objection", "others", "access", "erasure", "complaint")
#: The blanks that are days.
DATES = ("objected", "answered", "accessed", "erased")
#: Fills every control of the open letter at once: one by one costs a second a letter.
FILL = """wanted => {
  const fields = document.getElementById("letter-fields");
  for (const [name, value] of Object.entries(wanted)) {
    for (const one of fields.querySelectorAll("input:not([type=checkbox]), textarea"))
      if (one.closest(`[data-for~=${name}]`)) one.value = value;
  }
  for (const box of fields.querySelectorAll("[type=checkbox]")) box.checked = true;
  for (const list of fields.querySelectorAll("select")) list.selectedIndex = 3;
  fields.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def opened(tab, url: str, letter: str) -> None:
    """Open a page and on it the helper for one of its five letters."""
    tab.goto(url)
    fill_button(tab, letter).click()


def fill_button(tab, letter: str):
    """Return the button that opens the helper for a letter."""
    return tab.locator("[data-do=fill]").nth(LETTERS.index(letter))


def control(tab, field: str):
    """Return the control that somebody types a blank's words into."""
    return tab.locator(f"#letter-fields [data-for~={field}]").locator(
        "input:not([type=checkbox]), textarea"
    )


def fields(tab) -> list[str]:
    """Return the names of the blanks that the open letter has controls for."""
    found = "all => all.map(one => one.dataset.for)"
    return " ".join(tab.eval_on_selector_all("#letter-fields [data-for]", found)).split()


def fill_all(tab, words: str = "", day: str = "2026-05-03") -> None:
    """Fill in everything that the open letter asks.

    Each field with `words`, or its own name; each date with `day`; every box is ticked.
    """
    names = [name for name in fields(tab) if name != "country"]
    tab.evaluate(FILL, {n: day if n in DATES else words or f"Typed {n}" for n in names})


def written(tab) -> str:
    """Return the letter as it stands."""
    return tab.locator("#letter pre").text_content()
