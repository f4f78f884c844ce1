"""What a report says of where it plays: the countries that it speaks of, and the places that it names for certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from marsad.records import Place
from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.place_candidates import CERTAIN, EARTH_KM, Candidate, CandidateFinder, prominence

_CAPITALISED = re.compile(
    r"(?:(?:al|el|ar|as|ash|ad|an|at|az|ez|ed|er|es|ul)[- ])?[A-Z][^\W_]*(?:['’‘`][^\W_]+|\.[A-Z]\.?)*"
)
_LOCATIVE = re.compile(
    r"\b(?:in|near|at|from|to|into|outside|inside|around|of|over|across|between|towards?|against|and|on)\s+"
    r"(?:the\s+|[a-z]+(?:ern|-held)\s+)?\Z"
)
"""What stands before a place rather than before a person or an office."""
LOCATIVE_REACH = 26
LONGEST_NAME_WORDS = 3

PLACE_WORD = 1.0
COUNTRY_WORD = 1.0
HINT = 4.0
"""Weight of a name that can mean only one prominent place, of a country's name or adjective (times the root of how
often it occurs: those also name actors from abroad, over and over), and of a hint by the caller or the dateline."""
PROMINENT = 20_000
"""Inhabitants from which a place's name speaks for its country; smaller ones share names with people and things."""
WORLD_KNOWN = 100_000
"""The same where the report speaks of other countries: a small town abroad is rather a namesake."""
DOMINANT = 0.5
"""Half a power of ten: a sense this much more prominent (ten times the people) than the next is the one meant."""
SHARE = 3.0
"""What a full share of the evidence is worth against ten times the population (0.5)."""
SPOKEN_OF = 0.8
"""A place in a country that the report speaks of by name is worth one abroad with forty times the people."""
COUNTY_WORDS = (" County", " Parish", " Province", " District", " Governorate")
_PAIR = re.compile(
    r"(?P<inner>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}), (?P<outer>[A-Z][\w’']+(?:\.[A-Z])?(?: [A-Z][\w’']+)?\.?)"
)
RELEVANT_SHARE = 0.15
"""Share of the evidence from which a report counts as speaking of a country."""
MOST_COUNTRIES = 3
MOST_SENSES = 8
"""Senses of a name that are weighed against the other names' (the likeliest by themselves)."""
SUPPORT = 1.5
MOST_SUPPORT = 2.0
SUPPORT_KM = 100.0
"""What another name that certainly means a place at this distance (times 1/e) is worth, and how many such count."""
ROUNDS = 2
PROVINCE_SHARE = 1.0
"""What lying in the most named province is worth: a hundred times the people elsewhere."""
WITHIN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What `resolve` is told of the report. countries: ISO codes that it is known to speak of, if any. names: place
    names in its text, each with its offset, as an entity recogniser found them; None to look for them here."""

    text: str
    title: str = ""
    dateline: str = ""
    countries: tuple[str, ...] = ()
    names: tuple[tuple[int, str], ...] | None = None


@dataclass(slots=True)
class Setting:
    """shares: each country's share of the evidence (0 to 1). named: settlements named in the text with their offset,
    in text order; only those in the report's countries. provinces: those named, each a country and an admin1 code, with
    its share of what is said of the most named one. within: by its primary key, what the report says once that a place lies in ("Paris, Texas"), for
    when it is named alone."""

    shares: dict[str, float] = field(default_factory=dict)
    named: list[tuple[int, Candidate]] = field(default_factory=list)
    provinces: dict[tuple[str, str], float] = field(default_factory=dict)
    within: dict[str, Candidate] = field(default_factory=dict)

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


def read_setting(context: ReportContext, finder: CandidateFinder) -> Setting:
    """One pass over the capitalised words of the report: first what countries they speak of, then which places."""
    named, located, weights = _read_report(context, finder)
    within = _pairs(context.text, finder)
    for region in within.values():
        weights[region.place.country] += PLACE_WORD
    spoken_of = frozenset(weights)
    times = Counter(name for _, name in named)
    for name, factor in located.items():
        country = _spoken_for(finder.find(name), spoken_of)
        if country:
            weights[country] += factor * PLACE_WORD * sqrt(times.get(name, 1))
    total = sum(weights.values())
    setting = Setting({code: weight / total for code, weight in weights.items()} if total else {}, within=within)
    setting.provinces = _provinces(located, times, within, finder, setting)
    likeliest = likeliest_senses({name: finder.find(name) for _, name in named}, setting)
    for start, name in named:
        best = likeliest.get(name)
        if best is not None and _counts(best, setting) and (name in located or best.prominence >= prominence(PROMINENT)):
            setting.named.append((start, best))
    return setting


def _pairs(text: str, finder: CandidateFinder) -> dict[str, Candidate]:
    """What places are said to lie in by a comma ("Paris, Texas"; "Paris, Ky."), by the place's primary key."""
    found: dict[str, Candidate] = {}
    for pair in _PAIR.finditer(text):
        regions = [sense for sense in finder.find(pair["outer"].rstrip(".")) if sense.is_region]
        if not regions:
            continue
        for size in range(len(words := pair["inner"].split()), 0, -1):
            inner = " ".join(words[-size:])
            inside = [r for r in regions if any(_lies_in(s.place, r.place) for s in finder.find(inner))]
            if inside:
                found.setdefault(primary_key(inner), max(inside, key=lambda r: (r.prominence, r.place.place_id)))
                break
    return found


