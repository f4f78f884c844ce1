"""Arguments of a word: subject, object, prepositional arguments, seen through passives, control, relatives and
coordination."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from marsad.claims.syntax.parse import OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Parse, noun_phrase
from marsad.claims.syntax.understood import (
    INTENTIONS,
    antecedent,
    blamed_after,
    blamed_doers,
    charged_doers,
    claimants,
    claimed_by,
    is_misread_clause,
    is_part_of_a_drive,
    lacks_object,
    nearest,
    shared_agent,
    understood_subjects,
)

SHARES = frozenset({"most", "much", "all", "half", "part"})
STAYING = frozenset({"remain", "stay", "appear", "seem", "keep", "lie"})
RESULTING = frozenset({"leave", "declare", "proclaim", "find"})
"""Verbs whose object is told to have been done something to ("leaving the town encircled", "declared it liberated",
"was found beheaded")."""
SERIES = frozenset({"number", "series", "wave", "string", "dozen", "set", "spate", "rash", "succession"})
"""Nouns that only count what follows ("a wave of air strikes")."""
OBSERVED = frozenset({"report", "hear", "record", "register", "document", "observe", "rage"})
"""Verbs that say of an event only that it is there ("clashes were reported in X"; "raged", taken for a passive)."""
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})
OWN_ROLES = frozenset({"subject", "object", "possessor", "modifier", "appositive"})
"""Roles that no preposition marks."""

COMPANY = frozenset({"cooperation", "coordination", "collaboration", "conjunction", "concert", "partnership"})
"""What those who help are in with those who lead."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
WARDING = frozenset({"repel", "foil"})
"""Verbs whose subject is whom an attack was made on: "the offensive was repelled by the army"."""

AGREEING = frozenset(
    {"broker", "mediate", "agree", "reach", "sign", "announce", "declare", "negotiate", "sponsor", "guarantee",
     "violate", "breach", "conclude", "impose", "propose"}
)  # fmt: skip
"""What is done to a deal by those whose it is."""
DYING = frozenset({"die", "perish"})
"""Verbs whose subject is whom a deed hit: "soldiers died in a raid"."""
OWNED = AGREEING | {"claim"}  # and what those do with a deed who did it
MEANS = frozenset({"in", "during", "with", "by", "through"})
"""Words before a deed by which another is done."""


@dataclass(slots=True)
class Arguments:
    """Heads of the arguments, by role: subject (the doer), object (the done-to), prepositions; all may be several."""

    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    preps: dict[str, list[int]] = field(default_factory=dict)
    possessor: list[int] = field(default_factory=list)
    modifier: list[int] = field(default_factory=list)
    appositive: list[int] = field(default_factory=list)
    support: int | None = None
    """The support verb that carries a noun ("carried out air strikes"), None if there is none."""

    def filled(self) -> dict[str, list[int]]:
        """The heads of all roles that have any."""
        own = {name: heads for name in OWN_ROLES if (heads := getattr(self, name))}
        return {**self.preps, **own}

    def role(self, name: str) -> list[int]:
        if name in OWN_ROLES:
            found: list[int] = getattr(self, name)
            return found
        return self.preps.get(name, [])


def arguments(parse: Parse, i: int, support_verbs: frozenset[str]) -> Arguments:
    """Arguments of the verb or noun at i."""
    if parse.is_verb(i) or parse.kids(i, "nsubj:pass", "aux:pass", "aux"):
        found = _verbal(parse, i)
        if parse.tag[i].startswith("NN"):
            _nominal(parse, i, found)
        return found
    found = Arguments()
    _nominal(parse, i, found)
    _supported(parse, i, found, support_verbs)
    if not found.subject and any(parse.dep[c] == "cop" for c in parse.children[i]):
        subjects = [antecedent(parse, c, i) for c in parse.children[i] if parse.dep[c] in SUBJECTS]
        found.subject = subjects or understood_subjects(parse, i)
    return found


