"""What a report says of where it plays: the countries that it speaks of, and the places that it names for certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt

from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.places.candidates import CERTAIN, Candidate, CandidateFinder, prominence
from marsad.resolve.places.support import (
    RELEVANT_SHARE,
    SPOKEN_FOR,
    Meaning,
    Setting,
    is_row,
    lies_in,
    likeliest_senses,
)

_CAPITALISED = re.compile(
    r"(?:[A-Z]|(?<!\w)(?:a[ldnrstz]|ash|e[ldrsz]|ul)[- ][A-Z])[^\W_]*(?:['’‘`][^\W_]+|\.[A-Z]\.?)*"
)
_LOCATIVE = re.compile(
    r"\b(?i:in|near|at|from|to|into|outside|inside|around|of|over|across|between|towards?|against|and|on)\s+"
    r"(?:the\s+|[a-z]+(?:ern|-held)\s+)?\Z"
)
"""What stands before a place rather than before a person or an office."""
_BORDER_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?\Z")
_BORDER = re.compile(
    r"(?:['’]s)? (?:border|frontier)\b"
    r"(?! (?:guard|polic|force|troop|patrol|soldier|authorit|town|cit|village|post|cross|province|district|region|camp)"
    r")"
)
"""What stands beside a country of which only the border is told; "border guards", "border town" tell of it."""
LOCATIVE_REACH = 26
LONGEST_NAME_WORDS = 3

PLACE_WORD = 1.0
COUNTRY_WORD = 1.0
HINT = 4.0
"""Weight of a name that can mean only one prominent place, of a country's name or adjective (times the root of how
often it occurs: those also name actors from abroad, over and over), and of a hint by the caller or the dateline."""
BUREAU = 0.5
"""Share of the first country's evidence below which a dateline's country is that of the agency's office alone."""
SCENE = 0.4
"""Share of the dateline's evidence that the first country must have beside it: foreign troops are no war elsewhere."""
PROMINENT = 20_000
"""Inhabitants from which a place's name speaks for its country; smaller ones share names with people and things."""
WORLD_KNOWN = 100_000
"""The same where the report speaks of other countries: a small town abroad is rather a namesake."""
SURE = 0.75
"""Belief in a country for a name from which the name speaks for it."""
COUNTY_WORDS = (" County", " Parish", " Province", " District", " Governorate")
_PAIR = re.compile(
    r"(?P<inner>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}), (?P<outer>[A-Z][\w’']+(?:\.[A-Z])?(?: [A-Z][\w’']+)?\.?)"
)
_IN_COUNTRY = re.compile(
    r"(?P<inner>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}),? in "
    r"(?:the )?(?:(?:far )?(?:north|south|east|west|central)[a-z-]* )?(?P<outer>[A-Z][\w’']+(?: [A-Z][\w’']+){0,2})"
)
_PARTICLE = re.compile(r" (d[aeiou]s?|del|della|la|las|los) ")
"""Between the words of a name ("Rio de Janeiro")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What `resolve` is told of the report. countries: ISO codes that it is known to speak of, if any. names: place
    names in its text, each with its offset, as an entity recogniser found them; None to look for them here."""

    text: str
    title: str = ""
    dateline: str = ""
    countries: tuple[str, ...] = ()
    names: tuple[tuple[int, str], ...] | None = None


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
    named, located, said = _read_report(context, finder)
    times = Counter(name for _, name in named)
    within = _pairs(context.text, finder)
    provinces = _provinces(located, times, within, finder)
    weights = defaultdict(float, dict.fromkeys(context.countries, HINT))
    for code, names in said.items():
        if not _is_namesake(names, finder, provinces):
            weights[code] += COUNTRY_WORD * sqrt(sum(names.values()))
    for region in within.values():
        weights[region.place.country] += PLACE_WORD
    senses = {name: finder.find(name) for name in {*times, *located}}
    setting = Setting(_shares(weights), provinces=provinces, within=within)
    meanings = likeliest_senses(senses, setting)
    _speak(meanings, located, times, weights, setting)
    if not weights:  # without a preposition a name speaks only where nothing else does ("Rebels captured Goma.")
        joined = {name for start, name in named if not _is_alone(context.text, start, start + len(name))}
        _speak(meanings, dict.fromkeys(times.keys() - joined, 1.0), times, weights, setting)
    setting.shares = _shares(weights)
    setting.provinces = {p: w for p, w in provinces.items() if setting.share(p[0]) >= RELEVANT_SHARE}
    likeliest = likeliest_senses(senses, setting)
    setting.meant = {
        primary_key(name): meaning.sense.place.place_id
        for name, meaning in likeliest.items()
        if meaning.support >= SPOKEN_FOR
    }
    for start, name in named:
        if name not in likeliest or not _counts(meant := likeliest[name].sense, setting):
            continue
        if name in located or meant.prominence >= prominence(PROMINENT):
            setting.named.append((start, meant))
    return setting


