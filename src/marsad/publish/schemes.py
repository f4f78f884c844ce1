"""Events in other projects' words: ACLED's event types (codebook of 2023) and PLOVER's events and modes.

docs/data-model.md shows the same correspondence, type by type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from marsad.publish.acled_codes import CIVILIANS, TARGETED, inter, interaction
from marsad.publish.columns import DAY, NUMBER, TEXT, TEXTS, WHOLE, Column, Row
from marsad.records import Claim, Event, parse_day

_VIOLENCE, _DEVELOPMENT = "Political violence", "Strategic developments"
_BATTLES, _REMOTE, _CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"

ACLED: Mapping[str, tuple[str, str, str]] = {
    "armed_clash": (_VIOLENCE, _BATTLES, "Armed clash"),
    "territory_taken": (_VIOLENCE, _BATTLES, "Non-state actor overtakes territory"),
    "withdrawal": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
    "air_strike": (_VIOLENCE, _REMOTE, "Air/drone strike"),
    "shelling": (_VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"),
    "suicide_bombing": (_VIOLENCE, _REMOTE, "Suicide bomb"),
    "explosion": (_VIOLENCE, _REMOTE, "Remote explosive/landmine/IED"),
    "chemical_attack": (_VIOLENCE, _REMOTE, "Chemical weapon"),
    "attack_on_civilians": (_VIOLENCE, _CIVILIANS, "Attack"),
    "abduction": (_VIOLENCE, _CIVILIANS, "Abduction/forced disappearance"),
    "arrest": (_DEVELOPMENT, _DEVELOPMENT, "Arrests"),
    "clearance": (_DEVELOPMENT, _DEVELOPMENT, "Disrupted weapons use"),
    "movement": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
    "offensive": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
    "agreement": (_DEVELOPMENT, _DEVELOPMENT, "Agreement"),
    "displacement": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
    "aid": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
    "destruction": (_DEVELOPMENT, _DEVELOPMENT, "Looting/property destruction"),
    "other_event": (_DEVELOPMENT, _DEVELOPMENT, "Other"),
}
"""Type of event -> disorder type, event type, sub-event type. Statements and states are no events of ACLED's."""

REGAINED, TRANSFERRED = "Government regains territory", "Non-violent transfer of territory"

PLOVER: Mapping[str, tuple[str, str]] = {
    "armed_clash": ("ASSAULT", "firearms"),
    "territory_taken": ("ASSAULT", ""),
    "withdrawal": ("RETREAT", "withdraw"),
    "air_strike": ("ASSAULT", "aerial"),
    "shelling": ("ASSAULT", "heavy-weapons"),
    "suicide_bombing": ("ASSAULT", "suicide-attack"),
    "explosion": ("ASSAULT", "explosives"),
    "chemical_attack": ("ASSAULT", "unconventional"),
    "attack_on_civilians": ("ASSAULT", "targeted"),
    "abduction": ("ASSAULT", "abduct"),
    "arrest": ("COERCE", "arrest"),
    "clearance": ("COERCE", "seize"),
    "movement": ("MOBILIZE", "troops"),
    "offensive": ("MOBILIZE", "troops"),
    "agreement": ("AGREE", ""),
    "aid": ("AID", ""),
    "destruction": ("ASSAULT", "destroy"),
}
"""Type of event -> event, mode. Left out: what PLOVER has no word for; statements, which may be any of five events."""

HAPPENED = frozenset({"asserted", "hedged"})
"""Statuses of claims that say that something happened."""

HISTORICAL = 30
"""Days that an event has been over, from which it is told as history."""

_DRONE, _TRUCE = re.compile(r"\bdrones?\b|\bUAVs?\b", re.I), re.compile(r"\bcease-?fires?\b|\btruces?\b", re.I)

_EMPTY, LEFT_EMPTY = "ACLED's; left empty", ("iso", "region", "admin2", "admin3", "source_scale", "tags", "timestamp")

