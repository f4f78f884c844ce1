"""The figures by which the claims are judged: detection, typed, full, each field's accuracy, statuses, events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.evaluation.agreement import Row, same_date, same_name, same_place
from marsad.evaluation.calibration import Bin, calibration_error, reliability
from marsad.evaluation.confusion import Confusion, confusions, read_otherwise
from marsad.evaluation.matching import matches

FULL = ("type", "status", "actor1", "place", "date", "source")
"""Fields that must all be right for a claim to be fully right."""

_AGREE: dict[str, Callable[[Row, Row], bool]] = {
    "type": lambda g, s: g["type"] == s["type"],
    "status": lambda g, s: g["status"] == s.get("status", "asserted"),
    "actor1": lambda g, s: same_name(g.get("actor1"), s.get("actor1")),
    "actor2": lambda g, s: same_name(g.get("actor2"), s.get("actor2")),
    "place": same_place,
    "date": same_date,
    "source": lambda g, s: same_name(g.get("source"), s.get("source")),
    "via": lambda g, s: same_name(g.get("via"), s.get("via")),
    "killed": lambda g, s: g.get("killed_low") == s.get("killed_low"),
}
_ASKED: dict[str, Callable[[Row, Row], bool]] = {
    "actor1": lambda g, _: bool(g.get("actor1")),
    "actor2": lambda g, _: bool(g.get("actor2")),
    "via": lambda g, _: bool(g.get("via")),
    "killed": lambda g, s: g.get("killed_low") is not None or s.get("killed_low") is not None,
}
"""Where a field is asked at all; the others always are: a guess where the gold gives nothing is wrong."""
MOST_CONFUSED = 10
"""Pairs of types that are printed; JSON has all."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, right: int, found: int, wanted: int) -> Score:
        p, r = right / found if found else 0.0, right / wanted if wanted else 0.0
        return cls(round(p, 4), round(r, 4), round(2 * p * r / (p + r), 4) if p + r else 0.0)

    def to_json(self) -> dict[str, float]:
        return {"p": self.p, "r": self.r, "f1": self.f1}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    """One way to tell which claims are one event. claims: "annotated" or "found" ones; b3: B-cubed F1 (Bagga and
    Baldwin 1998); links: between claims of different documents."""

    claims: str
    way: str
    b3: float
    links: Score

    def to_json(self) -> dict[str, Any]:
        return {"claims": self.claims, "way": self.way, "b3": self.b3, "links": self.links.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """accuracy: field -> (right, asked). event_b3, event_pairs: as in EventScore, of matched claims. events: the same
    beside the trivial ways, and with the annotated claims given. calibration: the claims' confidence against the share
    of them that were matched, by deciles. confused: types that were taken for others, also across families."""

    documents: int
    gold: int
    system: int
    matched: int
    detection: Score
    typed: Score
    full: Score
    accuracy: Mapping[str, tuple[int, int]]
    status_macro_f1: float
    event_b3: float
    event_pairs: Score
    events: tuple[EventScore, ...] = ()
    calibration: tuple[Bin, ...] = ()
    confused: tuple[Confusion, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "gold": self.gold,
            "system": self.system,
            "matched": self.matched,
            "detection": self.detection.to_json(),
            "typed": self.typed.to_json(),
            "full": self.full.to_json(),
            "accuracy": {
                name: {"right": right, "of": asked, "share": round(right / asked, 4)}
                for name, (right, asked) in self.accuracy.items()
            },
            "status_macro_f1": self.status_macro_f1,
            "event_b3": self.event_b3,
            "event_pairs": self.event_pairs.to_json(),
            "events": [score.to_json() for score in self.events],
            "calibration": {
                "error": round(calibration_error(self.calibration), 4),
                "deciles": [one.to_json() for one in self.calibration],
            },
            "confused": [one.to_json() for one in self.confused],
        }

    def lines(self) -> list[str]:
        """For people."""
        counts = f"{self.gold} gold claims, {self.system} system claims, {self.matched} matched"
        out = [f"{self.documents} documents, {counts}"]
        for name, score in (("detection", self.detection), ("typed", self.typed), ("full", self.full)):
            out.append(f"{name:10} P {score.p:.3f}  R {score.r:.3f}  F1 {score.f1:.3f}")
        out += [f"{name:10} {right / of:.3f}  ({right} of {of})" for name, (right, of) in self.accuracy.items()]
        out.append(f"{'status':10} macro F1 {self.status_macro_f1:.3f}")
        for told in self.events:
            figures = f"B-cubed F1 {told.b3:.3f}, cross-document links F1 {told.links.f1:.3f}"
            out.append(f"{'events':10} {figures}  ({told.way}, {told.claims} claims)")
        if self.calibration:
            out.append(f"{'confidence':10} off by {calibration_error(self.calibration):.3f} in the mean; said, right:")
            out.append(" " * 11 + ", ".join(f"{one.expected:.2f} {one.observed:.2f}" for one in self.calibration))
        if self.confused:
            out.append(f"{'types':10} taken for others, the gold's first, then ours:")
            worst = self.confused[:MOST_CONFUSED]
            out.append(" " * 11 + ", ".join(f"{one.gold} {one.found} {one.claims}" for one in worst))
        return out


def evaluate(gold: Sequence[Row], system: Sequence[Row], texts: Mapping[str, str]) -> Figures:
    """gold, system: claims in their JSON form. texts: doc -> text; a document without gold counts its false alarms."""
    docs = {*texts, *(claim["doc"] for claim in gold)}
    ours, theirs = _by_doc(gold, docs), _by_doc(system, docs)
    links = [(doc, i, j) for doc in sorted(docs) for i, j in matches(ours[doc], theirs[doc], texts.get(doc))]
    pairs = [(ours[doc][i], theirs[doc][j]) for doc, i, j in links]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    full = 0
    for g, s in pairs:
        judged = _judged(g, s)
        asked.update(judged.keys())
        right.update(name for name, agrees in judged.items() if agrees)
        full += all(judged.get(name, True) for name in FULL)
    found, wanted = sum(map(len, theirs.values())), sum(map(len, ours.values()))
    events = event_scores([(g, s) for g, s in pairs if s.get("event")], claims="found")
    matched, met = {(doc, j) for doc, _, j in links}, {(doc, i) for doc, i, _ in links}
    otherwise = [
        pair
        for doc in sorted(docs)
        for pair in read_otherwise(
            [claim for i, claim in enumerate(ours[doc]) if (doc, i) not in met],
            [claim for j, claim in enumerate(theirs[doc]) if (doc, j) not in matched],
            texts.get(doc),
        )
    ]
    trusted = [
        (float(claim["confidence"]), (doc, j) in matched)
        for doc, claims in theirs.items()
        for j, claim in enumerate(claims)
        if claim.get("confidence") is not None
    ]
    return Figures(
        documents=len(docs),
        gold=wanted,
        system=found,
        matched=len(pairs),
        detection=Score.of(len(pairs), found, wanted),
        typed=Score.of(right["type"], found, wanted),
        full=Score.of(full, found, wanted),
        accuracy={name: (right[name], asked[name]) for name in _AGREE if asked[name]},
        status_macro_f1=_macro_f1([(g["status"], s.get("status", "asserted")) for g, s in pairs]),
        event_b3=events[0].b3,
        event_pairs=events[0].links,
        events=events,
        calibration=reliability(trusted),
        confused=confusions([*pairs, *otherwise]),
    )


def differing(gold: Row, system: Row) -> list[str]:
    """The fields in which a claim of the system, matched with one of the gold, is wrong."""
    return [name for name, agrees in _judged(gold, system).items() if not agrees]


def _judged(gold: Row, system: Row) -> dict[str, bool]:
    return {name: agree(gold, system) for name, agree in _AGREE.items() if _ASKED.get(name, _always)(gold, system)}


def _town(claim: Row) -> str:
    """The place as its number in the gazetteer, else its name: what a key that is easily made has."""
    return str(claim.get("geonameid") or claim.get("place") or claim.get("place_id"))


WAYS: Mapping[str, Callable[[Row], str]] = {
    "matched": lambda claim: str(claim["event"]),
    "one a place, time and type": lambda claim: "|".join(
        (_town(claim), *(str(claim.get(name)) for name in ("date_start", "date_end", "type")))
    ),
    "one a day, place and type": lambda claim: "|".join(
        (_town(claim), str(claim.get("date_start") or claim.get("date_end"))[:10], str(claim["type"]))
    ),
}
"""Ways to tell events apart: ours, and two that need no more than the claims' own fields."""


def event_scores(pairs: Sequence[tuple[Row, Row]], *, claims: str) -> tuple[EventScore, ...]:
    """pairs: an annotated claim (`doc`, `event`) and the system's for it; the first score is that of its `event`."""
    out = []
    for way, key in WAYS.items():
        b3, links = _events([(g["doc"], g["event"], key(s)) for g, s in pairs])
        out.append(EventScore(claims=claims, way=way, b3=b3, links=links))
    return tuple(out)


def _always(_gold: Row, _system: Row) -> bool:
    return True


def _by_doc(claims: Iterable[Row], docs: set[str]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["doc"] in docs:
            grouped[claim["doc"]].append(claim)
    return grouped


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the labels that the gold has."""
    labels = {gold for gold, _ in pairs}
    scores = [
        Score.of(
            sum(g == s == label for g, s in pairs), sum(s == label for _, s in pairs), sum(g == label for g, _ in pairs)
        ).f1
        for label in sorted(labels)
    ]
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _events(keys: Sequence[tuple[str, str, str]]) -> tuple[float, Score]:
    """keys: (document, the gold's event, the system's) of each matched claim."""
    if not keys:
        return 0.0, Score.of(0, 0, 0)
    ours, theirs = _groups(gold for _, gold, _ in keys), _groups(system for *_, system in keys)
    shared = [len(ours[gold] & theirs[system]) for _, gold, system in keys]
    p = sum(n / len(theirs[system]) for n, (*_, system) in zip(shared, keys, strict=True)) / len(keys)
    r = sum(n / len(ours[gold]) for n, (_, gold, _) in zip(shared, keys, strict=True)) / len(keys)
    links, found = _links(ours, keys), _links(theirs, keys)
    return round(2 * p * r / (p + r), 4) if p + r else 0.0, Score.of(len(links & found), len(found), len(links))


def _groups(values: Iterable[Hashable]) -> dict[Hashable, set[int]]:
    groups: dict[Hashable, set[int]] = {}
    for n, value in enumerate(values):
        groups.setdefault(value, set()).add(n)
    return groups


def _links(groups: Mapping[Hashable, set[int]], keys: Sequence[tuple[str, str, str]]) -> set[tuple[int, int]]:
    return {
        (a, b) for members in groups.values() for a in members for b in members if a < b and keys[a][0] != keys[b][0]
    }
