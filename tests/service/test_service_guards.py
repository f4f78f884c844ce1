"""What protects the reader and the machine: names, headers, sizes, rates, errors and logs that tell nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from service_samples import Opened

from marsad.ledger import Ledger
from marsad.service.audit import log_to
from marsad.service.guards import host_name
from marsad.service.limits import Buckets
from marsad.service.settings import Settings
from marsad.service.shared import Shared

API = "/api/v1"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil"])
def test_a_strangers_name_is_refused(reading: TestClient, host: str) -> None:
    answer = reading.get(f"{API}/claims", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "localhost."])
def test_own_names_are_known(reading: TestClient, host: str) -> None:
    assert reading.get("/health", headers={"Host": host}).status_code == 200


@given(st.text(max_size=60))
def test_a_host_is_read_whatever_it_holds(text: str) -> None:
    assert ":" not in host_name(text) or host_name(text).startswith("[")


@pytest.mark.parametrize("path", ["/health", f"{API}/claims", f"{API}/nothing", "/", f"{API}/claims?x=1"])
def test_every_answer_protects_its_reader(reading: TestClient, path: str) -> None:
    headers = reading.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_https_is_remembered(opened: Opened) -> None:
    assert "max-age" in opened(secure=True).get("/health").headers["strict-transport-security"]


def test_bodies_are_bounded(opened: Opened) -> None:
    client = opened(upload_limit=1000, body_limit=100)
    client.headers["X-CSRF-Token"] = client.get(f"{API}/session").json()["csrf"]
    refused = client.post(f"{API}/decisions", content=b"x" * 101)
    assert (refused.status_code, refused.json()["instance"]) == (413, f"{API}/decisions")
    assert client.post(f"{API}/reports", files={"file": ("a.txt", b"x" * 2000)}).status_code == 413
    assert client.post(f"{API}/decisions", content=(b"x" * 60 for _ in range(9))).status_code == 413
    lied = client.post(f"{API}/decisions", content=b"{}", headers={"Content-Length": "many"})
    assert lied.status_code == 400


def test_an_address_that_asks_too_much_has_to_wait(opened: Opened) -> None:
    client = opened(requests_a_minute=5)
    answers = [client.get("/health").status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_a_bucket_fills_again() -> None:
    now = 0.0
    buckets = Buckets(6, shared=Shared(), table="requests", clock=lambda: now)
    assert [buckets.spend("a") for _ in range(6)] == [0.0] * 6
    assert 0 < buckets.spend("a") <= 10
    assert buckets.spend("b") == 0.0
    now = 10.1
    assert buckets.spend("a") == 0.0


def test_an_error_of_ours_tells_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = opened()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("words of a report")

    monkeypatch.setattr(Ledger, "claims_page", fails)
    with caplog.at_level(logging.ERROR, logger="marsad.service"):
        answer = client.get(f"{API}/claims")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:marsad:problem:internal")
    assert answer.json()["instance"] in caplog.text
    assert "words of a report" not in answer.text + caplog.text
    assert "content-security-policy" in answer.headers


@pytest.fixture
def logs() -> Iterator[None]:
    """Are put back afterwards."""
    root, audit, hook = logging.getLogger(), logging.getLogger("marsad.audit"), threading.excepthook
    before = root.handlers, audit.handlers, audit.propagate
    yield
    root.handlers, audit.handlers, audit.propagate = before
    threading.excepthook = hook


def failing() -> None:
    raise ValueError("words of a report")


@pytest.mark.usefixtures("logs")
def test_what_goes_wrong_is_told_in_json_without_words(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(None)
    logging.getLogger("marsad.service").error("half a letter: \ud83d")
    logging.getLogger("marsad.service").error("%s failed", "the map")
    logging.getLogger("python_multipart.multipart").warning("Unknown Content-Type: %r", "words of a report")
    logging.getLogger("uvicorn.error").error(ValueError("words of a report"))
    try:
        failing()
    except ValueError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved\nfuture: words of a report")
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    opened().post(f"{API}/reports", content=b"--x\r\nwords of a report", headers=form)
    lines = [orjson.loads(line) for line in capsys.readouterr().err.splitlines()]
    errors = [line for line in lines if "level" in line]
    assert all(line.keys() == {"at", "level", "logger", "what"} for line in errors)
    told = {line["what"].rpartition(":")[0] if ".py:" in line["what"] else line["what"] for line in errors}
    here = "ValueError at test_service_guards.py"
    assert {"the map failed", "Unknown Content-Type: %r", "ValueError", f"a thread failed: {here}"} <= told
    assert f"Task exception was never retrieved: {here}" in told
    assert [line["status"] for line in lines if "status" in line][:1] == [400]
    assert "words" not in str(lines)


def test_the_log_says_who_did_what_and_no_more(opened: Opened, caplog: pytest.LogCaptureFixture) -> None:
    client = opened(author="heron")
    client.headers["X-CSRF-Token"] = client.get(f"{API}/session").json()["csrf"]
    logging.getLogger("marsad.audit").propagate = True
    with caplog.at_level(logging.INFO, logger="marsad.audit"):
        body = {"action": "note", "target": ["source:Turkey"], "reason": "a secret thought"}
        client.post(f"{API}/decisions", json=body)
        client.get(f"{API}/search", params={"q": "somebody"})
    (line,) = (orjson.loads(record.message) for record in caplog.records if record.name == "marsad.audit")
    assert (line["who"], line["role"], line["status"]) == ("heron", "admin", 201)
    assert line["did"].startswith("note d")
    assert "secret" not in caplog.text
    assert "testclient" not in caplog.text


def test_a_ledger_that_is_away_is_told(opened: Opened, own_ledger: Path) -> None:
    client = opened()
    assert client.get("/health").json()["ledger"] == "ok"
    own_ledger.write_bytes(b"no database" * 1000)
    assert client.get("/health").status_code == 503


def test_without_accounts_only_this_machine() -> None:
    assert Settings(host="127.0.0.1").loopback
    assert Settings(host="::1").loopback
    assert not Settings(host="0.0.0.0").loopback  # noqa: S104 - what is refused
    assert not Settings(host="desk.example").loopback
