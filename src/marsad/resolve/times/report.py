"""The claims of one report timed in the order of its text: each may take its time from what was told before.

clock = ReportClock(report.text, published=report.published)
time = clock.time_of(start=120, end=180, claim_type="shelling", place="gn:170063", trigger=131)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import timedelta

from marsad.records import Interval, kind_of
from marsad.resolve.times.calendar import Tense
from marsad.resolve.times.claims import DURATIVE_TYPES, ClaimTime, claim_interval, document_time, story_times
from marsad.resolve.times.expressions import TimeExpression, find_times

LEAD_SHARE = 0.5  # "has seized" in the first half of a report is its news, later its background (training gold)
ONE_OFF_TYPES = frozenset({"chemical_attack", "territory_taken", "withdrawal"})
"""Types of which a report seldom tells two at one place: a second mention without a time takes up the first."""
LONG_GONE = timedelta(days=120 * 365)
"""No claim of a report is of a year before living memory: a number, or the age of a fort ("built in 1881")."""


class ReportClock:
    """Holds a report's time expressions and the times already given to its claims. Not for use across reports.

    expressions: those of `find_times`, in order. Feed events in text order: a later one may be told of again ("the
    strike"), and then has the time of the first.
    """

    def __init__(self, text: str, *, published: Interval) -> None:
        self.published = published
        self.expressions = [e for e in find_times(text, published=published) if not _out_of_memory(e, published)]
        self._starts = [expression.start for expression in self.expressions]
        self.document = document_time(self.expressions, published=published)
        self._stories = story_times(self.expressions, published=published)
        self._lead = len(text) * LEAD_SHARE
        self._by_place: dict[tuple[str, str], Interval] = {}
        self._by_type: dict[str, Interval] = {}

    def within(self, start: int, end: int) -> list[TimeExpression]:
        """The expressions that begin at `start` or after and before `end`."""
        return self.expressions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def narrative(self, at: int) -> Interval:
        """`narrative_time` of this report."""
        return next((interval for end, interval in reversed(self._stories) if end <= at), self.document)

    def time_of(
        self,
        *,
        start: int,
        end: int,
        claim_type: str,
        place: str = "",
        status: str = "asserted",
        tense: Tense = None,
        perfect: bool = False,
        over: bool = False,
        definite: bool = False,
        trigger: int | None = None,
        elsewhere: Sequence[tuple[int, int]] = (),
        others: Collection[int] = (),
    ) -> ClaimTime:
        """The time of the claim whose clause (or quote) is at `start` to `end`.

        place: any stable key of its place, "" for none. perfect: told in the present perfect. over: a state
        told as past. definite: its event is
        named by a definite phrase ("the attack", "this offensive"). trigger: offset of the word that announces it.
        elsewhere: spans of other clauses between `start` and `end`, whose times are not the claim's. others: offsets of
        expressions that time something else.
        """
        is_state = kind_of(claim_type) == "state"
        near = [e for e in self.within(start, end) if e.start not in others]
        own = [e for e in near if not any(a <= e.start < b for a, b in elsewhere)]
        time = claim_interval(
            own if own or is_state else near,
            claim_type_is_state=is_state,
            status=status,
            tense=tense,
            published=self.published,
            narrative=self.narrative(start),
            antecedent=self._antecedent(claim_type, place, perfect=perfect, definite=definite),
            perfect=perfect,
            over=over,
            lead=start < self._lead,
            durative=claim_type in DURATIVE_TYPES,
            at=trigger,
        )
        if not is_state:
            self._by_type[claim_type] = time.interval
            self._by_place[claim_type, place] = time.interval
        return time

    def _antecedent(self, claim_type: str, place: str, *, perfect: bool, definite: bool) -> Interval | None:
        """The time of an earlier claim that this one may tell of again: at its place, else of its type."""
        again = place and (definite or perfect or claim_type in ONE_OFF_TYPES)
        if again and (interval := self._by_place.get((claim_type, place))):
            return interval
        return self._by_type.get(claim_type) if definite and perfect else None


def _out_of_memory(e: TimeExpression, published: Interval) -> bool:
    last, now = e.interval.last_day, published.first_day
    return last is not None and now is not None and now - last > LONG_GONE
