"""Writing a file in one step: readers see the old file or the new one, never half of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.records import MarsadError

_ADVICE = {
    errno.ENOENT: "Choose a folder that exists",
    errno.ENOTDIR: "Choose a folder that exists",
    errno.EACCES: "Choose a folder that you may write to",
    errno.EROFS: "Choose a folder that you may write to",
    errno.ENOSPC: "Free some space, or write elsewhere; nothing was left behind",
    errno.EDQUOT: "Free some space, or write elsewhere; nothing was left behind",
    errno.EFBIG: "Write a smaller file, or to another disk; nothing was left behind",
}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` when the block ends without an error.

    Raises MarsadError where the folder is missing, cannot be written or is on a full disk; `path` is as it was then.
    """
    check_target(path)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")  # two programs may write the same file
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        partial.unlink(missing_ok=True)


def check_target(path: Path, endings: Iterable[str] = ()) -> None:
    """That a file may be written at `path`, before any work is done for it. endings: those allowed; any if none.

    Raises MarsadError.
    """
    allowed = tuple(endings)
    if allowed and path.suffix.lower() not in allowed:
        raise MarsadError(
            f"not written with the ending {path.suffix or '(none)'}",
            where=str(path),
            advice=f"Use {', '.join(allowed)}",
        )
    if path.is_dir():
        raise MarsadError("cannot be written (it is a folder)", where=str(path), advice="Give the name of a file")
    if path.exists() and not path.is_file():
        raise MarsadError(
            "cannot be written (a device or a pipe)", where=str(path), advice="Give the name of a file"
        )  # putting a file in its place would take the device away
    if not path.parent.is_dir():
        raise _unwritten(path, FileNotFoundError(errno.ENOENT, ""))


def _unwritten(path: Path, error: OSError) -> MarsadError:
    """In the system's words: a library's own may tell its inner workings."""
    number = error.errno or 0
    words = os.strerror(number) if number else str(error).partition("\n")[0]
    return MarsadError(
        f"cannot be written ({words})", where=str(path), advice=_ADVICE.get(number, "Choose another place")
    )
