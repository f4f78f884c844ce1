"""The vocabulary of the house: frozen records that every room speaks. Imports nothing of the project."""

from marsad.records.claim import Claim, Toll, claim_id
from marsad.records.control import CONTROL_STATUSES, Candidate, ClaimWeight, Control, Share, Spell
from marsad.records.decision import DECISION_ACTIONS, Decision
from marsad.records.errors import DoneError, LedgerError, MarsadError, PackError, RejectedReportError
from marsad.records.event import Disagreement, Event, Origin, Side
from marsad.records.interval import ALWAYS, Interval, earliest_moment, latest_moment, parse_day
from marsad.records.knowledge import Actor, Alliance, Operation, Place, Source
from marsad.records.place_ids import NEAR, REGION, RIVER, Box, by_root, name_of_place, root_of
from marsad.records.report import PUBLISHED_BASES, REPORT_KINDS, Report
from marsad.records.vocabulary import (
    CLAIM_TYPES,
    EVENT_TYPES,
    FAMILIES,
    PLACE_RELATIONS,
    STATE_TYPES,
    STATUSES,
    kind_of,
    status_of,
)

__all__ = [
    "ALWAYS",
    "CLAIM_TYPES",
    "CONTROL_STATUSES",
    "DECISION_ACTIONS",
    "EVENT_TYPES",
    "FAMILIES",
    "NEAR",
    "PLACE_RELATIONS",
    "PUBLISHED_BASES",
    "REGION",
    "REPORT_KINDS",
    "RIVER",
    "STATE_TYPES",
    "STATUSES",
    "Actor",
    "Alliance",
    "Box",
    "Candidate",
    "Claim",
    "ClaimWeight",
    "Control",
    "Decision",
    "Disagreement",
    "DoneError",
    "Event",
    "Interval",
    "LedgerError",
    "MarsadError",
    "Operation",
    "Origin",
    "PackError",
    "Place",
    "RejectedReportError",
    "Report",
    "Share",
    "Side",
    "Source",
    "Spell",
    "Toll",
    "by_root",
    "claim_id",
    "earliest_moment",
    "kind_of",
    "latest_moment",
    "name_of_place",
    "parse_day",
    "root_of",
    "status_of",
]
