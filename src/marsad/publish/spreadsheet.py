"""A workbook for Excel and its kin: the rows on one sheet, what the columns mean on the next."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import FileIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from marsad.publish.columns import Column, dictionary_rows
from marsad.records import MarsadError

SHEET_ROWS = 1_048_576
"""Rows of a worksheet, its header among them (Excel specifications and limits)."""
CELL_LIMIT = 32_767
"""Characters of a cell (the same)."""
CUT = " ... (cut: a cell holds no more)"

_CREATED = datetime(2000, 1, 1)
"""Not the time of writing: the same rows give the same bytes."""
_WIDEST = 40
_DICTIONARY = ("column", "type", "unit", "meaning", "source")


class _OneComplaint:
    """The file that zipfile writes to. It writes an archive's end even when the archive is thrown away, at a time of
    its own: once the disk is full it gets no second error, which nobody could catch."""

    def __init__(self, file: FileIO) -> None:
        self._file, self._full = file, False

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        try:
            while rest and not self._full:
                rest = rest[self._file.write(rest) :]
        except OSError:
            self._full = True
            raise
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self._full else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self._full else self._file.tell()

    def flush(self) -> None:
        """Nothing waits: the file has no buffer."""


def check_sheet(rows: int, *, where: str = "") -> None:
    """Raises MarsadError where a worksheet cannot hold so many rows beside its header."""
    if rows >= SHEET_ROWS:
        raise MarsadError(
            f"a worksheet holds {SHEET_ROWS - 1:,} rows beside its header, and there are {rows:,}",
            where=where,
            advice="Write .parquet or .csv, or ask for fewer days",
        )


def write_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[object]], path: Path, versions: Mapping[str, str]
) -> int:
    """Write the rows as they come; memory does not grow with them. Returns their number."""
    with tempfile.TemporaryDirectory() as folder, path.open("wb", buffering=0) as file:
        book = Workbook(_OneComplaint(file), {"constant_memory": True, "tmpdir": folder, "use_zip64": True})
        book.set_properties({"created": _CREATED, "comments": "; ".join(f"{k} {v}" for k, v in versions.items())})
        formats = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
        written = _rows(book, columns, rows, formats)
        _dictionary(book, columns, versions, formats)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError that it was made from
    return written


def _rows(
    book: Workbook, columns: Sequence[Column], rows: Iterable[Sequence[object]], formats: Mapping[str, Format]
) -> int:
    sheet = book.add_worksheet("rows")
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, formats["head"])
        sheet.set_column(place, place, min(_WIDEST, max(10, len(column.name) + 2)))
    written = 0
    for written, row in enumerate(rows, start=1):
        check_sheet(written)
        for place, value in enumerate(row):
            if value is not None and value != "":
                _write(sheet, written, place, value, formats["day"])
    sheet.autofilter(0, 0, written, len(columns) - 1)
    return written


def _write(sheet: Worksheet, row: int, place: int, value: object, day: Format) -> None:
    """Each value by its type: a text is never run as a formula, nor taken for a number or a link."""
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    else:
        text = str(value)
        sheet.write_string(row, place, text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT)


def _dictionary(
    book: Workbook, columns: Sequence[Column], versions: Mapping[str, str], formats: Mapping[str, Format]
) -> None:
    sheet = book.add_worksheet("columns")
    sheet.set_column(0, 1, 24)
    sheet.set_column(3, 3, 90)
    sheet.write_row(0, 0, _DICTIONARY, formats["head"])
    lines = [*dictionary_rows(columns), *((f"marsad.{name}", "", "", value, "") for name, value in versions.items())]
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line):
            sheet.write_string(number, place, text.replace("`", ""))
