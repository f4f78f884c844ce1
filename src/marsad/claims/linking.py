"""Who plays which part in a claim: the actors that syntax gives, those named nearby, and the learned choice among
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.claims.draft import ActorSpan, Option, Phrase, Voice
from marsad.claims.features import actor_features
from marsad.claims.fill import Scene
from marsad.claims.linear import load_model

if TYPE_CHECKING:
    from marsad.claims.reading import Candidate

SENTENCES_BACK = 3
"""How far back a report may have named the doer of what it tells now."""
MOST_OPTIONS = 8
"""Groups that are looked at: the right one is nearly always among the nearest eight (training gold)."""
SYNTAX_FIRST = 0.2
"""What another actor must be likelier by than the one that syntax gives, before it is preferred."""
BY_FORCES = frozenset({"territory_taken", "control", "withdrawal", "besieged", "contested", "clearance", "offensive"})
"""Types that only a force can do: people who reach a town have not taken it."""
NO_DOER = frozenset({"displacement", "other_event", "agreement", "contaminated", "presence", "statement"})
"""Types whose actors only syntax may give."""
NEARBY_WORDS = 18
"""Without learned models: words between a deed and its doer that the parse does not connect, a clause's length."""
TARGET_MARKS = frozenset(
    {
        "against", "targeting", "target", "targeted", "on", "hit", "hitting", "at", "killed", "killing", "from", "of",
        "struck", "with"
    }
)  # fmt: skip


class ActorLinker:
    """Chooses the actors of one report's candidates, in text order (it remembers who did what last)."""

    def __init__(self, scene: Scene, *, learned: bool = True) -> None:
        self.scene = scene
        self.models = (load_model("actor1"), load_model("actor2")) if learned else (None, None)
        self.last: dict[tuple[str, int], str] = {}
        self.counts = Counter(a.actor for a in scene.actors)
        self.tokens = [scene.parse.at(a.start) for a in scene.actors]

    def link(self, found: Candidate, voices: Sequence[Voice]) -> tuple[list[Option], list[Option]]:
        """Fill actor1 and actor2 of the candidate; the options that there were, for each part."""
        options1, options2 = self._options(found, voices)
        if found.type in BY_FORCES:
            options1 = [o for o in options1 if o.group[0].kind != "civilians"]
        for part, options, model in ((1, options1, self.models[0]), (2, options2, self.models[1])):
            if found.type in NO_DOER:
                continue
            own = next((o for o in options if f"rule=actor{part}" in o.features and o.group[0].speaker), None)
            if own is not None:
                chosen = own.group  # "we", "our forces": nobody named nearby is meant
            elif model is not None:
                for option in options:
                    option.probability = model.probability(option.features)
                wanted = f"rule=actor{part}"
                best = max(options, key=lambda o: o.probability + SYNTAX_FIRST * (wanted in o.features), default=None)
                enough = model.threshold - (SYNTAX_FIRST if best is not None and wanted in best.features else 0.0)
                chosen = best.group if best is not None and best.probability >= enough else []
            else:
                chosen = self._by_rule(found, options, part)
            if part == 1:
                found.actor1 = chosen
            else:
                doers = {q.actor for q in found.actor1 if q.actor} | {q.text for q in found.actor1}
                found.actor2 = [p for p in chosen if p.actor not in doers and p.text not in doers]
        for part, group in ((1, found.actor1), (2, found.actor2)):
            if group:
                self.last[found.type, part] = group[0].actor or group[0].text
        return options1, options2

    def _options(self, found: Candidate, voices: Sequence[Voice]) -> tuple[list[Option], list[Option]]:
        """For each part, what syntax gives for either, and every group of forces named in the last three sentences."""
        parse = self.scene.parse
        i = found.trigger.head
        sentence = parse.sentence[i]
        groups: list[tuple[list[Phrase], str, str]] = []
        if found.actor1:
            groups.append((found.actor1, "actor1", self._how(found.actor1[0])))
        if found.actor2:
            groups.append((found.actor2, "actor2", self._how(found.actor2[0])))
        given = {p.start for group, _, _ in groups for p in group}
        near = [
            (abs(token - i), actor, token)
            for token, actor in zip(self.tokens, self.scene.actors, strict=True)
            if -SENTENCES_BACK <= parse.sentence[token] - sentence <= 0 and actor.start not in given
        ]
        for _, actor, token in sorted(near, key=lambda row: row[0]):
            if len(groups) >= MOST_OPTIONS:
                break
            if actor.start in given:
                continue
            group = self._group(actor, token)
            given.update(p.start for p in group)
            groups.append((group, "", actor.how))
        spoken = [(v.start, v.end) for v in voices if v.start >= 0]
        parts: tuple[list[Option], list[Option]] = ([], [])
        for rank, (group, rule, how) in enumerate(groups):
            shared = actor_features(
                parse,
                found,
                group,
                how=how,
                by_rule=rule,
                rank=rank,
                in_voice=any(a <= group[0].start < b for a, b in spoken),
                count=self.counts[group[0].actor],
            )
            name = group[0].actor or group[0].text
            for part, options in enumerate(parts, start=1):
                recent = self.last.get((found.type, part)) == name  # whether it played this part last
                options.append(Option(group, (*shared, f"recent={recent}", f"recent,rule={recent},{rule}")))
        return parts

    def _how(self, phrase: Phrase) -> str:
        actor = next((a for a in self.scene.actors if a.start == phrase.start), None)
        return actor.how if actor is not None else "noun"

    def _group(self, actor: ActorSpan, token: int) -> list[Phrase]:
        """An actor with those that it is coordinated with."""
        parse = self.scene.parse
        members: list[Phrase] = []
        for head in parse.joined(token) if token < len(parse) else []:
            other = self.scene.actor_at.get(head)
            if other is not None and other.kind != "civilians" and all(m.start != other.start for m in members):
                members.append(self.scene.named(other))
        if all(m.start != actor.start for m in members):
            members.insert(0, self.scene.named(actor))
        return members

    def _by_rule(self, found: Candidate, options: Sequence[Option], part: int) -> list[Phrase]:
        """What syntax gives; else the nearest force of the sentence, marked as target or not as the part asks."""
        given = found.actor1 if part == 1 else found.actor2
        if given:
            return given
        parse, i = self.scene.parse, found.trigger.head
        other = {p.actor for p in (found.actor2 if part == 1 else found.actor1)}
        for option in options:
            main = option.group[0]
            token = parse.at(main.start)
            if parse.sentence[token] != parse.sentence[i] or main.kind in ("civilians", "") or main.actor in other:
                continue
            if abs(token - i) > NEARBY_WORDS or "voice=True" in option.features or "hyphen=True" in option.features:
                continue
            marked = any(f"mark={mark}" in option.features for mark in TARGET_MARKS)
            if marked == (part == 2):
                return option.group[:1]
        return []
