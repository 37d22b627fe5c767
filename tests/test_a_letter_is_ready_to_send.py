"""Whatever somebody fills in or leaves out, the letter is whole sentences in the page's language; by keyboard, at 320 px, on paper, without script."""

from __future__ import annotations

import re

import pytest

from scripts import l10n
from scripts.data import authorities
from tests import paper
from tests.conftest import lang_of, tree
from tests.letter import ALL, DATES, LETTERS, PAGES, control, fill_all, fields, fill_button, opened, written
from tests.paper import squeezed

#: What a sentence torn apart looks like: a line that leads to no list, a space before a sign, two spaces, empty brackets.
TORN = re.compile(r":\n\n|:$| [.,;:]|\S  +\S|\n- \n|\n\n\n|\[\]|\bundefined\b|\bnull\b|\{")


@pytest.fixture(scope="module")
def room(browser):
    """One browser page for many letters."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.clock.install(time="2026-11-23T12:00:00")
    yield tab
    context.close()


def plain(letter) -> str:
    """A letter of the finished page as the plain text it should become, made here a second way."""
    parts: list[str] = []
    for block in letter:
        words = lambda element: re.sub(r"[ \t\r\n]+", " ", element.text_content()).strip()
        if block.tag == "p":
            parts.append(words(block))
        else:
            marks = [f"{n}." if block.tag == "ol" else "-" for n in range(1, len(block) + 1)]
            parts[-1] = "\n".join([parts[-1], *(f"{mark} {words(item)}" for mark, item in zip(marks, block))])
    return "\n\n".join(parts)


@pytest.mark.parametrize("path", PAGES)
def test_with_nothing_filled_in_it_is_the_printed_letter(site, address, room, path):
    printed = tree(site, path).xpath("//article/blockquote")
    assert len(printed) == len(LETTERS)
    room.goto(address + path)
    for letter, quoted in zip(LETTERS, printed):
        fill_button(room, letter).click()
        assert written(room) == plain(quoted)
        assert not room.locator("#letter-missing").is_visible()


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("letter", LETTERS)
def test_all_filled_in_leaves_no_blank(site, address, room, path, letter):
    opened(room, address + path, letter)
    fill_all(room)
    text = written(room)
    assert "[" not in text and not TORN.search(text), text
    assert not room.locator("#letter-missing").is_visible()
    # The sentences are those of the page, each whole, with nothing between them.
    quoted = tree(site, path).xpath("//article/blockquote")[LETTERS.index(letter)]
    frames = [re.escape(" ".join(part.text_content().split())) for part in quoted.xpath("./p | .//li")]
    frame = [re.compile(re.sub(r"\\\[.*?\\\]", ".+", each)) for each in frames]
    for line in re.split(r"\n+", text):
        line = re.sub(r"^(- |\d+\. )", "", line)
        assert any(each.fullmatch(line) for each in frame) or line.startswith("Typed ") or line in [label.text_content() for label in tree(site, path).xpath("//h2[@id='reasons']/following-sibling::ul[1]/li")], line
    assert l10n.format_date("2026-11-23", lang_of(path)) in text


#: Each control of the open letter alone, then all but each one: [name, its words, whether the others are filled, the letter,
#: whether something is said to be missing]. In the page, since asking it from here takes ten times as long.
ONE_BY_ONE = """days => {
  const form = document.getElementById("letter"), found = [];
  const all = [...document.querySelectorAll("#letter-fields :is(input, textarea, select)")];
  const name = one => (one.closest("[data-for]")?.dataset.for || "").split(" ")[0];
  const put = (one, full) => {
    if (one.type === "checkbox") one.checked = full;
    else if (one.options) one.selectedIndex = full ? 3 : 0;
    else one.value = !full ? "" : days.includes(name(one)) ? "2026-05-03" : "Typed words";
  };
  for (const rest of [false, true]) {
    for (const one of all) {
      all.forEach(other => put(other, other === one ? !rest : rest));
      form.dispatchEvent(new Event("input"));
      found.push([name(one), rest, form.querySelector("pre").textContent, !document.getElementById("letter-missing").hidden]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_whichever_fields_are_filled_no_sentence_is_torn(address, room, path, letter):
    opened(room, address + path, letter)
    tried = room.evaluate(ONE_BY_ONE, DATES)
    assert len(tried) >= 2 * len(fields(room))
    for name, rest, text, missing in tried:
        assert not TORN.search(text), text
        assert missing == ("[" in text), f"{name}: {text}"
        if name in DATES and not rest:
            assert l10n.format_date("2026-05-03", lang_of(path)) in text
        assert rest or name == "country" or "Typed words" not in text or text.count("Typed words") == 1
    assert len({text for *_, text, _ in tried}) > len(tried) / 2  # the fields do make a difference


@pytest.mark.parametrize("path", PAGES)
def test_every_country_names_its_authority_and_leads_to_its_row(site, address, room, path):
    code = lang_of(path)
    rows = set(tree(site, path.replace("letters/", "complain/")).xpath("//@id"))
    opened(room, address + path, "complaint")
    select = room.locator("#letter-fields select")
    names = {item.country: authorities.country_name(item.country, code) for item in authorities.load_authorities()}
    assert select.locator("option").count() == len(names) + 1 == 31
    for item in authorities.load_authorities():
        select.select_option(label=names[item.country])
        text = written(room)
        assert f": {names[item.country]}\n" in text
        link = room.locator("#letter-fields a")
        there = link.evaluate("a => a.href")
        assert there.startswith(address + path.replace("letters/", "complain/#"))
        assert there.split("#")[1] in rows
        if item.country == "DE":  # 16 states: the reader has to say which
            assert there.endswith("#several") and "[" in text.split("\n")[0]
        else:
            assert (item.names.get(code) or item.names[next(iter(item.names))]) in text.split("\n")[0]
    control(room, "authority").fill("Landesbeauftragte")
    assert written(room).split("\n")[0].endswith(" Landesbeauftragte")


@pytest.mark.parametrize("path", ALL)
def test_dates_are_written_out_as_everywhere_on_the_site(address, room, path):
    opened(room, address + path, "erasure")
    for month in range(1, 13):
        for day in (1, 28):
            iso = f"2025-{month:02}-{day:02}"
            control(room, "objected").fill(iso)
            assert re.search(rf" {re.escape(l10n.format_date(iso, lang_of(path)))}[ ,.]", written(room))


@pytest.mark.parametrize("path", PAGES)
def test_what_is_typed_once_stands_in_every_letter(address, room, path):
    opened(room, address + path, "objection")
    control(room, "name").fill("Åse Øvrebø")
    for letter in LETTERS:
        if fill_button(room, letter).get_attribute("aria-expanded") != "true":
            fill_button(room, letter).click()
        assert "\n\nÅse Øvrebø\n\n" in written(room)
        assert room.locator("article > blockquote:visible").count() == len(LETTERS) - 1
    fill_button(room, LETTERS[-1]).click()
    assert not room.locator("#letter").is_visible()
    assert room.locator("article > blockquote:visible").count() == len(LETTERS)


@pytest.mark.parametrize("path", PAGES)
def test_every_control_says_what_it_is_for(site, address, room, path):
    words = l10n.load_strings(lang_of(path))["letters"]
    opened(room, address + path, "complaint")
    for name in ("fill", "copy", "save", "print", "clear"):
        assert room.locator(f"[data-do={name}]").first.inner_text() == words[name]
    assert room.locator("#letter-mail").inner_text() == words["mail"]
    labels = [" ".join(label.text.split()) for label in tree(site, path).xpath("//form[@id='letter']//label | //form[@id='letter']//legend")]
    assert len(labels) > 15 and all(label in words.values() for label in labels), labels


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_he_or_she(site, path):
    text = " ".join(quoted.text_content() for quoted in tree(site, path).xpath("//blockquote"))
    assert not re.search(r"\b(he|she|his|her|him|hers|han|hun|hans|hennes|ham|henne|sin|sitt)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("letter", ["objection", "complaint"])
def test_the_keyboard_is_enough(browser, address, path, letter):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(address + path)
    fill_button(tab, letter).focus()
    tab.keyboard.press("Enter")
    wanted = tab.locator("#letter").locator("input:visible, textarea:visible, select:visible, button:visible, a.tool:visible").count()
    reached = set()
    for _ in range(120):  # a date has several stops
        tab.keyboard.press("Tab")
        here = tab.evaluate("""() => { const at = document.activeElement; if (!at.closest("#letter")) return "";
            return [at.tagName, at.type, at.dataset.do || "", [...document.querySelectorAll("#letter *")].indexOf(at)].join(" ") }""")
        if not here:
            break
        if here in reached:
            continue
        reached.add(here)
        if here.startswith(("INPUT text", "TEXTAREA")):
            tab.keyboard.type("Ida")
        elif here.startswith("INPUT checkbox"):
            tab.keyboard.press("Space")
        elif here.startswith("SELECT"):
            tab.keyboard.press("ArrowDown")
        elif "copy" in here:
            tab.keyboard.press("Enter")
    assert len(reached) >= wanted
    assert tab.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == written(tab)
    assert "\n\nIda\n\n" in written(tab) and tab.locator("#letter-fields :checked:not(option)").count() > 2
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_on_the_smallest_phone_all_fits_and_can_be_touched(browser, address, path):
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    tab = context.new_page()
    for letter in LETTERS:
        opened(tab, address + path, letter)
        fill_all(tab, "https://www.example.test/" + "a" * 200)
        assert tab.evaluate("document.documentElement.scrollWidth") == 320
        small = """all => all.filter(one => one.checkVisibility()).filter(one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24 }).map(one => one.outerHTML)"""
        assert tab.eval_on_selector_all("[data-do=fill], #letter :is(input, textarea, select, button, a)", small) == []
        unnamed = tab.eval_on_selector_all("#letter :is(input, textarea, select)", "all => all.filter(one => !one.labels.length || !one.labels[0].textContent.trim()).length")
        assert unnamed == 0
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_printed_alone_the_paper_holds_the_letter_and_nothing_else(room, address, path, letter):
    room.add_init_script("window.print = () => {}")
    opened(room, address + path, letter)
    fill_all(room)
    room.locator("[data-do=print]").click()
    sheets = paper.sides(room.pdf(prefer_css_page_size=True))
    assert squeezed("".join(sheets)) == squeezed(written(room))
    assert len(sheets) <= 2
    room.evaluate("dispatchEvent(new Event('afterprint'))")
    text = squeezed("".join(paper.sides(room.pdf(prefer_css_page_size=True))))
    assert squeezed(written(room)) in text  # the page as a whole holds it too, without the form
    assert squeezed(l10n.load_strings(lang_of(path))["letters"]["mail_hint"]) not in text


@pytest.mark.parametrize("path", ALL)
def test_without_script_the_letters_are_whole_and_no_button_promises_more(browser, address, path):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + path)
    assert tab.locator("article > blockquote:visible").count() == len(LETTERS)
    assert tab.locator("[data-do]:visible, #letter:visible").count() == 0
    for letter in LETTERS:
        assert tab.locator(f"h2#{letter}").is_visible()
    tab.emulate_media(media="print")
    lines = tab.eval_on_selector_all("article > blockquote [data-field]", "all => all.map(one => getComputedStyle(one, '::after').width)")
    assert len(lines) > 30 and all(float(width.removesuffix("px")) > 100 for width in lines)  # room to write by hand
    context.close()
