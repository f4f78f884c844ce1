"""Time expressions in sentences of our own, read from a report of Wednesday 12 June 2019."""

import pytest

from marsad.records import ALWAYS, Interval
from marsad.resolve.times.expressions import find_times, precision_of, resolve

PUBLISHED = Interval.of_day("2019-06-12")
SUMMER = Interval("2019-06-01", "2019-08-31")


def spans(text, published=PUBLISHED):
    return [(e.text, e.interval.start, e.interval.end) for e in find_times(text, published=published)]


def only(text, published=PUBLISHED):
    found = find_times(text, published=published)
    assert len(found) == 1, [e.text for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # dates in the forms of news
        ("The bridge was blown up on 4 March 2018.", "2018-03-04", None),
        ("The bridge was blown up on the 4th of March 2018.", "2018-03-04", None),
        ("The bridge was blown up on March 4th, 2018.", "2018-03-04", None),
        ("MARCH 4, 2018 The bridge was blown up", "2018-03-04", None),
        ("Posted 04 Mar 2018 by the desk", "2018-03-04", None),
        ("Posted Mar. 4 by the desk", "2019-03-04", None),
        ("Sunday 4 March 2018 the bridge was blown up", "2018-03-04", None),
        ("Sun Mar 4 2018 the bridge was blown up", "2018-03-04", None),
        ("Updated 2018-03-04 with new figures", "2018-03-04", None),
        ("Updated 04.03.2018", "2018-03-04", None),  # dots: day first everywhere
        ("Updated 04-03-2018", "2018-03-04", None),
        ("Updated 04/03/2018", "2018-03-04", "2018-04-03"),
        ("Updated 23/3/2018", "2018-03-23", None),
        ("Updated 3/23/18", "2018-03-23", None),
        ("Updated at Mar 042018 in the capital", "2018-03-04", None),
        ("A convoy left on 30 May and", "2019-05-30", None),
        ("A convoy left on 30 December and", "2018-12-30", None),
        ("the June 3 strike killed two", "2019-06-03", None),
        ("On Monday, June 4, the post fell", "2018-06-04", None),  # 4 June was a Monday in 2018, not in 2019
        # ranges
        ("Between 3 and 5 May the road was cut", "2019-05-03", "2019-05-05"),
        ("the road was cut 3-5 May 2018", "2018-05-03", "2018-05-05"),
        ("the road was cut from Friday to Monday", "2019-06-07", "2019-06-10"),
        ("the road was cut between 28 December and 3 January", "2018-12-28", "2019-01-03"),
        ("the road was cut from March to May 2017", "2017-03-01", "2017-05-31"),
        ("clashes on Friday and Saturday killed four", "2019-06-07", "2019-06-08"),
        # days told by more than their name
        ("On Wednesday last week, gunmen stopped a van", "2019-06-05", None),
        ("gunmen stopped a van on Sunday of last week", "2019-06-09", None),
        ("the camp was raided overnight Monday", "2019-06-10", "2019-06-11"),
        ("the camp was raided just before midnight on Sunday", "2019-06-09", None),
        ("they fought for the third straight day", "2019-06-10", "2019-06-12"),
        ("the battle entered its third day", "2019-06-10", "2019-06-12"),
        ("a convoy was hit last Tuesday", "2019-06-04", None),  # not yesterday
        ("a convoy was hit last Monday", "2019-06-10", None),
        ("they condemned weekend air raids on the port", "2019-06-08", "2019-06-09"),
        ("they fought from Sunday night and into Monday morning", "2019-06-09", "2019-06-10"),
        ("four died in clashes since the weekend", "2019-06-08", "2019-06-12"),
        ("forty died over the last week", "2019-06-05", "2019-06-12"),
        ("forty died in the month-long campaign", "2019-05-12", "2019-06-12"),
        ("forty died in a month of heavy fighting", "2019-05-12", "2019-06-12"),
        ("they broke the week-old truce", "2019-06-05", "2019-06-12"),
        ("forty died in the past two and a half years", "2016-12-12", "2019-06-12"),
        # months, parts of them, seasons, years
        ("it began in August", "2018-08-01", "2018-08-31"),
        ("it fell in May", "2019-05-01", "2019-05-31"),
        ("In May 15 people were shot", "2019-05-01", "2019-05-31"),
        ("it fell last March", "2019-03-01", "2019-03-31"),
        ("it fell in October last year", "2018-10-01", "2018-10-31"),
        ("it fell in early April", "2019-04-01", "2019-04-10"),
        ("it fell in mid-April", "2019-04-11", "2019-04-20"),
        ("it fell in late April", "2019-04-21", "2019-04-30"),
        ("it fell at the end of 2017", "2017-11-01", "2017-12-31"),
        ("it fell in mid-2017", "2017-06-01", "2017-08-31"),
        ("it fell late last year", "2018-10-01", "2018-12-31"),
        ("it fell in the summer of 2017", "2017-06-01", "2017-08-31"),
        ("it fell last winter", "2018-12-01", "2019-02-28"),
        ("it fell in 2015", "2015-01-01", "2015-12-31"),
        ("back in the 1990s", "1990-01-01", "1999-12-31"),
        ("a fort of the 19th century", "1800-01-01", "1899-12-31"),
        ("the fort was built in 1874", "1874-01-01", "1874-12-31"),
        ("a massacre (Khoury, 2014) was", "2014-01-01", "2014-12-31"),
        ("a 1993 accord on the border", "1993-01-01", "1993-12-31"),
        ("the 2014 campaign cost", "2014-01-01", "2014-12-31"),
        # weekdays
        ("Guns fell silent on Wednesday", "2019-06-12", None),
        ("Guns fell silent on Thursday evening", "2019-06-06", None),
        ("Guns fell silent early on Sunday", "2019-06-09", None),
        ("Guns fell silent last Wednesday", "2019-06-05", None),
        ("Talks resume next Wednesday", "2019-06-19", None),
        ("Mondays barrage was the worst", "2019-06-10", None),
        # relative to publication
        ("Shells fell at the weekend", "2019-06-08", "2019-06-09"),
        ("It fell at the beginning of the week", "2019-06-10", "2019-06-11"),
        ("after three days of raids", "2019-06-09", "2019-06-12"),
        ("in the last 60 hours", "2019-06-09", "2019-06-12"),
        ("the village is frequently shelled", None, "2019-06-12"),
        ("mortars land every now and then", None, "2019-06-12"),
        ("It happened today", "2019-06-12", None),
        ("It happened this morning", "2019-06-12", None),
        ("It happened yesterday afternoon", "2019-06-11", None),
        ("It happened the day before yesterday", "2019-06-10", None),
        ("It happened last night", "2019-06-11", None),
        ("It happened overnight", "2019-06-11", "2019-06-12"),
        ("It happens tomorrow", "2019-06-13", None),
        ("It happened this week", "2019-06-10", "2019-06-12"),
        ("It happened earlier this week", "2019-06-10", "2019-06-11"),
        ("It happens later this week", "2019-06-12", "2019-06-16"),
        ("It happened last week", "2019-06-03", "2019-06-09"),
        ("It happened last month", "2019-05-01", "2019-05-31"),
        ("It happened last weekend", "2019-06-08", "2019-06-09"),
        ("It happened three days ago", "2019-06-09", None),
        ("It happened two weeks ago", "2019-05-26", "2019-06-01"),
        ("It happened a year ago", "2018-01-01", "2018-12-31"),
        ("It happened a few days ago", "2019-06-07", "2019-06-10"),
        ("in the past 36 hours", "2019-06-10", "2019-06-12"),
        ("over the last ten days", "2019-06-02", "2019-06-12"),
        ("in the coming days", "2019-06-12", "2019-06-19"),
        ("in recent days", "2019-06-05", "2019-06-12"),
        ("in recent weeks", "2019-05-12", "2019-06-12"),
        ("it recently fell", "2019-05-12", "2019-06-12"),
        ("its recent capture", "2019-05-12", "2019-06-12"),
        ("besieged for three years", "2016-06-12", "2019-06-12"),
        ("besieged for more than a year", "2018-06-12", "2019-06-12"),
        ("the two-week-old battle", "2019-05-29", "2019-06-12"),
        ("the army has so far swept half", None, "2019-06-12"),
        ("which it had previously held", None, "2019-06-12"),
        # since, until, by
        ("held since January 2014", "2014-01-01", "2019-06-12"),
        ("held since October", "2018-10-01", "2019-06-12"),
        ("fighting since Monday", "2019-06-10", "2019-06-12"),
        ("killed since the army began its push early last week", "2019-06-03", "2019-06-12"),
        ("held until May 2018", None, "2018-05-31"),
    ],
)  # fmt: skip
def test_one_expression(text, start, end):
    expression = only(text)
    assert (expression.interval.start, expression.interval.end) == (start, end or start)
    assert expression.precision == precision_of(expression.interval)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital as the sun sets for a second day's rest",
        "March on, he said. May they rest",
        "Jan Berg met Theresa May and April Stone",
        "some 2000 fighters and 1,500 civilians left 2016 rockets behind",
        "a 5-year-old boy was sentenced to two years of labour",
        "the M4 road, 12.5 km long, on page 3/4",
        "in less than 24 hours",
        "the Arab spring and a fall",
        "",
    ],
)
def test_no_time_at_all(text):
    assert [e.text for e in find_times(text, published=PUBLISHED)] == []


