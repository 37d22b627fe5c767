"""YAML with line numbers, so that a message can name the line. PyYAML does the parsing."""

from __future__ import annotations

from pathlib import Path

import yaml

from scripts.house import shown
from scripts.problems import BadInput


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # libyaml where PyYAML has it: ten times as fast
    """Dates stay text (a person writes them, a check compares them), and a key may stand only once."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key that is no word", key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _used_twice(node: yaml.Node) -> yaml.Node | None:
    """A node that an alias (`*name`) uses again, or None. A file could hold itself that way, or grow without end."""
    seen, left = set(), [node]
    while left:
        one = left.pop()
        if id(one) in seen:
            return one
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            left += [part for pair in one.value for part in pair]
        elif isinstance(one, yaml.SequenceNode):
            left += one.value
    return None


def parse(text: str, path: Path, first_line: int = 1) -> tuple[dict, dict[str, int]]:
    """Read one YAML mapping.

    Returns the mapping and the line of each top-level key. `first_line` is the line of `path` at which `text` begins.
    Raises BadInput, naming the line, for text that is not a YAML mapping.
    """
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is not None and (twice := _used_twice(node)):
            raise BadInput(shown(path), first_line + twice.start_mark.line, "expected YAML without aliases (`*name`)")
        data = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + (mark.line if mark else 0)
        reason = (getattr(error, "problem", None) or str(error)).splitlines()[0]
        raise BadInput(shown(path), line, f"expected YAML, found: {reason}") from None
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        # PyYAML's own error for a value that does not fit its tag (`!!int x`), half a character, or nesting without end.
        raise BadInput(shown(path), first_line, "expected plain YAML, without tags (`!!int`)") from None
    finally:
        if loader:
            loader.dispose()
    if not isinstance(data, dict):
        raise BadInput(shown(path), first_line, "expected a YAML mapping (lines of `key: value`)")
    if not all(isinstance(key, str) for key in data):
        raise BadInput(shown(path), first_line, "expected every key to be text")
    lines = {key.value: first_line + key.start_mark.line for key, _ in node.value}
    return data, {key: lines.get(key, first_line) for key in data}  # a key that `<<:` brings has no line of its own


def read_text(path: Path) -> str:
    """A file as UTF-8 text with plain line ends. Raises BadInput when it is missing or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise BadInput(shown(path), 1, "expected this file to exist") from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(shown(path), line, "expected UTF-8 text") from None


def load(path: Path) -> tuple[dict, dict[str, int]]:
    """Read a YAML file; see `parse`."""
    return parse(read_text(path), path)
