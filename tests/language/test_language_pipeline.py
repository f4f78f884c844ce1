"""The pipeline on texts of our own: sentences, trees, names, offsets, long texts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.language import head_of, load, noun_phrase, paragraphs_of, parse, version
from marsad.language.pipeline import MODEL, pieces

NEWS = (
    "Army retakes hill town\n\n"
    "BEIRUT (Agency). Government forces captured the town of Qusayr on Monday, "
    "the Syrian Observatory for Human Rights said. "
    "At least 12 rebels were killed by shelling near Aleppo.\n"
    "A spokesman denied that civilians had been hit"
)


def test_it_loads_and_says_its_version() -> None:
    nlp = load()
    assert nlp is load()
    assert {"tagger", "parser", "ner", "marsad_words"} <= set(nlp.pipe_names)
    assert re.fullmatch(r"marsad-\d+\.\d+\.\d+\+[0-9a-f]{16}", version())


def test_the_model_is_small() -> None:
    assert sum(p.stat().st_size for p in MODEL.rglob("*") if p.is_file()) < 20_000_000


def test_a_line_break_ends_the_sentence() -> None:
    (doc,) = parse([NEWS])
    starts = {s.start_char for s in doc.sents}
    for border in ("BEIRUT", "A spokesman"):
        assert NEWS.index(border) in starts
    assert [p.text for p in paragraphs_of(doc)] == [line for line in NEWS.split("\n") if line]


def test_trees_names_and_lemmas() -> None:
    (doc,) = parse([NEWS])
    captured = next(t for t in doc if t.text == "captured")
    assert (captured.lemma_, captured.pos_) == ("capture", "VERB")
    subject = next(t for t in captured.children if t.dep_ == "nsubj")
    assert noun_phrase(subject).text == "Government forces"
    killed = next(t for t in doc if t.text == "killed")
    assert {"nsubj:pass", "aux:pass"} <= {t.dep_ for t in killed.children}
    names = {(e.text, e.label_) for e in doc.ents}
    assert {("Qusayr", "LOC"), ("Aleppo", "LOC")} <= names
    assert head_of(doc.char_span(NEWS.index("the town"), NEWS.index(" on Monday"))).text == "town"


def test_lost_commas_and_apostrophes() -> None:
    (doc,) = parse(["Syrias army and its allies retook the city which fell in May the monitor said."])
    said = next(t for t in doc if t.text == "said")
    assert "retook" in {t.text for t in doc if t.pos_ == "VERB"}
    assert next(t for t in said.children if t.dep_ == "nsubj").text == "monitor"


def test_empty_and_odd_texts() -> None:
    texts = ["", " ", "\n\n", "x", "…", "\u0627\u0644\u0634\u0627\u0645"]
    assert [d.text for d in parse(texts)] == texts


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_a_doc_keeps_its_text(text: str) -> None:
    (doc,) = parse([text])
    assert doc.text == text
    assert all(doc.text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_a_sentence_may_begin_where_the_full_stop_was_lost() -> None:
    (doc,) = parse(["Rebels advance in the west Elsewhere troops took a village. The Meanwhile Bridge was hit."])
    assert [sent.text.split()[0] for sent in doc.sents] == ["Rebels", "Elsewhere", "The"]


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(min_value=3, max_value=50))
def test_pieces_join_to_the_text(text: str, longest: int) -> None:
    parts = pieces(text, longest)
    assert "".join(parts) == text
    assert all(len(p) <= longest for p in parts)


def test_a_long_text_is_parsed_in_parts() -> None:
    text = "\n\n".join(["The army shelled the town. Rebels left it."] * 3000)
    start = time.process_time()
    (doc,) = parse([text])
    assert doc.text == text
    assert sum(1 for _ in doc.sents) >= 6000
    assert time.process_time() - start < 60


@pytest.mark.slow
def test_several_processes_give_the_same() -> None:
    texts = [f"Rebels captured town number {n}." for n in range(20)]
    one = [[(t.dep_, t.lemma_) for t in d] for d in parse(texts)]
    two = [[(t.dep_, t.lemma_) for t in d] for d in parse(texts, processes=2, batch_size=5)]
    assert one == two


@pytest.mark.parametrize(
    "text",
    ["Omar Said, a baker, was killed in Gao.", "Police arrested Omar Said in Gao.", "Shells hit Port Said on Monday."],
)
def test_said_with_a_capital_is_a_name(text: str) -> None:
    said = next(token for token in next(iter(parse([text]))) if token.text == "Said")
    assert said.tag_ == "NNP"


def test_said_in_a_headline_is_a_verb() -> None:
    said = next(token for token in next(iter(parse(["Rebels Said to Have Left Gao"]))) if token.text == "Said")
    assert said.tag_.startswith("VB")


def test_a_name_goes_on_after_its_rank() -> None:
    doc = next(iter(parse(["Colonel Diarran Traore, the army's spokesman, said on Friday that nine soldiers died."])))
    assert len(list(doc.sents)) == 1
