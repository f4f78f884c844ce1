"""The reader's page with 5,000 places and 100,000 claims in Chromium: first paint,
and script for a step of the slider.

    python benchmarks/page.py [--places 5000] [--claims 100000] [--steps 60] [--served [--ledger FILE]]

report.html is opened from the disk by Debian's Chromium (WebGL in software), cold,
several times; medians are printed. With --served it is the page of a `marsad serve` over a ledger of a made-up war
(benchmarks/war.py), asked once before: a desk's service is warm, its readers' browsers are not.
First paint: the browser's own `first-contentful-paint` from the start of the navigation; then when the places are on
the screen (Element Timing), and when the base map under them is ready. A step: processor time of the main thread
(Chromium's counters) for a step as the play button makes it, with no place open, and with one.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

import service
import war
from marsad.publish import write_report
from marsad.publish.contract import CONTRACT_VERSION

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
RUNS = 5
ACTORS = [f"Faction {name}" for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")]
ORIGINS = [f"Origin {number}" for number in range(300)]
TYPES = ("control", "territory_taken", "armed_clash", "air_strike", "shelling", "movement", "displacement", "clearance")
DAYS = [
    f"{year}-{month:02}-{day:02}"
    for year in (2014, 2015, 2016, 2017)
    for month in range(1, 13)
    for day in (1, 8, 15, 22)
]


def made(places: int, claims: int, *, seed: int = 7) -> dict[str, Any]:
    """A war that never was, with the page's own shapes: ten claims to a report, up to ten spells to a place."""
    chance = random.Random(seed)  # noqa: S311
    spots, rows, details = [], [], []
    per_place = claims // places
    for number in range(places):
        place_id = f"gn:{number + 1}"
        head = {
            "place_id": place_id, "name": f"Town {number + 1}", "geonameid": number + 1, "country": "SY",
            "admin1": "",
            "lat": 33 + 4 * chance.random(), "lon": 36 + 6 * chance.random(), "relation": "is", "anchor": "",
            "claims": per_place, "events": 4,
        }  # fmt: skip
        starts = sorted(chance.sample(range(len(DAYS)), chance.randint(1, 10)))
        ends = [*(starts[1:]), len(DAYS) - 1]
        compact, spells, days = [], [], []
        for start, end in zip(starts, ends, strict=True):
            holder, sure = chance.randrange(len(ACTORS)), round(0.5 + chance.random() / 2, 3)
            status = chance.choices(("held", "contested", "besieged"), (8, 1, 1))[0]
            more: dict[str, Any] = {"contamination": True} if chance.random() < 0.1 else {}
            compact.append([DAYS[start], DAYS[end], status, holder, sure, more])
            spells.append({
                "start": DAYS[start], "end": DAYS[end], "earliest_start": DAYS[start], "latest_start": DAYS[start],
                "controller": ACTORS[holder], "probability": sure, "status": status, "claims": [],
            })  # fmt: skip
            days.append({
                "place": head["name"], "place_id": place_id, "geonameid": number + 1, "at": DAYS[start],
                "as_known_at": None,
                "controller": ACTORS[holder], "probability": sure, "status": status, "extent": None, "shares": [],
                "besieged_by": [], "contested_by": [], "contamination": "no report", "notes": [], "claims": [],
                "candidates": [{"controller": ACTORS[holder], "probability": sure}],
            })  # fmt: skip
        spots.append({**head, "disagreements": 0, "spells": compact})
        details.append({**head, "spells": spells, "days": days})
        for which in range(per_place):
            rows.append(_claim(chance, number * per_place + which, place_id, head["name"]))
    events = [
        {
            "id": row["event"], "type": row["type"], "place_id": row["place_id"], "place": row["place_text"],
            "date_start": row["date_start"], "date_end": row["date_end"], "actors": [row["actor1"]],
            "claims": [row["id"]],
            "origins": [row["origin"]], "credibility": 3, "reasons": ["One origin says so."], "disagreements": [],
        }
        for row in {row["event"]: row for row in rows}.values()
    ]  # fmt: skip
    counts = {name: sum(1 for row in rows if row["type"] == name) for name in TYPES}
    return {
        "contract": CONTRACT_VERSION, "title": "A war that never was", "as_known_at": None,
        "versions": {"code": "benchmark"},
        "summary": {
            "reports": claims // 10, "claims": claims, "events": len(events), "places": places,
            "origins": len(ORIGINS),
            "disagreements": 0, "first_day": DAYS[0], "last_day": DAYS[-1], "opening_day": DAYS[-10],
        },
        "disagreements": [], "places": details, "events": events, "claims": rows, "towns": [], "rejected": [],
        "known": [], "former": {},
        "actors": [{"name": name, "code": name[8:10], "claims": claims // 8, "controls": True} for name in ACTORS],
        "origins": [
            {"name": name, "kind": "outlet", "interest": "", "reliability": "F",
            "claims": claims // 300} for name in ORIGINS
        ],
        "reports": [_report(number) for number in range(claims // 10)],
        "map": {
            "controllers": ACTORS, "places": spots, "types": [[k, v] for k, v in counts.items()],
            "statuses": [["asserted", claims]], "activity": [[day, claims // len(DAYS)] for day in DAYS],
        },
        "passages": [
            {"report": f"r{number // 10}", "start": 1000 * (number % 10),
            "text": rows[number]["quote"] + " It was a quiet day otherwise."}
            for number in range(claims)
        ],
    }  # fmt: skip


def _claim(chance: random.Random, number: int, place_id: str, name: str) -> dict[str, Any]:
    day, actor, other = chance.choice(DAYS), chance.choice(ACTORS), chance.choice(ACTORS)
    words = f"fighters of {actor} took the northern quarter of {name} from {other} after {chance.randint(2, 40)} hours"
    start = 1000 * (number % 10)
    return {
        "id": f"c{number:07}", "report": f"r{number // 10}", "start": start, "end": start + len(words),
        "quote": words,
        "before": "A spokesman said that ", "after": ", and that the road was open again.", "also": [],
        "kind": "event",
        "type": chance.choice(TYPES), "status": "asserted", "actor1": actor, "actor2": other, "place_id": place_id,
        "place_text": name, "place_relation": "is", "part": None, "from_place": None, "to_place": None,
        "operation": None,
        "date_start": day, "date_end": day, "date_text": "on Thursday", "extent": None, "source": "spokesman",
        "tolls": [{"kind": "killed", "who": "", "low": number % 50, "high": number % 50}], "source_kind": "party",
        "via": "",
        "origin": chance.choice(ORIGINS), "event": f"e{number // 5}", "unresolved": [], "confidence": 0.8,
    }  # fmt: skip


def _report(number: int) -> dict[str, Any]:
    return {
        "digest": f"r{number}", "doc": f"{number}.txt", "title": f"Fighting goes on, day {number}",
        "outlet": f"Outlet {number % 90}",
        "author": "", "agency": "", "url": "", "kind": "text", "published_start": DAYS[number % len(DAYS)],
        "published_end": DAYS[number % len(DAYS)], "published_basis": "text", "copy_of": None, "claims": 10,
    }  # fmt: skip


WATCH = """
new MutationObserver(() => {
  for (const name of document.querySelectorAll("button[data-place] .name:not([elementtiming])"))
    name.setAttribute("elementtiming", "place");
}).observe(document, { childList: true, subtree: true });
window.painted = new Promise((done) =>
  new PerformanceObserver((list) => done(list.getEntries()[0].renderTime))
    .observe({ type: "element", buffered: true }));
"""
"""The browser tells when the first name of a place reached the screen (Element Timing, W3C), drawn with its mark."""


def first_paint(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds since the navigation's start."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("[data-ready=true], [data-ready=plain]", timeout=60_000)
    told = {
        "first paint": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"),
        "places on the screen": page.evaluate("painted"),
        "base map": page.evaluate("performance.now()"),
    }
    context.close()
    return told


def steps(browser: Browser, address: str, number: int) -> list[tuple[float, float]]:
    """Each step's milliseconds of script, and of script, style and layout."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("[data-ready=true], [data-ready=plain]", timeout=60_000)
    page.wait_for_timeout(1500)
    page.get_by_role("slider", name="Day").press("Home")
    session = context.new_cdp_session(page)
    told = [_step(page, session) for _ in range(number)]
    context.close()
    return told


def _step(page: Page, session: CDPSession) -> tuple[float, float]:
    """Milliseconds of the main thread's processor time: in script alone, and with style and layout."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy(session)
    # As a step of the play button: a 240th of the whole time, as if the reader had pulled the slider that far.
    page.get_by_role("slider", name="Day").evaluate(
        "one => { one.value = one.valueAsNumber + Math.round((one.max - one.min) / 240);"
        " one.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    after = _busy(session)
    return 1000 * (after[0] - before[0]), 1000 * (after[1] - before[1])


def _busy(session: CDPSession) -> tuple[float, float]:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    script = float(metrics["ScriptDuration"])
    return script, script + float(metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])


@contextmanager
def embedded(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The address of a report.html, and one of its places."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        write_report(path, made(given.places, given.claims))
        print(f"report.html: {path.stat().st_size / 1e6:.1f} MB, {given.places} places, {given.claims} claims")
        yield path.as_uri(), "gn:1"


@contextmanager
def served(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The address of a running service, and one of its places."""
    given.skew = 0.0
    with service.database("sqlite", given.ledger) as ledger:
        service.prepare(ledger, given)
        with service.serving(ledger) as running:
            print(f"the service's first answer: {service.first_answer(running):.1f} s")
            size = len(httpx.get(f"{running.url}/api/v1/map", timeout=service.READY_WITHIN).content)
            print(f"the map's data: {size / 1e6:.1f} MB, {given.places} places, {given.claims} claims")
            yield f"{running.url}/", war.place_id(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=5_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--served", action="store_true", help="The page of a service, not report.html.")
    parser.add_argument("--ledger", default="", help="Fill (or take, where it is filled) this one, and keep it.")
    given = parser.parse_args()
    with (served if given.served else embedded)(given) as (address, place), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        paints = [first_paint(browser, address) for _ in range(RUNS)]
        for name in paints[0]:
            times = sorted(run[name] for run in paints)
            print(f"{name}: median {statistics.median(times):.0f} ms ({times[0]:.0f} to {times[-1]:.0f})")
        print(f"load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        for what, fragment in (("a step of the slider", ""), ("a step, with a place open", f"#place={place}")):
            for part, told in zip(
                ("script", "with style and layout"),
                zip(*steps(browser, address + fragment, given.steps), strict=True),
                strict=True,
            ):
                ordered = sorted(told)
                worst = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
                print(f"{what}, {part}: median {statistics.median(ordered):.1f} ms, p95 {worst:.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
