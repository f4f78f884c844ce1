"""Which place a name means: all mentions of a report are resolved together.

A name that no candidate fits is tied to the nearest named place that the report gives (claims.md), or stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sqrt
from operator import itemgetter

from marsad.knowledge import Country
from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key, slug
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.place_candidates import REGION_KINDS, Candidate, CandidateFinder, distance_km, region_place
from marsad.resolve.place_choice import Chooser
from marsad.resolve.place_context import ReportContext, read_setting
from marsad.resolve.place_cues import (
    PARTS,
    REGIONS,
    SITES,
    WINDOW,
    Cue,
    kind_of_word,
    kind_words,
    read_context,
    read_mention,
)
from marsad.resolve.place_support import Setting

__all__ = ["PlaceMention", "PlaceResolver", "ReportContext"]

ANCHOR_KM = 60.0
"""Up to this distance a larger place that the report names stands for a pack's village, else the pack's own anchor."""
PROMINENCE_KM = 20.0
"""A hundred times the people (1.0) makes up for this distance when a report's larger place is chosen as anchor."""

KM_A_DEGREE = 111.2
"""Of latitude."""
_HALF = sqrt(0.5)
BEARINGS = {
    "north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0), "northeast": (_HALF, _HALF),
    "northwest": (_HALF, -_HALF), "southeast": (-_HALF, _HALF), "southwest": (-_HALF, -_HALF),
}  # fmt: skip
"""North and east parts of a compass side."""

_CLAUSE_END = re.compile(r"[.!?;:\n]\s")
_STREET = re.compile(r"\b(?:Street|Avenue|Boulevard|Square)$")
_NAMED_KIND = re.compile(r"(?<=\w) (?:Islands?|City|Town|Village|District)$")
"""Written as a part of the name, which the gazetteer leaves out."""
_JOINT = re.compile(r"\s*[-–—/]\s*|\s+to\s+")
"""Between the ends of a road's name."""
_CAPITAL = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name in the report. start, end: offsets in the report's text. The rest is optional: what the caller knows;
    what it leaves None is read from the words around the mention. sentence: its words, where offsets are unknown."""

    text: str
    start: int = -1
    end: int = -1
    sentence: str | None = None
    container: str | None = None
    kind_hint: str | None = None
    modifier: str | None = None


class PlaceResolver:
    """Resolves the place names of one report at a time. Cheap to keep, safe to share."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        places: Sequence[Place] = (),
        countries: Iterable[Country] = (),
        *,
        not_places: Iterable[str] = (),
    ) -> None:
        """places, countries: the packs'. not_places: names of sources and actors, which running text also has
        ("Xinhua" is a town, too)."""
        self._finder = CandidateFinder(gazetteer, places, countries, not_places)

    def read(self, context: ReportContext) -> Setting:
        """Where a report plays: its countries, the places that it names for certain."""
        return read_setting(context, self._finder)

    def senses(self, name: str) -> tuple[Candidate, ...]:
        """All that a name may mean, before any report is read."""
        return self._finder.find(read_mention(name).core)

    def resolve(
        self,
        mentions: Sequence[PlaceMention],
        context: ReportContext,
        setting: Setting | None = None,
        *,
        scenes: bool = False,
    ) -> list[Place]:
        """A place for each mention, in order. An unresolved one has neither geonameid nor coordinates, and the
        place_id "name:COUNTRY:slug" (COUNTRY "" where the report does not tell). setting: what `read` gave. scenes:
        the mentions tell where something happened."""
        report = _Report(context, setting or self.read(context), self._finder, scenes=scenes)
        found: list[Place | None] = [None] * len(mentions)
        for n in sorted(range(len(mentions)), key=lambda n: (mentions[n].start < 0, mentions[n].start)):
            found[n] = self._in_province(report.resolve(mentions[n]))  # in text order: a village lies by what was told
        return [place for place in found if place is not None]

    def _in_province(self, place: Place) -> Place:
        """A pack's village or quarter, of which the pack tells no province, lies in that of its anchor."""
        if place.admin1 or place.geonameid is None:
            return place
        entry = self._finder.gazetteer.entry(place.geonameid)
        return replace(place, admin1=entry.admin1) if entry and entry.country == place.country else place


