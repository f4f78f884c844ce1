"""The intervals that a claim's time may be, each with the features by which the learned choice (`choice`) weighs it.

An option arises in one or more ways: from an expression of its sentence (as said; from then on; up to then), from what
was told before (the story's time, an earlier claim of its kind), by default (the report's day, an open start), or from
the rules of time_claims. The same interval that arises twice is one option.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from marsad.claims.choices.claim_features import distance_band
from marsad.claims.draft import Draft
from marsad.claims.standing.telling import Telling
from marsad.records import Interval, kind_of
from marsad.resolve.times.claims import DURATIVE_TYPES, ClaimTime, is_of_another, is_to_come
from marsad.resolve.times.expressions import TimeExpression, precision_of, resolve

MOST_EXPRESSIONS = 6
"""Of one sentence: more are a list of dates."""
CHARACTERS_A_WORD = 6
BANDS = (0, 1, 3, 7, 14, 31, 92, 366, 1500)
"""Days: bands of how long ago an interval begins, and of how long it is."""
ENDING = frozenset({"story", "again", "sentence"})
"""Ways whose time may be the end of what was before it ("the former stronghold", "before they left")."""
DAY = len("2016-09-08")
SHAPES = 4096
"""Intervals whose shape is kept: the claims of one report share most of theirs."""
OF_WAY = "|"
"""Between a way and a clue in a feature's name."""
Shape = tuple[str, str, bool]
"""Bands of how long ago an interval begins and of how long it is, and whether it lasts to the report's day."""
UNREAL = frozenset({"modal", "to"})
"""Aspects of what has not happened yet."""
interval_of = lru_cache(SHAPES)(Interval)
"""The same few intervals are made for each claim of a report."""


@dataclass(slots=True)
class TimeOption:
    """interval: both bounds None where the report gives no clue. text: the words it rests on. kind: day,
    past, on (lasts to the report's day), ahead, open, open-past. ways: how it arises; features: its shape; clues: by
    way, of the expressions that it rests on: all weighed alone."""

    interval: Interval
    text: str = ""
    kind: str = ""
    ways: list[str] = field(default_factory=list)
    features: tuple[str, ...] = ()
    clues: dict[str, Sequence[str]] = field(default_factory=dict)

    @property
    def named(self) -> set[str]:
        """All features that are weighed alone, as flat names."""
        return {*self.features, *(f"{way}{OF_WAY}{clue}" for way, clues in self.clues.items() for clue in clues)}

    @property
    def time(self) -> ClaimTime:
        return ClaimTime(self.interval, precision_of(self.interval), self.text)


@dataclass(frozen=True, slots=True)
class TimeChoices:
    """The options of one claim, and what they are weighed with: clues with every way that an option arises in, traits
    (of the claim, as its judge sees them) with the option's kind."""

    options: Sequence[TimeOption]
    clues: Sequence[str] = ()
    traits: Sequence[str] = ()


class OptionList:
    """The options of one claim as they are found."""

    def __init__(self, published: Interval) -> None:
        self.published = published
        self.now = _day(published.end)
        self.options: dict[tuple[str | None, str | None], TimeOption] = {}

    def add(self, way: str, interval: Interval, *, text: str = "", clues: Sequence[str] = ()) -> None:
        start, end = interval.start, interval.end
        key = (start[:10] if start else None, end[:10] if end else None)
        option = self.options.get(key)
        if option is None:
            option = self.options[key] = TimeOption(interval)
        elif start and len(start) > DAY and len(start) > len(option.interval.start or ""):  # a clock time is kept
            option.interval = interval
        option.text = option.text or text
        if way not in option.ways:
            option.ways.append(way)
        if clues:
            told = option.clues.get(way)
            option.clues[way] = clues if told is None else list(dict.fromkeys((*told, *clues)))

    def add_told(self, way: str, interval: Interval) -> None:
        """A time told elsewhere in the report; that it goes on to the report's day; that it is the end of this."""
        self.add(way, interval)
        start = _day(interval.start)
        if start and way in ENDING:
            self.add(f"until-{way}", interval_of(None, start))
        if start and self.now and start < self.now != _day(interval.end):
            self.add(f"{way}+on", interval_of(start, self.now))

    def add_expression(self, e: TimeExpression, clues: Sequence[str], *, planned: bool, own: bool) -> None:
        """An expression of the claim's sentence, in each way that it may time the claim. clues: each but once. own: it
        hangs on the claim's own words."""
        now = self.now
        bare = resolve(e, published=self.published, marked=False)
        start, end = _day(bare.start), _day(bare.end)
        found = {"said": e.interval}
        if bare != e.interval:
            found["unmarked"] = bare
        if start and now and start <= now:
            found["from"] = interval_of(start, now)
        if e.direction in ("before", "until", "after", "by") and start:
            found["before"] = interval_of(None, start)
            if end and now and end <= now:
                found["after"] = interval_of(end, now)
        if planned:
            found["future"] = ahead = resolve(e, published=self.published, tense="future")
            if start:
                found["planned"] = interval_of(start, None)
            if e.rule == "weekday" and own and not e.speaking:  # "will be signed on Friday": the next one
                found = dict.fromkeys(("said", "future"), ahead)
        for way, interval in found.items():
            if interval.known:
                self.add(way, interval, text=e.text, clues=clues)

    def described(self) -> list[TimeOption]:
        """The options with their kind and shape."""
        last_day = self.published.last_day
        for option in self.options.values():
            shape, option.kind = _shape(option.interval, last_day)
            option.features = _features(tuple(option.ways), shape)
        return list(self.options.values())


