"""report.html: the built page of `web/` with its data inside. One file, no network, nothing to install."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import orjson

from marsad.publish.contract import ReportData
from marsad.publish.files import replacing
from marsad.publish.packing import packed
from marsad.records import MarsadError

DATA_TAG = '<script type="application/json" id="marsad-data">{}</script>'.format
PART_TAG = '<script type="application/gzip" id="marsad-part-{number}">{text}</script>'.format
_PLACEHOLDER = DATA_TAG("null")
_POLICY_PLACEHOLDER = "__MARSAD_POLICY__"
_HEADING = "<h1>{}</h1>"
"""Of the page that stands before its data is read."""

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; font-src data:; img-src data: blob:; "
    "worker-src data: blob:; connect-src blob:; base-uri 'none'; form-action 'none'"
)
"""No origin is named, so nothing can be fetched or sent. Scripts and styles are those of the built page, by their
digests: none of the data can become one. The map and the charts set styles by script, element by element, which the
policy leaves them. data: and blob: are the map's own worker, which it reads out of the page and starts (a page from a
disk has no address of its own to start one from), and its images."""

_SCRIPT, _STYLE = (
    re.compile(rf"<{name}(?P<attributes>[^>]*)>(?P<code>.*?)</{name}\s*>", re.DOTALL | re.IGNORECASE)
    for name in ("script", "style")
)


def write_report(path: Path, data: ReportData | Mapping[str, Any]) -> None:
    """Write the page with `data` inside to `path` (UTF-8), replacing what is there in one step.

    Raises MarsadError when the built page is missing (a source checkout before `make web`) or not as expected.
    """
    page = render(_template(), data)
    with replacing(path) as partial:
        partial.write_text(page, encoding="utf-8", newline="\n")


def render(template: str, data: ReportData | Mapping[str, Any]) -> str:
    """The built page with its data and with the security policy that fits its scripts."""
    if template.count(_PLACEHOLDER) != 1 or template.count(_POLICY_PLACEHOLDER) != 1:
        raise MarsadError(
            "the built page lacks its place for data or policy",
            where="publish/bundle/report.html",
            advice="Run make web",
        )
    outside_scripts = _SCRIPT.sub("", template)  # a script may hold the word "<style>" in a string
    policy = _POLICY.format(
        scripts=" ".join(_digests(_SCRIPT, template)), styles=" ".join(_digests(_STYLE, outside_scripts))
    )
    head, tail = template.replace(_POLICY_PLACEHOLDER, policy).split(_PLACEHOLDER)
    title = escape(str(data["title"]), quote=False)
    head = head.replace(_HEADING.format(""), _HEADING.format(title), 1)
    core, parts = packed(data)
    tags = "".join(PART_TAG(number=number, text=text) for number, text in enumerate(parts))
    body, close, rest = tail.rpartition("</body>")
    return head + DATA_TAG(escaped_json(core)) + body + tags + close + rest


def escaped_json(data: object) -> str:
    """JSON that may stand inside a script element whatever its strings hold.

    `<` becomes `\\u003c`: no string can close the element or open a comment (HTML standard, 4.12.1.3). The line
    separators U+2028 and U+2029 are escaped for readers that take the text for JavaScript.
    """
    text = orjson.dumps(data).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digests(element: re.Pattern[str], template: str) -> list[str]:
    """CSP sources of the scripts that run, or of the styles; elements that only hold data or licences need none."""
    codes = [m["code"] for m in element.finditer(template) if "type=" not in m["attributes"]]
    hashes = (base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in codes)
    return [f"'sha256-{digest}'" for digest in hashes]


def _template() -> str:
    page = resources.files("marsad.publish") / "bundle" / "report.html"
    if not page.is_file():
        raise MarsadError(
            "the reader's page has not been built", where="marsad/publish/bundle", advice="Run make web (needs Node 20)"
        )
    return page.read_text(encoding="utf-8")