ACLED_COLUMNS = (
    Column("event_id_cnty", TEXT, "the event's id", "event"),
    Column("event_date", DAY, "the middle day of `date_start` to `date_end`, as ACLED dates what is not known to the "
           "day; the one that is known where the other is open; empty where undated", "event"),
    Column("year", WHOLE, "its year", "`event_date`"),
    Column("time_precision", WHOLE, "1: the day; 2: within a week; 3: more", "event", "1 to 3"),
    Column("disorder_type", TEXT, "ACLED's", "`event_type`"),
    Column("event_type", TEXT, "ACLED's", "type of event"),
    Column("sub_event_type", TEXT, "ACLED's; territory that a state takes in its own country is regained, and what one "
           "leaves without a fight and another holds then is a non-violent transfer", "type of event, actors, control"),
    Column("actor1", TEXT, "who did it, as most claims say; of several the first", "claims"),
    Column("assoc_actor_1", TEXTS, "who did it together with `actor1`", "claims"),
    Column("inter1", WHOLE, "1: the state, in its own country; 2: rebels; 3: militias, and armed groups that nobody "
           "identified; 6: protesters; 7: civilians; 8: forces from abroad, coalitions and others; 0: nobody is named; "
           "empty: a group whose kind no pack tells", "`actor1`", "0 to 8"),
    Column("actor2", TEXT, "against whom, as most claims say; of several the first", "claims"),
    Column("assoc_actor_2", TEXTS, "who was with `actor2`", "claims"),
    Column("inter2", WHOLE, "likewise", "`actor2`", "0 to 8"),
    Column("interaction", WHOLE, "the two codes together, the smaller first; 0 for nobody", "`inter1`, `inter2`"),
    Column("civilian_targeting", TEXT, "`Civilian targeting` where civilians are whom it was done to", "`inter2`"),
    Column("iso", WHOLE, _EMPTY, ""),
    Column("region", TEXT, _EMPTY, ""),
    Column("country", TEXT, "ISO 3166 alpha-2", "claims"),
    Column("admin1", TEXT, "GeoNames' code of the province", "claims"),
    Column("admin2", TEXT, _EMPTY, ""),
    Column("admin3", TEXT, _EMPTY, ""),
    Column("location", TEXT, "the place", "event"),
    Column("latitude", NUMBER, "in GeoJSON in the geometry", "event", "degrees (WGS 84)"),
    Column("longitude", NUMBER, "likewise", "event", "degrees (WGS 84)"),
    Column("geo_precision", WHOLE, "1: the place; 2: near it; 3: a region", "claims", "1 to 3"),
    Column("source", TEXTS, "the outlets", "claims"),
    Column("source_scale", TEXT, _EMPTY, ""),
    Column("notes", TEXT, "the words of its first claim", "reports"),
    Column("fatalities", WHOLE, "the lowest figure that a claim gives, as ACLED takes it; empty: none is said (ACLED "
           "writes 0)", "claims", "people"),
    Column("tags", TEXT, _EMPTY, ""),
    Column("timestamp", WHOLE, _EMPTY, ""),
    Column("fatalities_high", WHOLE, "the highest", "claims", "people"),
    Column("type", TEXT, "our type of event ([data-model.md](data-model.md))", "event"),
    Column("date_start", TEXT, "when it happened, at the earliest", "event", "ISO 8601"),
    Column("date_end", TEXT, "at the latest", "event", "ISO 8601"),
    Column("place_id", TEXT, "the place", "event"),
    Column("geonameid", WHOLE, "GeoNames' number of the place, or of the one that it belongs to", "event"),
    Column("credibility", WHOLE, "1 (confirmed) to 6 (cannot be judged), after the Admiralty system", "event",
           "1 to 6"),
    Column("origins", TEXTS, "the independent voices behind it", "event"),
    Column("claims", TEXTS, "the ids of its claims", "event"),
)  # fmt: skip


def acled_rows(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    *,
    governs: Callable[[str, str], bool],
    kind_of: Callable[[str], str],
    holder: Callable[[str, str], str | None],
) -> Iterator[Row]:
    """Rows of ACLED_COLUMNS, of events that some claim says did happen.

    claims: by id. governs: whether an actor is the state of a country (ISO alpha-2) or its forces. kind_of: an actor's
    kind; "" where it is not known. holder: who held a place (place_id) at the end of a day; None if nobody did.
    """
    for event, told in _happened(events, claims, ACLED):
        disorder, kind, sub = ACLED[event.type]
        actor1, actor2 = _commonest(c.actor1 for c in told), _commonest(c.actor2 for c in told)
        country = _commonest(c.country for c in told) or ""
        if event.type == "territory_taken" and actor1 and governs(actor1, country):
            sub = REGAINED
        if event.type == "withdrawal" and event.date_end and event.place_id:
            after = holder(event.place_id, event.date_end[:10])
            sub = TRANSFERRED if after and actor1 and not set(after.split(" + ")) & set(actor1.split(" + ")) else sub
        (first, *with_first), (second, *with_second) = ((name or "").split(" + ") for name in (actor1, actor2))
        codes = [inter(kind_of(name), governs=governs(name, country)) if name else 0 for name in (first, second)]
        day, precision = _dated(event)
        deaths = [value for c in told for value in (c.killed_low, c.killed_high) if value is not None]
        yield {
            **event.to_json(),
            **dict.fromkeys(LEFT_EMPTY),
            "event_id_cnty": event.id,
            "event_date": day,
            "year": day.year if day else None,
            "time_precision": precision,
            "disorder_type": disorder,
            "event_type": kind,
            "sub_event_type": sub,
            "actor1": first or None,
            "assoc_actor_1": with_first,
            "inter1": codes[0],
            "actor2": second or None,
            "assoc_actor_2": with_second,
            "inter2": codes[1],
            "interaction": interaction(*codes) if None not in codes else None,
            "civilian_targeting": TARGETED if codes[1] == CIVILIANS else None,
            "country": country or None,
            "admin1": _commonest(c.admin1 for c in told),
            "location": event.place,
            "latitude": event.lat,
            "longitude": event.lon,
            "geo_precision": min(c.geo_precision for c in told),
            "source": sorted({c.outlet for c in told if c.outlet}),
            "notes": told[0].quote,
            "fatalities": min(deaths, default=None),
            "fatalities_high": max(deaths, default=None),
            "origins": [origin.name for origin in event.origins],
        }


