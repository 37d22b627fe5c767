"""Check YAML data by the JSON Schemas of docs/_data/schemas, and say what is wrong in one line.

A schema's `title` says what a value is, in the words of the message: "expected voice to be TITLE".
The schemas of sources and authorities are also published, beside the data made from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from scripts import yaml_with_lines
from scripts.cache import cached
from scripts.config import DATA, display_path, is_http_url
from scripts.errors import BuildError, Problem
from scripts.l10n import is_iso_date

SCHEMAS = DATA / "schemas"
_formats = FormatChecker(formats=())
_formats.checks("uri")(lambda value: not isinstance(value, str) or is_http_url(value))
_formats.checks("date")(lambda value: not isinstance(value, str) or is_iso_date(value))
_formats.checks("partial-date")(
    lambda value: not isinstance(value, str) or is_iso_date(value, partial=True)
)


def _key_order(
    validator: Any, ordered: bool, instance: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Check our own keyword `keyOrder`: the keys stand in the order of `properties`."""
    if ordered and isinstance(instance, dict):
        known = [key for key in schema["properties"] if key in instance]
        if known != [key for key in instance if key in known]:
            yield ValidationError("order")


_Validator: Any = extend(  # type: ignore[no-untyped-call]  # jsonschema’s stubs leave it out
    Draft202012Validator, {"keyOrder": _key_order}
)


@cached
def _validator(name: str) -> Any:
    """Return a validator for a schema, "sources.input" or "front-matter#/$defs/translation"."""
    resources = []
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        contents = json.loads(path.read_text(encoding="utf-8"))
        resources.append((path.name, Resource.from_contents(contents)))
    registry: Registry[Any] = Registry().with_resources(resources)
    stem, _, pointer = name.partition("#")
    schema = _resolved({"$ref": f"{stem}.schema.json#{pointer}"}, registry.resolver())
    return _Validator(schema, registry=registry, format_checker=_formats)


def _resolved(schema: Any, resolver: Any, file: str = "", inside: tuple[str, ...] = ()) -> Any:
    """Replace each `$ref` by what it names, since jsonschema looks it up again for each value.

    What names itself, such as words in words, stays a `$ref`. Nothing else stands beside one.
    """
    if isinstance(schema, list):
        return [_resolved(part, resolver, file, inside) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" not in schema:
        return {key: _resolved(part, resolver, file, inside) for key, part in schema.items()}
    name, _, pointer = schema["$ref"].partition("#")
    reference = f"{name or file}#{pointer}"
    if reference in inside:
        return {"$ref": reference}
    found = resolver.lookup(reference).contents
    return _resolved(found, resolver, name or file, (*inside, reference))


def problems(
    data: Mapping[str, Any], lines: Mapping[str, int], path: Path, schema: str
) -> list[Problem]:
    """Return what is wrong with data read from `path`; `lines` has the line of each key."""
    found = set()
    for error in _validator(schema).iter_errors(data):
        place, message = _described(error)
        while place and ".".join(place) not in lines:
            place = place[:-1]
        line = lines.get(".".join(place), 1)
        found.add(Problem(display_path(path), line, message))
    return sorted(found)


def load(path: Path, schema: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Read a YAML file and check it. Return the data, and the line of each key.

    Raises BuildError for the first thing that is wrong with it; see `problems`.
    """
    data, lines = yaml_with_lines.load(path)
    for problem in problems(data, lines, path, schema)[:1]:
        raise BuildError(problem.file, problem.line, problem.message)
    return data, lines


def _described(error: ValidationError) -> tuple[list[str], str]:
    """Return the place of an error, as a path of keys, and the message."""
    place = [str(part) for part in error.absolute_path]
    schema: Any = error.schema if isinstance(error.schema, dict) else {}
    title = schema.get("title")
    instance: Any = error.instance
    value: Any = error.validator_value
    where = f" in {title}" if title else ""
    match error.validator:
        case _ if "propertyNames" in error.absolute_schema_path:
            place.append(str(instance))
            return place, _message(place[:-1], f"{title}; found {_quoted(instance)}")
        case "required":
            missing = [f"“{key}”" for key in value if key not in instance]
            keys = "key" if len(missing) == 1 else "keys"
            return place, _message(place, f"the {keys} {', '.join(missing)}{where}")
        case "additionalProperties" if value is False:
            known = list(schema["properties"])
            extra = next(key for key in instance if key not in known)
            message = f"only the keys {', '.join(known)}{where}; found “{extra}”"
            return [*place, extra], _message(place, message)
        case "keyOrder":
            order = ", ".join(key for key in schema["properties"] if key in instance)
            return place, _message(place, f"the keys in the order {order}{where}")
        case "minLength" | "maxLength" if "maxLength" in schema:
            wanted = f"{schema['minLength']} to {schema['maxLength']} characters"
            message = f"a {place[-1]} of {wanted}; found {len(instance)} characters"
            return place, _message(place[:-1], message)
    match title, error.validator:
        case None, "enum":
            title = f"one of {', '.join(value)}"
        case None, "type":
            title = {"object": "a mapping", "array": "a list", "string": "text"}.get(value, value)
        case None, _:
            title = error.message
    if not place:
        return place, f"expected {title}; found {_quoted(instance)}"
    return place, _message(place[:-1], f"{place[-1]} to be {title}; found {_quoted(instance)}")


def _message(place: list[str], expected: str) -> str:
    return f"{'.'.join(place)}: expected {expected}" if place else f"expected {expected}"


def _quoted(value: object) -> str:
    """Show a value as it stands in YAML; a mapping or a list only by its kind."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"“{value if isinstance(value, str) else json.dumps(value)}”"
