"""Citations: plain text, BibTeX, CSL-JSON; nothing of a field source."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_record import CLAIMS, REPORTS

from marsad.publish.citations import CITATIONS, FIELD_REPORT, WITHHELD, as_bibtex, as_csl, as_text
from marsad.records import Interval

CLAIM = CLAIMS[0]
REPORT = replace(REPORTS[CLAIM.doc], author="Rana Idris", url="https://herald.example/1?a=1&b=2", agency="")
OBSERVED = replace(REPORT, kind="field_report", observer="Nightjar", author="Salim Qadiri", title="Nightjar's walk")


def test_a_citation_names_outlet_title_date_words_and_the_archived_copy() -> None:
    text = as_text(CLAIM, REPORT)
    assert text.startswith("Rana Idris, The Morning Herald. “Front said to leave Tell Nour.” 8 September 2016. https")
    assert f"“{CLAIM.quote}”" in text
    assert f"SHA-256 {REPORT.digest}, characters {CLAIM.start} to {CLAIM.end}" in text
    assert text.endswith(f"Marsad claim {CLAIM.id}.")
    assert "\n" not in text


def test_csl_json_is_what_zotero_reads() -> None:
    (item,) = json.loads(CITATIONS["csl-json"]([(CLAIM, REPORT)]))
    assert item["id"] == CLAIM.id
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "Rana Idris"}]
    assert item["container-title"] == "The Morning Herald"
    assert item["issued"] == {"date-parts": [[2016, 9, 8]]}
    assert item["archive_location"] == f"sha256:{REPORT.digest}"


def test_bibtex() -> None:
    entry = as_bibtex(CLAIM, REPORT)
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert entry.startswith(f"@misc{{{CLAIM.id},\n")
    assert (fields["year"], fields["month"], fields["day"], fields["date"]) == ("2016", "9", "8", "2016-09-08")
    assert fields["title"] == "{Front said to leave Tell Nour}"
    assert fields["url"] == REPORT.url


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
def test_any_title_leaves_bibtex_balanced(title: str) -> None:
    entry = as_bibtex(CLAIM, replace(REPORT, title=title))
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")
    assert not re.search(r"(?<!\\)[&%$#]", re.sub(r"^  url = .*$", "", entry, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("published", "words", "issued"),
    [
        (Interval("2016-09-08", "2016-09-10"), "between 8 September 2016 and 10 September 2016.",
         {"date-parts": [[2016, 9, 8], [2016, 9, 10]]}),
        (Interval(None, "2016-09-10"), "by 10 September 2016.", {"literal": "by 10 September 2016"}),
        (Interval("2016-09-10", None), "not before 10 September 2016.", {"literal": "not before 10 September 2016"}),
        (Interval(), "n.d.", None),
    ],
)  # fmt: skip
def test_a_date_is_as_open_as_it_is_known(published: Interval, words: str, issued: object) -> None:
    report = replace(REPORT, published=published)
    assert words in as_text(CLAIM, report)
    assert as_csl(CLAIM, report).get("issued") == issued
    assert "year" not in as_bibtex(CLAIM, report)


@pytest.mark.parametrize("style", CITATIONS)
def test_a_field_source_is_not_named(style: str) -> None:
    cited = CITATIONS[style]([(CLAIM, OBSERVED)])
    assert WITHHELD in cited
    assert FIELD_REPORT in cited
    for name in ("Nightjar", "Salim", "Qadiri", "herald.example"):
        assert name not in cited


def test_a_copy_says_so() -> None:
    assert "A near-copy of SHA-256 abc." in as_text(CLAIM, replace(REPORT, copy_of="abc"))
