"""Who took a place: by every word for it, and in clauses that lost their commas."""

import pytest


@pytest.mark.parametrize(
    ("text", "taker", "loser"),
    [
        ("Ansar Dine managed on Saturday to control Gao.", "Ansar Dine", ""),
        ("Ansar Dine was able to control Gao on Saturday.", "Ansar Dine", ""),
        ("They shelled the fields around Gao which Ansar Dine captured on Sunday.", "Ansar Dine", ""),
        ("Gao, which Ansar Dine captured on Sunday, was calm.", "Ansar Dine", ""),
        ("Gao has fallen from army control.", "", "army"),
        ("Gao slipped from the hands of the army on Monday.", "", "army"),
        ("The army's loss of Gao to Ansar Dine was a blow.", "Ansar Dine", "army"),
    ],
)
def test_a_place_is_taken(claims_of, text, taker, loser):
    taken = [c for c in claims_of(text) if c.type == "territory_taken"]
    assert [c.place for c in taken] == ["Gao"]
    assert not taker or taker in taken[0].actor1
    assert not loser or taken[0].actor2


def test_who_tries_to_control_a_place_has_not_taken_it(claims_of):
    assert {c.type for c in claims_of("Ansar Dine tried to control Gao on Saturday.")} == {"offensive"}


def test_what_an_assault_was_begun_for_is_not_taken(claims_of):
    told = claims_of("Ansar Dine began an assault in May to seize Gao.")
    assert "territory_taken" not in {c.type for c in told}


def test_whom_a_town_was_lost_to_has_it(claims_of):
    told = claims_of(
        "The Taliban bombed Kunduz. Afghan soldiers in Farah are still reeling from last month's loss of the "
        "town of Ghazni to Taliban fighters."
    )
    assert [(c.actor1, c.place_text) for c in told if c.type == "territory_taken"] == [("Taliban", "Ghazni")]


def test_who_bombs_a_town_after_its_capture_has_not_taken_it(claims_of):
    told = claims_of(
        "Residents of Afghanistan said that the liberation of the city of Ghazni on Saturday was followed by heavy "
        "bombardment from Taliban fighters."
    )
    assert [c.actor1 for c in told if c.type == "territory_taken"] == [""]


def test_a_neighbourhood_that_was_taken_gets_its_name_from_the_next_sentence(claims_of):
    told = claims_of(
        "The army took a Taliban-held neighbourhood in the north of Ghazni in Afghanistan on Monday. It now has full "
        "control of the Khaki district, a monitor said."
    )
    assert [c.place_text for c in told if c.type == "territory_taken"] == ["Khaki"]


@pytest.mark.parametrize(
    "text",
    [
        "The army retook Azaz on Monday, five months after losing it.",
        "The army retook the town of Azaz, which it had lost in May.",
        "The army lost Azaz on Monday, five months after capturing it.",
    ],
)
def test_what_is_won_back_was_lost_before(claims_of, text):
    told = {(c.actor1, c.actor2) for c in claims_of(text)}
    assert told == {("Syrian government forces", ""), ("", "Syrian government forces")}


def test_a_crossing_taken_from_somebody(claims_of):
    [claim] = claims_of("Islamic State took the Quneitra crossing on the Golan from the Syrian army on Wednesday.")
    assert (claim.actor1, claim.actor2) == ("Islamic State", "Syrian government forces")
    assert claim.place_text == "Quneitra crossing"


@pytest.mark.parametrize("group", ["Syrian Democratic Forces", "Nusra Front"])
def test_the_militia_from_which_it_was_taken_is_another(claims_of, group):
    [claim] = claims_of(f"The {group} has retaken Azaz from the militia.")
    assert (claim.actor1, claim.actor2) == (group, "militias")


@pytest.mark.parametrize(
    ("text", "kind", "holder"),
    [
        ("Azaz fell into rebel hands on Monday.", "territory_taken", "Syrian opposition"),
        ("Azaz fell into the hands of the rebels.", "territory_taken", "Syrian opposition"),
        ("The town of Azaz passed into Turkish hands.", "territory_taken", "Turkey"),
        ("Azaz came under Turkish control on Monday.", "territory_taken", "Turkey"),
        ("Azaz is back in Turkish hands.", "control", "Turkey"),
        ("Azaz remains in Turkish hands.", "control", "Turkey"),
        ("The flag of Islamic State flies over Manbij.", "control", "Islamic State"),
        ("The government flag was hoisted in Azaz on Sunday.", "territory_taken", "Syrian government forces"),
        ("Rebels raised their flag over the town hall of Azaz.", "territory_taken", "Syrian opposition"),
        ("The army declared Azaz free of militants.", "territory_taken", "Syrian government forces"),
        ("The army has declared the town of Azaz liberated.", "territory_taken", "Syrian government forces"),
        ("Rebels hold the army's former headquarters in Azaz.", "control", "Syrian opposition"),
    ],
)
def test_who_has_it_now(claims_of, text, kind, holder):
    assert [(c.type, c.actor1) for c in claims_of(text)] == [(kind, holder)]


@pytest.mark.parametrize(
    "text",
    [
        "The weapons fell into rebel hands in Azaz.",
        "Azaz fell into ruin.",
        "Azaz is free of polio.",
        "Jets fly over Azaz.",
        "The rebels swept on, leaving Azaz the only town in their way.",
    ],
)
def test_what_nobody_took(claims_of, text):
    assert not {"territory_taken", "control", "withdrawal"} & {c.type for c in claims_of(text)}


@pytest.mark.parametrize(
    "text",
    ["Taliban fighters entered Mazar-i-Sharif on Saturday.", "Mazar-i-Sharif fell on Saturday."],
)
def test_a_known_name_with_hyphens_is_one(claims_of, text):
    assert [(c.type, c.place_text) for c in claims_of(text)] == [("territory_taken", "Mazar-i-Sharif")]