def _lies_in(place: Place, region: Place) -> bool:
    return place.country == region.country and (
        region.kind == "country" or (place.admin1 == region.admin1 and place.place_id != region.place_id)
    )


def _provinces(
    located: dict[str, float],
    times: Counter[str],
    within: dict[str, Candidate],
    finder: CandidateFinder,
    setting: Setting,
) -> dict[tuple[str, str], float]:
    """How much the report speaks of each province, 1 for the one that it speaks of most."""
    said: dict[tuple[str, str], float] = defaultdict(float)
    for region in within.values():
        if region.place.admin1:
            said[region.place.country, region.place.admin1] += 1.0
    for name in located.keys() | times.keys():
        senses = [s for s in finder.find(name) if s.is_region and s.place.admin1 and s.exactness >= CERTAIN]
        senses = [s for s in senses if setting.share(s.place.country) >= RELEVANT_SHARE or not setting.shares]
        if name in located or name.endswith(COUNTY_WORDS):
            for sense in senses:
                said[sense.place.country, sense.place.admin1] += sqrt(max(1, times[name])) / len(senses)
    top = max(said.values(), default=1.0)
    return {where: weight / top for where, weight in said.items()}


def _read_report(
    context: ReportContext, finder: CandidateFinder
) -> tuple[list[tuple[int, str]], dict[str, float], dict[str, float]]:
    """Names in the text with their offsets; the names that stand like places with the weight of where they stand;
    the weight of each country that is named or hinted at."""
    named: list[tuple[int, str]] = list(context.names or ())
    located: dict[str, float] = defaultdict(float, {name: 1.0 for _, name in named})
    said: dict[str, float] = defaultdict(float)
    for text, factor in ((context.text, 1.0), (context.title, 1.0), (context.dateline, HINT)):
        for start, name, code in _read(text, finder):
            if code:
                said[code] += factor
            elif text is not context.text:
                located[name] = max(factor, located[name])
            elif context.names is None:
                named.append((start, name))
                if _LOCATIVE.search(text, max(0, start - LOCATIVE_REACH), start):
                    located[name] = max(factor, located[name])
    weights = defaultdict(float, {code: COUNTRY_WORD * sqrt(times) for code, times in said.items()})
    for code in context.countries:
        weights[code] += HINT
    return named, located, weights


