"""What a report says of where it plays: the countries that it speaks of, and the places that it names for certain."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from marsad.resolve.place_candidates import Candidate, CandidateFinder, prominence

_CAPITALISED = re.compile(
    r"(?:(?:al|el|ar|as|ash|ad|an|at|az|ez|ed|er|es|ul)[- ])?[A-Z][^\W_]*(?:['’‘`][^\W_]+|\.[A-Z]\.?)*"
)
LONGEST_NAME_WORDS = 3

PLACE_WORD = 1.0
COUNTRY_WORD = 0.5
HINT = 4.0
"""Weight of a name that can mean only one prominent place, of a country's name or adjective (those also name actors
from abroad), and of a hint by the caller or the dateline."""
PROMINENT = 20_000
"""Inhabitants from which a place's name speaks for its country; smaller ones share names with people and things."""
DOMINANT = 0.5
"""Half a power of ten: a sense this much more prominent (ten times the people) than the next is the one meant."""
SHARE = 3.0
"""What a full share of the evidence is worth against ten times the population (0.5)."""
RELEVANT_SHARE = 0.15
"""Share of the evidence from which a report counts as speaking of a country."""
MOST_COUNTRIES = 3
SHORTEST_NAME = 4
"""Letters of a name that the running text is searched for; shorter ones are words and codes ("Is", "Ali", "SANA")."""
MOST_CODE = 5
"""Capitals only up to this length are an acronym."""
CERTAIN = 0.8
"""Exactness from which a name in the running text counts as the place (its own or an alternate name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What `resolve` is told of the report. countries: ISO codes that it is known to speak of, if any."""

    text: str
    title: str = ""
    dateline: str = ""
    outlet: str = ""
    countries: tuple[str, ...] = ()


@dataclass(slots=True)
class Setting:
    """shares: each country's share of the evidence (0 to 1). named: settlements named in the text with their offset,
    in text order; only those in the report's countries."""

    shares: dict[str, float] = field(default_factory=dict)
    named: list[tuple[int, Candidate]] = field(default_factory=list)

    def share(self, country: str) -> float:
        return self.shares.get(country, 0.0)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the report speaks of, the first one most."""
        ranked = sorted(self.shares.items(), key=lambda item: (-item[1], item[0]))
        return tuple(code for code, share in ranked[:MOST_COUNTRIES] if share >= RELEVANT_SHARE)


def read_setting(context: ReportContext, finder: CandidateFinder) -> Setting:
    """One pass over the capitalised words of the report."""
    weights: dict[str, float] = defaultdict(float)
    for code in context.countries:
        weights[code] += HINT
    names: list[tuple[int, tuple[Candidate, ...]]] = []
    for text, factor, located in (
        (context.text, 1.0, True),
        (context.title, 1.0, False),
        (context.dateline, HINT, False),
    ):
        for run in _runs(text):
            for start, senses, code in _read_run(run, finder):
                if code:
                    weights[code] += factor * COUNTRY_WORD
                    continue
                country = _spoken_for(senses)
                if country:
                    weights[country] += factor * PLACE_WORD
                if located:
                    names.append((start, senses))
    total = sum(weights.values())
    setting = Setting({code: weight / total for code, weight in weights.items()} if total else {})
    for start, senses in names:
        best = _likeliest(senses, setting)
        if best is not None and not best.is_region and best.place.relation == "is":
            setting.named.append((start, best))
    return setting


def _likeliest(senses: tuple[Candidate, ...], setting: Setting) -> Candidate | None:
    """The sense that is likeliest before anything else is known; None where it is none of the report's countries'."""
    best = max(
        (s for s in senses if s.exactness >= CERTAIN),
        key=lambda s: (SHARE * setting.share(s.place.country) + s.prominence + s.exactness, s.place.place_id),
        default=None,
    )
    return best if best is not None and setting.share(best.place.country) >= RELEVANT_SHARE else None


def _runs(text: str) -> list[list[tuple[str, int, int]]]:
    """Capitalised words that stand side by side, each with its offsets."""
    runs: list[list[tuple[str, int, int]]] = []
    end = -2
    for found in _CAPITALISED.finditer(text):
        if found.start() == end + 1 and text[end] in " -":
            runs[-1].append((found[0], found.start(), found.end()))
        else:
            runs.append([(found[0], found.start(), found.end())])
        end = found.end()
    return runs


def _read_run(run: list[tuple[str, int, int]], finder: CandidateFinder) -> list[tuple[int, tuple[Candidate, ...], str]]:
    """Names in a run, longest first: each its offset and its senses, or the code of the country that it speaks of."""
    found: list[tuple[int, tuple[Candidate, ...], str]] = []
    at = 0
    while at < len(run):
        for size in range(min(LONGEST_NAME_WORDS, len(run) - at), 0, -1):
            name = " ".join(word for word, _, _ in run[at : at + size])
            code, senses = _read_name(name, finder)
            if code or senses:
                found.append((run[at][1], senses, code))
                at += size
                break
        else:
            at += 1
    return found


def _read_name(name: str, finder: CandidateFinder) -> tuple[str, tuple[Candidate, ...]]:
    for form in (name, re.sub(r"['’]?s$", "", name)):
        if code := finder.country_words.get(form):
            return code, ()
        if len(form) >= SHORTEST_NAME and not (form.isupper() and len(form) <= MOST_CODE):
            senses = finder.find(form)
            if senses:
                return "", senses
    return "", ()


def _spoken_for(senses: tuple[Candidate, ...]) -> str:
    """The country of a name that can mean only one prominent place, "" where it may mean several or a small one."""
    ranked = sorted(
        (s for s in senses if s.exactness >= CERTAIN and s.place.relation in ("is", "region")),
        key=lambda s: -s.prominence,
    )
    if not ranked or ranked[0].prominence < prominence(PROMINENT):
        return ""
    first = ranked[0]
    rival = next((s for s in ranked[1:] if s.place.country != first.place.country), None)
    return first.place.country if rival is None or first.prominence - rival.prominence >= DOMINANT else ""
