"""What is told of a whole country without a place: "rebel groups operating in the country", a truce that two states
have brokered. Else it would be told of the town that was named last."""

from __future__ import annotations

from collections import Counter

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.unnamed import is_all_over
from marsad.claims.place_names.words import COUNTRY
from marsad.claims.reading import Candidate
from marsad.claims.scene.places import Scene
from marsad.claims.syntax.parse import Parse

BROKERING = frozenset({"broker", "mediate", "sponsor"})
BROKERS = 2
"""States that broker a truce of a whole country; one, or the Red Cross, may do so for a town."""
TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "cease", "armistice"})
LEADING_OUT = frozenset({"from", "with", "between", "by", "to"})
"""Before a country's name they tell that something is done elsewhere."""
HYPHENS = frozenset({"-", "–"})
SUBORDINATE = frozenset({"ccomp", "advcl"})
NATIONWIDE = frozenset({"nationwide", "countrywide", "nation-wide", "country-wide"})


def country_of(scene: Scene, found: Candidate) -> PlaceMention | None:
    """The country that a candidate without a place is told of; None where it is told of a place named before."""
    parse = scene.parse
    sentence = parse.sentence[found.trigger.head]
    told = [m for m in scene.places if parse.sentence[m.first] == sentence]
    if len(told) == 1 and is_all_over(parse, told[0]):
        clause = _clause_of(parse, told[0].head)
        return told[0] if clause is None or found.trigger.head in parse.subtree(clause) else None
    if found.type == "agreement" and _binds_all(scene, found, alone=all(m.phrase.kind_hint == COUNTRY for m in told)):
        return _most_named(scene)
    return None


def _clause_of(parse: Parse, t: int) -> int | None:
    """The head of the subordinate clause that a word stands in; None in the main clause."""
    return next((k for k in (t, *parse.ancestors(t)) if parse.dep[k] in SUBORDINATE), None)


def _binds_all(scene: Scene, found: Candidate, *, alone: bool) -> bool:
    """Whether a truce is one of the whole country: by its name (where the sentence names no town: `alone`), or by those
    who have brokered it."""
    parse = scene.parse
    first, last = parse.sentences[parse.sentence[found.trigger.head]]
    words = parse.lower[first:last]
    if not NATIONWIDE.isdisjoint(words) or (alone and "cessation of hostilities" in " ".join(words)):
        return True
    broker = next((t for t in range(first, last) if parse.lemma[t] in BROKERING), None)
    if broker is None or parse.lemma[found.trigger.head] not in TRUCES:
        return False  # a deal may be about one town
    states = {a.actor for a in scene.actors if a.kind == "state" and first <= parse.at(a.start) < last}
    return len(states) >= BROKERS or _of_two(parse, broker)


def _of_two(parse: Parse, broker: int) -> bool:
    """ "US-Russian brokered", "US-Russian-brokered"."""
    last = broker - 2 if parse.words[broker - 1] in HYPHENS else broker - 1
    pair = parse.words[max(0, last - 2) : last + 1]
    return len(pair) == BROKERS + 1 and pair[1] in HYPHENS and pair[0][:1].isupper() and pair[2][:1].isupper()


def _most_named(scene: Scene) -> PlaceMention | None:
    """The country in which the report tells most."""
    named = [
        m
        for m in scene.places
        if m.phrase.kind_hint == COUNTRY
        and not is_all_over(scene.parse, m)
        and scene.parse.preposition(m.head) not in LEADING_OUT
    ]
    times = Counter(m.phrase.text for m in named)
    return max(named, key=lambda m: times[m.phrase.text]).itself() if named else None
