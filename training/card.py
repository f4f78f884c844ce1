"""The model card, written from scores and digests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "card_template.md"
SOURCES = (
    ("UD English EWT (train and dev trained on, test measured)", "data/ud-ewt/*.conllu", "CC BY-SA 4.0"),
    (
        "GUM (train trained on, dev watched and then read in the last pass, test measured)",
        "data/gum/*.conllu",
        "texts CC BY or CC BY-SA, annotations CC BY 4.0",
    ),
    ("UNER English EWT (dev trained on, test measured)", "data/uner-ewt/*.iob2", "CC BY-SA 4.0"),
    (
        "re3d (three quarters trained on, one quarter measured)",
        "data/re3d/*/[de]*.json",
        "OGL, public domain, CC BY-SA; BBC Online: CC BY-NC",
    ),
    ("FA-KES, plain text for vectors, pretraining, silver names", "data/fakes/articles.jsonl", "CC BY 4.0"),
    ("PolNeAR train, plain text, likewise", "data/polnear/train.jsonl", "research"),
    (
        "gold/train articles, plain text, likewise",
        "gold/train/docs.jsonl",
        "FA-KES texts CC BY 4.0; afp- and xin- texts research",
    ),
)
PARSING = (("ewt_test", "EWT test"), ("gum_test", "GUM test"), ("gum_news_test", "GUM test, news only"))
PARSING_COLUMNS = {
    "las": "LAS",
    "las_conll": "LAS without subtypes",
    "uas": "UAS",
    "las_no_punct": "LAS without punctuation",
    "tag": "tags",
    "pos": "parts of speech",
    "lemma": "lemmas",
    "sentences": "sentences",
    "words": "words",
}
NAMING = (("uner_test", "UNER EWT test"), ("re3d_kept_aside", "re3d, documents kept aside"))
NAMING_COLUMNS = {
    "f1": "NER F1",
    "precision": "precision",
    "recall": "recall",
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
}


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _scores(scores: dict[str, Any], rows: tuple[tuple[str, str], ...], columns: dict[str, str]) -> str:
    cells = [[title, *(f"{scores[key][c]:.1f}" for c in columns)] for key, title in rows]
    return _table(["corpus", *columns.values()], cells)


def write(
    scores: dict[str, Any],
    root: Path,
    out: Path,
    *,
    version: str,
    open_only: bool,
    settings: dict[str, Any],
    open_scores: dict[str, Any] | None,
) -> None:
    """Fill the template; `root` is the folder of the corpora, `open_scores` those of a run with `--open`."""
    sources = [s for s in SOURCES if not (open_only and s[0].startswith("PolNeAR"))]
    digests = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}"
        for _, pattern, _ in sources
        for path in sorted(root.glob(pattern))
    ]
    others = ""
    if open_scores:
        others = (
            f"\nTrained so: LAS {open_scores['ewt_test']['las']:.1f} on EWT test,"
            f" {open_scores['gum_test']['las']:.1f} on GUM test,"
            f" NER F1 {open_scores['uner_test']['f1']:.1f} on UNER test,"
            f" {open_scores['re3d_kept_aside']['f1']:.1f} on re3d's kept documents.\n"
        )
    text = TEMPLATE.read_text(encoding="utf-8").format(
        version=version,
        flag=" --open" if open_only else "",
        parsing=_scores(scores, PARSING, PARSING_COLUMNS),
        naming=_scores(scores, NAMING, NAMING_COLUMNS),
        speed=scores["words_per_second"],
        data=_table(["what", "licence"], [[what, licence] for what, _, licence in sources]),
        digests="\n".join(digests),
        settings=json.dumps(settings, indent=1, sort_keys=True),
        open_scores=others,
    )
    out.write_text(text, encoding="utf-8")
