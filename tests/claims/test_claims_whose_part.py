"""Who plays a part in reports of wars that no pack is about: peoples, guards, states that are fired at, compatriots."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Claims = Callable[..., list[Claim]]

CASES = [
    # text, type, actor1, actor2
    ("HAIFA (AFP) - Hezbollah guerrillas fired mortar bombs at Israel on Monday, wounding two people, the army said.",
     "shelling", "Hezbollah", "Israel"),
    ("HAIFA (AFP) - Rocket attacks on northern Israel by Hezbollah wounded six people on Monday.",
     "shelling", "Hezbollah", "Israel"),
    ("GAZA (AFP) - A Palestinian was killed by Israeli gunfire near Jabalia on Monday.",
     "attack_on_civilians", "Israel", "Palestinians"),
    ("JAKARTA (AFP) - Fighting between Muslims and Christians in the town of Tobelo killed six people on Saturday.",
     "armed_clash", "Muslims", "Christians"),
    ("JAKARTA (AFP) - Christians burned a mosque in Tobelo on Saturday.", "destruction", "Christians", "mosque"),
    ("COLOMBO (AFP) - Police arrested 40 Tamils in Vavuniya on Saturday.", "arrest", "Sri Lankan police", "Tamils"),
    ("TASHKENT (AFP) - Border guards killed two smugglers near Termez on Sunday.",
     "attack_on_civilians", "Uzbek border guards", None),
    ("BANGUI (AFP) - The presidential guard surrounded the parliament in Bangui on Monday.",
     "besieged", "Central African presidential guard", None),
    ("BAGHDAD (Xinhua) - A roadside bomb hit a US patrol in Mosul on Monday, wounding two soldiers.",
     "explosion", "", "United States"),
    ("KATHMANDU (AFP) - Two security men were killed in an ambush by guerrillas in Gorkha on Sunday.",
     "armed_clash", "unidentified armed group", "Nepalese security forces"),
    ("Chechen rebels stormed Grozny on Tuesday. \"We control half of Argun,\" said a rebel field commander.",
     "control", "Chechen rebels", ""),
    ("QUITO (AFP) - Ecuadoran troops shelled a Peruvian post near Macara on Monday.", "shelling", "Ecuador", "Peru"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actor1", "actor2"), CASES)
def test_who_did_what_to_whom(text: str, kind: str, actor1: str, actor2: str | None, claims_of: Claims) -> None:
    found = [c for c in claims_of(text, published="2001-05-15") if c.type == kind]
    assert [c.actor1 for c in found[:1]] == [actor1]
    if actor2 is not None:
        assert found[0].actor2 == actor2


def test_a_deal_told_without_a_place_is_not_the_town_s_that_was_named_last(claims_of: Claims) -> None:
    text = "A bomb killed six people in Vavuniya on Monday. The government pulled out of a ceasefire in May."
    [deal] = [c for c in claims_of(text, published="2001-06-15") if c.type == "agreement"]
    assert not deal.place_text
    text = "The two sides signed a truce for Vavuniya on Monday. The truce was broken a day later."
    assert {c.place_text for c in claims_of(text, published="2001-06-15") if c.type == "agreement"} == {"Vavuniya"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Three battalions were to be sent to Tobelo by the weekend, the army said.", "movement", "planned"),
        ("Jakarta warned it was ready to send more troops to Tobelo.", "movement", "planned"),
        ("Two men were charged Monday with the bombing of a market in Lima that left 9 dead.", "explosion", "hedged"),
        ("The group has been held responsible for a massacre at Larbaa in which 200 people died.",
         "attack_on_civilians", "hedged"),
        ("The front said it had no hand in the bombings in Kohima on Monday.", "explosion", "denied"),
    ],
)  # fmt: skip
def test_what_is_to_come_is_charged_or_disowned(text: str, kind: str, status: str, claims_of: Claims) -> None:
    assert {c.status for c in claims_of(text, published="2001-05-15") if c.type == kind} == {status}


def test_who_is_blamed_for_an_ambush_has_shot(claims_of: Claims) -> None:
    text = "Three village guards were shot dead near Hani in an ambush blamed on separatists, officials said."
    [shot] = [c for c in claims_of(text, published="2001-05-15") if c.type == "armed_clash"]
    assert (shot.actor1, shot.actor2) == ("separatists", "village guards")
