"""The page as `marsad serve` gives it: data over HTTP, a policy without inline script, review with two people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect
from reviewing import accept_at_once, review, send
from serving import AL_BAB, serving

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over a ledger of the samples, for one person."""
    with serving(tmp_path_factory.mktemp("served")) as address:
        yield address


def _ask(address: str, path: str) -> Any:
    return httpx.get(address + "api/v1/" + path).json()


def test_the_service_gives_the_same_page(watched: Callable[..., Any], service: str) -> None:
    seen = watched()
    page = seen.serve(service, AL_BAB)
    expect(page.locator(".standing")).to_contain_text("Held by")
    expect(page.locator("[data-disagreement]").first).to_be_visible()
    assert seen.complaints == [], "nothing that the policy stopped"
    assert {url.split("/")[2] for url in seen.requests if url.startswith("http")} == {service.split("/")[2]}
    page.get_by_role("link", name="Claims").click()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("searchbox", name="Words").fill("mines")
    expect(
        page.get_by_role("region", name="List of all claims").locator("mark", has_text="mines").first
    ).to_be_visible()


def test_as_known_asks_the_service(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB + "&known=2017-02-23")
    expect(page.get_by_label("As known on")).to_have_value("2017-02-23")
    expect(page.get_by_label("Day shown")).to_contain_text("23 February 2017", timeout=20_000)
    expect(page.locator("#place-claims")).not_to_contain_text("24 Feb 2017 (")


def test_a_decision_counts_at_once_and_is_undone(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB)
    article = page.locator("#place-claims article").first
    claim, quote = article.get_attribute("data-claim"), article.locator("mark").inner_text()
    assert claim
    dialog = review(page, claim, "Reject", "A test rejects it")
    expect(dialog.locator("mark")).to_have_text(quote)
    send(dialog, "Reject")
    expect(page.locator(f"article[data-claim='{claim}']")).to_have_count(0)
    page.get_by_role("link", name="Review").click()
    expect(page.locator("li", has_text="A test rejects it")).to_contain_text("reject by")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("li", has_text="A test rejects it")).to_contain_text("undone")
    assert _ask(service, f"claims/{claim}")["id"] == claim


def test_what_was_undone_is_put_back_in_force(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB)
    claim = page.locator("#place-claims article").nth(2).get_attribute("data-claim")
    assert claim
    send(review(page, claim, "Reject", "put back later"), "Reject")
    page.get_by_role("link", name="Review").click()
    made = page.locator("li", has_text="put back later")
    made.get_by_role("button", name="Undo").click()
    expect(made).to_contain_text("undone")
    page.get_by_role("button", name="Put it back in force").first.click()
    expect(made).not_to_contain_text("undone")
    assert httpx.get(f"{service}api/v1/claims/{claim}").status_code == 404
    made.get_by_role("button", name="Undo").click()
    expect(made).to_contain_text("undone")
    assert _ask(service, f"claims/{claim}")["id"] == claim


def test_a_corrected_place_is_where_the_claim_counts(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB)
    claim = page.locator("#place-claims article").nth(3).get_attribute("data-claim")
    assert claim
    before = _ask(service, f"claims/{claim}")["place_id"]
    dialog = review(page, claim, "Correct", "the next town")
    dialog.get_by_label("Place (name").fill("Nowhere-upon-Sea")
    dialog.get_by_role("button", name="Correct").click()
    expect(dialog.get_by_role("alert")).to_contain_text("no place is called")
    dialog.get_by_label("Place (name").fill("Manbij")
    dialog.get_by_label("Said how").select_option("denied")
    send(dialog, "Correct")
    expect(page.locator(f"article[data-claim='{claim}']")).to_have_count(0)
    now = _ask(service, f"claims/{claim}")
    assert (now["place_id"], now["status"]) == ("gn:167357", "denied")
    page.get_by_role("link", name="Review").click()
    page.locator("li", has_text="the next town").get_by_role("button", name="Undo").click()
    expect(page.locator("li", has_text="the next town")).to_contain_text("undone")
    assert _ask(service, f"claims/{claim}")["place_id"] == before


def test_what_others_decide_is_told_and_shown_when_asked(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB)
    claim = page.locator("#place-claims article").nth(1).get_attribute("data-claim")
    told = page.get_by_text("The record has changed since this page was read.")
    look = "document.dispatchEvent(new Event('visibilitychange'))"
    with page.expect_response("**/api/v1/map*"):
        page.evaluate(look)
    expect(told).to_have_count(0)
    api = service + "api/v1/"
    seen = httpx.get(f"{api}claims/{claim}/decisions").headers["etag"]
    headers = {"X-CSRF-Token": _ask(service, "session")["csrf"], "If-Match": seen}
    made = httpx.post(f"{api}claims/{claim}/decisions", json={"action": "reject"}, headers=headers).json()
    page.evaluate(look)
    expect(told).to_be_visible()
    expect(page.locator(f"article[data-claim='{claim}']")).to_have_count(1)  # nothing moves under the reader
    page.get_by_role("button", name="Show it as it is now").click()
    expect(page.locator(f"article[data-claim='{claim}']")).to_have_count(0)
    expect(told).to_have_count(0)
    undo = {"action": "undo", "target": [made["decision"]["id"]]}
    assert httpx.post(f"{api}decisions", json=undo, headers=headers).status_code == 201


def test_two_people_on_one_claim_lose_nothing(watched: Callable[..., Any], service: str) -> None:
    one, other = watched().serve(service, AL_BAB), watched().serve(service, AL_BAB)
    claim = one.locator("#place-claims article").nth(1).get_attribute("data-claim")
    assert claim
    accept_at_once(one, other, claim, ("seen by one", "seen by the other"), told="seen by one")
    reasons = {row["reason"] for row in _ask(service, "decisions")["items"]}
    assert {"seen by one", "seen by the other"} <= reasons


def test_the_review_is_accessible(watched: Callable[..., Any], service: str) -> None:
    page = watched(width=390, dark=True).serve(service, AL_BAB)
    claim = page.locator("#place-claims article").first.get_attribute("data-claim")
    assert claim
    review(page, claim, "Correct", "The day is another")
    assert AXE.exists(), "axe-core is missing: npm ci in web/"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_two_events_are_merged_and_parted(watched: Callable[..., Any], service: str) -> None:
    page = watched().serve(service, AL_BAB)
    picks = page.locator("#place-claims .pick input")
    picks.nth(0).check()
    picks.nth(1).check()
    page.locator(".merge").get_by_label("Reason").fill("one and the same")
    page.get_by_role("button", name="These 2 are one event").click()
    expect(page.get_by_role("button", name="These 2 are one event")).to_have_count(0)
    made = next(row for row in _ask(service, "decisions")["items"] if row["reason"] == "one and the same")
    assert made["action"] == "merge"
    events = {_ask(service, f"events/{claim}")["event"]["id"] for claim in made["target"]}
    assert len(events) == 1