def _speak(
    meanings: Mapping[str, Meaning],
    names: Mapping[str, float],
    times: Counter[str],
    weights: dict[str, float],
    setting: Setting,
) -> None:
    """Adds what each of the names, by its weight, says for the country of the place that it likeliest means."""
    for name, meaning in meanings.items():
        container = setting.within.get(primary_key(name))
        if name not in names or (container is not None and not lies_in(meaning.sense.place, container.place)):
            continue  # "Paris in northern Nigeria" does not speak for France
        if meaning.country >= SURE and _speaks(meaning.sense, weights, setting):
            weights[meaning.sense.place.country] += names[name] * PLACE_WORD * sqrt(times.get(name, 1))


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()} if total else {}


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
    least = PROMINENT if place.country in spoken_of or not spoken_of else WORLD_KNOWN
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
        countries = [sense for sense in finder.find(pair["outer"]) if sense.place.kind == "country"]
        inner = pair["inner"].split()[-1] if not finder.find(pair["inner"]) else pair["inner"]
        if countries and not any(sense.is_region for sense in finder.find(inner)):
            found.setdefault(primary_key(inner), countries[0])
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


def _read_report(
    context: ReportContext, finder: CandidateFinder
) -> tuple[list[tuple[int, str]], dict[str, float], dict[str, Counter[str]]]:
    """Names in the text with their offsets; the names that stand like places with the weight of where they stand;
    each country's words with how often they are said."""
    named: list[tuple[int, str]] = list(context.names or ())
    located: dict[str, float] = defaultdict(float, {name: 1.0 for _, name in named})
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for text, factor in ((context.text, 1), (context.title, 1), (context.dateline, int(HINT))):
        for start, name, code in _read(text, finder):
            if code and not _bounds(text, start, start + len(name)):
                said[code][name] += factor
            elif code:
                continue
            elif text is not context.text:
                located[name] = max(factor, located[name])
            elif context.names is None:
                named.append((start, name))
                if _LOCATIVE.search(text, max(0, start - LOCATIVE_REACH), _joined(text, start)):
                    located[name] = max(1.0, located[name])
    return named, located, said


def _bounds(text: str, start: int, end: int) -> bool:
    return bool(_BORDER_WITH.search(text, max(0, start - LOCATIVE_REACH), start) or _BORDER.match(text, end))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a name has no capitalised word beside it, which might be a person's ("Hassan Ali")."""
    before = text[max(0, start - LOCATIVE_REACH) : start]
    return not re.search(r"[A-Z][\w'’-]* \Z", before) and not re.match(
        r"['’]?s? [A-Z]", text[end : end + LOCATIVE_REACH]
    )


def _joined(text: str, start: int) -> int:
    """Where the names begin to which a name is joined by a hyphen: both are ends of "the X-Y road"."""
    while start > 1 and text[start - 1] in "-–" and text[start - 2].isalnum():
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return start


def _counts(best: Candidate, setting: Setting) -> bool:
    """Whether a settlement is in a country of which the report speaks, and large enough for one named in passing."""
    if best.is_region or best.place.relation != "is":
        return False
    if setting.share(best.place.country) < RELEVANT_SHARE:
        return False
    return best.place.country == setting.country or best.prominence >= prominence(PROMINENT)


def _read(text: str, finder: CandidateFinder) -> Iterator[tuple[int, str, str]]:
    """Names in running text, longest first: each its offset, the name, and the code of the country that it speaks of
    ("" for the name of a place)."""
    for run in _runs(text):
        at, words = 0, [word for word, _ in run]
        while at < len(run):
            for size in range(min(LONGEST_NAME_WORDS, len(run) - at), 0, -1):
                name, code = finder.read_name(" ".join(words[at : at + size]))
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
        if found.start() == end + 1 and text[end] in " -–":
            runs[-1].append((found[0], found.start()))
        elif runs and (particle := _PARTICLE.fullmatch(text, end, found.start())):
            runs[-1] += [(particle[1], end + 1), (found[0], found.start())]
        else:
            runs.append([(found[0], found.start())])
        end = found.end()
    return runs
