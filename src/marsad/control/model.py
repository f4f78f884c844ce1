"""A hidden Markov model of who held a place, in continuous time, solved only at the instants that evidence speaks of.

Hidden states: each set of holders that anybody named, "divided" (several hold parts), "contested" (nobody holds it
alone), and "unknown" (somebody nobody named, or nobody). A
state lasts, and changes at a rate; when it changes, what follows is drawn from a fixed distribution, whatever was
before. A step of `days` is P = a I + (1 - a) 1 pi with a = exp(-rate x days): one number, no matrix
exponential. Reports of a change raise the rate within the days that they give, and tilt pi towards whom they name;
reports that a holder held throughout lower it. Who takes a place did not hold it before. A town's capture changes its
quarters, and is no evidence of what was before. A vote of weight w says the truth with probability w, else it names one
of ALTERNATIVES at random.
Forward and backward passes after Rabiner (1989), "A tutorial on hidden Markov models".
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from marsad.control.effects import Effects, Scope
from marsad.control.fits import SPECIAL, Fits
from marsad.control.votes import CONTESTED, HOLDING, Vote

Floats = npt.NDArray[np.float64]

CHANGE_RATE = 1 / 730
"""Changes of control per day where nobody reports any: once in two years. The order of magnitude for a town in a war
that lasts years; it says how fast an answer fades without news (to even odds after about a year and a half)."""

RATE_BEFORE = 1 / 365
"""The same before the first report of a place: so its answer, which begins with NAMED_SHARE, fades about as fast before
all reports as after them."""

NAMED_SHARE = 0.8
"""Around the first report, before its words count, the chance that the holder is among those whom anybody names. This,
RATE_BEFORE, the next two and NEWS are fitted: docs/control.md."""

DIVIDED_SHARE, CONTESTED_SHARE = 0.06, 0.02
"""Of all places at a time, and of all changes that nobody reports, the shares that are divided, or held by nobody
alone."""

SEAT_SHARE = 0.8
"""Of all times, and of all changes that nobody reports, the share in which a state's capital is its own: who rules a
country mostly sits there, and reports of a war tell of what happens in it and of its suburbs, seldom whose it is."""

ALTERNATIVES = 10
"""Holders that a report could have named wrongly, and that a change which nobody reports may bring in: the parties of a
usual civil war."""

NEWS = 60.0
"""Days before the one that a report speaks of, within which a division or a fight is likely to have begun: reports
tell what is new."""

TAKEN = "territory_taken"

NEARLY = 1 - 1e-9
"""numpy's exponential and math's may differ in the last digit."""

MEMORY = 0.5
"""How strongly a report vouches for the first day of a long state, as against its last."""


@dataclass(frozen=True)
class Posterior:
    """states: the hidden states; chance: their probabilities at one instant, shape [k]."""

    states: tuple[tuple[str, ...], ...]
    chance: Floats


FitKey = tuple[Scope, tuple[str, ...], float | None]


def _key(vote: Vote) -> FitKey:
    """What a vote says of who holds how much."""
    return vote.scope, vote.holders, vote.extent


def _lasts(vote: Vote) -> bool:
    """Whether the vote vouches for a stretch of more than a day: a state, or a siege, that lasts says that little else
    changed."""
    return vote.when == "during" and vote.last - vote.first > 1


def _named_here(votes: Sequence[Vote]) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Those whom votes on the place itself name; and of them those who may have held it before all reports, as the
    first that is told of them is no capture, nor follows on one: who takes a place did not hold it until then."""
    own = [v for v in votes if v.scope in HOLDING and v.scope != "town"]
    captures = [v for v in own if v.claim.type == TAKEN and v.when == "after" and v.holds and v.scope == "whole"]
    taken = min((v.first for v in captures), default=math.inf)
    told = {id(v) for v in captures}
    return {v.holders for v in own}, {v.holders for v in own if v.holds and v.first <= taken and id(v) not in told}


