"""The claims of one report, timed in text order, in a report of our own."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.records import ALWAYS, CLAIM_TYPES, Interval
from marsad.resolve.times.report import ReportClock

TEXT = (
    "12 June 2019. A strike on the mill at Tel Amar killed six on Monday. The dead were farmers. "
    "Rebels took Dar Hind in April, residents said on Tuesday. The strike wounded ten more. "
    "Since taking Dar Hind they have dug in. The army has seized several farms. Dar Hind is held by rebels."
)
PUBLISHED = Interval.of_day("2019-06-12")


def bounds(clock, sentence, **claim):
    start = TEXT.index(sentence)
    time = clock.time_of(start=start, end=start + len(sentence), **claim)
    return time.interval.start, time.interval.end


def test_claims_take_their_time_from_what_was_told_before():
    clock = ReportClock(TEXT, published=PUBLISHED)
    first = bounds(
        clock, "A strike on the mill at Tel Amar killed six on Monday", claim_type="air_strike", place="amar"
    )
    assert first == ("2019-06-10", "2019-06-10")
    taken = bounds(clock, "Rebels took Dar Hind in April", claim_type="territory_taken", place="hind")
    assert taken == ("2019-04-01", "2019-04-30")
    again = bounds(clock, "The strike wounded ten", claim_type="air_strike", place="amar", definite=True)
    assert again == first
    assert bounds(clock, "taking Dar Hind", claim_type="territory_taken", place="hind") == taken
    elsewhere = bounds(clock, "The army has seized", claim_type="territory_taken", place="", perfect=True)
    assert elsewhere == (None, "2019-06-12")
    assert bounds(clock, "Dar Hind is held", claim_type="control", place="hind") == ("2019-06-12", "2019-06-12")


def test_reports_without_a_date_say_nothing_that_they_do_not_know():
    clock = ReportClock("Shells fell on Monday. A depot burned. The town fell on 3 May 2018.", published=ALWAYS)
    assert not clock.time_of(start=0, end=22, claim_type="shelling").interval.known
    assert not clock.time_of(start=23, end=38, claim_type="destruction").interval.known
    assert clock.time_of(start=39, end=66, claim_type="territory_taken").interval == Interval.of_day("2018-05-03")


@given(st.text(alphabet=TEXT, max_size=120), st.sampled_from(CLAIM_TYPES), st.booleans(), st.booleans())
def test_any_claim_of_any_text_gets_a_sound_interval(text, claim_type, perfect, definite):
    for published in (PUBLISHED, ALWAYS, Interval("2019-06-01", None), Interval(None, "2019-06-30")):
        clock = ReportClock(text, published=published)
        for _ in range(2):
            time = clock.time_of(
                start=0, end=len(text) + 1, claim_type=claim_type, place="x", perfect=perfect, definite=definite
            )
            assert time.text in text
            assert 1 <= time.precision <= 3


def test_a_number_or_the_age_of_a_fort_is_no_time_of_what_is_told():
    clock = ReportClock("The war goes on (1881). Jets hit a fort built in 1781. It fell in 1948.", published=PUBLISHED)
    assert [e.text for e in clock.expressions] == ["1948"]
