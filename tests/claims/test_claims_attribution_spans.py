"""Attributions as spans: attitudes, plans, nominal cues, headlines, split quotations; floors on PolNeAR."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.attribution import measure
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.claims import Parse, parse_of
from marsad.claims.attribution.spans import AttributionFinder, signs_of
from marsad.language import load, quotations

SOURCE_EXACT, CONTENT_EXACT, CONTENT_WORDS = 0.73, 0.49, 0.80

Found = Callable[[str], dict[str, tuple[str, ...]]]


@pytest.fixture(scope="session")
def finder() -> AttributionFinder:
    found = AttributionFinder.load()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def attributions(finder: AttributionFinder, spacy_doc) -> Found:
    """For each cue of a text its source and the parts of what is said."""

    def find(text: str) -> dict[str, tuple[str, ...]]:
        doc = spacy_doc(text)
        parse = parse_of(doc)
        quoted = [(q.start, q.end) for q in quotations(doc)]
        signs = signs_of(parse, quoted, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
        return {
            parse.words[one.cue]: tuple(_words(parse, s) if s else "" for s in (one.source, *one.content))
            for one in finder.find(signs)
        }

    return find


def _words(parse: Parse, span: tuple[int, int]) -> str:
    return parse.text[parse.start[span[0]] : parse.end[span[1]]]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The governor said that two boats sank.", "said", "The governor"),
        ("The fishermen hope that the harbour will open again soon.", "hope", "The fishermen"),
        ("The rebels vowed to retake the port.", "vowed", "The rebels"),
        ("Doctors fear that the toll will rise.", "fear", "Doctors"),
        ("The boats sank, according to a senior port official.", "according", "a senior port official"),
        ("The boats sank, officials said, adding that nobody drowned.", "adding", "officials"),
        ("The mayor, who says the town is safe, left on Monday.", "says", "who"),
        ("The commander wants to hold the bridge.", "wants", "The commander"),
        ("The general is expected to resign on Friday.", "expected", ""),
        ("His claim that the army shelled the port was false.", "claim", "His"),
    ],
)
def test_sources(text: str, cue: str, source: str, attributions: Found) -> None:
    assert attributions(text)[cue][0] == source


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The governor said that two boats sank.", "said", ("that two boats sank",)),
        ('"Two boats sank," the governor said.', "said", ('"Two boats sank,"',)),
        ("The boats sank, according to a port official.", "according", ("The boats sank",)),
        ("The rebels vowed to retake the port.", "vowed", ("to retake the port",)),
    ],
)
def test_contents(text: str, cue: str, content: tuple[str, ...], attributions: Found) -> None:
    assert attributions(text)[cue][1:] == content


def test_plain_events_are_no_attributions(attributions: Found) -> None:
    assert attributions("The army shelled the port on Monday and two boats sank.") == {}


WORDS = ["The", "mayor", "said", "that", '"', "boats", "sank", ",", ".", "according", "to", "who", "hopes", ":", "\n\n"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_text_gives_spans_within_it(finder: AttributionFinder, words: list[str]) -> None:
    doc = load()(" ".join(words))
    parse = parse_of(doc)
    for one in finder.find(signs_of(parse, [(q.start, q.end) for q in quotations(doc)], [])):
        assert one.cue_span[0] <= one.cue <= one.cue_span[1]
        for a, b in (one.cue_span, *one.content, *([one.source] if one.source else [])):
            assert 0 <= a <= b < len(parse)
        for (_, b), (c, _) in zip(one.content, one.content[1:], strict=False):
            assert b < c


@pytest.mark.corpora
def test_floors_on_polnear(shared: Path) -> None:
    scores, _ = measure(shared / "data" / "polnear" / "dev.jsonl")
    assert scores["source exact"].f1 >= SOURCE_EXACT
    assert scores["content exact"].f1 >= CONTENT_EXACT
    assert scores["content words"].f1 >= CONTENT_WORDS