def _verbal(parse: Parse, i: int) -> Arguments:
    found = Arguments()
    passive = parse.passive(i)
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep in PASSIVE_SUBJECTS:
            found.object.append(antecedent(parse, c, i))
        elif dep in SUBJECTS:
            (found.object if passive else found.subject).append(antecedent(parse, c, i))
        elif dep in ("obj", "iobj"):
            found.object.append(antecedent(parse, c, i))
        elif dep == "advmod" and parse.lower[c] in SHARES and parse.kids(c, "nmod"):
            found.object.append(c)  # "control most of the town", where the parse has an adverb
        elif dep in OBLIQUES or (dep == "advmod" and parse.kids(c, "case")):
            prep = parse.preposition(c)
            if prep == "by" and (passive or dep == "obl:agent"):
                found.subject.append(c)
            elif passive and prep == "at" and parse.lower[c] == "hands":  # "killed at the hands of X"
                found.subject += parse.kids(c, "nmod")[:1]
            # "the town from which they were driven"
            found.preps.setdefault(prep or "when", []).append(antecedent(parse, c, i))
    if not passive and "from" not in found.preps:  # "took the town of X from Y": parsers hang Y on the town
        lost = [n for o in found.object for n in parse.kids(o, "nmod") if parse.preposition(n) == "from"]
        found.preps.update({"from": lost[:1]} if lost else {})
    if (where := _where(parse, i)) is not None:
        found.preps.setdefault("in", []).append(where)
    misread = is_misread_clause(parse, i)
    if misread:
        passive = False
        found.subject = [parse.head[i]]
    elif not passive and (charged := charged_doers(parse, i)):
        found.subject = charged
    elif parse.dep[i] in ("acl", "acl:relcl"):
        noun = _leading(parse, parse.head[i]) if parse.tag[i] in FINITE else parse.head[i]
        gap = parse.dep[i] == "acl:relcl" and bool(found.subject) and lacks_object(parse, i)
        if (passive or gap) and not found.object:
            found.object.append(noun)
        elif not passive and not found.subject and parse.dep[i] == "acl" and parse.lemma[noun] not in INTENTIONS:
            found.subject += [] if is_part_of_a_drive(parse, i) else [noun]
    if parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in RESULTING and parse.tag[i] in ("VBN", "VBD"):
        found.object, passive = list(parse.kids(parse.head[i], "obj")), True  # "leaving the town encircled"
        if not parse.passive(parse.head[i]) and parse.lemma[parse.head[i]] != "find":
            found.subject = found.subject or understood_subjects(parse, i)
    if parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in STAYING and parse.tag[i] == "VBN" and not found.object:
        found.object, passive = understood_subjects(parse, i), True  # "the road remains cut"
    if parse.dep[i] == "amod" and passive and not found.object:
        found.object.append(parse.head[i])
    if not passive and not found.subject:
        found.subject = understood_subjects(parse, i)
    if passive and not found.object:
        found.object = understood_subjects(parse, i)
    if passive and not found.subject:
        found.subject = shared_agent(parse, i) or blamed_after(parse, i)
    if not passive and not found.object:
        found.object = [
            o
            for c in parse.children[i]
            if parse.dep[c] == "conj" and parse.is_verb(c) and not parse.kids(i, "obl")
            for o in parse.kids(c, "obj")
        ][:1]
    found.subject = _spread(parse, nearest(found.subject, i) if not passive else found.subject)
    found.object = _spread(parse, found.object)
    found.preps = {prep: _spread(parse, heads) for prep, heads in found.preps.items()}
    return found


def _leading(parse: Parse, noun: int) -> int:
    """ "The army in cooperation with its allies took": who acts, where parsers hang the verb on those beside him."""
    company = parse.head[noun]
    if parse.preposition(noun) == "with" and parse.lemma[company] in COMPANY and parse.preposition(company) == "in":
        return parse.head[company]
    return noun


def _where(parse: Parse, i: int) -> int | None:
    """The noun that "where" stands for: "the district where they hold out", on whatever word the parse hangs that."""
    where = next((c for c in parse.children[i] if parse.lower[c] == "where" and parse.dep[c] == "advmod"), 0)
    if not where or not parse.tag[where - 1].startswith("NN"):
        return None
    return parse.head[i] if parse.dep[i] == "acl:relcl" else where - 1


def _nominal(parse: Parse, i: int, found: Arguments) -> None:
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep == "nmod:poss":
            found.possessor += _spread(parse, [c])
        elif dep in ("compound", "amod", "flat", "nmod:desc"):
            found.modifier.append(c)
        elif dep in OBLIQUES:
            prep = parse.preposition(c)
            if prep == "at" and parse.lower[c] == "hands":  # "deaths at the hands of X"
                found.preps.setdefault("by", []).extend(parse.kids(c, "nmod")[:1])
            elif prep in ("'s", "’s", "") and not parse.is_verb(c):
                found.possessor += _spread(parse, [c])
            else:
                found.preps.setdefault(prep, []).extend(_spread(parse, [c]))
                if prep == "of":  # "the capture of X by Y": parsers hang "by Y" on X
                    by = [n for n in parse.kids(c, "nmod") if parse.preposition(n) == "by"]
                    found.preps.setdefault("by", []).extend(_spread(parse, by[:1]) if by else [])
        elif dep == "appos":
            found.appositive.append(c)
        elif dep in ("acl", "acl:relcl") and parse.lemma[c] in ("target", "carry", "conduct", "launch", "hit", "kill"):
            inner = _verbal(parse, c)
            found.subject += [s for s in inner.subject if s != i]
            found.preps.setdefault("on", []).extend(o for o in inner.object if o != i)
        elif dep in ("acl", "acl:relcl") and parse.lemma[c] in OWNED and parse.passive(c):
            found.preps.setdefault("by", []).extend(_verbal(parse, c).subject)  # "a deal brokered by X", "claimed by X"
    if parse.dep[i] == "appos":
        found.appositive.append(parse.head[i])
    if not found.preps.get("by") and (by := _misattached_by(parse, i) or claimed_by(parse, i)):
        found.preps["by"] = by
    if parse.dep[i] == "conj":
        first = parse.head[i]
        for c in parse.children[first]:
            if parse.dep[c] in OBLIQUES and c > i:
                found.preps.setdefault(parse.preposition(c), []).extend(_spread(parse, [c]))
            elif parse.dep[c] in ("amod", "compound") and not found.modifier and c < first:
                found.modifier.append(c)


