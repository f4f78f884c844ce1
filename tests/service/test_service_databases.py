"""The service over either database: the same answers, decisions of two people, ETags that follow what is written."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import Settings, create_app

API = "/api/v1"
PLACE = "gn:174018"


def test_reading_deciding_and_noticing(address: str, read_ledger: Path, packs: Knowledge) -> None:
    with Ledger.open(read_ledger) as source, Ledger.open(address) as ledger:
        source.copy_to(ledger)
        original = Observatory(source, packs=packs)
        client = TestClient(create_app(Observatory(ledger, packs=packs), Settings()), base_url="http://localhost")
        reference = TestClient(create_app(original, Settings()), base_url="http://localhost")
        for path in ("map", "claims?limit=500", "events?limit=500", f"places/{PLACE}", "search?q=withdrew mines"):
            assert client.get(f"{API}/{path}").json() == reference.get(f"{API}/{path}").json(), path
        client.headers["X-CSRF-Token"] = client.get(f"{API}/session").json()["csrf"]
        before = client.get(f"{API}/claims")
        claim = before.json()["items"][0]["id"]
        seen = client.get(f"{API}/claims/{claim}/decisions").headers["etag"]
        with Ledger.open(address) as other:  # another program
            Observatory(other, packs=packs).decide("accept", [claim], author="stork")
        late = client.post(f"{API}/claims/{claim}/decisions", json={"action": "reject"}, headers={"If-Match": seen})
        assert late.status_code == 412
        version = late.json()["current"]["version"]
        done = client.post(
            f"{API}/claims/{claim}/decisions", json={"action": "reject"}, headers={"If-Match": f'"{version}"'}
        )
        assert done.status_code == 201
        after = client.get(f"{API}/claims", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert claim not in {row["id"] for row in after.json()["items"]}
        assert [one["author"] for one in client.get(f"{API}/history/claim/{claim}").json()] == ["stork", "local"]
