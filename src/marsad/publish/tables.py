"""Tables for analysts: control of places, claims, disagreements. `writers` says in which formats.

Every column's meaning is here, and from here in docs/exports.md, in Parquet's metadata, on a workbook's second sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from marsad.publish.columns import DAY, NUMBER, TEXT, TEXTS, WHOLE, YES_NO, Column, Row, records, schema_of
from marsad.publish.contract import DisagreementRow
from marsad.publish.writers import write_table
from marsad.records import Claim, Control, Place

DEGREES = "degrees (WGS 84)"
SHARE = "0 to 1"

CONTROL_COLUMNS = (
    Column("at", TEXT, "the day (its end) or the moment that the answer is about", "asked for", "ISO 8601"),
    Column("date", DAY, "the day of `at`", "`at`"),
    Column("as_known_at", TEXT, "only reports published by then count; empty: all that is known", "asked for",
           "ISO 8601"),
    Column("place", TEXT, "the place's name", "gazetteer, pack, or the report's words"),
    Column("place_id", TEXT, "the place, also outside the gazetteer: the key of a row, with `at` (names repeat)",
           "claims"),
    Column("place_relation", TEXT, "`is`: `lat` and `lon` are the place's own; `part_of`, `near`: they are those of "
           "the place that it is a part of, or near", "`place_id`, claims"),
    Column("geonameid", WHOLE, "GeoNames' number of the place, or of the one that it belongs to", "gazetteer"),
    Column("lat", NUMBER, "latitude of the place, or of the one that it belongs to; in GeoJSON in the geometry",
           "gazetteer, pack", DEGREES),
    Column("lon", NUMBER, "longitude, likewise", "gazetteer, pack", DEGREES),
    Column("country", TEXT, "the country's ISO 3166 alpha-2 code", "gazetteer, pack"),
    Column("admin1", TEXT, "GeoNames' code of the province", "gazetteer, pack"),
    Column("controller", TEXT, 'who holds it; "A + B" for joint control; `divided` where several hold parts; empty: '
           "nobody, or not known (`status` says which)", "control"),
    Column("probability", NUMBER, "how sure the answer is", "control", SHARE),
    Column("status", TEXT, "`held`, `besieged`, `contested`, `none`, `unknown`", "control"),
    Column("extent", NUMBER, "the controller's share of the place; empty where nobody says", "control", SHARE),
    Column("besieged", YES_NO, "whether a siege goes on: `besieged_by` names somebody", "`besieged_by`, `status`"),
    Column("besieged_by", TEXTS, "who besieges it", "control"),
    Column("contested", YES_NO, "whether it is fought over: `contested_by` names somebody, or `status` says so",
           "`contested_by`, `status`"),
    Column("contested_by", TEXTS, "who fights over it, the controller aside", "control"),
    Column("contamination", TEXT, 'mines and explosives in a sentence: "reported contaminated ...", "reported cleared '
           '..." or "no report". It never says that a place is safe', "control"),
    Column("mines", TEXT, "the same as one word: `contaminated` (reported, or said not to be cleared yet), `cleared` "
           "(all of it is reported cleared), `cleared in part` (or nobody says how much), `no report`",
           "`contamination`"),
    Column("second", TEXT, "the likeliest other answer: an actor, `divided`, `contested` or `unknown`", "`candidates`"),
    Column("second_probability", NUMBER, "its probability", "`candidates`", SHARE),
    Column("evidence", WHOLE, "how many claims carry the answer or speak against it", "`claims`", "claims"),
    Column("shares", records(controller=TEXT, extent=NUMBER, part=TEXT, claims=TEXTS), "who holds which part",
           "control"),
    Column("candidates", records(controller=TEXT, probability=NUMBER), "the possible answers, likeliest first",
           "control"),
    Column("claims", records(id=TEXT, for_=TEXT, weight=NUMBER), "what the answer rests on: a claim's id, the "
           "controller that it speaks for, its weight (0 to 1)", "control"),
    Column("notes", TEXTS, "inconsistencies that the record points out", "control"),
)  # fmt: skip
CONTROL_SCHEMA = schema_of(CONTROL_COLUMNS)
"""One row: one place on one day, the fields of `marsad control --json`, where the place is, and columns to count by."""

DISAGREEMENT_COLUMNS = (
    Column("disagreement", TEXT, "its id, which the sides share; the same claims keep it", "events"),
    Column("question", TEXT, "what is disputed: control, extent, occurrence, perpetrator, opponent, toll, manner, "
           "destination, part, time, place", "events"),
    Column("note", TEXT, "the disagreement in a sentence", "events"),
    Column("place", TEXT, "where, by name", "claims"),
    Column("place_id", TEXT, "where", "claims"),
    Column("date_start", TEXT, "the first day or moment that its claims speak of", "claims", "ISO 8601"),
    Column("date_end", TEXT, "the last", "claims", "ISO 8601"),
    Column("event", TEXT, "the event within which it stands; empty: it stands between events", "events"),
    Column("side", WHOLE, "the number of the side, from 1", "events"),
    Column("value", TEXT, "what this side says", "events"),
    Column("origins", TEXTS, "the independent voices of this side", "events"),
    Column("claims", TEXTS, "the ids of its claims", "events"),
    Column("quotes", TEXTS, "the words of its claims, in the order of `claims`", "reports"),
)  # fmt: skip


def control_table(
    controls: Iterable[Control],
    path: Path,
    *,
    places: Mapping[str, Place] | None = None,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Write answers (one day of all places, or a panel of days) as they come. Returns the number of rows.

    places: place_id -> Place, for coordinates, country and province. versions, errors: as `write_table`.
    """
    known = places or {}
    rows = (_control_row(control, known.get(control.place_id)) for control in controls)
    return write_table(CONTROL_COLUMNS, rows, path, versions=versions)


