"""report.html in a real browser, opened from the disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sample_record import ALLIES, FRONT, HOSTILE

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LOCAL = ("file:", "data:", "blob:")


def _place(page: Page, name: str) -> Any:
    return page.locator(f"button[data-place]:has-text('{name}')")


def test_opens_from_the_disk_without_network_or_complaint(watched: Callable[..., Any], report_page: Path) -> None:
    seen = watched()
    page = seen.open(report_page)
    page.wait_for_timeout(500)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(LOCAL)] == []
    assert page.locator("[data-ready=true] canvas").count() == 1, "the WebGL map is drawn"


def test_policy_stops_what_the_page_does_not_ask_for(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'stopped')") == "stopped"
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")
    assert page.evaluate("window.ran") is None


def test_hostile_words_stay_words(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    assert page.title() != "broken out"
    _place(page, "Dar Hassan").click()
    words = page.locator("#place-claims mark", has_text="</script>")
    expect(words).to_have_text(HOSTILE, use_inner_text=False)
    assert page.locator("img[src=x]").count() == 0


def test_disagreements_come_first_with_their_words(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    first = page.locator("#disagreements li[data-disagreement]").first
    expect(first).to_contain_text("How much of it?")
    assert first.locator(".value").all_inner_texts() == ["all of it", "almost all of it", "about 70%"]
    assert first.locator("mark").first.inner_text() == "Tell Nour is completely free"
    expect(first.locator("blockquote").first).to_have_text(
        "“We announce that Tell Nour is completely free,” said Yusuf Karim, a commander of the River Brigades."
    )
    assert page.locator("#disagreements").bounding_box()["y"] < page.locator("#main").bounding_box()["y"]  # type: ignore[index]


def test_a_disagreement_leads_to_its_place_day_and_claims(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    page.locator("#disagreements li", has_text="Did it happen?").get_by_role("button", name="Show on the map").click()
    expect(page.locator("#place-claims-title")).to_have_text("Who says what about Dar Hassan")
    expect(page.get_by_label("Day shown")).to_contain_text("24 February 2017")
    assert page.locator("#place-claims article.pointed").count() == 2


def test_slider_moves_the_date_and_the_states(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    slider, mark = page.get_by_role("slider", name="Day"), _place(page, "Tell Nour")
    expect(mark).to_have_attribute("data-controller", ALLIES)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("Day shown")).to_contain_text("23 February 2017")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "22 February 2017")
    expect(mark).to_have_attribute("data-controller", FRONT)
    expect(page.locator(".standing")).to_contain_text("Held by Northern Front")
    page.keyboard.press("Home")
    expect(page.get_by_label("Day shown")).to_contain_text("2016")
    page.get_by_role("button", name="earlier, from 1 Oct 2014").click()
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_label("Day shown")).to_contain_text("1 October 2014")
    expect(mark).to_have_attribute("data-status", "unknown")
    page.get_by_role("button", name="Next change of control").click()
    expect(mark).to_have_attribute("data-status", "held")


def test_play_moves_on_and_stops(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#day=2016-09-08")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_label("Day shown")).not_to_contain_text("8 September 2016")
    page.get_by_role("button", name="Pause").click()
    assert page.get_by_role("button", name="Play").is_visible()


def test_a_place_shows_its_claims_by_source_with_quoted_words(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    _place(page, "Wadi Rahal").click()
    expect(page.locator("#place-claims-title")).to_have_text("Who says what about Wadi Rahal")
    expect(page.locator("#place-claims mark").first).to_have_text("it took four villages near Wadi Rahal")
    expect(page.locator("#place-claims")).to_contain_text("Republic Army party")
    assert "besieged by Republic Army" in _place(page, "Wadi Rahal").inner_text()
    assert page.locator(".timeline svg").count() == 2


def test_filters_and_search_reach_every_list(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    page.get_by_label("Status").select_option("denied")
    expect(page.get_by_text("1 claim of 23 pass the filter")).to_be_visible()
    expect(page.locator("#place-claims")).to_contain_text("No claim about this place passes the filter.")
    expect(_place(page, "Bir Salem")).to_have_class(re.compile(r"\bdim\b"))
    expect(_place(page, "Dar Hassan")).not_to_have_class(re.compile(r"\bdim\b"))
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Words").fill("heavy guns")
    expect(page.get_by_role("region", name="List of all claims").locator("li")).to_have_count(1)


def test_a_claim_in_the_list_leads_to_its_place(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    page.get_by_role("region", name="List of all claims").get_by_role("button", name="Kasr Amid was retaken").click()
    expect(page.locator("#place-claims-title")).to_have_text("Who says what about Kasr Amid")
    expect(page.get_by_label("Day shown")).to_contain_text("31 August 2016")


def test_the_address_keeps_place_and_day(watched: Callable[..., Any], report_page: Path) -> None:
    seen = watched()
    page = seen.open(report_page, "#place=gn%3A3&day=2016-12-01")
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    expect(page.get_by_label("Day shown")).to_contain_text("1 December 2016")
    _place(page, "Kasr Amid").click()
    expect(page).to_have_url(re.compile(r"#place=gn%3A2&day=2016-12-01$"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1360, 768, 390])
def test_fits_and_is_accessible(
    watched: Callable[..., Any], report_page: Path, tmp_path: Path, width: int, dark: bool
) -> None:
    page = watched(width=width, dark=dark).open(report_page)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "no sideways scrolling"
    page.screenshot(path=tmp_path / f"{width}-{'dark' if dark else 'light'}.png", full_page=True)
    assert AXE.exists(), "axe-core is missing: npm ci in web/"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []


def test_theme_can_be_chosen(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).not_to_have_css("background-color", light)


def test_without_webgl_the_places_still_stand_on_a_map(
    launch: Callable[..., Browser], watched: Callable[..., Any], report_page: Path
) -> None:
    browser = launch(base=["--no-sandbox", "--disable-gpu", "--disable-3d-apis"])
    seen = watched(within=browser)
    page = seen.open(report_page)
    expect(page.get_by_role("note")).to_contain_text("no WebGL")
    _place(page, "Bir Salem").click()
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    assert [line for line in seen.complaints if line.startswith("error")] == []
