"""A place's answers over time, each at the first day of the stretch on which it stands: a row tells what differs from
the row before. An answer fades for years, day by day, and its words stay the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.publish.contract import DayRow
from marsad.records import Control

SAME = 0.005
"""Chances that lie no further apart are shown as one: a tenth of what they bend within a stretch
(control.stretches.TOLERANCE), and half of the last digit that a reader sees."""

DAILY = frozenset({"at", "probability", "candidates", "claims"})
"""What is another one every day; of claims only the weights are."""


def day_rows(answers: Iterable[Control]) -> list[DayRow]:
    """answers: of one place, in order. `whole` is the inverse, but for chances as good as equal and weights of claims.

    In place of `candidates`, `chances`: what has become of those that were last told, in their order. In place of
    `claims`, `joined`: those that came to them or speak for another now, and `left`: ids of those that carry the answer
    no more."""
    rows: list[DayRow] = []
    told: DayRow = {}
    for answer in answers:
        full = answer.to_json()
        full["probability"] = round(full["probability"], 3)
        row = {name: value for name, value in full.items() if name not in DAILY and told.get(name, ...) != value}
        row |= _claims(told.get("claims"), full["claims"])
        chances = {one["controller"]: round(one["probability"], 3) for one in full["candidates"]}
        before = {one["controller"]: one["probability"] for one in told.get("candidates", ())}
        if not told or chances.keys() - before.keys():
            row["candidates"] = [{"controller": name, "probability": p} for name, p in chances.items()]
        elif row or _apart(before | {"": told["probability"]}, chances | {"": full["probability"]}) > SAME:
            row["chances"] = [chances.get(name, 0.0) for name in before]
        else:
            continue
        rows.append({"at": full["at"], "probability": full["probability"], **row})
        told = _after(told, rows[-1])
    return rows


def whole(rows: Sequence[Mapping[str, Any]]) -> Iterator[DayRow]:
    """The whole answer of each row."""
    told: DayRow = {}
    for row in rows:
        told = _after(told, row)
        yield told


def mined(contamination: str) -> bool:
    """Whether a sentence of contamination tells of mines that nobody says are cleared."""
    return "reported contaminated" in contamination or "not yet cleared" in contamination


def _after(told: DayRow, row: Mapping[str, Any]) -> DayRow:
    after = {**told, **{name: value for name, value in row.items() if name not in ("chances", "joined", "left")}}
    if "chances" in row:
        pairs = zip(told["candidates"], row["chances"], strict=True)
        after["candidates"] = [{**one, "probability": p} for one, p in pairs]
    if "joined" in row or "left" in row:
        joined = row.get("joined", ())
        gone = {*row.get("left", ()), *(one["id"] for one in joined)}
        after["claims"] = [*(one for one in told["claims"] if one["id"] not in gone), *joined]
    return after


def _claims(told: Sequence[Mapping[str, Any]] | None, now: Sequence[Mapping[str, Any]]) -> DayRow:
    if told is None:
        return {"claims": now}
    before = {one["id"]: one["for"] for one in told}
    joined = [one for one in now if before.get(one["id"]) != one["for"]]
    left = sorted(before.keys() - {one["id"] for one in now})
    return {**({"joined": joined} if joined else {}), **({"left": left} if left else {})}


def _apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far chances lie apart, at most: 0 to 1."""
    return max(abs(one.get(name, 0.0) - other.get(name, 0.0)) for name in one.keys() | other.keys())
