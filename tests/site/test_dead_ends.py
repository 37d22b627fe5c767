"""Each dead end has a next step; the finder, “if it fails”, “other routes”, letters meet."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from scripts import config
from tests.pages import SitePage, collect, page, pages_named


def parts(each: SitePage) -> dict[str, list]:
    """The elements below each second heading of a page's text, by the heading's id."""
    found: dict[str, list] = {}
    for element in each.tree.xpath("//article/*"):
        if element.tag == "h2":
            found[element.get("id")] = []
        elif found and element.get("class") != "footnote":
            found[list(found)[-1]].append(element)
    return found


@collect
def test_every_part_ends_in_a_next_step(site):
    for each in (*pages_named("if-it-fails.md"), *pages_named("other-routes.md")):
        labels = set()
        for part, elements in parts(each).items():
            last = elements[-1]
            if last.tag != "p" or not last.xpath(".//a[@href][not(@class='footnote-ref')]"):
                yield each.fault(f"#{part}: a next step is somewhere to go", last)
                continue
            labels.add(last.xpath("string(./strong[1])"))
        if len(labels) != 1 or not labels.pop().rstrip().endswith(":"):
            yield each.fault(f"expected “Next step:” in the page's language; found {labels}")


def leads(each: SitePage) -> set[str]:
    links = each.tree.xpath("//article//a[not(@class='headerlink')]/@href")
    return {urljoin(f"/{each.path}", link) for link in links}


@collect
def test_the_pages_lead_to_one_another(site):
    for locale in config.locales():
        at = f"/{locale.url_prefix}"
        for name in ("if-it-fails", "other-routes"):
            each = page(locale.code, f"{name}.md")
            if f"{at}object/#which-route" not in leads(each):
                yield each.fault("expected a way to the finder")
            if not any(link.startswith(f"{at}letters/") for link in leads(each)):
                yield each.fault("expected a way to the letters")
            for back in ("object", "letters"):
                other = page(locale.code, f"{back}.md")
                if not any(urlsplit(link).path == f"{at}{name}/" for link in leads(other)):
                    yield other.fault(f"expected a way to {name}")
        each = page(locale.code, "object.md")
        if not any(link.startswith(f"{at}letters/") for link in leads(each)):
            yield each.fault("expected a way to the letters")
