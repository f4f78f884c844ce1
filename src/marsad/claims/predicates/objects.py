"""What the object of a frame's verb has to be: a place, people, things, weapons, relief."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.place_names.words import DIRECTIONS, SETTLEMENTS
from marsad.claims.reading import Reading
from marsad.claims.syntax.parse import SUBJECTS
from marsad.claims.syntax.roles import Arguments

SHARE_NOUNS = frozenset(
    {
        "percent", "cent", "%", "half", "most", "all", "majority", "much", "rest", "part", "third", "quarter", "bulk",
        "swathe", "number", "lot", "whole", "entirety", "remainder", "dozen", "more", "kilometre", "kilometer",
        "mile", "hectare", "metre", "meter", "acre", "swath", "ground", "land", "stretch", "string", "series",
    }
)  # fmt: skip
"""Words for a share of a place ("half of the town"): what is done to the share is done in the place."""
POSTS = frozenset({"position", "base", "checkpoint", "headquarters", "outpost"})
"""Places that are named with their holder ("several army positions")."""
ROADS = frozenset({"road", "highway", "route", "motorway"})
WAYS = ROADS | {"street", "avenue", "boulevard", "bridge", "intersection", "junction", "crossroads", "railway", "track",
                "entrance", "tunnel", "lane", "traffic", "thoroughfare"}  # fmt: skip
CARRIERS = frozenset(
    {
        "convoy", "vehicle", "column", "truck", "lorry", "trailer", "train", "plane", "aircraft", "flight",
        "helicopter", "boat", "ship", "vessel", "barge",
    }
)  # fmt: skip
"""What may carry relief, or forces."""
LORRIES = frozenset({"truck", "lorry"})
"""A convoy of these, with no word of forces, brings relief."""
BODIES = frozenset({"body", "corpse", "remains", "remain"})
LAND = frozenset({"territory", "land", "ground", "countryside", "village", "town"})
SENT = frozenset({"reinforcement", "convoy", "column", "ammunition", "arms", "weaponry", "supplies", "armour", "armor",
                  "weapon", "munition", "warship"})  # fmt: skip
"""What is sent to war besides forces by name."""
MEASURES = frozenset(
    {
        "number", "dozen", "score", "hundred", "thousand", "ten", "lot", "handful", "couple", "string", "series",
        "quantity", "tonne", "ton", "kilo", "kilogram", "kilogramme", "kg", "barrel", "box", "crate", "sack",
        "bag", "amount", "majority", "row", "group", "stack", "haul", "consignment", "cache", "load", "volley",
        "pair", "batch", "gram", "rest", "total", "half", "most", "part", "litre", "liter", "drum", "shipment",
        "truckload", "collection", "store",
    }
)  # fmt: skip
"""Nouns that only measure what follows "of" ("two tonnes of ammunition", "dozens of shacks")."""
CROWDS = frozenset(
    {"family", "population", "crowd", "household", "group", "majority", "number", "people", "wave", "exodus"}
)
"""Singulars that mean many."""
PERSON_PRONOUNS = frozenset({"he", "him", "she", "her"})
"""A person, as those who are held or freed are told of."""
GATHERED = frozenset({"number", "gathering", "group", "dozens", "scores", "concentration", "position", "member"})
"""Nouns for many or some of those who are hit ("gatherings of fighters")."""
OF_ANY_NUMBER = frozenset({"thing", "aid", "cache", "captive", "explosive"})
"""Kinds of objects that are told by weight and number."""
OF_WORDS = {
    "weapon": "weapons",
    "explosive": "explosives",
    "aid": "relief",
    "cache": "caches",
    "aircraft": "aircraft",
    "thing": "things",
}
"""Kinds that words of language.yaml tell, with the name of their list there."""


class ObjectReader:
    """Tells of which kind the objects of one report's verbs are (`object` in frames.yaml)."""

    def __init__(self, reading: Reading) -> None:
        self.scene, self.parse = reading.scene, reading.parse
        self.language = reading.lexicon.language
        self.words = {kind: getattr(self.language, words) for kind, words in OF_WORDS.items()}

    def are(self, kind: str, args: Arguments) -> bool:
        """Whether a verb's objects are of a kind; kinds that only words tell are in `words`."""
        parse, language = self.parse, self.language
        heads = args.object or (args.subject if kind == "flag" else [])  # "X's flag flies over the town"
        lemmas = {parse.lemma[h] for h in (self.measured(heads) if kind in OF_ANY_NUMBER else heads)}
        if kind in self.words:
            return not lemmas.isdisjoint(self.words[kind])
        if kind == "place":
            if any(h in self.scene.place_at or self.scene.anaphor(h) for h in heads):
                return True
            of_actors = {h for h in heads if h in self.scene.actor_at and parse.lemma[h] not in POSTS}
            plain = {parse.lemma[h] for h in heads if h not in of_actors}
            if not (plain.isdisjoint(language.place_nouns) and plain.isdisjoint(language.sites)):
                return True
            shares = [
                h
                for h in heads
                if parse.lemma[h] in SHARE_NOUNS or parse.lemma[h] in DIRECTIONS or parse.tag[h] == "CD"
            ]
            if any(self.scene.places_under(h) or any(self._of_land(t) for t in parse.subtree(h)) for h in shares):
                return True
            if "control" in lemmas:
                return True
            return not heads and any(
                self.scene.places_under(h)
                for prep in ("of", "into", "over", "from", "to", "under")
                for h in args.role(prep)
                if prep != "to" or h not in self.scene.actor_at  # "surrendered to the police in X"
            )
        if kind in ("control", "flag"):
            return kind in lemmas
        if kind == "actor":
            heads = [*heads, *(c for h in heads if parse.lemma[h] in GATHERED for c in parse.kids(h, "nmod"))]
            return (
                any(h in self.scene.actor_at for h in heads)
                or not lemmas.isdisjoint(language.armed)
                or not lemmas.isdisjoint(language.victims)
                or self.scene.armed(self.scene.actor_phrases(heads))
            )
        if kind == "no-place":
            return not heads or not self.are("place", args)
        if kind == "people":
            return any(self.is_person(h) for h in self.measured(heads))
        if kind == "captive":
            return bool(lemmas & BODIES) or any(self.is_person(h) for h in self.measured(heads))
        if kind == "way":
            return not lemmas.isdisjoint(WAYS)
        if kind == "road":
            return bool(lemmas & ROADS) and any(self.scene.places_of(h) for h in heads)
        if kind == "forces":
            moved = not (lemmas.isdisjoint(language.armed) and lemmas.isdisjoint(SENT))
            return moved or self.scene.armed(self.scene.actor_phrases(heads))
        return True

    def measured(self, heads: Sequence[int]) -> list[int]:
        """The heads, with what those that only measure are made of ("two tonnes of ammunition")."""
        parse = self.parse
        found = list(heads)
        for head in found:
            if parse.lemma[head] in MEASURES or parse.tag[head] == "CD":
                found += [c for c in parse.kids(head, "nmod") if parse.preposition(c) == "of"]
        return found

    def is_person(self, t: int) -> bool:
        """Whether a nominal means people: a word for them, a number of them, a person's or a people's name."""
        parse, language, lemma = self.parse, self.language, self.parse.lemma[t]
        if lemma in language.civilian or lemma in language.victims:
            return True
        if lemma in language.people and lemma not in language.armed:
            return True
        actor = self.scene.actor_at.get(t)
        named = t in self.scene.persons or (actor is not None and actor.how == "people")
        return named or parse.tag[t] == "CD" or parse.lower[t] in PERSON_PRONOUNS

    def aboard(self, heads: Sequence[int]) -> list[int]:
        """Who is said to be in what moves: "buses carrying 500 people", "a convoy of evacuees"."""
        parse = self.parse
        loaded = [
            c
            for h in heads
            if parse.lemma[h] in CARRIERS | {"bus", "coach", "car", "minibus", "ambulance", "raft", "dinghy"}
            for c in (*parse.kids(h, "nmod"), *(o for a in parse.kids(h, "acl") for o in parse.kids(a, "obj", "obl")))
        ]
        return [c for c in self.measured(loaded) if self.is_person(c)]

    def is_one(self, t: int) -> bool:
        """ "The driver headed for the airport": one of them, no crowd."""
        one = self.parse.tag[t] == "NN" and self.parse.lemma[t] not in CROWDS
        return one and self.parse.has(t, ("the", "a", "an", "his", "her"), "det", "nmod:poss")

    def are_many(self, t: int) -> bool:
        """ "Some 20,000 Liberians", "another 3,000", "hundreds": a number of people with no word for what they are."""
        parse = self.parse
        if parse.tag[t] == "CD" or parse.lower[t] in self.language.vague_numbers:
            return not any(parse.preposition(c) == "of" for c in parse.kids(t, "nmod"))
        actor = self.scene.actor_at.get(t)
        if actor is not None and actor.kind == "civilians" and actor.how in ("generic", "name"):
            return True  # "residents", "Syrians"
        peoples = actor is not None and actor.how == "people" and parse.tag[t] in ("NNS", "NNPS")
        return peoples and not parse.has(t, ("the", "those", "these"), "det")

    def bring_relief(self, heads: Sequence[int]) -> bool:
        """ "Trucks carrying medicine", "a convoy of thirty lorries", "the UN convoy", "the aid"."""
        parse, relief = self.parse, self.language.relief - CARRIERS
        owners = {p.kind for p in self.scene.actor_phrases(heads)}
        if "organisation" in owners and all(parse.lemma[h] in CARRIERS for h in heads):
            return True
        if all(parse.lemma[h] in relief for h in heads):
            return bool(heads)
        below = ((h, t) for h in heads for t in parse.subtree(h, without=frozenset({"acl:relcl", "conj"})))
        carried = {parse.lemma[t] for h, t in below if t > h}  # "grain ships" may be anybody's
        laden = any(parse.lemma[h] == "convoy" for h in heads) and not carried.isdisjoint(LORRIES)
        return laden or (any(parse.lemma[h] in CARRIERS for h in heads) and not carried.isdisjoint(relief))

    def fallen(self, i: int) -> bool:
        """ "The town has fallen", "the town of X fell on Friday": what falls is a place, and falls to nobody."""
        parse = self.parse
        if parse.has(i, ("has", "have", "had"), "aux"):
            return not parse.kids(i, "obj", "xcomp", "obl")
        subjects = parse.kids(i, *SUBJECTS)
        town = any(h in self.scene.place_at or parse.lemma[h] in SETTLEMENTS for h in subjects)
        others = [c for c in parse.children[i] if c > i and parse.dep[c] not in ("punct", "advcl", "cc", "conj")]
        timed = (parse.dep[c].startswith("obl") and parse.lower[c] in self.language.saying["times"] for c in others)
        return town and parse.tag[i] == "VBD" and bool(others) and all(timed)

    def _of_land(self, t: int) -> bool:
        lemma = self.parse.lemma[t]
        return lemma in self.language.place_nouns or lemma in LAND or self.scene.anaphor(t) is not None
