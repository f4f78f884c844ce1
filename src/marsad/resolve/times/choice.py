"""The learned choice among the times that a claim may have: a linear model over the options of `options`.

    timer = ClaimTimer(clock, drafts, length=len(report.text))
    time = timer.time_of(draft, status="asserted", place_id="gn:170063")

Trained by training/times.py (conditional logit over each claim's options). Without the model, or for a draft that does
not say how it is told, the rules of time_claims decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.draft import Draft
from marsad.claims.standing.telling import Telling
from marsad.records import Interval, kind_of
from marsad.resolve.times.claims import VAGUE, ClaimTime, has_ended
from marsad.resolve.times.clauses import is_told_of_another
from marsad.resolve.times.expressions import TimeExpression
from marsad.resolve.times.options import TimeChoices, TimeOption, time_options
from marsad.resolve.times.report import ReportClock
from marsad.resolve.times.weights import load_time_model

STATEMENT = "statement"
OF_A_MOMENT = frozenset({"territory_taken", "withdrawal", "agreement"})
"""Types of what ends the fighting before it."""
NEAR_BEFORE = 500
"""Characters before a sentence within which a time may still hold: a paragraph or two."""
PREPOSITION = len(" on ") + 1
"""Characters from a place to the time right after it."""
NEAR_AFTER = 300
"""Characters after it: the time of an event is told in the next sentence at the latest."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the report and its time; aside: it was only mentioned, and the story did not move to its day."""

    at: int
    type: str
    place_id: str
    interval: Interval
    aside: bool = False


class ClaimTimer:
    """Times the claims of one report. Feed events in text order, as to ReportClock, whose rules are one of the ways."""

    def __init__(self, clock: ReportClock, drafts: Sequence[Draft], *, length: int, learned: bool = True) -> None:
        self.clock, self.length = clock, max(1, length)
        self.model = load_time_model() if learned else None
        self._before: list[Told] = []
        self._asides: dict[tuple[int, int], bool] = {}
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
        if draft.definite and not rule.text and (mentioned := self._mentioned(draft)) is not None:
            return rule._replace(interval=mentioned)
        choices = self._choices(draft, draft.telling, rule, status, place_id)
        self._remember(draft, rule, place_id)
        return self._at_the_end(self.model.best(choices).time, draft, draft.telling)

    def _mentioned(self, draft: Draft) -> Interval | None:
        """When "the bombing" was that the report told of on the side ("arrested five over Tuesday's bombing")."""
        told = next((told for told in reversed(self._before) if told.type == draft.type), None)
        return told.interval if told is not None and told.aside else None

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

    def _of_another(self, draft: Draft, telling: Telling, e: TimeExpression) -> bool:
        """Whether a time stands in another clause, which tells of another event of the kind ("retook the town which
        it had lost in May"), or with words for something else."""
        if self._is_aside(telling, e):
            return True
        spans = [span for span in draft.elsewhere if span[0] <= e.start < span[1]]
        return bool(spans) and any(d.type == draft.type and a <= d.trigger < b for d in self._drafts for a, b in spans)

    def _remember(self, draft: Draft, rule: ClaimTime, place_id: str) -> None:
        if kind_of(draft.type) == "event":
            aside = draft.telling is not None and any(e.aside for e in self._under(rule, draft.telling))
            self._before.append(Told(draft.trigger, draft.type, place_id, rule.interval, aside))

    def _choices(self, draft: Draft, telling: Telling, rule: ClaimTime, status: str, place_id: str) -> TimeChoices:
        start, end = telling.sentence
        return time_options(
            draft,
            telling,
            rule=rule,
            expressions=[e for e in self.clock.within(start, end) if not self._of_another(draft, telling, e)],
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
            others={e.start for e in self.clock.within(start, end) if self._is_aside(draft.telling, e)},
        )

    def _is_aside(self, telling: Telling | None, e: TimeExpression) -> bool:
        """`is_told_of_another`, asked once for all claims of a word."""
        if telling is None:
            return False
        key = (telling.head, e.start)
        aside = self._asides.get(key)
        if aside is None:
            aside = self._asides[key] = is_told_of_another(telling, e)
        return aside

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
