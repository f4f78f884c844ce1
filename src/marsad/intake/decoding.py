"""Bytes to text: limits, binary files, encodings. The text keeps every character of the file but a BOM,
CRs and soft hyphens."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from marsad.records import RejectedReportError

MAX_REPORT_BYTES = 5_000_000
"""One report: 5 MB is about 800,000 words, ten novels. Longer files are archives or dumps, which must be split."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_MAX_CONTROL_SHARE = 0.003  # one stray control character in a short text is a blemish; more is no text
_SAMPLE_BYTES = 65_536  # enough for the encoding's statistics, little enough to be quick on 5 MB
_BLEMISHES = 1  # a NUL is never text; other control bytes are counted by share above this number


def check_size(size: int, *, where: str, limit: int = MAX_REPORT_BYTES) -> None:
    """Raises RejectedReportError for a report that is empty or over the limit (bytes)."""
    if size == 0:
        raise RejectedReportError("the file is empty", where=where, advice="Remove it or fetch it again")
    if size > limit:
        raise RejectedReportError(
            f"{size / 1e6:.1f} MB is more than one report may have ({limit / 1e6:.0f} MB)",
            where=where,
            advice="Split it into one file a report, or into JSON lines",
        )


def decode(raw: bytes, *, where: str) -> str:
    """The text of `raw`: by its BOM, as UTF-8, else by statistics (windows-1252 and its kin).

    Raises RejectedReportError: empty, too long, binary, or in no encoding that gives plain text.
    """
    check_size(len(raw), where=where)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding, where=where)
    _refuse_binary(raw, where=where)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _by_statistics(raw, at=error.start, where=where)
    return plain(text)


def plain(text: str) -> str:
    r"""CR LF and lone CR become LF, and soft hyphens (U+00AD), with which no word is known, go: the only changes to a
    plain text, whose offsets users count."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")


def _strictly(raw: bytes, encoding: str, *, where: str) -> str:
    try:
        return plain(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise RejectedReportError(
            f"its byte order mark says {encoding}, but byte {error.start} does not fit",
            where=where,
            advice="Save it again as UTF-8",
        ) from error


def _refuse_binary(raw: bytes, *, where: str) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise RejectedReportError(
                f"{name}, not a text",
                where=where,
                advice="Give the text of the report: .txt, .html, .json, .jsonl, a feed",
            )
    sample = raw[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if b"\x00" in sample or controls > max(_BLEMISHES, _MAX_CONTROL_SHARE * len(sample)):
        raise RejectedReportError(
            "binary data, not a text",
            where=where,
            advice="Give the text of the report: .txt, .html, .json, .jsonl, a feed",
        )


def _by_statistics(raw: bytes, *, at: int, where: str) -> str:
    match = from_bytes(raw[:_SAMPLE_BYTES]).best()
    advice = "Save it again as UTF-8"
    if match is None:
        raise RejectedReportError(f"unknown encoding: byte {at} is not UTF-8", where=where, advice=advice)
    # A Western text in one byte a character is windows-1252 on the web, whatever kin of it the statistics prefer
    # (WHATWG Encoding Standard: the labels latin1 and ascii mean windows-1252).
    kin = {match.encoding, *match.could_be_from_charset}
    encoding = "cp1252" if kin & {"cp1252", "latin_1", "iso8859_15", "cp1250", "cp1254"} else match.encoding
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        pass  # the statistics' own choice is tried next
    try:
        return raw.decode(match.encoding)
    except UnicodeDecodeError as error:
        raise RejectedReportError(
            f"neither UTF-8 nor {match.encoding}: byte {error.start} does not fit", where=where, advice=advice
        ) from error
