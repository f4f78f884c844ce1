"""What reaches a desk that is no article: mails, logs, situation reports, tables."""

import json

import pytest

from marsad.intake import read_paths, report_from_bytes

NEWS = "Rebels shelled the harbour of Klow, and four dockers were wounded, the mayor told the local radio."


def report(text, **options):
    return report_from_bytes(text.encode(), name="paper.txt", **options)


def visible(found):
    kept = list(found.text)
    for start, end in found.furniture:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


MAIL = f"""From: "Bianca C." <bianca@example.org>
To: desk@example.org
Date: Fri, 3 May 1991 18:42:11 +0200
Subject: RE: Harbour
 of Klow
X-Mailer: pine

Dear all,

{NEWS}

"""


def test_a_mail_is_dated_titled_and_signed_by_its_headers_which_are_no_words_of_it():
    found = report(MAIL)
    assert (found.title, found.author) == ("Harbour", "Bianca C.")
    assert found.published.start == "1991-05-03T18:42:11+02:00"
    assert found.published_basis == "text"
    assert visible(found).split() == f"Dear all, {NEWS}".split()


@pytest.mark.parametrize(
    "quoted",
    [
        "On Thu, 2 May 1991 at 09:10, Desk wrote:\n> Was anybody killed in Wednesday's air raid on Klow?\n",
        "-----Original Message-----\nFrom: Desk\nSent: 2 May 1991\nTo: Bianca\nSubject: x\n\nWas anybody killed?\n",
        "From: Desk\nSent: 2 May 1991\nTo: Bianca\nSubject: x\n\nWas anybody killed in Klow?\n",
    ],
)
def test_the_mail_that_an_answer_quotes_is_no_word_of_it(quoted):
    assert visible(report(MAIL + quoted)).split() == f"Dear all, {NEWS}".split()


def test_what_is_forwarded_is_the_report():
    head = MAIL.split("Dear all", maxsplit=1)[0]
    forwarded = f"{head}FYI\n\n---------- Forwarded message ---------\nFrom: C\nTo: B\nSubject: y\n\n{NEWS}\n"
    assert visible(report(forwarded)).split() == f"FYI {NEWS}".split()


def test_a_list_of_facts_is_no_mail():
    assert report(f"From: Klow\nTo: Szohod\nWeather: fair\n\n{NEWS}\n").author == ""


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("FIELD NOTES\n03 May 91", "1991-05-03"),
        ("Accident report\nDate: 07-May-91", "1991-05-07"),
        ("SPOTREP 13/5/91", "1991-05-13"),
        ("Daily log\n24.04.91", "1991-04-24"),
        ("Situation report\nReporting period: 1 - 7 May 1991\nAs of 8 May 1991", "1991-05-08"),
        ("Situation report\nReporting period: 1 - 7 May 1991", "1991-05-07"),
        ("Briefing by the Minister of Defence, Klow, 3 May 1991", "1991-05-03"),
        ("Log, 3/5/91\n\nPatrols met on 25/04 and 26/04.", "1991-05-03"),
    ],
)
def test_heads_of_logs_and_situation_reports_tell_their_day(head, day):
    found = report(f"{head}\n\n{NEWS}\n")
    assert (found.published.start, found.published.end) == (day, day)


@pytest.mark.parametrize("words", ["Of 1.2.91 see annex", "On 3 May 91 people fled", "Rate 24/7/91st"])
def test_other_numbers_are_no_short_dates(words):
    assert report(f"Log\n{words}\n\n{NEWS}\n").published_basis != "text"


def test_rows_of_a_table_print_no_date_of_the_report():
    found = report(f"# Log\n\n| Date | Place |\n|---|---|\n| 01/04/1991 | Klow |\n\n{NEWS}\n")
    assert found.published_basis != "text"


def test_a_heading_that_names_nothing_tells_nothing():
    text = f"Report\n\n1.1 Armed clashes\n\n{NEWS}\n\nAir strikes\n- {NEWS}\n\nKlow district\n- {NEWS}\n"
    words = visible(report(text))
    assert "Armed clashes" not in words
    assert "Air strikes" not in words
    assert "Klow district" in words


def test_soft_hyphens_part_no_word():
    assert report(NEWS.replace("harbour", "har\u00adbour")).text == NEWS


def test_a_row_without_text_is_told_which_key_seems_to_hold_it(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"body": NEWS, "id": 7}))
    assert "`body` seems to hold it" in str(next(read_paths([tmp_path / "rows.jsonl"])))
