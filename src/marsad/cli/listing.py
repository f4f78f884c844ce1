"""`marsad reports`, `claims`, `events`, `disagreements`, `control`, `changes`: what is held, what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.opening import observing, opened_ledger
from marsad.cli.options import (
    DEFAULT_LEDGER,
    ActorOption,
    AsKnownAtOption,
    AsRecordedAtOption,
    Clocks,
    EventTypeOption,
    JsonOption,
    LedgerOption,
    PackOption,
    PlaceOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    iso_time,
    one_of,
)
from marsad.cli.output import emit, emit_list, event_row, say, warn

if TYPE_CHECKING:
    from marsad.pipeline.observatory import Observatory
    from marsad.pipeline.places import Meant


def register(app: typer.Typer) -> None:
    app.command()(reports)
    app.command()(claims)
    app.command()(events)
    app.command()(disagreements)
    app.command()(control)
    app.command()(changes)


def reports(
    ledger: LedgerOption = DEFAULT_LEDGER,
    rejected: Annotated[
        bool, typer.Option("--rejected", metavar="", help="What was rejected, where and why, instead.")
    ] = False,
    as_recorded_at: AsRecordedAtOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the reports in the ledger, with digest, date and what the date rests on."""
    from marsad.cli.tables import cell, report_table, show, table

    with opened_ledger(ledger) as opened:
        if rejected:
            refused = [{str(name): value for name, value in row.items()} for row in opened.rejections()]
            if as_json:
                emit_list(refused)
                return
            made = table("Rejected", "recorded", "where", "why", wide=("where", "why"))
            for row in refused:
                made.add_row(*map(cell, (row["recorded_at"], row["location"], row["reason"])))
            show(made)
            return
        found = opened.reports(as_recorded_at=as_recorded_at)
        if as_json:
            emit_list(
                {
                    "digest": one.digest, "doc": one.doc, "title": one.title, "outlet": one.outlet, "kind": one.kind,
                    "published_start": one.published.start, "published_end": one.published.end,
                    "published_basis": one.published_basis, "copy_of": one.copy_of, "url": one.url,
                }
                for one in found
            )  # fmt: skip
        else:
            show(report_table(found))


