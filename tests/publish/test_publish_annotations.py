"""Web Annotations: valid JSON-LD of the W3C's model, whose selectors find the words again."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from sample_record import CLAIMS, REPORTS

from marsad.publish.annotations import annotation, annotations_jsonld

BY_DIGEST = {report.digest: report for report in REPORTS.values()}


@pytest.fixture
def collection() -> dict[str, Any]:
    out = BytesIO()
    assert annotations_jsonld(CLAIMS, BY_DIGEST.__getitem__, out, versions={"code": "0.1.0"}) == len(CLAIMS)
    return json.loads(out.getvalue())


def test_one_annotation_a_claim(collection: dict[str, Any]) -> None:
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", len(CLAIMS))
    assert collection["generator"]["marsad:code"] == "0.1.0"
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert [item["id"] for item in page["items"]] == [f"urn:marsad:claim:{claim.id}" for claim in CLAIMS]
    assert all(item["type"] == "Annotation" for item in page["items"])


def test_selectors_find_the_words(collection: dict[str, Any]) -> None:
    for item, claim in zip(collection["first"]["items"], CLAIMS, strict=True):
        assert len(item["target"]) == 1 + len(claim.also_spans)
        target = item["target"][0]
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        text = BY_DIGEST[target["source"]["marsad:sha256"]].text
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.quote
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 1
        assert text.index(quote["prefix"] + quote["exact"]) + len(quote["prefix"]) == claim.start


def test_the_body_says_what_the_claim_says(collection: dict[str, Any]) -> None:
    for item, claim in zip(collection["first"]["items"], CLAIMS, strict=True):
        tag, body = item["body"]
        assert (tag["value"], tag["purpose"]) == (claim.type, "tagging")
        assert body["marsad:status"] == claim.status
        assert body.get("marsad:actor1", "") == claim.actor1
        assert body.get("marsad:killed_low") == claim.killed_low


def test_words_that_repeat_the_claim_are_targets_too() -> None:
    claim = replace(CLAIMS[0], also=(REPORTS[CLAIMS[0].doc].text[:5],), also_spans=((0, 5),))
    targets = annotation(claim, REPORTS[claim.doc])["target"]
    assert targets[1]["selector"][0]["exact"] == claim.also[0]
    assert targets[1]["selector"][0]["prefix"] == ""


def test_a_field_source_is_not_named() -> None:
    report = replace(
        REPORTS[CLAIMS[0].doc], observer="Nightjar", kind="field_report", author="Salim", title="Nightjar walks",
        url="https://example.org/nightjar",
    )  # fmt: skip
    told = json.dumps(annotation(CLAIMS[0], report))
    assert "ightjar" not in told
    assert "Salim" not in told


def test_no_claims_are_a_collection_of_none() -> None:
    out = BytesIO()
    assert annotations_jsonld((), BY_DIGEST.__getitem__, out) == 0
    assert json.loads(out.getvalue())["first"]["items"] == []
