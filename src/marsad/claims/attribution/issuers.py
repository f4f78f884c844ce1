"""Whose words a statement, a video or a count are: "figures compiled by X", "by X's count".

A base of the finder of cues."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.attribution.phrases import Phrase
from marsad.claims.attribution.subjects import SubjectFinder

MADE = frozenset(
    {
        "issue",
        "release",
        "compile",
        "provide",
        "publish",
        "collect",
        "gather",
        "give",
        "keep",
        "share",
        "post",
        "make",
        "upload",
        "distribute",
        "broadcast",
        "circulate",
        "film",
        "shoot",
    }
)
"""What is done with a statement or a count by whose it is: "figures compiled by X"."""
MADE_REACH = 6
"""Words from there to by whom ("a video released late on Friday by X")."""
COUNT_REACH = 8
"""Words from "by" to the count that it is told by."""


@dataclass(slots=True)
class IssuerFinder(SubjectFinder):
    """Finds who stands behind what tells."""

    def _issuer(self, phrase: Phrase, last: int) -> Phrase | None:
        """Whose statement or count it is: "a statement (issued) by X", "figures compiled by X", "a toll from X"."""
        parse, at = self.speakers.parse, phrase.right + 1
        words = self.speakers.words
        if parse.lemma[phrase.head] not in words.issued | words.counts | words.language.relaying_nouns:
            return None
        if at < last and parse.lemma[at] in MADE:
            by = next((t for t in range(at, min(last, at + MADE_REACH)) if parse.lower[t] == "by"), at)
            at = by if by > at else at + 1
        if parse.lower[at : at + 1] not in (["by"], ["from"]):
            return None
        issuer = self.speakers.after(at, last)
        return issuer if issuer is not None and self.speakers.of_a_sort(issuer) else None

    def _counter(self, i: int, last: int) -> Phrase | None:
        """Whose count it is: "the raid killed ten by X's count", "by the count of X"."""
        parse, speakers = self.speakers.parse, self.speakers
        counts = speakers.words.counts
        at = next((t for t in range(i + 2, min(last, i + COUNT_REACH)) if parse.lemma[t] in counts), -1)
        if at < 0:
            return None
        if parse.lower[at + 1 : at + 2] == ["of"]:
            whose = speakers.after(at + 1, last)
        else:
            owner = next((t for t in range(at - 1, i, -1) if parse.tag[t] == "POS"), -1)
            whose = speakers.after(i, owner) if owner > i else None
        return whose if whose is not None and speakers.speaks(whose) else None
