"""Addresses outlive the ids in them: after a rebuild and a merge, in the served page and in report.html."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from serving import AL_BAB, serving

from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.pipeline.events import copies_in, events_of
from marsad.pipeline.page import page_data
from marsad.publish import write_report
from marsad.records import Claim, claim_id

pytestmark = pytest.mark.browser
PLACE = "gn:174018"


@dataclass(frozen=True)
class Rebuilt:
    """A service whose ledger was rebuilt: ids of before, and what they became."""

    address: str
    ledger: Path
    event: tuple[str, str]
    claim: tuple[str, str]
    lost: str
    """Of a claim that the rebuild did not find again."""


def _renamed(claim: Claim, **changes: Any) -> Claim:
    made = replace(claim, **changes)
    name = claim_id(
        report=made.report, start=made.start, end=made.end, claim_type=made.type, source=made.source,
        actor1=made.actor1, place_id=made.place_id,
    )  # fmt: skip
    return replace(made, id=name, event="")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rebuilt]:
    folder = tmp_path_factory.mktemp("rebuilt")
    path = folder / "war.db"
    with serving(folder) as address:
        with Ledger.open(path) as ledger:
            observatory = Observatory(ledger)
            told = {claim.id: claim for claim in ledger.claims()}
            event = next(it for it in ledger.events() if it.place_id == PLACE and len(it.origins) > 1)
            claim = told[event.claims[0]]
            # The state of before: an older version cut this claim shorter, and read a claim out of the headline.
            older = _renamed(claim, end=claim.end - 2, quote=claim.quote[:-2])
            title = ledger.report(claim.report).text[:9]
            lost = _renamed(claim, start=0, end=9, quote=title, also=())
            kept = [it for it in told.values() if it.report == claim.report and it.id != claim.id]
            versions = {"code": "before"}
            ledger.put_claims([claim.report], [older, lost, *kept], versions=versions)
            made = events_of(
                list(ledger.claims()), parties=observatory.parties, constraints=ledger.constraints(),
                copying=copies_in(ledger),
            )  # fmt: skip
            ledger.put_events(made, versions=versions, whole=True)
            before = ledger.event(older.id).id
            assert before != event.id
        command = [sys.executable, "-m", "marsad", "rebuild", "--ledger", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        yield Rebuilt(address, path, (before, event.id), (older.id, claim.id), lost.id)


@pytest.fixture(scope="module", params=["service", "file", "file in parts"])
def opened(request: pytest.FixtureRequest, rebuilt: Rebuilt, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page: served, and as report.html, small and large."""
    if request.param == "service":
        return rebuilt.address
    path = tmp_path_factory.mktemp("file") / "report.html"
    with Ledger.open(rebuilt.ledger) as ledger, pytest.MonkeyPatch.context() as patch:
        if request.param == "file in parts":
            patch.setattr("marsad.publish.packing.PLAIN_CLAIMS", 5)
            patch.setattr("marsad.publish.packing.PART_CLAIMS", 6)
        write_report(path, page_data(Observatory(ledger)))
    return path.as_uri()


def _pointed(page: Page) -> Any:
    return page.locator("#place-claims article.pointed")


def test_the_event_of_an_old_address_is_shown(watched: Callable[..., Any], opened: str, rebuilt: Rebuilt) -> None:
    before, today = rebuilt.event
    page = watched().serve(opened, f"#view=matrix&place={PLACE}&event={before}")
    expect(page.get_by_role("combobox", name="About")).to_have_value(today)
    expect(page.locator("td details").first).to_be_visible()
    expect(page).to_have_url(re.compile(f"event={today}"))
    page.go_back()
    expect(page).to_have_url("about:blank")  # the address of today was no further step
    page = watched().serve(opened, f"#view=matrix&event={before}")  # its place is that of the event
    expect(page.get_by_role("combobox", name="About")).to_have_value(today)


