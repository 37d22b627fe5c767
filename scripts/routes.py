"""“Which route is mine?”: the questions, the way from the answers to one route, and the routes, docs/_data/routes.yml.

The way is a tree: a question with one branch for each of its answers, and a route at each end. So no answer leads nowhere,
and none leads to two routes; a question that no longer matters is not asked. The words stand with the language
(`finder:` in strings.yml, the sections #route-… of object.md).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts import yaml_lines
from scripts.house import DATA, shown
from scripts.problems import BadInput

FILE = DATA / "routes.yml"
MOST_QUESTIONS = 4  # issue 4: a reader answers four at most
KEYS = ("steps", "forms", "fails")


@dataclass(frozen=True)
class Route:
    """`steps` and `fails` are places in the guide, "object.md#facebook"; `forms` are ids of the register, the main one first;
    `line` is its place in the file."""

    id: str
    steps: str
    forms: tuple[str, ...]
    fails: str
    line: int


@dataclass(frozen=True)
class Finder:
    """`questions`: their answers' keys by key, in the order they are asked; `tree`: question, then answer → tree or route id."""

    questions: dict[str, tuple[str, ...]]
    tree: dict
    routes: dict[str, Route]

    def route(self, answers: dict[str, str]) -> Route:
        """The one route for a full set of answers, {question: answer}."""
        branch = self.tree
        while isinstance(branch, dict):
            branch = branch[answers[branch["ask"]]]
        return self.routes[branch]

    def combinations(self) -> Iterator[dict[str, str]]:
        """Every full set of answers, also to questions that a reader with those answers is never asked."""
        for answers in itertools.product(*self.questions.values()):
            yield dict(zip(self.questions, answers))


def _bad(lines: dict[str, int], part: str, message: str) -> BadInput:
    return BadInput(shown(FILE), lines[part], message)


def _route_lines(first: int) -> dict[str, int]:
    """The line of each route, below the line `first`: the keys that stand two spaces in."""
    text = yaml_lines.read_text(FILE).split("\n")
    return {line.strip().partition(":")[0]: number for number, line in enumerate(text, 1) if number > first and re.match(r"  \S", line)}


def _walk(branch: object, way: str, questions: dict, unasked: list[str], routes: dict, lines: dict[str, int]) -> set[str]:
    """The routes at the ends of a branch. Raises BadInput for a branch that leads nowhere or asks amiss."""
    if not isinstance(branch, dict):
        if branch not in routes:
            raise _bad(lines, "tree", f"{way}: expected a route of this file; found “{branch}”")
        return {branch}
    asked = branch.get("ask")
    if asked not in unasked:
        raise _bad(lines, "tree", f"{way}: expected `ask:` with one of {', '.join(unasked) or 'no more questions'}; found “{asked}”")
    left = unasked[unasked.index(asked) + 1 :]
    for answer in questions[asked]:
        if answer not in branch:
            raise _bad(lines, "tree", f"{way}: expected a way on for the answer “{answer}” to “{asked}”")
    for answer in branch:
        if answer not in ("ask", *questions[asked]):
            raise _bad(lines, "tree", f"{way}: expected only the answers {', '.join(questions[asked])}; found “{answer}”")
    return set().union(*(_walk(branch[answer], f"{way} → {answer}", questions, left, routes, lines) for answer in questions[asked]))


@functools.cache
def finder() -> Finder:
    """The whole file, checked. Raises BadInput for the first thing wrong with it."""
    data, lines = yaml_lines.load(FILE)
    if tuple(data) != ("questions", "tree", "routes") or not all(isinstance(part, dict) and part for part in data.values()):
        raise BadInput(shown(FILE), 1, "expected the parts questions, tree, routes, in this order")
    questions, routes = data["questions"], data["routes"]
    if len(questions) > MOST_QUESTIONS:
        raise _bad(lines, "questions", f"expected {MOST_QUESTIONS} questions at most; found {len(questions)}")
    for key, answers in questions.items():
        if not isinstance(answers, list) or len(answers) < 2 or not all(isinstance(answer, str) for answer in answers):
            raise _bad(lines, "questions", f"{key}: expected a list of two answers or more, each a word")
    at = _route_lines(lines["routes"])
    for key, entry in routes.items():
        if not isinstance(entry, dict) or tuple(entry) != KEYS or not isinstance(entry["forms"], list) or not entry["forms"]:
            raise _bad(at, key, f"{key}: expected the keys {', '.join(KEYS)}, in this order, and a form or more")
    reached = _walk(data["tree"], "tree", questions, list(questions), routes, lines)
    for key in routes:
        if key not in reached:
            raise _bad(at, key, f"{key}: expected an answer that leads here; none does: use it or take it out")
    return Finder(
        {key: tuple(answers) for key, answers in questions.items()},
        data["tree"],
        {key: Route(key, entry["steps"], tuple(entry["forms"]), entry["fails"], at[key]) for key, entry in routes.items()},
    )
