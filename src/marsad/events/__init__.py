"""Events: which claims speak of one occurrence, who really stands behind them, and where their accounts differ."""

from marsad.events.disagreements import around_place, destinations, within_event
from marsad.events.events import event_id, event_index, match_events
from marsad.events.origins import voices
from marsad.events.parties import JOINT, NO_PARTIES, Parties, TableParties, members, origin_of

__all__ = [
    "JOINT",
    "NO_PARTIES",
    "Parties",
    "TableParties",
    "around_place",
    "destinations",
    "event_id",
    "event_index",
    "match_events",
    "members",
    "origin_of",
    "voices",
    "within_event",
]
