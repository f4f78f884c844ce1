"""Claims, events, disagreements, reports, sources: pages of them, and each by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from marsad.ledger import ClaimFilter, DisputeFilter, EventFilter
from marsad.publish import report_data
from marsad.publish.contract import ReportData
from marsad.publish.report_data import claim_rows as rows_of_claims
from marsad.publish.report_data import event_row, origin_rows, report_rows
from marsad.records import Claim, Event, LedgerError, earliest_moment, latest_moment
from marsad.service import shapes
from marsad.service.answers import Seen, answer
from marsad.service.overview import whole_overview
from marsad.service.paging import CursorParameter, Limit, bad_cursor, cursor, place_cursor, row_cursor, slice_of
from marsad.service.parameters import (
    LONGEST,
    NO_CONTROLS,
    Address,
    Digest,
    DigestPath,
    IdPath,
    Name,
    PlaceQuery,
    StatusName,
    Time,
    TypeName,
)
from marsad.service.problems import not_found
from marsad.service.stored import overview
from marsad.service.view import View

router = APIRouter(tags=["records"])
EVENT_CLAIMS = 500
"""Claims of one event that its page shows: the greatest events have some 200."""


@router.get("/claims", response_model=shapes.page_of(shapes.Claim), summary="Claims")
def list_claims(
    *,
    request: Request,
    view: Seen,
    place: PlaceQuery = "",
    actor: Name = "",
    source: Name = "",
    type_: Annotated[TypeName, Query(alias="type")] = "",
    status: StatusName = "",
    report: Digest = "",
    event: Address = "",
    since: Time | None = None,
    until: Time | None = None,
    q: Annotated[str, Query(max_length=200, pattern=NO_CONTROLS, description="Words of the claim.")] = "",
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Claims that fit all filters, in the order of arrival and of their words, as people left them; with `q`, those
    with its words, the best first (a page may then have fewer than `limit`, or none, before the last)."""
    if report:
        view.report(report)
    event = view.event(event).id if event else ""
    filters: dict[str, Any] = {
        "place_id": view.meant(place).place_id if place else "", "actor": actor, "source": source, "type": type_,
        "status": status, "report": report, "event": event, "since": since, "until": until,
    }  # fmt: skip
    where, named = ClaimFilter(**filters), {**filters, "q": q}
    start = row_cursor(cursor_, named) or None
    found = said(view, where, q, limit=limit, after=start) if q else view.claims_page(where, limit=limit, after=start)
    rows, after = found
    following = cursor(after, named) if after else None
    return answer(request, {"items": claim_rows(view, rows), "next": following})


@router.get("/claims/{id}", response_model=shapes.Claim, summary="A claim")
def one_claim(*, request: Request, view: Seen, id_: Annotated[IdPath, Path(alias="id")]) -> Response:
    return answer(request, claim_rows(view, [view.claim(id_)])[0])


