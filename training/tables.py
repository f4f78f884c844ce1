"""The tables of `marsad_words`: tag and relation to part of speech, irregular lemmas, known base forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from marsad.language.lemmas import lemma_of

from .treebank import Document

OPEN = ("NOUN", "VERB", "AUX", "ADJ", "ADV")


def _majority(counts: dict[str, Counter[str]]) -> dict[str, str]:
    return {k: c.most_common(1)[0][0] for k, c in counts.items()}


def pos_table(documents: Iterable[Document]) -> dict[str, str]:
    """Majorities, an entry kept only where the more general one says otherwise."""
    by_tag: dict[str, Counter[str]] = defaultdict(Counter)
    by_dep: dict[str, Counter[str]] = defaultdict(Counter)
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    for d in documents:
        for s in d.sentences:
            for n, w in enumerate(s.words):
                dep = "ROOT" if w.head == n else w.dep
                by_tag[w.tag][w.pos] += 1
                by_dep[f"{w.tag} {dep}"][w.pos] += 1
                by_word[f"{w.tag} {dep} {w.form.lower()}"][w.pos] += 1
    table = _majority(by_tag)
    for key, pos in _majority(by_dep).items():
        if pos != table[key.split(" ")[0]]:
            table[key] = pos
    for key, pos in _majority(by_word).items():
        tag, dep, _ = key.split(" ", 2)
        if sum(by_word[key].values()) >= 3 and pos != table.get(f"{tag} {dep}", table[tag]):
            table[key] = pos
    return table


def lemma_tables(  # noqa: PLR0912
    documents: Iterable[Document], silver: Iterable[Doc] = ()
) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    """Irregular forms, and the bases that the rules choose between (also those seen in parsed prose)."""
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    bases: dict[str, Counter[str]] = {"VERB": Counter(), "NOUN": Counter()}
    for d in documents:
        for s in d.sentences:
            for w in s.words:
                low = w.form.lower()
                if not low.isascii() or w.pos in ("X", "PUNCT", "SYM", "NUM"):
                    continue
                seen[w.pos, w.tag, low][w.lemma] += 1
                if w.pos in ("VERB", "AUX"):
                    bases["VERB"][w.lemma] += 2
                elif w.pos == "NOUN":
                    bases["NOUN"][w.lemma] += 2
    for doc in silver:
        for t in doc:
            if t.tag_ in ("VB", "VBP") and t.text.isalpha():
                bases["VERB"][t.lower_] += 1
            elif t.tag_ == "NN" and t.text.isalpha():
                bases["NOUN"][t.lower_] += 1
    known = {k: sorted(w for w, n in c.items() if n >= 2 and w.isalpha() and w.islower()) for k, c in bases.items()}
    sets = {k: frozenset(v) for k, v in known.items()}
    forms: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    wrong: set[tuple[str, str]] = set()
    for (pos, tag, low), lemmas in seen.items():
        gold = lemmas.most_common(1)[0][0]
        if pos == "PROPN":
            continue
        forms[pos][low].update(lemmas)
        if lemma_of(low, pos, tag, {}, sets) != gold:
            wrong.add((pos, low))
    return (
        {
            pos: {low: c.most_common(1)[0][0] for low, c in sorted(f.items()) if (pos, low) in wrong}
            for pos, f in sorted(forms.items())
        },
        known,
    )


def make(documents: list[Document], silver: Iterable[Doc] = ()) -> dict[str, object]:
    forms, bases = lemma_tables(documents, silver)
    return {"pos": pos_table(documents), "forms": forms, "bases": bases}
