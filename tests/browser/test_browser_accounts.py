"""The served page with real accounts: what a reader, an analyst and an editor see and may do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reviewing import accept_at_once, review, send
from serving import AL_BAB, serving

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)

PASSWORD = "a long pass phrase of the tests"  # noqa: S105 - of accounts that live as long as a test
PEOPLE = {"wren": "reader", "heron": "analyst", "plover": "analyst", "stork": "editor"}
REPORT = """Clashes resume near al-Bab

25 February 2017

Fighters of the Free Syrian Army captured the village of Qabasin on Saturday, a spokesman for the group said.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with accounts, whose published view is open to all."""
    folder = tmp_path_factory.mktemp("accounts")
    accounts, password = folder / "accounts.db", folder / "password"
    password.write_text(PASSWORD + "\n", encoding="utf-8")
    for name, role in PEOPLE.items():
        command = [sys.executable, "-m", "marsad", "users", "add", name, "--role", role]
        given = ["--password-file", str(password), "--accounts", str(accounts)]
        subprocess.run([*command, *given], check=True, capture_output=True)
    with serving(folder, "--accounts", str(accounts), "--public") as address:
        yield address


@contextmanager
def _loaded_anew(page: Page) -> Iterator[None]:
    """Waits until the page that is there has made way for a new one; its own "load" may be told of late."""
    page.evaluate("() => { window.before = true }")
    yield
    page.wait_for_function("() => !window.before && document.readyState === 'complete'")


def _as(seen: Any, desk: str, name: str, fragment: str = AL_BAB) -> Page:
    """Log in through the page, then go where the fragment leads."""
    page: Page = seen.serve(desk, "#view=review")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with _loaded_anew(page):  # with the session
        page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text(f"{name} ({PEOPLE[name]})")).to_be_visible()
    # As a link in the page would: `goto` fails when the page writes its own address at that moment.
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    return page if "view=" in fragment else seen.settled(fragment)


def _claims(page: Page) -> Any:
    return page.locator("#place-claims article")


def test_a_wrong_password_opens_nothing(watched: Callable[..., Any], desk: str) -> None:
    page = watched().serve(desk, "#view=review")
    page.get_by_label("Name").fill("stork")
    page.get_by_label("Password").fill("not the pass phrase of anybody")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("stork (editor)")).to_have_count(0)


def test_a_reader_reads_and_cannot_decide(watched: Callable[..., Any], desk: str) -> None:
    page = _as(watched(), desk, "wren")
    expect(_claims(page).first).to_be_visible()
    for name in ("Review", "Notes", "Coarsen"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_role("link", name="Review").click()
    expect(page.get_by_role("heading", name="Decisions")).to_have_count(0)
    with _loaded_anew(page):  # a click before is lost
        page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Review").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page.get_by_text("wren (reader)")).to_have_count(0)


def test_an_analyst_notes_events_and_places(watched: Callable[..., Any], desk: str) -> None:
    page = _as(watched(), desk, "heron")
    place = page.locator(".people .notes")
    place.get_by_role("button", name="Notes").click()
    place.get_by_label("Note").fill("The mosque stands in the old town.")
    place.get_by_role("button", name="Leave the note").click()
    expect(place.locator("li")).to_contain_text("note by heron")
    event = page.locator("#place-claims .notes").first
    event.get_by_role("button", name="Notes").click()
    event.get_by_label("Note").fill("Ask the radio for its recording.")
    event.get_by_role("button", name="Leave the note").click()
    expect(event.locator("li")).to_contain_text("Ask the radio for its recording.")
    expect(page.get_by_text("What readers see of this place")).to_have_count(0)
    page.get_by_role("link", name="Review").click()
    expect(page.get_by_text("Ask the radio for its recording.")).to_be_visible()
    expect(page.get_by_role("heading", name="Delay publication")).to_have_count(0)


def test_two_analysts_on_one_claim_lose_nothing(watched: Callable[..., Any], desk: str) -> None:
    one, other = _as(watched(), desk, "heron"), _as(watched(), desk, "plover")
    claim = _claims(one).first.get_attribute("data-claim")
    assert claim
    accept_at_once(one, other, claim, ("the quote is plain", "another outlet has it, too"), told="accept by heron")
    other.get_by_role("link", name="Review").click()
    for words in ("the quote is plain", "another outlet has it, too"):
        expect(other.get_by_text(words)).to_be_visible()


def test_what_an_editor_withholds_no_reader_sees(watched: Callable[..., Any], desk: str) -> None:
    page = _as(watched(), desk, "stork")
    article = _claims(page).first
    claim = article.get_attribute("data-claim")
    assert claim
    reader = watched().serve(desk, AL_BAB)
    expect(reader.locator(f"article[data-claim='{claim}']")).to_be_visible()
    dialog = review(page, claim, "Withhold", "A life depends on it")
    dialog.get_by_label("Until the end of").fill("2999-12-31")
    send(dialog, "Withhold")
    expect(page.locator(f"article[data-claim='{claim}']")).to_be_visible()
    reader.reload()
    expect(_claims(reader).first).to_be_visible()
    expect(reader.locator(f"article[data-claim='{claim}']")).to_have_count(0)
    page.get_by_role("link", name="Review").click()
    held = page.locator("li", has_text="A life depends on it")
    held.get_by_role("button", name="Undo").click()
    expect(held).to_contain_text("undone")
    reader.reload()
    expect(reader.locator(f"article[data-claim='{claim}']")).to_be_visible()


def test_an_editor_coarsens_a_place_and_delays_a_type(watched: Callable[..., Any], desk: str) -> None:
    page = _as(watched(), desk, "stork")
    page.get_by_text("What readers see of this place").click()
    page.get_by_label("Rounded to").select_option("50 km")
    page.get_by_role("button", name="Coarsen").click()
    expect(page.get_by_role("status").filter(has_text="50 km")).to_be_visible()
    page.get_by_role("link", name="Review").click()
    page.get_by_label("Hours after the report").fill("48")
    page.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="48 hours after their report")).to_be_visible()
    expect(page.locator("li", has_text="coarsen by stork")).to_contain_text("km: 50")
    expect(page.locator("li", has_text="withhold by stork").first).to_contain_text("hours: 48")


def test_an_analyst_brings_a_report(watched: Callable[..., Any], desk: str, tmp_path: Path) -> None:
    path = tmp_path / "clashes.txt"
    path.write_text(REPORT, encoding="utf-8")
    page = _as(watched(), desk, "plover", "#view=review")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Read: 1 new report")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_text("Clashes resume near al-Bab")).to_be_visible()
