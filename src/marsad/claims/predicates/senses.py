"""Words of war in another sense: what only describes a place, leaves somebody in a state, or is done to or by a car."""

from __future__ import annotations

from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import REDUCED, Parse
from marsad.records import STATE_TYPES

LEFT_SO = frozenset({"dead", "wounded", "injured", "killed", "casualty", "homeless", "hurt"})
VEHICLES = frozenset(
    {"car", "van", "vehicle", "truck", "bus", "lorry", "motorcycle", "plane", "aircraft", "helicopter"}
)
LED = frozenset(
    {"situation", "action", "event", "operation", "process", "movement", "fighter", "militia", "militant",
     "man", "troop", "force", "group", "faction", "follower", "crowd", "convoy", "weapon", "arsenal",
     "stockpile", "story", "narrative", "message", "agenda", "behaviour", "behavior", "temper", "unit"}
)  # fmt: skip
"""What somebody has or loses control of who holds no ground by it."""
SURROUNDINGS = frozenset(
    {"shop", "building", "house", "wall", "fence", "hill", "mountain", "tree", "field", "forest", "water", "sea",
     "river", "desert", "farm", "garden", "stall", "market", "hotel", "office", "barrier", "wire", "supporter",
     "family", "friend", "child", "journalist", "reporter", "bodyguard", "aide", "official", "wood",
     "palm", "orchard", "road"}
)  # fmt: skip
"""What a place or a person may have around without being besieged."""
MISHAPS = frozenset({"electricity", "shock", "flood", "smoke", "accident", "earthquake", "storm", "rescue"})
WATERS = frozenset({"river", "stream", "canal", "lake", "gate", "water"})
COUNTED_OFTEN = frozenset({"attack", "raid", "clash", "strike", "bombing", "killing", "kidnapping", "incident"})
DWINDLING = frozenset({"fall", "drop", "decline", "decrease", "dwindle", "diminish"})
"""What is told of how often something happens, and of no time that it did."""
NEEDING = frozenset({"need", "require", "lack", "await", "want", "deserve", "request", "expect"})
WANT = frozenset({"need", "lack", "shortage", "want", "depend", "dependent", "rely", "reliant"})
CREW = frozenset({"member", "worker", "driver", "staff", "crew", "team", "guard", "escort"})
"""Who goes with a convoy."""
LAND = frozenset({"area", "district", "region", "village", "countryside", "land", "street", "town", "hill", "zone",
                  "suburb", "neighbourhood", "field", "farm", "province", "territory", "mountain"})  # fmt: skip
"""What lies around a town, and besieges nothing."""
PACTS = frozenset({"deal", "agreement", "accord", "pact", "truce", "ceasefire", "bargain", "balance", "compromise"})
"""What is struck without a weapon."""
PEACEFUL = frozenset({"effort", "talk", "negotiation", "dialogue", "diplomacy", "discussion", "work", "activity",
                      "debate", "process", "mediation", "trade", "consultation", "conversation"})  # fmt: skip
"""What is engaged in without fighting."""
FLOWN = frozenset({"strike", "raid", "airstrike", "sortie"})
"""What a barrage may be of that no gun fires."""
HURT = frozenset({"wound", "wounded", "injure", "injured"})
COUNTING = frozenset({"of", "hundreds", "dozens", "scores", "people"})
CARE = frozenset(
    {"kit", "supply", "supplies", "bed", "care", "treatment", "aid", "equipment", "medicine", "blood", "ambulance"}
)
"""What there is for those who are hurt."""
ANTECEDENTS = ("NN", "PRP", "CD", "DT", "JJS", ",", "-RRB-", "''", "POS")
"""Tags of what may stand before a relative pronoun."""
HARM_REACH = 12
"""Words between "left" and how somebody is left ("left at least 40 people dead")."""


def in_another_sense(parse: Parse, found: Candidate) -> bool:
    """Whether the words mean something else than what the frame says."""
    frame, i = found.trigger.frame, found.trigger.head
    if only_describes(parse, found) or asks_who(parse, found):
        return True
    if frame.type == "displacement" and drives_there(parse, found):
        return True
    if frame.type == "aid" and found.trigger.part == "noun":
        return only_needed(parse, found)
    if frame.id == "suicide-bombing":
        return trained_for(parse, i)
    return frame.type in ("withdrawal", "displacement") and leaves_in_a_state(parse, i)


