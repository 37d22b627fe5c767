"""“Which route is mine?” leads from any answers to exactly one route, whose links resolve; with and without script, by keyboard alone."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

from scripts import config, content, l10n
from scripts.data.sources import load_sources
from scripts.data import finder
from tests.conftest import lang_of, tree

FINDERS = [f"{language.url_prefix}object/" for language in config.locales()]
#: All ways through all questions are walked in these; the script is the same everywhere, the words are looked at in all.
WALKED = ["object/", "nb/object/", "el/object/"]
COMBINATIONS = list(finder.load_tree().all_answers())


def asked(answers: dict[str, str]) -> list[tuple[str, str]]:
    """The questions that a reader with these answers is asked, with the answer to each."""
    found, branch = [], finder.load_tree().tree
    while isinstance(branch, dict):
        found.append((branch["ask"], answers[branch["ask"]]))
        branch = branch[answers[branch["ask"]]]
    return found


#: One set of answers for each way through the questions.
WAYS = list({tuple(asked(answers)): answers for answers in COMBINATIONS}.values())


def words(path: str) -> dict:
    return l10n.load_strings(lang_of(path))["finder"]


def title(path: str, route: str) -> str:
    page = content.read_page(config.DOCS / lang_of(path) / "object.md")
    return next(heading.text for heading in page.headings if heading.id == f"route-{route}")


def test_there_are_four_questions_at_most_and_every_combination_is_tried():
    tree = finder.load_tree()
    assert len(tree.questions) <= 4
    count = 1
    for answers in tree.questions.values():
        count *= len(answers)
    assert len(COMBINATIONS) == count == 64
    assert {tree.route(answers).id for answers in COMBINATIONS} == set(tree.routes)
    assert all(len(asked(answers)) <= 4 for answers in COMBINATIONS)


@pytest.mark.parametrize("path", FINDERS)
def test_every_combination_leads_to_one_route_whose_links_resolve(site, path):
    """Walked in the list as it stands in the page: the answers of each combination, one after the other."""
    page, said = tree(site, path), words(path)["questions"]
    root = page.xpath("//*[@id='finder']/div[@class='ways']")[0]
    for answers in COMBINATIONS:
        branch = root
        for question, answer in asked(answers):
            assert branch.xpath("string(./p)") == said[question]["question"]
            [branch] = [item for item in branch.xpath("./ul/li") if item.xpath("string(./span)") == said[question][answer]]
        route = finder.load_tree().route(answers)
        [link] = branch.xpath("./a")
        assert not branch.xpath("./ul")
        assert (link.get("href"), link.text) == (f"#route-{route.id}", title(path, route.id))
    for route in finder.load_tree().routes.values():
        [heading] = page.xpath(f"//*[@id='route-{route.id}']")
        [steps] = heading.xpath("./following-sibling::*[1][self::ul]")
        assert len(steps.xpath("./li[starts-with(normalize-space(.), .//strong[1])]")) == 4, "what to do, what it covers, what not, if it fails"
        links = steps.xpath(".//a[not(contains(@class, 'footnote-ref'))]/@href")
        assert set(load_sources()[form].url for form in route.forms) == {link for link in links if link.startswith("http")}
        for link in links:
            if not link.startswith("http"):
                there = urlsplit(urljoin(f"/{path}", link))
                assert tree(site, there.path.lstrip("/")).xpath(f"//*[@id='{there.fragment or 'top'}']"), link
        inside = {urljoin(f"/{path}", link) for link in links}
        at = "/" + path.removesuffix("object/")
        for place in (route.steps, route.fallback):
            name, _, part = place.partition("#")
            assert f"{at}{config.page_url(name)}#{part}" in inside


@pytest.mark.parametrize("path", WALKED)
def test_without_script_the_list_is_whole_and_its_links_lead_to_the_routes(browser, address, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    tab = context.new_page()
    tab.goto(address + path)
    assert not tab.locator("#finder :is(form, button, .found)").locator("visible=true").count()
    for link in tab.locator("#finder .ways a").all():
        assert link.is_visible()
        link.click()
        assert tab.locator(":target").get_attribute("id") == link.get_attribute("href").removeprefix("#")
    for shown in tab.locator("#finder .ways :is(p, span)").all():
        assert shown.is_visible()
    context.close()


@pytest.fixture(scope="module")
def small(browser):
    """A 320 px phone; what it asks for and stores is looked at."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", WALKED)
