"""What the third round of agency and newspaper English on other wars showed: idioms of news that the parse hides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A bomb went off near a convoy in Mosul, destroying a Humvee, a police source told reporters.",
         "police source"),
        ("Russian jets bombed Saraqib for the third day in a row activists said.", "activists"),
        ("Troops have liberated the town of Mahin in Homs province the centre for reconciliation at the Hmeimim "
         "airbase said on Monday.", "centre for reconciliation at the Hmeimim airbase"),
        ("According to the centre armed groups shelled Kinsibba three times.", "centre"),
    ],
)  # fmt: skip
def test_who_speaks_beside_things_that_do_not(claims_raw: Reader, text: str, source: str) -> None:
    assert {c.source for c in claims_raw(text)} == {source}


def test_where_the_speaker_sits_is_not_what_was_taken(claims_raw: Reader) -> None:
    claims = claims_raw(
        "Troops have liberated the town of Mahin in Homs province the centre for reconciliation at the Hmeimim "
        "airbase said on Monday."
    )
    assert [c.place_text for c in claims] == ["Mahin"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A police source in Homs confirmed that fighting went on in Douma but denied that Harasta had been shelled.",
         "denied"),
        ("The army owned up to a raid on Douma but denied having shelled Harasta.", "denied"),
        ("The army said that it was fighting in Douma and that rebels had shelled Harasta.", "asserted"),
    ],
)  # fmt: skip
def test_who_confirms_one_thing_may_deny_another(claims_raw: Reader, text: str, status: str) -> None:
    assert [c.status for c in claims_raw(text) if c.place_text == "Harasta"] == [status]


def test_the_village_is_not_the_town_that_it_lies_so_far_from(claims_raw: Reader) -> None:
    claims = claims_raw(
        "Shells landed in Orlat, a stronghold of the Liberation Army some 40 kilometres (25 miles) west of Pristina. "
        "The guerrillas left the village overnight."
    )
    assert {c.place_text for c in claims} == {"Orlat"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Gunmen attacked Menaka, 380 km northwest of Niamey, at dawn on Tuesday, witnesses said.", "armed_clash"),
        ("Gunmen attacked Menaka. Troops hold the air base at Gao. Five soldiers were killed in the raid.",
         "armed_clash"),
        ("Hezbollah killed two soldiers in a cross-border raid near Metula. Jets bombed Tyre.", "armed_clash"),
    ],
)  # fmt: skip
def test_a_raid_on_foot(claims_raw: Reader, text: str, type_: str) -> None:
    claims = claims_raw(text)
    assert claims[0].type == type_
    assert not [c for c in claims if c.type == "air_strike" and "raid" in c.quote]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The terrorists had left behind hundreds of mines in houses in Gao.", ["contaminated"]),
        ("Clearance teams had defused 1500 explosive devices in Palmyra since May.", ["clearance"]),
        ("Another unit destroyed a mortar emplacement west of Gao.", []),
        ("A policeman was shot dead near Srbica, the Serb-run Media Centre said.", ["armed_clash"]),
        ("The shelling of Lausa forced thousands of people into the hills.", ["shelling", "displacement"]),
        ("The army said that it had driven the attackers back near Gao.", ["armed_clash"]),
        ("Heavy gunfire could be heard in Homs until dusk.", ["armed_clash"]),
        ("Militants pressed an offensive on Gao on Monday.", ["offensive"]),
    ],
)
def test_what_the_words_announce(claims_raw: Reader, text: str, types: list[str]) -> None:
    assert [c.type for c in claims_raw(text)] == types


@pytest.mark.parametrize(
    ("text", "type_", "start", "end"),
    [
        ("Israel occupied a strip near Tyre until May 2000.", "control", None, "2000-05-31"),
        ("The group has occupied Gao since May 2018.", "control", "2018-05-01", "2019-03-14"),
        ("The army occupied Gao on Monday.", "territory_taken", "2019-03-11", "2019-03-11"),
        ("The group held Gao until January 2013.", "control", None, "2013-01-31"),
    ],
)
def test_what_is_done_for_long_is_a_state(
    claims_of: Reader, text: str, type_: str, start: str | None, end: str | None
) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.date_start, claim.date_end) == (type_, start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Both sides will sign a truce in Gao on Monday.", "2019-03-18", "2019-03-18"),
        ("The mediators said on Monday that a truce would be signed in Gao.", "2019-03-14", None),
        ("The army will retake Gao by the end of the month.", "2019-03-14", "2019-03-31"),
    ],
)
def test_what_is_planned_lies_ahead(claims_raw: Reader, text: str, start: str, end: str | None) -> None:
    claim = claims_raw(text)[0]
    assert (claim.status, claim.date_start, claim.date_end) == ("planned", start, end)


def test_what_an_attack_comes_ahead_of_is_not_its_day(claims_of: Reader) -> None:
    (claim,) = claims_of("The army attacked Gao ahead of a summit scheduled for Friday.")
    assert (claim.date_start, claim.date_end) == ("2019-03-14", "2019-03-14")


@pytest.mark.parametrize("row", ["Nawa, Tal Ashtara and Inkhil", "Nawa Tal Ashtara and Inkhil"])
def test_a_row_of_towns_taken(claims_of: Reader, row: str) -> None:
    claims = claims_of(f"Syrias army has since November retaken {row} all on the highway.")
    assert [c.place_text for c in claims] == ["Nawa", "Tal Ashtara", "Inkhil"]


def test_an_attack_told_again_only_to_say_what_it_followed(claims_raw: Reader) -> None:
    claims = claims_raw("Militants and troops clashed in Gao on Monday. The clashes came after jets bombed Menaka.")
    assert [(c.type, c.place_text) for c in claims] == [("armed_clash", "Gao"), ("air_strike", "Menaka")]


def test_a_number_put_by_residents_is_of_the_event_told_before(claims_of: Reader) -> None:
    claims = claims_of(
        "The fighting broke out on Saturday in Miranshah. Residents put the number of the dead at more than 60, "
        "and said that some shells had landed in the bazaar."
    )
    assert [c.killed_low for c in claims if c.type == "shelling"] == [None]
    assert [c.killed_low for c in claims if c.source == "Residents" and c.killed_low] == [60]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A bomb exploded in Homs. Rebels from Jaish al-Islam and the Nusra Front attacked the army in Douma.",
         "Jaish al-Islam + Nusra Front"),
        ("Shells hit Homs. The army backed by Hezbollah seized Flita from rebels.", "Syrian government forces"),
    ],
)  # fmt: skip
def test_who_is_from_a_group_and_who_is_only_backed_by_one(claims_raw: Reader, text: str, doers: str) -> None:
    assert claims_raw(text)[-1].actor1 == doers


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Rebels took Idlib on Sunday a group monitoring the war said.", {"Syrian Observatory for Human Rights"}),
        ("Rebels took Gao on Sunday activists who track the conflict said.", {"activists who track the conflict"}),
        ("Rebels captured Menaka a group watching the war said.", {"group watching the war"}),
        ("A bomb killed 25 members of the Nusra Front in Idlib the monitor reported.",
         {"Syrian Observatory for Human Rights"}),
        ("Rebels shelled a base in Saraqib and captured its pilot the Observatory and rebel sources said.",
         {"Syrian Observatory for Human Rights", "rebel sources"}),
        ("Iraqi forces retook Qaim the prime minister announced hours after the operation began.", {"prime minister"}),
    ],
)  # fmt: skip
def test_who_speaks_at_the_end_of_a_sentence_that_lost_its_comma(
    claims_raw: Reader, text: str, sources: set[str]
) -> None:
    assert {c.source for c in claims_raw(text)} == sources


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fighters seized Shaer after killing 30 guards the governor of Homs told reporters.", [30]),
        ("Rebels beat off an attack on Gao on Saturday killing 15 of the attackers and destroying two tanks local "
         "activists said.", [15]),
    ],
)  # fmt: skip
def test_speakers_are_not_among_the_dead(claims_raw: Reader, text: str, killed: list[int]) -> None:
    assert [c.killed_low for c in claims_raw(text) if c.killed_low] == killed


def test_an_assault_that_follows_air_raids_is_made_on_foot(claims_raw: Reader) -> None:
    claims = claims_raw("The air force bombed Raqqa. The SDF had launched the assault on Tabqa on Wednesday.")
    assert [c.type for c in claims] == ["air_strike", "armed_clash"]


def test_a_town_described_beside_its_name(claims_raw: Reader) -> None:
    claims = claims_raw("Rebels seized Kasab a border town near Latakia.")
    assert [c.place_text for c in claims] == ["Kasab"]


def test_a_suicide_bomber_is_nobody_of_the_police_who_tell_of_him(claims_of: Reader) -> None:
    (claim,) = claims_of(
        "A suicide car bomber rammed his vehicle into a convoy of foreign troops in Herat, killing two civilians, "
        "police said."
    )
    assert (claim.type, claim.actor1) == ("suicide_bombing", "")


def test_allies_who_kill_in_a_battle_do_not_fight_each_other(claims_of: Reader) -> None:
    (claim,) = claims_of("NATO troops and Afghan forces killed 60 Taliban in a battle near Kandahar.")
    assert (claim.actor1, claim.actor2) == ("NATO + Afghan government forces", "Taliban")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells hit Douma when tanks fired on a fruit market local coordination committees said.",
         "local coordination committees"),
        ("Troops recaptured Rabia a stronghold of the rebels in Latakia province state television reported.",
         "state television"),
        ("Helicopters bombed Kafr Halab in the countryside of Aleppo opposition activists said.",
         "opposition activists"),
        ("A bomb went off in Gao Malian officials said.", "Malian officials"),
        ("The bomb was the third to hit the Baidoa district state radio said.", "state radio"),
        ("A car bomb hit Taiz, the regime state television said.", "state television"),
        ("Two people were killed in Gao, Malian army officials said.", "Malian army officials"),
    ],
)  # fmt: skip
def test_words_before_a_speaker_that_lost_their_comma(claims_raw: Reader, text: str, source: str) -> None:
    assert {c.source for c in claims_raw(text) if c.type != "control"} == {source}


def test_whom_a_beheading_is_of(claims_of: Reader) -> None:
    (claim,) = claims_of("IS released a video showing the beheading of a Kurdish fighter near Tel Abyad.")
    assert (claim.actor1, claim.actor2) == ("Islamic State", "Kurdish forces")


def test_around_so_many_are_whom_it_happened_to(claims_of: Reader) -> None:
    claims = claims_of("Al-Qaeda-linked militants kidnapped around 120 villagers from Ehras a Kurdish official said.")
    assert [(c.actor1, c.actor2) for c in claims] == [("Al-Qaeda-linked militants", "civilians")]
