"""Several programs that read, and decide, in one ledger at once: nothing is lost, nothing derived is older than it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from marsad.knowledge import load_packs
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.pipeline.events import copies_in, events_of

TOWNS = ("Manbij", "Azaz", "Tadef", "Jarabulus", "Afrin", "Raqqa")
TEXT = """Shells fall on {town}

GAZIANTEP, Turkey, {day} February 2017 - Three people were killed on Thursday when shells hit the centre of {town},
activists said. Rebel fighters hold the town. Witness number {number} said that {killed} houses were destroyed by fire.
"""
WRITERS, EACH = 4, 6


@pytest.mark.slow
def test_programs_that_read_at_once_lose_nothing(database, tmp_path: Path) -> None:
    address = database.nowhere()
    folders = []
    for writer in range(WRITERS):
        folder = tmp_path / f"in{writer}"
        folder.mkdir()
        folders.append(folder)
        for at in range(EACH):
            number = writer * EACH + at
            text = TEXT.format(town=TOWNS[number % len(TOWNS)], day=2 + number, number=number, killed=3 + number)
            (folder / f"{number}.txt").write_text(text)
    command = [sys.executable, "-m", "marsad", "read", "--ledger", address]
    started = [subprocess.Popen([*command, str(folder)], stderr=subprocess.PIPE, text=True) for folder in folders]
    told = [program.communicate(timeout=300)[1] for program in started]
    assert [program.returncode for program in started] == [0] * WRITERS, told

    with Ledger.open(address, create=False) as ledger:
        found = ledger.verify()
        assert found.ok
        assert found.rows == WRITERS * EACH
        assert ledger.unread() == []
        claims = list(ledger.claims())
        assert {claim.report for claim in claims} == {report.digest for report in ledger.reports()}
        observatory = Observatory(ledger, packs=load_packs())
        fresh = events_of(
            claims, parties=observatory.parties, constraints=ledger.constraints(), copying=copies_in(ledger)
        )
        assert {event.id: event for event in ledger.events()} == {event.id: event for event in fresh}


DECIDE = """
import sys
from marsad.knowledge import load_packs
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
with Ledger.open(sys.argv[1], timeout=60) as ledger:
    observatory = Observatory(ledger, packs=load_packs([]))
    for claim in sys.argv[3:]:
        observatory.decide("accept", [claim], author=sys.argv[2])
"""


@pytest.mark.slow
def test_people_who_decide_at_once_lose_no_decision(database, tmp_path: Path) -> None:
    address = database.fresh()
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(town=TOWNS[number], day=2 + number, number=number, killed=9))
    with Ledger.open(address) as ledger:
        Observatory(ledger, packs=load_packs()).read([folder])
        claims = [claim.id for claim in ledger.claims()]
    command = [sys.executable, "-c", DECIDE, address]
    started = [subprocess.Popen([*command, name, *claims]) for name in ("ann", "ben", "eve")]
    assert [program.wait(timeout=300) for program in started] == [0, 0, 0]
    with Ledger.open(address) as ledger:
        assert len(ledger.decisions()) == 3 * len(claims)
        assert ledger.verify().ok
        assert all(claim.confidence == 1.0 for claim in ledger.claims())
        assert ledger.loose_claims()[0] == []
