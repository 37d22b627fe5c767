"""“What applies to you?” leads from any answers to one section, whose links resolve; no script."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from scripts import config
from scripts.data.finder import load_tree
from scripts.data.sources import load_sources
from scripts.l10n import load_strings
from tests.pages import collect, heading_text, page, pages_named, site_pages, squeeze


def asked(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Return the questions that a reader with these answers is asked, each with its answer."""
    found, branch = [], load_tree().tree
    while isinstance(branch, dict):
        found.append((branch["ask"], answers[branch["ask"]]))
        branch = branch[answers[branch["ask"]]]
    return found


def test_there_are_few_questions_and_every_combination_is_tried():
    tree, combinations = load_tree(), list(load_tree().all_answers())
    most = config.limits().max_questions
    assert len(tree.questions) <= most
    assert len(combinations) == 64
    assert {tree.route(answers).id for answers in combinations} == set(tree.routes)
    assert all(len(asked(answers)) <= most for answers in combinations)


#: Written out once more: where a reader with these answers is to be sent.
ROUTES = {
    ("mine", "have", "can", "facebook"): "facebook",
    ("mine", "have", "can", "instagram"): "instagram",
    ("mine", "have", "can", "several"): "several",
    ("mine", "have", "can", "page"): "page",
    ("mine", "have", "cannot"): "lost",
    ("mine", "none"): "none",
    ("others",): "others",
    ("child",): "child",
    ("chats", "have", "can"): "chats",
    ("chats", "have", "cannot"): "lost",
    ("chats", "none"): "whatsapp",
}


@collect
def test_each_way_through_the_questions_ends_where_it_should():
    for answers in load_tree().all_answers():
        way = tuple(answer for _, answer in asked(answers))
        found = load_tree().route(answers).id
        if found != ROUTES.get(way):
            place = f"docs/_data/finder.yml: {' → '.join(way)}"
            yield f"{place}: expected the route {ROUTES.get(way)}; found {found}"


@collect
def test_every_combination_leads_to_one_section(site):
    """Walk the list as it stands in the page, with each combination of answers."""
    for each in pages_named("object.md"):
        words = load_strings(each.code)["finder"]["questions"]
        roots = each.tree.xpath("//*[@id='finder']/div[@class='finder-tree']")
        if len(roots) != 1:
            yield each.fault("expected the finder's list")
            continue
        for answers in load_tree().all_answers():
            [branch], way = roots, []
            for question, answer in asked(answers):
                way.append(answer)
                if branch.xpath("string(./p)") != words[question]["question"]:
                    yield each.fault(f"{way}: expected “{words[question]['question']}”", branch)
                items = branch.xpath("./ul/li")
                match = [
                    li for li in items if li.xpath("string(./span)") == words[question][answer]
                ]
                if len(match) != 1:
                    yield each.fault(
                        f"{way}: expected one answer “{words[question][answer]}”", branch
                    )
                    break
                [branch] = match
            else:
                route = load_tree().route(answers)
                headings = each.tree.xpath(f"//h3[@id='route-{route.id}']")
                found = [(link.get("href"), link.text) for link in branch.xpath("./a")]
                wanted = [(f"#route-{route.id}", heading_text(heading)) for heading in headings]
                if found != wanted or branch.xpath("./ul"):
                    yield each.fault(f"{way}: expected {wanted}; found {found}", branch)


@collect
def test_each_section_says_what_to_do_and_its_links_resolve(site):
    ids = {other.path: set(other.tree.xpath("//@id")) for other in site_pages()}
    for each in pages_named("object.md"):
        for route in load_tree().routes.values():
            headings = each.tree.xpath(f"//h3[@id='route-{route.id}']")
            lists = headings[0].xpath("./following-sibling::*[1][self::ul]") if headings else []
            if len(lists) != 1:
                yield each.fault(f"#route-{route.id}: expected a list")
                continue
            [steps] = lists
            if len(steps.xpath("./li[starts-with(normalize-space(.), .//strong[1])]")) < 3:
                yield each.fault(
                    f"#route-{route.id}: expected what to do, what it covers, if it fails", steps
                )
            links = steps.xpath(".//a[not(@class='footnote-ref')]/@href")
            forms = {load_sources()[form].url for form in route.forms}
            if {link for link in links if urlsplit(link).scheme} != forms:
                yield each.fault(f"#route-{route.id}: expected the forms {sorted(forms)}", steps)
            inside = {urljoin(f"/{each.path}", link) for link in links if not urlsplit(link).scheme}
            for link in inside:
                path, _, fragment = link.lstrip("/").partition("#")
                if path not in ids or (fragment or "top") not in ids[path]:
                    yield each.fault(f"#route-{route.id}: {link} leads nowhere", steps)
            for place in (route.steps, route.fallback):
                name, _, part = place.partition("#")
                if f"/{each.prefix}{config.page_url(name)}#{part}" not in inside:
                    yield each.fault(f"#route-{route.id}: expected a way to {place}", steps)


@collect
def test_the_page_has_what_the_script_needs(site):
    for each in pages_named("object.md"):
        words = load_strings(each.code)["finder"]
        [finder] = each.tree.xpath("//*[@id='finder']")
        found = (finder.get("data-next"), finder.get("data-found"))
        if found != (words["next"], words["found"]):
            yield each.fault(f"expected the finder's words; found {found}", finder)
        hidden = finder.xpath(
            "./form/@hidden | ./div[@class='finder-result']/@hidden | ./button/@hidden"
        )
        if len(hidden) != 3 or not finder.xpath("./p[@role='status']"):
            yield each.fault("expected what only a script shows to be hidden", finder)
        if squeeze(finder.xpath("./button")[0]) != words["again"]:
            yield each.fault(f"expected the button “{words['again']}”", finder)


@collect
def test_the_home_page_sends_a_reader_to_the_finder(site):
    for locale in config.locales():
        each = page(locale.code, "index.md")
        links = each.tree.xpath("//h2[@id='route']/following-sibling::p[1]//a[not(@class)]/@href")
        if "object/#which-route" not in links or len(links) < 4:
            yield each.fault(f"#route: expected the finder and the most usual ways; found {links}")
