"""Whose soldiers bare words mean, who is hit and cannot have struck, and who stands behind a participle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim


@pytest.mark.parametrize(
    ("text", "kind", "actor1"),
    [
        ("KABUL - Dutch troops raided a farm near Tarin Kowt on Monday. The soldiers shot dead three herders, the "
         "governor said.", "attack_on_civilians", "Dutch"),
        ("NDJAMENA - A Libyan army convoy was stopped at Faya on Monday. The troops then fired at a crowd, killing two "
         "traders, residents said.", "attack_on_civilians", "Libya"),
        ("BANGUI - Disgruntled soldiers looted the market of Bouar on Monday, witnesses said.", "destruction",
         "disgruntled soldiers"),
        ("PORT-AU-PRINCE - Ex-soldiers killed two policemen in Hinche on Monday, residents said.", "armed_clash",
         "ex-soldiers"),
        ("CULIACAN - Hitmen armed with rifles opened fire on a cafe in Culiacan on Monday, killing three people.",
         "attack_on_civilians", "unidentified armed group"),
        ("BUNIA - Raiders armed with spears attacked the village of Fataki on Monday, killing nine people, a priest "
         "said.", "armed_clash", "unidentified armed group"),
    ],
)  # fmt: skip
def test_who_did_it(claims_of: Callable[..., list[Claim]], text: str, kind: str, actor1: str) -> None:
    found = [c.actor1 for c in claims_of(text, published="2007-10-12") if c.type == kind]
    assert found and all(actor1 in name for name in found)


@pytest.mark.parametrize(
    ("text", "kind", "actor2"),
    [
        ("KARACHI - Two Swiss drivers kidnapped last week near Quetta were released on Monday after talks.",
         "abduction", "civilians"),
        ("YALA - A teacher was found shot dead in Yala on Monday.", "attack_on_civilians", "teacher"),
        ("MOGADISHU - Gunmen shot dead Abdi Nur Hersi, a judge, in Baidoa on Monday.", "attack_on_civilians",
         "Abdi Nur Hersi"),
        ("WARRI - A village chief was killed when gunmen opened fire on his house in Warri on Monday, police said.",
         "attack_on_civilians", "village chief"),
    ],
)  # fmt: skip
def test_whom_it_hit(claims_of: Callable[..., list[Claim]], text: str, kind: str, actor2: str) -> None:
    assert [c.actor2 for c in claims_of(text, published="2007-10-12") if c.type == kind] == [actor2]


def test_nobody_strikes_his_own_men(claims_of: Callable[..., list[Claim]]) -> None:
    text = "COLOMBO - Nine soldiers were killed when Tamil Tiger rebels ambushed them in Vavuniya, the army said."
    found = [(c.actor1, c.actor2) for c in claims_of(text, published="2007-10-12")]
    assert found == [("Liberation Tigers of Tamil Eelam", "Sri Lankan government forces")]


def test_who_was_found_shot_was_shot(claims_of: Callable[..., list[Claim]]) -> None:
    found = [c for c in claims_of("A trader was found shot dead in Jolo on Monday.") if c.type == "attack_on_civilians"]
    assert [c.certainty for c in found] == ["certain"]
