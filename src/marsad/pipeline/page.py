"""What the reader's page shows of a ledger: reports, claims, events, and the timeline of every place."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.observatory import Observatory
from marsad.publish import report_data
from marsad.publish.contract import ReportData
from marsad.records import Control, Spell


def page_data(
    observatory: Observatory,
    *,
    rejected: Sequence[tuple[str, str]] = (),
    title: str = "What the reports say",
    as_known_at: str | None = None,
) -> ReportData:
    """The object of report.html over the whole ledger. rejected: (where, reason) of this reading."""
    claims = list(observatory.claims(as_known_at=as_known_at))
    events = list(observatory.events(as_known_at=as_known_at))
    spells, days = control_of(observatory, as_known_at=as_known_at)
    return report_data(
        reports=list(observatory.ledger.reports()),
        claims=claims,
        events=events,
        spells=spells,
        days=days,
        rejected=rejected,
        versions=shown_versions(observatory),
        title=title,
        as_known_at=as_known_at,
    )


def control_of(
    observatory: Observatory, *, as_known_at: str | None = None
) -> tuple[dict[str, list[Spell]], dict[str, list[Control]]]:
    """For every place that claims move: its spells, and the whole answer at the start of each."""
    holdings = observatory.holdings(as_known_at=as_known_at)
    spells = {place_id: holdings.timeline(place_id) for place_id in holdings.places}
    days = {place_id: [holdings.at(place_id, spell.start) for spell in told] for place_id, told in spells.items()}
    return spells, days


def shown_versions(observatory: Observatory) -> dict[str, str]:
    """What made the claims in place; several values are joined where reports were read by different versions."""
    joined: dict[str, list[str]] = {}
    for versions in observatory.ledger.versions:
        for name, value in versions.items():
            known = joined.setdefault(name, [])
            if value not in known:
                known.append(str(value))
    return {name: "; ".join(values) for name, values in joined.items()}
