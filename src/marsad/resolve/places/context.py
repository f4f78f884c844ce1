"""What a report says of where it plays: the countries that it speaks of, and the places that it names for certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import inf, sqrt

from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.places.candidates import CERTAIN, Candidate, CandidateFinder, distance_km, prominence
from marsad.resolve.places.support import (
    RELEVANT_SHARE,
    SPOKEN_FOR,
    Meaning,
    Setting,
    is_row,
    lies_in,
    likeliest_senses,
)
from marsad.resolve.places.words import HINT, ReportContext, is_alone, is_refuge, read_words

PLACE_WORD = 1.0
COUNTRY_WORD = 1.0
"""Weight of a name that can mean only one prominent place, and of a country's name or adjective (times the root of how
often it occurs: those also name actors from abroad, over and over)."""
FORCE_WORD = 0.5
"""Weight of a country's word that only says whose the forces or the rulers are."""
BUREAU = 0.5
"""Share of the first country's evidence below which a dateline's country is that of the agency's office alone."""
SCENE = 0.4
"""Share of the dateline's evidence that the first country must have beside it: foreign troops are no war elsewhere."""
PROMINENT = 20_000
"""Inhabitants from which a place's name speaks for its country; smaller ones share names with people and things."""
WORLD_KNOWN = 100_000
"""The same where the report speaks of other countries: a small town abroad is rather a namesake."""
ONLY_WORD = 5_000
"""The same where nothing else tells of a country: a village may be a namesake of one that the gazetteer lacks."""
SURE = 0.75
"""Belief in a country for a name from which the name speaks for it."""
LIKELY = 0.5
"""The same where only forces tell of a country."""
REACH_KM = 1_500.0
"""How far from their capital forces may be in a place that is little known."""
FAR_KM = 2_500.0
"""The same of a town known abroad, but for states whose forces serve everywhere."""
COUNTY_WORDS = (" County", " Parish", " Province", " District", " Governorate")
_PAIR = re.compile(
    r"(?P<inner>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}), (?P<outer>[A-Z][\w’']+(?:\.[A-Z])?(?: [A-Z][\w’']+)?\.?)"
)
_IN_COUNTRY = re.compile(
    r"(?P<inner>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}),? in "
    r"(?:the )?(?:(?:far )?(?:north|south|east|west|central)[a-z-]* )?(?P<outer>[A-Z]\w+(?:[ -][A-Z]\w+){0,2})"
    r"(?P<province> (?:[Rr]egion|[Pp]rovince|[Ss]tate|[Gg]overnorate|[Dd]epartment)\b)?"
)


def read_setting(context: ReportContext, finder: CandidateFinder) -> Setting:
    """Where a report plays. An agency also writes of a war from its office in a neighbouring country: a dateline whose
    country the report itself hardly speaks of only says where it was written."""
    setting = _read_setting(context, finder)
    if not context.dateline:
        return setting
    told = _read_setting(replace(context, dateline=""), finder)
    office = told.share(setting.country) < BUREAU * told.share(told.country)
    return told if office and setting.share(told.country) >= SCENE * setting.share(setting.country) else setting


def _read_setting(context: ReportContext, finder: CandidateFinder) -> Setting:
    """One pass over the capitalised words of the report: first what countries they speak of, then which places."""
    words = read_words(context, finder)
    times = Counter(name for _, name in words.named)
    within = _pairs(context.text, finder)
    provinces = _provinces(words.located, times, within, finder)
    weights = defaultdict(float, dict.fromkeys(context.countries, HINT))
    for code, names in words.countries.items():
        if not _is_namesake(names, finder, provinces):
            weights[code] += COUNTRY_WORD * sqrt(sum(names.values()))
    for region in within.values():
        weights[region.place.country] += PLACE_WORD
    forces = {code: FORCE_WORD * sqrt(sum(names.values())) for code, names in words.forces.items()}
    senses = {name: finder.find(name) for name in {*times, *words.located}}
    setting = Setting(_shares(weights, forces), provinces=provinces, within=within)
    abroad = bool(forces) and not weights
    meanings = _where_forces_are(senses, setting, finder) if abroad else likeliest_senses(senses, setting)
    sure = LIKELY if abroad else SURE
    joined = {name for start, name in words.named if not is_alone(context.text, start, start + len(name))}
    alone = {name for start, name in words.named if is_alone(context.text, start, start + len(name))}
    elsewhere = {
        name
        for name in joined - alone  # "in Adan Yabaal": the beginning of a name that nobody knows
        if setting.shares and name in meanings and not setting.share(meanings[name].sense.place.country)
    }
    located = {name: weight for name, weight in words.located.items() if name not in elsewhere}
    _speak(meanings, located, times, weights, setting, sure=sure)
    if not weights:  # without a preposition a name speaks only where nothing else does ("Rebels captured Goma.")
        others = dict.fromkeys(times.keys() - joined, 1.0)
        _speak(meanings, others, times, weights, setting, sure=sure)
    setting.shares = _shares(weights, forces)
    setting.provinces = {p: w for p, w in provinces.items() if setting.share(p[0]) >= RELEVANT_SHARE}
    likeliest = likeliest_senses(senses, setting)
    setting.meant = {
        primary_key(name): meaning.sense.place.place_id
        for name, meaning in likeliest.items()
        if meaning.support >= SPOKEN_FOR
    }
    for start, name in words.named:
        if name not in likeliest or not _counts(meant := likeliest[name].sense, setting):
            continue
        if name in words.located or meant.prominence >= prominence(PROMINENT):
            setting.named.append((start, meant))
    return setting


