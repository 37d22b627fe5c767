"""How every command here tells a person what is wrong: one line, naming file, line and what is expected."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `file` is relative to the project; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return " ".join(f"{self.file}:{self.line}: {self.message}".splitlines())  # what was found may hold line breaks


class BadInput(Exception):
    """Raised by readers that cannot go on; carries the problem that a command prints."""

    def __init__(self, file: Path | str, line: int, message: str):
        self.problem = Problem(str(file), line, message)
        super().__init__(str(self.problem))

    def __reduce__(self):
        """So that it comes whole from one process to another."""
        return BadInput, (self.problem.file, self.problem.line, self.problem.message)


def report(problems: Iterable[Problem]) -> int:
    """Print the problems to standard error, sorted, each once. Returns the exit code: 1 if there was any, else 0."""
    unique = sorted(set(problems))
    for problem in unique:
        print(problem, file=sys.stderr)
    return 1 if unique else 0