class _Report:
    """The shapes that an answer may take, for the mentions of one report."""

    def __init__(self, context: ReportContext, setting: Setting, finder: CandidateFinder, *, scenes: bool) -> None:
        self.context, self.named = context, setting.named
        self.senses = Chooser(finder, setting, scenes=scenes)
        self.country = self.senses.country
        self._spoken_of = {sense.place.place_id: sense for _, sense in reversed(self.named)}.values()
        self._told: list[tuple[int, Place]] = []
        self._tied: dict[str, Place] = {}

    def resolve(self, mention: PlaceMention) -> Place:
        if mention.text.endswith("capital") or mention.text.startswith("capital"):
            name, country = self.senses.finder.capital(mention.text)
            mention = replace(mention, text=name or mention.text, container=country or mention.container)
        cue = self._cue(mention)
        whole = mention.text
        if mention.text == cue.core and cue.kind in SITES:  # "Atme", of "Atme border crossing"
            whole += kind_words(self._around(mention)[1])
        if whole != cue.core:
            place = self.senses.choose(whole, cue, whole=True)
            if place is not None:
                return self._with_anchor(place, cue)
        return self._resolve(mention, cue)

    def _cue(self, mention: PlaceMention) -> Cue:
        cue = read_mention(f"{mention.modifier} {mention.text}" if mention.modifier else mention.text)
        if mention.modifier and cue.core.startswith(mention.modifier):  # "km from": the words around the name tell more
            cue = read_mention(mention.text)
        if mention.kind_hint:
            kind = kind_of_word(mention.kind_hint) or mention.kind_hint
            relation = "region" if kind in REGIONS else "road" if kind == "road" else cue.relation
            cue = replace(cue, kind=kind, relation=relation)
        if mention.container:
            cue = replace(cue, container=mention.container)
        return read_context(cue, *self._around(mention))

    def _around(self, mention: PlaceMention) -> tuple[str, str]:
        """The words of the mention's own clause before and after it."""
        text, start, end = self.context.text, mention.start, mention.end
        if start < 0:
            text = mention.sentence or ""
            start = text.find(mention.text)
            end = start + len(mention.text)
        if start < 0:
            return "", ""
        before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
        return _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after, maxsplit=1)[0]

    def _resolve(self, mention: PlaceMention, cue: Cue) -> Place:
        if cue.kind == "stretch" or not _CAPITAL.search(cue.core):  # "the Turkish border", "the south": no name
            return region_place(mention.text if cue.kind == "stretch" else cue.part or cue.core, self.country)
        if cue.relation == "region":
            region = self._region(cue)
            if region is not None:
                return region
            cue = replace(cue, relation="is")
        place = self.senses.choose(cue.core, cue)
        if place is not None and (
            (place.kind == "country" and cue.kind not in ("", "country")) or _STREET.search(mention.text)
        ):
            place = None  # "Palestine Street" is no part of Palestine, nor need "Tripoli Street" be one of Tripoli
        if place is not None:
            known = place.kind in REGION_KINDS
            if mention.start >= 0 and not known and place.relation == "is" and place.kind == "city":
                self._told.append((mention.start, place))  # a town that only sounds alike may be another
            if known:  # "between Iraq and Syria" says nothing of where
                return _compass_part(place, replace(cue, relation="is") if cue.other else cue)
            return self._between(place, _related(self._with_anchor(place, cue), cue), cue)
        if cue.relation == "road" and (ends := self._known_end(cue)) is not None:
            return self._resolve(mention, ends)
        if cue.core != (inner := _NAMED_KIND.sub("", cue.core)):
            return self._resolve(mention, replace(cue, core=inner))
        first, _, second = cue.core.partition(" and ")
        return self._resolve(mention, replace(cue, core=first)) if second else self._unknown(mention, cue)

    def _known_end(self, cue: Cue) -> Cue | None:
        """Of "the X-Y road" the end that is known, the other beside it; None where neither is."""
        for joint in _JOINT.finditer(cue.core):
            ends = cue.core[: joint.start()], cue.core[joint.end() :]
            for end, other in (ends, ends[::-1]):
                if self.senses.choose(end, Cue(end)) is not None:
                    return replace(cue, core=end, other=other)
        return None

    def _between(self, place: Place, related: Place, cue: Cue) -> Place:
        """Half-way to the other end of "between X and Y", where that is known; else on the road by the one. The same
        whichever end is named first."""
        other = self.senses.choose(cue.other, Cue(cue.other)) if cue.other else None
        if other is None or place.lat is None or place.lon is None or other.lat is None or other.lon is None:
            return related
        lat, lon = (place.lat + other.lat) / 2, (place.lon + other.lon) / 2
        first, second = sorted((place, other), key=lambda end: end.place_id)
        place_id = f"{first.place_id}/{related.relation}-{slug(second.name)}"
        return replace(related, place_id=place_id, lat=lat, lon=lon)

    def _region(self, cue: Cue) -> Place | None:
        """A province or countryside, known or by its city's name; None for a town's region ("the Suran region")."""
        known = self.senses.choose_region(cue.core)
        if known is not None:
            return _compass_part(known, cue)
        if cue.kind == "region":
            return None
        city = self.senses.choose(cue.core, Cue(cue.core))
        kind = "province" if cue.kind == "province" else "region"
        place = region_place(cue.core, city.country if city else self.country, kind=kind)
        if city is not None:
            place = replace(place, admin1=city.admin1, lat=city.lat, lon=city.lon)
        return _compass_part(place, cue)

    def _with_anchor(self, place: Place, cue: Cue) -> Place:
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

    def _unknown(self, mention: PlaceMention, cue: Cue) -> Place:
        """A name that neither gazetteer nor packs know: tied to what it is said to lie in, else to the settlement
        named last before it; with only a province given it stays without geonameid."""
        key = primary_key(cue.core)
        if not cue.container and key in self._tied:
            return self._tied[key]
        container = self.senses.container(cue, cue.core) or self._container_elsewhere(cue.core)
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

    def _container_elsewhere(self, core: str) -> Candidate | None:
        """What another mention of the name says that it lies in."""
        text = self.context.text
        for found in re.finditer(rf"\b{re.escape(core)}\b", text):
            cue = read_context(Cue(core), *self._around(PlaceMention(text=core, start=found.start(), end=found.end())))
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


