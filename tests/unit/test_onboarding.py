"""A newcomer's first minute: make lists its targets, everything is pinned, what lacks is one line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import commands as package
from scripts.config import CODE_ROOT

SCRIPT = ".ci/install-system-deps.sh"


def test_make_lists_its_targets_and_each_is_one_command():
    makefile = (CODE_ROOT / "Makefile").read_text(encoding="utf-8")
    listed = subprocess.run(["make"], cwd=CODE_ROOT, capture_output=True, text=True, check=True)
    for target in re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE):
        assert re.search(rf"^{target}\s+\S", listed.stdout, re.MULTILINE), target
    commands = re.findall(r"\$\(PY\) scripts ([a-z-]+)", makefile)
    lacking = sorted(set(commands) - set(package.commands))
    assert not lacking, lacking


@pytest.mark.parametrize("group", ["site", "test"])
def test_every_dependency_has_a_reason_and_a_hash(group):
    source = (CODE_ROOT / "requirements" / f"{group}.in").read_text(encoding="utf-8")
    wanted = [line for line in source.splitlines() if re.match(r"[a-zA-Z]", line)]
    assert wanted and all("#" in line for line in wanted)
    pinned = (CODE_ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
    for line in wanted:
        name = re.split(r"[=<>\[ ]", line)[0]
        pattern = rf"^{re.escape(name)}==\S+ \\\n    --hash=sha256:"
        assert re.search(pattern, pinned, re.MULTILINE | re.IGNORECASE), name
    assert not re.search(r"https?://|--index|--find-links|file://", pinned)


def test_the_checkers_of_npm_are_pinned_by_hash_and_name_no_registry():
    wanted = json.loads((CODE_ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((CODE_ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert wanted["private"] is True and "scripts" not in wanted and "dependencies" not in wanted
    assert lock[""]["devDependencies"] == wanted["devDependencies"]
    for name, entry in lock.items():
        safe = name == "" or (entry["integrity"].startswith("sha512-") and "resolved" not in entry)
        assert safe, name


def test_what_is_missing_is_said_in_one_line(tmp_path):
    for name in ("bash", "id"):
        (tmp_path / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        [shutil.which("bash"), SCRIPT],
        cwd=CODE_ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("Missing: chromium java npm. Install them:"), (
        lines
    )


def test_no_file_names_a_machine_and_nothing_made_is_committed():
    if not (CODE_ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CODE_ROOT, capture_output=True, text=True, check=True
    ).stdout
    names = [name for name in listed.split("\0") if name]
    for name in names:
        if not name.endswith((".png", ".ttf")) and (CODE_ROOT / name).exists():
            text = (CODE_ROOT / name).read_text(encoding="utf-8")
            assert not re.search(r"/(?:work|root|home|Users)/[a-z]", text), name
    assert not [name for name in names if Path(name).parts[0] in ("site", ".build", ".venv")]


def test_nothing_refers_to_a_paper_outside():
    """Reasons live in decisions/; a name such as DESIGN or STACK means nothing to a newcomer."""
    for folder in ("scripts", "overrides", "bench", "decisions", "hosting"):
        for path in sorted((CODE_ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".md", ".typ"):
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"\b(DESIGN|STACK|STYLE)\b|facts\.md|\bissue \d", text), path
