"""Who says what: verbs of saying, according to, quotations over sentences, relays, joint sources, pronouns."""

from __future__ import annotations

import pytest

from marsad.claims.attribution.voices import find_voices
from marsad.language import quotations


def voices(
    parsed, spacy_doc, lexicon, text: str, word: str, *, people: tuple[str, ...] = (), bodies: tuple[str, ...] = ()
):
    parse = parsed(text)
    spans = [[(text.index(name), text.index(name) + len(name)) for name in names] for names in (people, bodies)]
    quoted = [(q.start, q.end) for q in quotations(spacy_doc(text))]
    found = find_voices(parse, quoted, *spans, lexicon.language)
    assert len(found) == len(parse)
    return found[parse.words.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        ("The army shelled the port.", "shelled", []),
        ("A medic said the army shelled the port.", "shelled", ["medic"]),
        ("The army shelled the port, a medic said.", "shelled", ["medic"]),
        ("According to residents, the army shelled the port.", "shelled", ["residents"]),
        ("The army shelled the port, according to residents.", "shelled", ["residents"]),
        ("The ministry announced that the army had shelled the port.", "shelled", ["ministry"]),
        ("Witnesses reported that the army shelled the port.", "shelled", ["Witnesses"]),
        ('"The army shelled the port," a fisherman\'s spokesman said.', "shelled", ["spokesman"]),
        ("The governor denied that the army shelled the port.", "shelled", ["governor"]),
        ("The army shelled the port. Officials said aid was late.", "shelled", []),
    ],
)
def test_sources(text: str, word: str, sources: list[str], parsed, spacy_doc, lexicon) -> None:
    found = voices(parsed, spacy_doc, lexicon, text, word)
    assert len(found) == len(sources)
    for voice, source in zip(found, sources, strict=True):
        assert source in voice.text


def test_joint_sources_are_two_voices(parsed, spacy_doc, lexicon) -> None:
    found = voices(parsed, spacy_doc, lexicon, "The mayor and the hospital said that shells hit the port.", "hit")
    assert [v.text for v in found] == ["mayor", "hospital"]


def test_a_named_person_with_an_office(parsed, spacy_doc, lexicon) -> None:
    text = "The army shelled the port, militia spokesman Idris Amada said."
    [voice] = voices(parsed, spacy_doc, lexicon, text, "shelled", people=("Idris Amada",))
    assert voice.text.endswith("Idris Amada")
    assert text[voice.start : voice.end].endswith("Idris Amada")


def test_whom_somebody_told_relays_it(parsed, spacy_doc, lexicon) -> None:
    text = "Colonel Idris Amada told Reuters that the army shelled the port."
    [voice] = voices(parsed, spacy_doc, lexicon, text, "shelled", people=("Idris Amada",), bodies=("Reuters",))
    assert "Amada" in voice.text
    assert voice.via == ("Reuters",)


def test_the_speaker_s_own_office_is_not_said_by_him(parsed, spacy_doc, lexicon) -> None:
    text = "The army shelled the port, a medic said."
    assert voices(parsed, spacy_doc, lexicon, text, "medic") == []


def test_a_quotation_goes_on_after_its_speaker(parsed, spacy_doc, lexicon) -> None:
    text = '"The army shelled the port," the mayor said. "Two boats sank and the pier burned."'
    for word in ("shelled", "sank", "burned"):
        [voice] = voices(parsed, spacy_doc, lexicon, text, word)
        assert voice.text == "mayor"


def test_a_pronoun_stands_for_who_spoke_before(parsed, spacy_doc, lexicon) -> None:
    text = "Idris Amada said that the army shelled the port. He said that two boats sank."
    [voice] = voices(parsed, spacy_doc, lexicon, text, "sank", people=("Idris Amada",))
    assert voice.text == "Idris Amada"


def test_denial_is_marked(parsed, spacy_doc, lexicon) -> None:
    [voice] = voices(parsed, spacy_doc, lexicon, "The governor denied that the army shelled the port.", "shelled")
    assert voice.denies


def test_reports_are_hedged(parsed, spacy_doc, lexicon) -> None:
    [voice] = voices(parsed, spacy_doc, lexicon, "Reports said that the army shelled the port.", "shelled")
    assert voice.hedged


def test_a_contrasting_clause_is_the_outlet_s(parsed, spacy_doc, lexicon) -> None:
    text = "The army shelled the port, according to residents, but it has not entered the city."
    assert voices(parsed, spacy_doc, lexicon, text, "entered") == []