def _misattached_by(parse: Parse, i: int) -> list[int]:
    """ "Spoke of the abduction of girls by gunmen": parsers hang "by gunmen" on the verb, but an active verb whose
    subject is said has no agent."""
    verb = parse.head[i]
    if parse.lower[i + 1 : i + 2] == ["by"] and parse.dep[i + 1] == "case":
        return _spread(parse, [parse.head[i + 1]])  # "inside a base under siege by X"
    if not parse.is_verb(verb) or parse.passive(verb) or parse.dep[i] not in ("obj", *OBLIQUES):
        return []
    by = [c for c in parse.children[verb] if c > i and parse.dep[c] in OBLIQUES and parse.preposition(c) == "by"]
    nouns = parse.subtree(i)[-1] + 1
    return _spread(parse, by[:1]) if by and parse.lower[nouns : nouns + 1] == ["by"] else []


def _supported(parse: Parse, i: int, found: Arguments, support_verbs: frozenset[str]) -> None:
    """A noun that hangs on a support verb takes that verb's arguments ("X carried out air strikes on Y on Monday")."""
    noun = i
    while parse.dep[noun] == "conj":
        noun = parse.head[noun]
    if parse.dep[noun] == "nmod" and parse.lemma[parse.head[noun]] in SERIES:
        noun = parse.head[noun]
    if who := [c for c in claimants(parse, noun) if c in parse.kids(parse.head[parse.head[noun]], *SUBJECTS)]:
        found.subject = _spread(parse, who)
    verb = parse.head[noun]
    if blamed := _spread(parse, blamed_doers(parse, noun)):
        found.subject = blamed
        found.preps = {prep: [h for h in heads if h not in blamed] for prep, heads in found.preps.items()}
    if verb == noun or not parse.is_verb(verb):
        return
    dep = parse.dep[noun]
    if dep in ("obj", "nsubj:pass") or (dep in OBLIQUES and parse.preposition(noun) in ("in", "with", "to", "through")):
        if parse.lemma[verb] in support_verbs or dep in OBLIQUES:
            found.support = verb
            outer = _verbal(parse, verb)
            if parse.lemma[verb] in WARDING:
                warders = [s for s in (*outer.subject, *outer.preps.pop("by", ())) if s != noun]
                found.preps.setdefault("against", []).extend(warders)
            elif parse.lemma[verb] in DYING:
                found.preps.setdefault("clause-object", []).extend(s for s in outer.subject if s != noun)
            else:
                found.subject += [s for s in outer.subject if s != noun]
            if dep in OBLIQUES:
                found.preps.setdefault("clause-object", []).extend(o for o in outer.object if o != noun)
            for prep, heads in outer.preps.items():
                found.preps.setdefault(prep, []).extend(h for h in heads if h != noun)
        elif parse.lemma[verb] in OBSERVED:
            for prep, heads in _verbal(parse, verb).preps.items():
                if prep != "by":
                    found.preps.setdefault(prep, []).extend(h for h in heads if h != noun)
    elif dep in SUBJECTS:
        found.support = verb
        outer = _verbal(parse, verb)
        found.preps.setdefault("clause-object", []).extend(o for o in outer.object if o != noun)
        for prep, heads in outer.preps.items():
            found.preps.setdefault(prep, []).extend(h for h in heads if h != noun)


def _spread(parse: Parse, heads: list[int]) -> list[int]:
    """Heads with their coordinated companions, each once, in text order."""
    found: list[int] = []
    for head in heads:
        found += [h for h in parse.joined(head) if h not in found]
    return found


def of_the_target(parse: Parse, owner: int, is_deed: Callable[[str], bool]) -> bool:
    """Whether "their" tells whose that is at which something is aimed: "against their bases", "killed fighters in raids
    on their bases" (but "spoke of a raid on their bases")."""
    thing = parse.head[owner]
    aimed = (c for c in parse.kids(thing, "case") if parse.lower[c] in ("against", "on"))
    case = next(aimed, 0) if parse.dep[owner] == "nmod:poss" else 0
    if not case or parse.lower[case] == "against":
        return case > 0
    first, _ = noun_phrase(parse, case - 1, of=False)
    return is_deed(parse.lemma[case - 1]) and parse.lower[first - 1] in MEANS


def are_mates(parse: Parse, a: int, b: int) -> bool:
    """Whether one verb has both, or the noun that the first stands before, as subject, object or complement: a verb's
    "they" or "the group" is not whom it is told of beside them (binding: Chomsky 1981)."""
    verb = parse.head[b]
    mates = (t for t in (a, parse.head[a]) if parse.head[t] == verb and t != b)
    return parse.dep[b] in ARGUMENTS and any(parse.dep[t] in ARGUMENTS for t in mates)
