"""The observatory as a whole: reading twice, copies, interrupted readings, other clocks, places by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.knowledge import Knowledge, load_packs
from marsad.ledger import ClaimFilter, Ledger
from marsad.pipeline import Observatory
from marsad.pipeline.answering import days_between
from marsad.pipeline.page import page_data
from marsad.pipeline.places import find_place, own_name
from marsad.records import MarsadError
from marsad.resolve.gazetteer.index import Gazetteer

LEFT = """Insurgents leave Tadef

GAZIANTEP, Turkey, 24 February 2017 - Islamic State fighters withdrew from the town of Tadef on Friday, residents said.
Syrian government forces entered the town in the evening, the Syrian Observatory for Human Rights said, and they took
control of its southern districts without a fight. Engineers were clearing mines near the bakery, an officer said.
"""
COPY = LEFT.replace("an officer said.", "an officer said. Schools will open again next week, the mayor announced.")
OTHER = """Shells fall on Azaz

KILIS, Turkey, 2 March 2017 - Three people were killed on Thursday when shells hit the centre of Azaz, activists said.
Rebel fighters hold the town. A spokesman for the rebels denied that they had answered the fire from near the mosque.
"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_packs()


@pytest.fixture
def observatory(tmp_path: Path, knowledge: Knowledge) -> Iterator[Observatory]:
    with Ledger.open(tmp_path / "war.db") as ledger:
        yield Observatory(ledger, packs=knowledge)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in (("left.txt", LEFT), ("other.txt", OTHER)):
        (made / name).write_text(text)
    return made


def test_every_claim_is_verbatim_and_in_one_event(observatory: Observatory, folder: Path) -> None:
    result = observatory.read([folder])
    claims = list(observatory.claims())
    assert result.claims == len(claims) > 0
    for claim in claims:
        assert observatory.ledger.report(claim.report).text[claim.start : claim.end] == claim.quote
    held = [claim for event in observatory.events() for claim in event.claims]
    assert sorted(held) == sorted(claim.id for claim in claims)
    assert observatory.ledger.versions == [observatory.extractor.versions()]


def test_the_same_reports_give_the_same_bytes(observatory: Observatory, folder: Path, tmp_path: Path) -> None:
    observatory.read([folder])
    with Ledger.open(tmp_path / "second.db") as ledger:
        second = Observatory(ledger, packs=observatory.knowledge)
        second.read([folder])
        assert list(second.claims()) == list(observatory.claims())
        assert list(second.events()) == list(observatory.events())


def test_a_copy_is_linked_and_adds_no_origin(observatory: Observatory, folder: Path, tmp_path: Path) -> None:
    original = observatory.read([folder / "left.txt"]).added[0]
    (tmp_path / "copy.txt").write_text(COPY)
    copy = observatory.read([tmp_path / "copy.txt"]).added[0]
    assert observatory.ledger.report(copy).copy_of == original
    for event in observatory.events():
        outlets = {observatory.ledger.report(c.report).doc for c in observatory.claims(ClaimFilter(event=event.id))}
        if outlets == {"left.txt", "copy.txt"}:
            assert len({origin.name for origin in event.origins}) < 1 + len(event.claims) / 2 + 1


def test_two_copies_in_one_batch(observatory: Observatory, folder: Path) -> None:
    (folder / "again.txt").write_text(COPY)
    observatory.read([folder])
    reports = {report.doc: report for report in observatory.ledger.reports()}
    assert reports["left.txt"].copy_of == reports["again.txt"].digest
    assert reports["other.txt"].copy_of is None


def test_a_reading_that_died_between_report_and_claims_goes_on(observatory: Observatory, folder: Path) -> None:
    observatory.read([folder / "other.txt"])
    whole = [claim.id for claim in observatory.claims()]
    report = next(observatory.ledger.reports())
    raw, media_type = observatory.ledger.raw(report.digest)
    with Ledger.open(folder.parent / "died.db") as ledger:
        ledger.add_reports([(report, raw, media_type, None)])
        resumed = Observatory(ledger, packs=observatory.knowledge)
        result = resumed.read([folder / "other.txt"])
        assert (result.resumed, len(result.known)) == (1, 1)
        assert [claim.id for claim in resumed.claims()] == whole
        assert list(resumed.events())
        ledger.put_events([], versions={}, whole=True)
        resumed.read([folder / "other.txt"])
        assert list(resumed.events()), "events that a crash left out are made by the next reading"


def test_a_rebuild_changes_nothing_by_itself(observatory: Observatory, folder: Path) -> None:
    observatory.read([folder])
    claims, events = list(observatory.claims()), list(observatory.events())
    assert observatory.rebuild() == 2
    assert list(observatory.claims()) == claims
    assert list(observatory.events()) == events