def likeliest_senses(names: dict[str, tuple[Candidate, ...]], setting: Setting) -> dict[str, Candidate]:
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
                (_prior(sense, setting) + (WITHIN if region and _lies_in(sense.place, region.place) else 0.0), sense)
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
    first = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    spread = np.searchsorted(owner[first], owner)
    score = prior
    for _ in range(ROUNDS):
        odds = 10.0 ** (score - np.maximum.reduceat(score, first)[spread])
        belief = odds / np.add.reduceat(odds, first)[spread]
        support = np.maximum.reduceat(near * belief[None, :], first, axis=1).sum(axis=1)
        score = prior + SUPPORT * np.minimum(support, MOST_SUPPORT)
    best: dict[str, Candidate] = {}
    for at in np.lexsort((np.arange(len(score)), -score)):
        best.setdefault(order[owner[at]], senses[at])
    return best


def _prior(sense: Candidate, setting: Setting) -> float:
    place = sense.place
    province = setting.provinces.get((place.country, place.admin1), 0.0) if not sense.is_region else 0.0
    return SHARE * setting.share(place.country) + sense.prominence + sense.exactness + PROVINCE_SHARE * province


def _nearness(senses: list[Candidate]) -> NDArray[np.float64]:
    """1 for two senses at one spot, 1/e at `SUPPORT_KM`; 0 for what is too large to be near anything."""
    lat = np.radians([s.place.lat or 0.0 for s in senses])
    lon = np.radians([s.place.lon or 0.0 for s in senses])
    half = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    near: NDArray[np.float64] = np.exp(-2 * EARTH_KM / SUPPORT_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
    large = np.array([s.is_region and s.place.kind != "county" for s in senses])
    near[:, large] = 0.0
    return near


def _counts(best: Candidate, setting: Setting) -> bool:
    """Whether a settlement is in a country of which the report speaks, and not too small for one spoken of in passing."""
    if best.is_region or best.place.relation != "is":
        return False
    if setting.share(best.place.country) < RELEVANT_SHARE:
        return False
    return best.place.country == setting.country or best.prominence >= prominence(PROMINENT)


def _spoken_for(senses: tuple[Candidate, ...], spoken_of: frozenset[str]) -> str:
    """The country for which a name is evidence: the one that the report speaks of anyhow, else that of its one
    prominent sense; "" where it may mean several, or only a small place."""
    best: dict[str, float] = {}
    for sense in senses:
        if sense.exactness >= CERTAIN and sense.place.relation in ("is", "region"):
            country = sense.place.country
            weight = sense.prominence + (SPOKEN_OF if country in spoken_of else 0.0)
            best[country] = max(weight, best.get(country, 0.0))
    (first, weight), *others = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:2] or [("", 0.0)]
    dominant = not others or weight - others[0][1] >= DOMINANT
    least = PROMINENT if first in spoken_of or not spoken_of else WORLD_KNOWN
    return first if dominant and weight >= prominence(least) else ""


def _read(text: str, finder: CandidateFinder) -> Iterator[tuple[int, str, str]]:
    """Names in running text, longest first: each its offset, the name, and the code of the country that it speaks of
    ("" for the name of a place)."""
    for run in _runs(text):
        at = 0
        while at < len(run):
            for size in range(min(LONGEST_NAME_WORDS, len(run) - at), 0, -1):
                name, code = finder.read_name(" ".join(word for word, _ in run[at : at + size]))
                if name:
                    yield run[at][1], name, code
                    at += size
                    break
            else:
                at += 1


def _runs(text: str) -> list[list[tuple[str, int]]]:
    """Capitalised words that stand side by side, each with its offset."""
    runs: list[list[tuple[str, int]]] = []
    end = -2
    for found in _CAPITALISED.finditer(text):
        if found.start() == end + 1 and text[end] in " -":
            runs[-1].append((found[0], found.start()))
        else:
            runs.append([(found[0], found.start())])
        end = found.end()
    return runs
