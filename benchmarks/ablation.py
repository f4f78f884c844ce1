"""What each learned model is worth: `python benchmarks/ablation.py [GOLD] [DOCS]`, a markdown table.

GOLD, DOCS: annotated claims and their articles (default ../shared/gold/dev). Each row reads the articles with a copy of
the package that lacks some of its models, whose part the rules then play.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1] / "src" / "marsad"
DEV = Path(os.environ.get("MARSAD_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "gold" / "dev"
MODELS = {
    "the judge of claims and types": ["claims/models/claim.json", "claims/models/type.json"],
    "actor1": ["claims/models/actor1.json"],
    "actor2": ["claims/models/actor2.json"],
    "places": ["claims/models/place.json"],
    "times": ["resolve/models/time.json"],
}
FIELDS = ("actor1", "actor2", "place", "date", "source", "killed")


def figures(gold: Path, docs: Path, *, without: Sequence[str]) -> dict[str, Any]:
    """What `marsad evaluate --json` says without these files of the package."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "marsad"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "bundle"))
        for path in without:
            (package / path).unlink()
        done = subprocess.run(
            [sys.executable, "-m", "marsad", "evaluate", str(gold), str(docs), "--json"],
            check=True,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": folder},
        )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def row(name: str, told: dict[str, Any]) -> str:
    scores = [f"{told[score]['f1']:.3f}" for score in ("detection", "typed", "full")]
    cells = [name, *scores, *(f"{told['accuracy'][field]['share']:.3f}" for field in FIELDS)]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=DEV / "claims.jsonl")
    parser.add_argument("docs", type=Path, nargs="?", default=DEV / "docs.jsonl")
    args = parser.parse_args()
    print("| " + " | ".join(["without", "detection", "typed", "full", *FIELDS]) + " |")
    print("|" + "---|" * (4 + len(FIELDS)))
    every = [path for paths in MODELS.values() for path in paths]
    for name, without in {"(all models)": [], **MODELS, "any model: rules alone": every}.items():
        print(row(name, figures(args.gold, args.docs, without=without)), flush=True)


if __name__ == "__main__":
    main()
