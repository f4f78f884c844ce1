"""The training loop: gold trees with noise, gold and silver names, one shared network."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam

from . import silver
from .data import Corpora
from .entities import NamedText
from .examples import name_examples, tree_examples


@dataclass(slots=True)
class Schedule:
    """How long and how strongly; a refresh is an epoch at whose start silver names are made anew."""

    epochs: int = 20
    batch_words: int = 1000
    rate: float = 0.001
    dropout: float = 0.2
    refresh: tuple[int, ...] = (4, 10)
    refresh_texts: int = 900
    news_words: int = 70_000  # of silver news in one epoch
    warmup: int = 200
    seed: int = 11
    last_rate: float = 0.03  # of `rate`, at the end
    names_twice: bool = True


@dataclass(slots=True)
class Pool:
    corpora: Corpora
    news: list[str]
    silver_news: list[NamedText] = field(default_factory=list)
    lexicon: silver.Lexicon = field(init=False)

    def __post_init__(self) -> None:
        """What is annotated by people, before any silver label is written beside it."""
        self.lexicon = silver.Lexicon([*self.corpora.trees, *self.corpora.ewt_dev], self.corpora.names)


def _epoch(nlp: Language, pool: Pool, schedule: Schedule, rng: random.Random) -> list[Example]:
    c = pool.corpora
    out = list(tree_examples(nlp, [*c.trees, *c.ewt_dev], rng))
    for _ in range(2 if schedule.names_twice else 1):
        out += name_examples(nlp, c.names, rng)
    words, texts = 0, list(pool.silver_news)
    rng.shuffle(texts)
    chosen = []
    for item in texts:
        words += len(item.text) // 6
        if words > schedule.news_words:
            break
        chosen.append(item)
    out += name_examples(nlp, chosen, rng)
    rng.shuffle(out)
    return out


def _refresh(nlp: Language, pool: Pool, texts: list[str], *, trust: bool) -> None:
    """Silver names over the network's own trees of the news; later also its own names where nothing else speaks."""
    pool.silver_news = silver.news_names(nlp, texts, pool.lexicon, trust=trust)
    filled = silver.fill_unknown(nlp, pool.corpora.trees) if trust else 0
    named = sum(len(t.names) for t in pool.silver_news)
    print(f"silver: {len(pool.silver_news)} texts with {named} names; {filled} of EWT's filled", flush=True)


def fit(
    nlp: Language, pool: Pool, schedule: Schedule, *, pretrained: bytes | None, keep: Callable[[Language], str]
) -> None:
    """Train; `keep` is called every four epochs and at the end, with the averaged weights in place."""
    rng = random.Random(schedule.seed)  # noqa: S311
    print("silver labels on EWT train:", dict(silver.label(pool.corpora.trees, pool.lexicon)), flush=True)
    first = list(tree_examples(nlp, [*pool.corpora.trees, *pool.corpora.ewt_dev], rng, noise=False))
    nlp.initialize(lambda: first + list(name_examples(nlp, pool.corpora.names, rng, noise=False)))
    if pretrained is not None:
        nlp.get_pipe("tok2vec").model.from_bytes(pretrained)  # type: ignore[attr-defined]
    optimizer = Adam(schedule.rate, grad_clip=1.0, L2=0.01, use_averages=True)
    start, words, step = time.time(), 0, 0
    for epoch in range(schedule.epochs):
        if epoch in schedule.refresh:
            with nlp.use_params(optimizer.averages):
                _refresh(
                    nlp,
                    pool,
                    rng.sample(pool.news, min(schedule.refresh_texts, len(pool.news))),
                    trust=epoch != schedule.refresh[0],
                )
        examples = _epoch(nlp, pool, schedule, rng)
        size = sum(len(e.predicted) for e in examples)
        left = size * (schedule.epochs - epoch)
        at, total, losses = 0, words + left, {}
        while at < len(examples):
            batch, n = [], 0
            while at < len(examples) and n < schedule.batch_words:
                batch.append(examples[at])
                n += len(examples[at].predicted)
                at += 1
            step += 1
            decay = max(schedule.last_rate, 1 - words / total)
            optimizer.learn_rate = schedule.rate * min(1.0, step / schedule.warmup) * decay
            nlp.update(batch, sgd=optimizer, losses=losses, drop=schedule.dropout)
            words += n
        report = f"epoch {epoch} {words} words {words / (time.time() - start):.0f}/s"
        print(report, {k: round(v) for k, v in losses.items()}, flush=True)
        if epoch % 4 == 3 or epoch + 1 == schedule.epochs:
            with nlp.use_params(optimizer.averages):
                print(f"epoch {epoch}: {keep(nlp)}", flush=True)
