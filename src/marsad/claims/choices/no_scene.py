"""Places that are named near a claim but are not where it plays: one of the parties, where those stand who fire, where
somebody speaks of it, where the hurt are taken."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.beside import is_where_cared_for, is_where_spoken
from marsad.claims.place_names.words import COUNTRY
from marsad.claims.reading import HARMING, Candidate
from marsad.claims.scene.places import Scene

AIMED = frozenset({"shelling", "air_strike", "chemical_attack", "suicide_bombing", "explosion", "attack_on_civilians"})
"""Types of what is done to a place from another."""
FIRED = frozenset({"fire", "launch", "shoot"})
"""Verbs of which "from" tells where those stand who do it."""
TO_NAME = frozenset({"the", "of", "s", "both", "nearby"})
"""Words between a preposition and a place's name, besides what kind of place it is."""

Row = tuple[list[PlaceMention], str]
"""Places that a claim may have, and how they were come by."""


def where_it_plays(scene: Scene, rows: Sequence[Row], found: Candidate) -> list[Row]:
    """The rows without those that are told for something else, as long as any is left."""
    parse, i = scene.parse, found.trigger.head
    kept = list(rows)
    if found.type in AIMED:
        aimed = [row for row in kept if not _is_where_they_stand(scene, row[0][0], i)]
        kept = aimed if any(parse.sentence[m[0].first] == parse.sentence[i] for m, _ in aimed) else kept
    doers = [(p.start, p.end) for p in (*found.actor1, *found.actor2)]
    kept = [row for row in kept if not _is_party(row[0][0], doers)] or kept
    heard = [row for row in kept if not is_where_spoken(parse, row[0][0])]
    if found.type in HARMING:
        heard = [row for row in heard if not is_where_cared_for(parse, row[0][0])]
    return heard or kept


def _is_party(mention: PlaceMention, doers: Sequence[tuple[int, int]]) -> bool:
    """Whether a country is named only as one of those who did it ("blamed Turkey for the strike")."""
    phrase = mention.phrase
    return phrase.kind_hint == COUNTRY and any(a <= phrase.start and phrase.end <= b for a, b in doers)


def _is_where_they_stand(scene: Scene, mention: PlaceMention, trigger: int) -> bool:
    """Whether the words tell only where those are who did it: "fighters posted in X shelled", "fired by fighters based
    in X and Y", "rockets fired from X"; not where those are who were hit ("shelled fighters positioned in X")."""
    parse, language = scene.parse, scene.lexicon.language
    start = parse.sentences[parse.sentence[mention.first]][0]
    row = (mention, *scene.rows.before(mention)) if mention.first > start else (mention,)
    t = min(m.first for m in row) - 1
    while t > start and (parse.lower[t] in TO_NAME or parse.lemma[t] in language.place_nouns):
        t -= 1
    if parse.lower[t] == "from" and t > start:
        return t - 1 == trigger or parse.lemma[t - 1] in FIRED or parse.lemma[t - 1] in language.weapons
    if t - 2 < start or parse.tag[t] != "IN" or parse.lower[t - 1] not in language.posted or not parse.is_noun(t - 2):
        return False
    if mention.first < trigger:
        return not any(parse.is_verb(k) for k in range(mention.last + 1, trigger))
    doers = next((k for k in range(t - 2, max(start, trigger), -1) if parse.tag[k] == "IN"), -1)
    return doers > 0 and parse.lower[doers] == "by"