def time_options(
    draft: Draft,
    telling: Telling,
    *,
    rule: ClaimTime,
    expressions: Sequence[TimeExpression],
    told: Iterable[tuple[str, Interval]],
    status: str,
    share: float,
    published: Interval,
) -> TimeChoices:
    """The options of one claim.

    rule: what time_claims makes of it. expressions: those of its sentence. told: (way, interval) of times told
    elsewhere in the report. status: of claims.md. share: where in the report the claim stands, 0 to 1.
    """
    found = OptionList(published)
    found.add("rule", rule.interval, text=rule.text)
    found.add("now", interval_of(_day(published.start), found.now))
    found.add("open", interval_of(None, found.now))
    aspect, is_state = telling.aspect, kind_of(draft.type) == "state"
    if status == "planned" or aspect in UNREAL:
        found.add("ahead", interval_of(found.now, None))
    nearest = sorted(expressions, key=lambda e: abs(_side(e, draft.trigger)))[:MOST_EXPRESSIONS]
    timing = [e for e in nearest if e.interval.known and e.kind != "set" and not _so_far(e)]
    timing = [e for e in timing if e.direction != "clause" or e.start < draft.trigger]  # "a week after Y": when Y was
    timing = [e for e in timing if not is_of_another(e, draft.trigger)]
    if status != "planned":  # "ahead of talks due on Friday"
        timing = [e for e in timing if not is_to_come(e, published)]
    relations = [telling.relation(e.start, e.end) for e in timing]
    finest = min((e.precision for e in timing), default=0)
    for rank, (e, relation) in enumerate(zip(timing, relations, strict=True)):
        about = _expression_clues(e, relation, rank=rank, side=_side(e, draft.trigger))
        about += [
            f"finest={e.precision == finest},{len(timing) > 1}",
            f"nearest={rank == 0},{e.precision == finest}",
            f"others={min(len(timing), 3)},{rank}",
            f"state,mark={is_state},{e.kind},{e.direction}",
            f"state,family={is_state},{e.kind},{relation.split(':', maxsplit=1)[0]}",
            f"state,precision={is_state},{e.precision},{e.direction}",
            f"aspect,kind={aspect},{e.kind},{e.direction}",
            f"ruled={rule.text == e.text},{is_state},{e.kind}",
            *telling.between(e.start, e.end),
        ]
        own = relation.startswith(("own", "under"))
        found.add_expression(e, list(dict.fromkeys(about)), planned=status == "planned", own=own)
    for way, interval in told:
        found.add_told(way, interval)
    clues = [
        f"type={draft.type}",
        f"type,status={draft.type},{status}",
        f"state={is_state},{draft.type in DURATIVE_TYPES}",
        f"status={status}",
        f"over={draft.over}",
        f"frame={draft.frame}",
        f"third={int(share * 2.99)}",
        f"times={min(len(timing), 3)},{'own' in relations}",
        f"ruled={bool(rule.text)}",
        f"aspect,times={aspect},{min(len(timing), 2)}",
        f"aspect,type={aspect},{draft.type}",
        *telling.clues(),
    ]
    return TimeChoices(found.described(), clues, draft.features)


def _so_far(e: TimeExpression) -> bool:
    """ "So far", "until now": no more than what the report's own day says."""
    return e.rule == "now" and e.kind == "until"


def _expression_clues(e: TimeExpression, relation: str, *, rank: int, side: int) -> list[str]:
    family = relation.split(":", maxsplit=1)[0]
    return [
        f"relation={relation}",
        f"family={family}",
        f"band={distance_band(side // CHARACTERS_A_WORD)}",
        f"rank={rank},{family}",
        f"rule={e.rule}",
        f"kind={e.kind}",
        f"direction={e.direction}",
        f"speaking={e.speaking}",
        f"speaking,family={e.speaking},{family}",
        f"precision={e.precision}",
        f"precision,family={e.precision},{family}",
        f"word={e.text.lower()}",
    ]


@lru_cache(maxsize=SHAPES)
def _shape(interval: Interval, now: date | None) -> tuple[Shape, str]:
    """(shape, kind) of an interval."""
    first, last = interval.first_day, interval.last_day
    age = "open" if first is None else _band((now - first).days) if now else "?"
    length = "open" if first is None or last is None else _band((last - first).days)
    to_now = last is not None and last == now
    if first is None:
        kind = "open" if to_now else "open-past"
    else:
        kind = "ahead" if last is None else "day" if first == last else "on" if to_now else "past"
    return (age, length, to_now), kind


@lru_cache(maxsize=SHAPES)
def _features(ways: tuple[str, ...], shape: Shape) -> tuple[str, ...]:
    """An option's features that are weighed alone."""
    age, length, to_now = shape
    whole = f"{age},{length},{to_now}"
    return (
        f"shape={whole}",
        f"age={age}",
        f"length={length},{to_now}",
        *(f"{way}&shape={whole}" for way in ways),
        f"ways={'+'.join(sorted(ways))}",
        *ways,
    )


def _band(days: int) -> str:
    return "ahead" if days < 0 else next((str(limit) for limit in BANDS if days <= limit), "old")


def _side(e: TimeExpression, trigger: int) -> int:
    """Characters from the trigger to the expression, negative where it stands before."""
    return e.start - trigger if e.start >= trigger else e.end - trigger


def _day(value: str | None) -> str | None:
    return value[:10] if value else None
