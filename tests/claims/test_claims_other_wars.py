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
    ],
)
def test_words_that_announce_something_else(text: str, unwanted: str, extractor: Extractor) -> None:
    assert unwanted not in _types(extractor, text)


def test_every_frame_has_words() -> None:
    frames = load_lexicon(load_packs()).frames
    assert all(f.nouns or f.verbs or f.adjectives or f.modifiers or f.phrases for f in frames)
