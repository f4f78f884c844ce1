"""Where a claim plays: the places that syntax gives, those named around it, and the learned choice among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from marsad.claims.choices.actor_facts import SAID
from marsad.claims.choices.claim_features import distance_band
from marsad.claims.choices.country_wide import BROKERING, country_of
from marsad.claims.choices.framing import framed
from marsad.claims.choices.no_scene import where_it_plays
from marsad.claims.draft import PlaceMention, PlaceNames, PlaceOption, Voice
from marsad.claims.linear import Templates, TemplateScorer, load_model
from marsad.claims.place_names.relations import is_landmark, most_specific
from marsad.claims.place_names.words import COUNTRY, INNER_KINDS, LARGE, REGION_KINDS, SITES
from marsad.claims.reading import Candidate
from marsad.claims.scene.places import Scene

SENTENCES_BACK = 2
LEAD = 3
"""Sentences of a report (title and dateline may count as some) that tell before they name the place."""
FOUGHT_OVER = frozenset({"for", "of", "in", "on", "at", "near", "over", "around"})
"""Before the town that a battle, an attack, a siege is told with."""
LATER = 3
"""Sentences within which a lead's place gets its name."""
MOST_OPTIONS = 7
"""Places that are looked at: what syntax gives, the nearest, the last claim's, the report's first."""
SAME_PHRASE = 7
"""Words from a place's name to the name of what it lies in: "Jenin, in the northern West Bank"."""
OF_EACH = frozenset({"control", "territory_taken", "besieged", "withdrawal"})
"""Types that say of each of several neighbourhoods who has it."""
RULE_ONLY = frozenset({"control"})
"""Types that say their place in their own words: nothing else is looked at when they do."""


PLACES = Templates(
    (
        ("count", "capitals", "start", "hyphen"), ("mark",), ("after",), ("dep",), ("modifier",), ("kind",),
        ("headlemma",), ("level", "home", "how", "same"), ("type",), ("frame",), ("rank",), ("band",),
        ("linked", "spoken", "several", "place", "contained", "container"),
    ),
    {
        "how": ("how",),
        "how,type": ("how", "type"),
        "rank": ("rank",),
        "band": ("band",),
        "level": ("level",),
        "how,level": ("how", "level"),
        "mark": ("mark",),
        "mark,how": ("mark", "how"),
        "after": ("after",),
        "dep": ("dep",),
        "linked": ("linked",),
        "linked,mark": ("linked", "mark"),
        "spoken": ("spoken",),
        "several": ("several",),
        "home": ("home",),
        "home,how": ("home", "how"),
        "count": ("count",),
        "contained": ("contained",),
        "container": ("container",),
        "modifier": ("modifier",),
        "kind": ("kind",),
        "frame,mark": ("frame", "mark"),
        "headlemma": ("headlemma",),
        "capitals": ("capitals",),
        "place": ("place",),
        "start": ("start",),
        "hyphen": ("hyphen",),
        "same,how": ("same", "how"),
    },
)  # fmt: skip
"""Of a place where a claim may play. how: "said", "harm" (syntax), "near", "last" (the claim before), "first" (of the
report); home: the gazetteer knows it; container: the report names it as what another place lies in."""


@cache
def _judge() -> TemplateScorer | None:
    """The model, ready to score; None where the package was built without it."""
    model = load_model("place")
    return PLACES.scorer(model) if model else None


