"""Near-duplicates: signatures that last, copies with paragraphs cut or added."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake import CopyIndex, report_from_bytes, signature, similarity
from marsad.intake import prose as prose_of
from marsad.intake.copies import MERGE_AT, SIGNATURE_BYTES, containment, shingles

WORDS = [f"word{number}" for number in range(4000)]


def prose(seed, words=60, paragraphs=6):
    chance = random.Random(seed)  # noqa: S311  (words, not secrets)
    return [" ".join(chance.choices(WORDS, k=words)) for _ in range(paragraphs)]


def joined(paragraphs):
    return "\n\n".join(paragraphs)


def test_a_signature_is_the_same_for_ever():
    stored = signature("The army said on Monday that it had taken the bridge at Qasr from the rebels.")
    assert len(stored) == SIGNATURE_BYTES
    assert stored[:12].hex() == EXPECTED


EXPECTED = "0c0000002096591149f76d0c"


def test_case_and_punctuation_do_not_count():
    assert signature("The army, it said, took the bridge.") == signature("the ARMY it said took the bridge")


def test_copies_are_told_by_their_prose():
    page = f"Headline of the day\n\nSign up to our newsletter\n\n{'The army said that it held the bridge. ' * 4}"
    report = report_from_bytes(page.encode(), name="a.txt")
    assert prose_of(report) == page.replace("Sign up to our newsletter", "")


def test_similarity_estimates_resemblance():
    paragraphs = prose(1, paragraphs=10)
    whole, half = joined(paragraphs), joined(paragraphs[:5])
    a, b = shingles(whole), shingles(half)
    exact = len(np.intersect1d(a, b)) / len(np.union1d(a, b))
    assert similarity(signature(whole), signature(half)) == pytest.approx(exact, abs=0.15)
    assert containment(a, b) == 1.0
    assert similarity(signature("two words"), signature("two words")) == 0.0


@pytest.mark.parametrize("change", ["cut", "added", "headline", "edited", "reordered"])
@pytest.mark.parametrize("exact", [False, True])
def test_copies_are_found(change, exact):
    missed = 0
    for seed in range(40):
        paragraphs = prose(seed)
        copy = {
            "cut": paragraphs[:2] + paragraphs[3:],
            "added": [*paragraphs, *prose(seed + 1000, paragraphs=2)],
            "headline": ["Another headline above it", *paragraphs],
            "edited": [p.replace(p.split()[7], "changed").replace(p.split()[40], "altered") for p in paragraphs],
            "reordered": [paragraphs[1], paragraphs[0], *paragraphs[2:]],
        }[change]
        texts = {"original": joined(paragraphs), "copy": joined(copy)}
        index = CopyIndex(text_of=texts.get if exact else None)
        assert index.add("original", texts["original"]) is None
        missed += index.add("copy", texts["copy"]) != "original"
    assert missed <= 1


def test_texts_written_apart_are_no_copies():
    index = CopyIndex()
    assert [index.add(str(seed), joined(prose(seed))) for seed in range(300)] == [None] * 300


def test_a_line_quoted_in_a_round_up_is_no_copy():
    paragraphs = prose(5, paragraphs=10)
    index = CopyIndex()
    index.add("short", paragraphs[3])
    assert index.add("round-up", joined(paragraphs)) is None


def test_a_copy_of_a_copy_leads_to_the_original():
    paragraphs = prose(9)
    index = CopyIndex()
    index.add("a", joined(paragraphs))
    assert index.add("b", joined(paragraphs[:-1])) == "a"
    assert index.add("c", joined(paragraphs[:-1])) == "a"
    assert index.add("c", joined(paragraphs[:-1])) == "a"
    assert len(index) == 3


def test_short_texts_copy_nobody():
    index = CopyIndex()
    assert index.add("a", "Army takes the bridge") is None
    assert index.add("b", "Army takes the bridge") is None


def test_an_index_from_stored_rows_answers_alike():
    texts = {str(seed): joined(prose(seed % 20)[: 6 - seed // 20]) for seed in range(40)}
    grown = CopyIndex()
    answers = {digest: grown.add(digest, text) for digest, text in texts.items()}
    rows = [(digest, signature(text), answers[digest]) for digest, text in texts.items()]
    loaded = CopyIndex(rows)
    for seed in range(20):
        assert loaded.add(f"new{seed}", joined(prose(seed)[1:])) == str(seed)


def test_merged_and_recent_rows_are_both_searched(monkeypatch):
    monkeypatch.setattr("marsad.intake.copies.MERGE_AT", 100)
    assert MERGE_AT > 100
    index = CopyIndex()
    for seed in range(50):
        index.add(str(seed), joined(prose(seed)))
    assert [index.add(f"copy{seed}", joined(prose(seed)[:-1])) for seed in range(50)] == [
        str(seed) for seed in range(50)
    ]


def test_a_broken_signature_is_refused():
    with pytest.raises(ValueError, match="not a signature"):
        CopyIndex([("a", b"short", None)])


@given(st.text(max_size=2000))
def test_any_text_resembles_itself(text):
    index = CopyIndex()
    index.add("a", text)
    if len(shingles(text)) >= 12:
        assert similarity(signature(text), signature(text)) == 1.0
        assert index.add("b", text) == "a"
    else:
        assert index.add("b", text) is None
