"""Whom a speaker told: "told Reuters", "speaking to Reuters, X said", "said in a statement to Reuters".

A base of the finder of cues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.claims.attribution.phrases import OUTLETS, Phrase
from marsad.claims.attribution.sources import Speakers

REPORTERS = frozenset({"correspondent", "reporter", "journalist", "photographer", "witness", "eyewitness"})
"""Whose seeing is a report: "an agency's correspondent saw damaged houses"; whom one tells, one tells the medium."""

ASKED = frozenset({"contacted", "reached", "interviewed", "quoted", "cited"})
"""After a speaker they tell how it was asked ("a priest reached by telephone in the town said")."""

PASSED_ON = frozenset({"carried", "published", "broadcast", "relayed", "distributed", "quoted", "run"})
"""What media do with a statement: "said in a statement carried by the agency"."""


@dataclass(slots=True)
class HearerFinder:
    """verbs: the lists under `saying` in language.yaml."""

    speakers: Speakers
    quoted: list[int]
    verbs: Mapping[str, frozenset[str]]

    def _told(self, i: int, last: int) -> list[str]:
        """Media to which somebody spoke: "told Reuters", "said to Reuters"."""
        parse, at = self.speakers.parse, i
        if i + 1 < last and parse.lemma[i] == "say" and parse.lower[i + 1] == "to":
            at = i + 1
        elif parse.lemma[i] not in ("tell", "inform"):
            return []
        return self._medium(at, last)

    def _spoke_to(self, first: int, start: int) -> list[str]:
        """ "Speaking to Reuters, X said", "X, reached by Reuters, said", "X said in a statement to Reuters"."""
        parse = self.speakers.parse
        telling = self.speakers.words.language.relaying_nouns
        for t in range(first, start - 1):
            spoken = parse.lemma[t] in ("speak", "talk") or parse.lemma[t] in telling
            if spoken and parse.lower[t + 1] in ("to", "with"):
                return self._medium(t + 1, start)
            passed_on = parse.lemma[t - 1] in telling and parse.lower[t] in PASSED_ON
            if (passed_on or parse.lower[t] in ASKED) and parse.lower[t + 1] == "by":
                return self._medium(t + 1, start)
        return []

    def _medium(self, at: int, last: int) -> list[str]:
        parse, speakers = self.speakers.parse, self.speakers
        phrase = speakers.after(at, last)
        known = at + 1 + (parse.tag[at + 1 : at + 2] == ["DT"])
        if known < last and known in speakers.organisations and (phrase is None or phrase.head not in speakers.spans):
            first, end = speakers.spans[known]  # "told The New Herald", whatever the tagger makes of it
            phrase = Phrase(first, first, end, end)
        if phrase is None:
            return []
        named = [t for t in range(phrase.left, phrase.head + 1) if parse.is_name(t) or t in speakers.organisations]
        outlet = not OUTLETS.isdisjoint(parse.lower[phrase.left : phrase.right + 1])  # "Radio Gao"
        if not named or (any(t in speakers.persons for t in named) and not outlet):
            return []
        end = max(named) + 1
        if parse.lower[end : end + 1] == ["of"] and parse.is_name(end + 1) and parse.words[end - 1][:1].isupper():
            named.append(end + 1)  # "told Voice of the Lake"
        of_medium = parse.lemma[phrase.head] in REPORTERS and phrase.head <= max(named) + 2
        return [parse.wording(phrase.left, phrase.head if of_medium else max(named))]
