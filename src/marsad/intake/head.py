"""What the head of a report says: title, outlet, author, agency, dateline, printed date, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from marsad.intake.dates import PrintedDate
from marsad.intake.lexicon import press
from marsad.intake.lines import Span


@dataclass(slots=True)
class Head:
    """What the head says. spans: head matter in the text (printed date, by-lines, dateline), without the title.
    period: the last day of the time that the report covers, its date where no other is printed."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    dateline: str = ""
    date: PrintedDate | None = None
    period: PrintedDate | None = None
    correction: bool = False
    spans: list[Span] = field(default_factory=list)

    def note_agency(self, form: str) -> None:
        """form: of its by-line, as printed. The first agency that a head names counts."""
        self.agency = self.agency or press().agencies[re.sub(r"\s+", " ", form)]

    def note_author(self, author: str) -> None:
        if author in press().agencies:
            self.note_agency(author)
        else:
            self.author = self.author or author
