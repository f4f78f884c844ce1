"""Who can play a part in a claim at all, and who only tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.choices.actor_facts import STATES
from marsad.claims.draft import THING, Option, Phrase, Voice
from marsad.claims.predicates.instruments import BOMBARDMENT
from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import OBLIQUES, Parse

BY_FORCES = frozenset({"territory_taken", "control", "withdrawal", "besieged", "contested", "clearance", "offensive"})
"""Types that only a force can do: people who reach a town have not taken it."""
TO_OTHERS = frozenset({"territory_taken", "besieged", "abduction", "arrest"})
"""Types that nobody does to himself."""
OF_ARMS = BY_FORCES | BOMBARDMENT | {"armed_clash", "attack_on_civilians", "abduction", "explosion", "suicide_bombing"}
"""Types that take arms."""

FIGHTERS = [["fighters"], ["fighter"], ["militants"], ["insurgents"], ["guerrillas"], ["rebels"], ["gunmen"]]
"""Last words of phrases for men under arms who are no soldiers."""
ALLIED = frozenset({"ally", "allies", "allied", "alongside", "beside", "partner", "partners"})
ALLIED_WITHIN = 4
"""Words from there to the name: "an ally of | the X"."""
BACKING = frozenset({"back", "support", "aid", "arm", "assist", "train", "fund", "join", "help"})
"""What is done for those with whom one fights."""

THEIR_ARMS = frozenset(
    {"helicopters", "helicopter", "gunships", "gunship", "planes", "plane", "jets", "jet", "warplanes", "aircraft",
     "artillery", "tanks", "troops", "soldiers", "peacekeepers", "forces"}
)  # fmt: skip
"""With these even a body that is no army may bomb ("UN helicopters")."""

AT_THEIR_SIDE = frozenset(
    {("in", "support", "of"), ("on", "behalf", "of"), ("in", "aid", "of"), ("in", "alliance", "with"),
     ("in", "coordination", "with"), ("in", "cooperation", "with"), ("on", "side", "of")}
)  # fmt: skip
"""Words before those whom the doer helps."""


def may_stand(option: Option, part: int, found: Candidate, voices: Sequence[Voice], parse: Parse) -> bool:
    """Whether actors may stand in a part of a claim, by what they are and what is told of them around it."""
    if not may_play(option, part, found.type) or finds_the_dead(option, found, parse):
        return False
    return not accuses_others(option, part, voices)


def may_play(option: Option, part: int, claim_type: str) -> bool:
    """Whether actors can play a part at all. Whom syntax gives as driven out or defeated has not done it."""
    if part != 1:
        return True
    kind, given = option.group[0].kind, option.facts[0]
    if given == "actor2" and claim_type in TO_OTHERS:
        return False
    if kind == "protesters" and given != "actor1":
        return False  # "X has fallen", "ten were killed", activists said
    armed = given == "actor1" and option.group[0].text.rsplit(maxsplit=1)[-1].lower() in THEIR_ARMS
    if claim_type in BOMBARDMENT and (kind == "civilians" or (kind == "organisation" and not armed)):
        return False  # neither has the arms
    if kind == "organisation" and not given and claim_type in OF_ARMS:
        return False  # it counts the dead, it does not kill
    if claim_type == "explosion" and not given and kind in STATES:
        return False  # who only speaks of a car bomb
    if claim_type == "suicide_bombing" and kind == "state_forces":
        return False  # no army sends such bombers
    if claim_type == "attack_on_civilians" and kind == "civilians" and given != "actor1":
        return False
    return kind != THING and (claim_type not in BY_FORCES or kind != "civilians")


def finds_the_dead(option: Option, found: Candidate, parse: Parse) -> bool:
    """Whether somebody only finds the dead of a claim ("police found nine bodies in the river")."""
    if "found" not in found.trigger.frame.needs or found.type != "attack_on_civilians":
        return False
    verb = parse.head[found.trigger.head]
    finders = [*parse.kids(verb, "nsubj"), *(c for c in parse.kids(verb, *OBLIQUES) if parse.preposition(c) == "by")]
    return any(parse.at(p.start) in parse.subtree(finder) for finder in finders for p in option.group)


def is_helped(phrase: Phrase, parse: Parse) -> bool:
    """Whether the doer is on their side: "attacked in support of X", "alongside X", "to help X"."""
    at = parse.at(phrase.start)
    before = [w for w in parse.lower[max(0, at - 5) : at] if w != "the"]
    return before[-1:] in (["alongside"], ["helping"]) or tuple(before[-3:]) in AT_THEIR_SIDE


def accuses_others(option: Option, part: int, voices: Sequence[Voice]) -> bool:
    """Whether it is who accuses, of what somebody else has done ("X accused the dissidents of killing a family")."""
    told = option.group[0].text.lower()
    accusers = [v for v in voices if v.accuses]
    named = any(told == v.text.lower().removeprefix("the ") for v in accusers)
    return part == 1 and option.facts[0] != "actor1" and (named or in_voice(option.group[0], accusers))


def are_other_fighters(said: Sequence[Option]) -> bool:
    """Whether syntax gives fighters whom nothing names ("the fighters"): they are no state's."""
    main = said[0].group[0] if said else None
    return main is not None and not main.actor and main.text.lower().split()[-1:] in FIGHTERS


def no_states(options: Sequence[Option]) -> list[Option]:
    """The options without states and their forces."""
    return [o for o in options if o.group[0].kind not in STATES]


def is_said_ally(phrase: Phrase, parse: Parse) -> bool:
    """Whether actors are named as somebody's allies ("an ally of X", "which fights alongside X", "which backs X"): who
    is not told to be hit is not whom these fight."""
    first = parse.at(phrase.start)
    begin = parse.sentences[parse.sentence[first]][0]
    if not ALLIED.isdisjoint(parse.lower[max(begin, first - ALLIED_WITHIN) : first]):
        return True
    up = parse.head[max(parse.tokens(phrase.start, phrase.end), default=first)]
    return parse.dep[up] == "acl:relcl" and parse.lemma[up] in BACKING


def denies(phrase: Phrase, found: Candidate, voices: Sequence[Voice]) -> bool:
    """Whether whoever the words name says that it is not so: he did not do it."""
    negative = found.standing.polarity == "negative"
    return in_voice(phrase, [v for v in voices if negative or v.denies])


def in_voice(phrase: Phrase, voices: Sequence[Voice]) -> bool:
    """Whether the words stand among those that name who speaks."""
    return any(0 <= v.start <= phrase.start < v.end for v in voices)


def is_speakers(phrase: Phrase, voices: Sequence[Voice]) -> bool:
    """Whether the words only tell whose officer or spokesman speaks ("a rebel officer"): he tells of others."""
    return any((words := phrase.text.lower()) in (said := v.text.lower()) and len(words) < len(said) for v in voices)
