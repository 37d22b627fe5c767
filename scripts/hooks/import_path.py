"""Let the other hooks import the package scripts/, however MkDocs was started.

`mkdocs` is a console script, so the folder of mkdocs.yml is not on Python's path.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent.parent)
sys.path.insert(0, ROOT)
# MkDocs takes its path back once this file is read; a package that is imported stays importable.
import scripts  # noqa: E402, F401


def on_startup(command: str, dirty: bool) -> None:
    """Set the path again, for the worker processes, which inherit it."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
