"""The map of every day at once: small enough that a step of the slider needs no request and no reading of dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from marsad.publish.contract import DisagreementRow, KnownRow, MapPlaceRow, MapRow, PlaceRow, SpellRow
from marsad.publish.place_rows import spell_row
from marsad.records import Claim, Control, Spell

Timelines = tuple[Mapping[str, Sequence[Spell]], Mapping[str, Sequence[Control]]]
"""place_id -> spells, and place_id -> the answers at the changes."""

LONGEST_NEWS = 31
"""Days; a claim that spans more says little about when it was news, and is in no day's count."""


def map_row(places: Sequence[PlaceRow], disputes: Sequence[DisagreementRow], claims: Sequence[Claim]) -> MapRow:
    """The map of these places, in their order, with what the filters and the slider count."""
    controllers = controllers_of(place["spells"] for place in places)
    disputed = Counter(dispute["place_id"] for dispute in disputes)
    index = {name: number for number, name in enumerate(controllers)}
    return MapRow(
        controllers=controllers,
        places=[
            MapPlaceRow(
                place_id=place["place_id"],
                name=place["name"],
                geonameid=place["geonameid"],
                lat=place["lat"],
                lon=place["lon"],
                country=place["country"],
                admin1=place["admin1"],
                relation=place["relation"],
                claims=place["claims"],
                events=place["events"],
                disagreements=disputed[place["place_id"]],
                spells=compact_spells(place["spells"], place["days"], index),
            )
            for place in places
        ],
        types=_counts(claim.type for claim in claims),
        statuses=_counts(claim.status for claim in claims),
        activity=_activity(claims),
    )


def controllers_of(timelines: Iterable[Sequence[SpellRow]]) -> list[str]:
    """Who holds anything, ever, in the order of first mention."""
    return list(dict.fromkeys(s["controller"] for spells in timelines for s in spells if s["controller"] is not None))


def compact_spells(
    spells: Sequence[SpellRow], days: Sequence[Mapping[str, Any]], index: dict[str, int]
) -> list[list[Any]]:
    """[start, end, status, controller, probability, more] each; a controller that `index` lacks is added to it."""
    told = []
    for spell in spells:
        answer = next((day for day in days if spell["start"][:10] <= day["at"][:10] <= spell["end"][:10]), None)
        holder = spell["controller"]
        told.append(
            [
                spell["start"],
                spell["end"],
                spell["status"],
                None if holder is None else index.setdefault(holder, len(index)),
                round(spell["probability"], 3),
                _more(answer, index) if answer else {},
            ]
        )
    return told


def _more(answer: Mapping[str, Any], index: dict[str, int]) -> dict[str, Any]:
    more: dict[str, Any] = {name: list(answer[name]) for name in ("besieged_by", "contested_by") if answer[name]}
    if answer["contamination"].startswith("reported contaminated"):
        more["contamination"] = True
    if answer["extent"] is not None and answer["extent"] < 1:
        more["extent"] = answer["extent"]
    if answer["controller"] == "divided":
        shares = [(share["controller"], share["extent"]) for share in answer["shares"] if share["controller"]]
        more["shares"] = [[index.setdefault(name, len(index)), extent] for name, extent in shares]
    return more


def known_rows(timelines: Mapping[str, Timelines], data: MapRow) -> list[KnownRow]:
    """What was known on earlier days. timelines: as-known day -> the timelines of that day.

    Controllers that the map of today lacks are added to `data["controllers"]`.
    """
    index = {name: number for number, name in enumerate(data["controllers"])}
    before: dict[str, list[list[Any]]] = {}
    rows = []
    for day, (spells, answers) in sorted(timelines.items()):
        row = KnownRow(as_known_at=day, spells={}, days={})
        for place_id in sorted({*spells, *before}):
            full = [answer.to_json() for answer in sorted(answers.get(place_id, ()), key=lambda answer: answer.at)]
            told = compact_spells([spell_row(spell) for spell in spells.get(place_id, ())], full, index)
            if told != before.get(place_id, []):
                row["spells"][place_id], row["days"][place_id] = told, full
                before[place_id] = told
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
