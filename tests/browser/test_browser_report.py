"""report.html in a real browser, opened from the disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sample_record import ALLIES, DAYS, FRONT, HOSTILE, TAKING, sample_data

from marsad.publish import write_report
from marsad.records import ClaimWeight

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LOCAL = ("file:", "data:", "blob:")
TELL_NOUR = "#place=gn:1"


def _place(page: Page, name: str) -> Any:
    return page.locator(f"button[data-place]:has-text('{name}')")


def _tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()


def test_opens_from_the_disk_without_network_or_complaint(watched: Callable[..., Any], report_page: Path) -> None:
    seen = watched()
    page = seen.open(report_page)
    page.wait_for_timeout(500)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(LOCAL)] == []
    assert page.locator("[data-ready=true] canvas.maplibregl-canvas").count() == 1, "the WebGL map is drawn"


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
    first = page.locator("[data-disagreement]").first
    expect(first).to_contain_text("How much of it?")
    assert first.locator("dt").all_inner_texts() == ["all of it", "almost all of it", "about 70%"]
    expect(first).to_contain_text("River Brigades")
    first.get_by_role("button", name="In their words").click()
    assert first.locator("mark").first.inner_text() == "Tell Nour is completely free"
    expect(first.locator("blockquote").first).to_have_text(
        "“We announce that Tell Nour is completely free,” said Yusuf Karim, a commander of the River Brigades."
    )


def test_a_disagreement_leads_to_its_place_day_and_claims(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#view=disagreements")
    page.locator("[data-disagreement]", has_text="Did it happen?").get_by_role("button", name="Show on the map").click()
    expect(page.locator("#place-claims-title")).to_have_text("Who says what about Dar Hassan")
    expect(page.get_by_label("Day shown")).to_contain_text("24 February 2017")
    assert page.locator("#place-claims article.pointed").count() == 2


def test_slider_moves_the_date_and_the_states(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, TELL_NOUR)
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


def test_mines_are_shown_from_the_day_of_their_report(watched: Callable[..., Any], report_page: Path) -> None:
    for day, told in (("2016-10-31", False), ("2016-11-01", True), ("2017-01-14", True), ("2017-01-15", False)):
        page = watched().open(report_page, f"#place=gn:3&day={day}")
        standing = page.locator(".standing")
        expect(standing).to_contain_text("Held by Northern Front")
        assert ("reported contaminated" in standing.inner_text()) is told, day
        mines = page.locator(".answer")
        expect(mines).to_contain_text("reported contaminated (the road" if told else "Mines and explosives: ")


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
    page.get_by_role("button", name="All places", exact=False).first.click()
    expect(page.get_by_role("heading", name="Where accounts disagree")).to_be_visible()


def test_a_claim_opens_its_paragraph(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, TELL_NOUR)
    card = page.locator("#place-claims article", has_text="had swept about 70 percent").first
    card.get_by_role("button", name="The paragraph").click()
    expect(card.locator("blockquote")).to_contain_text("through a corridor that was left open")
    expect(card.locator("mark")).to_have_text("the allies had swept about 70 percent of Tell Nour")


def test_as_known_on_an_earlier_day(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, TELL_NOUR)
    expect(page.locator("#place-claims")).to_contain_text("completely free")
    page.get_by_label("As known").select_option("2016-09-08")
    expect(_place(page, "Tell Nour")).to_have_attribute("data-controller", FRONT)
    expect(page.get_by_label("Day shown")).to_contain_text("8 September 2016")
    expect(page.locator("#place-claims")).not_to_contain_text("completely free")
    expect(page.locator(".legend")).to_contain_text(FRONT)
    expect(page.locator(".legend")).not_to_contain_text("Republic Army")
    expect(page).to_have_url(re.compile("known=2016-09-08"))
    page.reload()
    expect(page.get_by_label("As known")).to_have_value("2016-09-08")
    expect(_place(page, "Tell Nour")).to_have_attribute("data-controller", FRONT)


def test_the_matrix_sets_origins_against_questions(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#view=matrix&place=gn:1")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="How many killed?")).to_be_visible()
    row = table.get_by_role("row", name="Plains Observatory")
    expect(row).to_contain_text("70%")
    expect(row).to_contain_text("at least 12")
    row.get_by_text("at least 12", exact=True).click()
    said = row.locator("details[open] mark", has_text="At least 12 fighters were killed")
    expect(said).to_be_visible()
    assert row.locator("td:has(details[open])").bounding_box()["width"] > 350, "words have a line's length"
    expect(table.locator("th.disputed", has_text="How much of it?")).to_contain_text("they differ")
    row.get_by_role("button", name="Show").first.click()
    expect(page.locator("#place-claims article.pointed").first).to_be_visible()


def test_the_matrix_without_a_place_offers_places(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#view=matrix")
    page.get_by_label("Find a place").fill("kasr")
    page.get_by_role("button", name="Kasr Amid").click()
    expect(page.get_by_role("row", name="The Morning Herald")).to_contain_text("River Brigades")


def test_filters_and_search_reach_every_list(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, TELL_NOUR)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Status").select_option("denied")
    expect(page.locator("#place-claims")).to_contain_text("No claim about this place passes the filter.")
    expect(_place(page, "Bir Salem")).to_have_class(re.compile(r"\bdim\b"))
    expect(_place(page, "Dar Hassan")).not_to_have_class(re.compile(r"\bdim\b"))
    expect(page).to_have_url(re.compile("status=denied"))
    _tab(page, "Claims")
    expect(page.get_by_text("1 claim of 23 pass the filter")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Words").fill("heavy guns")
    expect(page.get_by_role("region", name="List of all claims").locator("li")).to_have_count(1)


def test_search_finds_places_actors_and_words(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    box = page.get_by_role("combobox", name="Search")
    box.fill("kasr")
    expect(page.get_by_role("option", name="Kasr Amid place")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("#control-title")).to_have_text("Kasr Amid")
    box.fill("lodestar")
    page.get_by_role("option", name="Lodestar actor").click()
    expect(page.get_by_label("Actor")).to_have_value("Lodestar")
    expect(page).to_have_url(re.compile("view=claims.*actor=Lodestar"))


def test_a_claim_in_the_list_leads_to_its_place(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#view=claims")
    page.get_by_role("region", name="List of all claims").get_by_role("button", name="Kasr Amid was retaken").click()
    expect(page.locator("#place-claims-title")).to_have_text("Who says what about Kasr Amid")
    expect(page.get_by_label("Day shown")).to_contain_text("31 August 2016")


def test_the_address_keeps_every_view(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page, "#place=gn%3A3&day=2016-12-01")
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    expect(page.get_by_label("Day shown")).to_contain_text("1 December 2016")
    _place(page, "Kasr Amid").click()
    expect(page).to_have_url(re.compile(r"#place=gn%3A2&day=2016-12-01$"))
    page.go_back()
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    claim = next(row for row in sample_data()["claims"] if row["quote"].startswith("shells killed"))
    page.goto(report_page.as_uri() + f"#place=gn:4&claim={claim['id']}")
    page.reload()
    expect(page.locator("#place-claims article.pointed")).to_contain_text("shells killed three people")


def test_what_is_chosen_while_the_address_is_written_stays_chosen(
    watched: Callable[..., Any], report_page: Path
) -> None:
    """The browser tells of a written address in a later task; a click that comes before must not be undone."""
    seen = watched()
    seen.page.add_init_script("""
        const wait = window.setTimeout;
        window.setTimeout = (then, ...rest) => wait(() => {
            const before = location.hash;
            then();
            if (location.hash === before || window.clicked) return;
            window.clicked = true;
            document.querySelector("button[data-place='gn:3']").click();
        }, ...rest);
    """)
    page = seen.open(report_page, "#place=gn:2")
    page.wait_for_function("window.clicked")
    expect(page).to_have_url(re.compile("place=gn%3A3"))
    expect(page.locator("#control-title")).to_have_text("Bir Salem")


def test_where_the_reader_goes_is_not_written_over(watched: Callable[..., Any], report_page: Path) -> None:
    """He follows a link at the moment at which the page would write its own address."""
    seen = watched()
    seen.page.add_init_script("""
        const wait = window.setTimeout;
        window.setTimeout = (then, ...rest) => wait(() => {
            if (rest[0] === 250 && !window.went) {
                window.went = true;
                location.hash = "#place=gn:3&day=2016-12-01";
            }
            then();
        }, ...rest);
    """)
    page = seen.open(report_page, "#place=gn:2")
    page.wait_for_function("window.went")
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    expect(page.get_by_label("Day shown")).to_contain_text("1 December 2016")


def test_an_address_of_something_gone_says_so(watched: Callable[..., Any], report_page: Path) -> None:
    seen = watched()
    seen.page.goto(report_page.as_uri() + "#place=gn:999&day=2016-12-01")
    expect(seen.page.get_by_role("heading", name="No such place")).to_be_visible()
    assert [line for line in seen.complaints if line.startswith("error")] == []


def test_a_failure_to_draw_says_what_to_do(watched: Callable[..., Any], tmp_path: Path) -> None:
    data = sample_data()
    for claim in data["claims"]:
        if claim["place_id"] == "gn:4":
            claim["tolls"] = None  # no ledger gives this: it stands for any fault of the page
    path = tmp_path / "report.html"
    write_report(path, data)
    page = watched().open(path)
    _place(page, "Dar Hassan").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This part of the page could not be drawn")
    expect(page.get_by_text("Reading what is said")).to_have_count(0)
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    _place(page, "Bir Salem").click()
    expect(page.locator("#control-title")).to_have_text("Bir Salem")
    expect(alert).to_have_count(0)
    _place(page, "Dar Hassan").click()
    alert.get_by_role("button", name="All places").click()
    expect(page.locator("#disagreements h3").first).to_be_visible()


@pytest.mark.parametrize(
    ("view", "width", "dark"),
    [
        ("", 1360, False), ("", 768, True), ("", 390, False), (TELL_NOUR, 1360, True), (TELL_NOUR, 390, True),
        ("#view=matrix&place=gn:1", 1360, False), ("#view=matrix&place=gn:1", 390, True),
        ("#view=claims&status=hedged", 390, False), ("#view=disagreements", 1360, True), ("#view=reports", 768, False),
    ],
)  # fmt: skip
def test_fits_and_is_accessible(
    watched: Callable[..., Any], report_page: Path, tmp_path: Path, view: str, width: int, dark: bool
) -> None:
    page = watched(width=width, dark=dark).open(report_page, view)
    page.wait_for_timeout(200)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "no sideways scrolling"
    for tab in page.get_by_role("navigation", name="Views").get_by_role("link").all():
        box = tab.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width, "every view can be reached without scrolling"
    page.screenshot(path=tmp_path / f"{width}-{'dark' if dark else 'light'}.png", full_page=True)
    assert AXE.exists(), "axe-core is missing: npm ci in web/"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []


def test_everything_is_reached_by_keyboard(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.place ?? document.activeElement.type"))
    assert {"range", "gn:1", "gn:5"} <= reached
    mark = _place(page, "Bir Salem")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#control-title")).to_have_text("Bir Salem")


def test_theme_can_be_chosen(watched: Callable[..., Any], report_page: Path) -> None:
    page = watched().open(report_page)
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    button = page.get_by_role("button", name="Colours of the page")
    button.click()
    button.click()
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


def test_what_carries_an_answer_from_around_is_told_with_it(watched: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    first, *others = DAYS["gn:3"]
    near = replace(first, claims=(ClaimWeight(id=TAKING[0], supports=FRONT, weight=0.5),))
    write_report(path, sample_data(days=DAYS | {"gn:3": (near, *(replace(day, claims=near.claims) for day in others))}))
    page = watched().open(path, "#place=gn:3")
    told = page.get_by_role("region", name="Also behind this answer")
    expect(told.locator("mark").first).to_contain_text("completely free")
    expect(told).to_contain_text("Tell Nour")


def test_a_large_page_opens_its_parts_when_asked(
    watched: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marsad.publish.packing.PLAIN_CLAIMS", 5)
    monkeypatch.setattr("marsad.publish.packing.PART_CLAIMS", 6)
    path = tmp_path / "report.html"
    write_report(path, sample_data())
    seen = watched()
    page = seen.open(path)
    _place(page, "Wadi Rahal").click()
    expect(page.locator("#place-claims mark").first).to_have_text("it took four villages near Wadi Rahal")
    _tab(page, "Claims")
    expect(page.get_by_text("23 claims")).to_be_visible()
    _tab(page, "Reports")
    expect(page.get_by_text("Army advances")).to_be_visible()
    assert seen.complaints == []
