"""Datelines: the place, date and agency before a lead's first words ("BEIRUT, Sept 8 (Reuters) -")."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.intake.dates import MONTH, YEAR, printed_dates
from marsad.intake.head import Head
from marsad.intake.lexicon import press
from marsad.intake.lines import Line

DATELINE_CHARS = 160
"""Place, region, date, agencies and dash: the longest datelines take half a line more than a screen's width."""

ASKING = frozenset({"question", "questions", "reporter", "journalist", "moderator", "interviewer"})
"""Who asks in a transcript, before their agency in brackets: "Question (AFP): ..."."""
_DASH = r"(?:[-–—_]{1,2}|:)"
_OPENERS = (
    r"(?:A|An|The|At|In|On|Some|More|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens|Scores|Hundreds|It|As|After)"
)


@lru_cache(maxsize=1)
def dateline_pattern() -> re.Pattern[str]:
    """PLACE[, Region][, date] (AGENCY) —   PLACE, Region —   Place, AGENCY [date] —   Place, date —   PLACE, date.
    (Place[, date]) —   by trust."""
    agency = press().agency
    caps = r"[A-Z][A-Z'’.]+(?:[ -](?:[A-Z][A-Z'’.]+|[a-z]{1,2}-[A-Z]+|EL|AL))*"
    region = r"(?:[,/] ?[A-Z][\w.'’-]*(?: (?:of |and )?[A-Z][\w.'’-]*){0,3}){0,3}"
    title_case = r"(?:al-|Al-|El-|el-|Deir |Tel )?[A-Z][a-z'’]+(?:[ -](?:al-|el-|ez-)?[A-Z][a-z'’]+){0,2}"
    month = f"(?i:{MONTH})"
    date = rf"(?:{month}\s*\d{{1,2}}(?:,? {YEAR})?|\d{{1,2}} {month}(?:,? {YEAR})?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{YEAR})"
    full = rf"(?:{month}\s*\d{{1,2}},? {YEAR}|\d{{1,2}} {month},? {YEAR})"
    # An agency that press.yaml lacks is known by its form: initials, or a name that says what it is.
    unknown = r"[A-Z]{2,6}|[A-Z][\w.&'’ -]{0,30}(?:Press|News|Agency|Wire|Media)"
    signed = rf"\((?:{agency})(?:[/ ,][\w .&/-]{{2,40}})?\)|\((?:{unknown})\)(?=\s*[-–—_]+\s*[\"'“‘(\[]?[A-Z0-9])"
    return re.compile(
        rf"(?:"
        rf"(?P<p1>(?:{caps}|{title_case}){region})(?:\s*,?\s*(?P<d1>{date}))?\s*(?P<a1>(?:{signed}))\s*(?:{_DASH}+\s*)?"
        rf"|(?P<p2>{caps}{region})(?:\s*,?\s+(?P<d2>{date}))?\s*(?:\s[-–—_]{{1,2}}|[–—]|--)\s*(?=[\"'“‘(\[]?[A-Z0-9])"
        rf"|(?P<p8>{caps}{region})(?:\s*,?\s*(?P<d8>{date}))?\s*\((?P<a8>[A-Z][\w.&'’ -]{{1,40}})\)\s*[-–—_]+\s*"
        rf"|(?P<p3>(?:{caps}|{title_case}))\s*,?\s+\(?(?P<a3>{agency})\)?\s*,?\s*(?P<d3>{date})?\s*[-–—_]{{1,2}}\s*"
        rf"|(?P<p4>{title_case}{region})\s*,?\s+(?P<d4>{date})\s*[-–—_]{{1,2}}\s*"
        rf"|(?P<p7>{caps}{region})\s*,\s+(?P<d7>{full})[.:]\s+(?=[\"'“‘(\[]?[A-Z0-9])"
        rf"|(?P<a4>\({agency}\))\s*[-–—_]{{1,2}}\s*"
        rf"|\((?P<p9>{title_case}{region})(?:\s*,?\s*(?P<d9>{date}))?\)\s*[-–—]{{1,2}}\s*"
        rf"|(?P<p5>{title_case})\s?[-–—]\s+(?=[\"'“‘(\[]?[A-Z])"
        rf"|(?P<p6>[A-Z]{{4,}}(?: [A-Z][a-z]+)?)\s+(?={_OPENERS} )"
        rf")"
    )


def take_dateline(text: str, at: int, line: Line, head: Head) -> int:
    """Notes the dateline at `at`: its place, date and agency. Returns where it ends; `at` where there is none."""
    match = None if head.dateline else dateline_pattern().match(text, at, min(line.end, at + DATELINE_CHARS))
    if match is None:
        return at
    part = match.groupdict()
    if part["p6"] and head.date is None:
        return at  # capitals alone open a dateline only in texts that lost their line breaks, after the date
    place = next((part[name] for name in ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9") if part[name]), "")
    if place.casefold() in ASKING:
        return at
    agency = part["a1"] or part["a3"] or part["a4"] or part["a8"]
    if agency:
        form = re.match(rf"\(?({press().agency})\b", agency)
        if form:
            head.note_agency(form[1])
        else:
            head.agency = head.agency or re.split(r"[/,]", agency.strip("()"))[0].strip()
    if place in press().agencies:  # "SANA – ": an agency where a place should be
        head.note_agency(place)
        place = ""
    head.dateline = place.strip(" ,")
    printed = next((name for name in ("d1", "d2", "d3", "d4", "d7", "d8", "d9") if part[name]), None)
    if printed and head.date is None:
        head.date = next(printed_dates(text, start=match.start(printed), end=match.end(printed)), None)
    head.spans.append((match.start(), match.end()))
    return match.end()
