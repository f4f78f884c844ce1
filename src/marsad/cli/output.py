"""Where commands write: JSON for machines, tables for people, messages and progress on stderr."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from marsad.records import Event

WIDTH = 140
"""Columns where the output is no terminal: enough for a claim and what is known of it, side by side."""

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters by which a report's words could steer a terminal, or turn what is shown around."""


def harmless(words: object) -> str:
    """Words from outside, safe to show on a terminal."""
    return _CONTROLS.sub(" ", str(words))


@cache
def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = WIDTH
    return made


def say(line: str) -> None:
    """A line for people, on stdout."""
    console().print(harmless(line), soft_wrap=True)


def warn(line: str) -> None:
    """A line for people, on stderr."""
    console(stderr=True).print(harmless(line), soft_wrap=True)


def emit(value: object) -> None:
    """One JSON value on stdout."""
    _binary_out().write(_json(value) + b"\n")
    sys.stdout.flush()


def emit_list(rows: Iterable[object]) -> None:
    """A JSON list on stdout, one row a line, as they come."""
    out, first = _binary_out(), True
    out.write(b"[")
    for row in rows:
        out.write((b"\n" if first else b",\n") + _json(row))
        first = False
    out.write(b"]\n" if first else b"\n]\n")
    out.flush()


def event_row(event: Event) -> dict[str, object]:
    """An event as machines get it: its id is called `event` (and `id`)."""
    return {"event": event.id, **event.to_json()}


def binary_out() -> IO[bytes]:
    """stdout for bytes."""
    return _binary_out()


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on stderr; nothing where that is no terminal."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    shown = console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        yield bar


def _binary_out() -> IO[bytes]:
    sys.stdout.flush()
    return sys.stdout.buffer


def _json(value: object) -> bytes:
    import orjson

    return orjson.dumps(value)
