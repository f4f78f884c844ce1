"""Chooses among the places that a name may mean, by what the report says: one sense a name.

Candidates are scored by how exactly the name fits, by prominence, by the countries that the report speaks of, by what
the name is said to lie in, and by nearness to other places named (the features of toponym resolution since Leidner
2007, "Toponym Resolution in Text"; none-of-these as a candidate as in Mordecai 3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import exp

from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.places.candidates import WORLD, Candidate, CandidateFinder, distance_km, prominence
from marsad.resolve.places.cues import PARTS, SITES, Cue, read_mention
from marsad.resolve.places.support import Setting, is_row
from marsad.resolve.times.calendar import CALENDAR

EXACTNESS = 2.0
IN_COUNTRY = 3.0
"""Weights of the score: a village's own name in the report's country must beat a foreign city's alternate name."""
FULL_SHARE = 0.5
"""A country with half of the first country's evidence counts as much: an actor's is often the louder."""
FOREIGN = -1.5
"""A country of which the report, which speaks of others, says nothing."""
FOREIGN_SCENE = -1.8
"""The same for a place where something happened: unless it is a city of a million, rather a namesake that the
gazetteer lacks (a town of Mozambique called Palma)."""
IN_CONTAINER = 2.0
OUTSIDE = -1.0
"""A sense by sound alone that does not lie where the name is said to."""
NEAR_CONTAINER_KM = 80.0
"""What is said to lie in or near a city may lie this far from its centre: a governorate's half width."""
SPOKEN_OF = 1.5
"""A country of which the report speaks: "Mexico" is not Mexico City, however near its other places are."""
RIVAL = 100_000
"""Inhabitants of a city from which its bare name means the city, wherever the region of that name lies (Gaza)."""
SEAT = 10_000
"""The same of a town in the region that is called after it (Arauca), and of one whose hospital needs no other word."""
MEANT = 1.0
"""The sense that the report's other names speak for (`place_support.likeliest_senses`)."""
IN_PROVINCE = 0.7
"""A place in a province that the report names: ten to thirty times the people of one elsewhere."""
NEARBY = 1.5
NEARBY_KM = 100.0
UNMARKED_REGION = -1.2
"""Of a pack's regions: a bare name means the city rather than its province ("Aleppo")."""
TOO_LARGE = -1.0
"""A city that is called a village, a neighbourhood or a base."""
NO_TOWN = -2.0
"""A region that bears the name of an airport or a base: those are called after the town."""
TOLD_APART = (PARTS | SITES) - {"site", "district"}
ANOTHER_KIND = -4.0
"""A neighbourhood that is called a gas field is another place of that name, however near."""
NAMED_AFTER_ANYTHING = frozenset({"site", "hospital"})
"""Kinds that bear the names of towns far away: mosques, hotels, hospitals."""
NAMESAKE = -4.0
"""A town of a state that the report only speaks of besides, where a city known everywhere bears its name (Moscow in
Idaho, in a report on a war that both take part in)."""
OUTSHINES = 0.4
"""Half the logarithm of how many times more people that city has."""
KNOWN_EVERYWHERE = 100_000
"""Its inhabitants, where the namesake lies in a state whose forces serve far from home; elsewhere it is a capital."""
NEIGHBOURS_KM = 150.0
QUARTER = "neighbourhood"
QUARTER_ALONE = -0.6
"""Of a pack's quarters: without its town in the report a town of its name is rather meant (Shahba)."""
ALTERNATE = 0.8
"""Exactness of a name that is only one of a place's other names (`gazetteer.index.Match`)."""
NONE_OF_THESE = 3.2
"""Score below which no candidate is believed: between a foreign village's exact name and a foreign city's."""
BY_SOUND = 0.5
"""Exactness up to which a sense rests on sound alone (`gazetteer.index.Match`)."""
NONE_BY_SOUND = 4.9
"""A village of the report's country whose name sounds the same (1.0 + 1.0 + 3.0) is just believed; one with another
vowel (0.8), or one that lies elsewhere than it is said to, needs a neighbour as well."""
SOUND_COUNTRY_SHARE = 0.3
"""Share of the evidence from which a country's names are tried in other spellings, besides the first country's."""


