"""The examples of openapi.json: what the service answers about the sample examples/al-bab, with long lists cut.

    python tests/service/service_examples.py

asks it and writes src/marsad/service/examples.json: do it after a path, a parameter or a field came or went.
test_service_examples.py asks again and holds the file to the schemas.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import Settings, create_app
from marsad.service.accounts import Accounts

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "al-bab" / "reports"
FILE = ROOT / "src" / "marsad" / "service" / "examples.json"
API = "/api/v1"
NAME, PASSWORD = "heron", "several words are good"
ROWS, SIGNS, LINES = 2, 4000, 3
"""Of a list, a text and a table, what an example shows at most."""
SHOWN = "c2VuZCB0aGlzIGJhY2sgYXMgWC1DU1JGLVRva2Vu"
"""In place of a session's own."""
DAY, FIRST, LAST, KNOWN = "2017-02-24", "2017-02-01", "2017-02-28", "2017-03-01"
BROUGHT = """Insurgents leave Tadef

ALEPPO, 25 February 2017 - Islamic State fighters withdrew from the town of Tadef on Saturday, residents said.
Four civilians were killed when shells hit Bizaah the same day, a doctor said.
"""
COMMON = {
    "as_known_at": KNOWN, "limit": 20, "country": "SY", "place": "al-Bab", "at": DAY, "since": FIRST, "until": LAST,
    "actor": "Islamic State", "controller": "Islamic State", "type": "withdrawal", "question": "toll", "first": FIRST,
    "last": LAST, "unattached": True, "author": NAME, "action": "accept",
}  # fmt: skip
"""Examples of parameters; some paths have their own."""

Exchange = dict[str, Any]
"""`parameters` (name -> example), `answer`; `body` and `media` where there are any."""


def make_examples(client: TestClient, accounts: Path) -> dict[str, Exchange]:
    """ "GET /api/v1/map" -> its exchange. client: of a service over the sample. accounts: the service's, in which an
    editor is made. Raises AssertionError where a request is refused."""
    made: dict[str, Exchange] = {}
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    opened = Accounts(accounts, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    opened.add(NAME, PASSWORD, "editor")
    opened.close()
    recorded = (datetime.now(UTC) + timedelta(seconds=1)).isoformat(timespec="seconds")

    def ask(
        method: str, path: str, *, body: Any = None, more: dict[str, Any] | None = None, **own: Any
    ) -> dict[str, Any]:
        """own: parameters that are asked with, beside those that the path needs. more: examples of others."""
        operation = paths[f"{API}{path}"][method.lower()]
        known = {one["name"]: one for one in operation.get("parameters", ())}
        given = {**COMMON, "as_recorded_at": recorded, **(more or {}), **own}
        shown = {name: given[name] for name in known if name != "cursor"}
        needed = {name for name, one in known.items() if one.get("required")}
        query, header = ([name for name in shown if known[name]["in"] == place] for place in ("query", "header"))
        told = client.request(
            method,
            f"{API}{path.format(**shown)}",
            params={name: shown[name] for name in query if name in needed or name in own},
            headers={name: shown[name] for name in header},
            **sent(body),
        )
        assert told.is_success, (method, path, told.text)
        exchange: Exchange = {"parameters": shown, "media": told.headers.get("content-type", "").partition(";")[0]}
        if body is not None:
            exchange["body"] = body
        if "cursor" in known:
            first = {name: shown[name] for name in query if name in needed}
            shown["cursor"] = client.get(f"{API}{path}", params={**first, "limit": 1}).json()["next"]
        answer = told.json() if exchange["media"] == "application/json" else table(told.text)
        exchange["answer"] = shortened(answer)
        made[f"{method} {API}{path}"] = exchange
        return answer if isinstance(answer, dict) else {}

    csrf = ask("POST", "/session", body={"name": NAME, "password": PASSWORD})["csrf"]
    client.headers["X-CSRF-Token"] = csrf
    claim = client.get(f"{API}/claims", params={"place": "al-Bab", "type": "territory_taken"}).json()["items"][0]
    dispute = client.get(f"{API}/disagreements").json()["items"][0]["id"]
    report = client.get(f"{API}/reports/{claim['report']}").json()["report"]
    _reading(ask, claim, dispute, outlet=report["outlet"])
    before = datetime.now(UTC).isoformat(timespec="milliseconds")
    _reviewing(ask, claim)
    ask("GET", "/changes", since=before, at=DAY)
    ask("DELETE", "/session")
    return made


def _reading(ask: Callable[..., Any], claim: dict[str, Any], dispute: str, *, outlet: str) -> None:
    report, event, source = claim["report"], claim["event"], claim["origin"]
    for path in ("/health", "/session", "/map", "/places/{place}", "/control/{place}", "/timelines/{place}"):
        ask("GET", path)
    ask("GET", "/control", status="held")
    ask("GET", "/places", more={"q": "bab"})
    also = {"source": source, "report": report, "event": event, "q": "mines", "status": "asserted"}
    ask("GET", "/claims", place="al-Bab", more=also)
    ask("GET", "/claims/{id}", id=claim["id"])
    ask("GET", "/events", place="al-Bab", more={"source": source})
    ask("GET", "/events/{id}", id=event)
    ask("GET", "/disagreements", place="al-Bab")
    ask("GET", "/disagreements/{id}", id=dispute)
    ask("GET", "/reports", source=outlet)
    ask("GET", "/reports/{digest}", digest=report)
    ask("GET", "/sources", more={"q": "observatory", "kind": "monitor"})
    ask("GET", "/sources/{name}", name=source)
    ask("GET", "/search", q="al-Bab", more={"kind": "place"})
    ask("GET", "/exports/{file}", file="control.csv", at=DAY)


def _reviewing(ask: Callable[..., Any], claim: dict[str, Any]) -> None:
    name = claim["id"]
    version = ask("GET", "/claims/{id}/decisions", id=name)["version"]
    accept = {"action": "accept", "reason": "read beside the original"}
    ask("POST", "/claims/{id}/decisions", id=name, body=accept, more={"if-match": f'"{version}"'})
    rate = {"action": "rate", "target": [f"source:{claim['origin']}"], "values": {"reliability": "B"}}
    ask("POST", "/decisions", body={**rate, "reason": "borne out twice"})
    ask("GET", "/decisions", more={"target": name})
    ask("GET", "/history/{kind}/{name}", kind="claim", name=name)
    ask("POST", "/reports", body={"file": BROUGHT, "published": "2017-02-25"})


def sent(body: Any) -> dict[str, Any]:
    """As httpx takes it: a report is a file of a form."""
    if isinstance(body, dict) and "file" in body:
        rest = {name: value for name, value in body.items() if name != "file"}
        return {"files": {"file": ("tadef.txt", body["file"])}, "data": rest}
    return {} if body is None else {"json": body}


def table(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:LINES])


def shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: SHOWN if name == "csrf" else shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        rows = value if not value or isinstance(value[0], str | int | float) else value[:ROWS]  # ids, a tuple; or rows
        return [shortened(one) for one in rows]
    return value[:SIGNS] if isinstance(value, str) else value


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "war.db")) as ledger:
        observatory = Observatory(ledger)
        observatory.read([REPORTS])
        accounts = Path(folder, "accounts.db")
        app = create_app(observatory, Settings(accounts=accounts))
        made = make_examples(TestClient(app, base_url="http://localhost"), accounts)
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