def test_with_script_the_questions_come_one_after_the_other(small, address, path):
    said = words(path)
    small.goto(address + path, wait_until="networkidle")
    requests: list[str] = []
    listener = lambda request: requests.append(request.url)
    small.on("request", listener)
    sections = small.eval_on_selector_all("article :is(h2, h3)", "all => all.map(one => one.id)")
    for answers in WAYS:
        route = finder.load_tree().route(answers)
        for number, (question, answer) in enumerate(asked(answers), 1):
            assert small.locator("#finder fieldset").count() == number
            field = small.locator("#finder fieldset").last
            assert field.locator("legend").inner_text() == said["questions"][question]["question"]
            if number > 1:
                assert small.locator("#finder [role=status]").inner_text() == said["next"].format(question=said["questions"][question]["question"])
            assert not small.locator("#finder .found").is_visible()
            field.get_by_label(said["questions"][question][answer], exact=True).check()
        found = small.locator("#finder .found")
        assert found.is_visible() and found.locator("h3").get_attribute("id") == f"route-{route.id}"
        assert small.locator("#finder [role=status]").inner_text() == said["found"].format(route=title(path, route.id))
        for form in route.forms:
            assert found.locator(f"a[href='{load_sources()[form].url}']").is_visible()
        assert small.evaluate("document.documentElement.scrollWidth") == 320
        small.get_by_role("button", name=said["again"]).click()
        assert small.locator("#finder fieldset").count() == 1 and small.locator("#finder :checked").count() == 0
        assert small.evaluate("document.activeElement.type") == "radio"
    assert small.eval_on_selector_all("article :is(h2, h3)", "all => all.map(one => one.id)") == sections, "every route is back in its place"
    small.remove_listener("request", listener)
    assert requests == [] and small.url == address + path
    assert small.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_another_answer_asks_anew_and_the_route_follows(small, address):
    small.goto(address + "object/")
    said = words("object/")["questions"]
    choose = lambda question, answer: small.get_by_label(said[question][answer], exact=True).check()
    choose("about", "mine"), choose("account", "have"), choose("login", "can"), choose("which", "page")
    assert small.locator("#finder .found h3").get_attribute("id") == "route-page"
    choose("which", "instagram")
    assert small.locator("#finder .found h3").get_attribute("id") == "route-instagram"
    assert small.locator("#finder .found h3").count() == 1
    choose("account", "none")
    assert small.locator("#finder fieldset").count() == 2
    assert small.locator("#finder .found h3").get_attribute("id") == "route-none"
    choose("about", "chats")
    assert small.locator("#finder fieldset").count() == 2 and not small.locator("#finder .found").is_visible()


@pytest.mark.parametrize("path", FINDERS)
def test_the_keyboard_is_enough(tab, address, path):
    tab.goto(address + path)
    tab.locator("#finder input").first.focus()
    tab.keyboard.press("Space")  # what I post myself
    for _ in range(3):
        tab.keyboard.press("Tab")
        tab.keyboard.press("Space")
    assert tab.locator("#finder .found h3").get_attribute("id") == "route-facebook"
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#finder .found h3").get_attribute("id") == "route-instagram"
    tab.keyboard.press("Tab")
    assert tab.evaluate("!!document.activeElement.closest('.found a')"), "the route comes right after its question"
    tab.get_by_role("button", name=words(path)["again"]).focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#finder fieldset").count() == 1


@pytest.mark.parametrize("path", FINDERS)
def test_everything_to_touch_is_large_enough(small, address, path):
    """24 by 24 CSS pixels at least (WCAG 2.2, 2.5.8); links inside a sentence are excepted there."""
    small.goto(address + path)
    small.locator("#finder input").first.check()
    for target in small.locator("#finder :is(label, button)").all():
        if target.is_visible():
            box = target.bounding_box()
            assert box["height"] >= 40 and box["width"] >= 24
    small.evaluate("document.querySelector('.ways').hidden = false")
    for link in small.locator("#finder .ways a").all():
        assert link.bounding_box()["height"] >= 24


@pytest.mark.parametrize("path", FINDERS)
def test_on_paper_the_list_stands_whole_and_the_route_found_with_it(tab, address, path):
    tab.goto(address + path)
    tab.get_by_label(words(path)["questions"]["about"]["others"], exact=True).check()
    tab.emulate_media(media="print")
    assert tab.locator("#finder .ways").is_visible() and not tab.locator("#finder form").is_visible()
    assert tab.locator("#route-others").is_visible() and tab.locator("#route-facebook").is_visible()


@pytest.mark.parametrize("path", [language.url_prefix for language in config.locales()])
def test_the_home_page_sends_a_reader_to_the_finder(site, path):
    links = tree(site, path).xpath("//h2[@id='route']/following-sibling::p[1]//a[not(@class)]/@href")
    assert "object/#which-route" in links and len(links) == 5
