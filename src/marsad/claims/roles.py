"""Arguments of a word: subject, object, prepositional arguments, seen through passives, control, relatives and
coordination."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.claims.parse import OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Parse

RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
SHARES = frozenset({"most", "much", "all", "half", "part"})
TIMES = frozenset({"day", "time", "moment", "week", "month", "year", "night", "hour", "way", "reason", "place"})
"""Nouns that a relative clause may tell the time, the manner or the place of."""
STAYING = frozenset({"remain", "stay", "appear", "seem", "keep", "lie"})
GOING = frozenset(
    {"cross", "march", "advance", "move", "arrive", "head", "retreat", "withdraw", "clash", "pour", "stream", "return"}
)
"""Verbs that have no passive."""
OWN_ROLES = frozenset({"subject", "object", "possessor", "modifier", "appositive"})
"""Roles that no preposition marks."""
DEPTH = 4
"""How many governors up a missing subject is looked for: beyond four clauses it belongs to somebody else."""
INTENTIONS = frozenset({"decision", "plan", "intention", "order", "idea", "option", "aim", "goal"})
"""Nouns of what somebody means to do: who, the noun's owner says, or the owner of what it is done to ("the plan of
leaving their base")."""


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
        found.subject = [c for c in parse.children[i] if parse.dep[c] in SUBJECTS] or _subjects(parse, i)
    return found


def _verbal(parse: Parse, i: int) -> Arguments:
    found = Arguments()
    passive = parse.passive(i)
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep in PASSIVE_SUBJECTS:
            found.object.append(_antecedent(parse, c, i))
        elif dep in SUBJECTS:
            (found.object if passive else found.subject).append(_antecedent(parse, c, i))
        elif dep in ("obj", "iobj"):
            found.object.append(_antecedent(parse, c, i))
        elif dep == "advmod" and parse.lower[c] in SHARES and parse.kids(c, "nmod"):
            found.object.append(c)  # "control most of the town", where the parse has an adverb
        elif dep in OBLIQUES or (dep == "advmod" and parse.kids(c, "case")):
            prep = parse.preposition(c)
            if prep == "by" and (passive or dep == "obl:agent"):
                found.subject.append(c)
            found.preps.setdefault(prep or "when", []).append(c)
    misread = _misread_clause(parse, i)
    if misread:
        passive = False
        found.subject = [parse.head[i]]
    elif parse.dep[i] in ("acl", "acl:relcl"):
        noun = parse.head[i]
        gap = parse.dep[i] == "acl:relcl" and bool(found.subject) and _gap(parse, i)
        if (passive or gap) and not found.object:
            found.object.append(noun)
        elif not passive and not found.subject and parse.dep[i] == "acl" and parse.lemma[noun] not in INTENTIONS:
            found.subject.append(noun)
    if parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] == "leave" and parse.tag[i] in ("VBN", "VBD"):
        found.object, passive = list(parse.kids(parse.head[i], "obj")), True  # "leaving the town encircled"
        found.subject = found.subject or _subjects(parse, i)
    if parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in STAYING and parse.tag[i] == "VBN" and not found.object:
        found.object, passive = _subjects(parse, i), True  # "the road remains cut"
    if parse.dep[i] == "amod" and passive and not found.object:
        found.object.append(parse.head[i])
    if not passive and not found.subject:
        found.subject = _subjects(parse, i)
    if passive and not found.object:
        found.object = _subjects(parse, i)
    if passive and not found.subject:
        found.subject = _shared_agent(parse, i)
    if not passive and not found.object:
        found.object = [
            o
            for c in parse.children[i]
            if parse.dep[c] == "conj" and parse.is_verb(c) and not parse.kids(i, "obl")
            for o in parse.kids(c, "obj")
        ][:1]
    found.subject = _spread(parse, _nearest(found.subject, i) if not passive else found.subject)
    found.object = _spread(parse, found.object)
    found.preps = {prep: _spread(parse, heads) for prep, heads in found.preps.items()}
    return found


