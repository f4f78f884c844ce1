"""Who published a text that names its publisher only in its head."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.intake.metadata import read_head

LEAD = (
    "Fighters of the Plum Front entered the town of Pearford on Monday morning, two residents and a nurse of its "
    "hospital said by telephone, after three days of shelling that had emptied the eastern quarters."
)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Rebels enter Pearford\nHarbour News Agency\n27 March 2021", "Harbour News Agency"),
        ("Rebels enter Pearford\nHarbour News Agency, 5 April 2021", "Harbour News Agency"),
        ("Pearford: Situation Report No. 14\nAs of 2 April 2021\nSource: Lakeside Relief", "Lakeside Relief"),
        ("Republic of Borduria\nMinistry of National Defence\nPress statement, Szohod, 4 April 2021",
         "Ministry of National Defence"),
        ("Rebels enter Pearford\n5 April 2021 | The Szohod Herald", "The Szohod Herald"),
        ("Rebels enter Pearford\nSzohod, 5 April 2021", ""),
        ("Plum Front statement\n5 April 2021", "Plum Front"),
        ("Statement by the Plum Front's\n5 April 2021", "Plum Front"),
        ("Statement of the Plum Front (PF)\nOrchard Information Network\n5 April 2021", "Plum Front"),
        ("Harbour Relief Bureau\nPearford: flash update #4\nAs of 5 April 2021", "Harbour Relief Bureau"),
        ("Lakeside Conflict Observatory\nBulletin 31, 5 April 2021", "Lakeside Conflict Observatory"),
        ("Ministry of Defence of Borduria\nEvening briefing, 5 April 2021", "Ministry of Defence of Borduria"),
        ("National Army of Borduria\nPress release, 5 April 2021", "National Army of Borduria"),
        ("Relief Affairs Bureau - Borduria\nFlash Update No. 2: Pearford\n5 April 2021", "Relief Affairs Bureau"),
        ("Rebels Attack Army\nResidents flee to the coast\n5 April 2021", ""),
        ("Plum Fighters Storm Army Headquarters\nResidents flee to the coast\n5 April 2021", ""),
        ("Rebels Shell Press Centre\n5 April 2021", ""),
        ("Plum Front denies statement\n5 April 2021", ""),
        ("Rebels enter Pearford\nBy Anna Miller\n5 April 2021", ""),
        ("Rebels enter Pearford\nResidents flee to the coast\n5 April 2021", ""),
        ("Rebels enter Pearford\nNurse: they shot at the Red Cross Office of Pearford\n5 April 2021", ""),
    ],
)  # fmt: skip
def test_the_head_names_the_publisher(head: str, outlet: str) -> None:
    assert read_head(f"{head}\n\n{LEAD}\n").outlet == outlet


def test_a_letterhead_is_no_title_and_the_text_may_tell_it() -> None:
    head = read_head(f"Lakeside Observatory\nPearford after the siege\n\n{LEAD}\nThe Observatory saw no fighters.\n")
    assert (head.outlet, head.title) == ("Lakeside Observatory", "Pearford after the siege")


def test_a_paper_that_is_told_of_by_its_name_has_its_name_first() -> None:
    text = f"Pearford Post\nThe town is free\n5 April 2021, 21:15\n\n{LEAD} A nurse told Pearford Post so.\n"
    assert (read_head(text).outlet, read_head(text).title) == ("Pearford Post", "The town is free")


def test_a_situation_report_is_of_the_day_that_its_head_says() -> None:
    printed = read_head(f"Pearford: Situation Report No. 14\nAs of 2 April 2021\n\n{LEAD}\n").date
    assert printed is not None
    assert printed.readings == (date(2021, 4, 2),)
    prose = read_head(f"Pearford: Situation Report No. 14\n\nAs of 2 April 2021, 9,000 people had fled. {LEAD}\n")
    assert prose.spans == []


def test_metadata_go_before_the_head() -> None:
    assert read_head(f"Rebels enter Pearford\nHarbour News Agency\n\n{LEAD}\n", outlet="Evening Post").outlet == ""


def test_an_agency_that_publishes_is_nobodys_by_line() -> None:
    text = (
        f"Rebels enter Pearford\nHarbour News Agency\n27 March 2021\n\nSZOHOD, March 27 (Harbour News Agency) - {LEAD}"
    )
    head = read_head(text)
    assert (head.outlet, head.agency, head.dateline) == ("Harbour News Agency", "", "SZOHOD")