_KINDS_OF_PLACES = {"countryside": "region", "district": "neighbourhood"}
"""Kinds of place_cues that records.Place calls otherwise."""


def _related(place: Place, cue: Cue) -> Place:
    """The place itself, or its part, surroundings or road, as the words around it say."""
    whole = place.relation == "is"
    if cue.relation == "near" and cue.km:
        near = _derived(place, "near", f"{cue.km:.0f}km-{cue.part}", precision=2)
        return _moved(near, cue.km, cue.part)
    if cue.relation == "near":
        return _derived(place, "near", "near", precision=2)
    if cue.relation == "road":
        return place if place.kind == "road" else _derived(place, "road", "road", precision=2)
    if whole and cue.relation == "part_of" and cue.kind in SITES:
        return _derived(place, "part_of", cue.kind)
    if whole and cue.part:
        return _derived(place, "part_of", cue.part)
    if whole and cue.relation == "part_of" and cue.kind not in PARTS:
        return _derived(place, "part_of", "part")
    return place


def _moved(place: Place, km: float, side: str) -> Place:
    """The place moved so far to that compass side; near enough on the plane for a day's walk."""
    if place.lat is None or place.lon is None or side not in BEARINGS:
        return place
    north, east = BEARINGS[side]
    lat = place.lat + north * km / KM_A_DEGREE
    return replace(place, lat=lat, lon=place.lon + east * km / (KM_A_DEGREE * cos(radians(place.lat))))


def _derived(place: Place, relation: str, suffix: str, *, precision: int = 1) -> Place:
    """A part or neighbour of a place, with an id of its own under the place's."""
    return replace(
        place, place_id=f"{place.place_id}/{suffix}", relation=relation, precision=max(precision, place.precision),
        aliases=(),
    )  # fmt: skip


def _compass_part(place: Place, cue: Cue) -> Place:
    """The region itself, or its part ("northern Aleppo province")."""
    suffix = cue.part or ("near" if cue.relation == "near" else "")
    return replace(place, place_id=f"{place.place_id}/{suffix}", aliases=()) if suffix else place