def test_previous_anchor_follows_the_story():
    text = (
        "The town fell on 3 May 2018. The next day shells hit it; a week later it was quiet. On the same day he left."
    )
    assert spans(text)[:2] == [("3 May 2018", "2018-05-03", "2018-05-03"), ("The next day", "2018-05-04", "2018-05-04")]
    assert [e.anchor for e in find_times(text, published=PUBLISHED)] == ["absolute", "previous", "previous", "previous"]


def test_after_a_clause_lies_on_the_other_side():
    text = "The village was retaken on Tuesday, two days after it was lost."
    assert spans(text)[1] == ("two days after", "2019-06-09", "2019-06-09")
    assert find_times(text, published=PUBLISHED)[1].direction == "clause"


def test_clock_times_keep_their_zone_only_where_printed():
    assert spans("Sunday 9 June 2019 16:26 BST")[0][1] == "2019-06-09T16:26+01:00"
    assert spans("It hit at 3 p.m. local time on Monday")[0][1] == "2019-06-10"
    assert spans("It hit at 0730 GMT on Monday")[0][1] == "2019-06-10T07:30+00:00"
    assert spans("2019-06-09T04:05Z")[0][1] == "2019-06-09T04:05+00:00"


def test_speaking_day_is_told_apart():
    said = find_times("Six died on Sunday, a doctor told reporters by telephone on Monday.", published=PUBLISHED)
    assert [e.speaking for e in said] == [False, True]
    assert not only("The minister said Friday's raid failed").speaking
    assert only("The ministry on Tuesday announced a truce").speaking