def test_the_page_has_every_claim(observatory: Observatory, folder: Path) -> None:
    observatory.read([folder])
    data = page_data(observatory, rejected=[("x.txt", "empty")])
    assert len(data["claims"]) == len(list(observatory.claims()))
    assert data["rejected"] == [{"where": "x.txt", "reason": "empty"}]
    assert set(data["versions"]) == {"code", "model", "packs", "gazetteer"}
    for place in data["places"]:
        assert {spell["start"] for spell in place["spells"][1:]} <= {day["at"] for day in place["days"]}


def test_panel_and_single_answers_agree(observatory: Observatory, folder: Path) -> None:
    observatory.read([folder])
    day = "2017-02-25"
    for answer in observatory.holdings().all_at(day):
        assert observatory.control(answer.place_id, at=day) == answer


def test_processes_give_what_one_gives(observatory: Observatory, folder: Path, tmp_path: Path) -> None:
    observatory.read([folder], processes=2)
    with Ledger.open(tmp_path / "single.db") as ledger:
        single = Observatory(ledger, packs=observatory.knowledge)
        single.read([folder])
        assert list(single.claims()) == list(observatory.claims())


PLACES = [
    ("gn:11", 11, "al tall"),
    ("gn:11/east-gate", 11, "al tall"),
    ("isles:old-fort", 11, "al tall"),
    ("region:XX:tall", None, "tall"),
    ("gn:12", 12, "marj"),
    ("gn:13", 13, "marj"),
]


@pytest.mark.parametrize(
    ("asked", "place_id"),
    [
        ("Al-Tall", "gn:11"),
        ("el tall", "gn:11"),
        ("tall", "gn:11"),
        ("East Gate", "gn:11/east-gate"),
        ("old fort", "isles:old-fort"),
        ("Oald Fortt", "isles:old-fort"),
        ("the town of Al-Tall", "gn:11"),
        ("Tall city", "gn:11"),
        ("the Tall district", "gn:11"),
        ("gn:11", "gn:11"),
        ("region:XX:tall", "region:XX:tall"),
    ],
)
def test_a_place_by_its_own_name(asked: str, place_id: str) -> None:
    assert find_place(asked, named=PLACES, packs=tuple, gazetteer=Gazetteer).place_id == place_id


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Marj", "gn:12; gn:13"),
        ("Qqxzt", "Try another spelling"),
        ("old forts", "Did you mean old fort"),
        ("geonameid:x", ""),
    ],
)
def test_a_place_that_is_not_clear(asked: str, words: str) -> None:
    with pytest.raises(MarsadError) as error:
        find_place(asked, named=PLACES, packs=tuple, gazetteer=Gazetteer)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_side_of_a_town_is_meant_where_claims_speak_of_it() -> None:
    named = [*PLACES, ("gn:77", 77, "harun"), ("gn:77/east", 77, "harun"), ("gn:88/eastern-harun", 88, "else")]
    meant = find_place("eastern Harun", named=named, packs=tuple, gazetteer=Gazetteer)
    assert (meant.place_id, meant.name) == ("gn:77/east", "eastern Harun")
    region = [*named[:-1], ("region:XX:eastern-harun", None, "eastern harun")]
    assert find_place("Eastern Harun", named=region, packs=tuple, gazetteer=Gazetteer).place_id.startswith("region:")


def test_own_names() -> None:
    assert [own_name(place) for place in PLACES] == ["al tall", "east gate", "old fort", "tall", "marj", "marj"]


def test_days_of_a_panel() -> None:
    assert list(days_between("2016-02-28", "2016-03-01")) == ["2016-02-28", "2016-02-29", "2016-03-01"]
    with pytest.raises(MarsadError):
        list(days_between("2016-03-01", "2016-02-28"))
    with pytest.raises(MarsadError):
        list(days_between("March", "2016-02-28"))


def test_a_village_that_nobody_knows_is_one_place_in_reports_with_a_country_and_without(
    observatory: Observatory, tmp_path: Path
) -> None:
    reports = {
        "a.txt": "12 May 2023 - Al-Shabaab fighters captured the village of Quuqley from Somali troops on Thursday.",
        "b.txt": "2 June 2023 - Fighters of the Orange Front seized the village of Quuqley on Thursday, an elder said.",
    }
    for name, text in reports.items():
        (tmp_path / name).write_text(text)
    observatory.read([tmp_path / name for name in reports])
    ids = {place_id for place_id, *_ in observatory.ledger.places() if place_id.endswith("quuqley")}
    assert ids == {"name:SO:quuqley", "name::quuqley"}
    answer = observatory.control("Quuqley", at="2023-06-03")
    assert answer.place_id == "name:SO:quuqley"
    docs = {claim.id: claim.doc for claim in observatory.claims()}
    assert {docs[it.id] for it in answer.claims} == {"a.txt", "b.txt"}