def disagreements_table(
    disagreements: Sequence[DisagreementRow],
    claims: Iterable[Claim],
    path: Path,
    *,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Write a row for each side of each disagreement, with the quoted words. Returns the number of rows."""
    quotes = {claim.id: claim.quote for claim in claims}
    rows = (
        {
            **row,
            "disagreement": row["id"],
            "event": row["event"] or None,
            "side": number,
            "value": side["value"],
            "origins": side["origins"],
            "claims": side["claims"],
            "quotes": [quotes[claim] for claim in side["claims"] if claim in quotes],
        }
        for row in disagreements
        for number, side in enumerate(row["sides"], start=1)
    )
    return write_table(DISAGREEMENT_COLUMNS, rows, path, versions=versions)


def _control_row(control: Control, place: Place | None) -> Row:
    answer = control.controller or control.status
    second = next((c for c in control.candidates if c.controller != answer), None)
    return {
        **control.to_json(),
        **{name: getattr(place, name) if place else None for name in ("lat", "lon", "country", "admin1")},
        "date": date.fromisoformat(control.at[:10]),
        "place_relation": _relation(control.place_id, place),
        "besieged": control.status == "besieged" or bool(control.besieged_by),
        "contested": control.status == "contested" or bool(control.contested_by),
        "mines": _mines(control.contamination),
        "second": second.controller if second else None,
        "second_probability": second.probability if second else None,
        "evidence": len(control.claims),
    }


def _relation(place_id: str, place: Place | None) -> str:
    """A place that is known only as part or neighbour of another has that one's id, a stroke, and its name."""
    if "/" not in place_id:
        return "is"
    return place.relation if place and place.relation != "is" else "part_of"


def _mines(contamination: str) -> str:
    """The sentence of control.contamination as one word; any report of mines counts before one of clearance."""
    if "reported contaminated" in contamination or "not yet cleared" in contamination:
        return "contaminated"
    if "reported cleared" in contamination:
        return "cleared" if "all of it" in contamination else "cleared in part"
    return "no report"
