"""From what a reader found (a draft) to a Report: layout, head, date and language, for every kind of file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from marsad.intake.captions import find_captions
from marsad.intake.dating import date_report, parse_metadata_date
from marsad.intake.decoding import check_size
from marsad.intake.furniture import find_furniture
from marsad.intake.head import Head
from marsad.intake.headings import find_headings
from marsad.intake.language_check import check_english
from marsad.intake.lines import merged
from marsad.intake.mail import Mail, read_mail
from marsad.intake.metadata import read_head
from marsad.records import REPORT_KINDS, Interval, RejectedReportError, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader took from a file's form. raw: its bytes (identity). text: final, offsets count its characters.

    published: the metadata's date as written. stated: the date that the report itself states, outside its text (front
    matter): as good as printed. where: for messages.
    """

    raw: bytes
    doc: str
    where: str
    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    dateline: str = ""
    url: str = ""
    kind: str = ""
    published: str = ""
    stated: str = ""
    observer: str = ""
    notes: tuple[str, ...] = ()


def assemble(draft: Draft, *, user: Interval | None = None, now: datetime | None = None) -> Report:
    """The report of a draft. Raises RejectedReportError: no text, too long, not English, dated in the future."""
    text = draft.text
    if not any(character.isalpha() for character in text):
        raise RejectedReportError("no text in it", where=draft.where, advice="Remove it or fetch it again")
    check_size(len(text), where=draft.where)
    check_english(text, where=draft.where)
    mail = read_mail(text)
    furniture = merged((*find_furniture(text), *find_headings(text), *(mail.hidden if mail else ())))
    title = draft.title or (mail.subject if mail else "")
    head = read_head(text, title=title, outlet=draft.outlet, furniture=furniture)
    hidden = merged((*furniture, *head.spans))
    captions = find_captions(text, furniture=hidden, title=head.title)
    dated = date_report(
        text,
        printed=head.date,
        user=user,
        metadata=draft.published,
        stated=draft.stated or _sent(mail),
        skip=merged((*hidden, *captions)),
        where=draft.where,
        now=now or datetime.now(UTC),
    )
    return Report(
        digest=hashlib.sha256(draft.raw).hexdigest(),
        doc=draft.doc,
        text=text,
        title=head.title,
        outlet=draft.outlet or head.outlet,
        author=draft.author or (mail.sender if mail else "") or head.author,
        agency=head.agency,
        dateline=draft.dateline or head.dateline,
        url=draft.url,
        kind=_kind(draft, head),
        published=dated.published,
        published_basis=dated.basis,
        captions=captions,
        furniture=hidden,
        observer=draft.observer,
        notes=(*draft.notes, *dated.notes),
    )


def _sent(mail: Mail | None) -> str:
    return mail.sent if mail is not None and parse_metadata_date(mail.sent).known else ""


def _kind(draft: Draft, head: Head) -> str:
    if draft.kind:
        if draft.kind not in REPORT_KINDS:
            raise RejectedReportError(
                f"unknown kind of report: {draft.kind!r}",
                where=draft.where,
                advice=f"Use one of: {', '.join(REPORT_KINDS)}",
            )
        return draft.kind
    if draft.observer:
        return "field_report"
    if head.correction:
        return "correction"
    return "wire" if head.agency else "article"
