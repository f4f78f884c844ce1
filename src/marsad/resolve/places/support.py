"""What each name of a report likeliest means when all are weighed together, and what is known of the report for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.places.candidates import CERTAIN, EARTH_KM, Candidate

RELEVANT_SHARE = 0.15
"""Share of the evidence from which a report counts as speaking of a country."""
MOST_COUNTRIES = 3
SHARE = 3.0
"""What a full share of the evidence is worth against ten times the population (0.5)."""
MOST_SENSES = 12
"""Senses of a name that are weighed against the other names' (the likeliest by themselves)."""
SUPPORT = 1.5
MOST_SUPPORT = 2.0
SPOKEN_FOR = 0.3
"""Support from which the other names speak for a sense: one that surely lies within a hundred kilometres."""
SUPPORT_KM = 100.0
"""What another name that certainly means a place at this distance (times 1/e) is worth, and how many such count."""
ROUNDS = 3
PROVINCE_SHARE = 1.0
"""What lying in the most named province is worth: a hundred times the people elsewhere."""
WITHIN = 3.0


@dataclass(slots=True)
class Setting:
    """shares: each country's share of the evidence (0 to 1). named: settlements named in the text with their offset,
    in text order; only those in the report's countries. provinces: those named (country, admin1 code), 1 for the one
    named most. within: what the report once says that a place lies in ("Paris, Texas"), for when it is named alone.
    meant: the place_id that a name likeliest means, all names weighed together; both by primary key."""

    shares: dict[str, float] = field(default_factory=dict)
    named: list[tuple[int, Candidate]] = field(default_factory=list)
    provinces: dict[tuple[str, str], float] = field(default_factory=dict)
    within: dict[str, Candidate] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)

    @property
    def country(self) -> str:
        """The country that the report speaks of most, "" where it speaks of none."""
        return max(self.shares, key=lambda code: (self.shares[code], code), default="")

    def share(self, country: str) -> float:
        return self.shares.get(country, 0.0)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the report speaks of, the first one most."""
        ranked = sorted(self.shares.items(), key=lambda item: (-item[1], item[0]))
        return tuple(code for code, share in ranked[:MOST_COUNTRIES] if share >= RELEVANT_SHARE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name likeliest means. country: belief in its country, 0 to 1, by all senses there (a town and the province
    of its name). support: how many other names speak for it by lying near."""

    sense: Candidate
    country: float
    support: float


def likeliest_senses(names: dict[str, tuple[Candidate, ...]], setting: Setting) -> dict[str, Meaning]:
    """The sense that each name likeliest means, all names weighed together: a sense gains from the other names' senses
    near it, each as likely as it is (the minimality of Leidner 2007, by mutual support instead of a bounding box)."""
    senses: list[Candidate] = []
    priors: list[float] = []
    owners: list[int] = []
    order = list(names)
    for number, name in enumerate(order):
        region = setting.within.get(primary_key(name))
        ranked = sorted(
            (
                (_prior(sense, setting) + (WITHIN if region and lies_in(sense.place, region.place) else 0.0), sense)
                for sense in names[name]
                if sense.exactness >= CERTAIN and sense.located
            ),
            key=lambda pair: (-pair[0], pair[1].place.place_id),
        )[:MOST_SENSES]
        senses += [sense for _, sense in ranked]
        priors += [prior for prior, _ in ranked]
        owners += [number] * len(ranked)
    if not senses:
        return {}
    owner, prior = np.array(owners), np.array(priors)
    near = _nearness(senses)
    near[owner[:, None] == owner[None, :]] = 0.0
    first = np.concatenate(([0], np.flatnonzero(np.diff(owner)) + 1))
    spread = np.searchsorted(owner[first], owner)
    score, support = prior, np.zeros(len(prior))
    for _ in range(ROUNDS):
        support = np.maximum.reduceat(near * _belief(score, first, spread), first, axis=1).sum(axis=1)
        score = prior + SUPPORT * np.minimum(support, MOST_SUPPORT)
    belief = _belief(score, first, spread)
    countries: dict[tuple[str, str], float] = defaultdict(float)
    for at, sense in enumerate(senses):
        countries[order[owner[at]], sense.place.country] += float(belief[at])
    best: dict[str, Meaning] = {}
    for at in np.lexsort((np.arange(len(score)), -score)):
        name = order[owner[at]]
        if name not in best:
            best[name] = Meaning(senses[at], countries[name, senses[at].place.country], float(support[at]))
    return best


def _belief(score: NDArray[np.float64], first: NDArray[np.intp], spread: NDArray[np.intp]) -> NDArray[np.float64]:
    """The share of each sense among those of its name: ten to the power of its score."""
    odds = 10.0 ** (score - np.maximum.reduceat(score, first)[spread])
    belief: NDArray[np.float64] = odds / np.add.reduceat(odds, first)[spread]
    return belief


def _prior(sense: Candidate, setting: Setting) -> float:
    place = sense.place
    province = setting.provinces.get((place.country, place.admin1), 0.0) if not sense.is_region else 0.0
    return SHARE * setting.share(place.country) + sense.prominence + sense.exactness + PROVINCE_SHARE * province


def _nearness(senses: list[Candidate]) -> NDArray[np.float64]:
    """1 for two senses at one spot, 1/e at `SUPPORT_KM`; 0 for what is too large to be near anything."""
    lat = np.radians([s.place.lat or 0.0 for s in senses])
    lon = np.radians([s.place.lon or 0.0 for s in senses])
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    near: NDArray[np.float64] = np.exp(-2 * EARTH_KM / SUPPORT_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
    large = np.array([s.is_region and s.place.kind != "county" for s in senses])
    near[:, large] = 0.0
    return near


def lies_in(place: Place, region: Place) -> bool:
    return place.country == region.country and (
        region.kind == "country" or (place.admin1 == region.admin1 and place.place_id != region.place_id)
    )


def is_row(one: Candidate, other: Candidate) -> bool:
    """Whether two names side by side are a row of equals ("California, Texas"), not a place and what it lies in."""
    kinds = {one.place.kind, other.place.kind}
    return len(kinds) == 1 and kinds <= {"province", "country"} and one.exactness == other.exactness == 1.0
