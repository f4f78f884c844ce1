"""What is trained on and what is kept for measuring."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from .entities import NamedText, read_re3d, read_uner
from .treebank import Document, read


def shared() -> Path:
    """The corpora's folder: MARSAD_SHARED, or `shared` beside the checkout."""
    return Path(os.environ.get("MARSAD_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def with_uner(documents: list[Document], path: Path) -> list[Document]:
    """Lay UNER's labels over EWT's words."""
    labels = read_uner(path)
    for d in documents:
        for s in d.sentences:
            rows = labels.get(s.ident)
            if rows is None:
                continue
            surface, at = "".join(form for form, _ in rows), 0
            cuts: dict[int, str] = {}
            for form, label in rows:
                cuts[at] = label
                at += len(form)
            at, words = 0, s.words
            if surface != "".join(w.form for w in words):
                continue
            for w in words:
                w.ent = cuts.get(at, "O")
                at += len(w.form)
    return documents


@dataclass(slots=True)
class Corpora:
    trees: list[Document]
    names: list[NamedText]
    ewt_dev: list[Document]
    gum_dev: list[Document]
    ewt_test: list[Document]
    gum_test: list[Document]
    re3d_test: list[NamedText]


def load(root: Path, *, open_only: bool = False) -> Corpora:
    data = root / "data"
    ewt, gum, uner = data / "ud-ewt", data / "gum", data / "uner-ewt"
    named = read_re3d(data / "re3d", open_only=open_only)
    return Corpora(
        trees=[*read(ewt / "train.conllu"), *read(gum / "train.conllu", entities=True)],
        names=[t for t in named if not t.kept_aside],
        ewt_dev=with_uner(list(read(ewt / "dev.conllu")), uner / "dev.iob2"),
        gum_dev=list(read(gum / "dev.conllu", entities=True)),
        ewt_test=with_uner(list(read(ewt / "test.conllu")), uner / "test.iob2"),
        gum_test=list(read(gum / "test.conllu", entities=True)),
        re3d_test=[t for t in named if t.kept_aside],
    )


def news(root: Path, *, open_only: bool = False) -> list[str]:
    """Plain news prose, for word vectors and pretraining: nothing that anything is measured on."""
    texts = [json.loads(line)["text"] for line in (root / "data/fakes/articles.jsonl").open(encoding="utf-8")]
    if not open_only:
        texts += [json.loads(line)["text"] for line in (root / "data/polnear/train.jsonl").open(encoding="utf-8")]
    for line in (root / "gold/train/docs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if not (open_only and row["doc"].startswith(("afp-", "xin-"))):
            texts.append(row["text"])
    return texts
