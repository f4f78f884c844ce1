"""From paths to files: folders in sorted order, in bounded memory; loops, devices, unreadable files told apart."""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from marsad.records import RejectedReportError

BATCH = 20_000
"""Names of one folder that are held at a time: a folder of a million files is read fifty times over (half a second
each) instead of being held in memory."""


def walk(paths: Sequence[Path], *, besides: Collection[Path] = ()) -> Iterator[Path | RejectedReportError]:
    """Regular files under `paths`, each path in the order given, folders sorted by name, hidden names passed over.

    besides: files that are no reports, though they may lie in a folder of reports; passed over there.
    A path that cannot be read (missing, no permission, no file, a loop of links) comes as the error that says so.
    """
    passed = frozenset(path.absolute() for path in besides)
    for path in paths:
        yield from _walk(path, above=(), passed=passed)


def _walk(
    path: Path, *, above: tuple[tuple[int, int], ...], passed: frozenset[Path]
) -> Iterator[Path | RejectedReportError]:
    try:
        info = path.stat()
    except OSError as error:
        yield _unreadable(path, error)
        return
    if stat.S_ISREG(info.st_mode):
        yield path
    elif stat.S_ISDIR(info.st_mode):
        identity = (info.st_dev, info.st_ino)
        if identity in above:
            yield RejectedReportError("a link back to a folder above it", where=str(path), advice="Remove the link")
            return
        try:
            for name in _sorted_names(path):
                if not passed or (path / name).absolute() not in passed:
                    yield from _walk(path / name, above=(*above, identity), passed=passed)
        except OSError as error:
            yield _unreadable(path, error)
    else:
        yield RejectedReportError(
            "not a regular file (a pipe, a socket or a device)", where=str(path), advice="Give a file"
        )


def _sorted_names(folder: Path) -> Iterator[str]:
    last = ""
    while True:
        with os.scandir(folder) as entries:
            names = (entry.name for entry in entries if not entry.name.startswith(".") and entry.name > last)
            batch = heapq.nsmallest(BATCH, names)
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]


def open_regular(path: Path) -> int:
    """A file descriptor for reading; never waits on a pipe, even one put in the file's place since it was seen."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise RejectedReportError(
            "not a regular file (a pipe, a socket or a device)", where=str(path), advice="Give a file"
        )
    return descriptor


def _unreadable(path: Path, error: OSError) -> RejectedReportError:
    where = str(path)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return RejectedReportError(
                "a link to a file that does not exist", where=where, advice="Remove or mend the link"
            )
        return RejectedReportError("no such file or folder", where=where, advice="Check the path")
    if isinstance(error, PermissionError):
        return RejectedReportError(
            "no permission to read it", where=where, advice="Allow this user to read it (chmod u+r)"
        )
    return RejectedReportError(
        f"cannot be read ({error.strerror or error})", where=where, advice="Check the file and its disk"
    )
