"""Read “Which route is mine?”, docs/_data/finder.yml: questions, a tree of answers, and routes.

The tree is a question with a branch for each of its answers, and a route at each end. So no answer
leads nowhere and none to two routes, and a question that no longer matters is not asked. The words
stand with the locale: `finder:` in strings.yml, and the sections #route-… of object.md.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.cache import cached
from scripts.config import DATA, display_path, limits
from scripts.data import schema
from scripts.errors import BuildError

FILE = DATA / "finder.yml"
MAX_QUESTIONS = limits().max_questions


@dataclass(frozen=True)
class Route:
    """One way to object.

    `steps` and `fallback` are places in the guide, "object.md#facebook"; `forms` are ids of
    sources, the main one first; `line` is its place in the file.
    """

    id: str
    steps: str
    forms: tuple[str, ...]
    fallback: str
    line: int


@dataclass(frozen=True)
class Finder:
    """The whole file.

    `questions` has the answers' keys by question, in the order they are asked; `tree` is
    {"ask": question, answer: tree or route id, …}.
    """

    questions: dict[str, tuple[str, ...]]
    tree: dict[str, Any]
    routes: dict[str, Route]

    def route(self, answers: dict[str, str]) -> Route:
        """Return the one route for a full set of answers, {question: answer}."""
        branch: Any = self.tree
        while isinstance(branch, dict):
            branch = branch[answers[branch["ask"]]]
        return self.routes[branch]

    def all_answers(self) -> Iterator[dict[str, str]]:
        """Yield every full set of answers, also to questions that are then never asked."""
        for answers in itertools.product(*self.questions.values()):
            yield dict(zip(self.questions, answers, strict=True))


@cached
def load_tree() -> Finder:
    """Read and check the file. Raises BuildError for the first thing wrong with it."""
    data, lines = schema.load(FILE, "finder")
    questions = {key: tuple(answers) for key, answers in data["questions"].items()}
    if len(questions) > MAX_QUESTIONS:
        message = f"expected {MAX_QUESTIONS} questions at most; found {len(questions)}"
        raise _error(lines, ["questions"], message)
    reached = _reached_routes(data["tree"], ["tree"], questions, data["routes"], lines)
    routes = {}
    for key, entry in data["routes"].items():
        if key not in reached:
            message = "expected an answer that leads here; none does: use it or take it out"
            raise _error(lines, ["routes", key], f"{key}: {message}")
        line = lines[f"routes.{key}"]
        routes[key] = Route(key, entry["steps"], tuple(entry["forms"]), entry["fallback"], line)
    return Finder(questions, data["tree"], routes)


def _error(lines: dict[str, int], place: list[str], message: str) -> BuildError:
    while place and ".".join(place) not in lines:
        place = place[:-1]
    return BuildError(display_path(FILE), lines.get(".".join(place), 1), message)


def _reached_routes(
    branch: object,
    place: list[str],
    questions: dict[str, tuple[str, ...]],
    routes: dict[str, Any],
    lines: dict[str, int],
) -> set[str]:
    """Return the routes at the ends of a branch; `questions` are those not asked yet.

    Raises BuildError for a branch that leads nowhere or asks amiss.
    """
    way = " → ".join(place)
    if not isinstance(branch, dict):
        if not isinstance(branch, str) or branch not in routes:
            message = f"{way}: expected a route of this file; found “{branch}”"
            raise _error(lines, place, message)
        return {branch}
    asked = branch.get("ask")
    if not isinstance(asked, str) or asked not in questions:
        known = ", ".join(questions) or "no more questions"
        message = f"{way}: expected `ask:` with one of {known}; found “{asked}”"
        raise _error(lines, [*place, "ask"], message)
    answers = questions[asked]
    for answer in answers:
        if answer not in branch:
            message = f"{way}: expected a way on for the answer “{answer}” to “{asked}”"
            raise _error(lines, place, message)
    for answer in branch:
        if answer not in ("ask", *answers):
            message = f"{way}: expected only the answers {', '.join(answers)}; found “{answer}”"
            raise _error(lines, [*place, answer], message)
    order = list(questions)
    left = {key: questions[key] for key in order[order.index(asked) + 1 :]}
    reached = set()
    for answer in answers:
        reached |= _reached_routes(branch[answer], [*place, answer], left, routes, lines)
    return reached
