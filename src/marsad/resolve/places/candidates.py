"""What a name may mean: entries of the gazetteer and of packs, regions, countries, each with how well the name fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, cos, log10, radians, sin, sqrt
from typing import Protocol

from marsad.knowledge import Country
from marsad.records import Place
from marsad.resolve.actors.words import ActorWords
from marsad.resolve.gazetteer.fold import plain_key, primary_key, skeleton, slug, sound, unglued
from marsad.resolve.gazetteer.index import Entry, Gazetteer, sounds_alike
from marsad.resolve.places.cues import SITES, read_mention
from marsad.resolve.times.calendar import CALENDAR

RECENT_NAMES = 20_000
SHORTEST_NAME = 4
"""Letters of a name that running text is searched for; shorter ones are words and codes ("Is", "Ali")."""
MOST_CODE = 5
"""Capitals only up to this length are an acronym ("SANA")."""
_CAPITAL = re.compile(r"(?:(?P<whose>\w.*?)(?:['’]s?)? )?capital(?:['’]?s)?(?: city)?(?: of (?:the )?(?P<of>\w.*))?")
_POSSESSIVE = re.compile(r"['’]?s$")
EARTH_KM = 6371.0
REGION_KINDS = frozenset({"province", "county", "region", "country"})

WORLD = "ZZ"
"""The country of what lies in many (ISO 3166: user-assigned): "Europe", "the Middle East"."""
REGION_WEIGHT = 2.9
"""Prominence of a first-level region that the gazetteer knows (a state of the USA), as a city of 600,000 has: a bare
"Virginia" is no village, a bare "Washington" is the capital."""
COUNTY_WEIGHT = 1.5
"""Prominence of a county or district, which is named with its kind as a rule."""
ABBREVIATION = 0.7
"""Exactness of a state's short name: running text is not searched for it ("Miss.", "Mass")."""
SAME_SOUND, ANOTHER_VOWEL = 0.5, 0.4
"""Exactness of a name that is only heard alike (`gazetteer.index.Match`)."""
CERTAIN = 0.8
"""Exactness from which a name in the running text counts as the place (its own or an alternate name)."""
CURATED_WEIGHT = 2.2
"""Prominence of a pack's entry, as a town of 25,000 would have: somebody found it worth writing down."""
COUNTRY_WEIGHT = 4.0
"""Prominence of a country: above any of its towns."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sense of a name. exactness: see gazetteer.index.Match. prominence: half the logarithm of its population."""

    place: Place
    exactness: float
    prominence: float

    @property
    def is_region(self) -> bool:
        return self.place.kind in REGION_KINDS

    @property
    def located(self) -> bool:
        return self.place.lat is not None


def prominence(population: int) -> float:
    return 0.5 * log10(population + 100)


def place_of(entry: Entry) -> Place:
    return Place(
        place_id=f"gn:{entry.id}", name=entry.name, geonameid=entry.id, anchor_name=entry.name, lat=entry.lat,
        lon=entry.lon, country=entry.country, admin1=entry.admin1, kind=entry.kind,
    )  # fmt: skip


class Sited(Protocol):
    """What may have a point: degrees north and east, or None."""

    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


def _site_kind(kind: str) -> str:
    """An airfield is a base or an airport, whichever word a report has for it."""
    return "base" if kind == "airport" else kind


