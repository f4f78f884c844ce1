"""openapi.json has an example of every request and answer: real ones, true to their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient
from service_examples import API, BROUGHT, FILE, Exchange, make_examples
from service_samples import Opened

from marsad.ledger import Ledger

STORED: dict[str, Exchange] = json.loads(FILE.read_text())


@pytest.fixture(scope="module")
def described(reading: TestClient) -> dict[str, Any]:
    schema: dict[str, Any] = reading.get(f"{API}/openapi.json").json()
    return schema


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def check(described: dict[str, Any], schema: dict[str, Any], value: object) -> None:
    jsonschema_rs.validate({**schema, "components": described["components"]}, value)


def contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of the body and of answers, problems too."""
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for told in operation["responses"].values():
        yield from told.get("content", {}).values()


def test_every_request_and_answer_has_an_example_of_its_schema(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for parameter in operation.get("parameters", ()):
            check(described, parameter["schema"], parameter["example"])
        shown = [content for content in contents(operation) if "example" in content]
        for content in shown:
            check(described, content["schema"], content["example"])
        answers = [told for status, told in operation["responses"].items() if status in ("200", "201")]
        assert all(any("example" in it for it in told["content"].values()) for told in answers), name
        assert all("example" in it for it in operation.get("requestBody", {}).get("content", {}).values()), name


def test_the_words_of_examples_are_those_of_the_sample(read_ledger: Path) -> None:
    with Ledger.open(read_ledger) as ledger:
        texts = {report.digest: report.text for report in ledger.reports()}
    quotes = [one for one in every_object(STORED) if "quote" in one]
    assert len(quotes) > 10
    for one in quotes:
        assert texts[one["report"]][one["start"] : one["end"]] == one["quote"]
    assert STORED[f"POST {API}/reports"]["body"]["file"] == BROUGHT


def every_object(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from every_object(one)


def test_the_service_answers_the_examples_alike(opened: Opened, tmp_path: Path, described: dict[str, Any]) -> None:
    """Where this fails: python tests/service/service_examples.py"""
    client = opened(accounts=tmp_path / "accounts.db")
    made = make_examples(client, tmp_path / "accounts.db")
    assert made.keys() == STORED.keys() == dict(operations(described)).keys()
    for name, operation in operations(described):
        exchange, stored = made[name], STORED[name]
        assert exchange["parameters"].keys() == stored["parameters"].keys(), name
        assert exchange["media"] == stored["media"]
        for told in operation["responses"].values():
            if exchange["media"] == "application/json" and exchange["media"] in told.get("content", {}):
                check(described, told["content"]["application/json"]["schema"], exchange["answer"])
        if isinstance(exchange["answer"], dict):
            assert exchange["answer"].keys() == stored["answer"].keys(), name


def test_every_parameter_is_taken_with_its_example(opened: Opened, tmp_path: Path, described: dict[str, Any]) -> None:
    client = opened(accounts=tmp_path / "accounts.db")
    made = make_examples(client, tmp_path / "accounts.db")
    client.post(f"{API}/session", json=made[f"POST {API}/session"]["body"])
    for name, operation in operations(described):
        method, path = name.split(" ")
        query = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
        given = made[name]["parameters"]
        needed = {one["name"]: given[one["name"]] for one in query if one["required"]}
        if path.endswith("/exports/{file}"):
            query, needed = [one for one in query if one["name"] not in ("first", "last")], {"at": given["at"]}
        for one in query if method == "GET" else ():
            asked = {**needed, one["name"]: given[one["name"]]}
            told = client.get(path.format(**given), params=asked)
            assert told.status_code == 200, (name, asked, told.text)
