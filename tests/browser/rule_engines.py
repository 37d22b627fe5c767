"""Two engines that know the rules of accessibility, in the page; their findings as lines to read.

axe-core (Deque) and IBM's accessibility-checker-engine, both by npm (package.json).
"""

from __future__ import annotations

from tests.browser.helpers import script

#: WCAG 2.2 at level AA with all that came before it, and axe's own advice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: All that a colour scheme can change.
COLOURS = ["color-contrast", "link-in-text-block"]
#: A day on which every page is past its date, so that the notice of that is looked at too.
LATE = "2027-12-01T12:00:00Z"
#: What IBM's engine calls a failure and is none here: the rule → why.
NAMED = {
    "aria_content_in_landmark": "the skip link stands before all landmarks, so that it is first",
    "figure_label_exists": "a drawing has its own name; a second one would be said twice",
    "aria_complementary_label_visible": "the offer of a language is two words, seen as they are",
}

AXE = """async ([within, options]) => (await axe.run(within,
  { resultTypes: ["violations"], preload: false, ...options })).violations.flatMap((rule) =>
    rule.nodes.map((node) =>
      `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n")[1]?.trim()}`))"""
IBM = """async () => (await new ace.Checker().check(document, ["WCAG_2_2"])).results
  .filter((one) => one.value[1] === "FAIL")
  .map((one) => `${one.ruleId}: ${one.path.dom}: ${one.message} ${one.snippet.slice(0, 90)}`)"""


def context_with_engines(browser, *, ibm: bool = False, **settings):
    """Return a context whose pages carry the engine from the start.

    A page's own policy forbids putting it in later.
    """
    context = browser.new_context(**settings)
    context.clock.set_fixed_time(LATE)
    if ibm:
        context.add_init_script(script("accessibility-checker-engine/ace.js", "self.ace = ace"))
    else:
        context.add_init_script(script("axe-core/axe.min.js", ""))
    return context


def axe_findings(tab, within: str = "html", *, colours: bool = False) -> list[str]:
    """Return what axe finds in a part of the page, with `colours` by the rules of colour alone."""
    only = {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": TAGS}
    return tab.evaluate(AXE, [within, {"runOnly": only}])


def ibm_findings(tab) -> list[str]:
    """Return what IBM's engine finds wrong on a page, but for what is named above."""
    return [line for line in tab.evaluate(IBM) if line.split(":")[0] not in NAMED]
