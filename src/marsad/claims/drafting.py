"""From a candidate to drafts: one for each voice and place, with the words that make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.choices.claim_features import claim_features, general_words
from marsad.claims.choices.judging import EXTENDED_TYPES
from marsad.claims.choices.places import OF_EACH, PlaceLinker
from marsad.claims.choices.routes import Routes
from marsad.claims.draft import Draft, Option, PlaceMention, PlaceNames, Span, Voice
from marsad.claims.place_names.words import INNER_KINDS
from marsad.claims.reading import Candidate, Reading
from marsad.claims.standing.status import is_over
from marsad.claims.standing.telling import Telling
from marsad.claims.syntax.understood import blamed_doers
from marsad.claims.tolls.quantities import share_at
from marsad.records import STATE_TYPES

LONGEST_QUOTE = 300
"""Characters: a longer sentence is quoted by its clause alone (claims.md: the clause or the sentence)."""
LONGEST_ROW = 80
"""Characters of the names of some neighbourhoods."""
MEANS_UNSAID = frozenset({"attack-noun", "kill-people", "kill-fighters"})
"""Frames whose words may refer to any violence ("the attack", "12 people were killed")."""
WHOLE = frozenset({"completely", "fully", "entirely", "totally", "complete", "full", "entire", "whole"})
ALMOST = frozenset({"almost", "nearly", "virtually", "practically"})
ANOTHER = frozenset(
    {"another", "other", "similar", "separate", "second", "third", "previous", "earlier", "further", "fresh", "more"}
)  # fmt: skip
"""Words that tell an event from the one told before."""
ASIDE = frozenset({"acl", "acl:relcl", "advcl:relcl"})
SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "ccomp", "conj", "advcl:relcl"})
SINCE_REACH = 4
"""Words from "since" to its year or day: "since early June 2014"."""


class Drafter:
    """Writes the drafts of one report's candidates."""

    def __init__(self, reading: Reading, names: PlaceNames, *, learned: bool) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.placer = PlaceLinker(reading.scene, names, learned=learned)
        self.routes = Routes(reading)
        self.general = general_words(reading.parse)

    def draft(self, found: Candidate, options: list[Option], *, others: int) -> list[Draft]:
        parse, i = self.parse, found.trigger.head
        aside = i not in self.reading.quoted and (self._attributive(found) or self._background(found))
        voices = [Voice()] if aside else self._voices(found) or [Voice()]
        places, place_options = self.placer.link(found, voices) if found.type != "statement" else ([], [])
        if not found.places and (before := self._where_before(found)) is not None:
            places = [before]
        if found.type not in OF_EACH and len(places) > 1 and any(m.phrase.kind_hint in INNER_KINDS for m in places):
            places = [self._as_one(places)]
        start, end = self._quote(found)
        features = claim_features(
            parse,
            found,
            voices,
            chosen=places[0] if places else None,
            others=others,
            earlier=[c.type for _, c in self.reading.recent].count(found.type),
            title=self.reading.in_title(i),
            caption=self.reading.caption[i],
            general=self.general,
        )
        clause = (start, end) if self._attributive(found) else self._clause(i)
        elsewhere, perfect = self._elsewhere(i), self._perfect(found)
        telling = Telling(parse, i, found.arguments.support)
        drafts = []
        for voice in voices:
            for place in places or [None]:  # type: ignore[list-item]
                polarity, realis, certainty = found.standing.polarity, found.standing.realis, found.standing.certainty
                if voice.denies:
                    polarity = "negative"
                if voice.hedged:
                    certainty = "hedged"
                if found.trigger.frame.negative:
                    polarity = "negative"
                one = Draft(
                    type=found.type,
                    frame=found.trigger.frame.id,
                    trigger=parse.start[i],
                    start=start,
                    end=end,
                    clause=clause,
                    actor1=list(found.actor1),
                    actor2=list(found.actor2),
                    place=place.phrase if place else None,
                    part=_part(found.part, place, places),
                    tolls=list(found.tolls),
                    polarity=polarity,
                    realis=realis,
                    certainty=certainty,
                    tense=found.standing.tense,
                    voice=voice,
                    perfect=perfect,
                    since=found.type in STATE_TYPES and self._since(i),
                    over=found.type in STATE_TYPES and is_over(parse, i),
                    place_said=found.said_place,
                    caption=self.reading.caption[i],
                    definite=self.reading.definite(i),
                    another=self._another(found),
                    vague=found.vague and found.trigger.frame.id in MEANS_UNSAID,
                    means_said=found.means_said,
                    elsewhere=elsewhere,
                    features=features,
                    options=options,
                    place_options=place_options,
                    telling=telling,
                )
                if found.type in EXTENDED_TYPES:
                    one.extent = self._extent(found)
                if found.type in ("withdrawal", "movement"):
                    self.routes.fill(one, found)
                drafts.append(one)
        return drafts

    def _where_before(self, found: Candidate) -> PlaceMention | None:
        """Where "the attack" for which somebody is blamed was told to be, whatever place has been named since."""
        i = found.trigger.head
        blamed = found.trigger.part == "noun" and self.reading.definite(i) and blamed_doers(self.parse, i)
        told = self.reading.told_before(i, frozenset({found.type})) if blamed else None
        phrase = told.drafts[0].place if told is not None and told.drafts else None
        return self.scene.place_at.get(phrase.token) if phrase is not None else None

    def _as_one(self, row: list[PlaceMention]) -> PlaceMention:
        """Neighbourhoods told as one ("the X and Y districts"): the first, called by all."""
        first, last = row[0].phrase, row[-1].phrase
        called = self.parse.text[first.start : last.end] if first.start < last.end else ""
        if "\n" in called or len(called) > LONGEST_ROW:
            called = ""
        return replace(row[0], phrase=replace(first, called=called))

    def _voices(self, found: Candidate) -> list[Voice]:
        """Whose words a candidate is: a statement's ("condemned the raid") are those of the one who makes it."""
        i, voices = found.trigger.head, self.reading.voices
        if found.type != "statement" or voices[i]:
            return voices[i]
        last = self.parse.sentences[self.parse.sentence[i]][1]
        return next((over for over in voices[i + 1 : last] if any(v.cue == i for v in over)), [])

    def _perfect(self, found: Candidate) -> bool:
        """Whether the claim's verb is a present perfect ("has seized")."""
        verb = found.arguments.support if found.arguments.support is not None else found.trigger.head
        return self.parse.has(verb, ("has", "have"), "aux")

    def _elsewhere(self, i: int) -> list[Span]:
        """Spans of the sentence's other clauses, whose times are not the trigger's ("who left in May")."""
        parse = self.parse
        first, last = parse.sentences[parse.sentence[i]]
        above = {i, *parse.ancestors(i)}
        spans = []
        for c in range(first, last):
            if c in above or parse.dep[c] not in SUBORDINATE:
                continue
            if parse.dep[c] == "conj" and not (parse.is_verb(c) and parse.kids(c, "nsubj", "nsubj:pass")):
                continue
            tokens = parse.subtree(c)
            if i not in tokens:
                spans.append(parse.span(tokens))
        return spans

    def _since(self, i: int) -> bool:
        """Whether it is told since when: a year or a number of days, no clause that may as well say why."""
        parse = self.parse
        told = (t for t in parse.subtree(i) if parse.lower[t] == "since")
        return any("CD" in parse.tag[t + 1 : t + 1 + SINCE_REACH] for t in told)

    def _background(self, found: Candidate) -> bool:
        """A state told on the side of what somebody else says ("a town held by", "which has been besieged since") is
        the outlet's own knowledge, unless the words are quoted."""
        if found.type not in STATE_TYPES:
            return False
        parse, at = self.parse, found.trigger.head
        predicate = parse.kids(at, "cop", "nsubj")
        if found.trigger.part == "noun" and not predicate and found.trigger.frame.id == "control-noun":
            return True
        if found.trigger.part != "verb" and parse.dep[at] == "nmod" and parse.is_noun(parse.head[at]):
            return True  # "a base under siege"
        while parse.head[at] != at and parse.dep[at] not in ("ccomp", "parataxis", "advcl"):
            if parse.dep[at] in ASIDE:
                return True
            at = parse.head[at]
        return False

    def _another(self, found: Candidate) -> bool:
        """ "A similar attack", "the second raid": none that was told before."""
        parse, i = self.parse, found.trigger.head
        noun = parse.head[i] if parse.dep[i] == "compound" else i  # "a similar car bomb attack"
        words = {parse.lower[c] for c in parse.kids(noun, "det", "amod", "nummod")}
        return found.type not in STATE_TYPES and not words.isdisjoint(ANOTHER)

    def _attributive(self, found: Candidate) -> bool:
        """A modifier ("rebel-held", "the besieged town") is the outlet's own word, also in what somebody else says."""
        dep = self.parse.dep[found.trigger.head]
        return found.trigger.part == "modifier" or (
            found.type in STATE_TYPES
            and found.trigger.part in ("noun", "adjective")
            and dep in ("amod", "appos", "compound")
        )

    def _clause(self, i: int) -> Span:
        """Characters of the smallest clause around the trigger, at least its own subtree."""
        parse = self.parse
        node = i
        while parse.head[node] != node and not (
            parse.is_verb(node) and parse.dep[node] not in ("amod", "compound", "xcomp", "aux")
        ):
            node = parse.head[node]
        tokens = parse.subtree(node)
        return parse.start[tokens[0]], parse.end[tokens[-1]]

    def _quote(self, found: Candidate) -> Span:
        parse, i = self.parse, found.trigger.head
        first, last = parse.sentences[parse.sentence[i]]
        start, end = parse.start[first], parse.end[last - 1]
        if self._attributive(found):
            tokens = [
                *found.trigger.tokens,
                *[
                    t
                    for m in found.places[:1]
                    if parse.sentence[m.first] == parse.sentence[i]
                    for t in (m.first, m.last)
                ],
            ]
            return parse.start[min(tokens)], parse.end[max(tokens)]
        if end - start > LONGEST_QUOTE or found.trigger.frame.negative:
            start, end = self._clause(i)  # what is left undone stands beside what is done
        if end - start > LONGEST_QUOTE:
            tokens = [
                i,
                *found.trigger.tokens,
                *[
                    t
                    for m in found.places[:1]
                    if parse.sentence[m.first] == parse.sentence[i]
                    for t in (m.first, m.last)
                ],
            ]
            low, high = min(tokens), max(tokens)
            while high - low < 30 and (low > first or high < last - 1):
                low, high = max(first, low - 1), min(last - 1, high + 1)
            start, end = parse.start[low], parse.end[high]
        while start < end and parse.text[start] in "\"“”' \n":
            start += 1
        while end > start and parse.text[end - 1] in '"“” \n':
            end -= 1
        return start, end

    def _extent(self, found: Candidate) -> float | None:
        parse, i = self.parse, found.trigger.head
        if len({m.phrase.text for m in found.places}) > 1:
            return None  # "all of X and half of Y": a share of each
        clauses = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp"})
        heads = (i, *found.arguments.object, *found.arguments.subject)
        for t in (t for head in heads for t in parse.subtree(head, without=clauses)):
            if (share := share_at(parse, t, self.language)) is not None:
                return share
        if found.part is not None:  # "in the parts left, which make up 30 percent of the town"
            for head in found.arguments.role("in"):
                for t in (t for c in parse.kids(head, "acl:relcl") for t in parse.subtree(c)):
                    if (share := share_at(parse, t, self.language)) is not None:
                        return share
        near = [c for h in (i, *found.arguments.object, *found.arguments.subject) for c in parse.children[h]]
        words = {parse.lower[c] for c in near} | {parse.lower[c - 1] for c in near if parse.lower[c] in WHOLE and c}
        if words & WHOLE and not words & ALMOST and found.part is None and not self._but_for(i):
            return 1.0
        return None

    def _but_for(self, i: int) -> bool:
        """Whether the sentence leaves out a part that it names ("the whole of X apart from the Y district")."""
        first, last = self.parse.sentences[self.parse.sentence[i]]
        return any(self.scene.excepted(m) for t in range(first, last) if (m := self.scene.place_at.get(t)))


def _part(part: str | None, place: PlaceMention | None, places: Sequence[PlaceMention]) -> str | None:
    """The words for a part of a place, where they do not name another of a row ("the X area and Y suburb")."""
    own = part is None or place is None or not any(m is not place and part.startswith(m.phrase.text) for m in places)
    return part if own else None
