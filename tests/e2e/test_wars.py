"""Sixty-four made-up reports of wars that the packs in use do not know (wars/README.md): floors, and what a pack adds.

Run as a program, it prints what is missed, added or wrong, report by report: `python tests/e2e/test_wars.py [DOC...]`
("raw": by the rules alone; "packs": with the packs of Ukraine and Sudan).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from training.made_up import claim_of

from marsad.evaluation import Figures, evaluate
from marsad.evaluation.figures import differing
from marsad.evaluation.matching import matches
from marsad.intake import Received, read_paths
from marsad.knowledge import load_packs
from marsad.pipeline.extraction import Extractor
from marsad.records import CLAIM_TYPES, STATUSES, Report

FOLDER = Path(__file__).parent / "wars"
WITHOUT = ("core", "syria")
"""The packs in use for the floors: none of a war that the reports are about."""
ONE_CLAIM = 0.03
"""What one claim more or less makes of the F1 of a pack's few reports."""
PACKS = {"ukraine": "UA", "sudan": "SD"}

DETECTION, FULL = 0.805, 0.33
ACCURACY = {"actor1": 0.70, "place": 0.765, "date": 0.85, "source": 0.87}


@dataclass(frozen=True)
class Wanted:
    doc: str
    published: str
    country: str
    text: str
    claims: tuple[dict[str, Any], ...]


def _wanted() -> dict[str, Wanted]:
    entries = [entry for path in sorted(FOLDER.glob("*.yaml")) for entry in yaml.safe_load(path.read_text())["reports"]]
    return {entry["doc"]: _one(**entry) for entry in entries}


def _one(*, doc: str, published: Any, country: str, text: str, claims: list[dict[str, Any]]) -> Wanted:
    return Wanted(doc, str(published), country, text, tuple(_claim(doc, text, **claim) for claim in claims))


def _claim(doc: str, text: str, **said: Any) -> dict[str, Any]:
    """In the form of `marsad export claims`."""
    claim = claim_of(doc, text, **said)
    quote = claim["quote"]
    at = text.index(quote)
    return {**claim, "event": quote, "start": at, "end": at + len(quote)}


WANTED = _wanted()


def _read(folder: Path, packs: tuple[str, ...], *, learned: bool = True) -> dict[str, list[dict[str, Any]]]:
    """doc -> the system's claims. The reports are read as rows of JSON lines, as a user's are."""
    path = folder / "wars.jsonl"
    rows = [{"doc": one.doc, "text": one.text, "published": one.published} for one in WANTED.values()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    reports = [read.report for read in read_paths([path]) if isinstance(read, Received)]
    extractor = Extractor(load_packs(packs))
    extractor.learned = learned
    found = {report.doc: [claim.to_json() for claim in claims] for report, claims in extractor.claims(reports)}
    assert all(_verbatim(report, found[report.doc]) for report in reports)
    return found


def _verbatim(report: Report, claims: list[dict[str, Any]]) -> bool:
    return all(report.text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def _figures(found: dict[str, list[dict[str, Any]]], *, country: str = "") -> Figures:
    chosen = [one for one in WANTED.values() if country in ("", one.country)]
    gold = [claim for one in chosen for claim in one.claims]
    return evaluate(gold, [claim for one in chosen for claim in found[one.doc]], {one.doc: one.text for one in chosen})


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return _read(tmp_path_factory.mktemp("wars"), WITHOUT)


@pytest.mark.parametrize("doc", WANTED)
def test_expected_claims_are_of_known_types_and_statuses(doc: str) -> None:
    assert {claim["type"] for claim in WANTED[doc].claims} <= set(CLAIM_TYPES)
    assert {claim["status"] for claim in WANTED[doc].claims} <= set(STATUSES)


def test_forty_reports_of_many_wars() -> None:
    assert len(WANTED) >= 40
    assert len({one.country for one in WANTED.values()}) >= 20


def test_every_report_is_read(found: dict[str, list[dict[str, Any]]]) -> None:
    assert found.keys() == WANTED.keys()
    assert all(found.values())


def test_floors_without_a_pack(found: dict[str, list[dict[str, Any]]]) -> None:
    figures = _figures(found)
    print("\n".join(figures.lines()))
    assert figures.detection.f1 >= DETECTION
    assert figures.full.f1 >= FULL
    shares = {name: figures.accuracy[name][0] / figures.accuracy[name][1] for name in ACCURACY}
    assert all(shares[name] >= floor for name, floor in ACCURACY.items()), shares


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_of_the_war_helps(pack: str, found: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    without = _figures(found, country=PACKS[pack])
    knowing = _figures(_read(tmp_path, (*WITHOUT, pack)), country=PACKS[pack])
    assert knowing.full.f1 > without.full.f1
    assert knowing.detection.f1 >= without.detection.f1 - ONE_CLAIM  # the judge sees other names, and may drop one


def _show(docs: list[str], folder: Path, *, learned: bool, with_packs: bool) -> None:
    found = _read(folder, (*WITHOUT, *(PACKS if with_packs else ())), learned=learned)
    for doc in docs:
        gold, system = WANTED[doc].claims, found[doc]
        links = matches(gold, system, WANTED[doc].text)
        print(f"== {doc}: {len(gold)} wanted, {len(system)} found, {len(links)} matched")
        for i, claim in enumerate(gold):
            if i not in {i for i, _ in links}:
                print("  MISSED", claim["type"], "|", claim["quote"])
        for j, claim in enumerate(system):
            if j not in {j for _, j in links}:
                print("  ADDED ", claim["type"], claim["made_by"], claim["actor1"], "|", claim["quote"][:140])
        for i, j in links:
            wrong = {name: _both(name, gold[i], system[j]) for name in differing(gold[i], system[j])}
            if wrong:
                print("  WRONG ", gold[i]["type"], wrong, "|", gold[i]["quote"][:70])
    figures = _figures(found)
    print("\n".join(figures.lines()))
    print(Counter(claim["made_by"] for claims in found.values() for claim in claims).most_common(20))


def _both(name: str, gold: dict[str, Any], system: dict[str, Any]) -> tuple[Any, Any]:
    fields = {"place": "place_text", "date": "date_start", "killed": "killed_low"}
    return gold.get(fields.get(name, name)), system.get(fields.get(name, name))


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        _show(
            [name for name in sys.argv[1:] if name in WANTED] or list(WANTED),
            Path(made),
            learned="raw" not in sys.argv,
            with_packs="packs" in sys.argv,
        )
