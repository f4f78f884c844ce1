"""Words of any war that the frames must know, in sentences of our own: the type that each announces."""

from __future__ import annotations

import pytest

from marsad.claims import load_lexicon
from marsad.intake import report_from_bytes
from marsad.knowledge import load_packs
from marsad.pipeline.extraction import Extractor

CASES = [
    ("Gunmen shot dead two policemen in Maiduguri on Monday.", "armed_clash"),
    ("Gunmen shot dead two traders in Maiduguri on Monday.", "attack_on_civilians"),
    ("Helicopters opened fire on a crowd in Goma on Monday.", "air_strike"),
    ("Police fired tear gas at students in Dhaka on Monday.", "other_event"),
    ("Rioters clashed with demonstrators in Kisumu on Monday.", "other_event"),
    ("Rebels released twelve hostages in Arauca on Monday.", "other_event"),
    ("The rebels surrendered to the army in Davao on Monday.", "other_event"),
    ("The two sides swapped prisoners in Aden on Monday.", "other_event"),
    ("A military plane crashed near Juba on Monday.", "other_event"),
    ("Electricity was cut in Aden on Monday.", "other_event"),
    ("Dozens of children starved to death in Baidoa on Monday.", "other_event"),
    ("Soldiers raided the village of Bunyuka near Beni on Monday.", "offensive"),
    ("Government troops marched into Bukavu on Monday.", "territory_taken"),
    ("Hundreds of families took refuge in Kandy on Monday.", "displacement"),
    ("Militiamen set fire to a dozen houses in Bunia on Monday.", "destruction"),
    ("Peacekeepers deployed in Gao on Monday.", "movement"),
    ("Some 20,000 Burundians have sought shelter in Uvira.", "displacement"),
    ("Hundreds of herders crossed into Kakuma on Monday.", "displacement"),
    ("Villagers took to the hills near Mweso on Monday.", "displacement"),
    ("Militants demolished dozens of shacks in Goma on Monday.", "destruction"),
    ("Militants made off with two tonnes of rice in Goma on Monday.", "destruction"),
    ("Police found 300 kilograms of dynamite in a lorry in Cali on Monday.", "clearance"),
    ("Medical supplies for Aden were turned back at a checkpoint near Aden.", "aid"),
    ("A drone fired two missiles at a house in Miranshah on Monday.", "air_strike"),
    ("A bomb killed two farmers near Yala on Monday.", "explosion"),
    ("Rebels carried out a raid on Adre on Monday.", "armed_clash"),
    ("Warplanes flew over Adre. The raid on Adre killed nine people.", "air_strike"),
    ("Police cleared the village of Marran of rebels on Monday.", "territory_taken"),
    ("A mortar shell hit Aden on Monday. The army said it lost four men.", "armed_clash"),
    ("Forty rebels were taken prisoner in Bunia on Monday.", "arrest"),
    ("Six suspects are in custody in Garissa.", "arrest"),
    ("Gunmen took away six nurses in Bunia on Monday.", "abduction"),
    ("Rebels captured two nurses near Bunia on Monday.", "abduction"),
    ("Rebels captured two soldiers near Bunia on Monday.", "arrest"),
    ("Rebels captured Bunia on Monday.", "territory_taken"),
    ("Government troops captured two rebels near Bunia on Monday.", "arrest"),
    ("Eight technicians were released near Bunia on Monday.", "other_event"),
    ("The Red Cross handed over the bodies of 22 rebels to the army in Jaffna on Monday.", "other_event"),
    ("Students marched on Monday to denounce the killings.", "other_event"),
    ("Women blocked the road near Lamlai on Monday.", "other_event"),
    ("The army retained control of Bunia on Monday.", "control"),
    ("Rebels overran a police post near Kizlyar on Monday.", "territory_taken"),
    ("Troops have bottled up the rebels in Benghazi since Monday.", "besieged"),
    ("The army put 60 rebels out of action near Ain Defla on Monday.", "armed_clash"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor(load_packs(("core",)))
    made.learned = False
    return made


def _types(extractor: Extractor, text: str) -> set[str]:
    report = report_from_bytes(text.encode(), name="one.txt", published="2015-06-10")
    return {claim.type for _, claims in extractor.claims([report]) for claim in claims}


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_words_announce_their_type(text: str, wanted: str, extractor: Extractor) -> None:
    assert wanted in _types(extractor, text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("The bombing left at least 40 residents dead in Aden on Monday.", "displacement"),
        ("British marines evacuated 200 foreigners from Freetown on Monday.", "withdrawal"),
        ("Railway workers went on strike in Lagos on Monday.", "air_strike"),
        ("Rebels fired rockets at Aden on Monday.", "attack_on_civilians"),
        ("Antonov planes dropped eight bombs on Yirol on Monday.", "shelling"),
        ("Soldiers found a dugout with 11 mortar shells near Alleroi on Monday.", "shelling"),
        ("Shops in Kupwara observed a strike on Monday.", "air_strike"),
        ("A soldier was killed by sniper fire in Grozny on Monday.", "shelling"),
        ("Reporters who reached Grozny on Monday saw burning houses.", "displacement"),
        ("The rebels handed over 12 prisoners in Aden on Monday.", "withdrawal"),
        ("The passengers were caught up in a strike on Aden on Monday.", "arrest"),
        ("The army has taken nine villages in the Aden area.", "arrest"),
    ],
)
def test_words_that_announce_something_else(text: str, unwanted: str, extractor: Extractor) -> None:
    assert unwanted not in _types(extractor, text)


def test_every_frame_has_words() -> None:
    frames = load_lexicon(load_packs()).frames
    assert all(f.nouns or f.verbs or f.adjectives or f.modifiers or f.phrases for f in frames)
