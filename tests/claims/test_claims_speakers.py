"""Who can speak: anybody who is said to, an office with its holder's name, who counts the dead; no section heading."""

from __future__ import annotations

import pytest


def sources(claims) -> set[str]:
    return {c.source for c in claims}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A driver said two soldiers were killed near Gao.", "driver"),
        ("Fighting broke out near Gao on Monday, both sides said.", "sides"),
        ("A trader was shot dead in Gao on Monday, his wife said.", "wife"),
        ("UN observers said rebels seized the village of Tessalit.", "UN observers"),
        ("A doctor in Gao put the death toll of the bombing at nine.", "doctor in Gao"),
        ("The movement accused troops of killing a dozen herders near Gao.", "movement"),
        (
            "A rebel commander, Colonel Modibo Dikko, said his men had ambushed a convoy near Gao.",
            "rebel commander Colonel Modibo Dikko",
        ),
    ],
)
def test_whoever_is_said_to_speak(claims_of, text, source):
    assert sources(claims_of(text)) == {source}


def test_he_is_the_one_who_was_introduced(claims_of):
    text = (
        "An army spokesman, General Modibo Dikko, said the town was calm. "
        "He said soldiers had killed two rebels near Gao on Monday."
    )
    assert sources(claims_of(text)) == {"army spokesman General Modibo Dikko"}


def test_a_section_s_heading_says_nothing(claims_of):
    text = "The week in the north.\n\nKidal: two soldiers were killed in an ambush on Monday."
    assert sources(claims_of(text)) == {""}


def test_another_office_is_not_the_resident_before(claims_of):
    text = (
        "Local resident Modibo Dikko said shells fell near the port. "
        "One guard died when a man hurled a grenade at a patrol in Gao, the area police chief said."
    )
    assert sources(c for c in claims_of(text) if c.type == "explosion") == {"area police chief"}
