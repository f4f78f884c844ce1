"""A real browser: Debian's Chromium through Playwright, with WebGL in software. Missing: a skip, in CI a failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from marsad.publish import write_report

sys.path.append(str(Path(__file__).resolve().parents[1] / "publish"))
from sample_record import DAYS, SPELLS, sample_data

expect.set_options(timeout=20_000)  # milliseconds: two test processes and a browser share two cores
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""No sandbox: CI runs as root in a container. SwiftShader draws WebGL without a graphics card."""


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Start a browser with further flags; all are closed at the end."""
    if not CHROMIUM.exists():
        _missing("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def start(*flags: str, base: list[str] = FLAGS) -> Browser:
            started.append(playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*base, *flags]))
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Browser:
    return launch()


@pytest.fixture(scope="session")
def report_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """report.html of the sample record."""
    if not (resources.files("marsad.publish") / "bundle" / "report.html").is_file():
        _missing("the page is not built: make web")
    path = tmp_path_factory.mktemp("report") / "report.html"
    earlier = {place: (spells[:1] if place == "gn:1" else spells) for place, spells in SPELLS.items()}
    write_report(path, sample_data(known={"2016-09-08": (earlier, {}), "2017-02-23": (SPELLS, DAYS)}))
    return path


class Watched:
    """A page with everything that it complained of or asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text[:300]}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path, fragment: str = "") -> Page:
        self.page.goto(path.as_uri() + fragment)
        return self.settled(fragment)

    def serve(self, address: str, fragment: str = "") -> Page:
        self.page.goto(address + fragment)
        return self.settled(fragment)

    def settled(self, fragment: str) -> Page:
        """Once what the address asks for is drawn."""
        if "view=" not in fragment:
            self.page.wait_for_selector("[data-ready=true], [data-ready=plain]")
            self.page.wait_for_selector("#place-claims mark" if "place=" in fragment else "#disagreements h3")
        return self.page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """A new page in a context with the given options (viewport, color_scheme)."""
    contexts = []

    def new(*, width: int = 1360, height: int = 900, dark: bool = False, within: Browser = browser) -> Watched:
        context = within.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Watched(context.new_page())

    yield new
    for context in contexts:
        context.close()
