"""openapi.json: what FastAPI derives from the paths, with the problems that every path may answer, and an example of
each request and answer (examples.json: of the service over examples/al-bab)."""

from __future__ import annotations

from importlib import resources
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from marsad import __version__
from marsad.service.problems import MEDIA_TYPE, TITLES
from marsad.service.shapes import Problem

DESCRIPTION = """Who said what about a war, which reports speak of one event, and who held every place on every day;
each figure leads back to verbatim words. docs/api.md has the rules that hold for all paths. Examples are answers about
the sample examples/al-bab; their lists are cut after two rows."""

ALWAYS = (400, 401, 403, 404, 413, 422, 429, 500, 503)
"""Problems that any path may answer with."""
CHANGING = (409, 412, 415, 428)
"""Those of paths that change anything, besides."""


def describe(app: FastAPI) -> None:
    """Puts our description in place of FastAPI's."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _made(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title="Marsad", version=__version__, description=DESCRIPTION, routes=app.routes)
    shown = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.setdefault("components", {}).setdefault("schemas", {})
    parts |= shown.pop("$defs", {})
    parts["Problem"] = shown
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    parts_of_security = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key of `marsad keys add`."},
        "session": {"type": "apiKey", "in": "cookie", "name": "marsad", "description": "POST /api/v1/session."},
    }
    schema["components"]["securitySchemes"] = parts_of_security
    schema["security"] = [{}, {"key": []}, {"session": []}]
    examples = orjson.loads(resources.files("marsad.service").joinpath("examples.json").read_bytes())
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            _show(operation, examples.get(f"{method.upper()} {path}", {}))
            answers = operation["responses"]
            answers.pop("422", None)
            answers.pop("4XX", None)
            for status in (*ALWAYS, *(CHANGING if method != "get" else ())):
                answers[str(status)] = _problem(status)
            if method == "get":
                answers["304"] = {"description": "The reader has it already (If-None-Match)."}
    return schema


def _show(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Puts the example's parameters, body and answer into the operation."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["example"] = example.get("body")
    for status, told in operation["responses"].items():
        if status.startswith("2") and example.get("media", "") in told.get("content", {}):
            told["content"][example["media"]]["example"] = example["answer"]


def _problem(status: int) -> dict[str, Any]:
    name, title = TITLES[status]
    example = {"type": f"urn:marsad:problem:{name}", "title": title, "status": status}
    return {
        "description": title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
