"""What was hit, where that is neither people in arms nor a place: a hospital, a depot."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.claims.draft import Phrase
from marsad.claims.place_names.words import COUNTRY
from marsad.claims.predicates.instruments import BLASTS, BOMBARDMENT
from marsad.claims.reading import Candidate
from marsad.claims.scene.actor_words import IRREGULAR_KINDS
from marsad.claims.scene.places import Scene

HITTING = frozenset(
    {"air_strike", "shelling", "explosion", "suicide_bombing", "attack_on_civilians", "destruction", "chemical_attack"}
)
"""Types whose target may be a thing (claims.md: the opponent, target or victims)."""
HIT_ROLES = ("on", "at", "against", "in", "into", "to", "of", "inside", "near")
AIMED_ROLES = ("on", "at", "against", "clause-object")
"""Roles of what something is aimed at, whatever lies about it."""
NEAR_ROLES = ("near", "outside", "in", "inside", "into", "of")
"""Roles of what is meant where somebody blows himself up beside it."""
POSTS = frozenset(
    {"headquarters", "headquarter", "checkpoint", "base", "post", "outpost", "barracks", "barrack", "camp", "position",
     "convoy", "patrol", "roadblock", "garrison", "compound", "bunker", "hideout", "stronghold", "academy", "vehicle"}
)  # fmt: skip
"""What is struck in order to strike those whose it is."""


AT = ("at", "on", "into", "against")
IRREGULAR = IRREGULAR_KINDS | {"unidentified"}


class Targets:
    """Reads what the attacks of one report hit."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse, self.language = scene, scene.parse, scene.lexicon.language

    def things(self, found: Candidate) -> list[Phrase]:
        """ "On two hospitals", "struck a depot"."""
        if found.type not in HITTING:
            return []
        heads = [*found.arguments.object, *(h for role in HIT_ROLES for h in found.arguments.role(role))]
        return [self.scene.thing(h) for h in dict.fromkeys(heads) if self._is_thing(h)]

    def site(self, found: Candidate) -> Phrase | None:
        """The hospital, the market that was hit, where nobody is said to have been hurt: else they are the victims."""
        if found.type not in HITTING or found.tolls:
            return None
        sites = self.language.public_sites
        return next((self.scene.thing(h) for h in self._aimed_at(found) if self.parse.lemma[h] in sites), None)

    def owner(self, found: Candidate) -> Phrase | None:
        """Whose post it was: "near the headquarters of X", "at a police checkpoint"; the state that was fired at."""
        if found.type not in HITTING:
            return None
        if (state := self._state(found)) is not None:
            return state
        near = NEAR_ROLES if found.type in BLASTS else ()
        heads = (*self._aimed_at(found), *(h for role in near for h in found.arguments.role(role)))
        posts = (h for h in dict.fromkeys(heads) if self.parse.lemma[h] in POSTS)
        owners = (p for h in posts for p in self.scene.actor_phrases([h]) if p.actor and self.scene.armed([p]))
        return next(owners, None)

    def _state(self, found: Candidate) -> Phrase | None:
        """The state at which others than states fire: "X fired rockets at Israel", "rockets hit northern Israel"."""
        doers = {p.kind for p in found.actor1}
        if found.type not in BOMBARDMENT or not doers <= IRREGULAR or (not doers and found.type != "shelling"):
            return None
        parse = self.parse
        shots = [c for h in found.arguments.object for c in parse.kids(h, "nmod") if parse.preposition(c) in AT]
        places = (self.scene.place_at.get(h) for h in (*self._aimed_at(found), *found.arguments.role("into"), *shots))
        at = next((p.phrase for p in places if p is not None and p.phrase.kind_hint == COUNTRY), None)
        return Phrase(at.start, at.end, at.text, kind="state") if at is not None else None

    def _aimed_at(self, found: Candidate) -> Iterator[int]:
        parse, i = self.parse, found.trigger.head
        yield from found.arguments.object
        for role in AIMED_ROLES:
            yield from found.arguments.role(role)
        verb = parse.head[i]
        if parse.preposition(i) == "by" and parse.passive(verb):  # "a mosque was destroyed by air strikes"
            yield from parse.kids(verb, "nsubj:pass")

    def _is_thing(self, head: int) -> bool:
        named = head in self.scene.actor_at or head in self.scene.place_at
        return self.parse.lemma[head] in self.language.things and not named
