"""Read each article of gold/train with models that have not learned from it, and score what is found.

    python -m training.held_out [--shared ../shared] [--work runs/held-out] [--anew]

Four folds of documents. The models of a fold (claim, type, place, actors, times; a quarter of an hour for all on one
core) are fitted once and kept under `--work`; `--anew` fits them again, as after a change of features. What is found,
`claims.jsonl`, teaches the events too (training/event_matching.py, --own); `errors.jsonl` is what to read before a
rule is written: the gold's missed claims, false alarms, and matched claims with the fields that differ.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from marsad.evaluation import evaluate
from marsad.evaluation.figures import differing
from marsad.evaluation.matching import matches
from training.gold import rows_of

FOLDS = 4
PACKAGE = Path(__file__).parent.parent / "src" / "marsad"
FITTED = {"training.claims": Path("claims/models"), "training.times": Path("resolve/models")}
READING = """
import json, sys
from pathlib import Path
from marsad.intake import Received, read_paths
from marsad.knowledge import load_packs
from marsad.pipeline import Extractor

docs, wanted, out = map(Path, sys.argv[1:])
labels = set(wanted.read_text(encoding="utf-8").split())
reports = [one.report for one in read_paths([docs]) if isinstance(one, Received) and one.report.doc in labels]
with out.open("w", encoding="utf-8") as file:
    for report, claims in Extractor(load_packs()).claims(reports):
        for claim in claims:
            print(json.dumps({**claim.to_json(), "doc": report.doc}), file=file)
"""


def folds(docs: Sequence[str]) -> list[list[str]]:
    """The labels, dealt out in their order."""
    return [sorted(docs)[number::FOLDS] for number in range(FOLDS)]


def read_fold(held: Sequence[str], shared: Path, work: Path, *, anew: bool) -> list[dict[str, Any]]:
    """Claims on the reports of a fold, by today's code and models that were fitted without them."""
    work.mkdir(parents=True, exist_ok=True)
    labels, models = work / "held.txt", work / "models"
    labels.write_text("\n".join(held), encoding="utf-8")
    for module, folder in FITTED.items():
        if anew or not (models / folder).exists():
            where = ("--shared", str(shared), "--without", str(labels), "--out", str(models / folder))
            subprocess.run([sys.executable, "-m", module, *where], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(work / "code", ignore_errors=True)
    package = work / "code" / "marsad"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "bundle"))
    shutil.copytree(models, package, dirs_exist_ok=True)
    found = work / "claims.jsonl"
    docs = shared / "gold" / "train" / "docs.jsonl"
    subprocess.run(
        [sys.executable, "-c", READING, str(docs), str(labels), str(found)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
    )
    shutil.rmtree(work / "code")
    return rows_of(found)


def errors(
    gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], texts: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """A row for each error: `kind` missed, false or wrong; `gold`, `found`; `fields` that differ."""
    for doc, text in texts.items():
        wanted, given = ([row for row in rows if row["doc"] == doc] for rows in (gold, found))
        links = matches(wanted, given, text)
        for i, j in links:
            if fields := differing(wanted[i], given[j]):
                yield {"kind": "wrong", "fields": fields, "gold": wanted[i], "found": given[j]}
        left, right = {i for i, _ in links}, {j for _, j in links}
        yield from ({"kind": "missed", "gold": row} for i, row in enumerate(wanted) if i not in left)
        yield from ({"kind": "false", "found": row} for j, row in enumerate(given) if j not in right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("runs/held-out"))
    parser.add_argument("--anew", action="store_true", help="fit the models of the folds again")
    args = parser.parse_args()
    folder = args.shared / "gold" / "train"
    gold, docs = rows_of(folder / "claims.jsonl"), rows_of(folder / "docs.jsonl")
    texts = {row["doc"]: row["text"] for row in docs}
    found: list[dict[str, Any]] = []
    for number, held in enumerate(folds(list(texts))):
        found += read_fold(held, args.shared, args.work / str(number), anew=args.anew)
    for name, rows in (("claims", found), ("errors", list(errors(gold, found, texts)))):
        (args.work / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    agencies = {doc for doc in texts if doc.startswith(("afp-", "xin-"))}
    for title, chosen in (("all", set(texts)), ("Syrian", texts.keys() - agencies), ("agencies", agencies)):
        figures = evaluate(
            [row for row in gold if row["doc"] in chosen],
            [row for row in found if row["doc"] in chosen],
            {doc: text for doc, text in texts.items() if doc in chosen},
        )
        print(title, *figures.lines(), sep="\n")


if __name__ == "__main__":
    main()
