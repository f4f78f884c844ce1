"""Repetitions within a report are one claim: the most informative sentence quotes it, the others are `also`."""

# ruff: noqa: E501  (samples stay whole)

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from marsad.claims.discourse import fold_repetitions
from marsad.claims.draft import Draft, Phrase, PlacePhrase, Voice
from marsad.records import Toll


def draft(
    start: int, *, kind: str = "territory_taken", place: str = "Goma", actor: str = "", voice: str = "", extent: float | None = None,
    killed: int | None = None, polarity: str = "positive", said: bool = True,
) -> Draft:  # fmt: skip
    return Draft(
        type=kind, frame="sample", trigger=start + 2, start=start, end=start + 20, clause=(start, start + 20),
        actor1=[Phrase(start, start + 3, actor, actor, "armed")] if actor else [],
        place=PlacePhrase(start + 5, start + 9, place) if place else None, place_said=said,
        tolls=[Toll("killed", "", killed, killed)] if killed else [], extent=extent, polarity=polarity, voice=Voice(text=voice),
    )  # fmt: skip


def test_the_same_thing_by_the_same_voice_is_one() -> None:
    [one] = fold_repetitions([draft(0), draft(50, actor="M23")])
    assert (one.start, one.also) == (50, [(0, 20)])
    assert one.actor1[0].actor == "M23"


def test_two_voices_are_two_claims() -> None:
    assert len(fold_repetitions([draft(0, voice="the mayor"), draft(50, voice="a medic")])) == 2


def test_other_places_types_and_polarities_are_other_claims() -> None:
    others = [draft(0), draft(50, place="Bukavu"), draft(100, kind="withdrawal"), draft(150, polarity="negative")]
    assert len(fold_repetitions(others)) == 4


def test_actors_that_differ_are_a_disagreement() -> None:
    assert len(fold_repetitions([draft(0, actor="M23"), draft(50, actor="Wazalendo")])) == 2


def test_tolls_and_extents_that_differ_are_other_claims() -> None:
    assert len(fold_repetitions([draft(0, kind="shelling", killed=3), draft(50, kind="shelling", killed=8)])) == 2
    assert len(fold_repetitions([draft(0, extent=0.3), draft(50, extent=0.7)])) == 2


def test_a_headline_folds_into_the_body_whoever_speaks() -> None:
    [one] = fold_repetitions([draft(0), draft(50, voice="a medic")], titles=[(0, 25)])
    assert (one.start, one.voice.text, one.also) == (50, "a medic", [(0, 20)])


def test_a_headline_names_the_province_where_the_body_names_the_town() -> None:
    head, town = (
        draft(0, kind="air_strike", place="North Kivu", killed=9),
        draft(50, kind="air_strike", place="Goma", killed=9),
    )
    [one] = fold_repetitions([head, town], titles=[(0, 25)])
    assert (one.start, one.also) == (50, [(0, 20)])


def test_a_headline_with_another_toll_stays() -> None:
    drafts = [
        draft(0, kind="air_strike", place="Goma", killed=9),
        draft(50, kind="air_strike", place="Bukavu", killed=4),
    ]
    assert len(fold_repetitions(drafts, titles=[(0, 25)])) == 2


def test_a_headline_of_its_own_stays() -> None:
    assert [
        d.start for d in fold_repetitions([draft(0, place="Goma"), draft(50, place="Bukavu")], titles=[(0, 25)])
    ] == [0, 50]


@given(
    st.lists(
        st.builds(
            draft, st.integers(0, 9).map(lambda n: n * 50), kind=st.sampled_from(["territory_taken", "control", "shelling"]),
            place=st.sampled_from(["Goma", "Bukavu", ""]), actor=st.sampled_from(["M23", "Wazalendo", ""]), voice=st.sampled_from(["", "a medic"]),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_words_are_lost_and_none_are_added(drafts: list[Draft]) -> None:
    before = {(d.start, d.end) for d in drafts}
    kept = fold_repetitions([replace(d, also=[]) for d in drafts])
    after = {(d.start, d.end) for d in kept} | {span for d in kept for span in d.also}
    assert after == before
    assert len(kept) <= len(drafts)
    assert [d.start for d in kept] == sorted(d.start for d in kept)


def test_a_headline_sums_up_what_somebody_is_said_to_say(claims_of) -> None:
    title = "Bomb near market kills 14 in Mopti"
    text = f"{title}\n\nFourteen people were killed on Monday when a car bomb went off in Mopti, the police said."
    [claim] = claims_of(text, title=title)
    assert (claim.source, claim.killed_low) == ("police", 14) and claim.also


def test_a_line_above_the_report_is_one_with_the_sentence_that_it_begins(claims_of) -> None:
    lead = "A car bomb went off on Monday near the old market in Mopti"
    [claim] = claims_of(f"{lead}. {lead}, the police said.", title="Mali: bomb")
    assert claim.source == "police" and claim.also
