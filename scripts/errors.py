"""Bad input, told in one line: the file, the line, and what is expected there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `file` is relative to the project; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        # What was found may hold line breaks.
        return " ".join(f"{self.file}:{self.line}: {self.message}".splitlines())


class BuildError(PluginError):
    """Input that a build or a command cannot go on with; `problem` says what is wrong with it.

    MkDocs prints an error of this kind as one line, and ends with exit code 1.
    """

    def __init__(self, file: Path | str, line: int, message: str) -> None:
        self.problem = Problem(str(file), line, message)
        super().__init__(str(self.problem))

    def __reduce__(self) -> tuple[type[BuildError], tuple[str, int, str]]:
        """Pickle it whole, so that it can cross from one process to another."""
        return BuildError, (self.problem.file, self.problem.line, self.problem.message)


def report(problems: Iterable[Problem]) -> int:
    """Print problems to standard error, sorted, each once. Return the exit code: 1 for any."""
    unique = sorted(set(problems))
    for problem in unique:
        print(problem, file=sys.stderr)
    return 1 if unique else 0
