"""Read YAML with the line of each key, so that a message can name it. PyYAML does the parsing."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from scripts.config import display_path
from scripts.errors import BuildError

#: libyaml where PyYAML has it: ten times as fast.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]  # which of the two is known only here
    """A loader that leaves dates text, and takes only keys that are text and stand once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = None
            if isinstance(key_node, yaml.ScalarNode):
                key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                # `no:` is false, and `1:` a number.
                raise _error("a key that is no text: put it in quotes", key_node)
            if key in seen:
                raise _error(f"the key {key!r} stands twice", key_node)
            seen.add(key)
        return dict(super().construct_mapping(node, deep=deep))


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _error(problem: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


def _aliased(node: yaml.Node) -> yaml.Node | None:
    """Return a node that an alias (`*name`) uses again: a file could hold itself that way."""
    seen, stack = set(), [node]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            return current
        seen.add(id(current))
        if isinstance(current, yaml.MappingNode):
            stack += [part for pair in current.value for part in pair]
        elif isinstance(current, yaml.SequenceNode):
            stack += current.value
    return None


def _key_lines(node: yaml.Node, prefix: str, first_line: int) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield f"{prefix}{key.value}", first_line + key.start_mark.line
            yield from _key_lines(value, f"{prefix}{key.value}.", first_line)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _key_lines(value, f"{prefix}{number}.", first_line)


def parse(text: str, path: Path, first_line: int = 1) -> tuple[dict[str, Any], dict[str, int]]:
    """Read one YAML mapping that begins at line `first_line` of `path`.

    Return the mapping, and the line of each key; a nested key is named as in "footer.printed"
    or, in a list, "ask.0.page".
    Raises BuildError, naming the line, for text that is not a plain YAML mapping.
    """
    loader = None
    file = display_path(path)
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is not None and (alias := _aliased(node)):
            line = first_line + alias.start_mark.line
            raise BuildError(file, line, "expected YAML without aliases (`*name`)")
        data = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = (getattr(error, "problem", None) or str(error)).splitlines()[0]
        line = first_line + (mark.line if mark else 0)
        raise BuildError(file, line, f"expected YAML, found: {reason}") from None
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        # PyYAML's own error for a value that does not fit its tag, half a character, or nesting
        # without end.
        message = "expected plain YAML, without tags (`!!int`)"
        raise BuildError(file, first_line, message) from None
    finally:
        if loader:
            loader.dispose()
    if not isinstance(data, dict):
        raise BuildError(file, first_line, "expected a YAML mapping (lines of `key: value`)")
    # A key that `<<:` brings has no line of its own.
    return data, dict.fromkeys(data, first_line) | dict(_key_lines(node, "", first_line))


def read_text(path: Path) -> str:
    """Read a file as UTF-8 with plain line ends. Raises BuildError for a missing or other file."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise BuildError(display_path(path), 1, "expected this file to exist") from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BuildError(display_path(path), line, "expected UTF-8 text") from None


def load(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Read a YAML file; see `parse`."""
    return parse(read_text(path), path)
