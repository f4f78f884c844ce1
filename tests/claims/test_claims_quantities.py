"""Numbers in words, shares."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.claims import parse_of
from marsad.claims.tolls.quantities import number_at, share_at
from marsad.language import load


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("They counted 12 graves.", "12", (12, 12)),
        ("They counted 1,200 graves.", "1,200", (1200, 1200)),
        ("They counted twelve graves.", "twelve", (12, 12)),
        ("They counted at least 12 graves.", "12", (12, None)),
        ("They counted more than 40 graves.", "40", (40, None)),
        ("They counted up to 30 graves.", "30", (None, 30)),
        ("They counted fewer than 30 graves.", "30", (None, 30)),
        ("They counted as many as 30 graves.", "30", (None, 30)),
        ("They counted nearly 30 graves.", "30", (30, 30)),
        ("They counted hundreds of thousands of graves.", "hundreds", (200_000, None)),
        ("They counted about 30 graves.", "30", (30, 30)),
        ("They counted dozens of graves.", "dozens", (24, None)),
        ("They counted hundreds of graves.", "hundreds", (200, None)),
        ("They counted 10 to 15 graves.", "10", (10, 15)),
        ("They counted between 10 and 15 graves.", "15", (10, 15)),
        ("They counted two hundred graves.", "hundred", (200, 200)),
        ("They counted the graves.", "graves", None),
    ],
)
def test_numbers(text: str, word: str, count: tuple[int | None, int | None] | None, parsed, lexicon) -> None:
    parse = parsed(text)
    assert number_at(parse, parse.words.index(word), lexicon.language) == count


@given(value=st.integers(min_value=0, max_value=14_999))
@settings(max_examples=40, deadline=None)
def test_digits_with_and_without_separators(value: int, lexicon) -> None:
    for written in (str(value), f"{value:,}"):
        parse = parse_of(load()(f"Officials spoke of {written} graves."))
        found = {number_at(parse, t, lexicon.language) for t in range(len(parse))} - {None}
        assert found == {(value, value)}


@pytest.mark.parametrize(
    ("text", "word", "share"),
    [
        ("They hold 70 percent of the city.", "percent", 0.7),
        ("They hold 70 percent of the city.", "70", 0.7),
        ("They hold 35% of the city.", "%", 0.35),
        ("They hold twenty percent of the city.", "percent", 0.2),
        ("They hold 12.5 percent of the city.", "percent", 0.125),
        ("They hold 70 villages.", "70", None),
        ("Prices rose by 400 percent.", "percent", None),
    ],
)
def test_shares(text: str, word: str, share: float | None, parsed, lexicon) -> None:
    parse = parsed(text)
    at = parse.words.index(word) if word in parse.words else next(t for t, w in enumerate(parse.words) if word in w)
    assert share_at(parse, at, lexicon.language) == share
