"""Who held a place, at a time: the answer with its evidence, from the model of the place and the accounts around it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from marsad.control.clock import last_instant
from marsad.control.contamination import contamination_at
from marsad.control.effects import Effects, core_effects
from marsad.control.extent import extent_at, shares_of_parts
from marsad.control.fighting import besiegers, fighters
from marsad.control.fits import Fits
from marsad.control.headline import DIVIDED, Headline, headline
from marsad.control.models import Models
from marsad.control.place import Place, arrival, carriers, known_by, name_of
from marsad.control.surroundings import Surroundings
from marsad.control.votes import moves
from marsad.events import NO_PARTIES, Parties, around_place, voices
from marsad.records import Candidate, Claim, Control, Share, root_of

NOTES_WITHIN = 7.0
"""Days around the time asked for from which inconsistencies are pointed out."""


def control_at(
    place_id: str,
    claims: Sequence[Claim],
    at: str,
    *,
    as_known_at: str | None = None,
    parties: Parties | None = None,
    effects: Effects | None = None,
    copies: Mapping[str, str] | None = None,
) -> Control:
    """Who held the place at the end of a day, or at a moment (`at`: ISO date, or date-time with zone).

    as_known_at: only what reports had said by then. copies: digest of a report -> digest of the report that it copies.
    """
    parties, effects = parties or NO_PARTIES, effects or core_effects()
    told = Surroundings(known_by(claims, as_known_at)).about(root_of(place_id))
    models = Models(told, parties=parties, effects=effects, voice=voices(told, copies=copies), fits=Fits(parties))
    return answer(models.of(place_id), at, as_known_at=as_known_at)


def control_all(
    claims: Sequence[Claim],
    at: str,
    *,
    as_known_at: str | None = None,
    parties: Parties | None = None,
    effects: Effects | None = None,
    copies: Mapping[str, str] | None = None,
) -> list[Control]:
    """The same for every place that some claim moves, by place_id."""
    parties, effects = parties or NO_PARTIES, effects or core_effects()
    known = known_by(claims, as_known_at)
    voice = voices(known, copies=copies)
    models = Models(known, parties=parties, effects=effects, voice=voice, fits=Fits(parties))
    moved = sorted({c.place_id for c in known if moves(c, c.place_id)})
    places = sorted(moved, key=lambda name: (root_of(name), name))
    return [answer(it, at, as_known_at=as_known_at) for it in map(models.of, places) if it.model.votes]


def answer(
    place: Place,
    at: str,
    *,
    as_known_at: str | None = None,
    head: Headline | None = None,
    named: tuple[str, int | None] | None = None,
) -> Control:
    """The whole answer for one place and time. head: where it is known already. named: the place's name and number, if
    they are not to be those of its first claim."""
    instant = last_instant(at)
    head = head or headline(place, instant)
    holders = head.holders or ()
    since = arrival(place, holders, instant)[0] if holders else -math.inf
    extent, behind = extent_at(
        place.shares,
        holders,
        instant=instant,
        since=since,
        voice=place.voice,
        parties=place.parties,
        effects=place.effects,
        fits=place.fits,
    )
    shares: tuple[Share, ...] = ()
    if extent is not None:
        shares = (Share(controller=name_of(place, holders), extent=extent, part="", claims=behind),)
    name, number = named or _named(place)
    return Control(
        place=name,
        place_id=place.place_id,
        geonameid=number,
        at=at,
        as_known_at=as_known_at,
        controller=head.controller,
        probability=head.probability,
        status=head.status,
        extent=None if head.controller == DIVIDED else extent,
        shares=(*shares, *shares_of_parts(head.parts)),
        besieged_by=besiegers(place, holders, instant),
        contested_by=fighters(place, holders, instant),
        contamination=contamination_at(place.mines, instant=instant, parties=place.parties, effects=place.effects),
        candidates=tuple(Candidate(controller=name, probability=p) for name, p in head.candidates),
        claims=carriers(place, instant, behind),
        notes=notes_at(place, instant),
    )


def _named(place: Place) -> tuple[str, int | None]:
    here = next((c for c in place.inner if c.place_id == place.place_id), None)
    return (here.place or here.place_text, here.geonameid) if here else (place.place_id, None)


def notes_at(place: Place, instant: float) -> tuple[str, ...]:
    """Inconsistencies of the accounts around the time asked for, as the events room finds them."""
    ends, order = place.ended
    within = bisect_left(ends, instant - NOTES_WITHIN), bisect_right(ends, instant + NOTES_WITHIN)
    if within not in place.noted:
        around = [place.inner[at] for at in sorted(order[slice(*within)])]
        disputes = around_place(around, place.voice, place.parties) if len(around) > 1 else ()
        place.noted[within] = tuple(d.note for d in disputes)
    return place.noted[within]
