"""Review: decisions on claims and on anything else, their history, and reports that people bring."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path as File
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Form, Header, Path, Query, Request, UploadFile
from fastapi import File as FilePart
from pydantic import Field
from starlette.responses import Response

from marsad.ledger import ChangedError, ClaimFilter
from marsad.records import DECISION_ACTIONS, Claim, Decision, LedgerError
from marsad.service import shapes
from marsad.service.accounts import Who
from marsad.service.answers import answer, desk_of, refuse_unknown
from marsad.service.paging import CursorParameter, Limit, slice_of
from marsad.service.parameters import LONGEST, NO_CONTROLS, Body, Clocks, IdPath, Name, Reason, iso_day, one_of
from marsad.service.problems import ProblemError, not_found
from marsad.service.records import claim_rows
from marsad.service.view import View
from marsad.service.who import Analyst

router = APIRouter(tags=["review"])

ON_CLAIMS = ("accept", "reject", "correct")
ON_MORE = ("merge", "split", "undo", "note", "rate", "withhold", "coarsen", "date")
FOR_EDITORS = ("withhold", "coarsen")
MOST_TARGETS = 200
MOST_VALUES = 60

IfMatch = Annotated[
    str | None,
    Header(max_length=100, description="The claim's `version` (its ETag) that was judged.", examples=['"0f3a..."']),
]
Values = Annotated[dict[str, Any], Field(max_length=MOST_VALUES, examples=[{"place_text": "Tadef"}])]
ActionName = Annotated[str, Query(), *one_of("", *DECISION_ACTIONS)]
KindName = Annotated[str, Path(), *one_of("claim", "event", "report", "place", "source", "decision")]
NamePath = Annotated[str, Path(min_length=1, max_length=LONGEST, pattern=NO_CONTROLS)]


class OnClaim(Body):
    action: Annotated[str, *one_of(*ON_CLAIMS)]
    values: Values = Field(default_factory=dict)
    reason: Reason = ""


class OnMore(Body):
    action: Annotated[str, *one_of(*ON_MORE)]
    target: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=NO_CONTROLS)]],
        Field(min_length=1, max_length=MOST_TARGETS, examples=[["c0123456789abcde", "c0123456789abcdf"]]),
    ]
    values: Values = Field(default_factory=dict)
    reason: Reason = ""


class DecisionRow(shapes.Shape):
    id: str = Field(examples=["d0123456789abcde"])
    action: str = Field(json_schema_extra={"enum": list(DECISION_ACTIONS)})
    target: list[str]
    author: str = Field(examples=["heron"])
    at: str
    reason: str
    values: dict[str, Any]
    quotes: list[str] = Field(description="The words that were judged.")


class Judged(shapes.Shape):
    decision: DecisionRow
    claim: shapes.Claim | None = Field(description="As it stands now; null where it is rejected.")
    version: str


class State(shapes.Shape):
    claim: shapes.Claim | None = Field(description="As people left it; null where it is rejected.")
    version: str
    decisions: list[DecisionRow]


class Taken(shapes.Shape):
    added: list[str] = Field(description="Digests of reports that are new.")
    known: list[str]
    claims: int
    rejected: list[str] = Field(description="Reasons.")


@router.post(
    "/claims/{id}/decisions", response_model=Judged, status_code=201, summary="Accept, reject or correct a claim"
)
def judge_claim(
    *, request: Request, who: Analyst, id_: Annotated[IdPath, Path(alias="id")], body: OnClaim, if_match: IfMatch = None
) -> Response:
    """Nobody overwrites what somebody else decided: `If-Match` says which state was judged."""
    refuse_unknown(request)
    desk = desk_of(request)
    if not if_match:
        raise ProblemError(428, "Send If-Match with the claim's version: GET the claim has it as its ETag.")
    view = View(desk, Clocks())
    if not desk.observatory.ledger.claim_versions([id_]):
        raise not_found(f"No claim {id_}.")
    expected = {id_: if_match.removeprefix("W/").strip('"')}
    try:
        made = _decide(
            request, who, action=body.action, target=[id_], reason=body.reason, values=body.values, expected=expected
        )
    except ChangedError as error:
        current = _state(view, id_)
        raise ProblemError(412, error.advice, headers={"ETag": f'"{current["version"]}"'}, current=current) from error
    state = _state(view, id_)
    told = {"decision": decision_row(made), "claim": state["claim"], "version": state["version"]}
    request.state.headers = {"ETag": f'"{state["version"]}"', "Cache-Control": "no-store"}
    return answer(request, told, status=201)


@router.get("/claims/{id}/decisions", response_model=State, summary="A claim as it stands, for reviewers")
def claim_state(request: Request, _who: Analyst, id_: Annotated[IdPath, Path(alias="id")]) -> Response:
    """Rejected ones, too. Its version is also the ETag: send it back as If-Match."""
    refuse_unknown(request)
    state = _state(View(desk_of(request), Clocks()), id_)
    request.state.headers = {"ETag": f'"{state["version"]}"', "Cache-Control": "no-store"}
    return answer(request, state)


@router.post("/decisions", response_model=DecisionRow, status_code=201, summary="Decide on anything else")
def decide(request: Request, who: Analyst, body: OnMore) -> Response:
    """merge, split (claims), undo (decisions), note (anything), rate (sources), date (reports); for editors withhold,
    coarsen."""
    refuse_unknown(request)
    if body.action in FOR_EDITORS and not who.at_least("editor"):
        raise ProblemError(403, "This is for the role editor.")
    if body.action == "undo" and not who.at_least("editor"):
        authors = {one.id: one.author for one in desk_of(request).observatory.ledger.decided}
        if any(authors.get(target, who.name) != who.name for target in body.target):
            raise ProblemError(403, "Analysts undo their own decisions; an editor undoes any.")
    made = _decide(request, who, action=body.action, target=body.target, reason=body.reason, values=body.values)
    request.state.headers = {"Cache-Control": "no-store"}
    return answer(request, decision_row(made), status=201)


@router.get("/decisions", response_model=shapes.page_of(DecisionRow), summary="Decisions, the latest first")
def list_decisions(
    *,
    request: Request,
    _who: Analyst,
    unattached: Annotated[bool, Query(description="Only those that found no claim after a rebuild.")] = False,
    author: Name = "",
    action: ActionName = "",
    target: Name = "",
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    refuse_unknown(request)
    filters = {"unattached": unattached, "author": author, "action": action, "target": target}
    ledger = desk_of(request).observatory.ledger
    found = [
        one
        for one in reversed(ledger.decisions(unattached=True) if unattached else ledger.decided)
        if (not author or one.author == author)
        and (not action or one.action == action)
        and (not target or target in one.target)
    ]
    page = slice_of(found, limit, cursor_, filters)
    whole = {one.id: one for one in ledger.decisions(ids=[one.id for one in page["items"]])}
    rows = [decision_row(whole[one.id]) for one in page["items"] if one.id in whole]
    return _fresh(request, {**page, "items": rows})


@router.get(
    "/history/{kind}/{name:path}", response_model=list[DecisionRow], summary="All that was decided on one thing"
)
def history(request: Request, _who: Analyst, kind: KindName, name: NamePath) -> Response:
    """In order, with what was undone and with notes."""
    refuse_unknown(request)
    try:
        found = desk_of(request).observatory.ledger.history(kind, name)
    except LedgerError as error:
        if error.__cause__ is not None:
            raise
        raise not_found(f"No {kind} {name}.") from error
    return _fresh(request, [decision_row(one) for one in found])


@router.post(
    "/reports",
    response_model=Taken,
    status_code=201,
    responses={200: {"model": Taken, "description": "All of it was known."}},
    summary="Read a report through all stages",
)
def bring_report(
    *,
    request: Request,
    _who: Analyst,
    file: Annotated[UploadFile, FilePart(description="A text, HTML page, JSON lines or feed.")],
    published: Annotated[str, Form(max_length=10, description="The day of a report that prints none.")] = "",
) -> Response:
    """201 where anything was read, 200 where all was known, 422 with the reasons where all was rejected."""
    refuse_unknown(request)
    desk = desk_of(request)
    try:
        day = iso_day(published) if published else None
    except ValueError as error:
        raise ProblemError(422, errors=[{"where": "body.published", "what": str(error)}]) from error
    with tempfile.TemporaryDirectory(prefix="marsad-", dir=desk.settings.folder) as folder:
        path = File(folder, _safe_name(file.filename or ""))
        with path.open("wb") as out:
            while some := file.file.read(1 << 20):
                out.write(some)
        with desk.writing:
            result = desk.observatory.read([path], published=day)
    desk.decided()
    request.state.did = f"read {len(result.added)} reports"
    rejected = [rejection.reason for rejection in result.rejected]
    if rejected and not result.given:
        raise ProblemError(422, errors=[{"where": "body.file", "what": reason[:500]} for reason in rejected[:20]])
    told = {"added": result.added, "known": result.known, "claims": result.claims, "rejected": rejected}
    request.state.headers = {"Cache-Control": "no-store"}
    return answer(request, told, status=201 if result.added else 200)


def decision_row(made: Decision) -> dict[str, Any]:
    row = {name: value for name, value in asdict(made).items() if name != "snapshot"}
    return {**row, "quotes": [entry["quote"] for entry in made.snapshot]}


def _decide(
    request: Request,
    who: Who,
    *,
    action: str,
    target: list[str],
    reason: str,
    values: dict[str, Any],
    expected: dict[str, str] | None = None,
) -> Decision:
    desk = desk_of(request)
    with desk.writing:
        made = desk.observatory.decide(action, target, author=who.name, reason=reason, values=values, expected=expected)
    desk.decided()
    request.state.did = f"{action} {made.id}"
    return made


def _state(view: View, name: str) -> dict[str, Any]:
    """The claim as it stands (null where it is rejected), its version, and all that was decided on it."""
    ledger = view.observatory.ledger
    versions = ledger.claim_versions([name])
    if name not in versions:
        raise not_found(f"No claim {name}.")
    shown: list[Claim] = list(view.claims(ClaimFilter(ids=(name,))))
    rows = claim_rows(view, shown)
    decided = [decision_row(one) for one in ledger.history("claim", name)]
    return {"claim": rows[0] if rows else None, "version": versions[name], "decisions": decided}


def _fresh(request: Request, data: Any) -> Response:  # noqa: ANN401 - any JSON
    return Response(orjson.dumps(data), headers={"Cache-Control": "no-store"}, media_type="application/json")


def _safe_name(given: str) -> str:
    """The label of a report brought by hand: the file's own name, without whatever could lead elsewhere."""
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in given.rpartition("/")[2])[-80:].lstrip(".")
    return name or "report.txt"
