"""The map of every day at once: small enough that a step of the slider needs no request and no reading of dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from marsad.publish.contract import DayRow, DisagreementRow, KnownRow, MapPlaceRow, MapRow, MapSpell, PlaceRow, SpellRow
from marsad.publish.day_rows import SAME, day_rows, mined, whole
from marsad.publish.place_rows import spell_row
from marsad.records import Claim, Control, Spell

Timelines = tuple[Mapping[str, Sequence[Spell]], Mapping[str, Sequence[Control]]]
"""place_id -> spells, and place_id -> the answers at the first day of each stretch, in order."""

LONGEST_NEWS = 31
"""Days; a claim that spans more says little about when it was news, and is in no day's count."""


def map_row(
    places: Sequence[PlaceRow],
    disputes: Sequence[DisagreementRow],
    claims: Sequence[Claim],
    *,
    days: tuple[str | None, str | None] = (None, None),
) -> MapRow:
    """The map of these places, in their order, with what the filters and the slider count. days: the slider's ends."""
    controllers = controllers_of(place["spells"] for place in places)
    disputed = Counter(dispute["place_id"] for dispute in disputes)
    index = {name: number for number, name in enumerate(controllers)}
    rows = [
        MapPlaceRow(
            place_id=place["place_id"],
            name=place["name"],
            geonameid=place["geonameid"],
            lat=place["lat"],
            lon=place["lon"],
            country=place["country"],
            admin1=place["admin1"],
            relation=place["relation"],
            anchor=place["anchor"],
            claims=place["claims"],
            events=place["events"],
            disagreements=disputed[place["place_id"]],
            spells=compact_spells(place["spells"], place["days"], index, days_shown=days),
        )
        for place in places
    ]
    return MapRow(
        controllers=list(index),
        places=rows,
        types=_counts(claim.type for claim in claims),
        statuses=_counts(claim.status for claim in claims),
        activity=_activity(claims),
    )


def controllers_of(timelines: Iterable[Sequence[SpellRow]]) -> list[str]:
    """Who holds anything, ever, in the order of first mention."""
    return list(dict.fromkeys(s["controller"] for spells in timelines for s in spells if s["controller"] is not None))


def compact_spells(
    spells: Sequence[SpellRow],
    days: Sequence[DayRow],
    index: dict[str, int],
    *,
    days_shown: tuple[str | None, str | None] = (None, None),
) -> list[MapSpell]:
    """[start, end, status, controller, probability, more] each, all of them alike on every of its days; a controller
    that `index` lacks is added to it. days: the answers at the first day of each stretch; days before them are told by
    the spells."""
    return compact_answers(list(whole(days)), index, spells=spells, days_shown=days_shown)


def compact_answers(
    answers: Sequence[Mapping[str, Any]],
    index: dict[str, int],
    *,
    spells: Sequence[SpellRow] = (),
    days_shown: tuple[str | None, str | None] = (None, None),
) -> list[MapSpell]:
    """The same of whole answers."""
    first, last = days_shown
    rows: list[MapSpell] = []
    told = _stretches(spells, answers)
    for number, (start, end, answer) in enumerate(told):
        final = number == len(told) - 1
        if (first and end < first and not final) or (last and start > last and rows):
            continue
        holder = answer["controller"]
        row = [
            max(start, first or start),
            end if last is None else last if final else min(end, last),
            answer["status"],
            None if holder is None else index.setdefault(holder, len(index)),
            round(answer["probability"], 3),
            _more(answer, index) if "contamination" in answer else {},
        ]
        if rows and _alike(rows[-1], row):
            rows[-1][1] = row[1]
        else:
            rows.append(row)
    return rows


def _stretches(
    spells: Sequence[SpellRow], answers: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, Mapping[str, Any]]]:
    """First day, last day and answer of each."""
    first = answers[0]["at"][:10] if answers else "9999-12-31"
    told: list[tuple[str, Mapping[str, Any]]] = [
        (spell["start"][:10], spell) for spell in spells if spell["start"][:10] < first
    ]
    told += [(answer["at"][:10], answer) for answer in answers]
    ends = [_day_before(start) for start, _ in told[1:]]
    ends += [max(told[-1][0], spells[-1]["end"][:10] if spells else "")] if told else []
    return [(start, end, answer) for (start, answer), end in zip(told, ends, strict=True)]


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _alike(one: MapSpell, other: MapSpell) -> bool:
    """Whether a reader sees one answer: an unknown holder has no chance that is shown."""
    apart = 0.0 if one[2] == "unknown" else abs(one[4] - other[4])
    return one[2:4] == other[2:4] and one[5] == other[5] and apart <= SAME


def _more(answer: Mapping[str, Any], index: dict[str, int]) -> dict[str, Any]:
    more: dict[str, Any] = {name: list(answer[name]) for name in ("besieged_by", "contested_by") if answer[name]}
    if mined(answer["contamination"]):
        more["contamination"] = True
    if answer["extent"] is not None and answer["extent"] < 1:
        more["extent"] = answer["extent"]
    if answer["controller"] == "divided":
        shares = [(share["controller"], share["extent"]) for share in answer["shares"] if share["controller"]]
        more["shares"] = [[index.setdefault(name, len(index)), extent] for name, extent in shares]
    return more


def known_rows(
    timelines: Mapping[str, Timelines], data: MapRow, *, days: tuple[str | None, str | None]
) -> list[KnownRow]:
    """What was known on earlier days. timelines: as-known day -> the timelines of that day. days: the slider's ends.

    Controllers that the map of today lacks are added to `data["controllers"]`.
    """
    index = {name: number for number, name in enumerate(data["controllers"])}
    before: dict[str, tuple[list[MapSpell], list[DayRow]]] = {}
    rows = []
    for known_at, (spells, answers) in sorted(timelines.items()):
        row = KnownRow(as_known_at=known_at, spells={}, days={})
        for place_id in sorted({*spells, *before}):
            full = day_rows(answers.get(place_id, ()))
            told = compact_spells(
                [spell_row(spell) for spell in spells.get(place_id, ())], full, index, days_shown=days
            )
            if (told, full) != before.get(place_id, ([], [])):
                row["spells"][place_id], row["days"][place_id] = told, full
                before[place_id] = told, full
        rows.append(row)
    data["controllers"][:] = list(index)
    return rows


def _counts(values: Iterable[str]) -> list[list[Any]]:
    return [[value, number] for value, number in sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))]


def _activity(claims: Sequence[Claim]) -> list[list[Any]]:
    said: Counter[str] = Counter()
    for claim in claims:
        if claim.date_start and claim.date_end:
            first, last = claim.date_start[:10], claim.date_end[:10]
            if (date.fromisoformat(last) - date.fromisoformat(first)).days <= LONGEST_NEWS:
                said[first] += 1
    return [[day, number] for day, number in sorted(said.items())]