@pytest.mark.parametrize(
    ("text", "tense", "start", "end"),
    [
        ("The sides will meet on Monday", "future", "2019-06-17", "2019-06-17"),
        ("The sides will meet on Wednesday", "future", "2019-06-12", "2019-06-12"),
        ("The sides will meet on 3 May", "future", "2020-05-03", "2020-05-03"),
        ("The sides met on 20 June", "past", "2018-06-20", "2018-06-20"),
        ("The sides, on 20 June,", None, "2019-06-20", "2019-06-20"),
        ("They must leave by Friday", "future", "2019-06-12", "2019-06-14"),
        ("They must leave this month", "future", "2019-06-12", "2019-06-30"),
    ],
)
def test_tense(text, tense, start, end):
    interval = resolve(only(text), published=PUBLISHED, tense=tense)
    assert (interval.start, interval.end) == (start, end)


def test_wide_publication_gives_the_widest_interval_implied():
    assert only("on Thursday", SUMMER).interval == Interval("2019-05-30", "2019-08-29")
    assert only("in December 2016", ALWAYS).interval == Interval("2016-12-01", "2016-12-31")
    assert only("04/03/2018", ALWAYS).interval == Interval("2018-03-04", "2018-04-03")
    for text in ("on Thursday", "in August", "two days ago", "so far", "in recent weeks", "March 19"):
        assert not only(text, ALWAYS).interval.known
    after = Interval("2016-12-01", None)
    assert only("on Thursday", after).interval == Interval("2016-12-01", None)  # 1 December 2016 was a Thursday
    assert only("held since October 2014", after).interval == Interval("2014-10-01", None)


