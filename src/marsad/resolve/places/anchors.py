"""Which place of the gazetteer stands for one that it lacks: a pack's village, or a name that only the report knows.

claims.md: an unknown name is tied to what the report says that it lies in or near, else to the settlement named
before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import itemgetter

from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key, slug
from marsad.resolve.places.candidates import Candidate, distance_km
from marsad.resolve.places.choice import Chooser
from marsad.resolve.places.cues import PARTS, SITES, Cue, read_context, read_mention
from marsad.resolve.places.mention import PlaceMention, words_around
from marsad.resolve.places.support import Setting
from marsad.resolve.places.words import ReportContext

ANCHOR_KM = 60.0
"""Up to this distance a larger place that the report names stands for a pack's village, else the pack's own anchor."""
PROMINENCE_KM = 20.0
"""A hundred times the people (1.0) makes up for this distance when a report's larger place is chosen as anchor."""

_KINDS_OF_PLACES = {"countryside": "region", "district": "neighbourhood"}
"""Kinds of `cues` that records.Place calls otherwise."""


class Anchors:
    """The anchors of one report's places. Asked in text order: a village lies by what was told before it."""

    def __init__(self, context: ReportContext, setting: Setting, senses: Chooser) -> None:
        self.context, self.named, self.senses, self.country = context, setting.named, senses, senses.country
        self._spoken_of = {sense.place.place_id: sense for _, sense in reversed(self.named)}.values()
        self._told: list[tuple[int, Place]] = []
        self._tied: dict[str, Place] = {}

    def note(self, start: int, town: Place) -> None:
        """A town was told of at this offset: it may anchor what follows."""
        self._told.append((start, town))

    def of_village(self, place: Place, cue: Cue) -> Place:
        """A pack's village takes as `geonameid` the larger place that the report puts it in or names nearest to it."""
        if not place.pack or place.relation not in ("near", "road"):
            return place
        best = self.senses.container(cue, place.name)
        if best is None or best.is_region or best.place.relation != "is":
            away = ((distance_km(place, sense.place), sense) for sense in self._spoken_of)
            near = [(km - PROMINENCE_KM * sense.prominence, sense) for km, sense in away if km <= ANCHOR_KM]
            best = min(near, key=lambda item: (item[0], item[1].place.place_id))[1] if near else None
        if best is None:
            return place
        return replace(place, geonameid=best.place.geonameid, anchor_name=best.place.anchor_name)

    def of_unknown(self, mention: PlaceMention, cue: Cue) -> Place:
        """A name that neither gazetteer nor packs know: tied to what it is said to lie in, else to the settlement
        named last before it; with only a province given it stays without geonameid."""
        key = primary_key(cue.core)
        if not cue.container and key in self._tied:
            return self._tied[key]
        container = self.senses.container(cue, cue.core)
        if container is None or container.place.kind == "country":  # that it lies in the country says nothing of where
            container = self._container_elsewhere(cue) or container
        inside = cue.kind in PARTS | SITES
        shape = Place(
            place_id=f"name:{self.country}:{slug(cue.core)}", name=cue.core, country=self.country,
            kind=_KINDS_OF_PLACES.get(cue.kind, cue.kind) or "village", precision=1 if inside else 2,
            relation="road" if cue.relation == "road" else "is",
        )  # fmt: skip
        anchor = self._anchor(mention, cue, container)
        if anchor is not None:
            relation = "road" if cue.relation == "road" else "part_of" if inside else "near"
            # a village is itself in every report of its country, whatever town each names beside it
            own_id = f"name:{anchor.country}:{slug(cue.core)}"
            self._tied[key] = replace(
                shape, place_id=f"{anchor.place_id}/{slug(cue.core)}" if inside else own_id, geonameid=anchor.geonameid,
                anchor_name=anchor.anchor_name, lat=anchor.lat, lon=anchor.lon, country=anchor.country,
                admin1=anchor.admin1, relation=relation,
            )  # fmt: skip
            return self._tied[key]
        if container is not None and container.place.kind != "country":
            region = container.place
            place_id = f"name:{region.country}:{slug(cue.core)}"
            return replace(shape, place_id=place_id, country=region.country, admin1=region.admin1)
        return shape

    def _container_elsewhere(self, unknown: Cue) -> Candidate | None:
        """What another mention of the name, or of its kind ("the camp, 40 km south of Y"), says that it lies in or
        near."""
        text, core = self.context.text, unknown.core
        again = rf"|(?<=[Tt]he ){re.escape(unknown.kind)}(?=, (?:\w+ )?\d)" if unknown.kind else ""
        for found in re.finditer(rf"\b(?:{re.escape(core)}{again})\b", text):
            mention = PlaceMention(text=core, start=found.start(), end=found.end())
            cue = read_context(Cue(core), *words_around(mention, self.context))
            container = self.senses.container(cue, core) if cue.container else None
            if container is not None and container.place.kind != "country":
                return container
        return None

    def _anchor(self, mention: PlaceMention, cue: Cue, container: Candidate | None) -> Place | None:
        """The gazetteer's place to which a name that only the report knows is tied, None where it gives none."""
        if container is None or container.place.kind == "country":
            anchor = self._last_named(mention)
        elif container.is_region:  # "in the Hama countryside" is said from the city, "in Hama province" is not
            inner = read_mention(cue.container)
            anchor = self.senses.choose(inner.core, Cue(inner.core)) if inner.kind == "countryside" else None
        else:
            anchor = container.place
        return anchor if anchor is not None and anchor.geonameid is not None else None

    def _last_named(self, mention: PlaceMention) -> Place | None:
        """The settlement of the report's country that it names last before the mention, else first after it."""
        own, dateline = primary_key(mention.text), self.context.dateline
        head = self.context.text.find(dateline) if dateline else -1
        places = [
            (at, place)
            for at, place in sorted([*((at, sense.place) for at, sense in self.named), *self._told], key=itemgetter(0))
            if place.country == self.country
            and primary_key(place.name) != own
            and not (head >= 0 and head <= at < head + len(dateline))  # where it was written
        ]
        before = [place for at, place in places if at < mention.start]
        return before[-1] if before else places[0][1] if places else None
