"""Sources: kind, origin after folding, interest, reliability."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import load_packs
from marsad.knowledge.schema import SOURCE_KINDS
from marsad.records import Interval
from marsad.resolve.source_found import NO_INTEREST, ResolvedSource
from marsad.resolve.sources import SourceResolver

EARLY_2017 = Interval.of_day("2017-01-15")
RESOLVER = SourceResolver(load_packs())
OBSERVATORY = "Syrian Observatory for Human Rights"


def resolve(name: str, *, outlet: str = "The Plum Post", via: str = "", text: str = "") -> ResolvedSource:
    return RESOLVER.resolve(name, outlet=outlet, via=via, when=EARLY_2017, countries=["SY"], text=text)


@pytest.mark.parametrize(
    ("name", "shown", "kind", "origin"),
    [
        ("the monitor", OBSERVATORY, "monitor", OBSERVATORY),
        ("the Britain-based observatory", OBSERVATORY, "monitor", OBSERVATORY),
        ("Rami Abdulrahman", "Rami Abdel Rahman", "monitor", OBSERVATORY),
        ("Observatory chief Rami Abdel Rahman", "Rami Abdel Rahman", "monitor", OBSERVATORY),
        ("UK based Syrian Rami Abdel Rahman", "Rami Abdel Rahman", "monitor", OBSERVATORY),
        ("an Observatory report", OBSERVATORY, "monitor", OBSERVATORY),
        ("the Syrian Observatroy for Human Rights", OBSERVATORY, "monitor", OBSERVATORY),
        ("the government", "Syrian government", "official", "Syrian government forces"),
        ("SANA", "SANA", "agency", "Syrian government forces"),
        ("Amaq", "Amaq", "outlet", "Islamic State"),
        ("UNICEF", "UNICEF", "official", "United Nations"),
        ("the defence ministry in Moscow", "defence ministry in Moscow", "official", "Russia"),
        ("Turkish Defence Minister Fulan", "Turkish Defence Minister Fulan", "official", "Turkey"),
        ("YPG commander Fulan", "YPG commander Fulan", "party", "YPG"),
        ("rebel commander Fulan", "rebel commander Fulan", "party", "rebel commander Fulan"),
        ("residents", "residents", "eyewitness", "residents (The Plum Post)"),
        ("local activists", "local activists", "activist", "local activists (The Plum Post)"),
        ("media activist Fulan Fulani", "media activist Fulan Fulani", "activist", "Fulan Fulani"),
        ("a source", "source", "unnamed", "source (The Plum Post)"),
        ("Fulan Fulani", "Fulan Fulani", "eyewitness", "Fulan Fulani"),
        ("", "", "outlet", "The Plum Post"),
    ],
)
def test_resolves(name: str, shown: str, kind: str, origin: str) -> None:
    found = resolve(name)
    assert (found.source, found.kind, found.origin) == (shown, kind, origin)


def test_interests_are_sides_or_unknown() -> None:
    assert resolve("the opposition").interest == "opposition"
    assert resolve("SDF spokesman Fulan").interest == "kurdish"
    assert resolve("the monitor").interest == NO_INTEREST
    assert resolve("the Israeli army").interest == "Israel"


def test_an_agency_copy_speaks_for_the_agency() -> None:
    found = resolve("", via="Agence France-Presse")
    assert (found.origin, found.kind, found.reliability) == ("AFP", "agency", "B")


@pytest.mark.parametrize(
    ("outlet", "kind", "origin", "interest"),
    [
        ("Ministry of National Defence of Turkey", "official", "Turkey", "turkish"),
        ("Armed Forces General Command", "official", "Syrian government forces", "government"),
        ("General Staff of the Armed Forces of Ukraine", "official", "Ukrainian government forces", "government"),
        ("General Staff of the Armed Forces of Georgia", "official", "Georgia", "Georgia"),
        ("Turkish Armed Forces", "party", "Turkey", "turkish"),
        ("YPG Press Office", "party", "YPG", "kurdish"),
        ("Ahrar al-Sham", "party", "Ahrar al-Sham", "opposition"),
        ("U.S. Central Command", "official", "United States", "coalition"),
        ("Ministry of Fisheries", "official", "Ministry of Fisheries", NO_INTEREST),
    ],
)
def test_a_statement_speaks_for_its_issuer(outlet: str, kind: str, origin: str, interest: str) -> None:
    own, named = resolve("", outlet=outlet), resolve(outlet, outlet=outlet)
    assert (own.source, own.kind, own.origin, own.interest) == (outlet, kind, origin, interest)
    assert own.basis
    assert own.reliability in "BCDE"
    assert (named.kind, named.origin, named.interest) == (kind, origin, interest)


@pytest.mark.parametrize(
    "outlet",
    [
        "Police Gazette", "Voice of the Army", "Lebanon Army Weekly", "Kyiv Post", "Free Syrian Army Daily",
        "Times Leader", "Ukraine Front", "The Moscow Times", "Rebel Radio", "Turkish Press", "Voice of America", "BBC",
    ],
)  # fmt: skip
def test_a_medium_may_borrow_the_words_of_bodies(outlet: str) -> None:
    found = resolve("", outlet=outlet)
    assert (found.source, found.kind) == ("", "outlet")


def test_relays_are_kept_in_order() -> None:
    assert resolve("residents", via="Fulan < the Reuters news agency").via == ("Fulan", "Reuters")


def test_unnamed_sources_of_state_media_are_the_state() -> None:
    assert resolve("a military source", via="SANA").origin == "Syrian government forces"
    assert resolve("a military source", via="AFP").origin == "military source (AFP)"


def test_an_office_said_elsewhere_counts() -> None:
    text = "French Defence Minister Jeanne Untel spoke. Fulan Fulani, a spokesman for the Jaish al-Islam group, left."
    assert resolve("Jeanne Untel", text=text).origin == "France"
    spokesman = resolve("Fulan Fulani", text=text)
    assert (spokesman.source, spokesman.kind, spokesman.origin) == ("Fulan Fulani", "party", "Jaish al-Islam")
    assert resolve("Jeanne Untel").origin == "Jeanne Untel"


def test_home_arms_speak_for_the_reports_country() -> None:
    found = RESOLVER.resolve("police", outlet="X", countries=["TH"])
    assert (found.origin, found.kind) == ("Thai government forces", "official")


def test_every_rating_has_a_basis() -> None:
    for source in RESOLVER.knowledge.sources.values():
        assert source.kind in SOURCE_KINDS
        assert source.basis or source.reliability == "F", source.name


@given(st.text(max_size=60), st.sampled_from(["", "AFP", "a < b"]))
def test_any_name_has_an_origin(name: str, via: str) -> None:
    found = resolve(name, via=via)
    assert found.origin
    assert found.kind in SOURCE_KINDS
    assert found.reliability in "ABCDEF"


@pytest.mark.corpora
def test_gold_names_stay_as_the_gold_has_them(shared: Path) -> None:
    """A source named in full by the annotators is shown so, short forms of monitors aside."""
    rows = map(json.loads, (shared / "gold" / "train" / "claims.jsonl").read_text().splitlines())
    names = {row["source"] for row in rows if row["source"]}
    shown = {name: resolve(name).source for name in names}
    changed = {name for name, found in shown.items() if found.casefold() not in name.casefold() and name != found}
    assert len(changed) / len(names) < 0.06


def test_a_mediums_name_without_what_describes_it() -> None:
    assert RESOLVER.resolve("state-run Sana agency", countries=("SY",)).source == "SANA"
    assert RESOLVER.resolve("Reuters correspondent").source == "Reuters correspondent"


def test_short_forms_are_spelt_out() -> None:
    text = "The Lake Fisheries Board (LFB) met. The LFB said that two boats sank."
    assert RESOLVER.resolve("LFB", text=text).source == "Lake Fisheries Board"
    assert RESOLVER.resolve("LFB", text="The LFB met.").source == "LFB"


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("army spokesman Lieutenant Colonel Idris Amada", "Malian government forces"),
        ("government spokesman Idris Amada", "Malian government forces"),
        ("senior official Idris Amada", "Idris Amada"),
        ("Hamas military spokesman Abu Obeida", "Hamas"),
    ],
)
def test_the_name_of_a_spokesman_says_nothing_of_whose_he_is(name: str, origin: str) -> None:
    assert RESOLVER.resolve(name, outlet="The Plum Post", countries=["ML"]).origin == origin


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        # one person under several titles and spellings of his name
        ("Gao Governor Idris al-Amada", "Idris Amada"),
        ("provincial governor Idris Amada", "Idris Amada"),
        ("Idris el-Amada", "Idris Amada"),
        ("local doctor Idris Amada", "Idris Amada"),
        ("Lieutenant Colonel Idris Amada", "Idris Amada"),
        ("Idris Amada head of the towns health authority", "Idris Amada"),
        # a body that has a name of its own is one, whoever quotes it
        ("Gao Media Center", "Gao Media Center"),
        ("activist-run Gao Media Center", "Gao Media Center"),
        ("Union of Malian Medical Organisations", "Union of Malian Medical Organisations"),
        # who has none is known by the outlet alone
        ("officials in Gao", "officials in Gao (Daily Times)"),
        ("Malian Activists", "Malian Activists (Daily Times)"),
        ("local council", "local council (Daily Times)"),
    ],
)
def test_one_speaker_is_one_origin(name: str, origin: str) -> None:
    assert resolve(name, outlet="Daily Times").origin == origin


def test_doctors_of_a_nation_are_not_its_army() -> None:
    found = resolve("Union of Syrian Medical Organisations")
    assert (found.kind, found.interest) == ("monitor", NO_INTEREST)
