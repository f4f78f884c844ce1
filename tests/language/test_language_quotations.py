"""Quotations: kinds of marks, nesting, paragraphs, apostrophes, damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.language.quotations import find, outermost


def inner(text: str, ends: tuple[int, ...] = ()) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find(text, ends)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The mayor said "we stay" and left.', ["we stay"]),
        ("The mayor said “we stay” and left.", ["we stay"]),
        ("Le maire : « nous restons ».", [" nous restons "]),
        ("``We stay,'' the mayor said.", ["We stay,"]),
        ("''We stay,'' the mayor said. ''We fight.''", ["We stay,", "We fight."]),
        ("„Wir bleiben“, sagte er.", ["Wir bleiben"]),
        ("'We stay,' the mayor said.", ["We stay,"]),
        ("‘We stay,’ the mayor said.", ["We stay,"]),
        ("“We heard ‘leave now’ twice,” she said.", ["We heard ‘leave now’ twice,", "leave now"]),
        ("\"We heard 'leave now' twice,\" she said.", ["We heard 'leave now' twice,", "leave now"]),
        ('"One," he said. "Two," she said.', ["One,", "Two,"]),
        ('" We stay " the mayor said', [" We stay "]),
        ("the 'Desert Wind' brigade's men", ["Desert Wind"]),
    ],
)
def test_marks_and_nesting(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' guns and the city's walls don't match.",
        "Ba'ath party men in Ayn al-‘Arab and Sana’a.",
        "In the '90s it was theirs.",
        "A stray closing mark” stands here.",
        "Nothing at all.",
        "",
        '""',
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert inner(text) == []


def test_a_quotation_goes_on_over_paragraphs_that_repeat_its_mark() -> None:
    text = '"First we waited.\n\n"Then we ran," he said. "That is all."'
    assert inner(text) == ['First we waited.\n\n"Then we ran,', "That is all."]
    curly = "“First.\n\n“Second.\n\n“Third,” she said."
    assert inner(curly) == ["First.\n\n“Second.\n\n“Third,"]


def test_without_repeated_mark_it_ends_with_its_sentence() -> None:
    text = "He said “we lost it. More followed.\n\nNext day all was calm."
    first = text.index(".") + 1
    found = find(text, (first, text.index("\n"), len(text)))
    assert [text[q.inner_start : q.inner_end] for q in found] == ["we lost it."]
    assert not found[0].closed


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = 'He said "we lost. Then quiet. "We won" they said.'
    found = find(text, (text.index(".") + 1, text.index("quiet.") + 6, len(text)))
    assert [text[q.inner_start : q.inner_end] for q in found] == ["we lost.", "We won"]


def test_outermost_leaves_out_what_is_nested() -> None:
    found = find("“We heard ‘leave now’ twice,” she said.")
    assert len(found) == 2
    assert list(outermost(found)) == found[:1]


MARKS = st.text(alphabet="ab s.,\n\"'“”‘’«»`-", max_size=120)


@given(MARKS)
def test_offsets_hold_for_any_text(text: str) -> None:
    found = find(text)
    for q in found:
        assert 0 <= q.start < q.inner_start < q.inner_end <= q.end <= len(text)
        assert text[q.inner_start : q.inner_end].strip()
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for a in found:  # nested or apart, never crossing
        for b in found:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or (a.start <= b.start and b.end <= a.end)
                or (b.start <= a.start and a.end <= b.end)
            )
