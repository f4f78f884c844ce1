"""Makes the pictures of the guides anew, in Debian's Chromium: `python tests/docs/pictures.py [NAME...]`.

The sample reports of examples/al-bab are read into a ledger, and their report.html is opened as a reader would. Build
the page first (`make web`). Look at the pictures before you commit them: the words around them say what is in them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""No sandbox, so that root in a container can run it; SwiftShader draws WebGL without a graphics card."""
SETTLED_MS = 1500
"""After the page says that it is drawn: fonts, the map's last frame."""

AL_BAB = "place=gn:174018&day=2017-02-24"


def as_it_opens(_page: Page) -> None:
    """Nothing to click."""


def words_of_the_first_dispute(page: Page) -> None:
    """Opens the first answer that contradicts another."""
    page.locator("details.disputed summary").first.click()


@dataclass(frozen=True)
class Picture:
    name: str
    address: str
    width: int
    height: int
    dark: bool = False
    then: Callable[[Page], None] = as_it_opens


TAKEN = (
    Picture("report-light", "#day=2017-02-24", 1360, 900),
    Picture("report-dark-narrow", f"#{AL_BAB}", 390, 1500, dark=True),
    Picture("al-bab", f"#{AL_BAB}", 1360, 900),
    Picture("matrix", "#view=matrix&place=gn:174018", 1360, 760, then=words_of_the_first_dispute),
)


def take(report: Path, names: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for one in TAKEN:
            if names and one.name not in names:
                continue
            context = browser.new_context(
                viewport={"width": one.width, "height": one.height},
                color_scheme="dark" if one.dark else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(report.as_uri() + one.address)
            page.wait_for_selector("table" if "view=matrix" in one.address else "[data-ready=true]")
            if "place=" in one.address and "view=" not in one.address:
                page.wait_for_selector("#place-claims mark")
            one.then(page)
            page.wait_for_timeout(SETTLED_MS)
            page.screenshot(path=PICTURES / f"{one.name}.png")
            context.close()
        browser.close()


def main() -> None:
    names = sys.argv[1:]
    if unknown := set(names) - {one.name for one in TAKEN}:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}. There are: {', '.join(one.name for one in TAKEN)}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = [sys.executable, "-m", "marsad", "run", str(ROOT / "examples" / "al-bab" / "reports")]
        subprocess.run(
            [*command, "--ledger", str(folder / "demo.db"), "--report", str(folder / "report.html")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        take(folder / "report.html", names)


if __name__ == "__main__":
    main()