def _misread_clause(parse: Parse, i: int) -> bool:
    """Whether a sentence's main verb was taken for a participle ("police cordoned off the town and arrested forty"): it
    hangs on a noun that is the root, and has what a reduced passive never has: an object, a finite verb beside it, or a
    sense of going ("soldiers crossed into the valley")."""
    noun = parse.head[i]
    if parse.dep[i] != "acl" or parse.tag[i] not in ("VBN", "VBD") or parse.head[noun] != noun:
        return False
    if i < noun or not parse.tag[noun].startswith("NN") or parse.words[i - 1] == ",":
        return False
    beside = any(
        parse.dep[c] == "conj" and parse.tag[c] == "VBD" and not parse.kids(c, "nsubj") for c in parse.children[i]
    )
    going = parse.lemma[i] in GOING and parse.words[parse.sentences[parse.sentence[i]][1] - 1] == "."
    return beside or going or bool(parse.kids(i, "obj"))


def _shared_agent(parse: Parse, i: int) -> list[int]:
    """The agent that a passive shares with one coordinated after it: "two were shot and a school was burned by X", "one
    was killed and two wounded by X"."""
    for c in parse.children[i]:
        if parse.dep[c] != "conj" or c < i:
            continue
        verbs = [c] if parse.is_verb(c) else parse.kids(c, "acl")
        for verb in verbs:
            if parse.passive(verb) and (agents := parse.kids(verb, "obl:agent")):
                return agents
    return []


def _nominal(parse: Parse, i: int, found: Arguments) -> None:
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep == "nmod:poss":
            found.possessor += _spread(parse, [c])
        elif dep in ("compound", "amod", "flat", "nmod:desc"):
            found.modifier.append(c)
        elif dep in OBLIQUES:
            prep = parse.preposition(c)
            if prep in ("'s", "’s", ""):
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
    if parse.dep[i] == "appos":
        found.appositive.append(parse.head[i])
    if not found.preps.get("by") and (by := _misattached_by(parse, i)):
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
    if parse.dep[noun] == "nmod" and parse.lemma[parse.head[noun]] in (
        "number",
        "series",
        "wave",
        "string",
        "dozen",
        "set",
    ):
        noun = parse.head[noun]
    verb = parse.head[noun]
    if verb == noun or not parse.is_verb(verb):
        return
    dep = parse.dep[noun]
    if dep in ("obj", "nsubj:pass") or (dep in OBLIQUES and parse.preposition(noun) in ("in", "with", "to", "through")):
        if parse.lemma[verb] in support_verbs or dep in OBLIQUES:
            found.support = verb
            outer = _verbal(parse, verb)
            found.subject += [s for s in outer.subject if s != noun]
            if dep in OBLIQUES:
                found.preps.setdefault("clause-object", []).extend(o for o in outer.object if o != noun)
            for prep, heads in outer.preps.items():
                found.preps.setdefault(prep, []).extend(h for h in heads if h != noun)
    elif dep in SUBJECTS:
        found.support = verb
        outer = _verbal(parse, verb)
        found.preps.setdefault("clause-object", []).extend(o for o in outer.object if o != noun)
        for prep, heads in outer.preps.items():
            found.preps.setdefault(prep, []).extend(h for h in heads if h != noun)


def _gap(parse: Parse, i: int) -> bool:
    """Whether a relative clause without a relative word lacks its object ("the areas the army lost", "which troops
    captured"): not where it has an object clause, or a preposition that is left over ("the town they fought in")."""
    noun = parse.head[i]
    if parse.lemma[noun] in TIMES or parse.kids(i, "obj", "iobj", "ccomp", "xcomp", "cop", "aux:pass"):
        return False
    return not any(
        parse.tag[c] in ("WRB", "RP", "IN") or (parse.lower[c] in RELATIVE and parse.dep[c] in OBLIQUES)
        for c in parse.children[i]
    )


