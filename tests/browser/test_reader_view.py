"""The reader view of a browser keeps every heading and paragraph of a page.

By Mozilla's Readability (npm), as Firefox and others have it. One thing is its own: it leaves out a
heading whose words all stand in the page's title, which it shows above.
"""

from __future__ import annotations

from tests.browser.helpers import SAMPLE, paths, sampled, script

#: What a reader view should keep of an article: [element, words], and what it does keep.
READ = r"""() => {
  const squeeze = (text) => text.replace(/\s+/g, "");
  const words = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("button, [hidden], .headerlink").forEach((each) => each.remove());
    return squeeze(copy.textContent);
  };
  const kinds = "h1, h2, h3, p, li, td, th, blockquote";
  const all = [...document.querySelectorAll(`article :is(${kinds})`)].filter((one) =>
    one.checkVisibility() && !one.closest("form, [hidden], .last-reviewed"));
  const read = new Readability(document.cloneNode(true)).parse();
  const parsed = new DOMParser().parseFromString(read.content, "text/html");
  const kept = squeeze(parsed.body.textContent + read.title);
  const cut = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const title = new Set(cut(read.title));
  const repeated = (one) => /H[12]/.test(one.tagName) &&
    cut(one.firstChild.textContent).filter(Boolean).every((word) => title.has(word));
  const lost = (one) => words(one) && !kept.includes(words(one)) && !repeated(one);
  return [all.length, all.filter(lost)
    .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 60)}`)];
}"""


def test_it_keeps_every_heading_and_paragraph(new_tab, address):
    """Each English page but print/, which is all of them; of the others one of each layout."""
    engine = script("@mozilla/readability/Readability.js", "self.Readability = Readability")
    tab = new_tab(init=engine)
    problems = []
    english = [path for path in paths(SAMPLE[:1]) if path != "print/"]
    for path in [*english, *sampled(locales=SAMPLE[1:])]:
        tab.goto(address + path)
        count, lost = tab.evaluate(READ)
        assert count > 20, path
        problems += [f"{path}: lost: {line}" for line in lost]
    assert not problems, "\n".join(problems)
