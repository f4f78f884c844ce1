"""What war does to places: by it a name is told to be a place's."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

OVERRUN = frozenset(
    {"overrun", "retake", "storm", "besiege", "encircle", "shell", "bomb", "bombard", "raid", "occupy", "invade",
     "enter", "attack", "torch", "loot", "burn", "pillage", "ransack", "sack", "pound", "garrison", "fortify",
     "reenter", "rock", "jolt", "flee"}
)  # fmt: skip
"""Verbs of war whose object is a place where nothing tells of a person."""
SEIZED = frozenset({"capture", "seize", "take", "recapture", "liberate"})
"""Verbs said of places, and of people who have a first name or a title."""
HELD = frozenset({"hold", "control", "retain"})
CAPTIVES = frozenset({"hostage", "captive", "prisoner", "for", "over", "as"})
"""What people are held as, or for."""
TAKEN = SEIZED | {"hold", "control", "lose", "hit", "strike"}
"""Verbs said of places and of people: of a place where it is taken from somebody, or for which was fought."""
FALLING = tuple([word] for word in ("ill", "sick", "asleep", "off", "down", "from", "into", "in", "out", "over"))
"""What people fall, too."""
FIGHTING = frozenset({"fighting", "battle", "clash", "fight", "siege", "combat", "offensive", "firefight", "struggle"})
UNDER = frozenset({"siege", "blockade", "control", "fire", "bombardment", "shelling", "attack", "curfew", "occupation",
                   "assault", "rule"})  # fmt: skip
"""What towns are under."""
FIGHT_REACH = 8
"""Words from "after" to the fighting ("after more than three days of heavy fighting")."""


def changed_hands(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is of what fell, or was taken ("X Y fell on Sunday", "seized X Y", "X Y, held by rebels"): said
    of people, too."""
    inner = parse.head_of(first, last)
    verb, taking = parse.head[inner], TAKEN | OVERRUN
    if parse.dep[inner] in ("obj", "nsubj:pass"):
        return parse.lemma[verb] in taking
    if parse.dep[inner] == "nsubj" and parse.lemma[verb] == "fall":
        return parse.lower[verb + 1 : verb + 2] not in FALLING
    if is_under(parse, inner):
        return True
    return any(parse.lemma[c] in taking and parse.tag[c] == "VBN" for c in parse.kids(inner, "acl", "acl:relcl"))


def is_under(parse: Parse, t: int) -> bool:
    """Whether a word is of what "is under siege", "came under fire", "has been under rebel control"."""
    verb = parse.head[t]
    if parse.dep[t] != "nsubj":
        return False
    below = [verb, *parse.kids(verb, "obl")]
    return any(parse.lemma[n] in UNDER and parse.preposition(n) == "under" for n in below)


def fell_to_somebody(parse: Parse, t: int) -> bool:
    """Whether a word is of what "fell to the rebels": no person falls to anybody."""
    verb = parse.head[t]
    return parse.dep[t] == "nsubj" and parse.lemma[verb] == "fall" and parse.lower[verb + 1 : verb + 2] == ["to"]


def is_taken(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is the object of what armies do to places: "overran X", "took X from the army", "captured X after
    three days of fighting"."""
    inner = parse.head_of(first, last)
    if _in_row_taken(parse, first):
        return True
    beside_another = parse.dep[inner] == "conj" and parse.tag[parse.head[inner]] == "NNP"  # "captured X and Y"
    leader = parse.head[inner] if beside_another else inner
    verb = parse.head[leader]
    if parse.lemma[verb] == "fall" and parse.tag[verb] == "VBN" and parse.dep[leader] == "nsubj" and first == last:
        return parse.lower[verb + 1 : verb + 2] not in FALLING  # "that X had fallen"
    if parse.dep[leader] not in ("obj", "nsubj:pass", "flat") or not parse.is_verb(verb):
        return False
    if parse.dep[leader] != "nsubj:pass" and not verb < leader <= verb + 2:
        return False
    lemma = parse.lemma[verb]
    if lemma in OVERRUN:
        return True
    if lemma in SEIZED and _one_word(parse, first, last):
        return True  # people who are seized have a first name or a title
    if lemma in HELD and parse.tag[verb] in ("VBP", "VBZ") and _one_word(parse, first, last):
        return CAPTIVES.isdisjoint(parse.lower[last + 1 : last + 3])
    beside = parse.children[verb]
    return lemma in TAKEN and any(
        parse.lower[t] == "from" or (parse.lower[t] in ("after", "following", "amid") and _fought(parse, t))
        for c in beside
        for t in (c, *parse.kids(c, "case", "mark"))
        if t > last
    )


def _fought(parse: Parse, t: int) -> bool:
    """Whether "after" is followed by fighting."""
    return any(lemma in FIGHTING for lemma in parse.lemma[t + 1 : t + FIGHT_REACH])


def _one_word(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is one word, with hyphens or without ("al-Wishka")."""
    return all(parse.end[t] == parse.start[t + 1] for t in range(first, last))


def _in_row_taken(parse: Parse, first: int) -> bool:
    """ "captured X, Y Z and W": names in a row that a bare one opens are all places."""
    if parse.lower[first - 1] not in (",", "and"):
        return False
    top = first
    while parse.dep[top] in ("conj", "flat") and parse.head[top] < top:
        top = parse.head[top]
    verb = parse.head[top]
    overrun = parse.lemma[verb] in SEIZED | OVERRUN and verb < top <= verb + 2
    if top == first or parse.dep[top] != "obj" or not overrun:
        return False
    end = next(t for t in range(top, first) if parse.lower[t] in (",", "and"))
    return parse.is_name(top) and _one_word(parse, top, end - 1)
