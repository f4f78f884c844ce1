"""What is found out about who speaks, and what kinds of speakers have in common."""

from __future__ import annotations

from dataclasses import dataclass

NO_INTEREST = "none known"
NO_NOUN = "no noun tells its kind"

ARMED_KINDS = frozenset(("rebel", "jihadist", "militia", "ethnic_forces"))
"""Actors that are no state: who speaks for one is a party, not an official."""

NEUTRAL_SPEAKERS = frozenset(("activist", "eyewitness", "outlet", "monitor"))
"""Speakers whom a nationality ("Syrian activists") does not make their state's."""

STATE_SPEAKERS = frozenset(("official", "party", "unnamed"))
"""Speakers who belong to the state or the arm that is named with them ("a Turkish official", "a military source")."""

MEDIA = frozenset(("agency", "outlet"))
"""Kinds of media: "the state-run X agency" is X."""

TOLD_TO_MEDIA = STATE_SPEAKERS | {"eyewitness", "activist"}
"""Kinds of speakers whom media quote, and who don't quote them."""

OF_A_SIDE = "belongs to a side of the fighting"
"""The basis of a party's reliability, as source_words.yaml has it."""

ISSUERS = frozenset(("official", "party"))
"""Kinds of bodies that publish statements of their own; any other outlet is a medium."""


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """source: as named in the report, "the monitor" and short forms resolved; "" for a medium's own voice.

    via: the relays, innermost first. origin: the stable name of who stands behind it: a spokesman's body, a state
    medium's state; for unnamed sources the words and the relay that vouches for them. speaks_for: the canonical actor
    whose interest it shares, "" if none is known; interest: that actor's side, or the actor, or "none known".
    reliability: Admiralty A to F (AJP-2.1) with its `basis`. why: how kind and origin were found. turned: the
    report seems to name the source as the relay."""

    source: str
    kind: str
    origin: str
    interest: str = NO_INTEREST
    speaks_for: str = ""
    reliability: str = "F"
    basis: str = ""
    via: tuple[str, ...] = ()
    why: str = ""
    turned: bool = False
