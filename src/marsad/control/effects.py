"""What each type of claim says of control, and how much whose word weighs: the packs' effects.yaml, checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

import marsad.knowledge
from marsad.control.wording import tells_where
from marsad.events import Parties, members
from marsad.events.readings import says_divided
from marsad.events.standing import ADMISSION, DISINTERESTED, standing
from marsad.knowledge import Knowledge, load_table
from marsad.records import CLAIM_TYPES, STATUSES, Claim

FILE = "effects.yaml"
Weight = float

Scope = Literal["whole", "besieged", "target", "part", "foothold", "town", "region", "divided", "contested"]
"""Of what a vote speaks: all of the place, what of it somebody is besieged or bombed in, a part that somebody holds or
has just entered, the whole town that the place is a quarter of, the region in which it lies, its division, a fight."""


class VoteRule(BaseModel):
    """One vote that a claim of a type casts. scope: of what it speaks, where the words do not say that it is a part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: Literal["actor1", "actor2", "contested"]
    says: Literal["holds", "holds_not"]
    when: Literal["before", "during", "after"]
    strength: float = Field(gt=0, lt=1)
    denied: Literal["flips", "nothing"] = "nothing"
    scope: Scope = "whole"


class FitRule(BaseModel):
    """How well what is said goes with each kind of state, 0 (never said of it) to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    itself: float = Field(ge=0, le=1)
    divided: float = Field(ge=0, le=1)
    contested: float = Field(ge=0, le=1)
    other: float = Field(ge=0, le=1)


class Effects(BaseModel):
    """The file. Every number is a share from 0 to 1 but `reliability`, a factor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    types: dict[str, tuple[VoteRule, ...]]
    repelled: tuple[VoteRule, ...]
    relieved: tuple[VoteRule, ...]
    raided: tuple[VoteRule, ...]
    status: dict[str, float]
    voice: dict[str, float]
    standing: dict[str, float]
    reliability: dict[str, float]
    admission: float = Field(ge=0, le=1)
    fits: dict[Scope, FitRule]
    nobody: frozenset[str]
    doubtful: dict[str, float]
    placeless: float = Field(gt=0, le=1)
    reading: tuple[tuple[float, float], ...]
    reach: float = Field(ge=0, le=1)
    bombed: float = Field(ge=0, le=1)
    surrender: float = Field(ge=0, le=1)
    around: float = Field(ge=0, le=1)
    nearby: float = Field(ge=0, le=1)
    victim: float = Field(ge=0, le=1)
    partial: float = Field(ge=0, le=1)
    whole: float = Field(gt=0, le=1)
    most: float = Field(gt=0, lt=1)

    @field_validator("types")
    @classmethod
    def _known_types(cls, types: dict[str, tuple[VoteRule, ...]]) -> dict[str, tuple[VoteRule, ...]]:
        if unknown := sorted(set(types) - set(CLAIM_TYPES)):
            raise ValueError(f"no type of claim: {', '.join(unknown)}")
        return types

    @field_validator("status")
    @classmethod
    def _all_statuses(cls, status: dict[str, float]) -> dict[str, float]:
        if set(status) != set(STATUSES):
            raise ValueError(f"must give a weight for each of {', '.join(STATUSES)}")
        return status

    @field_validator("fits")
    @classmethod
    def _all_scopes(cls, fits: dict[Scope, FitRule]) -> dict[Scope, FitRule]:
        if missing := sorted(set(get_args(Scope)) - set(fits)):
            raise ValueError(f"must say how {', '.join(missing)} fits")
        return fits

    def read_right(self, claim: Claim) -> float:
        """The chance that the claim's words were read right, from its `confidence`: 0 to 1, linear between marks."""
        frame = claim.made_by.removeprefix("frame:") if claim.confidence < 1 else ""
        # "The town is evenly divided between A and B" is not misread as often as that somewhere is fought over.
        doubt = 1.0 if frame not in self.doubtful or says_divided(claim) else self.doubtful[frame]
        chance = _on_line(self.reading, claim.confidence) * doubt
        return chance if claim.confidence == 1 or tells_where(claim) else chance * self.placeless

    def trust(self, claim: Claim, parties: Parties, *, conceded: bool = False) -> float:
        """How much the claim's word weighs, whatever it is about: status, voice, standing, reliability, reading. 0 to
        `most`. conceded: the other side says the same, so that it weighs as an admission does."""
        stand = ADMISSION if conceded else standing(claim, parties)
        # A denial is a statement like any other; its reserve ("reportedly not") still counts.
        status = "hedged" if claim.certainty == "hedged" and claim.realis == "actual" else claim.status
        if stand == ADMISSION:
            base = self.admission
        else:
            # Who is unnamed, but speaks for a party ("a military source"), counts as that party.
            kind = "party" if stand != DISINTERESTED and claim.source_kind == "unnamed" else claim.source_kind
            base = self.voice.get(kind, self.voice["unnamed"]) * self.standing[stand]
        factor = self.reliability.get(parties.reliability(claim), 1.0)
        planned = 0.0 if claim.realis != "actual" else 1.0
        return min(base * factor * self.status[status] * planned * self.read_right(claim), self.most)


def able(actors: str, effects: Effects) -> tuple[str, ...]:
    """Those of the actors who can hold a place, sorted."""
    return _able(actors, effects.nobody)


@lru_cache(maxsize=65_536)
def _able(actors: str, nobody: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in members(actors) if name not in nobody)


@lru_cache(maxsize=4096)
def _on_line(marks: tuple[tuple[float, float], ...], at: float) -> float:
    """The value at a point of a line through marks, each a point and its value."""
    points, values = zip(*marks, strict=True)
    return float(np.interp(at, points, values))


@lru_cache(maxsize=1)
def core_effects() -> Effects:
    """The effects that come with Marsad."""
    return load_table(Path(marsad.knowledge.__file__).parent / "packs" / "core" / FILE, Effects)


def effects_of(knowledge: Knowledge) -> Effects:
    """The effects of the loaded packs: the last pack that has any speaks; who rescues or observes in a pack's war and
    takes no side holds nothing. Raises PackError with FILE:LINE."""
    tables = knowledge.table(FILE, Effects)
    found = tables[-1] if tables else core_effects()
    neutral = {
        actor.name
        for actor in knowledge.actors.values()
        if actor.kind == "organisation" and not actor.sides and actor.pack != "core"  # the African Union has troops
    }
    return found.model_copy(update={"nobody": found.nobody | neutral})
