"""Where a claim plays: the places that syntax gives, those named around it, and the learned choice among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.claims.draft import PlaceMention, PlaceNames, PlaceOption, Voice
from marsad.claims.features import distance_band
from marsad.claims.fill import Scene
from marsad.claims.linear import load_model
from marsad.claims.place_words import INNER_KINDS, REGION_KINDS
from marsad.claims.places import COUNTRY

if TYPE_CHECKING:
    from marsad.claims.reading import Candidate

SENTENCES_BACK = 2
MOST_OPTIONS = 7
"""Places that are looked at: what syntax gives, the nearest, the last claim's, the report's first."""
RULE_ONLY = frozenset({"control"})
"""Types that say their place in their own words: nothing else is looked at when they do."""


class PlaceLinker:
    """Chooses the places of one report's candidates, in text order (it remembers where the last claim played)."""

    def __init__(self, scene: Scene, names: PlaceNames, *, learned: bool = True) -> None:
        self.scene, self.names = scene, names
        self.model = load_model("place") if learned else None
        self.last: PlaceMention | None = None
        self.counts = Counter(m.phrase.text for m in scene.places)
        self.home = {m.phrase.text: names.known(m.phrase.text) for m in scene.places}

    def link(self, found: Candidate, voices: Sequence[Voice]) -> tuple[list[PlaceMention], list[PlaceOption]]:
        """The places of a candidate (none, one, or a row of them), and the options that there were."""
        options = self._options(found, voices)
        if not options:
            return [], []
        given = options[0] if options[0].by_rule else None
        if self.model is not None and not (given and found.type in RULE_ONLY):
            for option in options:
                option.probability = self.model.probability(option.features)
            best = max(options, key=lambda o: o.probability)
        else:
            best = given or options[0]
        if best.by_rule or not found.said_place:
            self.last = best.places[0]
        return best.places, options

    def _options(self, found: Candidate, voices: Sequence[Voice]) -> list[PlaceOption]:
        parse, scene = self.scene.parse, self.scene
        i = found.trigger.head
        sentence = parse.sentence[i]
        rows: list[tuple[list[PlaceMention], str]] = []
        if found.places:
            rows.append((scene.choose(found.places), "said" if found.said_place else "harm"))
        taken = {m.phrase.text for places, _ in rows for m in places}
        containers = {m.phrase.container for m in scene.places if m.phrase.container}
        near = sorted(
            (m for m in scene.places if -SENTENCES_BACK <= parse.sentence[m.first] - sentence <= 0),
            key=lambda m: (abs(parse.sentence[m.first] - sentence), abs(m.head - i)),
        )
        for mention in near:
            if len(rows) >= MOST_OPTIONS - 2:
                break
            if mention.phrase.text not in taken:
                taken.add(mention.phrase.text)
                rows.append(([mention], "near"))
        for other, how in ((self.last, "last"), (scene.places[0] if scene.places else None, "first")):
            if other is not None and other.phrase.text not in taken:
                taken.add(other.phrase.text)
                rows.append(([other], how))
        spoken = [(v.start, v.end) for v in voices if v.start >= 0]
        return [
            PlaceOption(
                places,
                self._features(
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

    def _features(
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
        parse = self.scene.parse
        i, phrase = found.trigger.head, mention.phrase
        away = parse.sentence[mention.first] - parse.sentence[i]
        before = mention.first - 1
        while before > 0 and (
            parse.tag[before] in ("DT", "JJ", "NN", "IN")
            and parse.lower[before] in ("the", "of", "town", "city", "village", "district", "area")
        ):
            before -= 1
        mark = parse.lower[before] if before >= 0 and parse.sentence[before] == parse.sentence[mention.first] else "^"
        after = parse.lower[mention.last + 1] if mention.last + 1 < len(parse) else "$"
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
        dep, up = parse.dep[mention.head], parse.head[mention.head]
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
            f"how={how}",
            f"how,type={how},{found.type}",
            f"rank={min(rank, 5)}",
            f"band={band}",
            f"level={level}",
            f"how,level={how},{level}",
            f"mark={mark}",
            f"mark,how={mark},{how}",
            f"after={after}",
            f"dep={dep}",
            f"linked={linked}",
            f"linked,mark={linked},{mark}",
            f"spoken={spoken}",
            f"several={several}",
            f"home={self.home[phrase.text]}",
            f"home,how={self.home[phrase.text]},{how}",
            f"count={min(self.counts[phrase.text], 6)}",
            f"contained={bool(phrase.container)}",
            f"container={phrase.text in containers}",
            f"modifier={phrase.modifier}",
            f"kind={kind}",
            f"frame,mark={found.trigger.frame.id},{mark}",
            f"headlemma={parse.lemma[up]}",
            f"capitals={phrase.text.isupper()}",
            f"place={self.last is not None and self.last.phrase.text == phrase.text}",
            f"start={mention.first == parse.sentences[parse.sentence[mention.first]][0]}",
            f"hyphen={after == '-'}",
            f"same,how={away == 0},{how}",
        )