def test_recurring_times_have_no_interval():
    for text in ("every Friday", "on Fridays.", "shelled daily", "each week"):
        expression = only(text)
        assert (expression.kind, expression.interval, expression.precision) == ("set", ALWAYS, 3)


def test_a_day_after_counts_from_the_day_beside_it_else_from_the_report():
    beside = "The mill burned on Sunday. It happened a day after the raid."
    far = f"The mill burned in a fire on Sunday. {'Nobody knows why it burned. ' * 8}Shells fell a day after the raid."
    assert spans(beside)[-1] == ("a day after", "2019-06-08", "2019-06-08")
    assert spans(far)[-1] == ("a day after", "2019-06-11", "2019-06-11")


@pytest.mark.parametrize("text", ["the 1800 fighters", "two years of labour", "by 1700 soldiers"])
def test_counts_and_terms_are_no_times(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The valley was held by the militia from 2012 to 2016.", "2012-01-01", "2016-12-31"),
        ("Between 2013 and 2015 the quarry changed hands four times.", "2013-01-01", "2015-12-31"),
        ("The convoy was hit between May and June in 2016.", "2016-05-01", "2016-06-30"),
        ("They held the silo from 3 to 5 January.", "2017-01-03", "2017-01-05"),
        ("The road has been shut from 2014 onwards.", "2014-01-01", "2017-03-01"),
    ],
)
def test_stretches_of_years_and_days_are_one_time(text: str, start: str, end: str) -> None:
    (found,) = find_times(text, published=Interval.of_day("2017-03-01"))
    assert (found.interval.start, found.interval.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["Between 1950 and 1980 rebels were killed.", "between 1900 and 2000 of them", "from 1900 to 2000 tents"]
)
def test_counts_of_men_are_no_years(text: str) -> None:
    assert not find_times(text, published=Interval.of_day("2017-03-01"))


def test_each_year_of_a_list_is_a_time() -> None:
    found = find_times("It was shelled in 2012, 2013 and 2016.", published=Interval.of_day("2017-03-01"))
    assert [e.text for e in found] == ["2012", "2013", "2016"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The mill burned in the first week of February.", "2017-02-01", "2017-02-07"),
        ("The mill burned in the last week of February.", "2017-02-22", "2017-02-28"),
        ("Raids doubled in the last quarter of 2016.", "2016-10-01", "2016-12-31"),
        ("Raids doubled in Q3 2016.", "2016-07-01", "2016-09-30"),
        ("Raids doubled in the first half of 2016.", "2016-01-01", "2016-06-30"),
        ("The bridge was hit on the 12th of last month.", "2017-02-12", "2017-02-12"),
        ("The bridge was hit on New Year's Eve.", "2016-12-31", "2016-12-31"),
        ("The bridge was hit on Christmas Day 2015.", "2015-12-25", "2015-12-25"),
        ("The bridge was hit on March 5, 7 and 9.", "2017-03-05", "2017-03-09"),
        ("The bridge was hit on 2016/05/12.", "2016-05-12", "2016-05-12"),
        ("The bridge was hit the night before last.", "2017-03-13", "2017-03-13"),
        ("They will leave the day after tomorrow.", "2017-03-17", "2017-03-17"),
        ("The bridge was hit a month and a half ago.", "2017-01-15", "2017-02-15"),
        ("The bridge was hit a fortnight ago.", "2017-02-26", "2017-03-04"),
        ("The road is shut since six months.", "2016-09-15", "2017-03-15"),
        ("The road was shut up to Sunday.", None, "2017-03-12"),
        ("They will stay until the end of the year.", None, "2017-12-31"),
        ("The depot blew up at 3:30 pm (1330 GMT).", "2017-03-15T13:30+00:00", "2017-03-15T13:30+00:00"),
    ],
)
def test_ways_of_saying_when(text: str, start: str | None, end: str) -> None:
    (found,) = find_times(text, published=Interval.of_day("2017-03-15"))
    assert (found.interval.start, found.interval.end) == (start, end)