def only_describes(parse: Parse, found: Candidate) -> bool:
    """ "The area surrounding X", "the battered town", "a deal struck in May", "a barrage of air raids": no siege,
    no strike, no shelling."""
    i, kind = found.trigger.head, found.trigger.frame.type
    if are_cared_for(parse, i):
        return True
    if kind == "shelling" and parse.lemma[i] in ("fire", "barrage") and burns_or_dams(parse, found):
        return True
    if kind == "besieged" and any(parse.lemma[h] in SURROUNDINGS for h in found.arguments.role("by")):
        return True
    if kind == "besieged":
        lies_around = parse.dep[i] in ("amod", "case") or parse.lemma[parse.head[i]] in LAND
        return parse.lower[i] == "surrounding" and not parse.kids(i, "aux") and lies_around
    told, fallen = (i, parse.head[i]) if parse.dep[i] == "nsubj" else (next(iter(found.arguments.subject), i), i)
    if parse.lemma[fallen] in DWINDLING and parse.lemma[told] in COUNTED_OFTEN and parse.tag[told] == "NNS":
        return True  # "attacks in X have fallen"
    if parse.lemma[i] == "engage":
        return any(parse.lemma[h] in PEACEFUL for h in found.arguments.role("in"))
    if parse.lemma[i] == "batter":
        return parse.dep[i] == "amod"
    if parse.lemma[i] == "barrage":
        return any(parse.lemma[c] in FLOWN for c in found.arguments.role("of"))
    return parse.lemma[i] == "strike" and any(parse.lemma[h] in PACTS for h in found.arguments.object)


def burns_or_dams(parse: Parse, found: Candidate) -> bool:
    """ "Two fires a day", "electric shock or fire", "a barrage on the Tigris river": no gun's fire."""
    i = found.trigger.head
    if parse.lemma[i] == "barrage":
        proper = parse.tag[i].startswith("NNP") and parse.is_name(i - 1) and i > 0
        wet = any(parse.lower[t] in WATERS for t in parse.subtree(i))
        return proper or (wet and not found.arguments.role("of"))
    return parse.tag[i] in ("NNS", "NNPS") or any(parse.lemma[t] in MISHAPS for t in (*parse.joined(i), parse.head[i]))


def leaves_in_a_state(parse: Parse, i: int) -> bool:
    """ "leaving the town encircled", "left dozens dead", "leaves 31 civilians dead": nobody goes."""
    if parse.lemma[i] != "leave":
        return False
    if any(parse.tag[c] in ("VBN", "VBD", "JJ") and not parse.kids(c, "mark") for c in parse.kids(i, "xcomp")):
        return True
    within = [i, *parse.kids(i, "obj")]
    if parse.tag[i] == "VBG" and any(parse.preposition(c) == "without" for h in within for c in parse.children[h]):
        return True  # "leaving the town without power"
    last = min(parse.sentences[parse.sentence[i]][1], i + HARM_REACH)
    harmed = next((t for t in range(i + 1, last) if parse.lemma[t] in LEFT_SO or parse.lower[t] in LEFT_SO), None)
    return harmed is not None and not any(parse.lower[t] in (",", "and", ";") for t in range(i + 1, harmed))


def are_cared_for(parse: Parse, i: int) -> bool:
    """ "Kits for 60 wounded", "beds for the injured": whoever they may be."""
    if parse.lemma[i] not in HURT:
        return False
    first, t = parse.sentences[parse.sentence[i]][0], i - 1
    while t > first and (parse.tag[t] in ("CD", "DT") or parse.lower[t] in COUNTING):
        t -= 1
    return t > first and parse.lower[t] == "for" and parse.lemma[t - 1] in CARE


def of_no_ground(parse: Parse, found: Candidate) -> bool:
    """ "The driver lost control of the van", "lost control over their fighters"."""
    controls = [h for h in found.arguments.object if parse.lemma[h] == "control"]
    return any(parse.lemma[c] in VEHICLES | LED for h in controls for c in parse.kids(h, "nmod"))


def drives_there(parse: Parse, found: Candidate) -> bool:
    """ "The six drove from the capital to X": nobody drove them out."""
    i = found.trigger.head
    return parse.lemma[i] == "drive" and not (parse.passive(i) or found.arguments.object or parse.dep[i] in REDUCED)


def only_needed(parse: Parse, found: Candidate) -> bool:
    """ "Seven million need food aid", "members of a relief convoy found the dead": none is told to come."""
    i = found.trigger.head
    up, lemma, case = parse.head[i], parse.lemma[parse.head[i]], parse.preposition(i)
    if parse.dep[i] == "obj" and lemma in NEEDING:
        return True
    if case in ("of", "for", "on") and lemma in WANT:
        return True
    return parse.dep[i] == "nmod" and lemma in CREW and up < i


def trained_for(parse: Parse, i: int) -> bool:
    """ "Children were recruited as suicide bombers": not one has struck."""
    return parse.preposition(i) == "as" or parse.preposition(parse.head[i]) == "as"


def asks_who(parse: Parse, found: Candidate) -> bool:
    """ "Asked who controls X", "it is not clear who holds X": that nobody says; a relative has its noun before it."""
    if found.trigger.frame.type not in STATE_TYPES:
        return False
    asking = [c for c in parse.kids(found.trigger.head, "nsubj") if parse.lower[c] in ("who", "which", "what") and c]
    one = parse.tag[found.trigger.head] == "VBZ"  # "asked elders who controls X": many control
    return any(not parse.tag[c - 1].startswith(ANTECEDENTS) or (one and parse.tag[c - 1] == "NNS") for c in asking)
