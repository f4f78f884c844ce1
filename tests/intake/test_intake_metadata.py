"""Heads of reports: title, by-lines, datelines, printed dates."""
# ruff: noqa: E501  (sentences and markup stay whole)

import pytest

from marsad.intake import report_from_bytes
from marsad.intake.metadata import read_head
from marsad.records import Interval

LEAD = (
    "Fighters of two rebel groups entered the western quarter of Qasr on Monday after a night of shelling, residents and "
    "a medic said, and the army sent reinforcements to the bridge."
)


def head(text, **known):
    return read_head(text, **known)


@pytest.mark.parametrize(
    ("opening", "dateline", "agency", "date"),
    [
        ("ERBIL, Kurdistan Region — ", "ERBIL, Kurdistan Region", "", ""),
        ("BEIRUT, Sept 8 (Reuters) - ", "BEIRUT", "Reuters", "Sept 8"),
        ("BEIRUT (AP) _ ", "BEIRUT", "AP", ""),
        ("KHARTOUM, March 3, 2016 (Xinhua) -- ", "KHARTOUM", "Xinhua", "March 3, 2016"),
        ("KANDAHAR, Afghanistan (AFP) - ", "KANDAHAR, Afghanistan", "AFP", ""),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti", "AP", ""),
        ("Damascus, SANA – ", "Damascus", "SANA", ""),
        ("Aleppo, SANA 5-6-2016 - ", "Aleppo", "SANA", "5-6-2016"),
        ("(Reuters) - ", "", "Reuters", ""),
        ("SUSIAN, Syria, Feb 24, 2017 (MPA) — ", "SUSIAN, Syria", "MPA", "Feb 24, 2017"),
        ("GOMA, Congo (Lakes News Agency) — ", "GOMA, Congo", "Lakes News Agency", ""),
        ("Aleppo, 26-2-2017 – ", "Aleppo", "", "26-2-2017"),
        ("Beirut- ", "Beirut", "", ""),
        ("(Nairobi, October 29, 2024) – ", "Nairobi", "", "October 29, 2024"),
        ("(New York) - ", "New York", "", ""),
    ],
)
def test_datelines(opening, dateline, agency, date):
    text = f"Rebels enter quarter of Qasr\n\n{opening}{LEAD}"
    found = head(text)
    assert (found.title, found.dateline, found.agency) == ("Rebels enter quarter of Qasr", dateline, agency)
    assert (text[found.date.start : found.date.end] if found.date else "") == date
    start = text.index(opening)
    assert found.spans == [(start, start + len(opening))]


@pytest.mark.parametrize(
    "line",
    [
        "Thursday 08 September 2016 16:26 BST",
        "Published: 8 September 2016",
        "Last updated at Sep 082016",
        "Posted on September 8, 2016 by Rana Aziz",
        "AFP, Thursday 8 Sep 2016",
        "The Levant Courier | 8 September 2016",
        "QASR, 8 September 2016",
        "2016-09-08",
    ],
)
def test_a_line_that_prints_the_date(line):
    found = head(f"Rebels enter quarter of Qasr\n\nLocal medics count the dead\n\n{line}\n\n{LEAD}")
    assert found.date.readings[0].isoformat() == "2016-09-08"


@pytest.mark.parametrize(
    "line",
    [
        "The truce of 8 September 2016 remembered",
        "Clashes since 8 September 2016",
        "What happened on 8 September 2016",
        "From the siege of 2014 to 8 September 2016",
    ],
)
def test_a_date_in_a_standfirst_is_not_the_reports(line):
    assert head(f"Rebels enter quarter of Qasr\n\n{line}\n\n{LEAD}").date is None


def test_a_date_in_running_prose_is_not_the_reports():
    assert head(f"Rebels enter quarter of Qasr\n\n{LEAD} They had left it on 8 September 2016.").date is None
    assert head(f"Rebels enter quarter of Qasr\n\n8 September 2016 was the day the truce broke, {LEAD}").date is None


@pytest.mark.parametrize(
    "opening",
    [
        "Thursday 8 September 2016 {title}. ",
        "{title} AFP Thursday 8 Sep 2016 ",
        "Date of publication 8 September 2016 ",
        "08.09.2016(updated 1618 09.09.2016) Get short URL 12 ",
        "Thu Sep 8 2016 title: {title}. ",
        "{title} Medics count nine dead in the quarter after a night of shelling AFP Thursday 8 Sep 2016 ",
        "{title} Middle East 1924 08.09.2016 ",
    ],
)
def test_texts_that_lost_their_line_breaks(opening):
    title = "Rebels enter quarter of Qasr"
    found = head(f"{title}\n\n{opening.format(title=title)}{LEAD}", title=title)
    assert found.date.readings[0].isoformat() == "2016-09-08"