def _speak(
    meanings: Mapping[str, Meaning],
    names: Mapping[str, float],
    times: Counter[str],
    weights: dict[str, float],
    setting: Setting,
    *,
    sure: float,
) -> None:
    """Adds what each of the names, by its weight, says for the country of the place that it likeliest means, where the
    belief in that is sure enough."""
    for name, meaning in meanings.items():
        container = setting.within.get(primary_key(name))
        if name not in names or (container is not None and not lies_in(meaning.sense.place, container.place)):
            continue  # "Paris in northern Nigeria" does not speak for France
        if meaning.country >= sure and _speaks(meaning.sense, weights, setting):
            weights[meaning.sense.place.country] += names[name] * PLACE_WORD * sqrt(times.get(name, 1))


def _where_forces_are(
    senses: Mapping[str, tuple[Candidate, ...]], setting: Setting, finder: CandidateFinder
) -> dict[str, Meaning]:
    """What names mean where only forces tell of countries: those are at home, near it, or in a town known abroad."""
    capitals = [capital for code in setting.shares if (capital := finder.capital_of(code))]
    far = inf if any(finder.is_expeditionary(code) for code in setting.shares) else FAR_KM
    shares = {code: FORCE_WORD * share for code, share in setting.shares.items()}

    def may_be(sense: Candidate) -> bool:
        away = min((distance_km(sense.place, capital) for capital in capitals), default=inf)
        known = not sense.is_region and sense.prominence >= prominence(PROMINENT)
        return sense.place.country in shares or away <= (far if known else REACH_KM)

    there = {name: tuple(sense for sense in found if may_be(sense)) for name, found in senses.items()}
    return likeliest_senses(there, replace(setting, shares=shares))


def _shares(*weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(sum(each.values()) for each in weights)
    shares: dict[str, float] = defaultdict(float)
    for each in weights:
        for code, weight in each.items():
            shares[code] += weight / total
    return dict(shares)


def _is_namesake(names: Counter[str], finder: CandidateFinder, provinces: Mapping[tuple[str, str], float]) -> bool:
    """Whether the only word for a country is also the name of a place in a province that the report speaks of, or of a
    province beside one: Lebanon in Tennessee, Georgia beside Alabama."""
    if len(names) > 1 or not provinces:
        return False
    countries = {country for country, _ in provinces}
    return any(
        (place.country, place.admin1) in provinces or (place.kind == "province" and place.country in countries)
        for place in (sense.place for sense in finder.find(next(iter(names))))
        if place.kind != "country"
    )


def _speaks(best: Candidate, spoken_of: Mapping[str, float], setting: Setting) -> bool:
    """Whether a place is prominent enough to speak for its country; more so where the report speaks of others."""
    place = best.place
    if (place.country, place.admin1) in setting.provinces and not best.is_region:
        return True
    least = WORLD_KNOWN if spoken_of else ONLY_WORD
    if place.country in spoken_of or setting.share(place.country):
        least = PROMINENT
    return best.prominence >= prominence(least)


def _pairs(text: str, finder: CandidateFinder) -> dict[str, Candidate]:
    """What places are said to lie in by a comma ("Paris, Texas"; "Paris, Ky."), by the place's primary key."""
    found: dict[str, Candidate] = {}
    for pair in _PAIR.finditer(text):
        regions = [sense for sense in finder.find(pair["outer"].rstrip(".")) if sense.is_region]
        if not regions:
            continue
        for size in range(len(words := pair["inner"].split()), 0, -1):
            inner = " ".join(words[-size:])
            own = finder.find(inner)
            if any(is_row(one, other) for one in own for other in regions):
                break
            inside = [r for r in regions if any(lies_in(s.place, r.place) for s in own)]
            if inside:
                found.setdefault(primary_key(inner), max(inside, key=lambda r: (r.prominence, r.place.place_id)))
                break
    for pair in _IN_COUNTRY.finditer(text):  # told outright: also of a place that the gazetteer lacks there
        if is_refuge(text, pair.start("outer")):
            continue
        kinds = ("country", "province") if pair["province"] else ("country",)
        regions = [sense for sense in finder.find(pair["outer"]) if sense.place.kind in kinds]
        inner = pair["inner"].split()[-1] if not finder.find(pair["inner"]) else pair["inner"]
        if len(regions) == 1 and not any(sense.is_region for sense in finder.find(inner)):
            found.setdefault(primary_key(inner), regions[0])
    return found


def _provinces(
    located: dict[str, float],
    times: Counter[str],
    within: dict[str, Candidate],
    finder: CandidateFinder,
) -> dict[tuple[str, str], float]:
    """How much the report speaks of each province, 1 for the one that it speaks of most."""
    said: dict[tuple[str, str], float] = defaultdict(float)
    for region in within.values():
        if region.place.admin1:
            said[region.place.country, region.place.admin1] += 1.0
    for name in located.keys() | times.keys():
        senses = [s for s in finder.find(name) if s.is_region and s.place.admin1 and s.exactness >= CERTAIN]
        if name in located or name.endswith(COUNTY_WORDS):
            for sense in senses:
                said[sense.place.country, sense.place.admin1] += sqrt(max(1, times[name])) / len(senses)
    top = max(said.values(), default=1.0)
    return {where: weight / top for where, weight in said.items()}


def _counts(best: Candidate, setting: Setting) -> bool:
    """Whether a settlement is in a country of which the report speaks, and large enough for one named in passing."""
    if best.is_region or best.place.relation != "is":
        return False
    if setting.share(best.place.country) < RELEVANT_SHARE:
        return False
    return best.place.country == setting.country or best.prominence >= prominence(PROMINENT)
