"""Claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): JSON-LD, one annotation a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

import orjson

from marsad.publish.citations import public_head
from marsad.records import Claim, Report

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"marsad": "urn:marsad:term:"}]

AROUND = 32
"""Characters of prefix and suffix, by which a quote is found again in a text that has changed (as Hypothesis does)."""

FIELDS = (
    "kind", "type", "status", "actor1", "actor2", "place", "place_text", "place_id", "place_relation", "geonameid",
    "lat", "lon", "part", "from_place", "to_place", "operation", "date_start", "date_end", "killed_low", "killed_high",
    "wounded_low", "wounded_high", "extent", "source", "source_kind", "via", "origin", "event", "made_by", "confidence",
)  # fmt: skip
"""What a claim says, as `marsad:NAME` in the annotation's body; docs/exports.md explains each under "Claims"."""


def annotations_jsonld(
    claims: Iterable[Claim],
    report_of: Callable[[str], Report],
    out: IO[bytes],
    *,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Write an AnnotationCollection with one page, annotation by annotation. Returns the number of claims.

    report_of: a report by its digest; asked once for claims of one report that come together.
    """
    generator = {"id": "urn:marsad:software", "type": "Software", "name": "Marsad"}
    generator |= {f"marsad:{name}": value for name, value in (versions or {}).items()}
    head = {"@context": CONTEXT, "id": "urn:marsad:annotations", "type": "AnnotationCollection", "generator": generator}
    out.write(orjson.dumps(head)[:-1])
    out.write(b',"first":{"id":"urn:marsad:annotations:1","type":"AnnotationPage","startIndex":0,"items":[')
    written, report = 0, None
    for claim in claims:
        if report is None or report.digest != claim.report:
            report = report_of(claim.report)
        out.write((b",\n" if written else b"\n") + orjson.dumps(annotation(claim, report)))
        written += 1
    out.write(b'\n]},"total":%d}\n' % written)
    return written


def annotation(claim: Claim, report: Report) -> dict[str, Any]:
    """The claim's words as targets (those that repeat it, too), what it says as body."""
    spans = ((claim.start, claim.end), *claim.also_spans)
    row = claim.to_json()
    said = {f"marsad:{name}": row[name] for name in FIELDS if row[name] not in {None, ""}}
    return {
        "id": f"urn:marsad:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": claim.type},
            {"type": "Dataset", "id": f"urn:marsad:claim:{claim.id}:body", **said},
        ],
        "target": [_target(report, start, end) for start, end in spans],
    }


def _target(report: Report, start: int, end: int) -> dict[str, Any]:
    """Offsets count the characters (code points) of the report's cleaned text, as everywhere in Marsad."""
    text = report.text
    return {
        "type": "SpecificResource",
        "source": _source(report),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _source(report: Report) -> dict[str, Any]:
    head = public_head(report)
    told = {
        "via": head["url"],
        "marsad:title": head["title"],
        "marsad:outlet": head["outlet"],
        "marsad:published_start": report.published.start,
        "marsad:published_end": report.published.end,
        "marsad:copy_of": report.copy_of and f"urn:marsad:report:{report.copy_of}",
    }
    return {
        "id": f"urn:marsad:report:{report.digest}",
        "type": "Text",
        "format": "text/plain",
        "language": report.language,
        "marsad:sha256": report.digest,
        **{name: value for name, value in told.items() if value},
    }