def test_an_agency_after_the_title_that_is_said_again():
    title = "Rebels enter quarter of Qasr"
    assert head(f"{title}\n\nThursday 8 Sep 2016 {title} AFP {LEAD}", title=title).agency == "AFP"
    assert not head(f"{title}\n\nThursday 8 Sep 2016 {title}. AFP said rebels left.", title=title).agency


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Rana Aziz", "Rana Aziz"),
        ("By Rana Aziz and Omar Said", "Rana Aziz and Omar Said"),
        ("Rana Aziz in Qasr", "Rana Aziz"),
    ],
)
def test_bylines(line, author):
    found = head(f"Rebels enter quarter of Qasr\n\n{line}\n\n{LEAD}")
    assert found.author == author


@pytest.mark.parametrize("line", ["AFP", "By AFP", "Source: AFP", "AFP, Beirut"])
def test_agency_bylines(line):
    assert head(f"Rebels enter quarter of Qasr\n\n{line}\n\n{LEAD}").agency == "AFP"


@pytest.mark.parametrize(
    ("foot", "agency"),
    [(" -AFP", "AFP"), (" - REUTERS", "Reuters"), (" (With AFP and Reuters)", ""), (" (SANA)", "SANA")],
)
def test_signatures(foot, agency):
    assert head(f"Rebels enter quarter of Qasr\n\n{LEAD}{foot}").agency == agency


def test_an_agency_that_is_the_outlet_is_no_byline():
    text = f"Rebels enter quarter of Qasr\n\nBEIRUT (AFP) - {LEAD}"
    assert head(text, outlet="afp").agency == ""
    assert head(text, outlet="ahram").agency == "AFP"


@pytest.mark.parametrize(
    "opening", ["The Free Army (FSA) fighters ", "The People's Party (PPK) – banned since 1999 – "]
)
def test_abbreviations_in_brackets_are_no_agencies(opening):
    found = head(f"Rebels enter quarter of Qasr\n\n{opening}{LEAD}")
    assert (found.agency, found.dateline) == ("", "")


def test_a_foot_gives_its_date_only_where_the_head_has_none():
    foot = " Last Update: Tuesday 12 July 2016 KSA 08:45 - GMT 05:45"
    assert head(f"Rebels enter quarter of Qasr\n\n{LEAD}{foot}").date.readings[0].isoformat() == "2016-07-12"
    both = head(f"Rebels enter quarter of Qasr\n\nMonday 11 July 2016\n\n{LEAD}{foot}")
    assert both.date.readings[0].isoformat() == "2016-07-11"


@pytest.mark.parametrize("first", ["Troops entered the town.", "troops in town", "By Rana Aziz", LEAD])
def test_first_lines_that_are_no_title(first):
    assert head(f"{first}\n\n{LEAD}").title == ""


@pytest.mark.parametrize("title", ["Correction: fewer dead in Qasr blast", "CORRECTED - Fewer dead in Qasr blast"])
def test_corrections_are_told_by_their_title(title):
    assert head(f"{title}\n\n{LEAD}").correction


DATED_LEAD = "\n\nGORVA, June 12 - Troops drove back an attack on the mill town of Gorva on Sunday, residents and the army said.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Published: 12 June 2023\nTroops hold Gorva",
        "12 June 2023\nTroops hold Gorva",
        "Published 12 June 2023\nTroops hold Gorva",
        "Title: Troops hold Gorva\nDate: 2023-06-12\nSource: The Gorva Courier",
        "Source: The Gorva Courier\nDate: 12/06/2023\nHeadline: Troops hold Gorva",
        "Date of report: 12 June 2023\nLocation: Gorva\nTroops hold Gorva",
    ],
)
def test_lines_with_labels_are_no_title(head: str) -> None:
    report = report_from_bytes((head + DATED_LEAD).encode(), name="a.txt")
    assert (report.title, report.published, report.published_basis) == (
        "Troops hold Gorva",
        Interval.of_day("2023-06-12"),
        "text",
    )
    hidden = " ".join(report.text[start:end] for start, end in report.furniture)
    assert "Troops" not in hidden and "12" in hidden


def test_a_period_or_a_dated_title_gives_the_year_that_a_dateline_lacks() -> None:
    for head in ("Bulletin 4\nReporting period: 5-12 June 2023", "Troops hold Gorva - The Courier, 12 June 2023"):
        assert report_from_bytes((head + DATED_LEAD).encode(), name="a.txt").published == Interval.of_day("2023-06-12")


def test_a_dateline_with_an_agency_that_nobody_lists() -> None:
    found = head(
        "LOIKAW (The Hill Monitor) - Troops left the town on Monday after weeks of fighting, residents said by phone."
    )
    assert (found.dateline, found.agency) == ("LOIKAW", "The Hill Monitor")
