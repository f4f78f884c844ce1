"""The places of the reader's page, each with its timeline of control."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.publish.contract import PlaceRow, SpellRow
from marsad.publish.day_rows import day_rows
from marsad.records import Claim, Control, Event, Place, Spell, name_of_place


def origin_of(claim: Claim) -> str:
    """The end of the claim's attribution chain; the outlet where nobody is quoted."""
    return claim.origin or claim.source or claim.outlet or claim.doc


def place_rows(
    claims: Sequence[Claim],
    events: Sequence[Event],
    spells: Mapping[str, Sequence[Spell]],
    days: Mapping[str, Sequence[Control]],
    known: Mapping[str, Place],
) -> list[PlaceRow]:
    """Places with a claim or a timeline, those with the most claims first."""
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.place_id:
            told[claim.place_id].append(claim)
    happened = Counter(event.place_id for event in events)
    rows = []
    for place_id in dict.fromkeys([*told, *spells, *days]):
        answers = sorted(days.get(place_id, ()), key=lambda control: control.at)
        place = known.get(place_id) or _described(place_id, told[place_id], answers)
        rows.append(
            place_row(
                replace(place, place_id=place_id),
                len(told[place_id]),
                happened[place_id],
                sorted(spells.get(place_id, ()), key=lambda s: s.start),
                answers,
            )
        )
    return sorted(rows, key=lambda row: (-row["claims"], row["name"], row["place_id"]))


def place_row(place: Place, claims: int, events: int, spells: Sequence[Spell], answers: Sequence[Control]) -> PlaceRow:
    """claims, events: how many there are. spells, answers: in order; an answer at the first day of each stretch."""
    return PlaceRow(
        place_id=place.place_id,
        name=place.name,
        geonameid=place.geonameid,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        relation=place.relation,
        anchor=place.anchor_name or "",
        claims=claims,
        events=events,
        spells=[spell_row(spell) for spell in spells],
        days=day_rows(answers),
    )


def _described(place_id: str, told: Sequence[Claim], answers: Sequence[Control]) -> Place:
    """What claims and control say of a place: its commonest name and relation, the first coordinates."""
    numbers = [a.geonameid for a in answers] + [claim.geonameid for claim in told]
    names = Counter(answer.place for answer in answers) or Counter(name_of_place(claim) for claim in told)
    relations = Counter(claim.place_relation for claim in told)
    located = next((claim for claim in told if claim.lat is not None and claim.lon is not None), None)
    anchors = Counter(claim.place for claim in told if claim.place and claim.place_relation != "is")
    return Place(
        place_id=place_id,
        anchor_name=anchors.most_common(1)[0][0] if anchors and not relations["is"] else None,
        name=names.most_common(1)[0][0] if names else place_id,
        geonameid=next((number for number in numbers if number is not None), None),
        lat=located.lat if located else None,
        lon=located.lon if located else None,
        country=next((claim.country for claim in told if claim.country), ""),
        admin1=next((claim.admin1 for claim in told if claim.admin1), ""),
        relation=relations.most_common(1)[0][0] if relations and not relations["is"] else "is",
    )


def spell_row(spell: Spell) -> SpellRow:
    return SpellRow(
        start=spell.start,
        end=spell.end,
        earliest_start=spell.earliest_start,
        latest_start=spell.latest_start,
        controller=spell.controller,
        probability=round(spell.probability, 4),
        status=spell.status,
        claims=list(spell.claims),
    )
