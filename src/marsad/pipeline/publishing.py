"""What readers may not see yet, or not so closely: people's decisions to withhold and to coarsen, applied.

Words that are withheld are withheld wherever they stand: their characters are blotted out of the report's text (offsets
stay true), and every other claim that rests on the same characters is withheld with them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from marsad.ledger import ClaimFilter, Ledger, live
from marsad.records import Claim, Decision, Event, Report, latest_moment, root_of

BLOT = "█"
DEGREE_KM = 111.2
"""Kilometres in a degree of latitude."""
DIGITS = 4
"""Decimals of a rounded coordinate: some ten metres, finer than any grid."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Until a moment, or for some hours after the report said so (without a date: for good)."""

    until: str | None = None
    hours: int | None = None

    def holds(self, claim_published: str | None, now: datetime) -> bool:
        if self.until is not None:
            return now < latest_moment(self.until)
        if claim_published is None:
            return bool(self.hours)
        return now < latest_moment(claim_published) + timedelta(hours=self.hours or 0)


@dataclass(frozen=True, slots=True)
class Withholding:
    """claims, reports, types: what is held, by id, digest, type of claim. quotes: words of held claims, which copies of
    the report have, too. words: report -> where held claims stood that a rebuild no longer found: their words stay held
    until somebody undoes it. grids: place_id -> kilometres."""

    claims: Mapping[str, Hold] = field(default_factory=dict)
    reports: Mapping[str, Hold] = field(default_factory=dict)
    types: Mapping[str, Hold] = field(default_factory=dict)
    quotes: Mapping[str, Hold] = field(default_factory=dict)
    words: Mapping[str, Sequence[tuple[int, int, Hold]]] = field(default_factory=dict)
    grids: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.claims or self.reports or self.types or self.words or self.grids)

    def holds(self, claim: Claim, now: datetime) -> bool:
        """Whether the claim itself is held: of several rules that fit any one is enough."""
        named = (self.claims.get(claim.id), self.reports.get(claim.report), self.types.get(claim.type))
        rules = (*named, self.quotes.get(_as_quoted(claim.quote)) if self.quotes else None)
        return any(rule is not None and rule.holds(claim.published_end, now) for rule in rules)

    def holds_report(self, report: Report, now: datetime) -> bool:
        rule = self.reports.get(report.digest)
        return rule is not None and rule.holds(report.published.end, now)

    def coarsened(self, claim: Claim) -> Claim:
        """The claim with its place as closely as readers may see it: a part is folded into the whole place; what is
        filed under the place, and mostly stands at its coordinates, keeps its own name."""
        grid = self.grid_of(claim)
        if grid is None:
            return claim
        lat, lon = rounded(claim.lat, claim.lon, grid)
        if root_of(claim.place_id) not in self.grids:
            return replace(claim, lat=lat, lon=lon)
        return replace(claim, lat=lat, lon=lon, place_id=root_of(claim.place_id), part=None)

    def grid_of(self, located: Claim | Event) -> int | None:
        return self.grids.get(root_of(located.place_id)) or self.grids.get(f"gn:{located.geonameid}")


def withholding(decisions: Sequence[Decision], attached: Mapping[tuple[str, int], str]) -> Withholding:
    """Of decisions on one thing the last that no undo cancels says how it is held."""
    held: dict[str, dict[str, Hold]] = {"claim": {}, "report": {}, "type": {}}
    words: dict[str, list[tuple[int, int, Hold]]] = {}
    quotes: dict[str, Hold] = {}
    grids: dict[str, int] = {}
    for decision in live(decisions):
        if decision.action == "withhold":
            hold = Hold(decision.values.get("until"), decision.values.get("hours"))
            for target in decision.target:
                kind, colon, name = target.partition(":")
                if colon:
                    held[kind][name] = hold
            for at, seen in enumerate(decision.snapshot):  # the targets that are claims, in order
                if seen["quote"]:
                    quotes[_as_quoted(seen["quote"])] = hold
                if (claim := attached.get((decision.id, at))) is not None:
                    held["claim"][claim] = hold
                else:
                    words.setdefault(seen["report"], []).append((seen["start"], seen["end"], hold))
        elif decision.action == "coarsen":
            for target in decision.target:
                grids[root_of(target.removeprefix("place:"))] = int(decision.values["km"])
    return Withholding(held["claim"], held["report"], held["type"], quotes, words, grids)


def _as_quoted(words: str) -> str:
    """However its lines are broken and its quotation marks are written."""
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def withholding_of(ledger: Ledger) -> Withholding:
    """As the ledger stands now."""
    made = live(ledger.decided)
    judged = [one.id for one in made if one.action in ("withhold", "coarsen")]
    return withholding(ledger.decisions(ids=judged), ledger.attachments()) if judged else Withholding()


def blots(ledger: Ledger, digest: str, rules: Withholding, now: datetime) -> list[tuple[int, int]]:
    """Spans of a report's text that readers may not see: those of claims that are held, and then the headline,
    which mostly says the same in other words, unless it repeats what a claim that is shown says further down."""
    claims = list(ledger.claims(ClaimFilter(report=digest)))
    spans = [span for claim in claims if rules.holds(claim, now) for span in _own(claim)]
    if lost := rules.words.get(digest, ()):
        published = ledger.report(digest).published.end
        spans += [(start, end) for start, end, hold in lost if hold.holds(published, now)]
    if spans and (headline := _headline(ledger.report(digest))) is not None:
        shown = (claim for claim in claims if clear(claim, spans))
        if not any(_repeated(claim, headline) for claim in shown):
            spans.append(headline)
    return sorted(spans)


def _repeated(claim: Claim, headline: tuple[int, int]) -> bool:
    """Whether the claim rests on the headline and on other words, too."""
    apart = [span[0] >= headline[1] or span[1] <= headline[0] for span in _own(claim)]
    return any(apart) and not all(apart)


def _headline(report: Report) -> tuple[int, int] | None:
    """Where the title stands in the text, however its lines are broken."""
    words = report.title.split()
    found = re.search(r"\s+".join(map(re.escape, words)), report.text) if words else None
    return found.span() if found else None


def blotted(report: Report, spans: Iterable[tuple[int, int]]) -> Report:
    """The report without these words; offsets stay true. Its title, and its address, which often spells the title,
    are kept only where the title still stands in the text."""
    text = report.text
    for start, end in spans:
        text = text[:start] + "".join(c if c.isspace() else BLOT for c in text[start:end]) + text[end:]
    made = replace(report, text=text)
    return made if text == report.text or _headline(made) is not None else replace(made, title="", url="")


def _own(claim: Claim) -> tuple[tuple[int, int], ...]:
    """The spans of its report that a claim rests on."""
    return ((claim.start, claim.end), *claim.also_spans)


def clear(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the claim rests on no character of these spans of its report."""
    return not any(start < last and first < end for start, end in _own(claim) for first, last in spans)


def rounded(lat: float | None, lon: float | None, km: int) -> tuple[float | None, float | None]:
    """The middle of the cell of a grid of so many kilometres."""
    if lat is None or lon is None:
        return lat, lon
    step = km / DEGREE_KM
    row = (math.floor(lat / step) + 0.5) * step
    wide = step / max(math.cos(math.radians(row)), 0.01)
    column = (math.floor(lon / wide) + 0.5) * wide
    return round(min(max(row, -90), 90), DIGITS), round(min(max(column, -180), 180), DIGITS)
