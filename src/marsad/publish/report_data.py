"""Reports, claims, events and control as the one JSON object of the reader's page (its shapes: `contract.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from marsad.publish.actor_codes import actor_codes, actors_of
from marsad.publish.context import sentence_around
from marsad.publish.contract import (
    CONTRACT_VERSION,
    ActorRow,
    ClaimRow,
    DisagreementRow,
    EventRow,
    OriginRow,
    PlaceRow,
    RejectedRow,
    ReportData,
    ReportRow,
    SummaryRow,
    TollRow,
    TownRow,
)
from marsad.publish.disagreement_rows import disagreement_id, disagreement_rows
from marsad.publish.map_rows import Timelines, known_rows, map_row
from marsad.publish.passages import passage_rows
from marsad.publish.place_rows import origin_of, place_rows
from marsad.records import Claim, Control, Disagreement, Event, MarsadError, Place, Report, Spell, Toll


def report_data(
    *,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    events: Sequence[Event] = (),
    spells: Mapping[str, Sequence[Spell]] | None = None,
    days: Mapping[str, Sequence[Control]] | None = None,
    disagreements: Sequence[Disagreement] = (),
    rejected: Sequence[tuple[str, str]] = (),
    versions: Mapping[str, str] | None = None,
    places: Mapping[str, Place] | None = None,
    towns: Sequence[Place] = (),
    title: str = "What the reports say",
    as_known_at: str | None = None,
    known: Mapping[str, Timelines] | None = None,
    former: Mapping[str, str] | None = None,
) -> ReportData:
    """Assemble the page's data. The same input gives the same object, in the same order.

    spells, days: place_id -> the timeline of control, and its answers at the first day of each stretch. disagreements:
    those between events (an event's own are taken from it). rejected: (where, reason) of reports that could not be
    read. places: place_id -> what is known of it; a place missing here is described from its claims. towns: larger
    places around, for orientation. known: as-known day -> the timelines of that day. former: id that an event or
    claim had -> the one that it leads to; what leads to none of those given is left out. Raises MarsadError where a
    claim's report is missing or does not hold its quote.
    """
    spells, days = spells or {}, days or {}
    event_of = {claim: event.id for event in events for claim in event.claims}
    told = claim_rows(reports, claims, event_of)
    disputes = disagreement_rows(claims, events, disagreements)
    rows_of_places = place_rows(claims, events, spells, days, places or {})
    summary = summary_row(reports, claims, events, rows_of_places, disputes)
    slider = summary["first_day"], summary["last_day"]
    shown = map_row(rows_of_places, disputes, claims, days=slider)
    ids = {claim.id for claim in claims} | {event.id for event in events}
    return ReportData(
        contract=CONTRACT_VERSION,
        title=title,
        as_known_at=as_known_at,
        versions=dict(versions or {}),
        summary=summary,
        disagreements=disputes,
        places=rows_of_places,
        actors=actor_rows(claims, spells, days, earlier=(known or {}).values()),
        origins=origin_rows(claims, events),
        events=[event_row(event) for event in events],
        claims=told,
        reports=report_rows(reports, claims),
        towns=town_rows(towns),
        rejected=[RejectedRow(where=where, reason=reason) for where, reason in rejected],
        map=shown,
        known=known_rows(known or {}, shown, days=slider),
        passages=passage_rows(reports, claims),
        former={name: now for name, now in sorted((former or {}).items()) if now in ids and name not in ids},
    )


def claim_rows(reports: Sequence[Report], claims: Sequence[Claim], event_of: Mapping[str, str]) -> list[ClaimRow]:
    """Each claim with the rest of its sentence. Raises MarsadError where its report is missing or does not hold it."""
    texts = {report.digest: report.text for report in reports}
    rows = []
    for claim in claims:
        text = texts.get(claim.report)
        if text is None or text[claim.start : claim.end] != claim.quote:
            raise MarsadError(
                f"claim {claim.id} quotes words that its report does not hold",
                where=claim.doc,
                advice="Rebuild the claims from the reports",
            )
        before, after = sentence_around(text, claim.start, claim.end)
        rows.append(_claim(claim, before=before, after=after, event=event_of.get(claim.id, "")))
    return rows


def _claim(claim: Claim, *, before: str, after: str, event: str) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        report=claim.report,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        before=before,
        after=after,
        also=list(claim.also),
        kind=claim.kind,
        type=claim.type,
        status=claim.status,
        actor1=claim.actor1,
        actor2=claim.actor2,
        place_id=claim.place_id,
        place_text=claim.place_text,
        place_relation=claim.place_relation,
        part=claim.part,
        from_place=claim.from_place,
        to_place=claim.to_place,
        operation=claim.operation,
        date_start=claim.date_start,
        date_end=claim.date_end,
        date_text=claim.date_text,
        tolls=[TollRow(kind=t.kind, who=t.who, low=t.low, high=t.high) for t in tolls_of(claim)],
        extent=claim.extent,
        source=claim.source,
        source_kind=claim.source_kind,
        via=claim.via,
        origin=origin_of(claim),
        event=event,
        unresolved=list(claim.unresolved),
        confidence=round(claim.confidence, 3),
    )


def tolls_of(claim: Claim) -> Iterable[Toll]:
    """All tolls, with the two that claims.md also gives as plain fields, each once."""
    said = {toll.kind for toll in claim.tolls}
    for kind, low, high in (
        ("killed", claim.killed_low, claim.killed_high),
        ("wounded", claim.wounded_low, claim.wounded_high),
    ):
        if kind not in said and (low is not None or high is not None):
            yield Toll(kind, "", low, high)
    yield from claim.tolls


NOBODY_KNOWN = "unknown"
"""Whoever fights or holds there, without a name: no actor of the legend."""


def actor_rows(
    claims: Sequence[Claim],
    spells: Mapping[str, Sequence[Spell]],
    days: Mapping[str, Sequence[Control]],
    *,
    earlier: Iterable[Timelines] = (),
) -> list[ActorRow]:
    """Actors that hold, besiege or contest places on some day first, each group by number of claims; codes follow that
    order. earlier: the timelines as known on earlier days: whoever was thought to hold a place then has a colour,
    too."""
    named = Counter(actor for c in claims for actor in {*actors_of(c.actor1), *actors_of(c.actor2)})
    holders: set[str | None] = set()
    for timelines, answers in ((spells, days), *earlier):
        holders.update(spell.controller for told in timelines.values() for spell in told)
        for controls in answers.values():
            for day in controls:
                holders.update((*day.besieged_by, *day.contested_by, *(share.controller for share in day.shares)))
                holders.add(day.controller)
    holding = {actor for name in holders for actor in actors_of(name)} - {NOBODY_KNOWN}
    ordered = sorted({*named, *holding}, key=lambda name: (name not in holding, -named[name], name))
    codes = actor_codes(ordered)
    return [ActorRow(name=n, code=codes[n], claims=named[n], controls=n in holding) for n in ordered]


def origin_rows(claims: Sequence[Claim], events: Sequence[Event]) -> list[OriginRow]:
    judged = {origin.name: origin for event in events for origin in event.origins}
    kinds: dict[str, str] = {}
    spoken: Counter[str] = Counter()
    for claim in claims:
        spoken[origin_of(claim)] += 1
        kinds.setdefault(origin_of(claim), claim.source_kind)
    return [
        OriginRow(
            name=name,
            kind=judged[name].kind if name in judged else kinds[name],
            interest=judged[name].interest if name in judged else "",
            reliability=judged[name].reliability if name in judged else "",
            claims=number,
        )
        for name, number in sorted(spoken.items(), key=lambda item: (-item[1], item[0]))
    ]


def town_rows(towns: Sequence[Place]) -> list[TownRow]:
    return [TownRow(name=t.name, lat=t.lat, lon=t.lon) for t in towns if t.lat is not None and t.lon is not None]


def event_row(event: Event) -> EventRow:
    return EventRow(
        id=event.id,
        type=event.type,
        place_id=event.place_id,
        place=event.place or "",
        date_start=event.date_start,
        date_end=event.date_end,
        actors=list(event.actors),
        claims=list(event.claims),
        origins=[origin.name for origin in event.origins],
        credibility=event.credibility,
        reasons=list(event.reasons),
        disagreements=[disagreement_id(dispute) for dispute in event.disagreements],
    )


def report_rows(reports: Sequence[Report], claims: Sequence[Claim]) -> list[ReportRow]:
    made = Counter(claim.report for claim in claims)
    return [
        ReportRow(
            digest=report.digest,
            doc=report.doc,
            title=report.title,
            outlet=report.outlet,
            author=report.author,
            agency=report.agency,
            url=report.url,
            kind=report.kind,
            published_start=report.published.start,
            published_end=report.published.end,
            published_basis=report.published_basis,
            copy_of=report.copy_of,
            claims=made[report.digest],
        )
        for report in reports
    ]


def summary_row(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    events: Sequence[Event],
    places: Sequence[PlaceRow],
    disputes: Sequence[DisagreementRow],
) -> SummaryRow:
    published = [day[:10] for r in reports for day in (r.published.start, r.published.end) if day]
    said = [day[:10] for claim in claims for day in (claim.date_start, claim.date_end) if day]
    held = [day[:10] for place in places for spell in place["spells"] for day in (spell["start"], spell["end"])]
    every = published + said + held
    return SummaryRow(
        reports=len(reports),
        claims=len(claims),
        events=len(events),
        places=len(places),
        origins=len({origin_of(claim) for claim in claims}),
        disagreements=len(disputes),
        first_day=min(every, default=None),
        last_day=max(every, default=None),
        opening_day=max(published or said or held, default=None),
    )
