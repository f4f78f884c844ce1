"""Words with a capital that name no place where something happened, and names that lost their apostrophes."""

from __future__ import annotations

from unicodedata import normalize

import pytest


def plain(name: str | None) -> str:
    """A name without its marks."""
    return normalize("NFKD", name or "").encode("ascii", "ignore").decode()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # days and months, in texts without apostrophes
        ("Warplanes bombed Maskanah at dawn. Sundays raid killed eleven people, residents said.", "Maskanah"),
        ("Shells hit Taiz. Fourteen people died in an August 5 attack in the town, medics said.", "Taiz"),
        ("The army shelled Derna. It has attacked the city since mid-July, residents said.", "Derna"),
        # words that some village somewhere bears as its name
        ("The president asked Congress to approve air strikes on Sirte.", "Sirte"),
        ("Nine killed in raids on Harim Monitor\n\nRaids on Harim killed nine people, a monitor said.", "Harim"),
        # where a group is outside the law
        ("Fighters of the Hadi Front (banned in Kazakhstan) shelled Hays on Monday.", "Hays"),
        ("Jets bombed fighters of the Hadi Front (Qaeda branch in Somalia) near Hays on Monday.", "Hays"),
        # whose the place is
        ("Airstrikes on Yemens rebel-held Hays town hit a school on Monday, killing six people.", "Hays"),
        # a speaker's seat
        ("Mortars hit Hays on Monday. The Aden-based network said the attack killed four people.", "Hays"),
        # a genitive without its apostrophe
        ("Russian jets struck Idlibs Binnish district on Monday, activists in Syria said.", "Binnish"),
        ("The army shelled Aleppos northern suburbs on Monday, activists in Syria said.", "Aleppo"),
        ("Most of Idlibs countryside is held by rebels, activists in Syria said.", "Idlib"),
        # an ordinary word of the report, written with a capital
        ("The truce in Hays broke down on Monday. Tags Yemen Truce Nine people were killed by shelling.", "Hays"),
        # a person who is called so, or who speaks
        ("A bomb went off in Hays. A baker named Jubran who was hurt said eight people had died in the blast.", "Hays"),
        ("Shells hit Hays on Monday. Two died in the attack, Zerwan said.", "Hays"),
        # a language, a user of a network, a league, where fighters are from
        ("Gunmen who spoke in Pulaar shot nine villagers dead in Hays on Monday.", "Hays"),
        ("Hays came under heavy bombardment, OCHAYemen wrote on Monday.", "Hays"),
        ("The raid on Hays killed 30 mercenaries from the former Soviet Union, the army said.", "Hays"),
        ("The raid on Hays killed 30 gunmen from CIS countries, the army said.", "Hays"),
        # who leads, who speaks, whose kin, a group, a title, where foreigners are from, a page's list of subjects
        ("Hays was taken by the men led by Zerwan Harim and fell on Monday.", "Hays"),
        ("Gunmen came to Hays from the south and killed six people on Monday Zerwan said.", "Hays"),
        ("Shells hit Hays on Monday. Zerwans husband was killed in the attack.", "Hays"),
        ("Planes bombed Hays on Monday, killing nine fighters of a captain in Liwaa al-Zerwan.", "Hays"),
        ("Hays was shelled on Monday, prompting outrage from the agency's director Anders Holm.", "Hays"),
        ("A raid on Hays killed 30 foreign fighters from Chechnya on Monday.", "Hays"),
        # where a body has its seat, with a capital and no hyphen
        ("Two people were kidnapped in Hays, the Geneva Based Rights Monitor said.", "Hays"),
        # the deed that a name tells
        ("In Syria the Tabqa Operation went on on Monday, and 12 fighters were killed.", "Al-Tabqa"),
    ],
)  # fmt: skip
def test_the_place_is_the_one_that_is_named(claims_of, text: str, place: str) -> None:
    places = {name for c in claims_of(text) for name in (plain(c.place), c.place_text)}
    assert place in places
    assert all(plain(c.place) == place or c.place_text == place for c in claims_of(text) if c.place_text)
