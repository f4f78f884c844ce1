"""The learned choice among the times that a claim may have: a linear model over the options of `options`.

    timer = ClaimTimer(clock, drafts, length=len(report.text))
    time = timer.time_of(draft, status="asserted", place_id="gn:170063")

Trained by training/times.py (conditional logit over each claim's options). Without the model, or for a draft that does
not say how it is told, the rules of time_claims decide.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import repeat
from pathlib import Path

from marsad.claims.draft import Draft
from marsad.claims.linear import Choice
from marsad.claims.standing.telling import Telling
from marsad.records import Interval, MarsadError, kind_of
from marsad.resolve.times.claims import VAGUE, ClaimTime, has_ended
from marsad.resolve.times.expressions import TimeExpression
from marsad.resolve.times.options import OF_WAY, SHAPES, TimeChoices, TimeOption, time_options
from marsad.resolve.times.report import ReportClock

MODEL = Path(__file__).parent.parent / "models" / "time.json"
KIND = "kind="
STATEMENT = "statement"
UNDATED = 0.5
"""Log-odds by which an event's day is left open more readily than the model would. Held out on gold/train, where
7 percent of the days are left open, 1,169 of 1,408 are right instead of 1,167 with 0.15, on articles of our own that
no rule was written from 633 of 744 instead of 630, on dev, where 12 percent are open, 311 of 411 instead of 307."""
OF_A_MOMENT = frozenset({"territory_taken", "withdrawal", "agreement"})
"""Types of what ends the fighting before it."""
OPEN = frozenset({"open", "open-past"})
EVENTS = ("state=False,True", "state=False,False")
"""Clues of an event, lasting or not."""
NOTHING = repeat(0.0)
"""What features weigh that the model does not know."""
NEAR_BEFORE = 500
"""Characters before a sentence within which a time may still hold: a paragraph or two."""
PREPOSITION = len(" on ") + 1
"""Characters from a place to the time right after it."""
NEAR_AFTER = 300
"""Characters after it: the time of an event is told in the next sentence at the latest."""


@dataclass(frozen=True)
class TimeModel:
    """Weights: alone: of an option's features. together: of each way or kind with each clue or trait of the claim."""

    alone: Mapping[str, float]
    together: Mapping[str, Mapping[str, float]]

    @cached_property
    def _ways(self) -> Choice:
        return Choice.of(self.together, {})

    @cached_property
    def _clues(self) -> dict[str, dict[str, float]]:
        """Of `alone`, by way: what each clue of an expression weighs."""
        clues: dict[str, dict[str, float]] = {}
        for feature, weight in self.alone.items():
            way, _, clue = feature.partition(OF_WAY)
            clues.setdefault(way, {})[clue] = weight
        return clues

    @cached_property
    def _kinds(self) -> Choice:
        return Choice.of({way: own for way, own in self.together.items() if way.startswith(KIND)}, {})

    @cached_property
    def _features(self) -> Callable[[tuple[str, ...]], float]:
        """What an option's features weigh together: the same few options come again and again."""
        return lru_cache(SHAPES)(lambda features: sum(map(self.alone.get, features, NOTHING)))

    def best(self, choices: TimeChoices) -> TimeOption:
        """The option whose features, alone and in the `pairs`, weigh most."""
        undated = UNDATED if any(clue in choices.clues for clue in EVENTS) else 0.0
        clues, traits = self._ways.scores(choices.clues), self._kinds.scores(choices.traits)

        def score(option: TimeOption) -> float:
            kind = f"{KIND}{option.kind}"
            total = self._features(option.features)
            for way, told in option.clues.items():
                if weights := self._clues.get(way):
                    total += sum(map(weights.get, told, NOTHING))
            if option.kind in OPEN:
                total += undated
            return total + sum(map(clues.get, (*option.ways, kind), NOTHING)) + traits.get(kind, 0.0)

        return max(choices.options, key=score)


def pairs(option: TimeOption, choices: TimeChoices) -> Iterator[tuple[str, Sequence[str]]]:
    """What is weighed together: each way with every clue, the kind with every clue and trait."""
    for way in option.ways:
        yield way, choices.clues
    yield f"{KIND}{option.kind}", choices.clues
    yield f"{KIND}{option.kind}", choices.traits


