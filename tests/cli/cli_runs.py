"""What the tests of the command line share: two reports, and what a command gave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

WITHDRAWAL = """Islamic State fighters pull out of Manbij

GAZIANTEP, Turkey, 26 January 2015 - Islamic State fighters withdrew from Manbij on Monday, the Syrian Observatory for
Human Rights said. Kurdish forces took control of the town after four months of fighting, the monitoring group said.
"""
SHELLING = """Mortars hit a market in Manbij

GAZIANTEP, Turkey, 3 October 2014 - At least 12 civilians were killed on Friday when Islamic State shelled a market in
the town of Manbij, activists said. Kurdish fighters still hold the town centre, a Kurdish commander told reporters.
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)

    @property
    def last(self) -> str:
        return self.out.strip().splitlines()[-1]


Marsad = Callable[..., Ran]