@pytest.mark.parametrize("text", ["They patrol twice a week.", "Shells fall day and night."])
def test_habits_have_no_day(text: str) -> None:
    assert [e.kind for e in find_times(text, published=Interval.of_day("2017-03-15"))] == ["set"]


def test_a_christmas_market_is_no_day() -> None:
    assert not find_times("The Christmas market was hit.", published=Interval.of_day("2017-03-15"))


@pytest.mark.parametrize(
    "text", ["a bomb at the Monday Market", "near the Friday Mosque", "the Sunday Times said", "on Bloody Sunday"]
)
def test_a_weekday_in_a_name_is_no_day(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The port fell on Sunday after ten days of shelling", "2019-05-30", "2019-06-09"),
        ("After ten days of shelling, the port fell on June 9", "2019-05-30", "2019-06-09"),
        ("The post was given up on Sunday after it had been cut off for two weeks", "2019-05-26", "2019-06-09"),
        ("The raiders came on Sunday and stayed for six hours", "2019-06-09", "2019-06-09"),
        ("Sunday's march was banned. The port fell after ten days of shelling", "2019-06-02", "2019-06-12"),
        ("The army said on Sunday the port fell after ten days of shelling", "2019-06-02", "2019-06-12"),
    ],
)
def test_what_lasted_until_the_day_told_ends_on_it(text: str, start: str, end: str) -> None:
    lasted = next(e for e in find_times(text, published=PUBLISHED) if e.kind == "duration")
    assert (lasted.interval.start, lasted.interval.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "It was the first raid on the port since May 2",
        "Gunners hit the port for the first time since late May",
        "It was the port's deadliest day since the truce began on May 2",
        "Some of the heaviest shelling since May 2",
        "Its second convoy since May 2",
    ],
)
def test_what_is_compared_with_all_since_did_not_last(text: str) -> None:
    assert only(text).direction == "compared"


@pytest.mark.parametrize(
    "text",
    ["The first rebels have held it since May 2", "The heaviest loss was in the port, held since May 2, when it fell"],
)
def test_what_has_lasted_since(text: str) -> None:
    assert only(text).kind == "since"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The truce was signed in May. Hours later the port was shelled", "2019-06-12"),  # not from a month
        ("On Sunday the port was shelled. Hours later it fell", "2019-06-09"),
        ("On Sunday the port was shelled. A day earlier the pier had burnt", "2019-06-08"),
        (f"On Sunday the port was shelled. {'Ships stayed away. ' * 10} A bus was hit a day earlier", "2019-06-11"),
    ],
)
def test_from_when_hours_and_the_day_before_are_counted(text: str, day: str) -> None:
    assert spans(text)[-1][1] == day


def test_a_month_before_what_happened_in_it() -> None:
    assert spans("a March bombing")[0][1:] == ("2019-03-01", "2019-03-31")
    assert spans("the army's April push")[0][1:] == ("2019-04-01", "2019-04-30")
    assert spans("a march on the port") == []
