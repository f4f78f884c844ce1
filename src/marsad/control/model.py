"""A hidden Markov model of who held a place, in continuous time, solved only at the instants that evidence speaks of.

Hidden states: each set of holders that anybody named, "contested", and "unknown" (somebody nobody named, or nobody). A
state lasts, and changes at a rate; when it changes, what follows is drawn from a fixed distribution whatever was before.
So a step of `days` is  P = a I + (1 - a) 1 pi,  a = exp(-rate x days):  one number, no matrix exponential. Reports of a
change raise the rate within the days that they give, and tilt pi towards whom they name; reports that a holder held
throughout lower it. A vote of weight w says the truth with probability w, else names one of ALTERNATIVES at random.
Forward and backward passes after Rabiner (1989), "A tutorial on hidden Markov models".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.control.votes import CONTESTED, Vote
from marsad.events import Parties

Floats = npt.NDArray[np.float64]

CHANGE_RATE = 1 / 730
"""Changes of control per day where nobody reports any: once in two years. A contested war's town changes hands about so
often (Raqqa thrice, al-Bab thrice, Palmyra four times in 2012 to 2018); the answer for a day without news fades so fast."""

UNKNOWN_SHARE = 0.5
"""Of all changes that nobody reports, the share that bring in somebody whom nobody named (or nobody). Also the chance,
before any evidence, that the holder is not among those named."""

CONTESTED_SHARE = 0.1
"""Of such changes, the share that leave the place contested."""

ALTERNATIVES = 10
"""Holders that a report could have named wrongly: the parties of a usual civil war."""

SUBSET, AKIN, SUPERSET, OVERLAP = 0.8, 0.7, 0.6, 0.4
"""How far a report of one set of holders fits another: it names some of them; the same under a wider or narrower name;
more than them; it shares some. The order is what counts: a commander who speaks for his own group does not deny that
its ally is there too."""

UNKNOWN = ("unknown",)
TINY = 1e-12


@dataclass(frozen=True)
class Posterior:
    """states: the hidden states; chance: their probabilities at one instant, shape [k]."""

    states: tuple[tuple[str, ...], ...]
    chance: Floats


def fit_of(said: tuple[str, ...], state: tuple[str, ...], parties: Parties, when: str | None) -> float:
    """How well "these hold it" fits a state in which `state` hold it: 0 to 1."""
    if said == state:
        return 1.0
    if CONTESTED in (said, state) or UNKNOWN in (said, state):
        return 0.0
    a, b = set(said), set(state)

    def covered(some: set[str], others: set[str]) -> bool:
        return all(any(parties.within(x, y, when) or parties.within(y, x, when) for y in others) for x in some)

    if a < b:
        return SUBSET
    if covered(a, b):
        return AKIN if covered(b, a) else SUBSET * AKIN
    if a > b or covered(b, a):
        return SUPERSET
    return OVERLAP if a & b else 0.0


class PlaceModel:
    """The model of one place, from its votes. Probabilities at any instant, smoothed over all votes."""

    def __init__(self, votes: Sequence[Vote], *, parties: Parties) -> None:
        self.votes = tuple(votes)
        named = sorted({v.holders for v in votes} - {CONTESTED})
        self.states: tuple[tuple[str, ...], ...] = (*named, CONTESTED, UNKNOWN)
        size, holders = len(self.states), max(len(named), 1)
        self._pi = np.full(size, (1 - UNKNOWN_SHARE - CONTESTED_SHARE) / holders)
        self._pi[-2:] = CONTESTED_SHARE, UNKNOWN_SHARE + (0.0 if named else 1 - UNKNOWN_SHARE - CONTESTED_SHARE)
        self._fits = self._fit_table(parties)
        self._likelihood_of = np.array([self._likelihood(v) for v in votes]).reshape(len(self.votes), size)
        self._windows = [v for v in votes if v.when == "after" and v.last > v.first]
        self._stretches = [v for v in votes if v.when == "during" and v.holds and v.last - v.first > 1]
        self._solve()

    def _fit_table(self, parties: Parties) -> dict[tuple[str, ...], Floats]:
        """For each set of holders that a vote names, how it fits each state: shape [k]. Alliances as of its first vote."""
        table: dict[tuple[str, ...], Floats] = {}
        for vote in self.votes:
            if vote.holders not in table:
                when = vote.claim.date_end or vote.claim.date_start or vote.claim.published_end
                table[vote.holders] = np.array([fit_of(vote.holders, state, parties, when) for state in self.states])
        return table

    def _likelihood(self, vote: Vote) -> Floats:
        """Chance of the vote given each state, up to a factor: shape [k]."""
        fits = self._fits[vote.holders]
        if not vote.holds:
            return 1 - vote.weight * fits
        return (1 - vote.weight) + vote.weight * ALTERNATIVES * fits

    def _solve(self) -> None:
        """Nodes at the votes' instants and at both ends of their windows; forward and backward messages at each."""
        instants = {v.at for v in self.votes} | {t for v in self._windows for t in (v.first, v.last)}
        instants |= {t for v in self._stretches for t in (v.first, v.last)}
        self.times = np.array(sorted(instants))
        size, nodes = len(self.states), len(self.times)
        evidence = np.ones((nodes, size))
        for vote, likelihood in zip(self.votes, self._likelihood_of, strict=True):
            node = int(np.searchsorted(self.times, vote.at))
            evidence[node] *= likelihood
            evidence[node] /= max(evidence[node].max(), TINY)
            if vote.when == "during" and vote.holds and vote.last - vote.first > 1:
                # The beginning of a long state is vouched for too, but by memory: half as strongly.
                node = int(np.searchsorted(self.times, vote.first))
                evidence[node] *= np.sqrt(likelihood / likelihood.max())
        self._segments = [self._segment((a + b) / 2) for a, b in zip(self.times[:-1], self.times[1:], strict=True)]
        self._forward, self._backward = np.ones((nodes, size)), np.ones((nodes, size))
        message = self._pi.copy()
        for node in range(nodes):
            if node:
                message = self._step(message, node - 1, self.times[node] - self.times[node - 1])
            message = message * evidence[node]
            message /= max(message.sum(), TINY)
            self._forward[node] = message
        self._evidence = evidence
        for node in range(nodes - 2, -1, -1):
            self._backward[node] = self._back(node + 1, node, self.times[node + 1] - self.times[node])

    def _segment(self, middle: float) -> tuple[float, Floats]:
        """Rate of change per day, and what changes lead to, between two neighbouring nodes."""
        base = CHANGE_RATE
        for vote in self._stretches:
            if vote.first <= middle <= vote.last:
                base *= 1 - vote.weight
        rate, target = base, base * self._pi
        for vote in self._windows:
            if vote.first <= middle <= vote.last:
                extra = -math.log(1 - vote.weight) / (vote.last - vote.first)
                fits = self._fits[vote.holders]
                tilt = fits / fits.sum() if vote.holds else self._pi * (1 - fits)
                goal = vote.weight * tilt / max(tilt.sum(), TINY) + (1 - vote.weight) * self._pi
                rate += extra
                target = target + extra * goal
        return rate, target / rate

    def _rates(self, segment: int) -> tuple[float, Floats]:
        """segment: between nodes `segment` and `segment` + 1; outside all nodes nothing is reported."""
        if 0 <= segment < len(self._segments):
            return self._segments[segment]
        return CHANGE_RATE, self._pi

    def _step(self, message: Floats, segment: int, days: float) -> Floats:
        rate, target = self._rates(segment)
        stay = math.exp(-rate * days)
        moved: Floats = stay * message + (1 - stay) * message.sum() * target
        return moved

    def _back(self, node: int, segment: int, days: float) -> Floats:
        """The backward message `days` before a node."""
        rate, target = self._rates(segment)
        stay, ahead = math.exp(-rate * days), self._backward[node] * self._evidence[node]
        message: Floats = stay * ahead + (1 - stay) * float(target @ ahead)
        return message / max(float(message.max()), TINY)

    def at(self, instant: float) -> Posterior:
        """Probabilities of the states at an instant, from all votes before and after it."""
        if not len(self.times):
            return Posterior(self.states, self._pi)
        after = int(np.searchsorted(self.times, instant, side="right"))
        if after == 0:
            chance = self._pi * self._back(0, -1, self.times[0] - instant)
        else:
            chance = self._step(self._forward[after - 1], after - 1, instant - self.times[after - 1])
            if after < len(self.times):
                chance = chance * self._back(after, after - 1, self.times[after] - instant)
        return Posterior(self.states, chance / max(chance.sum(), TINY))

    def carries(self, vote: Vote, instant: float) -> float:
        """How far the vote still bears on an instant: the chance that nothing changed in between, 0 to 1."""
        low, high = sorted((vote.at, instant))
        if vote.when == "during" and vote.first <= instant <= vote.last:
            return 1.0
        first, last = (int(np.searchsorted(self.times, t, side="right")) for t in (low, high))
        edges = [low, *self.times[first:last].tolist(), high]
        return math.exp(
            -sum(self._rates(first - 1 + n)[0] * (b - a) for n, (a, b) in enumerate(zip(edges, edges[1:], strict=False)))
        )