def _antecedent(parse: Parse, i: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; i itself else."""
    if parse.lower[i] in RELATIVE and parse.tag[i].startswith("W"):
        clause = verb
        for _ in range(DEPTH):
            if parse.dep[clause] == "acl:relcl":
                return parse.head[clause]
            clause = parse.head[clause]
    return i


def _subjects(parse: Parse, i: int) -> list[int]:
    """The understood subject of a verb without one: of the verb it is coordinated with, controlled by, or that frames
    it."""
    at = i
    for _ in range(DEPTH):
        dep, up = parse.dep[at], parse.head[at]
        if up == at:
            return []
        if dep == "acl:relcl":
            return []
        if dep == "acl":
            if _misread_clause(parse, at):
                return [up]
            if parse.tag[at] == "VBG" and parse.lemma[up] not in INTENTIONS:
                return [up]
            owned = [c for o in parse.kids(at, "obj") for c in parse.kids(o, "nmod:poss")]
            return _of_noun(parse, up) or (owned if parse.tag[at] == "VBG" else [])
        if dep == "advcl" and parse.tag[at] == "VBG" and parse.dep[up] == "acl:relcl" and _after_comma(parse, at):
            up = parse.head[parse.head[up]]  # "they cut the road by which it was supplied, leaving ...": it is theirs
        if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp") and (parse.is_verb(up) or parse.children[up]):
            if dep in ("ccomp", "parataxis"):
                return []
            if dep == "xcomp" and parse.lemma[up] in (
                "force",
                "allow",
                "order",
                "urge",
                "ask",
                "let",
                "help",
                "enable",
                "prevent",
                "tell",
            ):
                objects = parse.kids(up, "obj")
                if objects:
                    return objects
            own = [c for c in parse.children[up] if parse.dep[c] in SUBJECTS or parse.dep[c] in PASSIVE_SUBJECTS]
            if own:
                if parse.passive(up) and dep == "conj":
                    return list(parse.kids(up, "obl:agent")) or own
                return [_antecedent(parse, c, up) for c in _nearest(own, up)]
        at = up
    return []


def _nearest(subjects: list[int], verb: int) -> list[int]:
    """A verb has one subject: of several, misread from a clause before it, the one right before the verb."""
    before = [s for s in subjects if s < verb]
    return before[-1:] if len(subjects) > 1 and before else subjects


def _after_comma(parse: Parse, i: int) -> bool:
    return i > 0 and parse.words[i - 1] == ","


def _of_noun(parse: Parse, noun: int) -> list[int]:
    """Whose plan, decision or attempt it is ("the army's bid to retake X")."""
    owners = parse.kids(noun, "nmod:poss")
    if owners:
        return owners
    verb = parse.head[noun]
    if parse.dep[noun] in ("obj", "obl") and verb != noun:
        return parse.kids(verb, "nsubj")
    return []


def _spread(parse: Parse, heads: list[int]) -> list[int]:
    """Heads with their coordinated companions, each once, in text order."""
    found: list[int] = []
    for head in heads:
        found += [h for h in parse.joined(head) if h not in found]
    return found


LEFT_OUT = frozenset(
    {
        "acl:relcl", "acl", "appos", "parataxis", "punct", "cc", "conj", "advcl", "case", "det", "nmod", "obl",
        "discourse", "dep", "nmod:npmod", "orphan", "list", "cop", "nsubj", "advmod", "mark", "aux"
    }
)  # fmt: skip


def noun_phrase(parse: Parse, i: int, *, of: bool = True) -> tuple[int, int]:
    """Tokens (first, last) of the phrase around the noun i: its modifiers, and its "of" complement unless `of` is
    False."""
    tokens = [i]
    queue = [i]
    while queue:
        at = queue.pop()
        for c in parse.children[at]:
            dep = parse.dep[c]
            inner = dep == "nmod" and of and parse.preposition(c) == "of" and at == i
            if dep in LEFT_OUT and not inner:
                if inner is False and dep == "case" and at != i:
                    tokens.append(c)
                continue
            tokens.append(c)
            queue.append(c)
    tokens.sort()
    first = last = tokens.index(i)
    while first > 0 and tokens[first - 1] >= tokens[first] - 2:
        first -= 1
    while last < len(tokens) - 1 and tokens[last + 1] <= tokens[last] + 2:
        last += 1
    return tokens[first], tokens[last]
