"""Who held which place: the control room's answers for many places and days, from one set of claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from marsad.control import Effects
from marsad.control.clock import day_text
from marsad.control.fits import Fits
from marsad.control.headline import Headline
from marsad.control.inference import answer
from marsad.control.models import Models
from marsad.control.neighbours import reach_of
from marsad.control.place import Place as Model
from marsad.control.stretches import stretches
from marsad.control.timeline import spells_of
from marsad.control.votes import moves
from marsad.events import Parties, voices
from marsad.pipeline.places import described
from marsad.records import Box, Claim, Control, Place, Spell, root_of

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""Of the calendar."""

AROUND = timedelta(days=10 * 366)
"""How far control is told before the first evidence and after the last. What is left of an answer after ten years
without news (control.model: even odds after a year and a half) is less than one in a hundred."""


class Holdings:
    """Control of the places that these claims speak of. Each place's model is built once, for all days.

    claims: what was known at the time asked from (the ledger filters by `as_known_at`). copies: as `match_events`.
    fits: of these parties, kept for other claims. around: claims about the towns that these places are quarters of,
    about regions in the same reports, and about what lies near (`around.told_around`), where those are not among
    `claims`.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        *,
        parties: Parties,
        effects: Effects,
        copies: Mapping[str, str],
        as_known_at: str | None = None,
        fits: Fits | None = None,
        around: Sequence[Claim] = (),
    ) -> None:
        self._claims, self._copies, self._as_known_at = claims, copies, as_known_at
        self._all = list({claim.id: claim for claim in (*claims, *around)}.values()) if around else claims
        self._parties, self._effects, self._fits = parties, effects, fits or Fits(parties)

    @cached_property
    def _models(self) -> Models:
        return Models(self._all, parties=self._parties, effects=self._effects, voice=self._voice, fits=self._fits)

    @cached_property
    def _voice(self) -> dict[str, str]:
        return voices(self._all, copies=self._copies)

    @cached_property
    def described(self) -> dict[str, Place]:
        """The places as their claims describe them."""
        return described(self._claims)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Ids of the places that some claim moves, sorted."""
        moved: set[str] = set()
        for claim in self._claims:
            if claim.place_id not in moved and moves(claim, claim.place_id):
                moved.add(claim.place_id)
        return tuple(sorted(place_id for place_id in moved if self._model(place_id).model.votes))

    def at(self, place_id: str, at: str) -> Control:
        """Who held the place at the end of a day or at a moment."""
        return self._at(place_id, at)

    def _at(self, place_id: str, at: str, *, head: Headline | None = None) -> Control:
        known = self.described.get(place_id)
        named = (known.name, known.geonameid) if known else None
        return answer(self._model(place_id), at, as_known_at=self._as_known_at, head=head, named=named)

    def all_at(self, at: str) -> Iterator[Control]:
        """The same for every place that some claim moves."""
        return (self.at(place_id, at) for place_id in self.places)

    def evidence(self, place_id: str) -> tuple[str, str]:
        """The first and the last day that any evidence of the place speaks of. The place is one of `places`."""
        times = self._model(place_id).model.times
        return day_text(math.floor(times[0])), day_text(math.floor(times[-1]))

    def reach(self, place_id: str) -> Box | None:
        """In which box what is told of other places moves this one; None: it rests on none."""
        return reach_of(attack for name in {place_id, root_of(place_id)} for attack in self._model(name).attacks)

    def timeline(self, place_id: str, *, start: str | None = None, end: str | None = None) -> list[Spell]:
        """The spells of the place; [] where nothing moves it."""
        return spells_of(self._model(place_id), start=start, end=end)

    def timelines(
        self, start: str = FIRST_DAY, end: str = LAST_DAY
    ) -> tuple[dict[str, list[Spell]], dict[str, list[Control]]]:
        """For every place that some claim moves: its spells, and the whole answer at the first day of each stretch
        between two days."""
        spells = {place_id: self.timeline(place_id) for place_id in self.places}
        return spells, {place_id: [answer for _, answer in self.told(place_id, start, end)] for place_id in self.places}

    def told(self, place_id: str, start: str = FIRST_DAY, end: str = LAST_DAY) -> Iterator[tuple[Spell, Control]]:
        """Its stretches over all days on which there is something to tell, within two days where they are given; of
        another place nothing. What is told at either end is as good as told for ever."""
        if not self._model(place_id).model.votes:
            return
        first, last = self.evidence(place_id)
        start, end = max(start, _shifted(first, -AROUND)), min(end, _shifted(last, AROUND))
        if start <= end:
            yield from self.stretches(place_id, start=start, end=end)

    def basis(self, place_id: str) -> tuple[tuple[str, str], ...]:
        """What its answers rest on: ids of the claims about it, its town and regions, each with its voice. The same
        for two times: the same answers."""
        return tuple((claim.id, self._voice[claim.id]) for claim in self._models.about(place_id))

    def stretches(self, place_id: str, *, start: str, end: str) -> Iterator[tuple[Spell, Control]]:
        """The spells between two days, cut where anything of the answer changes: each stretch's spell, and the answer
        at its first day. The answer's claims and candidates, which fade day by day, are that day's alone."""
        for spell, day, head in stretches(self._model(place_id), start=start, end=end):
            yield spell, self._at(place_id, day, head=head)

    def _model(self, place_id: str) -> Model:
        return self._models.of(place_id)


def _shifted(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day[:10]) + by).isoformat()
    except OverflowError:  # the calendar ends here
        return (date.min if by < timedelta() else date.max).isoformat()
