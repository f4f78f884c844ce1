"""Who was met in a report without having spoken: whom "he" or "the monitor" may stand for."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.attribution.offices import Offices
from marsad.claims.syntax.parse import SUBJECTS


@dataclass(slots=True)
class Met(Offices):
    """The persons and organisations named before a token."""

    def _body_met(self, at: int, *, any_body: bool) -> str:
        """The organisation named last, from the sentence before on; without any_body: one whose name says that it
        speaks, for "the monitor" is no militia."""
        parse, speaking = self.parse, self.words.speaking
        first = parse.sentences[max(0, parse.sentence[at] - 1)][0]
        met = (self.spans[t] for t in range(at - 1, first - 1, -1) if t in self.organisations)
        span = next((s for s in met if any_body or any(w in speaking for w in parse.lemma[s[0] : s[1] + 1])), None)
        return parse.wording(*span) if span is not None else ""

    def _person_met(self, at: int) -> str:
        """The person named last before token `at`, in its sentence or the two before; "" if there is none."""
        first = self.parse.sentences[max(0, self.parse.sentence[at] - 2)][0]
        t = next((t for t in range(at - 1, first - 1, -1) if t in self.persons), None)
        return self.parse.wording(*self.spans[t]) if t is not None else ""

    def _met(self, at: int) -> str | None:
        """A person who is a subject in the sentence before the one of token `at`, if anybody is."""
        parse, n = self.parse, self.parse.sentence[at]
        if n == 0:
            return None
        first, last = parse.sentences[n - 1]
        found = [t for t in range(first, last) if t in self.persons and parse.dep[t] in SUBJECTS]
        return self.parse.wording(*self.spans[found[-1]]) if found else None
