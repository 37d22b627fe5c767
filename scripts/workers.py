"""Processes that share the work of a build, and end with it: a worker that outlived its build would write into the next one's files."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def _end_with(parent: int) -> None:
    """Let this process end soon after its parent did, however that ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def pool(count: int | None = None) -> ProcessPoolExecutor:
    """A pool of `count` processes, or one a core."""
    return ProcessPoolExecutor(count, initializer=_end_with, initargs=(os.getpid(),))


def each(function: Callable, items: Sequence, serial: bool = False) -> list:
    """What `function` gives for each item, in their order: side by side where there are cores for it, or with `serial` one after the other."""
    count = min(os.cpu_count() or 1, len(items))
    if serial or count <= 1:
        return [function(item) for item in items]
    with pool(count) as processes:
        return list(processes.map(function, items))


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one build at a time into the folder of the file `lock`; a second one waits. The system frees it however a build ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another build to end", file=sys.stderr)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
