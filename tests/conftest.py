"""What the tests of all folders share: the built site, their order, and what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import config

ROOT = Path(__file__).resolve().parent.parent

#: What takes longest goes first, so that at the end nobody waits for one of these alone.
LONG = (
    "test_the_readers_paths_work",
    "test_with_script_the_questions",
    "test_nothing_scrolls_sideways",
    "test_another_folder_",
    "test_the_nu_checker_finds",
)


def pytest_collection_modifyitems(items) -> None:
    """The longest tests first; the others as they were."""
    items.sort(key=lambda item: not item.name.startswith(LONG))


def pytest_terminal_summary(terminalreporter) -> None:
    """Count what was left out, such as an engine that is not there, so that nobody takes it for tested."""
    reasons = [
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    ]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"left out, {reasons.count(reason)}: {reason}")


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site."""
    folder = config.ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.exit("site/ is not built: run `make test`, or `make site` first", returncode=1)
    return folder