@router.get("/events", response_model=shapes.page_of(shapes.Event), summary="Events")
def list_events(
    *,
    request: Request,
    view: Seen,
    place: PlaceQuery = "",
    actor: Name = "",
    source: Name = "",
    type_: Annotated[TypeName, Query(alias="type")] = "",
    since: Time | None = None,
    until: Time | None = None,
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Events that fit all filters, by their first moment. type: the event's own, or that of any of its claims. source:
    an origin that tells of it."""
    filters: dict[str, Any] = {
        "place_id": view.meant(place).place_id if place else "", "actor": actor, "type": type_, "since": since,
        "until": until,
    }  # fmt: skip
    named = {**filters, "source": source}
    where = EventFilter(**filters, after=row_cursor(cursor_, named))

    def told() -> Iterable[Event]:
        found = view.events(where)
        return (one for one in found if not source or any(origin.name == source for origin in one.origins))

    rows, following = _page(told, limit, named)
    return answer(request, {"items": [event_row(event) for event in rows], "next": following})


@router.get("/events/{id}", response_model=shapes.EventPage, summary="An event, with its claims in their own words")
def one_event(*, request: Request, view: Seen, id_: Annotated[IdPath, Path(alias="id")]) -> Response:
    data = event_data(view, [view.event(id_)])
    shown = {name: data[name] for name in ("claims", "disagreements", "origins", "reports")}
    return answer(request, {"event": data["events"][0], **shown})


@router.get("/disagreements", response_model=shapes.page_of(shapes.Disagreement), summary="Disagreements")
def list_disagreements(
    *,
    request: Request,
    view: Seen,
    place: PlaceQuery = "",
    question: Annotated[str, Query(max_length=40, pattern="^[a-z]*$", examples=["toll"])] = "",
    since: Time | None = None,
    until: Time | None = None,
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Where accounts disagree: those in which the most independent origins take part come first."""
    place_id = view.meant(place).place_id if place else ""
    filters = {"place_id": place_id, "question": question, "since": since, "until": until}
    if view.picture is not None:
        within = DisputeFilter(place_ids=(place_id,) if place_id else (), question=question, since=since, until=until)
        start = place_cursor(cursor_, filters)
        rows, total = view.observatory.ledger.disagreements(within, limit=limit, offset=start)
        following = orjson.dumps(cursor(start + limit, filters) if start + limit < total else None)
        return answer(request, b'{"items":[' + b",".join(rows) + b'],"next":' + following + b"}")
    fitting = [
        row
        for row in whole_overview(view).disagreements
        if (not place_id or row["place_id"] == place_id)
        and (not question or row["question"] == question)
        and _within(row["date_start"], row["date_end"], since, until)
    ]
    return answer(request, slice_of(fitting, limit, cursor_, filters))


@router.get(
    "/disagreements/{id}", response_model=shapes.DisagreementPage, summary="A disagreement, with both sides' words"
)
def one_disagreement(*, request: Request, view: Seen, id_: Annotated[IdPath, Path(alias="id")]) -> Response:
    """Its id stays as long as its claims do, through rebuilds."""
    row: Any
    if view.picture is not None:
        rows, _ = view.observatory.ledger.disagreements(DisputeFilter(id=id_), limit=1)
        row = orjson.loads(rows[0]) if rows else None
    else:
        row = next((row for row in whole_overview(view).disagreements if row["id"] == id_), None)
    if row is None:
        raise not_found(f"No disagreement {id_}.")
    ids = tuple(claim for side in row["sides"] for claim in side["claims"])
    claims = list(view.claims(ClaimFilter(ids=ids))) if ids else []
    page = {
        "disagreement": row,
        "claims": claim_rows(view, claims),
        "origins": origin_rows(claims, ()),
        "reports": report_rows(view.reports_of(claims), claims),
    }
    return answer(request, page)


@router.get("/reports", response_model=shapes.page_of(shapes.Report), summary="Reports")
def list_reports(
    *,
    request: Request,
    view: Seen,
    source: Name = "",
    since: Time | None = None,
    until: Time | None = None,
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Reports in the order of their arrival. source: the outlet; since, until: when they were published."""
    filters = {"source": source, "since": since, "until": until}
    start = place_cursor(cursor_, filters)
    fitting = (
        report
        for report in view.reports()
        if (not source or report.outlet == source)
        and _within(report.published.start, report.published.end, since, until)
    )
    rows = list(islice(fitting, start, start + limit + 1))
    claims = [claim for report in rows[:limit] for claim in view.claims(ClaimFilter(report=report.digest))]
    following = cursor(start + limit, filters) if len(rows) > limit else None
    return answer(request, {"items": report_rows(rows[:limit], claims), "next": following})


@router.get("/reports/{digest}", response_model=shapes.ReportPage, summary="A report's text and its claims")
def one_report(*, request: Request, view: Seen, digest: DigestPath) -> Response:
    report = view.report(digest)
    claims = view.with_events(view.claims(ClaimFilter(report=digest)))
    rows = claim_rows(view, claims)
    return answer(request, {"report": report_rows([report], claims)[0], "text": report.text, "claims": rows})


@router.get("/sources", response_model=shapes.page_of(shapes.Origin), summary="Sources")
def list_sources(
    *,
    request: Request,
    view: Seen,
    q: Name = "",
    kind: Annotated[str, Query(max_length=40, pattern="^[a-z]*$", examples=["monitor"])] = "",
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Origins (the ends of chains of attribution), those with the most claims first."""
    fitting = [
        row
        for row in overview(view).origins
        if q.casefold() in row["name"].casefold() and (not kind or row["kind"] == kind)
    ]
    return answer(request, slice_of(fitting, limit, cursor_, {"q": q, "kind": kind}))


@router.get("/sources/{name:path}", response_model=shapes.SourcePage, summary="A source")
def one_source(
    *,
    request: Request,
    view: Seen,
    name: Annotated[str, Path(min_length=1, max_length=LONGEST, pattern=NO_CONTROLS)],
) -> Response:
    row = next((row for row in overview(view).origins if row["name"] == name), None)
    if row is None:
        raise not_found("No claim has this origin.")
    if view.picture is not None:
        types = view.observatory.ledger.types_of_source(name)
    else:
        types = dict(Counter(claim.type for claim in view.claims(ClaimFilter(source=name))).most_common())
    return answer(request, {"source": row, "types": types})


def said(view: View, where: ClaimFilter, q: str, *, limit: int, after: str | None) -> tuple[list[Claim], str | None]:
    """Claims whose words answer, as far as the reader may see them at the clocks asked for; the cursor after them."""
    try:
        page = view.observatory.ledger.search(q, limit=limit, after=after)
    except LedgerError as error:
        if error.__cause__ is not None:
            raise
        if "cursor" in error.what:
            raise bad_cursor() from error
        return [], None  # signs alone, or words that every text has
    found = {claim.id: claim for claim in view.claims(replace(where, ids=page.claims))} if page.claims else {}
    return [found[name] for name in page.claims if name in found], page.next


def claim_rows(view: View, claims: Sequence[Claim]) -> list[Any]:
    """Rows of the contract, each with its sentence."""
    return list(rows_of_claims(view.reports_of(claims), claims, view.event_ids(claims)))


def event_data(view: View, events: Sequence[Event]) -> ReportData:
    """The contract's rows of these events, and of all that they rest on."""
    ids = [claim for event in events for claim in event.claims[:EVENT_CLAIMS]]
    parts = (tuple(ids[at : at + EVENT_CLAIMS]) for at in range(0, len(ids), EVENT_CLAIMS))
    claims = [claim for some in parts for claim in view.claims(ClaimFilter(ids=some))]
    return report_data(reports=view.reports_of(claims), claims=claims, events=events)


def _page(rows: Callable[[], Iterable[Event]], limit: int, filters: dict[str, Any]) -> tuple[list[Event], str | None]:
    """Some events and the cursor after them."""
    try:
        found = list(islice(rows(), limit + 1))
    except LedgerError as error:
        if error.__cause__ is None and error.what.startswith("no "):
            raise bad_cursor() from error
        raise
    return found[:limit], cursor(found[limit - 1].id, filters) if len(found) > limit else None


def _within(first: str | None, last: str | None, since: str | None, until: str | None) -> bool:
    """Whether an interval overlaps another; one without any bound is in none."""
    if (since or until) and not (first or last):
        return False
    if since and last and latest_moment(last) < earliest_moment(since):
        return False
    return not (until and first and earliest_moment(first) > latest_moment(until))
