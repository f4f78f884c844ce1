"""Voices in damaged and tangled sentences: lost commas, descriptions, relays, accusers, chains, anaphora."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.claims import Voice
from marsad.claims.attribution.voices import find_voices
from marsad.language import quotations

Says = Callable[..., list[Voice]]


@pytest.fixture
def says(parsed, spacy_doc, lexicon) -> Says:
    """The voices at the first token `word` of a text."""

    def find(text: str, word: str, *, people: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> list[Voice]:
        parse = parsed(text)
        spans = [[(text.index(n), text.index(n) + len(n)) for n in names] for names in (people, bodies)]
        quoted = [(q.start, q.end) for q in quotations(spacy_doc(text))]
        return find_voices(parse, quoted, *spans, lexicon.language)[parse.words.index(word)]

    return find


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("Shells hit the market in the old town the rescue service said on Saturday.", "hit", "rescue service"),
        ("Two boats sank in the harbour on Monday port officials said.", "sank", "port officials"),
        ("Dozens of families fled the valley said a local official who gave no names.", "fled", "local official"),
        ("The shelling killed two men, said the mayor, adding that a boy was wounded.", "wounded", "mayor"),
        ("The mayor said shells hit the port and added that a boat sank.", "sank", "mayor"),
        ("The bridge was destroyed in an attack which the ministry says came from the hills.", "came", "ministry"),
        ("The shelling killed two men, according to a doctor who asked not to be named.", "killed", "doctor"),
        ("Residents of the town near the river said that shells hit the port.", "hit", "Residents"),
        ("The ministry's report said that shells hit the port.", "hit", "ministry"),
        ("A video was released. The army released footage showing the capture of the hill.", "capture", "army"),
        ("The rebels claimed responsibility for the bombing of the port.", "bombing", "rebels"),
        ("The governor accused the rebels of shelling the port.", "shelling", "governor"),
        ("The Fisheries Council condemned the shelling of the port.", "shelling", "Council"),
        ("Shells kill nine in port - medics", "kill", "medics"),
        ("Medics: shells kill nine in port", "kill", "Medics"),
    ],
)
def test_who_says_it(text: str, word: str, source: str, says: Says) -> None:
    [voice] = says(text, word)
    assert source in voice.text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels claimed a village and shelled the port.", "shelled"),
        ("Jets hit the port. The army has carried supplies to the town.", "hit"),
        ("The army plans to tell residents when the shelling ends.", "shelling"),
        ("Officials said aid was late. The army shelled the port.", "shelled"),
    ],
)
def test_nobody_but_the_outlet(text: str, word: str, says: Says) -> None:
    assert says(text, word) == []


@pytest.mark.parametrize(
    ("text", "word", "source", "via"),
    [
        ("Reuters quoted a doctor as saying that shells hit the port.", "hit", "doctor", ("Reuters",)),
        ("Shells hit the port, Reuters reported, citing a doctor.", "hit", "doctor", ("Reuters",)),
        ("A doctor told Reuters that shells hit the port.", "hit", "doctor", ("Reuters",)),
        ("A doctor told reporters that shells hit the port.", "hit", "doctor", ()),
        ("Speaking to Reuters, the mayor said shells hit the port.", "hit", "mayor", ("Reuters",)),
        (
            "A doctor told Reuters that shells hit the port. The doctor said a boat sank.",
            "sank",
            "doctor",
            ("Reuters",),
        ),
    ],
)
def test_relays(text: str, word: str, source: str, via: tuple[str, ...], says: Says) -> None:
    [voice] = says(text, word, bodies=("Reuters",) if "Reuters" in text else ())
    assert source in voice.text
    assert voice.via == via


@pytest.mark.parametrize(
    ("second", "word"),
    [
        ("It added that two boats sank.", "sank"),
        ("Two boats sank, the group said.", "sank"),
        ("The Observatory said two boats sank.", "sank"),
        ("The Oslo-based monitor said two boats sank.", "sank"),
        ("The statement said two boats sank.", "sank"),
    ],
)
def test_short_words_stand_for_the_body_named_before(second: str, word: str, says: Says) -> None:
    first = "The Harbour Observatory said in a statement that shells hit the port. "
    [voice] = says(first + second, word, bodies=("Harbour Observatory",))
    assert voice.text == "Harbour Observatory"


def test_a_body_is_not_its_spokesman(says: Says) -> None:
    text = "Observatory head Idris Amada said shells hit the port. The Observatory said two boats sank."
    [voice] = says(text, "sank", people=("Idris Amada",))
    assert voice.text == "Observatory"


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the port, said Idris Amada, who runs the clinic.",
        "Idris Amada, a spokesman for the clinic, said shells hit the port.",
        '"Shells hit the port" Idris Amada a spokesman for the clinic told a newspaper.',
        "Idris Amada arrived on Monday. He said that shells hit the port.",
    ],
)
def test_the_named_person_speaks(text: str, says: Says) -> None:
    [voice] = says(text, "hit", people=("Idris Amada",))
    assert voice.text == "Idris Amada"


def test_a_denied_accusation_has_both_sides(says: Says) -> None:
    text = "The governor has denied that the army shelled the port."
    [voice] = says(text, "shelled")
    assert voice.denies
    assert not voice.accuses


def test_hyphenated_names_keep_their_first_half(says: Says) -> None:
    [voice] = says("A rebel-held town was shelled, a Gulf-based charity said.", "shelled")
    assert voice.text == "Gulf-based charity"


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("The mayor called the raid on the harbour a massacre.", "raid", "mayor"),
        ("The United States said that jets hit the port.", "hit", "United States"),
        ("Shells hit the port. Envoys praised Idris Amada. He said that two boats sank.", "sank", "Idris Amada"),
        ("The council said shells hit the port. The coast guard denied it. The statement said two boats sank.", "sank",
         "coast guard"),
    ],
)  # fmt: skip
def test_verbs_of_naming_and_who_spoke_last(text: str, word: str, source: str, says: Says) -> None:
    [voice] = says(text, word, people=("Idris Amada",) if "Idris" in text else ())
    assert voice.text == source


def test_a_state_on_the_side_is_the_outlets(claims_of) -> None:
    text = "Residents said that shells hit a market in Homs, which is held by rebels."
    sources = {claim.type: claim.source for claim in claims_of(text)}
    assert sources["shelling"] == "Residents"
    assert sources.get("control", "") == ""


def test_a_state_in_quotation_marks_is_the_speakers(claims_of) -> None:
    text = '"Shells hit a market in Homs, which is held by rebels," a doctor said.'
    assert {claim.source for claim in claims_of(text)} == {"doctor"}


def test_a_reporter_who_sees_reports(says: Says) -> None:
    [voice] = says("An agency correspondent saw houses hit by shells in the port.", "hit")
    assert "correspondent" in voice.text
    assert says("The soldiers saw houses hit by shells in the port.", "hit") == []


def test_anything_may_be_accorded_to(says: Says) -> None:
    [voice] = says("The navy sank two boats in May, according to the rescue toll.", "sank")
    assert "rescue toll" in voice.text


def test_a_mayor_is_no_president_who_spoke_before(says: Says) -> None:
    text = "President Idris Amada denied it. Six people died when rockets hit Tamri, its mayor said."
    (voice,) = says(text, "died", people=("Idris Amada",))
    assert voice.text == "mayor"


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they had taken a camp in Menaka, but the army said its soldiers had beaten back the raid.",
        "Rebels said they seized Menaka while the army said it had repelled the raid.",
        "The rebels said they had taken Menaka, and the army said it had driven back the raid.",
    ],
)
def test_who_speaks_beside_another_is_not_relayed_by_him(says: Says, text: str) -> None:
    (voice,) = says(text, "raid")
    assert (voice.text, voice.via) == ("army", ())


def test_who_tells_what_another_said_relays_it(says: Says) -> None:
    (voice,) = says("The agency said the governor said rebels had shelled Menaka.", "shelled")
    assert (voice.text, voice.via) == ("governor", ("agency",))


def test_whom_a_speaker_quotes_does_not_go_on(says: Says) -> None:
    text = '"A soldier came in and said that he was hungry," Amada said. "Then shells hit the mill."'
    assert [v.text for v in says(text, "shells", people=("Amada",))] == ["Amada"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells hit Kidal, the governor said.", "governor"),
        ("Rebels captured Kidal, a resident said.", "resident"),
        ("Soldiers killed ten people in Kidal, the human rights commission said.", "human rights commission"),
        ("Refugees from Kidal said soldiers had burned houses there.", "Refugees from Kidal"),
        ("Rebels left Gao, Idris Amada, a spokesman for the port, said.", "Idris Amada"),
    ],
)
def test_who_says_it_is_not_the_place_beside_him(claims_of, text: str, source: str) -> None:
    assert {c.source for c in claims_of(text)} == {source}


def test_the_same_source_is_who_spoke_last(claims_of) -> None:
    text = "A military source in Gao said rebels had left the town. Troops then entered Kidal, the same source said."
    assert {c.source for c in claims_of(text)} == {"military source in Gao"}


def test_it_is_no_reporter(says: Says) -> None:
    text = "The Harbour Council said a boat sank. A reporter saw smoke. Shells also hit the mill, it said."
    assert [v.text for v in says(text, "Shells", bodies=("Harbour Council",))] == ["Harbour Council"]