def distance_km(one: Sited, other: Sited) -> float:
    """Great-circle distance (haversine); infinite where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def region_place(
    name: str, country: str, *, admin1: str = "", centre: tuple[float, float] | None = None, kind: str = "region"
) -> Place:
    lat, lon = centre or (None, None)
    return Place(
        place_id=f"region:{country}:{slug(name)}", name=name, lat=lat, lon=lon, country=country, admin1=admin1,
        kind=kind, relation="region", precision=3,
    )  # fmt: skip


class CandidateFinder:
    """Finds the senses of names. Packs' places are held in memory (hundreds); the gazetteer stays in its file."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        places: Sequence[Place],
        countries: Iterable[Country],
        *,
        not_places: Iterable[str] = (),
        nouns: ActorWords | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        """nouns: those for a state's forces and rulers, who may be abroad. groups: where armed groups are at home."""
        self.nouns, self.groups = nouns, dict(groups or {})
        for name, home in (groups or {}).items():  # as it opens a sentence, and as names in running text are joined
            self.groups.setdefault(name[:1].upper() + name[1:].replace("-", " "), home)
            self.groups.setdefault(name.replace("-", " "), home)
        self.gazetteer = gazetteer
        self._curated: dict[str, dict[str, tuple[Place, float]]] = defaultdict(dict)
        self._spelt: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        self._sites: dict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
        for place in places:
            own = self._complete(place)
            for name in (place.name, *place.aliases):
                exactness = 1.0 if name == place.name else 0.9
                self._curated[primary_key(name)].setdefault(own.place_id, (own, exactness))
                self._spelt[skeleton(name)].append((sound(name), own))
                if own.kind in SITES and (core := read_mention(name).core) != name:
                    self._sites[primary_key(core), _site_kind(own.kind)][own.place_id] = own
        self._curated_provinces = {(p.country, p.admin1) for p in places if p.kind == "province" and p.admin1}
        self.country_names: dict[str, Country] = {}
        self.country_words: dict[str, str] = {}
        self.adjectives: set[str] = set()
        self._countries: dict[str, Country] = {}
        for country in countries:
            self._countries[country.code] = country
            self.adjectives.update(country.adjectives)
            for name in (country.name, *country.names):
                self.country_names.setdefault(plain_key(name), country)
            for word in (country.name, *country.names, *country.adjectives, *country.people):
                self.country_words.setdefault(word, country.code)
        self._not_places = frozenset(not_places)
        self.read_name = lru_cache(maxsize=RECENT_NAMES)(self._read_name)
        self.find = lru_cache(maxsize=RECENT_NAMES)(self._find)
        self.find_alike = lru_cache(maxsize=RECENT_NAMES)(self._find_alike)

    def site(self, core: str, kind: str) -> Place | None:
        """The one site of a pack with this name and of this kind, whatever word for the kind it is written with: "Jazal
        oilfield", "the Jazal field"."""
        found = self._sites.get((primary_key(core), _site_kind(kind)), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def capital(self, words: str) -> tuple[str, str]:
        """(name, country) of the capital that such words mean ("the Somali capital"); empty where they mean none."""
        if not (found := _CAPITAL.fullmatch(words)) or not (whose := found["whose"] or found["of"]):
            return "", ""
        named = self._countries_of(whose) or self._countries_of(_POSSESSIVE.sub("", whose))
        return (named[0].capital, named[0].name) if named else ("", "")

    def is_expeditionary(self, code: str) -> bool:
        """Whether a country's forces fight or serve far from home."""
        return code in self._countries and self._countries[code].expeditionary

    def country(self, code: str) -> Place | None:
        """The country of a code; None where no pack knows it."""
        country = self._countries.get(code)
        if country is None:
            return None
        return region_place(country.name, code, centre=self.gazetteer.centre(code), kind="country")

    def capital_of(self, code: str) -> Place | None:
        """The capital of a country; None where it is not known."""
        if code not in self._countries:
            return None
        senses = self.find(self._countries[code].capital)
        there = [sense for sense in senses if sense.place.country == code and not sense.is_region]
        return max(there, key=lambda s: (s.prominence, s.place.place_id)).place if there else None

    def _complete(self, place: Place) -> Place:
        """A pack's entry for a place that the gazetteer has takes its coordinates and province from there."""
        if place.relation != "is" or place.geonameid is None:
            return place
        entry = self.gazetteer.entry(place.geonameid)
        return place_of(entry) if entry else place

    def _read_name(self, name: str) -> tuple[str, str]:
        """What capitalised words in running text are: a known name and the code of the country it speaks of (a group's:
        its home; "" for a place's name), or two empty strings."""
        bare = name.removeprefix("The ")
        if name in CALENDAR or (bare != name and (bare in self.country_words or bare in self._not_places)):
            return "", ""
        forms = tuple(dict.fromkeys((name, _POSSESSIVE.sub("", name))))
        for form in forms:  # before any place: "Mali's" is no Malis
            if code := self.country_words.get(form) or self.groups.get(form):
                return form, code
        for form in forms:
            if len(form) < SHORTEST_NAME or form in self._not_places or (form.isupper() and len(form) <= MOST_CODE):
                continue
            if any(sense.exactness >= CERTAIN for sense in self.find(form)):
                return form, ""
        return "", ""

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Senses whose own name or alternate name this is, in every country."""
        key = primary_key(name)
        found: dict[str, Candidate] = {}
        for place, exactness in self._curated.get(key, {}).values():
            weight = COUNTRY_WEIGHT if place.country == WORLD else CURATED_WEIGHT
            found[place.place_id] = Candidate(place, exactness, weight)
        for match in self.gazetteer.lookup(name):
            place_id = f"gn:{match.entry.id}"
            known = found.get(place_id)
            if known is None or known.exactness <= match.exactness:
                found[place_id] = Candidate(place_of(match.entry), match.exactness, prominence(match.entry.population))
        for country in self._countries_of(name):
            place = region_place(country.name, country.code, centre=self.gazetteer.centre(country.code), kind="country")
            found[place.place_id] = Candidate(place, 1.0, COUNTRY_WEIGHT)
        for sense in self._regions_of(name):
            found.setdefault(sense.place.place_id, sense)
        return tuple(found.values())

    def _regions_of(self, name: str) -> Iterator[Candidate]:
        """Provinces and counties of the gazetteer; a province that a pack has is the pack's."""
        for region in self.gazetteer.region(name):
            where = (region.country, region.admin1)
            if region.level == 1 and where in self._curated_provinces:
                continue
            slugged = region.name if region.level == 1 else f"{region.admin1} {region.name}"
            place = region_place(
                region.name, region.country, admin1=region.admin1, centre=(region.lat, region.lon),
                kind="province" if region.level == 1 else "county",
            )  # fmt: skip
            place = replace(place, place_id=f"region:{region.country}:{slug(slugged)}")
            weight = REGION_WEIGHT if region.level == 1 else COUNTY_WEIGHT
            yield Candidate(place, ABBREVIATION if region.short else 1.0, weight)

    def _countries_of(self, name: str) -> list[Country]:
        """The country of a name, adjective or people, if it is one."""
        code = self.country_words.get(name)
        country = self.country_names.get(plain_key(name)) or (self._countries.get(code) if code else None)
        return [country] if country else []

    def _find_alike(self, name: str, countries: tuple[str, ...]) -> tuple[Candidate, ...]:
        """Senses in these countries that sound like this name, the nearest in sound: other transliterations."""
        found: dict[str, Candidate] = {}
        for spelling in dict.fromkeys((name, unglued(name))):
            bones, heard = skeleton(spelling), sound(spelling)
            for other, place in self._spelt.get(bones, ()):
                if place.country in countries and sounds_alike(heard, other, bones=bones):
                    exactness = SAME_SOUND if heard == other else ANOTHER_VOWEL
                    if place.place_id not in found or found[place.place_id].exactness < exactness:
                        found[place.place_id] = Candidate(place, exactness, CURATED_WEIGHT)
        for match in self.gazetteer.lookup_alike(name, countries):
            place = place_of(match.entry)
            known = found.get(place.place_id)
            if known is None or known.exactness < match.exactness:
                found[place.place_id] = Candidate(place, match.exactness, prominence(match.entry.population))
        heard_so = [c for c in found.values() if c.exactness >= SAME_SOUND or self._is_transliterated(c.place.country)]
        best = max((candidate.exactness for candidate in heard_so), default=0.0)
        return tuple(candidate for candidate in heard_so if candidate.exactness == best)

    def _is_transliterated(self, code: str) -> bool:
        """Whether reports spell a country's names as they hear them, not as they are written there."""
        return code not in self._countries or self._countries[code].transliterated
