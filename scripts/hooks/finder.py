"""Writes the finder, in place of `<!-- finder -->`: a list of questions and answers, each way ending in a link to its route.

It is complete as it stands, without script and on paper. assets/finder.js reads the questions off this very list.
"""

from __future__ import annotations

from html import escape

from mkdocs.exceptions import PluginError

from scripts import config as project, content, l10n
from scripts.data import finder
from scripts.content import FINDER_PLACEHOLDER as MARK
from scripts.hooks.page import page_name
from scripts.errors import BuildError


def _branch(branch: dict, words: dict, titles: dict[str, str]) -> str:
    """A question with its answers, each with the next question or with the link to its route."""
    asked = words[branch["ask"]]
    items = []
    for answer, after in branch.items():
        if answer == "ask":
            continue
        on = _branch(after, words, titles) if isinstance(after, dict) else f'<a href="#route-{after}">{escape(titles[after])}</a>'
        items.append(f"<li><span>{escape(asked[answer])}</span> {on}</li>")
    return f"<p>{escape(asked['question'])}</p><ul>{''.join(items)}</ul>"


def finder_html(code: str) -> str:
    """The finder in a language. Raises BuildError or KeyError when a route or a word is missing."""
    words = l10n.load_strings(code)["finder"]
    headings = content.read_page(project.DOCS / code / "object.md").headings
    titles = {(heading.id or "").removeprefix("route-"): heading.text for heading in headings}
    return (
        f'<div class="finder" id="finder" data-next="{escape(words["next"])}" data-found="{escape(words["found"])}">'
        f'<div class="ways">{_branch(finder.load_tree().tree, words["questions"], titles)}</div>'
        # What follows is the script's: the questions, what is announced, the route found, and the way back to the start.
        f'<form autocomplete="off" hidden></form><p role="status"></p><div class="found" hidden><span>{escape(words["route"])}</span></div>'
        f'<button type="button" class="tool" hidden>{escape(words["again"])}</button></div>'
    )


def on_page_content(html: str, page, config, files) -> str:
    """Replace the mark by the finder."""
    if MARK not in html:
        return html
    code, name = page_name(page)
    try:
        return html.replace(MARK, finder_html(code))
    except BuildError as error:
        raise PluginError(str(error.problem)) from None
    except KeyError as missing:
        raise PluginError(f"docs/{code}/{name}:1: expected the words and the section of {missing}, which the finder shows") from None
