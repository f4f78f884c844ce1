"""When claims happened or hold, in sentences of our own told on Wednesday 12 June 2019."""

import pytest

from marsad.records import ALWAYS, Interval
from marsad.resolve.times.claims import claim_interval, document_time, narrative_time
from marsad.resolve.times.expressions import find_times

DAY = "2019-06-12"
PUBLISHED = Interval.of_day(DAY)
MONDAY = Interval.of_day("2019-06-10")


def claim(clause, *, state=False, status="asserted", tense=None, published=PUBLISHED, trigger=None, **context):
    at = clause.index(trigger) if trigger else None
    expressions = find_times(clause, published=published)
    time = claim_interval(
        expressions, claim_type_is_state=state, status=status, tense=tense, published=published, at=at, **context
    )
    return time.interval.start, time.interval.end


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Shells hit the market on Tuesday", ("2019-06-11", "2019-06-11")),
        ("Shells have hit the market in recent weeks", ("2019-05-12", DAY)),
        ("Shells hit the market", ("2019-06-10", "2019-06-10")),  # the story is at Monday
        ("Shells hit the market, a doctor said on Tuesday", ("2019-06-10", "2019-06-10")),
        ("Shells now hit the market", ("2019-06-10", "2019-06-10")),
        ("The offensive began last week", ("2019-06-03", DAY)),
        ("By Saturday troops had reached the bridge", ("2019-06-08", "2019-06-08")),
        ("They had previously bombed the camp", (None, DAY)),
    ],
)
def test_events(clause, expected):
    assert claim(clause, narrative=MONDAY) == expected


def test_perfect_events_in_the_background_have_no_known_start():
    assert claim("The group has seized towns", narrative=MONDAY, perfect=True, lead=True) == ("2019-06-10", DAY)
    assert claim("The group has seized towns", narrative=MONDAY, perfect=True, lead=False) == (None, DAY)


def test_processes_go_on_up_to_the_report():
    assert claim("Fighting shook the port", narrative=MONDAY, durative=True) == ("2019-06-10", DAY)


def test_what_is_taken_up_keeps_its_time():
    attack = Interval("2019-04-01", "2019-04-30")
    assert claim("the attack killed nine", narrative=MONDAY, antecedent=attack) == ("2019-04-01", "2019-04-30")


def test_trigger_chooses_between_two_times():
    clause = "The army took the hill on Sunday and lost it on Monday"
    assert claim(clause, trigger="took") == ("2019-06-09", "2019-06-09")
    assert claim(clause, trigger="lost") == ("2019-06-10", "2019-06-10")
    clause = "On Sunday the army took the hill and on Monday lost it"
    assert claim(clause, trigger="took") == ("2019-06-09", "2019-06-09")
    assert claim(clause, trigger="lost") == ("2019-06-10", "2019-06-10")


def test_since_clause_times_its_own_event_as_a_point():
    clause = "Ninety have died since the army opened its push last month"
    assert claim(clause, trigger="died") == ("2019-05-01", DAY)
    assert claim(clause, trigger="opened") == ("2019-05-01", "2019-05-31")


def test_a_day_that_something_is_compared_with_is_its_own_events_alone():
    clause = "It was the first clash since gunners shelled the port on May 2"
    assert claim(clause, trigger="clash", narrative=MONDAY) == ("2019-06-10", "2019-06-10")
    assert claim(clause, trigger="shelled", narrative=MONDAY) == ("2019-05-02", "2019-05-02")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The city is held by rebels", (DAY, DAY)),
        ("The city has been held by rebels since October 2014", ("2014-10-01", DAY)),
        ("The city has been besieged for two years", ("2017-06-12", DAY)),
        ("The road was cut on Sunday", ("2019-06-09", DAY)),
        ("The siege that began in May", ("2019-05-01", DAY)),
        ("Troops were besieged in March", ("2019-03-01", "2019-03-31")),
        ("The city was once a stronghold", (None, DAY)),
        ("After two years of fighting the city is held by rebels", (DAY, DAY)),
    ],
)
def test_states(clause, expected):
    assert claim(clause, state=True, narrative=MONDAY) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The army plans to storm the town", (DAY, None)),
        ("The truce is due to start on Friday", ("2019-06-14", "2019-06-14")),
        ("The army will storm the town tomorrow", ("2019-06-13", "2019-06-13")),
        ("In March both agreed that fighters would leave", ("2019-03-01", None)),
    ],
)
def test_plans(clause, expected):
    assert claim(clause, status="planned", narrative=MONDAY) == expected


def test_undated_report_gives_open_bounds():
    assert claim("Shells hit the market", published=ALWAYS) == (None, None)
    assert claim("Shells hit the market on Tuesday", published=ALWAYS) == (None, None)
    after = Interval("2019-06-01", None)
    assert claim("The city is held by rebels", state=True, published=after) == ("2019-06-01", None)


STORY = (
    "12 June 2019. Strikes on the port killed nine on Monday, doctors said on Tuesday. The port fell in 2017. "
    "Hours earlier, on Sunday night, the airport was hit. Troops entered the mill."
)


def test_story_time_moves_with_the_days_told():
    expressions = find_times(STORY, published=PUBLISHED)
    assert document_time(expressions, published=PUBLISHED) == MONDAY
    assert narrative_time(expressions, at=STORY.index("The port"), published=PUBLISHED) == MONDAY
    assert narrative_time(expressions, at=STORY.index("Troops"), published=PUBLISHED) == Interval.of_day("2019-06-09")
    assert narrative_time([], at=0, published=PUBLISHED) == PUBLISHED


def test_a_day_told_long_after_the_news_was_said_is_another_events():
    text = (
        "Separatists said on Wednesday they had taken a camp from the army, and the army that its soldiers had beaten "
        "back the assault, with dozens of dead. A spokesman for the separatists, who rarely talk to reporters, said "
        "that his men had left the town again for strategic reasons. An attack on Sunday on a boat killed nine."
    )
    expressions = find_times(text, published=PUBLISHED)
    assert document_time(expressions, published=PUBLISHED) == PUBLISHED


def test_lead_about_a_stretch_sets_the_main_time():
    text = "In the past two days the army has killed seventy. A depot was destroyed."
    expressions = find_times(text, published=PUBLISHED)
    assert document_time(expressions, published=PUBLISHED) == Interval("2019-06-10", DAY)
