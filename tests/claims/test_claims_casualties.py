"""Whom harm words hurt and how many: coordination, parts of a whole, killed beside wounded, words between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.claims import parse_of
from marsad.claims.tolls.casualties import CasualtyReader
from marsad.language import load

WORDS = {3: "three", 7: "seven", 12: "twelve", 23: "twenty-three", 40: "forty"}


def tolls(parse, lexicon) -> dict[str, tuple[int | None, int | None]]:
    """Harm words of a text -> (low, high), those without a number left out."""
    reader = CasualtyReader(parse, lexicon)
    found = {}
    for i, lemma in enumerate(parse.lemma):
        if lemma in lexicon.harm_words and (one := reader.toll(i)) is not None and (one.toll.low, one.toll.high) != (
            None, None
        ):  # fmt: skip
            found[parse.lower[i]] = (one.toll.low, one.toll.high)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling killed 14 people in Tin Zaouatine.", {"killed": (14, 14)}),
        ("At least 14 people were killed in Tin Zaouatine.", {"killed": (14, None)}),
        ("Three soldiers died in the ambush.", {"died": (3, 3)}),
        ("The blast wounded dozens of people.", {"wounded": (24, None)}),
        ("The blast killed a woman and two children.", {"killed": (3, 3)}),
        ("The blast left nine people dead.", {"dead": (9, 9)}),
        ("Twenty-three people were killed in Menaka.", {"killed": (23, 23)}),
        ("The shelling killed twenty-three people.", {"killed": (23, 23)}),
        ("A soldier was killed near Gao.", {"killed": (1, 1)}),
        ("A Malian was killed near Gao.", {"killed": (1, 1)}),
        ("A 47-year-old farmer was killed near Gao.", {"killed": (1, 1)}),
        ("The raid claimed the lives of eight villagers.", {"lives": (8, 8)}),
        ("The army lost 12 soldiers near Gao.", {"lost": (12, 12)}),
        ("Four men were beaten to death in Kidal.", {"death": (4, 4)}),
        ("The death toll has risen to 31 people.", {"toll": (31, 31)}),
        ("The strike killed, the hospital said, 44 people.", {"killed": (44, 44)}),
        ("Rockets hit Misrata, killing according to the latest toll 44 civilians.", {"killing": (44, 44)}),
        ("Thirty one militants were killed in Kunduz.", {"killed": (31, 31)}),
        ("The number of soldiers who died in the bombing totalled 30.", {"number": (30, 30)}),
        ("The number of wounded in the shelling rose to 28.", {"number": (28, 28)}),
        ("The strikes killed three workers, a family of six and four neighbours.", {"killed": (13, 13)}),
        ("The son of a contractor was killed in Gao.", {"killed": (1, 1)}),
        ("Four soldiers were killed in Gao, as were three civilians.", {"killed": (7, 7)}),
        ("Five people, among them two nurses, lost their lives in Bria.", {"lives": (5, 5)}),
        ("Six people met their deaths in the attack on Bria.", {"deaths": (6, 6)}),
        ("Fifteen people sustained serious injuries in Bria.", {"injuries": (15, 15)}),
        ("The attack on Bria left 15 people with injuries.", {"injuries": (15, 15)}),
        ("The strike on Bria did not cause any deaths.", {"deaths": (0, 0)}),
        ("The ambush near Bria cost the army 18 men and four were wounded.", {"wounded": (4, 4)}),
        ("Nearly 300 fighters were killed in Gao.", {"killed": (300, 300)}),
        ("The death toll rose from 12 to 15.", {"toll": (15, 15)}),
        ("Six of those killed were guards.", {"killed": (6, 6)}),
        ("The blast killed four goats and a shepherd.", {"killed": (1, 1)}),
        ("Two women were injured and five cattle perished.", {"injured": (2, 2)}),
        ('Soldiers killed more than 40 "bandits" near Gao.', {"killed": (40, None)}),
        ('Some 40 "terrorists" were killed near Gao.', {"killed": (40, 40)}),
        (
            "Nine people, including four boys, were killed and 12 others injured when shells hit Gao.",
            {"killed": (9, 9), "injured": (12, 12)},
        ),
        ("31 October 2016 Three people killed in rocket fire.", {"killed": (3, 3)}),
        ("The agency gave a toll of 44 dead.", {"toll": (44, 44), "dead": (44, 44)}),
        ("They recorded three deaths and 22 injuries.", {"deaths": (3, 3)}),
        ("A 52-year-old trader was shot dead by two gunmen.", {"dead": (1, 1)}),
        ("Around 90 people are reported to have died in the camp.", {"died": (90, 90)}),
        ("The captain of the unit and four of his men were killed.", {"killed": (5, 5)}),
        ("Nine guards of the brigade and two cooks were killed in the raid.", {"killed": (11, 11)}),
        ("The baker's father and brother were killed near Gao.", {"killed": (2, 2)}),
        ("Six civilians of one family were killed near Gao.", {"killed": (6, 6)}),
        ("More than 2 000 villagers have been killed since April.", {"killed": (2000, None)}),
        ("The raid left several dozen soldiers dead.", {"dead": (24, None)}),
        ("Several soldiers were killed near Gao.", {}),
        ("In May 2013 more than 60 herders were killed near Gao.", {"killed": (60, None)}),
        ("Half a dozen herders were shot dead near Gao.", {"dead": (6, 6)}),
        ("Some 15 to twenty herders were killed near Gao.", {"killed": (15, 20)}),
        ("The governor was killed along with two of his aides.", {"killed": (3, 3)}),
        ("Two captains were killed along with five of their men.", {"killed": (7, 7)}),
        ("Shells took the lives of six women (two nurses and a cook) as well as four guards.", {"lives": (10, 10)}),
        ("The blast claimed nine lives and injured 20 people.", {"lives": (9, 9), "injured": (20, 20)}),
        ("Eleven herders and a guard lost their lives near Gao.", {"lives": (12, 12)}),
        ("The raid has a preliminary toll of 17.", {"toll": (17, 17)}),
        ("The toll of 17, up from a preliminary count of nine dead, may rise.", {"toll": (17, 17)}),
        ("The toll passed 200 on Sunday.", {"toll": (200, 200)}),
        ("Five guards were killed and eight others wounded near Gao.", {"killed": (5, 5), "wounded": (8, 8)}),
        ("Five guards, three policemen and two farmers died near Gao.", {"died": (10, 10)}),
        ("The attacker killed himself and six guards near Gao.", {"killed": (6, 6)}),
        ("The guard who was killed had two sons.", {}),
        ("The dead included two nurses and a cook.", {"dead": (3, 3)}),
        ("Shells killed four or five men, a guard who asked not to be named said.", {"killed": (4, 5)}),
        ("Early reports of 30+ killed near Gao.", {"killed": (30, None)}),
        ("The other five miners were killed by rocket fire.", {"killed": (5, 5)}),
        ("A mine on the track left two drivers of the mission and a cook dead.", {"dead": (3, 3)}),
        ("A grenade left a child dead in Gao.", {"dead": (1, 1)}),
        ("The men beheaded two guards kidnapped on Sunday.", {"beheaded": (2, 2), "kidnapped": (2, 2)}),
        ("Some 60 herders were hacked and shot to death at the well.", {"death": (60, 60)}),
        ("The raiders clubbed six people to death in Kidal.", {"death": (6, 6)}),
        ("The army said no soldier was killed near Gao.", {"killed": (0, 0)}),
        ("The clinic treated 50 villagers, nine of whom died.", {"died": (9, 9)}),
        ("An ambush killed seven of them, a driver near the gate said.", {"killed": (7, 7)}),
        ("The raiders gunned down four farmers near Gao.", {"gunned": (4, 4)}),
        ("They hanged three elders in Kidal.", {"hanged": (3, 3)}),
        ("The raiders slit the throats of five shepherds.", {"throats": (5, 5)}),
        ("Gunmen killed a fruit seller and his assistant in Gao.", {"killed": (2, 2)}),
        ("The blast claimed 7 martyrs.", {"martyrs": (7, 7)}),
        ("At least 16 bodies of villagers were found near Gao.", {"bodies": (16, None)}),
        ("The strike brought to 62 the number killed since Monday.", {"number": (62, 62)}),
        ("A total of 130 people have fallen victim to the shelling.", {"victim": (130, 130)}),
        ("A group of over 60 mercenaries were killed near Gao.", {"killed": (60, None)}),
        ("Some 30 herders were rounded up and executed by the gunmen.", {"executed": (30, 30)}),
    ],
)
def test_one_toll(text: str, expected: dict[str, tuple[int | None, int | None]], parsed, lexicon) -> None:
    assert tolls(parsed(text), lexicon) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mortars killed three traders and wounded 36 others.", {"killed": (3, 3), "wounded": (36, 36)}),
        ("Mortars killed three traders injuring 36 others.", {"killed": (3, 3), "injuring": (36, 36)}),
        ("20 people killed 30 others injured in car bomb", {"killed": (20, 20), "injured": (30, 30)}),
        ("At least 4 killed and 30 wounded in Gao", {"killed": (4, None), "wounded": (30, 30)}),
    ],
)
def test_killed_beside_wounded(text: str, expected: dict[str, tuple[int, int]], parsed, lexicon) -> None:
    assert tolls(parsed(text), lexicon) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 13 civilians, including seven children.",
        "The raid killed 13 civilians among them seven children.",
        "The raid killed 13 civilians, a mayor among them.",
        "The raid killed 13 civilians, two women and three children among them.",
        "Thirteen civilians among them seven children were killed in the raid.",
        "Thirteen civilians, six women and seven children, were killed in the raid.",
    ],
)
def test_parts_are_not_added_to_the_whole(text: str, parsed, lexicon) -> None:
    assert tolls(parsed(text), lexicon)["killed"] == (13, 13)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were killed and wounded in the raid.",
        "The bomb went off, killing and injuring dozens.",
        "The war has killed more than 350,000 people.",
        "The war has killed hundreds of thousands.",
        "Hundreds of thousands of civilians have been killed in the war.",
        "The raid killed them two days ago.",
        "The bombs destroyed 12 houses.",
        "The raid caused dozens of casualties.",
    ],
)
def test_no_number_of_the_dead(text: str, parsed, lexicon) -> None:
    assert tolls(parsed(text), lexicon) == {}


def test_none_is_zero(parsed, lexicon) -> None:
    assert tolls(parsed("There were no deaths in the raid."), lexicon) == {"deaths": (0, 0)}


def test_a_speaker_after_the_victims_is_no_victim(parsed, lexicon) -> None:
    assert tolls(parsed("The raid killed 12 people, a doctor said."), lexicon) == {"killed": (12, 12)}


@given(
    number=st.sampled_from(sorted(WORDS)),
    written=st.sampled_from(["digits", "words"]),
    hedge=st.sampled_from(["", "at least ", "more than "]),
    people=st.sampled_from(["people", "farmers", "soldiers", "rebel fighters"]),
    frame=st.sampled_from(["{} were killed in the attack.", "The attack killed {}.", "The attack left {} dead."]),
)
@settings(max_examples=60, deadline=None)
def test_a_number_is_read_the_same_however_it_is_said(
    number: int, written: str, hedge: str, people: str, frame: str, lexicon
) -> None:
    said = str(number) if written == "digits" else WORDS[number]
    text = frame.format(f"{hedge}{said} {people}")
    found = tolls(parse_of(load()(text[0].upper() + text[1:])), lexicon)
    assert list(found.values()) == [(number, None if hedge else number)], text


@given(killed=st.integers(2, 60), part=st.integers(1, 60), wounded=st.integers(2, 400))
@settings(max_examples=40, deadline=None)
def test_the_dead_are_never_more_than_said(killed: int, part: int, wounded: int, lexicon) -> None:
    text = f"The attack killed {killed} people, including {min(part, killed)} children, and wounded {wounded} others."
    found = tolls(parse_of(load()(text)), lexicon)
    assert found == {"killed": (killed, killed), "wounded": (wounded, wounded)}


def test_the_wounded_who_die_are_among_the_dead_told_before(claims_of) -> None:
    claims = claims_of("The toll of the blast in Gao rose to 21 dead. Three of the wounded died overnight.")
    assert [(c.killed_low, c.wounded_low) for c in claims] == [(21, None)]


def test_who_was_killed_a_day_before_was_not_killed_in_the_raid(claims_of) -> None:
    claims = claims_of("The bombing in Gao, in Mali, came a day after gunmen killed nine farmers near Ansongo.")
    assert [(c.type, c.place_text, c.killed_low) for c in claims] == [
        ("explosion", "Gao", None),
        ("attack_on_civilians", "Ansongo", 9),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Ten of the dead in Gao were children.", 10, None),
        ("Nine of the farmers killed in Gao were children.", 9, None),
        ("Nine farmers were killed in Gao.", 9, 9),
    ],
)
def test_some_of_the_dead_are_not_all_of_them(claims_of, text: str, low: int, high: int | None) -> None:
    assert [(c.killed_low, c.killed_high) for c in claims_of(text)] == [(low, high)]


def test_bodies_in_the_rubble_are_those_of_the_raid(claims_of) -> None:
    text = "The toll of the air strike in Gao has reached 60 dead, as rescuers pulled more bodies from the rubble."
    assert [(c.type, c.killed_low) for c in claims_of(text)] == [("air_strike", 60)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The shells killed Amin Keita, a commander of the group, and eight more fighters in Gao.", 9),
        ("Troops stormed Gao killing Amin Keita a field commander and eight more militants.", 9),
        ("The raid killed Idris Amada, his wife and three children in Gao.", 5),
        ("The shells killed eight people in Gao, said Amin Keita, a doctor there, and three residents.", 8),
        ("The raid on Gao killed Idris Amada, a doctor.", 1),
    ],
)
def test_who_is_named_counts_once_with_those_beside_him(claims_of, text, killed):
    assert killed in {claim.killed_low for claim in claims_of(text)}