@cache
def load_time_model() -> TimeModel | None:
    """The packaged model; None where the package was built without it."""
    if not MODEL.is_file():
        return None
    try:
        data = json.loads(MODEL.read_text(encoding="utf-8"))
        return TimeModel(data["alone"], data["together"])
    except (KeyError, ValueError) as error:
        raise MarsadError(
            f"the model cannot be read ({error})", where=str(MODEL), advice="Reinstall marsad, or run make train"
        ) from error


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the report and its time."""

    at: int
    type: str
    place_id: str
    interval: Interval


class ClaimTimer:
    """Times the claims of one report. Feed events in text order, as to ReportClock, whose rules are one of the ways."""

    def __init__(self, clock: ReportClock, drafts: Sequence[Draft], *, length: int, learned: bool = True) -> None:
        self.clock, self.length = clock, max(1, length)
        self.model = load_time_model() if learned else None
        self._before: list[Told] = []
        self._drafts = drafts
        self._dated = [told for draft in drafts for told in self._own_times(draft)]
        self._beside: defaultdict[int, dict[int, TimeExpression]] = defaultdict(dict)
        for draft in drafts:
            if draft.place and (own := self._time_after(draft.place.end)):
                self._beside[draft.trigger][draft.place.start] = own

    def time_of(self, draft: Draft, *, status: str, place_id: str) -> ClaimTime:
        rule = self._by_rule(draft, status, place_id)
        if draft.place and len(beside := self._beside[draft.trigger]) > 1 and (own := beside.get(draft.place.start)):
            rule = ClaimTime(own.interval, own.precision, own.text)
            self._remember(draft, rule, place_id)
            return rule
        if draft.telling is not None and status == "denied" and draft.telling.never and not rule.text:
            return ClaimTime(Interval(None, self.clock.published.end), rule.precision, "")
        if self.model is None or draft.telling is None or draft.over or draft.caption or draft.type == STATEMENT:
            return rule  # of captions, of states that are over and of statements training holds too few
        if kind_of(draft.type) == "state" and (self._ended(rule, draft.telling) or self._was(rule, draft.telling)):
            return rule
        choices = self._choices(draft, draft.telling, rule, status, place_id)
        self._remember(draft, rule, place_id)
        return self._at_the_end(self.model.best(choices).time, draft, draft.telling)

    def _at_the_end(self, time: ClaimTime, draft: Draft, telling: Telling) -> ClaimTime:
        """What "after three days of fighting" changes hands does so at their end."""
        end = time.interval.end
        if draft.type not in OF_A_MOMENT or not end or time.interval.start == end:
            return time
        lasted = any(e.kind == "duration" and e.direction == "after" for e in self._under(time, telling))
        return time._replace(interval=Interval(end, end)) if lasted else time

    def choices(self, draft: Draft, *, status: str, place_id: str, remember: bool = True) -> TimeChoices:
        """What there is to choose from. remember: the claims after it may take up its time."""
        rule = self._by_rule(draft, status, place_id)
        if draft.telling is None:
            return TimeChoices([TimeOption(rule.interval, rule.text)])
        choices = self._choices(draft, draft.telling, rule, status, place_id)
        if remember:
            self._remember(draft, rule, place_id)
        return choices

    def _of_another(self, draft: Draft, e: TimeExpression) -> bool:
        """Whether a time stands in another clause, which tells of another event of the kind ("retook the town, which
        it had lost in May")."""
        spans = [span for span in draft.elsewhere if span[0] <= e.start < span[1]]
        return bool(spans) and any(d.type == draft.type and a <= d.trigger < b for d in self._drafts for a, b in spans)

    def _remember(self, draft: Draft, rule: ClaimTime, place_id: str) -> None:
        if kind_of(draft.type) == "event":
            self._before.append(Told(draft.trigger, draft.type, place_id, rule.interval))

    def _choices(self, draft: Draft, telling: Telling, rule: ClaimTime, status: str, place_id: str) -> TimeChoices:
        start, end = telling.sentence
        return time_options(
            draft,
            telling,
            rule=rule,
            expressions=[e for e in self.clock.within(start, end) if not self._of_another(draft, e)],
            told=self._told(draft, place_id, start, end),
            status=status,
            share=draft.start / self.length,
            published=self.clock.published,
        )

    def _by_rule(self, draft: Draft, status: str, place_id: str) -> ClaimTime:
        published = self.clock.published
        if draft.caption:
            return ClaimTime(Interval(None, published.end), 3, "")
        if draft.type == STATEMENT and (said := self._said(draft)) is not None:
            return ClaimTime(said.interval, said.precision, said.text)
        start, end = draft.clause if self.clock.within(*draft.clause) else (draft.start, draft.end)
        return self.clock.time_of(
            start=start,
            end=end,
            claim_type=draft.type,
            place=place_id,
            status=status,
            tense="future" if draft.tense == "future" else None,
            perfect=draft.perfect,
            over=draft.over,
            definite=draft.definite,
            trigger=draft.trigger,
            elsewhere=draft.elsewhere,
        )

    def _time_after(self, end: int) -> TimeExpression | None:
        """The time right after a place: of several that one row tells of, each may have its own ("X on Sunday and Y
        two days later")."""
        after = self.clock.within(end, end + PREPOSITION)
        return after[0] if after and after[0].kind == "point" and after[0].interval.known else None

    def _ended(self, rule: ClaimTime, telling: Telling) -> bool:
        """Whether a state is told until when it was: training holds too few of these."""
        return any(has_ended(e, self.clock.published) for e in self._under(rule, telling))

    def _was(self, rule: ClaimTime, telling: Telling) -> bool:
        """Whether a state is told of a month or year gone by ("the army held X in 2013")."""
        now = self.clock.published.start
        if telling.verb != telling.head or telling.aspect != "past":
            return False  # "passed to their rule in January": it began then
        return any(
            e.kind == "point"
            and e.precision >= VAGUE
            and not (e.speaking or e.direction)
            and bool(now and e.interval.end and e.interval.end[:10] < now[:10])
            and telling.relation(e.start, e.end) == "own"
            for e in self._under(rule, telling)
        )

    def _under(self, time: ClaimTime, telling: Telling) -> Iterator[TimeExpression]:
        """The expressions of the sentence that a time rests on."""
        return (e for e in self.clock.within(*telling.sentence) if e.text == time.text)

    def _said(self, draft: Draft) -> TimeExpression | None:
        """When the speaker of the draft's sentence spoke: the time of a statement, and of nothing else."""
        sentence = draft.telling.sentence if draft.telling else draft.clause
        return next((e for e in self.clock.within(*sentence) if e.speaking and e.interval.known), None)

    def _own_times(self, draft: Draft) -> list[Told]:
        """The days that an event's own clause gives it."""
        if draft.telling is None or kind_of(draft.type) != "event":
            return []
        return [
            Told(draft.trigger, draft.type, "", e.interval)
            for e in self.clock.within(*draft.telling.sentence)
            if e.interval.known
            and e.kind == "point"
            and not e.speaking
            and draft.telling.relation(e.start, e.end) == "own"
        ]

    def _told(self, draft: Draft, place_id: str, start: int, end: int) -> list[tuple[str, Interval]]:
        """Times told elsewhere, each with its way. start, end: the draft's sentence."""
        clock = self.clock
        ways = [("story", clock.narrative(draft.start)), ("document", clock.document)]
        earlier = self._before[::-1]
        kind = [told for told in earlier if told.type == draft.type]
        dated = [told for told in self._dated if told.type == draft.type]
        for way, events in (
            ("again", [told for told in kind if place_id and told.place_id == place_id]),
            ("kind", kind),
            ("last", earlier),
            ("sentence", [told for told in earlier if told.at >= start]),
            ("told-before", [told for told in reversed(dated) if told.at < start]),
            ("told-after", [told for told in dated if told.at >= end]),
        ):
            if events:
                ways.append((way, events[0].interval))
        for way, around in (
            ("before", clock.within(max(0, start - NEAR_BEFORE), start)[::-1]),
            ("after", clock.within(end, end + NEAR_AFTER)),
        ):
            if times := [e.interval for e in around if e.interval.known and e.kind != "set"]:
                ways.append((way, times[0]))
        return ways