def test_the_claim_of_an_old_address_is_shown(watched: Callable[..., Any], opened: str, rebuilt: Rebuilt) -> None:
    before, today = rebuilt.claim
    for address in (f"#place={PLACE}&claim={before}", f"#claim={before}"):
        page = watched().page
        page.goto(opened + address)
        expect(_pointed(page)).to_have_attribute("data-claim", today)
        expect(page).to_have_url(re.compile(f"claim={today}"))


def test_what_is_gone_is_said_to_be_gone(watched: Callable[..., Any], opened: str, rebuilt: Rebuilt) -> None:
    page = watched().serve(opened, f"{AL_BAB}&claim={rebuilt.lost}")
    expect(page.get_by_role("status").filter(has_text="claim that this address names is no longer")).to_be_visible()
    expect(_pointed(page)).to_have_count(0)
    page.get_by_role("button", name="Close").click()
    page = watched().serve(opened, f"#view=matrix&place={PLACE}&event=e0000000000000000")
    expect(page.get_by_role("status").filter(has_text="event that this address names is no longer")).to_be_visible()
    expect(page.get_by_role("combobox", name="About")).to_have_value("")
    page.get_by_role("button", name="On the map").click()
    expect(page.get_by_text("that this address names")).to_have_count(0)


def test_what_was_not_known_yet_is_said_so(watched: Callable[..., Any], opened: str, rebuilt: Rebuilt) -> None:
    page = watched().page
    page.goto(f"{opened}#place={PLACE}&known=2017-02-23&claim={_last(rebuilt)}")
    expect(page.get_by_text("was not known yet on 23 February 2017")).to_be_visible()


def _last(rebuilt: Rebuilt) -> str:
    with Ledger.open(rebuilt.ledger) as ledger:
        there = [claim for claim in ledger.claims() if claim.place_id == PLACE and claim.published_end]
    return max(there, key=lambda claim: claim.published_end or "").id


def test_an_event_on_the_map_is_shown_by_its_claims(watched: Callable[..., Any], opened: str, rebuilt: Rebuilt) -> None:
    page = watched().page
    page.goto(f"{opened}#event={rebuilt.event[0]}")
    expect(_pointed(page).first).to_be_visible()
    expect(page.locator(f"#place-claims article.pointed[data-claim='{rebuilt.claim[1]}']")).to_be_visible()


def test_merged_events_keep_their_addresses(watched: Callable[..., Any], rebuilt: Rebuilt) -> None:
    found = httpx.get(rebuilt.address + f"api/v1/places/{PLACE}").json()
    pair = [event for event in found["events"] if event["id"] != rebuilt.event[1] and event["place_id"] == PLACE][:2]
    page = watched().serve(rebuilt.address, f"#view=matrix&place={PLACE}&event={pair[1]['id']}")
    expect(page.get_by_role("combobox", name="About")).to_have_value(pair[1]["id"])
    targets = [event["claims"][0] for event in pair]
    session = httpx.get(rebuilt.address + "api/v1/session").json()
    decision = {"action": "merge", "target": targets, "values": {}, "reason": "one and the same"}
    headers = {"X-CSRF-Token": session["csrf"]}
    httpx.post(rebuilt.address + "api/v1/decisions", json=decision, headers=headers).raise_for_status()
    merged = httpx.get(rebuilt.address + f"api/v1/events/{pair[1]['id']}").json()["event"]
    assert set(targets) <= set(merged["claims"])
    for event in pair:
        page.goto("about:blank")
        page.goto(rebuilt.address + f"#view=matrix&place={PLACE}&event={event['id']}")
        expect(page.get_by_role("combobox", name="About")).to_have_value(merged["id"])


def test_a_place_that_cannot_be_read_can_be_tried_again(watched: Callable[..., Any], rebuilt: Rebuilt) -> None:
    page = watched().page
    page.route("**/api/v1/places/*", lambda route: route.abort())
    page.goto(rebuilt.address + AL_BAB)
    expect(page.get_by_text("What is said of this place could not be read.")).to_be_visible()
    expect(page.get_by_text("Reading what is said")).to_have_count(0)
    page.unroute("**/api/v1/places/*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#place-claims mark").first).to_be_visible()
