"""What a report's lead leaves without its name: "raids on a rebel-held town in the north killed nine" plays in the town
that the next sentences name ("the strikes on the town of X"), not in all of the north."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.claims.draft import Draft, PlaceMention, PlacePhrase
from marsad.claims.place_names.words import INNER_KINDS, LARGE, SETTLEMENTS, SITES
from marsad.claims.reading import HARMING
from marsad.claims.scene.places import Scene
from marsad.records import FAMILIES, STATE_TYPES

LATER = 6
"""Sentences within which the name follows."""
BESIDE = 8
"""Words from the unnamed town to the name of what it lies in."""
INDEFINITE = ("a", "an", "one", "another")
COUNTED = ("two", "three")
DEFINITE = ("the", "its", "this")
WIDE = INNER_KINDS - {"street", "square", "checkpoint", "roundabout", "camp", "hill"}
"""Quarters: what one sentence calls a town another may call an area or a district."""
KINDS = {lemma: lemma for lemma in SITES | INNER_KINDS} | dict.fromkeys(SETTLEMENTS | WIDE, "town")
"""Nouns for places with the kind of place that each is for."""
ELSEWHERE = frozenset({"elsewhere", "separately", "meanwhile", "also", "earlier", "in"})
"""Words at a sentence's opening that set what it tells apart."""


def name_later(drafts: Sequence[Draft], scene: Scene) -> None:
    """Gives the drafts of unnamed towns, quarters and buildings the places that the report names after them."""
    sentence = [scene.parse.sentence[scene.parse.at(d.trigger)] for d in drafts]
    for n, draft in enumerate(drafts):
        place = draft.place
        if place is None or not draft.place_said or draft.type not in HARMING:
            continue
        noun = _unnamed(scene, draft, place)
        named = _named(scene, noun, draft, drafts) if noun is not None else None
        if noun is None or named is None:
            continue
        until = scene.parse.sentence[named.token]
        for other, at in zip(drafts, sentence, strict=True):
            if other.place is None or other.place.token != place.token or not sentence[n] <= at <= until:
                continue
            if (at == sentence[n] or not other.place_said) and (_kin(other, draft) or _of_it(scene, other, noun)):
                other.place, other.part = replace(named, reference=True), None


def _kin(one: Draft, other: Draft) -> bool:
    """Whether both may tell of one event: a bomb from the air is told as a blast, too."""
    struck = {"bombardment", "blast"}
    families = {FAMILIES[one.type], FAMILIES[other.type]}
    return len(families) == 1 or families == struck


def _of_it(scene: Scene, other: Draft, noun: int) -> bool:
    """Whether it tells whose the unnamed place is: "a rebel-held town", "a town held by rebels"."""
    t = scene.parse.at(other.trigger)
    return other.type in STATE_TYPES and (t < noun or scene.parse.head[t] == noun) and t in scene.parse.subtree(noun)


def _unnamed(scene: Scene, draft: Draft, place: PlacePhrase) -> int | None:
    """The noun for what lies in the draft's place and has no name yet: "a mosque in X province", "a district of X",
    "a district of the city"."""
    parse = scene.parse
    first, last = parse.sentences[parse.sentence[parse.at(draft.trigger)]]
    nouns = (t for t in range(first, last) if parse.lemma[t] in KINDS and t not in scene.place_at)
    some = [t for t in nouns if _is_some(scene, t, first)]
    for t in some:
        kind = KINDS[parse.lemma[t]]
        if [KINDS[parse.lemma[k]] for k in some].count(kind) > 1:
            continue  # "one in a rebel-held area, one in a government-held area"
        if kind != "town" and place.kind_hint not in LARGE:
            continue  # "a mosque in X town": X tells where it is
        for k in range(t + 1, min(last, t + 1 + BESIDE)):
            if parse.tag[k] in ("VBD", "VBZ", "VBP"):
                break
            mention = scene.place_at.get(k)
            if mention is not None and mention.phrase.text == place.text:
                return t
            if place.reference and parse.lemma[k] in SETTLEMENTS | LARGE and parse.has(k, DEFINITE, "det"):
                return t
    return None


def _is_some(scene: Scene, t: int, first: int) -> bool:
    """Whether a noun is of a place not yet known, and is no description of the name before it ("X, a village near")."""
    parse = scene.parse
    if parse.tag[t] == "NNS":
        return parse.has(t, COUNTED, "nummod")
    article = next((c for c in parse.kids(t, "det") if parse.lower[c] in INDEFINITE), None)
    return article is not None and not any(k in scene.place_at for k in (article - 1, article - 2) if k >= first)


def _named(scene: Scene, noun: int, draft: Draft, drafts: Sequence[Draft]) -> PlacePhrase | None:
    """The name that the sentences after give to an unnamed place."""
    parse = scene.parse
    at = parse.sentence[noun]
    known = {m.phrase.text for m in scene.places if parse.sentence[m.first] <= at}
    for m in _places_after(scene, at):
        if parse.lower[parse.sentences[parse.sentence[m.first]][0]] in ELSEWHERE:
            return None
        if m.phrase.kind_hint in LARGE or m.phrase.text in known:
            continue
        if _same_building(scene, noun, m):
            return m.phrase
        told = [d for d in drafts if d.place is m.phrase and _kin(d, draft)]
        if told:
            return m.phrase if any(_may_be(d, draft) and _fits(scene, noun, m) for d in told) else None
    return None


def _places_after(scene: Scene, at: int) -> Iterator[PlaceMention]:
    return (m for m in scene.places if at < scene.parse.sentence[m.first] <= at + LATER)


def _may_be(later: Draft, lead: Draft) -> bool:
    """Whether a later draft may tell of the same event: no other one, and no other toll."""
    one, two = ({t.low for t in d.tolls if t.kind == "killed"} for d in (later, lead))
    return not later.another and (later.definite or not (one and two) or bool(one & two))


def _fits(scene: Scene, noun: int, mention: PlaceMention) -> bool:
    """Whether a place may be of the unnamed one's kind; a building's town is told in its stead."""
    kind, other = KINDS.get(scene.parse.lemma[noun]), KINDS.get(mention.phrase.kind_hint)
    return kind != "town" or other in ("town", None)


def _same_building(scene: Scene, noun: int, mention: PlaceMention) -> bool:
    """Whether a place is said to be that of the building told of: "the hospital in X"."""
    parse, up = scene.parse, scene.parse.head[mention.head]
    return parse.lemma[up] == parse.lemma[noun] and parse.lemma[up] in SITES and parse.has(up, ("the",), "det")
