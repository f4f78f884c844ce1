"""Short plain sentences, as they stand in headlines, logs and notes: each stands for a construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.claims.openers import read_openers
from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("sentence", "type_", "place"),
    [
        ("Jets hit Khan Sheikhoun on Monday.", "air_strike", "Khan Sheikhoun"),
        ("Warplanes hit a hospital in Idlib.", "air_strike", "Idlib"),
        ("Warplanes have struck Binnish.", "air_strike", "Binnish"),
        ("Shells fell on Bab Touma.", "shelling", "Bab Touma"),
        ("Jihadists attacked Kidal.", "armed_clash", "Kidal"),
        ("Shells Hit City: Shells fell on Bab Touma.", "shelling", "Bab Touma"),
    ],
)
def test_a_bare_noun_may_open_a_sentence(claims_of: Reader, sentence: str, type_: str, place: str) -> None:
    assert [(c.type, c.place_text, c.actor1 in ("", "unidentified armed group")) for c in claims_of(sentence)] == [
        (type_, place, True)
    ]


@pytest.mark.parametrize(
    ("text", "openers"),
    [
        ("Jets hit Khan Sheikhoun on Monday.", ["Jets"]),
        ("Jets Hit Khan Sheikhoun", []),  # each word with a capital: no word's tells anything
        ("Rockets Brigade fighters left Homs.", []),
        ("Baker said the town was quiet.", []),
    ],
)
def test_which_openers_are_no_names(parsed, lexicon, text: str, openers: list[str]) -> None:
    parse = parsed(text)
    before = list(parse.tag)
    found = read_openers(parse, lexicon)
    parse.tag[:] = before  # parses are shared among tests
    assert [parse.words[t] for t in sorted(found)] == openers


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The army shelled Zabadani for a third day.", "Syrian government forces"),
        ("The rebels bombarded Homs with mortars.", "Syrian opposition"),  # a city, and the province of its name
        ("The army shelled Kidal.", "Malian government forces"),
        ("The army shelled Hassan Kidal's house.", "government forces"),  # a person's name
    ],
)
def test_the_only_place_named_tells_the_country(claims_of: Reader, sentence: str, actor: str) -> None:
    assert {c.actor1 for c in claims_of(sentence)} <= {actor}


@pytest.mark.parametrize(
    ("sentence", "subject", "verb", "object_"),
    [
        ("The jets bombed army posts in Bor.", "jets", "bombed", "posts"),
        ("Turkish warplanes struck rebel positions on Monday.", "warplanes", "struck", "positions"),
        ("The rebels destroyed army posts in Bor.", "rebels", "destroyed", "posts"),
        ("Troops stormed police stations in Kano.", "Troops", "stormed", "stations"),
        ("Israeli aircraft shelled army posts in Bor.", "aircraft", "shelled", "posts"),
    ],
)
def test_a_verb_that_the_parser_takes_for_an_attribute(parsed, sentence, subject, verb, object_) -> None:
    parse = parsed(sentence)
    at = parse.words.index(verb)
    told = {parse.dep[c]: parse.words[c] for c in parse.children[at]}
    assert (told["nsubj"], told["obj"], parse.tag[at], parse.head[at]) == (subject, object_, "VBD", at)


@pytest.mark.parametrize(
    "words", ["Iran armed groups in Aleppo", "Video of bombed hospitals in Aleppo", "Two wounded soldiers in Bor"]
)
def test_attributes_stay(parsed, words) -> None:
    parse = parsed(words)
    assert not any(parse.dep[t] == "nsubj" for t in range(len(parse)))


def test_two_names_of_a_row_are_two_places(claims_of: Reader) -> None:
    told = [c.place_text for c in claims_of("Jets bombed Hodeidah and Saada on Monday.")]
    assert told == ["Hodeidah", "Saada"]


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Two soldiers were killed in clashes near the border with Turkey.", {"", "government forces"}),
        (
            "Troops clashed with militants five kilometres from the Iraqi border.",
            {"government forces", "unidentified armed group"},
        ),
        ("A car bomb went off at Pakistan's frontier.", {""}),
        ("Turkish border guards shot dead two Syrians.", {"Turkey", "civilians"}),
    ],
)
def test_who_lies_beyond_a_border_takes_no_part(claims_of: Reader, sentence: str, sides: set[str]) -> None:
    (claim,) = claims_of(sentence)
    assert {claim.actor1, claim.actor2} == sides


def test_a_border_with_a_country_is_no_place_of_its_own(claims_of: Reader) -> None:
    (claim,) = claims_of("Fighting broke out at the border with Libya.")
    assert (claim.place_relation, claim.country) == ("region", "LY")


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Shelling hit Kurdish-held Ras al-Ain.", "shelling"),
        ("Shells landed in the Houthi-held city of Taiz.", "shelling"),
        ("A blast rocked rebel-held Binnish.", "explosion"),
    ],
)
def test_who_holds_what_is_hit_is_not_who_hits_it(claims_of: Reader, sentence: str, type_: str) -> None:
    told = {c.type: c for c in claims_of(sentence)}
    assert not told[type_].actor1
    assert told["control"].actor1


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("The town of Tal Abyad is Kurdish-held.", "Kurdish forces"),
        ("Binnish was rebel-held.", "Syrian opposition"),
        ("Idlib city remains rebel-held.", "Syrian opposition"),
        ("Douma, which is rebel-held, was bombed.", "Syrian opposition"),
    ],
)
def test_a_place_is_said_to_be_held(claims_of: Reader, sentence: str, holder: str) -> None:
    assert [c.actor1 for c in claims_of(sentence) if c.type == "control"] == [holder]


@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [
        ("Car bomb in Azaz kills 12, wounds dozens", (12, 12), (24, None)),
        ("Bomb blast in Peshawar kills 7, injures 20: police", (7, 7), (20, 20)),
        ("Blast kills 3 soldiers, wounds 11 others in Gao", (3, 3), (11, 11)),
        ("A suicide bombing in Sadr City killed between 20 and 30 people.", (20, 30), (None, None)),
        ("More than a dozen people were killed in shelling on Luhansk.", (12, None), (None, None)),
    ],
)
def test_tolls_in_few_words(claims_of: Reader, sentence: str, killed, wounded) -> None:
    (claim,) = claims_of(sentence)
    assert (claim.killed_low, claim.killed_high) == killed
    assert (claim.wounded_low, claim.wounded_high) == wounded


def test_a_plural_that_is_tagged_as_one_holds(claims_of: Reader) -> None:
    (claim,) = claims_of("The Houthis hold Sanaa.")
    assert (claim.type, claim.place_text) == ("control", "Sanaa")


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        # who attacks a state's forces attacks no civilians, and a two-word name of a weapon says more than one of them
        ("Gunmen attacked a police station in Maiduguri.", "armed_clash"),
        ("Guerrillas attacked an army convoy in Arauca, wounding seven soldiers.", "armed_clash"),
        ("A woman detonated an explosive belt in Baidoa, killing seven people.", "suicide_bombing"),
        ("Mortar bombs hit the centre of Damascus, killing three people.", "shelling"),
        ("Gunmen occupied government buildings in Kramatorsk.", "territory_taken"),
        ("Separatists seized the town hall in Horlivka.", "territory_taken"),
        ("Unexploded bombs litter the streets of Kobani.", "contaminated"),
    ],
)
def test_the_type_of_a_plain_sentence(claims_of: Reader, sentence: str, type_: str) -> None:
    assert [c.type for c in claims_of(sentence)] == [type_]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Aleppo has fallen, activists said.", [("Aleppo", "asserted", "")]),
        ("Palmyra has not fallen, the army said.", [("Palmyra", "denied", "")]),
        ("Prices have fallen in Aleppo.", []),
        ("Aleppo has fallen silent.", []),
    ],
)
def test_a_town_has_fallen(claims_of: Reader, sentence: str, told: list[tuple[str, str, str]]) -> None:
    found = [c for c in claims_of(sentence) if c.type == "territory_taken"]
    assert [(c.place_text, c.status, c.actor1) for c in found] == told


def test_where_a_border_is_crossed(claims_of: Reader) -> None:
    (claim,) = claims_of("Turkish troops crossed the border at Kilis.")
    assert (claim.type, claim.place_text, claim.place_relation) == ("movement", "Kilis", "near")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A patrol of peacekeepers was attacked near Gao on Monday.", [("armed_clash", "Gao")]),
        ("The village of Boulikessi was attacked on Monday.", [("armed_clash", "Boulikessi")]),
        ("Drones attacked the port of Jeddah on Monday.", [("air_strike", "Jeddah")]),
        ("The bill was attacked by critics in Lagos.", []),
        ("Rebels have reached the outskirts of Gondar.", [("offensive", "Gondar")]),
        ("Rebels seized the outskirts of Gondar.", [("territory_taken", "Gondar")]),
        (
            "Rebels seized Gondar and Debark from the army.",
            [("territory_taken", "Gondar"), ("territory_taken", "Debark")],
        ),
    ],
)
def test_attacks_by_nobody_that_is_named_and_the_edges_of_towns(
    claims_of: Reader, sentence: str, told: list[tuple[str, str]]
) -> None:
    assert [(c.type, c.place_text) for c in claims_of(sentence)] == told


@pytest.mark.parametrize(
    ("sentence", "type_", "source"),
    [
        ("Militiamen looted shops in Kidal.", "destruction", ""),
        ("Rebels looted shops in Kidal, residents said.", "destruction", "residents"),
        ("Jets bombed militia posts in Kidal, the army said.", "air_strike", "army"),
    ],
)
def test_what_was_done_is_no_adjective(claims_of: Reader, sentence: str, type_: str, source: str) -> None:
    assert [(c.type, c.source) for c in claims_of(sentence)] == [(type_, source)]


def test_a_place_of_detention_is_no_arrest(claims_of: Reader) -> None:
    assert [c.type for c in claims_of("An air strike hit a detention centre in Gao.")] == ["air_strike"]


def test_drones_are_launched_at_a_place(claims_of: Reader) -> None:
    (claim,) = claims_of("The Houthis launched drones at an air base near Jeddah on Tuesday.")
    assert (claim.type, claim.place_text, claim.actor1) == ("air_strike", "Jeddah", "Houthi")