def plover_rows(events: Iterable[Event], claims: Mapping[str, Claim]) -> Iterator[dict[str, Any]]:
    """PLOVER records, of events for which PLOVER has a word; those that nobody says did happen bear it in their
    auxiliary modes."""
    for event, told in _told(events, claims, PLOVER):
        words = " ".join(c.quote for c in told)
        kind, mode = PLOVER[event.type]
        actor, recipient = _commonest(c.actor1 for c in told), _commonest(c.actor2 for c in told)
        if event.type == "territory_taken" and not recipient:
            kind, mode = "COERCE", "seize"  # nobody is said to have resisted
        if event.type == "agreement" and _TRUCE.search(words):
            kind, mode = "RETREAT", "ceasefire"
        if event.type == "air_strike" and _DRONE.search(words):
            mode = "drone"
        day, precision = _dated(event)
        lows = [c.killed_low for c in told if c.killed_low is not None]
        hurt = [c.wounded_low for c in told if c.wounded_low is not None]
        yield {
            "event_id": event.id,
            "event_date": day,
            "date_start": event.date_start,
            "date_end": event.date_end,
            "time_precision": precision,
            "event_type": kind,
            "event_mode": mode or None,
            "auxiliary_modes": _auxiliary(event, told),
            "actor": (actor or "").split(" + ") if actor else [],
            "recipient": (recipient or "").split(" + ") if recipient else [],
            "magnitude": {"dead": min(lows, default=None), "injured": min(hurt, default=None)},
            "location": {
                "name": event.place,
                "country": _commonest(c.country for c in told),
                "geonames_id": event.geonameid,
                "latitude": event.lat,
                "longitude": event.lon,
            },
            "text": told[0].quote,
            "publisher": sorted({c.outlet for c in told if c.outlet}),
            "publication_date": min((c.published_start for c in told if c.published_start), default=None),
            "credibility": event.credibility,
            "claims": list(event.claims),
        }


def _told(
    events: Iterable[Event], claims: Mapping[str, Claim], scheme: Mapping[str, object]
) -> Iterator[tuple[Event, list[Claim]]]:
    """Events of the scheme with their claims: those that say that it happened, none denied, none planned; all of them
    where none says so."""
    for event in events:
        found = [claims[name] for name in event.claims if name in claims] if event.type in scheme else []
        if found:
            yield event, [claim for claim in found if claim.status in HAPPENED] or found


def _happened(
    events: Iterable[Event], claims: Mapping[str, Claim], scheme: Mapping[str, object]
) -> Iterator[tuple[Event, list[Claim]]]:
    """Those of them of which some claim says that they happened."""
    return ((event, told) for event, told in _told(events, claims, scheme) if told[0].status in HAPPENED)


def _auxiliary(event: Event, told: Sequence[Claim]) -> list[str]:
    """PLOVER's auxiliary modes. told: as `_told` gives them."""
    if told[0].status not in HAPPENED:
        return sorted({"negation" if c.status == "denied" else c.realis for c in told})
    first = min((c.published_start for c in told if c.published_start), default=None)
    last = parse_day(event.date_end) if event.date_end else None
    return ["historical"] if first and last and (parse_day(first) - last).days > HISTORICAL else []


def _dated(event: Event) -> tuple[Any, int]:
    """The middle day, and ACLED's precision of it."""
    known = [parse_day(value) for value in (event.date_start, event.date_end) if value]
    if len(known) < 2:
        return (known[0] if known else None), 3
    length = (known[1] - known[0]).days
    return known[0] + timedelta(days=length // 2), 1 if length == 0 else 2 if length < 7 else 3


def _commonest(names: Iterable[str]) -> str | None:
    """The name that most give (the first of equals); None where none is given."""
    given = Counter(name for name in names if name)
    return given.most_common(1)[0][0] if given else None
