"""The few lines that end what `marsad run` prints: how much was read, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

MOST_HOLDERS = 4
"""Places whose holder is named; the table before has all of them."""
MOST_QUESTIONS = 4
"""Questions of disagreements that are named, the commonest first."""


def summary_row(printed: Mapping[str, Any], *, whole: Collection[str], rejected: int) -> dict[str, Any]:
    """The same for machines. printed: what `result.result_row` gives. whole: ids of places that are no part of another
    one. holders: the last spell of each of them, the place that most claims speak of first."""
    spoken = Counter(claim["place_id"] for claim in printed["claims"])
    places = [row for row in printed["control"] if row["place_id"] in whole]
    places.sort(key=lambda row: (-spoken[row["place_id"]], row["name"].casefold()))
    return {
        "reports": len(printed["reports"]),
        "rejected": rejected,
        "claims": len(printed["claims"]),
        "events": len(printed["events"]),
        "events_of_several_origins": sum(len(event["origins"]) > 1 for event in printed["events"]),
        "disagreements": dict(Counter(row["question"] for row in printed["disagreements"]).most_common()),
        "holders": [
            {
                "place_id": row["place_id"],
                "place": row["name"],
                **{name: row["spells"][-1][name] for name in ("status", "controller", "end")},
            }
            for row in places
        ],
    }


def in_short(summary: Mapping[str, Any]) -> list[str]:
    """The lines for people."""
    disputes: dict[str, int] = summary["disagreements"]
    named = [f"{question} ({number})" for question, number in list(disputes.items())[:MOST_QUESTIONS]]
    about = f", most of them on {', '.join(named)}" if len(disputes) > 1 else f", on {next(iter(disputes), '')}"
    holders = [_held(holder) for holder in summary["holders"][:MOST_HOLDERS]]
    left = len(summary["holders"]) - len(holders)
    return [
        f"In short: {_many(summary['reports'], 'report')}, {_many(summary['claims'], 'claim')}",
        f"{_many(summary['events'], 'event')}, {summary['events_of_several_origins']} told by more than one origin",
        f"{_many(sum(disputes.values()), 'disagreement')}{about if disputes else ''}",
        "Who held what at the last report: " + ("; ".join(holders) if holders else "no report says")
        + (f"; and {_many(left, 'other place')}" if left > 0 else ""),
    ]  # fmt: skip


def _held(holder: Mapping[str, Any]) -> str:
    """A place with its last spell: "Manbij: Lake League, besieged (2031-05-04)"."""
    controller, status = holder["controller"], holder["status"]
    if controller == "divided":
        said = "divided"
    elif controller:
        said = controller if status == "held" else f"{controller}, {status}"
    else:
        said = "nobody" if status == "none" else status
    return f"{holder['place']}: {said} ({holder['end']})"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
