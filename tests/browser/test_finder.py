"""“What applies to you?” leads from any answers to one route: with script, by keyboard, on paper.

The list as it stands in the page, and that every combination ends at one route: tests/site.
"""

from __future__ import annotations

from scripts import config, content
from scripts.data import finder
from scripts.data.sources import load_sources
from tests.browser.helpers import SMALL, Watch, everywhere, lang_of, sampled, strings

COMBINATIONS = list(finder.load_tree().all_answers())


def asked(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Return the questions that a reader with these answers is asked, with the answer to each."""
    found, branch = [], finder.load_tree().tree
    while isinstance(branch, dict):
        found.append((branch["ask"], answers[branch["ask"]]))
        branch = branch[answers[branch["ask"]]]
    return found


#: One set of answers for each way through the questions.
WAYS = list({tuple(asked(answers)): answers for answers in COMBINATIONS}.values())


def title(path: str, route: str) -> str:
    page = content.read_page(config.DOCS / lang_of(path) / "object.md")
    return next(heading.text for heading in page.headings if heading.id == f"route-{route}")


def test_with_script_the_questions_come_one_after_the_other(new_tab, address):
    """All ways through; nothing is asked for or stored, and every route is back in its place.

    In another script, every sixth way.
    """
    tab = new_tab(viewport=SMALL)
    watch = Watch(tab)
    ids = "all => all.map(one => one.id)"
    for path, ways in zip(sampled("object/")[:2], (WAYS, WAYS[::6]), strict=True):
        said = strings(path)["finder"]
        tab.goto(address + path, wait_until="networkidle")
        watch.take()
        sections = tab.eval_on_selector_all("article :is(h2, h3)", ids)
        status = tab.locator("#finder > [role=status]")
        found = tab.locator("#finder .finder-result")
        for answers in ways:
            route = finder.load_tree().route(answers)
            for number, (question, answer) in enumerate(asked(answers), 1):
                assert tab.locator("#finder fieldset").count() == number
                field = tab.locator("#finder fieldset").last
                words = said["questions"][question]
                assert field.locator("legend").inner_text() == words["question"]
                if number > 1:
                    assert status.inner_text() == said["next"].format(question=words["question"])
                assert not found.is_visible()
                assert not tab.locator("#finder + .reminder").is_visible()
                field.get_by_label(words[answer], exact=True).check()
            assert found.locator("h3").get_attribute("id") == f"route-{route.id}"
            assert found.is_visible()
            assert status.inner_text() == said["found"].format(route=title(path, route.id))
            for form in route.forms:
                assert found.locator(f"a[href='{load_sources()[form].url}']").is_visible()
            assert tab.locator("#finder + .reminder button").is_visible()
            assert tab.evaluate("document.documentElement.scrollWidth") == 320
            tab.get_by_role("button", name=said["again"]).click()
            assert tab.locator("#finder fieldset").count() == 1
            assert tab.locator("#finder :checked").count() == 0
            assert tab.evaluate("document.activeElement.type") == "radio"
        assert tab.eval_on_selector_all("article :is(h2, h3)", ids) == sections
        assert watch.take() == ([], []) and tab.url == address + path
        stored = tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert stored == [0, 0, ""]


def test_another_answer_asks_anew_and_the_route_follows(new_tab, address):
    """Also while the page scrolls smoothly."""
    tab = new_tab(reduced_motion="no-preference")
    tab.goto(address + "object/")
    said = strings("")["finder"]["questions"]
    heading = tab.locator("#finder .finder-result h3")

    def choose(question: str, answer: str) -> None:
        tab.get_by_label(said[question][answer], exact=True).check()

    for question, answer in (
        ("about", "mine"),
        ("account", "have"),
        ("login", "can"),
        ("which", "page"),
    ):
        choose(question, answer)
    assert heading.get_attribute("id") == "route-page"
    choose("which", "instagram")
    assert heading.get_attribute("id") == "route-instagram" and heading.count() == 1
    choose("account", "none")
    assert tab.locator("#finder fieldset").count() == 2
    assert heading.get_attribute("id") == "route-none"
    choose("about", "chats")
    assert tab.locator("#finder fieldset").count() == 2
    assert not tab.locator("#finder .finder-result").is_visible()


def test_the_keyboard_is_enough(tab, address):
    for path in sampled("object/"):
        tab.goto(address + path)
        tab.locator("#finder input").first.focus()
        tab.keyboard.press("Space")  # what I post myself
        for _ in range(3):
            tab.keyboard.press("Tab")
            tab.keyboard.press("Space")
        heading = tab.locator("#finder .finder-result h3")
        assert heading.get_attribute("id") == "route-facebook"
        tab.keyboard.press("ArrowDown")
        assert heading.get_attribute("id") == "route-instagram"
        tab.keyboard.press("Tab")
        inside = "!!document.activeElement.closest('.finder-result a')"
        assert tab.evaluate(inside), "the route comes right after its question"
        tab.get_by_role("button", name=strings(path)["finder"]["again"]).focus()
        tab.keyboard.press("Enter")
        assert tab.locator("#finder fieldset").count() == 1


def test_without_script_the_list_is_whole_and_its_links_lead_to_the_routes(new_tab, address):
    tab = new_tab(java_script_enabled=False, viewport=SMALL)
    for path in sampled("object/"):
        tab.goto(address + path)
        hidden = "#finder :is(form, button, .finder-result)"
        assert not tab.locator(hidden).locator("visible=true").count()
        heights = tab.eval_on_selector_all(
            "#finder .finder-tree a",
            "all => all.map(one => one.checkVisibility() && one.getBoundingClientRect().height)",
        )
        assert len(heights) > 5 and min(heights) >= 24, path
        shown = tab.locator("#finder .finder-tree :is(p, span)")
        assert shown.count() == shown.locator("visible=true").count() > 10
    for link in tab.locator("#finder .finder-tree a").all():
        link.click()
        href = link.get_attribute("href")
        assert tab.locator(":target").get_attribute("id") == href.removeprefix("#")


#: The boxes of what can be touched in the finder, once the first answer is given.
TOUCH = """() => {
  document.querySelector("#finder input").click();
  return [...document.querySelectorAll("#finder :is(label, button)")]
    .filter(one => one.checkVisibility())
    .map(one => one.getBoundingClientRect()).map(({ width, height }) => [width, height]);
}"""


def test_everything_to_touch_is_large_enough(new_tab, address):
    tab = new_tab(viewport=SMALL)
    for path in everywhere("object/"):
        tab.goto(address + path)
        boxes = tab.evaluate(TOUCH)
        assert len(boxes) > 4
        assert all(width >= 24 and height >= 40 for width, height in boxes), (path, boxes)


def test_on_paper_the_list_stands_whole_and_the_route_found_with_it(tab, address):
    for path in sampled("object/"):
        tab.goto(address + path)
        others = strings(path)["finder"]["questions"]["about"]["others"]
        tab.get_by_label(others, exact=True).check()
        tab.emulate_media(media="print")
        assert tab.locator("#finder .finder-tree").is_visible()
        assert not tab.locator("#finder form").is_visible()
        for route in ("others", "facebook"):
            assert tab.locator(f"#route-{route}").is_visible(), path
        tab.emulate_media(media="screen")