def claims(
    ledger: LedgerOption = DEFAULT_LEDGER,
    of_type: TypeOption = "",
    status: StatusOption = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Who says it, or where the chain ends.")] = "",
    actor: ActorOption = "",
    place: PlaceOption = "",
    doc: Annotated[str, typer.Option(metavar="LABEL", help="A report's label.")] = "",
    report: Annotated[str, typer.Option(metavar="DIGEST", help="A report's digest.")] = "",
    event: Annotated[str, typer.Option(metavar="ID", help="An event, by its id or any of its claims'.")] = "",
    since: SinceOption = None,
    until: UntilOption = None,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims, with people's decisions applied. All filters must hold."""
    from marsad.cli.tables import claim_table, show
    from marsad.ledger import ClaimFilter

    with observing(ledger) as observatory:
        meant = asked_place(observatory, place) if place else None
        where = ClaimFilter(
            type=of_type, status=status, source=source, actor=actor, doc=doc, report=report, event=event,
            since=since, until=until, place_id=meant.place_id if meant else "",
        )  # fmt: skip
        found = observatory.claims(where, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        if as_json:
            emit_list(claim.to_json() for claim in found)
        elif listed := list(found):
            show(claim_table(listed))
        else:
            say(nothing("claim", meant, filtered=where != ClaimFilter()))


def events(
    ledger: LedgerOption = DEFAULT_LEDGER,
    of_type: EventTypeOption = "",
    actor: ActorOption = "",
    place: PlaceOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """List events, each with its independent origins, its credibility and where accounts disagree."""
    from marsad.cli.tables import event_table, show
    from marsad.ledger import EventFilter

    with observing(ledger, packs=pack) as observatory:
        meant = asked_place(observatory, place) if place else None
        place_id = meant.place_id if meant else ""
        where = EventFilter(type=of_type, actor=actor, place_id=place_id, since=since, until=until)
        found = observatory.events(where, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        if as_json:
            emit_list(event_row(event) for event in found)
        elif listed := list(found):
            show(event_table(listed))
        else:
            say(nothing("event", meant, filtered=where != EventFilter()))


def disagreements(
    question: Annotated[
        str, typer.Option(metavar="WORD", help="What is disputed: toll, control, perpetrator, extent, time, place, ...")
    ] = "",
    place: PlaceOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where accounts disagree: each side with its independent origins; those with the most origins first."""
    from marsad.cli.tables import disagreement_table, show
    from marsad.publish.disagreement_rows import QUESTION_ORDER, disagreement_rows

    one_of(question, QUESTION_ORDER, "question")
    with observing(ledger, packs=pack) as observatory:
        meant = asked_place(observatory, place) if place else None
        clocks = Clocks(as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        told = list(observatory.claims(**clocks))
        rows = [
            row
            for row in disagreement_rows(told, list(observatory.events(**clocks)), ())
            if (not question or row["question"] == question)
            and (not meant or row["place_id"] == meant.place_id or row["place_id"].startswith(f"{meant.place_id}/"))
            and (not since or not row["date_end"] or row["date_end"] >= since)
            and (not until or not row["date_start"] or row["date_start"][: len(until)] <= until)
        ]
        if as_json:
            emit_list(rows)
        elif rows:
            show(disagreement_table(rows))
        else:
            say(nothing("disagreement", meant, filtered=bool(question or place or since or until)))


def asked_place(observatory: Observatory, asked: str) -> Meant:
    """The place that is meant. A name that no place has is understood as the one most like it, which is said."""
    meant = observatory.place(asked)
    if meant.guessed:
        warn(f"No place is called {asked!r}; this is {meant.name} ({meant.place_id}).")
    return meant


def nothing(what: str, meant: Meant | None, *, filtered: bool) -> str:
    """Instead of an empty table; with the place that was understood, which may be a namesake of the one meant."""
    place = f" for the place {meant.name} ({meant.place_id})" if meant else ""
    return f"No {what} in this ledger{' fits' if filtered else ''}{place}."


def control(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A place by name, or geonameid:N.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", callback=iso_time, help="The day (its end) or moment asked about.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who held a place: at a time (--at) with the claims that carry the answer, or its whole timeline (without)."""
    from marsad.cli.tables import show, spell_table

    with observing(ledger, packs=pack) as observatory:
        meant = asked_place(observatory, place)
        clocks = {"as_known_at": as_known_at, "as_recorded_at": as_recorded_at}
        if at is not None:
            answer = observatory.control(place, at=at, **clocks)
            if as_json:
                emit(answer.to_json())
            else:
                from marsad.cli.answer import print_control

                print_control(observatory, answer)
            return
        spells = observatory.timeline(place, start=since, end=until, **clocks)
    if as_json:
        emit_list(spell.to_json() for spell in spells)
    elif spells:
        show(spell_table({place: [spell.to_json() for spell in spells]}, {place: meant.name}))
    else:
        say(f"No claim names anybody who held {meant.name} ({meant.place_id}).")


def changes(
    since: Annotated[
        str, typer.Option(metavar="TIME", callback=iso_time, help="What the ledger knew then is compared with now.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", callback=iso_time, help="The day of which control is compared.")
    ] = None,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed in what is known since a moment (when the ledger recorded it), and why: events and control."""
    from marsad.cli.tables import change_table, show

    with observing(ledger, packs=pack) as observatory:
        found = observatory.changes(since, at=at)
        if as_json:
            emit_list(change.to_json() for change in found)
        elif listed := list(found):
            show(change_table(listed))
        else:
            say("Nothing that is known has changed since then.")
