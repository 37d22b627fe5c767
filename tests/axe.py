"""What the tests of accessibility share: axe-core (npm, package.json) in the page, and its findings as lines to read."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

FILE = ROOT / "node_modules/axe-core/axe.min.js"
#: WCAG 2.2 at level AA with all that came before it, and axe's own advice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: All that a colour scheme can change.
COLOURS = ["color-contrast", "link-in-text-block"]
#: A day on which every page is past its date, so that the notice of that is looked at too.
LATE = "2027-12-01T12:00:00Z"

RUN = """async ([within, options]) => (await axe.run(within, { resultTypes: ["violations"], preload: false, ...options })).violations
  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n")[1]?.trim()}`))"""


def context_with_axe(browser, **settings):
    """A browser context whose pages carry axe from the start (a page's own policy forbids putting it in later)."""
    if not FILE.exists():
        pytest.exit("node_modules/ lacks axe-core: run `make test`", returncode=1)
    context = browser.new_context(**settings)
    context.clock.set_fixed_time(LATE)
    context.add_init_script(path=FILE)
    return context


def found(tab, within: str = "html", *, colours: bool = False) -> list[str]:
    """What axe finds in a part of the page, a line each: the rule, the element, what to mend. With `colours`, by the rules of colour alone."""
    only = {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": TAGS}
    return tab.evaluate(RUN, [within, {"runOnly": only}])