class PlaceModel:
    """The model of one place, from its votes. Probabilities at any instant, smoothed over all votes."""

    def __init__(
        self, votes: Sequence[Vote], *, fits: Fits, effects: Effects, rulers: frozenset[str] = frozenset()
    ) -> None:
        """rulers: of a country's capital, the names of its state."""
        self.votes = tuple(votes)
        named = sorted({v.holders for v in votes if v.scope in HOLDING} - {CONTESTED})
        self.states: tuple[tuple[str, ...], ...] = (*named, *SPECIAL)
        self.by_name = sorted(range(len(self.states)), key=self.states.__getitem__)
        size, holders = len(self.states), len(named)
        here, there = _named_here(votes)  # whom nobody names here held it as likely as anybody
        self._first = np.zeros(size)
        self._first[:holders] = [NAMED_SHARE / len(here) if state in there else 0.0 for state in named]
        self._first[-3:] = DIVIDED_SHARE, CONTESTED_SHARE, 0.0
        self._first[-1] = 1 - self._first.sum()
        self._pi = np.full(size, (1 - DIVIDED_SHARE - CONTESTED_SHARE) / max(holders, ALTERNATIVES))
        self._pi[-3:] = DIVIDED_SHARE, CONTESTED_SHARE, 0.0
        self._pi[-1] = 1 - self._pi[:-1].sum()
        seat = np.array([float(bool(rulers) and rulers.issuperset(state)) for state in self.states])
        if seat.any():
            own = SEAT_SHARE * seat / seat.sum()
            self._first, self._pi = (own + (1 - SEAT_SHARE) * share for share in (self._first, self._pi))
        self._fits = self._fit_table(fits, effects)
        self._windows = [
            (v.first, v.last, v)
            for v in votes
            if v.when == "after" and v.last > v.first and v.scope in ("whole", "town")
        ]
        self._windows += [
            (v.at - NEWS, v.at, v)
            for v in votes
            if v.scope not in ("whole", "town", "target", "region") and v.when != "before" and not _lasts(v)
        ]
        self._stretches = [v for v in votes if _lasts(v)]
        self._solve()

    def _fit_table(self, fits: Fits, effects: Effects) -> dict[FitKey, Floats]:
        """For each scope and set of holders that a vote names, how it fits each state: shape [k]; alliances as of the
        first such vote."""
        table: dict[FitKey, Floats] = {}
        for vote in self.votes:
            key = _key(vote)
            if key in table:
                continue
            when = vote.claim.date_end or vote.claim.date_start or vote.claim.published_end
            if vote.scope in ("divided", "contested"):  # any one of the parties
                own = [max(fits.of((party,), state, when) for party in vote.holders) for state in self.states]
            else:
                own = [fits.of(vote.holders, state, when) for state in self.states]
            rule, fit = effects.fits[vote.scope], np.array(own)
            itself = max(rule.itself, vote.extent or 0.0)  # who holds 75 percent is nearly the holder of the whole
            row = itself * fit + rule.other * (1 - fit)
            # Who has more than half has the more of it the less there is to divide.
            row[-3:-1] = rule.divided * (1 - max(0.0, (vote.extent or 0.0) - 0.5)), rule.contested
            table[key] = row
        return table

    def _solve(self) -> None:
        """Nodes at the votes' instants and at both ends of their windows; at each what the evidence there and before it
        says of the states, and that there and after it: for each state, and for what a change would lead to."""
        instants = {v.at for v in self.votes}
        instants.update(t for first, last, _ in self._windows for t in (first, last))
        instants.update(t for v in self._stretches for t in (v.first, v.last))
        self._instants = sorted(instants)
        self.times = np.array(self._instants)
        node_of = {t: n for n, t in enumerate(self._instants)}
        size, nodes = len(self.states), len(self.times)
        log = np.zeros((nodes, size))
        for vote, likelihood in zip(self.votes, self._log_likelihood(), strict=True):
            log[node_of[vote.at]] += likelihood
            if _lasts(vote):
                # The beginning of a long state is vouched for too, but by memory: half as strongly.
                log[node_of[vote.first]] += MEMORY * likelihood
        evidence = np.exp(log - log.max(axis=1, keepdims=True)) if nodes else np.ones((0, size))
        self._segments = [(RATE_BEFORE, self._pi), *self._between(), (CHANGE_RATE, self._pi)]
        rates = np.array([rate for rate, _ in self._segments[1:-1]])
        gaps = np.diff(self.times)
        self._changes: dict[float, float] = {}  # of votes' instants, which are asked for again and again
        self._hazard: list[float] = [0.0, *np.cumsum(rates * gaps).tolist()]
        stays = np.exp(-rates * gaps).tolist()
        self._behind, message = list[Floats](), self._first
        for node in range(nodes):
            if node:
                stay = stays[node - 1]
                message = stay * message + (1 - stay) * self._segments[node][1]
            message = message * evidence[node]
            message = message / message.sum()
            self._behind.append(message)
        self._ahead, message = list[tuple[Floats, float]](), np.ones(size)
        for node in range(nodes - 1, -1, -1):
            ahead = message * evidence[node]
            changed = float(self._segments[node][1] @ ahead)
            self._ahead.append((ahead, changed))
            if node:
                stay = stays[node - 1]
                message = stay * ahead + (1 - stay) * changed
                message = message / message.max()
        self._ahead.reverse()

    def _log_likelihood(self) -> Floats:
        """Log of the chance of each vote given each state, up to a factor: shape [votes, k]."""
        weights = np.array([v.weight for v in self.votes])[:, None]
        fits = np.array([self._fits[_key(v)] for v in self.votes]).reshape(len(self.votes), len(self.states))
        holds = np.array([v.holds for v in self.votes])[:, None]
        denied = 1 - weights * np.where(np.arange(fits.shape[1]) < fits.shape[1] - len(SPECIAL), fits, 0.0)
        chance: Floats = np.where(holds, (1 - weights) + weights * ALTERNATIVES * fits, denied)
        chance[[v.scope == "town" for v in self.votes]] = 1.0  # it brings a change, and tells nothing of before
        return np.log(chance)

    def _between(self) -> list[tuple[float, Floats]]:
        """For each pair of neighbouring nodes: rate of change per day, and what changes lead to."""
        nodes = max(len(self.times) - 1, 0)
        low, high = self.times[:-1], self.times[1:]
        rate = np.full(nodes, CHANGE_RATE)
        for vote in self._stretches:
            rate[(low >= vote.first) & (high <= vote.last)] *= 1 - vote.weight
        goal = rate[:, None] * self._pi
        for first, last, vote in self._windows:
            within = (low >= first) & (high <= last)
            extra = -math.log(1 - vote.weight) / (last - first)
            fits = self._fits[_key(vote)]
            tilt = fits if vote.holds else self._pi * (1 - fits)
            rate[within] += extra
            sure = 1.0 if vote.scope == "town" or (vote.claim.type == TAKEN and vote.holds) else vote.weight
            goal[within] += extra * (sure * tilt / tilt.sum() + (1 - sure) * self._pi)
        return list(zip(rate.tolist(), goal / rate[:, None], strict=True))

    def at(self, instant: float) -> Posterior:
        """Probabilities of the states at an instant, from all votes before and after it."""
        nodes = len(self._instants)
        after = bisect_right(self._instants, instant)
        rate, target = self._segments[after]
        if not after:  # the first report's names say less and less of what was long before it
            stay = math.exp(-rate * (self._instants[0] - instant)) if nodes else 1.0
            chance = stay * self._first + (1 - stay) * self._pi
        else:
            stay = math.exp(-rate * (instant - self._instants[after - 1]))
            chance = stay * self._behind[after - 1] + (1 - stay) * target
        if after < nodes:
            ahead, changed = self._ahead[after]
            stay = math.exp(-rate * (self._instants[after] - instant))
            chance = chance * (stay * ahead + (1 - stay) * changed)
        return Posterior(self.states, chance / np.add.reduce(chance))

    def carries(self, vote: Vote, instant: float) -> float:
        """How far the vote still bears on an instant: the chance that nothing changed in between, 0 to 1."""
        if vote.when == "during" and vote.first <= instant <= vote.last:
            return 1.0
        return math.exp(-abs(self._changes_until(instant) - self._changes_until(vote.at)))

    def left_of(self, votes: Iterable[Vote], instant: float) -> float:
        """The weights of these votes, each as far as it still bears on an instant."""
        until, left = self._changes_until(instant), 0.0
        for vote in votes:
            within = vote.when == "during" and vote.first <= instant <= vote.last
            left += vote.weight * (1.0 if within else math.exp(-abs(until - self._changes_until(vote.at))))
        return left

    def bearing(self, instant: float, least: float) -> Iterator[tuple[Vote, float]]:
        """The votes, in order, that bear on an instant with a weight of `least` or more, each with that weight."""
        if not self.votes:
            return
        until, first, last, weight = self._of_votes
        faded = weight * np.exp(-np.abs(self._changes_until(instant) - until))
        near = (faded >= NEARLY * least) | ((first <= instant) & (instant <= last) & (weight >= least))
        for at in near.nonzero()[0].tolist():
            vote = self.votes[at]
            carried = vote.weight * self.carries(vote, instant)
            if carried >= least:
                yield vote, carried

    @cached_property
    def _of_votes(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Changes until each vote's instant; its first and last; its weight: shape [votes] each."""
        rows = [(self._changes_until(v.at), v.first, v.last, v.weight) for v in self.votes]
        until, first, last, weight = np.array(rows, float).reshape(len(rows), 4).T
        return until, first, last, weight

    def changing(self, instant: float) -> bool:
        """Whether the instant lies within days of a reported change whose day is not known."""
        return any(v.first <= instant < v.last and v.last - v.first > 1 for *_, v in self._windows if v.when == "after")

    def _changes_until(self, instant: float) -> float:
        """Expected number of changes from the first node to the instant (negative before it)."""
        known = self._changes.get(instant)
        if known is None:
            known = self._changes[instant] = self._count_changes(instant)
        return known

    def _count_changes(self, instant: float) -> float:
        times, hazard = self._instants, self._hazard
        if instant <= times[0]:
            return hazard[0] + RATE_BEFORE * (instant - times[0])
        if instant >= times[-1]:
            return hazard[-1] + CHANGE_RATE * (instant - times[-1])
        after = bisect_right(times, instant)
        slope = (hazard[after] - hazard[after - 1]) / (times[after] - times[after - 1])
        return slope * (instant - times[after - 1]) + hazard[after - 1]
