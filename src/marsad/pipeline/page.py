"""What the reader's page shows of a ledger: reports, claims, events, and the timeline of every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.pipeline.holding import FIRST_DAY, LAST_DAY, Holdings
from marsad.pipeline.observatory import Observatory
from marsad.publish import report_data
from marsad.publish.contract import ReportData
from marsad.publish.map_rows import Timelines
from marsad.records import Claim, Control, Place, Report, Spell

KNOWN_DAYS = 30
"""Days of publication that the page's "as known at" switch offers at most: a month of daily reading."""
KNOWN_WORK = 30_000
"""Claims that may be read for it: working out one day takes about as long as working out today's map. A large record
offers fewer days, and from half of this on none; the service works out any day when asked."""

TOWNS = 120
"""Places for orientation, for each of two boxes; the map shows those that find room."""
TOWN_MARGIN = 0.4
"""Degrees around the places that claims speak of, about 40 km."""
TOWN_OUTLIERS = 0.1
"""The share of claims at each end of a direction that the nearer box leaves out."""


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
    holdings = observatory.holdings(as_known_at=as_known_at)
    reports = list(observatory.ledger.reports())
    span = spanned(reports, claims, holdings)
    spells, days = holdings.timelines(*span)
    limit = min(KNOWN_DAYS, KNOWN_WORK // max(1, len(claims)))
    days_known = [] if as_known_at else known_days(reports, limit=limit)
    return report_data(
        reports=reports,
        claims=claims,
        events=events,
        spells=spells,
        days=days,
        rejected=rejected,
        versions=shown_versions(observatory),
        towns=towns_around(observatory, claims),
        title=title,
        as_known_at=as_known_at,
        known=dict(known_timelines(observatory, days_known, span)),
        former=observatory.ledger.former_ids(),
    )


def spanned(reports: Sequence[Report], claims: Sequence[Claim], holdings: Holdings) -> tuple[str, str]:
    """The first and the last day that the record speaks of; all days there are, where it speaks of none."""
    days = [day for place_id in holdings.places for day in holdings.evidence(place_id)]
    days += [day[:10] for claim in claims for day in (claim.date_start, claim.date_end) if day]
    days += [day[:10] for report in reports for day in (report.published.start, report.published.end) if day]
    return min(days, default=FIRST_DAY), max(days, default=LAST_DAY)


def known_timelines(
    observatory: Observatory, days: Sequence[str], span: tuple[str, str]
) -> Iterator[tuple[str, Timelines]]:
    """What was known at the end of each day, told of the days of `span`. A place of which a day tells nothing new keeps
    its answers. days: in order."""
    told: dict[str, tuple[tuple[tuple[str, str], ...], list[Spell], list[Control]]] = {}
    for day in days:
        holdings = observatory.holdings(as_known_at=day)
        before, told = told, {}
        for place_id in holdings.places:
            basis = holdings.basis(place_id)
            kept = before.get(place_id)
            if kept is None or kept[0] != basis:
                answers = [answer for _, answer in holdings.told(place_id, *span)]
                kept = basis, holdings.timeline(place_id), answers
            told[place_id] = kept
        yield day, ({name: it[1] for name, it in told.items()}, {name: it[2] for name, it in told.items()})


def towns_around(observatory: Observatory, claims: Sequence[Claim | Place]) -> list[Place]:
    """The larger places around those that claims speak of (or that are given), for orientation: the most populous
    first."""
    points = [(claim.lat, claim.lon) for claim in claims if claim.lat is not None and claim.lon is not None]
    if not points:
        return []
    named = {claim.geonameid for claim in claims}
    found: dict[int, Place] = {}
    # The box of all, and that of the bulk: a far capital that a report names must not crowd out the towns nearby.
    for share in (0.0, TOWN_OUTLIERS):
        cut = int(share * len(points))
        lats = sorted(lat for lat, _ in points)[cut : len(points) - cut]
        lons = sorted(lon for _, lon in points)[cut : len(points) - cut]
        box = (lats[0] - TOWN_MARGIN, lons[0] - TOWN_MARGIN, lats[-1] + TOWN_MARGIN, lons[-1] + TOWN_MARGIN)
        for town in observatory.gazetteer.within(*box, limit=TOWNS):
            if town.id not in named:
                found[town.id] = Place(place_id=f"gn:{town.id}", name=town.name, lat=town.lat, lon=town.lon)
    return list(found.values())


def known_days(reports: Sequence[Report], *, limit: int) -> list[str]:
    """Days on which reports came, without the last (that is today's map), evenly thinned to `limit`."""
    days = sorted({report.published.end[:10] for report in reports if report.published.end})[:-1]
    if limit < 2 or not days:
        return []
    step = max(1, -(-len(days) // limit))
    return days[::-1][::step][::-1]


def shown_versions(observatory: Observatory) -> dict[str, str]:
    """What made the claims in place; several values are joined where reports were read by different versions."""
    joined: dict[str, list[str]] = {}
    for versions in observatory.ledger.versions:
        for name, value in versions.items():
            known = joined.setdefault(name, [])
            if value not in known:
                known.append(str(value))
    return {name: "; ".join(values) for name, values in joined.items()}
