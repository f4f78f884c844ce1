"""Search over the words of claims: the same answers from both engines, page by page; nothing of what was erased."""

import pytest
from ledger_samples import VERSIONS, intake, make_claim, make_event, make_report

from marsad.ledger import Ledger, words
from marsad.records import LedgerError

SENTENCES = [
    "Shells hit the bakery in Millbridge at dawn.",
    "The bakery had been shelled before, a witness said.",
    "Soldiers entered Āl-Bāb, and the bakery, the bakery again, was empty.",
    "A convoy left for the northern mills.",
]


@pytest.fixture
def told(ledger):
    """A report of one claim a sentence; ids by the sentence's number."""
    report = make_report(text=" ".join(SENTENCES))
    claims, at = [], 0
    for sentence in SENTENCES:
        claims.append(make_claim(report, at, at + len(sentence), actor1="North + South", place="", place_id=f"gn:{at}"))
        at += len(sentence) + 1
    ledger.add_reports([intake(report)])
    ledger.put_claims([report.digest], claims, versions=VERSIONS)
    return [claim.id for claim in claims]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bakery", {0, 1, 2}),
        ("BAKERIES", {0, 1, 2}),
        ("shelling", {0, 1}),
        ("the bakery of soldiers", {2}),
        ("al-bab", {2}),
        ("Āl Bāb", {2}),
        ('"northern mills"', {3}),
        ('"mills northern"', set()),
        ("convoy bakery", set()),
        ("north", {0, 1, 2, 3}),
        ("o'brien & | ! ( ) <-> * : NEAR", set()),
        ("zzz", set()),
    ],
)
def test_words_are_found_as_they_may_be_inflected(ledger, told, query, found):
    page = ledger.search(query, limit=10)
    assert {told.index(name) for name in page.claims} == found
    assert page.next is None


def test_the_claim_that_says_it_most_comes_first(ledger, told):
    assert ledger.search("bakery", limit=1).claims == (told[2],)


@pytest.mark.parametrize("query", ["", "  ", "the of", "!?", '""'])
def test_no_words_are_told(ledger, query):
    with pytest.raises(LedgerError, match="no words"):
        ledger.search(query, limit=1)


def test_a_pasted_page_is_told(ledger):
    with pytest.raises(LedgerError, match="too many words"):
        ledger.search("mill " * 100, limit=1)


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.x", "9" * 40 + ".1"])
def test_a_cursor_that_is_none_is_told(ledger, cursor):
    with pytest.raises(LedgerError, match="cursor"):
        ledger.search("mill", limit=1, after=cursor)


def test_pages_are_all_of_it_once_also_beyond_what_is_ranked_together(ledger, filled, monkeypatch):
    monkeypatch.setattr(words, "WINDOW", 7)
    claims = {claim.id for claim in filled(10)}
    for limit in (1, 3, 7, 8, 20, 30):
        found, after = [], None
        while True:
            page = ledger.search("millbridge", limit=limit, after=after)
            found += page.claims
            if page.next is None:
                break
            assert len(page.claims) == limit
            after = page.next
        assert len(found) == len(claims)
        assert set(found) == claims


def test_what_comes_in_meanwhile_moves_no_page(ledger, filled):
    filled(3)
    page = ledger.search("millbridge", limit=2)
    late = make_report(9)
    ledger.add_reports([intake(late)])
    ledger.put_claims([late.digest], [make_claim(late)], versions=VERSIONS)
    rest = ledger.search("millbridge", limit=20, after=page.next)
    assert len({*page.claims, *rest.claims}) == 6


def test_a_reading_anew_and_a_rebuild_replace_the_words(ledger, told):
    (report,) = ledger.reports()
    ledger.put_claims([report.digest], [make_claim(report, 0, 44)], versions=VERSIONS)
    assert len(ledger.search("shells", limit=9).claims) == 1
    assert ledger.search("convoy", limit=9).claims == ()
    with ledger.rebuild({"code": "2"}) as rebuild:
        rebuild.stage([report.digest], [claim := make_claim(report, 139, len(report.text))])
    assert ledger.search("convoy", limit=9).claims == (claim.id,)
    assert ledger.search("shells", limit=9).claims == ()


def test_a_redaction_erases_the_words_that_are_searched(ledger, told, database, address):
    secret = make_report(7, text="A kumquat seller was seen near the mill by a neighbour at noon yesterday.")
    ledger.add_reports([intake(secret)])
    claim = make_claim(secret, 0, 60)
    ledger.put_claims([secret.digest], [claim], versions=VERSIONS)
    ledger.put_events([make_event(claim)], versions=VERSIONS)
    assert ledger.search("kumquat", limit=9).claims == (claim.id,)
    ledger.decide("redact", [secret.digest], author="ben")
    assert ledger.search("kumquat", limit=9).claims == ()
    assert b"kumquat" not in database.everything(address).lower()


def test_words_that_a_server_cannot_hold_lose_nothing_else(ledger):
    report = make_report()
    ledger.add_reports([intake(report)])
    claim = make_claim(report, actor1="No\x00rth", place="Mill\ud800bridge".encode("utf-8", "ignore").decode())
    ledger.put_claims([report.digest], [claim], versions=VERSIONS)
    assert list(ledger.claims()) == [claim]
    assert ledger.search("north", limit=1).claims == (claim.id,)
    ledger.record_rejection(label="a\udcff.txt", location="x", reason="y")
    assert next(ledger.rejections())["label"] == "a.txt"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_older_ledger_gets_its_index_of_words(database):
    from marsad.ledger.dialect import address_of, open_engine, writing  # noqa: PLC0415
    from marsad.ledger.migrate import upgrade  # noqa: PLC0415

    new, address = database.fresh(), database.nowhere()
    with Ledger.open(new) as ledger:
        report = make_report()
        ledger.add_reports([intake(report)])
        ledger.put_claims([report.digest], [claim := make_claim(report)], versions=VERSIONS)
    engine = open_engine(address_of(address), create=True, timeout=1)
    with writing(engine) as connection:
        upgrade(connection, "0003", where=address)
    engine.dispose()
    for table in ("chain", "reports", "derivations", "readings", "claims"):
        copy_table(new, address, table)
    with Ledger.open(address) as ledger:
        assert ledger.search("fought", limit=3).claims == (claim.id,)


def copy_table(source, target, table):
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(target)
    connection.execute("ATTACH ? AS source", (source,))
    with connection:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")  # noqa: S608
    connection.close()
