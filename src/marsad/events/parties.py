"""What the events and control rooms ask about the parties to a war; the knowledge packs answer, tests use a fake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from marsad.records import Claim

JOINT = " + "
"""How claims.md joins actors that did something together."""


class Parties(Protocol):
    """Who belongs to whom, who fights whom, who speaks for whom. `when` is an ISO date, or None where no day is known.

    Names are canonical single actors (never joint ones). Every question has a plain answer for an unknown name.
    """

    def within(self, part: str, whole: str, when: str | None) -> bool:
        """Whether `part` belongs to `whole` (a militia of a coalition, an army of its state), itself included."""
        ...

    def allied(self, a: str, b: str, when: str | None) -> bool:
        """Whether the two fight on one side."""
        ...

    def opposed(self, a: str, b: str, when: str | None) -> bool:
        """Whether the two fight each other, or speak for sides that do."""
        ...

    def is_state(self, name: str) -> bool:
        """Whether the actor is a state, its forces, or a coalition of such."""
        ...

    def is_unnamed(self, name: str) -> bool:
        """Whether the words say no more than that armed people did it ("gunmen", "militias")."""
        ...

    def rulers(self, country: str, when: str | None) -> str:
        """The forces of a country's own state (ISO alpha-2), or the state; "" where they have no name."""
        ...

    def rules(self, name: str, country: str, when: str | None) -> bool:
        """Whether the actor is a country's own state, or its forces, by any of their names."""
        ...

    def capital(self, country: str) -> str:
        """The name of a country's capital; "" where it is not known."""
        ...

    def interest(self, claim: Claim) -> str:
        """The actor for whom the claim's origin speaks; "" where none is known (a monitor, an agency, a stranger)."""
        ...

    def reliability(self, claim: Claim) -> str:
        """The Admiralty letter A to F of the claim's origin (AJP-2.1); F cannot be judged."""
        ...

    def basis(self, claim: Claim) -> str:
        """Why the origin has its letter; "" where nobody wrote it down."""
        ...


@dataclass(frozen=True, kw_only=True)
class TableParties:
    """Answers from plain tables, the same at any time. The empty one knows nothing of any conflict.

    bodies: actor -> what it belongs to; camps: actor -> its side, sides fight each other; speaks_for: origin -> actor;
    letters: origin -> Admiralty letter; bases: origin -> why it has its letter; states, unnamed: who is one;
    governments, capitals: country -> its state, its capital. A party to the conflict speaks for the actor whose name it
    bears.
    """

    bodies: Mapping[str, str] = field(default_factory=dict)
    camps: Mapping[str, str] = field(default_factory=dict)
    speaks_for: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    governments: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)

    def within(self, part: str, whole: str, when: str | None) -> bool:
        seen = set[str]()
        while part and part not in seen:
            if part == whole:
                return True
            seen.add(part)
            part = self.bodies.get(part, "")
        return False

    def allied(self, a: str, b: str, when: str | None) -> bool:
        return a == b or (a in self.camps and self.camps[a] == self.camps.get(b))

    def opposed(self, a: str, b: str, when: str | None) -> bool:
        return a in self.camps and b in self.camps and self.camps[a] != self.camps[b]

    def is_state(self, name: str) -> bool:
        return name in self.states

    def is_unnamed(self, name: str) -> bool:
        return name in self.unnamed

    def rulers(self, country: str, when: str | None) -> str:
        return self.governments.get(country, "")

    def rules(self, name: str, country: str, when: str | None) -> bool:
        return bool(name) and name == self.rulers(country, when)

    def capital(self, country: str) -> str:
        return self.capitals.get(country, "")

    def interest(self, claim: Claim) -> str:
        origin = origin_of(claim)
        return self.speaks_for.get(origin, origin if claim.source_kind == "party" else "")

    def reliability(self, claim: Claim) -> str:
        return self.letters.get(origin_of(claim), "F")

    def basis(self, claim: Claim) -> str:
        return self.bases.get(origin_of(claim), "")


NO_PARTIES = TableParties()
"""What the rooms fall back on without packs."""


@lru_cache(maxsize=65_536)
def members(actors: str) -> tuple[str, ...]:
    """The single actors of a joint one, sorted: "B + A" and "A + B" are the same actor."""
    return tuple(sorted({name.strip() for name in actors.split(JOINT) if name.strip()}))


def origin_of(claim: Claim) -> str:
    """The end of the claim's chain; an outlet's own reporting ends at the outlet, else at its report."""
    return claim.origin or claim.source or claim.outlet or claim.doc


def covered(some: tuple[str, ...], others: tuple[str, ...], parties: Parties, when: str | None) -> bool:
    """Whether each of `some` is one of `others`, or belongs to one, or contains one: the two don't contradict."""
    return all(any(parties.within(a, b, when) or parties.within(b, a, when) for b in others) for a in some)
