"""Changes since a moment, search, exports, health."""

from __future__ import annotations

import tempfile
from pathlib import Path as File
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from marsad import __version__
from marsad.ledger import ClaimFilter, DisputeFilter
from marsad.pipeline.answering import days_between
from marsad.pipeline.page import shown_versions
from marsad.publish import claims_jsonl, claims_table, control_table, disagreements_table
from marsad.publish.spreadsheet import check_sheet
from marsad.publish.writers import PLACE_ENDINGS, TABLE_ENDINGS
from marsad.records import parse_day
from marsad.service import shapes
from marsad.service.answers import Seen, SeenNow, answer, check_modified, desk_of, refuse_unknown
from marsad.service.board import Picture
from marsad.service.names import Names, hit
from marsad.service.overview import whole_overview
from marsad.service.paging import CursorParameter, Limit, cursor, row_cursor, slice_of
from marsad.service.parameters import NO_CONTROLS, Day, Time, one_of
from marsad.service.problems import ProblemError
from marsad.service.records import said
from marsad.service.stored import overview, panel, place_of
from marsad.service.view import View
from marsad.service.who import Analyst

router = APIRouter()
MOST_DISAGREEMENTS = 10_000_000
"""More than any ledger has: an export has them all."""
PANEL_DAYS = 1100
"""Days of a panel at most: three years."""
EXPORTS = (
    *(f"claims{ending}" for ending in (".jsonl", *PLACE_ENDINGS)),
    *(f"disagreements{ending}" for ending in TABLE_ENDINGS),
    *(f"{table}{ending}" for table in ("control", "panel") for ending in PLACE_ENDINGS),
)
ExportName = Annotated[str, Path(description="docs/exports.md has the columns."), *one_of(*EXPORTS)]
KindName = Annotated[str, Query(), *one_of("", "place", "actor", "source", "claim")]
MEDIA = {
    ".jsonl": "application/x-ndjson", ".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}  # fmt: skip


@router.get("/health", response_model=shapes.Health, tags=["service"], summary="Whether the ledger can be read")
def health(*, request: Request) -> Response:
    """503 where it cannot."""
    refuse_unknown(request)
    _ = desk_of(request).observatory.ledger.last_recorded
    return Response(
        shapes.Health(status="ok", version=__version__, ledger="ok").model_dump_json(),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )


@router.get(
    "/changes", response_model=shapes.page_of(shapes.Change), tags=["records"], summary="Changes since a moment"
)
def changes(
    *,
    request: Request,
    view: SeenNow,
    _who: Analyst,
    since: Annotated[Time, Query(description="What the ledger knew then is compared with now.")],
    at: Annotated[Time | None, Query(description="The day of which control is compared.")] = None,
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Events and control that are known otherwise than at that moment of recorded time, and why."""
    rows = view.desk.remembered(
        ("changes", view.audience, since, at),
        lambda: [change.to_json() for change in view.observatory.changes(since, at=at)],
    )
    return answer(request, slice_of(rows, limit, cursor_, {"since": since, "at": at}))


@router.get("/search", response_model=shapes.page_of(shapes.Hit), tags=["records"], summary="Search")
def search(
    *,
    request: Request,
    view: Seen,
    q: Annotated[str, Query(min_length=2, max_length=200, pattern=NO_CONTROLS, examples=["al-Bab"])],
    kind: KindName = "",
    limit: Limit = 50,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Places, actors and sources by name (spelt alike is enough) on the first page; then claims by their words, the
    best answers first. A phrase in quotation marks must be found as it is."""
    filters = {"q": q, "kind": kind}
    after = row_cursor(cursor_, filters)
    hits = [] if after or kind == "claim" else _names(view).find(q, kind=kind)
    following = None
    if kind in ("", "claim"):
        claims, following = said(view, ClaimFilter(), q, limit=limit, after=after or None)
        hits += [
            hit("claim", one.id, one.quote, one.type, place_id=one.place_id, date=one.date_start or one.date_end)
            for one in claims
        ]
    return answer(request, {"items": hits, "next": cursor(following, filters) if following else None})


FILES: dict[str, Any] = {media.partition(";")[0]: {"schema": {"type": "string"}} for media in MEDIA.values()}


@router.get(
    "/exports/{file}",
    tags=["exports"],
    summary="A file for other programs",
    response_class=FileResponse,
    responses={200: {"content": FILES}},
)
def export(
    *,
    request: Request,
    view: Seen,
    file: ExportName,
    at: Annotated[Time | None, Query(description="For control: the day (its end), or a moment.")] = None,
    first: Annotated[Day | None, Query(description="For a panel: the first day.")] = None,
    last: Annotated[Day | None, Query(description="For a panel: the last day.")] = None,
) -> Response:
    """Claims; disagreements; control of every place at a time; a panel of places and days. The ending says how."""
    days = _days(file, at, first, last)
    if days and (picture := view.picture) is not None:
        check_modified(request, view, picture.state)
    folder = tempfile.TemporaryDirectory(prefix="marsad-", dir=view.desk.settings.folder)
    path = File(folder.name, file)
    try:
        _write(view, path, days)
    except BaseException:
        folder.cleanup()
        raise
    headers = {**request.state.headers, "Content-Disposition": f'attachment; filename="{file}"'}
    media = MEDIA.get(path.suffix, "application/octet-stream")
    return FileResponse(path, headers=headers, media_type=media, background=BackgroundTask(folder.cleanup))


def _days(file: str, at: str | None, first: str | None, last: str | None) -> list[str]:
    """The days of a table of control. Raises ProblemError where they are missing, too many, or not asked for."""
    wanted = {"control": ("at",), "panel": ("first", "last")}.get(file.partition(".")[0], ())
    given = {"at": at, "first": first, "last": last}
    wrong = [name for name, value in given.items() if (value is not None) != (name in wanted)]
    if wrong:
        raise ProblemError(
            422,
            errors=[
                {"where": f"query.{name}", "what": "needed" if name in wanted else f"{file} takes none"}
                for name in wrong
            ],
        )
    if at is not None:
        return [at]
    if first is None or last is None:
        return []
    if (parse_day(last) - parse_day(first)).days >= PANEL_DAYS:
        raise ProblemError(422, errors=[{"where": "query.last", "what": f"more than {PANEL_DAYS} days"}])
    return list(days_between(first, last))


def _write(view: View, path: File, days: list[str]) -> None:
    versions = shown_versions(view.observatory)
    if path.name.startswith("claims"):
        claims = view.with_events(view.claims(ClaimFilter()))
        if path.suffix != ".jsonl":
            claims_table(claims, path, versions=versions)
            return
        with path.open("wb") as out:
            claims_jsonl(claims, out)
        return
    if (picture := view.picture) is not None:
        _write_stored(view, picture, path, days, versions)
        return
    seen = whole_overview(view)
    if path.name.startswith("disagreements"):
        disagreements_table(seen.disagreements, view.claims(ClaimFilter()), path, versions=versions)
        return
    if path.suffix == ".xlsx":
        check_sheet(sum(len(unit.spells) for unit in seen.units) * len(days), where=path.name)
    control_table(seen.panel(days), path, places=seen.known, versions=versions)


def _write_stored(view: View, picture: Picture, path: File, days: list[str], versions: dict[str, str]) -> None:
    """Of a large ledger: what needs claims reads them place by place."""
    if path.name.startswith("disagreements"):
        rows, _ = view.observatory.ledger.disagreements(DisputeFilter(), limit=MOST_DISAGREEMENTS)
        disagreements_table([orjson.loads(row) for row in rows], view.claims(ClaimFilter()), path, versions=versions)
        return
    if path.suffix == ".xlsx":
        check_sheet(len(picture.held) * len(days), where=path.name)
    places = {name: place_of(line) for name, line in picture.lines.items()}
    control_table(panel(view, picture, days), path, places=places, versions=versions)


def _names(view: View) -> Names:
    if view.picture is not None:
        return view.desk.names()
    seen = overview(view)
    return Names.among(
        [
            *(
                hit("place", row["place_id"], row["name"], row["country"], place_id=row["place_id"])
                for row in seen.places
            ),
            *(hit("actor", row["name"], row["name"], f"{row['claims']} claims") for row in seen.actors),
            *(hit("source", row["name"], row["name"], row["kind"]) for row in seen.origins),
        ]
    )
