"""What a report says of where it plays: the countries that it speaks of, and the places that it names for certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

from marsad.resolve.place_candidates import CERTAIN, Candidate, CandidateFinder, prominence

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
RELEVANT_SHARE = 0.15
"""Share of the evidence from which a report counts as speaking of a country."""
MOST_COUNTRIES = 3


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
    in text order; only those in the report's countries. provinces: those named, each a country and an admin1 code."""

    shares: dict[str, float] = field(default_factory=dict)
    named: list[tuple[int, Candidate]] = field(default_factory=list)
    provinces: set[tuple[str, str]] = field(default_factory=set)

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
    spoken_of = frozenset(weights)
    times = Counter(name for _, name in named)
    for name, factor in located.items():
        country = _spoken_for(finder.find(name), spoken_of)
        if country:
            weights[country] += factor * PLACE_WORD * sqrt(times.get(name, 1))
    total = sum(weights.values())
    setting = Setting({code: weight / total for code, weight in weights.items()} if total else {})
    for name in located:
        for sense in finder.find(name):
            if sense.is_region and sense.place.admin1 and setting.share(sense.place.country) >= RELEVANT_SHARE:
                setting.provinces.add((sense.place.country, sense.place.admin1))
    likeliest = {name: _likeliest(finder.find(name), setting) for _, name in named}
    for start, name in named:
        best = likeliest[name]
        if best is not None and (name in located or best.prominence >= prominence(PROMINENT)):
            setting.named.append((start, best))
    return setting


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


def _likeliest(senses: tuple[Candidate, ...], setting: Setting) -> Candidate | None:
    """The settlement that a name likeliest means before anything else is known; None where that is a region, or in a
    country of which the report does not speak, or too small for one of which it speaks in passing."""
    best = max(
        (s for s in senses if s.exactness >= CERTAIN),
        key=lambda s: (SHARE * setting.share(s.place.country) + s.prominence + s.exactness, s.place.place_id),
        default=None,
    )
    if best is None or best.is_region or best.place.relation != "is":
        return None
    if setting.share(best.place.country) < RELEVANT_SHARE:
        return None
    central = best.place.country == setting.country
    return best if central or best.prominence >= prominence(PROMINENT) else None


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
