"""`marsad decide` and `decisions`: what people judge, appended to the ledger and applied to what is derived."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from marsad.cli.opening import observing, opened_ledger
from marsad.cli.options import DEFAULT_LEDGER, AsRecordedAtOption, JsonOption, LedgerOption, PackOption, iso_time
from marsad.cli.output import emit, emit_list, say
from marsad.cli.unfolding import unfolding

decide = typer.Typer(
    help="Append a decision: accept, reject, correct, merge, split, undo, redact, note, rate, withhold, coarsen, date.",
    no_args_is_help=True,
)

ClaimsArgument = Annotated[list[str], typer.Argument(metavar="CLAIM", help="Ids of claims (marsad claims).")]
AboutArgument = Annotated[list[str], typer.Argument(metavar="WHAT", help="What it is about.")]
AuthorOption = Annotated[
    str, typer.Option(envvar="MARSAD_AUTHOR", metavar="NAME", help="Who decides: a name or a pseudonym.")
]
ReasonOption = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]


def register(app: typer.Typer) -> None:
    app.add_typer(decide, name="decide")
    app.command()(decisions)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whose decision it is, and why; the options of every kind of decision."""

    author: AuthorOption
    reason: ReasonOption = ""
    ledger: LedgerOption = DEFAULT_LEDGER
    pack: PackOption = None
    as_json: JsonOption = False


@decide.command()
@unfolding
def accept(claims: ClaimsArgument, judgement: Judgement) -> None:
    """The claims stand as they are."""
    _decide("accept", claims, judgement)


@decide.command()
@unfolding
def reject(claims: ClaimsArgument, judgement: Judgement) -> None:
    """The report does not say so: the claims count no more."""
    _decide("reject", claims, judgement)


@decide.command()
@unfolding
def correct(
    claims: ClaimsArgument,
    values: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help="A field and its right value; repeat.")
    ],
    judgement: Judgement,
) -> None:
    """Fields of the claims are wrong: give the right ones. VALUE is JSON (null, 12, ["a"]) or plain words."""
    _decide("correct", claims, judgement, values=_values(values))


@decide.command()
@unfolding
def merge(claims: ClaimsArgument, judgement: Judgement) -> None:
    """The claims speak of one event."""
    _decide("merge", claims, judgement)


@decide.command()
@unfolding
def split(claims: ClaimsArgument, judgement: Judgement) -> None:
    """No two of the claims speak of one event."""
    _decide("split", claims, judgement)


@decide.command()
@unfolding
def undo(
    decision: Annotated[list[str], typer.Argument(metavar="DECISION", help="Ids of decisions (marsad decisions).")],
    judgement: Judgement,
) -> None:
    """Cancel decisions; an undo can be undone."""
    _decide("undo", decision, judgement)


@decide.command()
@unfolding
def redact(
    digest: Annotated[
        list[str], typer.Argument(metavar="DIGEST", help="Digests of reports (marsad reports), ids of decisions.")
    ],
    judgement: Judgement,
) -> None:
    """Erase reports (or decisions) for good: their words are gone, and `marsad verify` says where. No undo."""
    _decide("redact", digest, judgement)


@decide.command()
@unfolding
def note(about: AboutArgument, judgement: Judgement) -> None:
    """A note (--reason) on anything: a claim's id, event:ID, report:DIGEST, place:ID, source:NAME, decision:ID."""
    _decide("note", about, judgement)


@decide.command()
@unfolding
def rate(
    about: AboutArgument,
    reliability: Annotated[str, typer.Option(metavar="LETTER", help="A (reliable) to F (cannot be judged), AJP-2.1.")],
    judgement: Judgement,
) -> None:
    """How reliable a source is (source:NAME): its letter takes the place of the packs' one."""
    _decide("rate", about, judgement, values={"reliability": reliability})


@decide.command()
@unfolding
def withhold(
    about: AboutArgument,
    judgement: Judgement,
    until: Annotated[str | None, typer.Option(metavar="TIME", callback=iso_time, help="Until then.")] = None,
    hours: Annotated[int | None, typer.Option(metavar="N", help="So long after the report said so.")] = None,
) -> None:
    """Readers see it later: claims, report:DIGEST, or all claims of a type (type:movement)."""
    given = {"until": until, "hours": hours}
    _decide("withhold", about, judgement, values={name: value for name, value in given.items() if value is not None})


@decide.command()
@unfolding
def coarsen(
    about: AboutArgument,
    km: Annotated[int, typer.Option(metavar="KM", help="The grid: 5, 20 or 50 kilometres.")],
    judgement: Judgement,
) -> None:
    """Readers see a place (place:ID) only to the nearest cell of a grid, and its parts not at all."""
    _decide("coarsen", about, judgement, values={"km": km})


@decide.command()
@unfolding
def date(
    about: AboutArgument,
    published: Annotated[str, typer.Option(metavar="DATE", callback=iso_time, help="The day on which it appeared.")],
    judgement: Judgement,
) -> None:
    """A report without a date (report:DIGEST, marsad reports) appeared on this day: its claims are read again."""
    _decide("date", about, judgement, values={"published": published})


def decisions(
    ledger: LedgerOption = DEFAULT_LEDGER,
    unattached: Annotated[
        bool, typer.Option("--unattached", metavar="", help="Only those that found no claim after a rebuild.")
    ] = False,
    as_recorded_at: AsRecordedAtOption = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions: who judged what, when and why."""
    from marsad.cli.tables import decision_table, show

    with opened_ledger(ledger) as opened:
        found = opened.decisions(unattached=unattached, as_recorded_at=as_recorded_at)
    if as_json:
        emit_list(asdict(decision) for decision in found)
    elif found:
        show(decision_table(found))
    else:
        say("No decision lost its claim." if unattached else "Nothing has been decided in this ledger.")


def _decide(action: str, targets: list[str], judgement: Judgement, *, values: dict[str, Any] | None = None) -> None:
    with observing(judgement.ledger, packs=judgement.pack) as observatory:
        made = observatory.decide(action, targets, author=judgement.author, reason=judgement.reason, values=values)
    if judgement.as_json:
        emit(asdict(made))
    else:
        say(f"{made.id} {made.action} {' '.join(made.target)}")


def _values(pairs: list[str]) -> dict[str, Any]:
    import orjson

    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not FIELD=VALUE")
        try:
            values[name] = orjson.loads(value)
        except orjson.JSONDecodeError:
            values[name] = value
    return values
