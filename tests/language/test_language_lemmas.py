"""Lemmas by rule."""

from __future__ import annotations

import pytest

from marsad.language.lemmas import lemma_of

BASES = {"VERB": frozenset({"shell", "kill", "make", "stop", "seize", "carry"}), "NOUN": frozenset({"axe"})}


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("shelled", "VERB", "VBD", "shell"),
        ("killing", "VERB", "VBG", "kill"),
        ("making", "VERB", "VBG", "make"),
        ("stopped", "VERB", "VBD", "stop"),
        ("seized", "VERB", "VBN", "seize"),
        ("carries", "VERB", "VBZ", "carry"),
        ("evacuated", "VERB", "VBN", "evacuate"),
        ("planned", "VERB", "VBD", "plan"),
        ("Rebels", "NOUN", "NNS", "rebel"),
        ("cities", "NOUN", "NNS", "city"),
        ("axes", "NOUN", "NNS", "axe"),
        ("crosses", "NOUN", "NNS", "cross"),
        ("Homs", "PROPN", "NNP", "Homs"),
    ],
)
def test_lemma(form: str, pos: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, pos, tag, {}, BASES) == lemma


def test_the_table_comes_first() -> None:
    assert lemma_of("fell", "VERB", "VBD", {"VERB": {"fell": "fall"}}, BASES) == "fall"
