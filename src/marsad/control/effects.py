"""What each type of claim says of control, and how much whose word weighs: the packs' effects.yaml, checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

import marsad.knowledge
from marsad.events import Parties
from marsad.events.standing import ADMISSION, standing
from marsad.knowledge import Knowledge, load_table
from marsad.records import CLAIM_TYPES, STATUSES, Claim

FILE = "effects.yaml"
Weight = float


class VoteRule(BaseModel):
    """One vote that a claim of a type casts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: Literal["actor1", "actor2", "contested"]
    says: Literal["holds", "holds_not"]
    when: Literal["before", "during", "after"]
    strength: float = Field(gt=0, lt=1)
    denied: Literal["flips", "nothing"] = "nothing"


class Effects(BaseModel):
    """The file. Every number is a share from 0 to 1 but `reliability`, a factor."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    types: dict[str, tuple[VoteRule, ...]]
    status: dict[str, float]
    voice: dict[str, float]
    standing: dict[str, float]
    reliability: dict[str, float]
    admission: float = Field(ge=0, le=1)
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

    def trust(self, claim: Claim, parties: Parties) -> float:
        """How much the claim's word weighs, whatever it is about: status, voice, standing, reliability. 0 to `most`."""
        stand = standing(claim, parties)
        # A denial is a statement like any other; its reserve ("reportedly not") still counts.
        status = "hedged" if claim.certainty == "hedged" and claim.realis == "actual" else claim.status
        if stand == ADMISSION:
            base = self.admission
        else:
            base = self.voice.get(claim.source_kind, self.voice["unnamed"]) * self.standing[stand]
        factor = self.reliability.get(parties.reliability(claim), 1.0)
        planned = 0.0 if claim.realis != "actual" else 1.0
        return min(base * factor * self.status[status] * planned, self.most)


@lru_cache(maxsize=1)
def core_effects() -> Effects:
    """The effects that come with Marsad."""
    return load_table(Path(marsad.knowledge.__file__).parent / "packs" / "core" / FILE, Effects)


def effects_of(knowledge: Knowledge) -> Effects:
    """The effects of the loaded packs: the last pack that has any speaks. Raises PackError with FILE:LINE."""
    tables = knowledge.table(FILE, Effects)
    return tables[-1] if tables else core_effects()
