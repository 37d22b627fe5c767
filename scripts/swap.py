"""Puts a finished folder in the place of the published one, in one step where the system can, so that no moment has half a site."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

#: From the headers of Linux (renameat2(2)) and macOS (renamex_np(2)): exchange two names at once.
AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2
#: What the two calls answer where a file system cannot exchange.
CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders of the same file system in one step. Returns whether the system can; raises OSError for other failures."""
    system = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        failed = system.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(system, "renamex_np"):
        failed = system.renamex_np(first, second, RENAME_SWAP)
    else:
        return False
    if failed and ctypes.get_errno() not in CANNOT:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed


def put(new: Path, site: Path, old: Path) -> None:
    """Put the folder `new` in the place of `site`. `old` is where the former one is for a moment; it is removed at the end.

    Where the system cannot exchange two folders, there is an instant without `site` between two renames; `mended` heals a
    build that was ended in just that instant.
    """
    shutil.rmtree(old, ignore_errors=True)
    if not site.exists():
        new.rename(site)
        return
    if exchanged(new, site):
        new.rename(old)
    else:
        site.rename(old)
        new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def mended(site: Path, old: Path) -> None:
    """Put the former site back when an earlier build was ended between the two renames."""
    if old.exists() and not site.exists():
        old.rename(site)
