"""What holds for every report: verbatim quotes, no failure on any text, the same ids again, nothing from furniture."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.records import Claim, status_of

SENTENCES = [
    "Separatists seized the town of Tessalit on Monday, a militia spokesman said.",
    "Shelling killed at least 14 people in Taiz, according to two medics.",
    "The army has not entered Bani Walid.",
    '"We hold all of Menaka," commander Idris Amada told Reuters. "Our men are clearing mines from the market."',
    "Gunmen reportedly kidnapped two nurses near Kidal.",
    "The army plans to retake Gao and Ansongo.",
    "The rebel-held town of Bambari has been besieged since May 2018.",
    "Warplanes bombed the port of Hodeidah, wounding dozens.",
    "Residents denied that the garrison had withdrawn from Wau.",
    "Turkish-backed fighters took 40 percent of the city, leaving the eastern districts unchecked.",
    "It rained all week.",
    "MENAKA, Mali —",
    "“The siege goes on",
    "(Photo: an undated picture shows smoke over Taiz)",
]
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
reports = st.tuples(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.sampled_from([" ", "\n\n", "\n", "  ", "\u00a0"])
).map(lambda parts: parts[1].join(parts[0]))


def check(text: str, claims: list[Claim]) -> None:
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.strip()
        assert [text[a:b] for a, b in claim.also_spans] == list(claim.also)
        if claim.source_span:
            assert 0 <= claim.source_span[0] < claim.source_span[1] <= len(text)
        assert claim.status == status_of(polarity=claim.polarity, realis=claim.realis, certainty=claim.certainty)
        assert claim.extent is None or 0.0 <= claim.extent <= 1.0
        assert 0.0 <= claim.confidence <= 1.0
        if claim.date_start and claim.date_end:
            assert claim.date_start[:10] <= claim.date_end[:10]
        for low, high in ((claim.killed_low, claim.killed_high), (claim.wounded_low, claim.wounded_high)):
            assert low is None or high is None or low <= high
    assert len({claim.id for claim in claims}) == len(claims)


@given(text=reports)
@SLOW
def test_quotes_are_verbatim_whatever_the_order(text: str, claims_of) -> None:
    check(text, claims_of(text))


@given(text=reports)
@SLOW
def test_the_same_words_give_the_same_claims_again(text: str, claims_of) -> None:
    assert [c.to_json() for c in claims_of(text)] == [c.to_json() for c in claims_of(text)]


@given(text=st.text(max_size=200) | st.text(alphabet="“”\"'‘’.,;:—- \n\u00a0aZé9%٣مرصد", max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_be_read(text: str, claims_of) -> None:
    check(text, claims_of(text))


@given(
    text=reports,
    cuts=st.lists(st.tuples(st.integers(0, 600), st.integers(1, 80)), max_size=3),
    kind=st.sampled_from(["noise", "inside a word"]),
)
@SLOW
def test_words_cut_anywhere_are_read(text: str, cuts: list[tuple[int, int]], kind: str, claims_of) -> None:
    for at, length in cuts:
        text = text[:at] + ("\ufffd#\t" if kind == "noise" else "") + text[at + length :]
    check(text, claims_of(text))


@given(
    before=st.lists(st.sampled_from(SENTENCES), max_size=2),
    furniture=st.sampled_from(SENTENCES),
    after=st.lists(st.sampled_from(SENTENCES), max_size=2),
)
@SLOW
def test_no_claim_comes_from_furniture(before: list[str], furniture: str, after: list[str], claims_of) -> None:
    text = "\n\n".join([*before, furniture, *after])
    start = len("\n\n".join(before)) + 2 * bool(before)
    end = start + len(furniture)
    assert text[start:end] == furniture
    for claim in claims_of(text, furniture=((start, end),)):
        for a, b in ((claim.start, claim.end), *claim.also_spans):
            assert not (a < end and start < b), claim.quote


def test_all_furniture_is_no_claim(claims_of) -> None:
    text = "\n\n".join(SENTENCES)
    assert claims_of(text, furniture=((0, len(text)),)) == []


def test_an_empty_report_has_no_claims(claims_of) -> None:
    assert claims_of("") == []
    assert claims_of(" \n\n ") == []


@pytest.mark.parametrize(
    "text",
    [
        "Civilians in a rebel-held village",
        "The road is closed after recent clashes between the ISIL militiamen and",
        "They were driven from the town which rebels captured",
        "The base had been controlled by the Ahrar ash-Sham rebel group",
    ],
)
def test_a_text_that_breaks_off_is_read(text: str, claims_of) -> None:
    claims_of(text)
    for at in range(len(text)):
        claims_of(text[:at])
