"""Parameters that several paths share: each bounded, each described once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from marsad.records import CLAIM_TYPES, CONTROL_STATUSES, STATUSES

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years that may be asked about: dates far outside overflow when they are moved between time zones."""
LONGEST = 300
"""Characters of a name: the longest canonical names, joint actors, have about 150."""
NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"


def iso_time(value: str) -> str:
    """A day or a moment in its plain form. Raises ValueError."""
    try:
        plain = date.fromisoformat(value).isoformat() if len(value) == len("2017-02-24") else _moment(value)
    except (ValueError, OverflowError):
        raise ValueError("not a day (2017-02-24) or a moment with zone (2017-02-24T18:00Z)") from None
    if not FIRST_YEAR <= int(plain[:4]) <= LAST_YEAR:
        raise ValueError(f"not between {FIRST_YEAR} and {LAST_YEAR}")
    return plain


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def iso_day(value: str) -> str:
    """Raises ValueError."""
    if len(value) != len("2017-02-24"):
        raise ValueError("not a day (2017-02-24)")
    return iso_time(value)


Time = Annotated[
    str,
    Query(max_length=40, pattern=NO_CONTROLS, examples=["2017-02-24", "2017-02-24T18:00Z"]),
    AfterValidator(iso_time),
]
Day = Annotated[str, Query(max_length=10, pattern=NO_CONTROLS, examples=["2017-02-24"]), AfterValidator(iso_day)]
Name = Annotated[str, Query(max_length=LONGEST, pattern=NO_CONTROLS)]
PlaceQuery = Annotated[
    str,
    Query(
        max_length=LONGEST,
        pattern=NO_CONTROLS,
        description="A place_id, geonameid:N, or a name.",
        examples=["al-Bab", "gn:174018"],
    ),
]
PlacePath = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST,
        pattern=NO_CONTROLS,
        description="A place_id, geonameid:N, or a name.",
        examples=["al-Bab", "gn:174018"],
    ),
]
IdPath = Annotated[str, Path(min_length=1, max_length=40, pattern="^[a-z0-9]+$", examples=["c0123456789abcde"])]
DigestPath = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the report's bytes.")]
Digest = Annotated[str, Query(max_length=64, pattern="^([0-9a-f]{64})?$")]
Address = Annotated[str, Query(max_length=40, pattern="^[a-z0-9]*$")]


def one_of(*words: str) -> tuple[AfterValidator, WithJsonSchema]:
    """Metadata of a text that is one of these words."""

    def checked(value: str) -> str:
        if value not in words:
            raise ValueError(f"one of: {', '.join(word for word in words if word)}")
        return value

    return AfterValidator(checked), WithJsonSchema({"type": "string", "enum": list(words)})


TypeName = Annotated[str, Query(), *one_of("", *CLAIM_TYPES)]
StatusName = Annotated[str, Query(), *one_of("", *STATUSES)]
ControlStatusName = Annotated[str, Query(), *one_of("", *CONTROL_STATUSES)]


@dataclass(frozen=True, slots=True)
class Clocks:
    """As known, as recorded; None is now."""

    as_known_at: str | None = None
    as_recorded_at: str | None = None

    @property
    def now(self) -> bool:
        return self.as_known_at is None and self.as_recorded_at is None


async def clocks(
    as_known_at: Annotated[Time | None, Query(description="Only what was published by then.")] = None,
    as_recorded_at: Annotated[Time | None, Query(description="Only what the ledger held by then.")] = None,
) -> Clocks:
    return Clocks(as_known_at, as_recorded_at)


ClocksParameter = Annotated[Clocks, Depends(clocks)]


class Body(BaseModel):
    """A body of JSON: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_max_length=4000)


Reason = Annotated[str, Field(max_length=4000, description="Why; of a note, its text.")]
