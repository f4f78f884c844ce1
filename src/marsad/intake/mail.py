"""E-mails saved as text: who wrote when about what, and what of it is no word of the writer's: headers, quoted mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr

from marsad.intake.lines import Line, Span, lines_of, merged

SURE_HEADERS = 3
"""A run of at least so many header lines, with the sender's among them, opens a mail: other tables have other keys."""

OWN_WORDS = 5
"""What stands above quoted mail is an answer if it says more than a greeting; else the quoted mail is the report."""

_HEADER = re.compile(
    r"^(?:>\s*)*\**(?P<key>from|to|cc|bcc|subject|date|sent|reply-to|importance|attachments?|message-id|mime-version"
    r"|content-[\w-]+|received|return-path|in-reply-to|references|x-[\w-]+)\**:(?P<value>.*)$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"^\W*(?:on .{4,120}|.{2,80}) (?:wrote|schrieb|a écrit)\s*:\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"^>")
_ORIGINAL = re.compile(r"^\W*(?:original message|reply message)\W*$", re.IGNORECASE)
_FORWARDED = re.compile(r"^\W*(?:(?:begin )?forwarded message)\W*$", re.IGNORECASE)
_SUBJECT_MARK = re.compile(r"^(?:\s*(?:re|fwd?|aw|tr)\s*:)+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """subject: without "Re:" and "Fwd:"; sender: a name, else the address; sent: the date as written. hidden: spans
    that are no word of this mail."""

    subject: str
    sender: str
    sent: str
    hidden: tuple[Span, ...]


def read_mail(text: str) -> Mail | None:
    """The mail that a text is, by the headers that open it; None for any other text."""
    lines = list(lines_of(text))
    opening = _headers(text, lines, 0)
    if not opening:
        return None
    values: dict[str, str] = {}
    for line in opening:
        if match := _HEADER.match(line.words):
            values.setdefault(match["key"].lower(), match["value"].strip())
    name, address = parseaddr(values.get("from", ""))
    return Mail(
        subject=_SUBJECT_MARK.sub("", values.get("subject", "")),
        sender=name or address,
        sent=values.get("date") or values.get("sent", ""),
        hidden=merged([(line.start, line.end) for line in opening] + _others_words(text, lines, len(opening))),
    )


def _headers(text: str, lines: list[Line], first: int) -> list[Line]:
    """The header lines from a line on, folded ones with them; [] where they open no mail."""
    found: list[Line] = []
    keys: set[str] = set()
    for line in lines[first:]:
        match = _HEADER.match(line.words)
        folded = (
            found
            and line.start > 0
            and text[line.start - 1] in " \t"
            and text[found[-1].end : line.start].count("\n") == 1
        )
        if not match and not folded:
            break
        if match:
            keys.add(match["key"].lower())
        found.append(line)
    return found if len(keys) >= SURE_HEADERS and "from" in keys else []


def _others_words(text: str, lines: list[Line], first: int) -> list[Span]:
    """Quoted lines, and all after "Original message" or after the headers of an earlier mail, under an answer."""
    spans: list[Span] = []
    own = 0
    forwarded = False
    for index in range(first, len(lines)):
        line = lines[index]
        headers = _headers(text, lines, index)
        earlier = (headers and not forwarded) or _ORIGINAL.match(line.words)
        if earlier and own >= OWN_WORDS:
            return [*spans, (line.start, lines[-1].end)]
        if _FORWARDED.match(line.words):
            forwarded = True
            spans.append((line.start, line.end))
        elif headers:
            spans += [(h.start, h.end) for h in headers]
        elif own >= OWN_WORDS and (_QUOTED.match(line.words) or _ANSWERED.match(line.words)):
            spans.append((line.start, line.end))
        elif not _HEADER.match(line.words):
            own += line.word_count
    return spans
