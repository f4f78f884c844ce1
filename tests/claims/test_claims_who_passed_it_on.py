"""Who said it and who passed it on: counts and their keepers, media that close a sentence, statements to an agency,
reporters, and speakers whose commas were lost."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The raid on Gao killed ten, according to a tally by the Harbour Network.", "Harbour Network", ""),
        ("The raid on Gao killed ten, according to figures compiled by the Harbour Network.", "Harbour Network", ""),
        ("The raid on Gao killed ten, by the governor's count.", "governor", ""),
        ("By the governor's own count, the raid on Gao killed ten.", "governor", ""),
        (
            "The raid on Gao killed ten, according to the town's record office.",
            "town's record office",
            "",
        ),
        ("The raid on Gao killed ten, an Algerian broadcaster claims.", "Algerian broadcaster", ""),
        ("Rebels shelled Gao, Reuters reports.", "Reuters", ""),
        ("Rebels shelled a post in Gao Anadolu Agency reports.", "Anadolu Agency", ""),
        ("An officer said in a brief statement to Reuters that rebels shelled Gao.", "officer", "Reuters"),
        ("In a statement to Reuters, an officer said that rebels shelled Gao.", "officer", "Reuters"),
        ("Rebels shelled Gao an officer said on Monday Reuters reported.", "officer", "Reuters"),
        ("A police source said rebels shelled Gao, state radio reported on Monday.", "police source", "state radio"),
        ("The police said rebels shelled Gao, according to AFP.", "police", "AFP"),
        ("AFP reported that rebels shelled Gao, according to the police.", "police", "AFP"),
        ("Reuters quoting police officers said on Monday rebels shelled Gao.", "police officers", "Reuters"),
        ("A trader contacted by Reuters said rebels shelled Gao.", "trader", "Reuters"),
        ("An officer who spoke to Reuters said rebels shelled Gao.", "officer", "Reuters"),
        ("An officer told Radio Niger that rebels shelled Gao.", "officer", "Radio Niger"),
        ("The Harbour Network (HN) a group of doctors said rebels shelled Gao.", "Harbour Network", ""),
        ("An officer told SANAs reporter that rebels shelled Manbij.", "officer", "SANA"),
        ("A bombing claimed by the Taliban killed ten people in Kabul on Monday.", "", ""),
        ("Rebels have shelled Gao, state television announced.", "state television", ""),
        ("Sources close to the governor said rebels shelled Gao.", "Sources close to the governor", ""),
        ("The mayor said rebels shelled Gao, while the army said nothing of it.", "mayor", ""),
        ("According to initial estimates eight people were killed by shells in Gao.", "initial estimates", ""),
        ("Rebels shelled Gao, an AFP correspondent said.", "AFP correspondent", "AFP"),
        ("An officer told Reuters' correspondent that rebels shelled Gao.", "officer", "Reuters"),
        ("ANSAs reporter said that rebels shelled Gao.", "ANSA's reporter", "ANSA"),
        ("Rebel fire killed four children two of them sisters a relief group said on Sunday.", "relief group", ""),
        (
            "A channel run by an Arab group which is fighting beside army units said rebels shelled Gao.",
            "channel",
            "",
        ),
        ("The Harbour Network said rebels including foreigners shelled Gao.", "Harbour Network", ""),
        (
            "According to doctors at a clinic at least 15 died in shelling of Gao.",
            "doctors at a clinic",
            "",
        ),
    ],
)
def test_who_said_it_and_who_passed_it_on(claims_of, text: str, source: str, via: str) -> None:
    assert {(c.source, c.via) for c in claims_of(text)} == {(source, via)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Gao, according to media reports.",
        "Rebels shelled Gao and denied the army's claims.",
    ],
)
def test_a_plural_at_the_end_is_no_verb(claims_of, text: str) -> None:
    assert {c.source for c in claims_of(text)} <= {"", "media reports"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Traders spoke of heavy shelling in Gao.", "Traders"),
        ("French intelligence assesses that the rebels have withdrawn from Gao.", "French intelligence"),
        ("The Harbour Network registered 14 air strikes on Gao.", "Harbour Network"),
        ("The navy media arm said rebels shelled Gao.", "navy media arm"),
        ("Footage uploaded by medics purportedly showed the aftermath of the air strike on Gao.", "medics"),
        ("A clip released on Sunday by the navy's media office shows heavy fighting in Gao.", "navy's media office"),
        ("The army has threatened to shell the village of Tessalit.", "army"),
        ("There were reports of shelling in Gao.", "reports"),
        ("Unconfirmed reports that rebels shelled Gao emerged at night.", "Unconfirmed reports"),
    ],
)
def test_whose_word_it_is(claims_of, text: str, source: str) -> None:
    assert {c.source for c in claims_of(text)} == {source}


def test_who_told_the_number_tells_what_is_added_to_it(claims_of) -> None:
    first = "Nine people were killed by shells in Gao, the mayor said."
    assert {c.source for c in claims_of(f"{first} Another five were killed by an air strike on Kidal.")} == {"mayor"}
    assert "" in {c.source for c in claims_of(f"{first} Rebels captured the village of Tessalit.")}


def test_he_is_none_of_several_people(claims_of) -> None:
    text = (
        "The governor said shells hit a camp in Gao. Video posted by medics showed smoke over Gao. "
        "He said an air strike killed four in Kidal."
    )
    assert claims_of(text)[-1].source == "governor"


def test_what_is_told_of_the_same_time_is_the_report_s_own(claims_of) -> None:
    text = "Shells killed two people in Gao on Sunday, state radio reported as rebels launched an offensive on Kidal."
    assert {(c.type, c.source) for c in claims_of(text)} == {("shelling", "state radio"), ("offensive", "")}