class Chooser:
    """The senses chosen in one report: one for each name and what it is said to lie in."""

    def __init__(self, finder: CandidateFinder, setting: Setting, *, scenes: bool = False) -> None:
        """scenes: the names are of places where something happened."""
        self.finder, self.setting = finder, setting
        self.foreign = FOREIGN_SCENE if scenes else FOREIGN
        self.countries = setting.countries
        self.country = next(iter(self.countries), "")
        self._by_sound = tuple(
            code for code in self.countries if code == self.country or setting.share(code) >= SOUND_COUNTRY_SHARE
        )
        self._spoken_of = list({sense.place.place_id: sense.place for _, sense in setting.named}.values())
        self._keys = [(primary_key(place.name), place) for place in self._spoken_of]
        self._chosen: dict[tuple[str, str, bool], Place | None] = {}

    def choose(self, name: str, cue: Cue, *, whole: bool = False) -> Place | None:
        """The sense of a name in this report, None for none of the candidates. whole: the name still holds words of
        its kind ("Tabqa dam"), so that only a pack's entry or a place's own exact name counts."""
        container = self.container(cue, name)
        key = (primary_key(name), container.place.place_id if container else "", whole)
        if key not in self._chosen:
            self._chosen[key] = self._decide(name, cue, container, whole=whole)
        return self._chosen[key]

    def site(self, cue: Cue) -> Place | None:
        """The site of a pack that the name means with another word for its kind, in a country of the report."""
        place = self.finder.site(cue.core, cue.kind)
        return place if place is not None and place.country in self.countries else None

    def choose_region(self, name: str) -> Place | None:
        """The province, region or country of this name, None where none is known."""
        senses = [s for s in self.finder.find(name) if s.is_region]
        senses = [s for s in senses if s.place.country in self.countries] or senses
        if not senses:
            senses = [s for s in self.finder.find_alike(name, self._by_sound) if s.is_region]
        best = max(senses, key=lambda s: (self._score(s, Cue(name), None), s.place.place_id), default=None)
        return best.place if best else None

    def container(self, cue: Cue, name: str) -> Candidate | None:
        """The sense of what `name` is said to lie in; None where that is not said or not known."""
        if not cue.container:
            return self.setting.within.get(primary_key(name))
        inner = read_mention(cue.container)
        if primary_key(inner.core) == primary_key(name) or inner.core in CALENDAR:
            return None
        senses = [
            sense
            for sense in self.finder.find(inner.core)
            or self.finder.find(re.sub(r"s$", "", inner.core))
            or self.finder.find_alike(inner.core, self._by_sound)
            if sense.is_region or not self.countries or sense.place.country in self.countries
        ]
        if inner.relation == "region":
            senses = [sense for sense in senses if sense.is_region] or senses
        own = self.finder.find(name)
        if any(is_row(one, other) for one in own for other in senses):
            return None
        held = [sense.place for sense in own] if len(senses) > 1 else []
        return max(
            senses,
            key=lambda s: (
                s.is_region and any(_containment(place, s.place) > 0 for place in held),
                self.setting.share(s.place.country) + s.exactness + s.prominence,
                s.place.place_id,
            ),
            default=None,
        )

    def _decide(self, name: str, cue: Cue, container: Candidate | None, *, whole: bool) -> Place | None:
        senses = list(self.finder.find(name))
        if whole:
            senses = [s for s in senses if s.place.pack or s.exactness == 1.0]
        elif not any(s.place.country in self._by_sound and not s.is_region for s in senses):
            senses += self.finder.find_alike(name, self._by_sound)
            if not senses and name.endswith("s"):
                return self._decide(re.sub(r"['’]?s$", "", name), cue, container, whole=whole)
        if cue.kind in NAMED_AFTER_ANYTHING:  # only a town's own name tells, of a town that the report is about
            senses = [s for s in senses if s.place.pack or (s.exactness > ALTERNATE and self._beside(s))]
        if cue.kind == QUARTER:  # a quarter is of a town that the report names, no town abroad
            senses = [s for s in senses if s.place.pack or s.is_region or self._in_reach(s.place, self._spoken_of)]
        told = replace(cue, kind="") if whole else cue  # the words of its kind are a part of the name
        weights = self._famous(senses) if container is None else {}
        scored = [
            (
                self._score(sense, told, container, rival=_has_rival(sense, senses))
                + weights.get(sense.place.place_id, 0.0),
                sense,
            )
            for sense in senses
        ]
        if not scored:
            return None
        score, best = max(scored, key=lambda pair: (pair[0], pair[1].prominence, pair[1].place.place_id))
        least = NONE_BY_SOUND if best.exactness <= BY_SOUND else NONE_OF_THESE
        return best.place if score >= least else None

    def _famous(self, senses: Sequence[Candidate]) -> dict[str, float]:
        """What is added where a town or county, neither in the first country nor in a province that is named, bears the
        name of a famous city: against it, and for the city abroad of which nothing else is said."""
        towns = [sense for sense in senses if not sense.is_region or sense.place.kind == "county"]
        added: dict[str, float] = {}
        for town in towns:
            place = town.place
            where = (place.country, place.admin1)
            if place.pack or place.country == self.country or where in self.setting.provinces:
                continue
            serves = self.finder.is_expeditionary(place.country)
            for city in towns:
                if (
                    city.is_region
                    or city.place.country == place.country
                    or city.prominence < town.prominence + OUTSHINES
                ):
                    continue
                known = serves and city.prominence >= prominence(KNOWN_EVERYWHERE)
                if known or city.place == self.finder.capital_of(city.place.country):
                    added[place.place_id] = NAMESAKE
                    abroad = self.setting.share(place.country) and not self.setting.share(city.place.country)
                    added.setdefault(city.place.place_id, -self.foreign if abroad else 0.0)
        return added

    def _beside(self, sense: Candidate) -> bool:
        """Whether a town is large, lies near another of its country that the report names, or none is named."""
        compatriots = [p for p in self._spoken_of if p.country == sense.place.country]
        return sense.prominence >= prominence(SEAT) or self._in_reach(sense.place, compatriots)

    def _in_reach(self, place: Place, named: Sequence[Place]) -> bool:
        """Whether it lies near another of these places, or none of them is another."""
        others = [p for p in named if p.name != place.name and p.lat is not None]
        return not others or min(distance_km(place, other) for other in others) <= NEIGHBOURS_KM

    def _score(self, sense: Candidate, cue: Cue, container: Candidate | None, *, rival: bool = False) -> float:
        """rival: a city bears the region's name, too."""
        place, name = sense.place, primary_key(cue.core)
        share = self.setting.share(place.country)
        top = self.setting.share(self.country) or 1.0
        score = EXACTNESS * sense.exactness + sense.prominence + IN_COUNTRY * min(1.0, share / top / FULL_SHARE)
        if place.country == WORLD:
            return score
        if not share and self.countries:
            score += self.foreign
        if share and place.kind == "country":
            score += SPOKEN_OF
        if sense.is_region and (place.pack or rival):
            score += UNMARKED_REGION
        if place.pack and place.kind == QUARTER:
            score += QUARTER_ALONE
        if self.setting.meant.get(name) == place.place_id:
            score += MEANT
        if place.pack and cue.kind in TOLD_APART and place.kind in TOLD_APART and cue.kind != place.kind:
            score += ANOTHER_KIND
        if place.kind == "city" and (cue.kind == "village" or cue.kind in PARTS | SITES):
            score += TOO_LARGE
        if sense.is_region and cue.kind in SITES:
            score += NO_TOWN
        if container is not None:
            inside = _containment(place, container.place)
            score += inside if inside or sense.exactness > BY_SOUND else OUTSIDE
        if not sense.is_region or place.kind == "county":
            score += IN_PROVINCE * self.setting.provinces.get((place.country, place.admin1), 0.0)
        nearest = min(
            (
                distance_km(place, other)
                for key, other in self._keys
                if other.name != place.name and not (sense.is_region and key == name)  # its seat
            ),
            default=float("inf"),
        )
        return score + NEARBY * exp(-nearest / NEARBY_KM)


def _has_rival(region: Candidate, senses: Sequence[Candidate]) -> bool:
    where = (region.place.country, region.place.admin1)
    return region.place.kind in ("province", "county", "region") and any(
        s.prominence >= prominence(SEAT if (s.place.country, s.place.admin1) == where else RIVAL)
        and s.exactness > ALTERNATE
        for s in senses
        if not s.is_region
    )


def _containment(place: Place, container: Place) -> float:
    if container.country != place.country:
        return -IN_CONTAINER
    if container.kind == "country":
        return IN_CONTAINER
    if container.admin1 and container.kind in ("province", "region"):
        return IN_CONTAINER if container.admin1 == place.admin1 else 0.0
    return IN_CONTAINER if distance_km(place, container) <= NEAR_CONTAINER_KM else 0.0
