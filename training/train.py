"""Train the language pipeline from the corpora: `python -m training.train`, about an hour and a quarter on one core.

Steps, each kept under runs/train and not done again if there: word vectors; tok2vec pretrained on news; tagger, parser
and NER trained together. Then the model, its card and scores go to `--out`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.vectors import Vectors

from marsad.language.pipeline import load_from

from . import card, data, evaluate, model, package, vectors
from .examples import to_doc
from .fit import Pool, Schedule, fit
from .ops import use_numpy_blas
from .polish import polish
from .pretrain import pretrain

VERSION = "0.1.0"
DIM, VECTOR_EPOCHS, ROWS = 64, 12, 23_000
ROOT = Path(__file__).resolve().parents[1]


def _vectors(nlp: Language, work: Path, corpora: data.Corpora, news: list[str]) -> None:
    folder = work / "vectors"
    if not folder.exists():
        corpus = work / "words.txt"
        counts = vectors.write_corpus(nlp, news, corpora.trees, corpus)
        vectors.add_vectors(nlp, corpus, counts, dim=DIM, epochs=VECTOR_EPOCHS, rows=ROWS)
        nlp.vocab.vectors.to_disk(folder)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, name="marsad")
    nlp.vocab.vectors.from_disk(folder)


def _pretrained(work: Path, corpora: data.Corpora, news: list[str], epochs: int) -> bytes | None:
    path = work / "tok2vec.bin"
    if not path.exists():
        if not epochs:
            return None
        nlp = model.build()
        _vectors(nlp, work, corpora, news)
        runs = [
            to_doc(nlp, d.sentences[n : n + 30]).text
            for d in [*corpora.trees, *corpora.ewt_dev]
            for n in range(0, len(d.sentences), 30)
        ]
        path.write_bytes(pretrain(nlp, [*news, *runs], epochs=epochs))
    return path.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", action="store_true", help="only openly licensed texts")
    parser.add_argument("--epochs", type=int, default=Schedule().epochs)
    parser.add_argument("--pretrain-epochs", type=int, default=4)
    parser.add_argument("--polish-epochs", type=int, default=4)
    parser.add_argument("--out", type=Path, default=ROOT / "src/marsad/language/model")
    parser.add_argument(
        "--work", type=Path, default=None, help="intermediate files (default runs/train, runs/train-open)"
    )
    parser.add_argument("--only-package", action="store_true", help="package and measure what an earlier run trained")
    parser.add_argument("--only-polish", action="store_true", help="start from what an earlier run's fit has left")
    parser.add_argument("--only-measure", action="store_true", help="measure the model at --out, write its card anew")
    options = parser.parse_args()

    use_numpy_blas()
    work: Path = options.work or ROOT / "runs" / ("train-open" if options.open else "train")
    work.mkdir(parents=True, exist_ok=True)
    root = data.shared()
    corpora = data.load(root, open_only=options.open)
    news = data.news(root, open_only=options.open)
    schedule = Schedule(epochs=options.epochs)
    fitted, trained = work / "fitted", work / "trained"

    if not (options.only_polish or options.only_package or options.only_measure):
        nlp = model.build()
        pretrained = _pretrained(work, corpora, news, options.pretrain_epochs)
        _vectors(nlp, work, corpora, news)

        def keep(current: Language) -> str:
            current.to_disk(fitted)
            seen = spacy.load(fitted)
            parsed = evaluate.parsing(seen, corpora.gum_dev)
            named = evaluate.naming_re3d(seen, [t for t in corpora.names if t.ident[0] in "01"])
            return f"GUM dev LAS {parsed['las']} UAS {parsed['uas']} tag {parsed['tag']}, re3d seen {named['f1']}"

        fit(nlp, Pool(corpora, news), schedule, pretrained=pretrained, keep=keep)

    if not (options.only_package or options.only_measure):
        nlp = spacy.load(fitted)
        polish(nlp, data.load(root, open_only=options.open), epochs=options.polish_epochs)
        nlp.to_disk(trained)

    if not options.only_measure:
        package.finish(trained, options.out, data.load(root, open_only=options.open), news, VERSION)
    final = load_from(options.out)
    scores = package.measure(final, corpora, news)
    settings = {
        "schedule": asdict(schedule),
        "vectors": {"dim": DIM, "epochs": VECTOR_EPOCHS, "rows": ROWS},
        "pretrain_epochs": options.pretrain_epochs,
        "polish_epochs": options.polish_epochs,
    }
    (work / "scores.json").write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    other = ROOT / "runs/train-open/scores.json"
    card.write(
        scores,
        root,
        options.out / "CARD.md",
        version=VERSION,
        open_only=options.open,
        settings=settings,
        open_scores=json.loads(other.read_text(encoding="utf-8")) if other.exists() and not options.open else None,
    )
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
