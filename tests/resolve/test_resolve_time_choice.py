"""The options for a claim's time, and the choice among them."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.claims import parse_of
from marsad.claims.draft import Draft
from marsad.claims.standing.telling import Telling
from marsad.language import load
from marsad.records import ALWAYS, STATUSES, Interval
from marsad.resolve.times.choice import ClaimTimer
from marsad.resolve.times.options import TimeChoices, TimeOption
from marsad.resolve.times.report import ReportClock
from marsad.resolve.times.weights import TimeModel, load_time_model

TEXT = (
    "Rebels shelled the market on Monday, an officer said on Wednesday. In April they had taken the mill, which has "
    "been held by them since then. Two days after that a raid killed nine. The raids continue."
)
PUBLISHED = Interval.of_day("2019-06-13")
PARSE = parse_of(load()(TEXT))
TRIGGERS = {"shelled": "shelling", "taken": "territory_taken", "held": "control", "raid": "air_strike"}
DAYS = st.dates().map(lambda day: day.isoformat())


def draft_of(word):
    head = PARSE.lower.index(word)
    start, end = PARSE.sentence_span(head)
    return Draft(TRIGGERS[word], "test", PARSE.start[head], start, end, (start, end), telling=Telling(PARSE, head))


def timer_of(published=PUBLISHED, *, learned=True):
    drafts = [draft_of(word) for word in TRIGGERS]
    clock = ReportClock(TEXT, published=published)
    return ClaimTimer(clock, drafts, length=len(TEXT), learned=learned), drafts


def intervals(choices):
    return {(o.interval.start, o.interval.end): o for o in choices.options}


def test_an_event_may_have_the_times_of_its_sentence_and_of_the_report():
    timer, drafts = timer_of()
    found = intervals(timer.choices(drafts[0], status="asserted", place_id=""))
    assert "said" in found["2019-06-10", "2019-06-10"].ways
    assert "from" in found["2019-06-10", "2019-06-13"].ways
    assert "said" in found["2019-06-12", "2019-06-12"].ways
    assert "now" in found["2019-06-13", "2019-06-13"].ways
    assert "open" in found[None, "2019-06-13"].ways
    assert ("2019-06-13", None) not in found
    planned = intervals(timer.choices(drafts[0], status="planned", place_id=""))
    assert "ahead" in planned["2019-06-13", None].ways


def test_a_later_event_may_have_the_time_of_one_before():
    timer, drafts = timer_of()
    for draft in drafts[:3]:
        choices = timer.choices(draft, status="asserted", place_id="mill")
    assert "last" in intervals(choices)["2019-04-01", "2019-04-30"].ways


def test_the_days_of_an_attack_and_of_the_officer_who_speaks_of_it():
    timer, drafts = timer_of()
    time = timer.time_of(drafts[0], status="asserted", place_id="")
    assert time.interval == Interval.of_day("2019-06-10")
    assert time.text == "on Monday" or time.text == "Monday"
    assert time.precision == 1


def test_without_the_model_the_rules_decide():
    timer, drafts = timer_of(learned=False)
    clock = ReportClock(TEXT, published=PUBLISHED)
    start, end = drafts[0].clause
    rule = clock.time_of(start=start, end=end, claim_type="shelling", trigger=drafts[0].trigger)
    assert timer.time_of(drafts[0], status="asserted", place_id="") == rule


def test_a_model_weighs_an_option_alone_and_its_ways_with_the_clues():
    early, late = TimeOption(Interval.of_day("2019-01-01")), TimeOption(Interval.of_day("2019-02-01"))
    early.ways, early.features = ["said"], ("shape",)
    late.ways, late.kind = ["now"], "day"
    choices = TimeChoices([early, late], ["aspect=past"], ["word=fell"])
    assert TimeModel({"shape": 1.0}, {}).best(choices) is early
    assert TimeModel({"shape": 1.0}, {"now": {"aspect=past": 1.5}}).best(choices) is late
    assert TimeModel({"shape": 1.0}, {"kind=day": {"word=fell": 1.5}}).best(choices) is late
    assert TimeModel({"shape": 1.0}, {"said": {"word=fell": -9.0}}).best(choices) is early  # traits go with kinds alone


def test_the_package_has_its_model():
    assert load_time_model() is not None


@given(start=DAYS, length=st.sampled_from(["day", "open start", "open end", "none"]), status=st.sampled_from(STATUSES))
def test_any_report_day_gives_options_and_a_time(start, length, status):
    published = {
        "day": Interval(start, start), "open start": Interval(None, start), "open end": Interval(start, None),
    }.get(length, ALWAYS)  # fmt: skip
    timer, drafts = timer_of(published)
    for draft in drafts:
        choices = timer.choices(draft, status=status, place_id="mill", remember=False)
        assert any("rule" in option.ways for option in choices.options)
        keys = [(o.interval.start, o.interval.end) for o in choices.options]
        assert len(keys) == len(set(keys))
        time = timer.time_of(draft, status=status, place_id="mill")
        assert time.interval in [o.interval for o in choices.options]
