"""No layer imports upwards or sideways.

hooks > outputs > transforms > rendering > model; hooks > checks > model; commands import all. The other modules of `scripts` are
what transforms and outputs share: the rendering.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
#: The model; each may import those before it.
MODEL = ("cache", "errors", "config", "yaml_with_lines", "content", "l10n", "translation", "data")
#: Where the layers come together.
APPLICATION = {"__main__", "build"}
RENDERING = {"rendering", "model"}
#: What each layer may import beside itself.
ALLOWED = {
    "model": set(),
    "rendering": {"model"},
    "checks": {"model"},
    "transforms": RENDERING,
    "outputs": {"transforms", *RENDERING},
    "hooks": {"outputs", "transforms", "checks", *RENDERING},
    "commands": {"checks", "hooks", "outputs", "transforms", *RENDERING},
}


def imported(source: str) -> set[str]:
    """Return the modules of `scripts` that a source imports: "config", "data.sources"."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names}
                if node.module == "scripts"
                else {node.module}
            )
    return {name.removeprefix("scripts.") for name in names if name.startswith("scripts.")}


def layer(module: str) -> str:
    """Return the layer of a module of `scripts`, named without "scripts."."""
    first = module.split(".")[0]
    if first in MODEL:
        return "model"
    return (
        first
        if first in APPLICATION or (SCRIPTS / first).is_dir() or first in ALLOWED
        else "rendering"
    )


def upward(module: str, source: str) -> list[str]:
    """Return the imports of a module that its layer may not have."""
    own, first, found = layer(module), module.split(".")[0], []
    for name in sorted(imported(source)):
        other = name.split(".")[0]
        if own == layer(name) == "model":
            if other != first and MODEL.index(other) > MODEL.index(first):
                found.append(name)
        elif layer(name) not in {own, *ALLOWED[own]}:
            found.append(name)
    return found


def modules() -> list[Path]:
    return [
        path
        for path in sorted(SCRIPTS.rglob("*.py"))
        if path.stem not in ("__init__", *APPLICATION)
        and layer(path.relative_to(SCRIPTS).parts[0].removesuffix(".py")) in ALLOWED
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_a_module_imports_its_own_layer_and_those_below(path):
    module = ".".join(path.relative_to(SCRIPTS).with_suffix("").parts)
    assert upward(module, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("checks.links", "from scripts.hooks import page"),
        ("checks.links", "from scripts.outputs.feed import PAGE"),
        ("outputs.feed", "from scripts.hooks.page import root"),
        ("transforms.csp", "import scripts.outputs.feed"),
        ("checks.links", "from scripts.document import Document"),
        ("typesetting", "from scripts.outputs.pdf import guide_pdf"),
        ("config", "from scripts import content"),
        ("content", "def late():\n    from scripts.data.sources import load_sources"),
        ("data.sources", "from scripts.commands.check import check"),
    ],
)
def test_an_import_upwards_is_found(module, source):
    assert upward(module, source)
