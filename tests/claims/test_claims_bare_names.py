"""Villages whose names nothing knows, in bare sentences."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army denied on Monday that Klowsa had fallen to the rebels.", "denied"),
        ("Fighters re-entered Klowsa, in North Kivu, on Sunday.", "asserted"),
        ("The governor said Klowsa was overrun by rebels.", "asserted"),
        ("On Sunday rebels captured Mbweso after a short fight.", "asserted"),
    ],
)
def test_what_is_taken_or_falls_is_a_place(claims_of, text: str, status: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.status) == ("territory_taken", status)
    assert claim.place_text in {"Klowsa", "Mbweso"}


def test_who_is_arrested_is_none(claims_of) -> None:
    assert {c.place_text for c in claims_of("Police arrested Ahmed on Sunday.")} <= {"", None}


def test_a_word_for_forces_that_opens_a_sentence_is_no_town(claims_of) -> None:
    """ "Police" is a town in Poland, too."""
    assert {c.actor1 for c in claims_of("Police killed two robbers on Sunday.")} == {"police"}