class PlaceLinker:
    """Chooses the places of one report's candidates, in text order (it remembers where the last claim played)."""

    def __init__(self, scene: Scene, names: PlaceNames, *, learned: bool = True) -> None:
        self.scene, self.names = scene, names
        self.judge = _judge() if learned else None
        self.last: PlaceMention | None = None
        self.deal = -LATER - 1
        self.own: dict[int, tuple[PlaceMention, tuple[str, ...]]] = {}
        self.firsts = [m.first for m in scene.places]
        self.landmarks = {b.first for a, b in pairwise(scene.places) if is_landmark(scene.parse, a, b)}
        self.counts = Counter(m.phrase.text for m in scene.places)
        self.home = {m.phrase.text: names.known(m.phrase.text) for m in scene.places}

    def link(self, found: Candidate, voices: Sequence[Voice]) -> tuple[list[PlaceMention], list[PlaceOption]]:
        """The places of a candidate (none, one, or a row of them), and the options that there were."""
        if not found.places and (country := country_of(self.scene, found)) is not None:
            found.places, found.said_place, self.last = [country], True, country
            return [country], []
        if found.type == "agreement" and self._binds_elsewhere(found):
            return [], []
        options = self._options(found, voices)
        if not options:
            return [], []
        given = options[0] if options[0].by_rule else None
        if self.judge is not None and not (given and (found.type in RULE_ONLY or _names_row(given.places))):
            score = self.judge.total
            best = max(options, key=lambda o: score(o.facts))
        else:
            best = given or options[0]
        if best.by_rule or not found.said_place:
            self.last = best.places[0]
        return best.places, options

    def _binds_elsewhere(self, found: Candidate) -> bool:
        """Whether a deal is told of in a sentence without a place, and not after one that was made for a place: it is
        the war's, not the town's that was named last."""
        sentence = self.scene.parse.sentence[found.trigger.head]
        first, last = self.scene.parse.sentences[sentence]
        brokered = not BROKERING.isdisjoint(self.scene.parse.lemma[first:last])  # by one, for a town
        if found.places or brokered or bisect_left(self.firsts, first) < bisect_left(self.firsts, last):
            self.deal = sentence
        return sentence - self.deal > LATER

    def _options(self, found: Candidate, voices: Sequence[Voice]) -> list[PlaceOption]:
        parse, scene = self.scene.parse, self.scene
        i = found.trigger.head
        sentence = parse.sentence[i]
        rows: list[tuple[list[PlaceMention], str]] = []
        if found.places:
            specific = most_specific(parse, found.places, each=found.type in OF_EACH)
            told = [self._inner(m) for m in self._fought_for(specific, i)]
            later = scene.places[bisect_left(self.firsts, told[-1].last + 1) :]
            if len(told) == 1 and (inner := framed(parse, told[0], later, i)) is not None:
                told = [inner]
            rows.append((told, "said" if found.said_place else "harm"))
        containers = {m.phrase.container for m in scene.places if m.phrase.container}
        taken = {m.phrase.text for places, _ in rows for m in places}
        first = bisect_left(self.firsts, parse.sentences[max(0, sentence - SENTENCES_BACK)][0])
        stop = bisect_left(self.firsts, parse.sentences[sentence][1])
        near = sorted(
            (m for m in scene.places[first:stop] if m.first not in self.landmarks),
            key=lambda m: (abs(parse.sentence[m.first] - sentence), abs(m.head - i)),
        )
        for mention in near:
            if len(rows) >= MOST_OPTIONS - 2:
                break
            if mention.phrase.text not in taken and not self._holds_another(mention, near):
                taken.add(mention.phrase.text)
                rows.append(([mention], "near"))
        vague = all(m.phrase.kind_hint in LARGE for places, _ in rows for m in places)
        for other, how in (
            (self._named_later(sentence, stop) if vague else None, "later"),
            (self.last, "last"),
            (scene.places[0] if scene.places else None, "first"),
        ):
            if other is not None and other.phrase.text not in taken:
                taken.add(other.phrase.text)
                rows.append(([other], how))
        rows = where_it_plays(scene, rows, found)
        spoken = [(v.start, v.end) for v in voices if v.start >= 0]
        return [
            PlaceOption(
                places,
                self._facts(
                    found,
                    places[0],
                    how=how,
                    rank=rank,
                    containers=containers,
                    spoken=any(a <= places[0].phrase.start < b for a, b in spoken),
                    several=len(places) > 1,
                ),
                by_rule=how in ("said", "harm"),
            )
            for rank, (places, how) in enumerate(rows)
        ]

    def _fought_for(self, told: list[PlaceMention], i: int) -> list[PlaceMention]:
        """Where a clause only tells the country, the town that hangs on the word itself ("the battle for X entered its
        third week in Y")."""
        parse, scene = self.scene.parse, self.scene
        if any(m.phrase.kind_hint != COUNTRY for m in told):
            return told
        first, last = parse.sentences[parse.sentence[i]]
        there = scene.places[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]
        own = [m for m in there if parse.head[m.head] == i and m.phrase.kind_hint not in LARGE]
        return [m for m in own if parse.preposition(m.head) in FOUGHT_OVER] or told

    def _named_later(self, sentence: int, stop: int) -> PlaceMention | None:
        """The town that a report names after a lead of "a town in the north"; stop: the first mention after it."""
        parse = self.scene.parse
        if sentence > LEAD:
            return None
        after = (m for m in self.scene.places[stop:] if parse.sentence[m.first] - sentence <= LATER)
        return next((m for m in after if m.phrase.kind_hint not in LARGE), None)

    def _inner(self, mention: PlaceMention) -> PlaceMention:
        """Of "at X in Y district" the X, where syntax gave the Y."""
        at = bisect_left(self.firsts, mention.first)
        before = self.scene.places[at - 1 : at] if at else []
        return before[0] if self._holds_another(mention, before) else mention

    def _holds_another(self, mention: PlaceMention, near: Sequence[PlaceMention]) -> bool:
        """Whether it is only named as what the place beside it lies in: "in the West Bank town of Jenin"."""
        return any(
            m.phrase.container == mention.phrase.text
            and self.scene.parse.sentence[m.first] == self.scene.parse.sentence[mention.first]
            and (0 < m.first - mention.last <= SAME_PHRASE or 0 < mention.first - m.last <= SAME_PHRASE)
            for m in near
        )

    def _facts(
        self,
        found: Candidate,
        mention: PlaceMention,
        *,
        how: str,
        rank: int,
        containers: set[str],
        spoken: bool,
        several: bool,
    ) -> tuple[str, ...]:
        if id(mention) not in self.own:
            self.own[id(mention)] = (mention, self._read(mention))
        parse, i, own = self.scene.parse, found.trigger.head, self.own[id(mention)][1]
        away = parse.sentence[mention.first] - parse.sentence[i]
        up = parse.head[mention.head]
        linked = (
            "child"
            if up == i
            else "support"
            if up == found.arguments.support
            else "grandchild"
            if parse.head[up] == i
            else "sibling"
            if up == parse.head[i]
            else "far"
        )
        band = distance_band(mention.head - i) if away == 0 else f"s{away}"
        return (
            *own, how, SAID[away == 0], found.type, found.trigger.frame.id, str(min(rank, 5)), band, linked,
            SAID[spoken], SAID[several],
            SAID[self.last is not None and self.last.phrase.text == mention.phrase.text],
            SAID[bool(mention.phrase.container)], SAID[mention.phrase.text in containers],
        )  # fmt: skip

    def _read(self, mention: PlaceMention) -> tuple[str, ...]:
        """Facts of a place, whatever it is looked at for."""
        parse, phrase = self.scene.parse, mention.phrase
        before = mention.first - 1
        while before > 0 and (
            parse.tag[before] in ("DT", "JJ", "NN", "IN")
            and parse.lower[before] in ("the", "of", "town", "city", "village", "district", "area")
        ):
            before -= 1
        mark = parse.lower[before] if before >= 0 and parse.sentence[before] == parse.sentence[mention.first] else "^"
        after = parse.lower[mention.last + 1] if mention.last + 1 < parse.size else "$"
        kind = phrase.kind_hint
        level = (
            "country"
            if kind == COUNTRY
            else "region"
            if kind in REGION_KINDS
            else "inner"
            if kind in INNER_KINDS
            else "town"
        )
        return (
            str(min(self.counts[phrase.text], 6)), str(phrase.text.isupper()),
            str(mention.first == parse.sentences[parse.sentence[mention.first]][0]), str(after == "-"), mark, after,
            parse.dep[mention.head], phrase.modifier, kind, parse.lemma[parse.head[mention.head]], level,
            str(self.home[phrase.text]),
        )  # fmt: skip


def _names_row(places: Sequence[PlaceMention]) -> bool:
    """Whether a claim's own words name several towns or neighbourhoods: it plays nowhere else."""
    return len(places) > 1 and all(m.phrase.kind_hint not in LARGE | SITES for m in places)
