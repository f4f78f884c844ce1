"""Which place a name means: all mentions of a report are resolved together, one sense a name.

Candidates are scored by how exactly the name fits, by prominence, by the countries that the report speaks of, by what
the name is said to lie in, and by nearness to other places named (the features of toponym resolution since Leidner
2007, "Toponym Resolution in Text"; none-of-these as a candidate as in Mordecai 3). A name that no candidate fits is
tied to the nearest place that the report gives (claims.md), or stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from marsad.knowledge import Country
from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key, slug
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.place_candidates import Candidate, CandidateFinder, distance_km, region_place
from marsad.resolve.place_context import ReportContext, Setting, read_setting
from marsad.resolve.place_cues import (
    PARTS,
    REGIONS,
    SITES,
    WINDOW,
    Cue,
    kind_of_word,
    read_context,
    read_mention,
)

__all__ = ["PlaceMention", "PlaceResolver", "ReportContext"]

EXACTNESS = 2.0
"""Weights of the score. A village's own name in the report's country must beat a foreign city's alternate name."""
IN_COUNTRY = 3.0
FULL_SHARE = 0.5
"""From half of the evidence on a country counts in full."""
FOREIGN = -1.5
"""A country of which the report, which speaks of others, says nothing."""
IN_CONTAINER = 2.0
NEAR_CONTAINER_KM = 80.0
"""A village said to lie in or near a city is within a day's walk of front or road: two to three times its belt."""
NEARBY = 1.5
NEARBY_KM = 100.0
UNMARKED_REGION = -1.2
"""A bare name means the city rather than its province ("Aleppo")."""
NONE_OF_THESE = 3.2
"""Score below which no candidate is believed: between a foreign village's exact name and a foreign city's."""
ANCHOR_KM = 60.0
"""Up to this distance a larger place that the report names stands for a pack's village, else the pack's own anchor."""


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

    def __init__(self, gazetteer: Gazetteer, places: Sequence[Place] = (), countries: Iterable[Country] = ()) -> None:
        self._finder = CandidateFinder(gazetteer, places, countries)

    def resolve(self, mentions: Sequence[PlaceMention], context: ReportContext) -> list[Place]:
        """A place for each mention, in order. An unresolved one has no geonameid, no coordinates, and the place_id
        "name:COUNTRY:slug" (COUNTRY "" where the report does not tell)."""
        setting = read_setting(context, self._finder)
        return _Report(self._finder, context, setting).resolve(mentions)


