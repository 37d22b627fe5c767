"""Remember what was read, and forget all of it with one call."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_clearers: list[Callable[[], None]] = []


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Cache a function's results, by its arguments, until `clear_caches` is called."""
    wrapper = functools.cache(function)
    _clearers.append(wrapper.cache_clear)
    return cast("Callable[P, T]", wrapper)


def clear_caches() -> None:
    """Forget every cached result: `mkdocs serve` calls this before it builds again."""
    for clear in _clearers:
        clear()
