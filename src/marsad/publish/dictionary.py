"""The data dictionary: the tables of columns in docs/exports.md, as the code has them.

`python -m marsad.publish.dictionary docs/exports.md` writes them into the page; a test checks that they are there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from marsad.publish.claims_export import CLAIM_COLUMNS
from marsad.publish.columns import Column, dictionary_rows
from marsad.publish.plover_table import PLOVER_COLUMNS
from marsad.publish.schemes import ACLED_COLUMNS
from marsad.publish.tables import CONTROL_COLUMNS, DISAGREEMENT_COLUMNS

TABLES: dict[str, Sequence[Column]] = {
    "claims": CLAIM_COLUMNS,
    "control": CONTROL_COLUMNS,
    "disagreements": DISAGREEMENT_COLUMNS,
    "acled": ACLED_COLUMNS,
    "plover": PLOVER_COLUMNS,
}

_MARKED = re.compile(r"(<!-- columns of (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def dictionary_table(columns: Sequence[Column]) -> str:
    """Markdown: a row for each column."""
    lines = ["| column | type | unit | meaning | from |", "|---|---|---|---|---|"]
    lines += [
        f"| {' | '.join((f'`{name}`', *rest))} |".replace("|  |", "| |") for name, *rest in dictionary_rows(columns)
    ]
    return "\n".join(lines) + "\n"


def with_tables(page: str) -> str:
    """The page with each table between `<!-- columns of NAME -->` and `<!-- end -->` as the code has it."""
    return _MARKED.sub(lambda found: found[1] + dictionary_table(TABLES[found[2]]) + found[3], page)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(with_tables(target.read_text(encoding="utf-8")), encoding="utf-8")