class _Report:
    """The mentions of one report, with the senses chosen so far."""

    def __init__(self, finder: CandidateFinder, context: ReportContext, setting: Setting) -> None:
        self.finder, self.context, self.setting = finder, context, setting
        self.countries = setting.countries
        self.chosen: dict[tuple[str, bool, str], Place | None] = {}

    def resolve(self, mentions: Sequence[PlaceMention]) -> list[Place]:
        return [self._resolve(mention, self._cue(mention)) for mention in mentions]

    def _cue(self, mention: PlaceMention) -> Cue:
        cue = read_mention(f"{mention.modifier or ''} {mention.text}" if mention.modifier else mention.text)
        if mention.kind_hint:
            kind = kind_of_word(mention.kind_hint) or mention.kind_hint
            relation = "region" if kind in REGIONS else "road" if kind == "road" else cue.relation
            cue = replace(cue, kind=kind, relation=relation)
        if mention.container:
            cue = replace(cue, container=mention.container)
        before, after = self._around(mention)
        return read_context(cue, before, after)

    def _around(self, mention: PlaceMention) -> tuple[str, str]:
        text, start, end = self.context.text, mention.start, mention.end
        if start < 0:
            text = mention.sentence or ""
            start = text.find(mention.text)
            end = start + len(mention.text)
        if start < 0:
            return "", ""
        before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
        # cues do not cross sentences or paragraphs
        return re.split(r"[.!?;:\n]\s", before)[-1], re.split(r"[.!?;:\n]\s", after)[0]

    def _resolve(self, mention: PlaceMention, cue: Cue) -> Place:
        whole = self._choose(mention.text, cue, curated_or_exact=True) if mention.text != cue.core else None
        if whole is not None:
            return self._with_anchor(whole, mention, cue)
        if cue.relation == "region":
            return self._region(cue)
        place = self._choose(cue.core, cue)
        if place is None and " and " in cue.core:
            return self._resolve(mention, replace(cue, core=cue.core.split(" and ", 1)[0]))
        if place is None:
            return self._unknown(mention, cue)
        if place.kind in ("province", "region", "country"):
            return _part(place, cue)
        return self._related(self._with_anchor(place, mention, cue), cue)

    # -- choosing among candidates --------------------------------------------------------------------------------

    def _choose(self, name: str, cue: Cue, *, curated_or_exact: bool = False) -> Place | None:
        """The sense of a name in this report, None for none of the candidates. One sense a name and container."""
        key = (primary_key(name), curated_or_exact, "")
        if key not in self.chosen:
            self.chosen[key] = self._decide(name, cue, curated_or_exact=curated_or_exact)
        return self.chosen[key]

    def _decide(self, name: str, cue: Cue, *, curated_or_exact: bool) -> Place | None:
        senses = list(self.finder.find(name))
        if curated_or_exact:
            senses = [s for s in senses if s.place.pack or s.exactness == 1.0]
        elif not any(s.place.country in self.countries for s in senses):
            senses += self.finder.find_alike(name, self.countries)
            if len(senses) == 0 and name.endswith("s"):
                return self._decide(re.sub(r"['’]?s$", "", name), cue, curated_or_exact=curated_or_exact)
        container = self._container(cue, name)
        scored = [(self._score(sense, cue, container, name), sense) for sense in senses]
        if not scored:
            return None
        score, best = max(scored, key=lambda pair: (pair[0], pair[1].prominence, pair[1].place.place_id))
        return best.place if score >= NONE_OF_THESE else None

    def _score(self, sense: Candidate, cue: Cue, container: Candidate | None, name: str) -> float:
        place = sense.place
        share = self.setting.shares.get(place.country, 0.0)
        score = EXACTNESS * sense.exactness + sense.prominence + IN_COUNTRY * min(1.0, share / FULL_SHARE)
        if not share and self.countries:
            score += FOREIGN
        if sense.is_region and place.kind != "country" and not place.pack.startswith("region"):
            score += UNMARKED_REGION
        if container is not None:
            score += self._containment(place, container.place)
        near = min(
            (distance_km(place, other) for _, other in self.setting.named if other.place_id != place.place_id),
            default=float("inf"),
        )
        return score + NEARBY * exp(-near / NEARBY_KM)

    def _containment(self, place: Place, container: Place) -> float:
        if container.country != place.country:
            return -IN_CONTAINER
        if container.kind == "country":
            return IN_CONTAINER
        if container.admin1 and container.kind in ("province", "region"):
            return IN_CONTAINER if container.admin1 == place.admin1 else 0.0
        return IN_CONTAINER if distance_km(place, container) <= NEAR_CONTAINER_KM else 0.0

    def _container(self, cue: Cue, name: str) -> Candidate | None:
        """The sense of what the mention is said to lie in; None where that is not said or not known."""
        if not cue.container:
            return None
        inner = read_mention(cue.container)
        if primary_key(inner.core) == primary_key(name):
            return None
        senses = [
            sense
            for sense in self.finder.find(inner.core) or self.finder.find(re.sub(r"s$", "", inner.core))
            if sense.is_region or not self.countries or sense.place.country in self.countries
        ]
        if inner.relation == "region":
            senses = [sense for sense in senses if sense.is_region] or senses
        return max(
            senses,
            key=lambda s: (
                self.setting.shares.get(s.place.country, 0.0) + s.exactness + s.prominence,
                s.place.place_id,
            ),
            default=None,
        )

    # -- the shapes of an answer ----------------------------------------------------------------------------------

    def _region(self, cue: Cue) -> Place:
        """The province, region or countryside of a name: a pack's, a country's, or one known by its name alone."""
        senses = [s for s in self.finder.find(cue.core) if s.is_region]
        senses = [s for s in senses if s.place.country in self.countries] or senses
        if not senses and self.countries:
            senses = [s for s in self.finder.find_alike(cue.core, self.countries) if s.is_region]
        if senses:
            best = max(
                senses, key=lambda s: (s.exactness + self.setting.shares.get(s.place.country, 0.0), s.place.place_id)
            )
            place = best.place
        else:
            city = self._choose(cue.core, Cue(cue.core))
            country = city.country if city else next(iter(self.countries), "")
            kind = "province" if cue.kind == "province" else "region"
            place = region_place(cue.core, country, admin1=city.admin1 if city else "", kind=kind)
            if city:
                place = replace(place, lat=city.lat, lon=city.lon)
        return _part(place, cue)

    def _related(self, place: Place, cue: Cue) -> Place:
        """The place itself, or its part, surroundings or road, as the words around it say."""
        if cue.kind in SITES and cue.relation == "part_of" and place.relation == "is" and place.geonameid:
            return _derived(place, "part_of", cue.kind)
        if cue.relation == "near":
            return _derived(place, "near", "near", precision=2)
        if cue.relation == "road":
            return place if place.kind == "road" else _derived(place, "road", "road", precision=2)
        if cue.part and place.relation == "is":
            return _derived(place, "part_of", cue.part)
        if cue.relation == "part_of" and cue.kind not in PARTS | SITES and place.relation == "is":
            return _derived(place, "part_of", "part")
        return place

    def _with_anchor(self, place: Place, mention: PlaceMention, cue: Cue) -> Place:
        """A pack's village takes the nearest larger place that the report names as its `geonameid` (claims.md)."""
        if not place.pack or place.relation not in ("near", "road") or place.lat is None:
            return place
        anchors = [other for _, other in self.setting.named if distance_km(place, other) <= ANCHOR_KM]
        if not anchors:
            return place
        best = min(anchors, key=lambda other: (distance_km(place, other), other.place_id))
        return replace(place, geonameid=best.geonameid, anchor_name=best.name)

    def _unknown(self, mention: PlaceMention, cue: Cue) -> Place:
        """A name that neither gazetteer nor packs know: tied to what it is said to lie in, else to the city named
        last before it; with only a province given it stays without geonameid."""
        name, kind = cue.core, cue.kind or "village"
        container = self._container(cue, name)
        part = _part_slug(name)
        if container is not None and container.is_region and container.place.kind != "country":
            inner = read_mention(cue.container)
            city = self._choose(inner.core, Cue(inner.core)) if inner.kind == "countryside" else None
            if city is None or city.geonameid is None:
                region = container.place
                return Place(
                    place_id=f"{region.place_id}/{part}", name=name, country=region.country, admin1=region.admin1,
                    kind=_kind(kind), relation="road" if cue.relation == "road" else "is", precision=2,
                )  # fmt: skip
            anchor: Place | None = city
        elif container is not None and not container.is_region:
            anchor = container.place
        else:
            anchor = self._nearest_named(mention)
        if anchor is None or anchor.geonameid is None:
            country = next(iter(self.countries), "")
            return Place(place_id=f"name:{country}:{part}", name=name, country=country, kind=_kind(kind), precision=2)
        inside = cue.kind in PARTS | SITES
        relation = "road" if cue.relation == "road" else "part_of" if inside else "near"
        return replace(_derived(anchor, relation, part, precision=1 if inside else 2), name=name, kind=_kind(kind))

    def _nearest_named(self, mention: PlaceMention) -> Place | None:
        """The settlement that the report names last before the mention, else first after it."""
        own = primary_key(mention.text)
        named = [(at, place) for at, place in self.setting.named if primary_key(place.name) != own]
        before = [place for at, place in named if at < mention.start]
        return before[-1] if before else named[0][1] if named else None


def _derived(place: Place, relation: str, suffix: str, *, precision: int = 1) -> Place:
    """A part or neighbour of a place, with an id of its own under the place's."""
    return replace(
        place, place_id=f"{place.place_id}/{suffix}", relation=relation, precision=max(precision, place.precision),
        anchor_name=place.anchor_name or place.name, aliases=(),
    )  # fmt: skip


def _part(place: Place, cue: Cue) -> Place:
    """The compass part of a region ("northern Aleppo province")."""
    suffix = cue.part or ("near" if cue.relation == "near" else "")
    return replace(place, place_id=f"{place.place_id}/{suffix}", aliases=()) if suffix else place


def _part_slug(name: str) -> str:
    """An id for a name that only reports know: without article, vowels as heard, so that spellings meet."""
    return slug(name)


def _kind(kind: str) -> str:
    return {"countryside": "region", "district": "neighbourhood"}.get(kind, kind)
