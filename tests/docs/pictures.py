"""Makes the pictures of the guides anew, in Debian's Chromium: `python tests/docs/pictures.py [NAME...]`.

The sample reports of examples/al-bab are read into a ledger, and their report.html is opened as a reader would; the
pictures of review are of `marsad serve`, with an analyst logged in. Build the page first (`make web`). Look at the
pictures before you commit them: the words around them say what is in them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from marsad.ledger import ClaimFilter, Ledger

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]
from serving import serving  # noqa: E402 - found by the line above

PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""No sandbox, so that root in a container can run it; SwiftShader draws WebGL without a graphics card."""
SETTLED_MS = 1500
"""After the page says that it is drawn: fonts, the map's last frame."""

AL_BAB = "place=gn:174018&day=2017-02-24"
ANALYST, PASSWORD = "heron", "a long pass phrase of the pictures"


def as_it_opens(_page: Page) -> None:
    """Nothing to click."""


def words_of_the_first_dispute(page: Page) -> None:
    """Opens the first answer that contradicts another."""
    page.locator("details.disputed summary").first.click()


def the_dialogue_on_a_claim(page: Page) -> None:
    """Opens it over the first claim, to be corrected."""
    page.locator("#place-claims article").first.get_by_role("button", name="Review").click()
    dialog = page.get_by_role("dialog", name="Review a claim")
    dialog.get_by_role("radio", name="Correct").check()
    dialog.get_by_label("Reason").fill("In range is not yet under fire: no more than a threat.")


@dataclass(frozen=True)
class Picture:
    name: str
    address: str
    width: int
    height: int
    dark: bool = False
    served: bool = False
    """By `marsad serve`, to an analyst."""
    then: Callable[[Page], None] = as_it_opens


TAKEN = (
    Picture("report-light", "#day=2017-02-24", 1360, 900),
    Picture("report-dark-narrow", f"#{AL_BAB}", 390, 1500, dark=True),
    Picture("al-bab", f"#{AL_BAB}", 1360, 900),
    Picture("matrix", "#view=matrix&place=gn:174018", 1360, 760, then=words_of_the_first_dispute),
    Picture("review", "#view=review", 1360, 900, served=True),
    Picture("review-claim", f"#{AL_BAB}", 1360, 900, served=True, then=the_dialogue_on_a_claim),
)
DRAWN = {"matrix": "table", "review": "#decisions-title ~ ol"}
"""By the view of the address: what is there once it is drawn."""


def take(browser: Browser, one: Picture, start: str) -> None:
    """start: the page's address, without what is asked for."""
    context = browser.new_context(
        viewport={"width": one.width, "height": one.height},
        color_scheme="dark" if one.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if one.served:
        log_in(page, start)
    page.goto(start + one.address)
    view = one.address.partition("view=")[2].partition("&")[0]
    page.wait_for_selector(DRAWN.get(view, "[data-ready=true]"))
    if "place=" in one.address and not view:
        page.wait_for_selector("#place-claims mark")
    one.then(page)
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=PICTURES / f"{one.name}.png")
    context.close()


def log_in(page: Page, start: str) -> None:
    page.goto(start + "#view=review")
    page.get_by_label("Name").fill(ANALYST)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_text(f"{ANALYST} (analyst)").wait_for()
    page.goto("about:blank")


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a service with an analyst's account and a few decisions."""
    accounts, password = folder / "accounts.db", folder / "password"
    password.write_text(PASSWORD + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "marsad", "users", "add", ANALYST, "--role", "analyst"]
    subprocess.run(
        [*command, "--password-file", str(password), "--accounts", str(accounts)], check=True, stdout=subprocess.DEVNULL
    )
    with serving(folder, "--accounts", str(accounts)) as address:
        with Ledger.open(folder / "war.db") as ledger:
            decide(ledger)
        yield address


def decide(ledger: Ledger) -> None:
    """What two analysts may have decided on the sample reports."""
    first = next(ledger.claims(ClaimFilter(place_id="gn:174018")))
    ledger.decide("accept", [first.id], author=ANALYST, reason="Read the whole report.")
    ledger.decide(
        "rate",
        [f"source:{first.origin}"],
        author="plover",
        values={"reliability": "C"},
        reason="Two wrong tolls in March.",
    )
    ledger.decide(
        "note", ["place:gn:174018"], author="plover", reason="Ask the radio for its recording of 23 February."
    )
    vague = next(claim for claim in ledger.claims(ClaimFilter(place_id="gn:174018")) if claim.status == "hedged")
    values = {"status": "asserted"}
    ledger.decide("correct", [vague.id], author=ANALYST, values=values, reason="Only the packing is hearsay.")


def main() -> None:
    names = sys.argv[1:]
    if unknown := set(names) - {one.name for one in TAKEN}:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}. There are: {', '.join(one.name for one in TAKEN)}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        wanted = [one for one in TAKEN if not names or one.name in names]
        command = [sys.executable, "-m", "marsad", "run", str(ROOT / "examples" / "al-bab" / "reports")]
        subprocess.run(
            [*command, "--ledger", str(folder / "demo.db"), "--report", str(folder / "report.html")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for one in (it for it in wanted if not it.served):
                take(browser, one, (folder / "report.html").as_uri())
            if served := [one for one in wanted if one.served]:
                with desk(folder) as address:
                    for one in served:
                        take(browser, one, address)
            browser.close()


if __name__ == "__main__":
    main()
