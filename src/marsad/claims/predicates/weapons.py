"""Weapons that are told of and were not fired: carried, lost, shot down, or only what something is of."""

from __future__ import annotations

from marsad.claims.lexicon import LanguageFile
from marsad.claims.predicates.objects import MEASURES
from marsad.claims.syntax.parse import Parse

UNFIRED = frozenset({"unexploded", "undetonated", "abandoned", "defused", "inert", "uxo"})
STORES = frozenset({"cache", "dump", "dugout", "depot", "store", "stash", "hideout", "cave", "workshop", "warehouse"})
WEAPON_PARTS = frozenset(
    {"launcher", "casing", "tube", "fragment", "part", "factory", "maker", "remnant", "crew", "head", "stockpile",
     "site", "scare", "alert", "disposal", "squad", "expert", "threat", "belt", "emplacement", "position", "pad",
     "platform", "battery", "nest", "system", "silo", "shield", "defence", "defense", "capability", "technology",
     "treaty", "programme", "program"}
)  # fmt: skip
"""Nouns of which a weapon's name only says what kind they are."""
HELD_BACK = frozenset({"hold", "withhold", "cease", "stop", "halt", "suspend", "withheld"})
"""Verbs after which no fire is fired."""
DISARMING = frozenset({"defuse", "deactivate", "disarm", "disable", "neutralise", "neutralize", "clear", "lift"})
"""Verbs whose object no longer goes off."""
BACKING = frozenset({"back", "support", "equip", "arm", "accompany"})
"""Verbs after which "by" or "with" tells what forces have, not what they fire ("backed by artillery")."""
SHOT_DOWN = (["shot", "down"], ["shoot", "down"])


def is_moved(parse: Parse, i: int, language: LanguageFile) -> bool:
    """Whether a weapon is carried, taken or lost rather than fired, or only says what something is of."""
    node = i
    if parse.dep[node] == "compound":
        if parse.lemma[parse.head[node]] in WEAPON_PARTS:
            return True
        node = parse.head[node] if parse.lemma[parse.head[node]] in language.caches else node  # "a mortar bomb"
    while parse.dep[node] == "conj" or (parse.dep[node] == "nmod" and _contains(parse, language, parse.head[node])):
        node = parse.head[node]
    if any(parse.lemma[c] in UNFIRED for c in parse.children[node]):
        return True
    verb = parse.head[node]
    if parse.dep[node] == "obl" and any(_contains(parse, language, o) for o in parse.kids(verb, "obj")):
        return parse.lemma[verb] in language.carrying  # "found a dugout with shells"
    if parse.dep[node].startswith("obl") and parse.lemma[verb] in BACKING and parse.tag[verb] == "VBN":
        return parse.lemma[i] in language.weapons and parse.lemma[i] != "fire"
    carried = parse.dep[node] in ("obj", "nsubj:pass") and parse.is_verb(verb)
    shot = any(parse.lower[t - 1 : t + 1] in SHOT_DOWN for t in range(max(1, i - 6), i))
    return shot or (carried and parse.lemma[verb] in language.carrying | HELD_BACK | DISARMING)


def _contains(parse: Parse, language: LanguageFile, t: int) -> bool:
    """ "A cache of bombs", "a number of shells", "a dugout with grenades"."""
    return parse.lemma[t] in MEASURES | STORES | language.caches or parse.tag[t] == "CD"
