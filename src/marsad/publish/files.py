"""Writing a file in one step: readers see the old file or the new one, never half of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.records import MarsadError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` when the block ends without an error.

    Raises MarsadError where the folder is missing or cannot be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise MarsadError(
            f"cannot be written ({error.strerror or error})", where=str(path), advice="Choose a folder that exists"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
