"""Reads annotated articles through all stages, in a ledger of their own, and scores their claims."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from marsad.evaluation import Figures, evaluate, event_scores
from marsad.events import event_index, match_events
from marsad.ledger import Ledger
from marsad.pipeline.annotated import annotated_claims
from marsad.pipeline.observatory import Observatory
from marsad.records import MarsadError


def evaluate_files(
    gold: Path, docs: Path, *, packs: Sequence[str] | None = None, published: str | None = None
) -> Figures:
    """The figures for the articles of `docs` against the claims of `gold` (both JSON lines). Nothing is kept.

    An article that is rejected counts all its gold as missed. Raises MarsadError for files that are not as expected.
    """
    wanted = rows(gold, needs=("doc", "quote", "type", "status"))
    articles = rows(docs, needs=("doc", "text"))
    texts = {row["doc"]: row["text"] for row in articles}
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "evaluation.db")) as ledger:
        observatory = Observatory(ledger, packs=packs)
        observatory.read([docs], published=published)
        found = [claim.to_json() for claim in observatory.claims()]
        given = annotated_claims(wanted, articles, gazetteer=observatory.gazetteer, knowledge=observatory.knowledge)
        index = event_index(match_events(given, parties=observatory.parties))
    figures = evaluate(wanted, found, texts)
    pairs = [(row, {**claim.to_json(), "event": index[claim.id]}) for row, claim in zip(wanted, given, strict=True)]
    return replace(figures, events=(*figures.events, *event_scores(pairs, claims="annotated")))


def rows(path: Path, *, needs: Sequence[str]) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file. Raises MarsadError where a line is none, or lacks a key."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise MarsadError(f"cannot be read ({error.strerror})", where=str(path), advice="Check the path") from error
    out = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise MarsadError("not JSON", where=f"{path}:{number}", advice="Give one JSON object a line") from error
        missing = [name for name in needs if not isinstance(row, dict) or name not in row]
        if missing:
            raise MarsadError(f"no {', '.join(missing)} in it", where=f"{path}:{number}", advice="See docs/exports.md")
        out.append(row)
    return out
