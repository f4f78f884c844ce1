"""Arguments that a sentence leaves unsaid: whom a verb shares with the one before it, is made to do something by, or
describes."""

from __future__ import annotations

from marsad.claims.syntax.parse import OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Parse

RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
TIMES = frozenset({"day", "time", "moment", "week", "month", "year", "night", "hour", "way", "reason", "place"})
"""Nouns that a relative clause may tell the time, the manner or the place of."""
GOING = frozenset(
    {"cross", "march", "advance", "move", "arrive", "head", "retreat", "withdraw", "clash", "pour", "stream", "return"}
)
"""Verbs that have no passive."""
DEPTH = 4
"""How many governors up a missing subject is looked for: beyond four clauses it belongs to somebody else."""
INTENTIONS = frozenset({"decision", "plan", "intention", "order", "idea", "option", "aim", "goal"})
"""Nouns of what somebody means to do: who, the noun's owner says, or the owner of what it is done to ("the plan of
leaving their base")."""
OWNING = frozenset({"claim", "accept", "take", "admit"})
"""What those who did a deed do with the responsibility for it."""
CAUSING = frozenset({"force", "cause", "prompt", "make", "compel", "oblige", "push", "drive", "lead", "spur", "coerce",
                     "allow", "permit", "let", "help", "enable"})  # fmt: skip
"""Verbs that bring about what their object does ("forced thousands to flee")."""
ACHIEVING = frozenset({"manage", "rush", "hasten", "proceed"})
"""Verbs whose infinitive is done by whoever they are said of ("rushed to send troops")."""
LED = frozenset({"battle", "operation", "offensive", "campaign", "drive", "push", "fight", "struggle", "effort",
                 "attempt", "bid", "assault", "war", "mission", "advance", "coalition", "way"})  # fmt: skip
"""What is led or allowed towards an end that follows: "led an operation to take X"."""
MAKING = CAUSING | {"order", "urge", "ask", "prevent", "tell"}
"""Verbs whose object does what is told next ("ordered them to leave")."""
BLAMING = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "suspect",
                     "convict", "acquit"})  # fmt: skip
"""Verbs whose object did what is told next ("accused them of shelling")."""


def understood_subjects(parse: Parse, i: int) -> list[int]:
    """The understood subject of a verb without one: of the verb it is coordinated with, controlled by, or that frames
    it."""
    at = i
    for _ in range(DEPTH):
        dep, up = parse.dep[at], parse.head[at]
        if up == at:
            return []
        if dep == "acl:relcl":
            return []
        if dep in ("acl", "advcl", "xcomp") and (made := made_to(parse, at)):
            return made
        if dep == "acl" and not parse.is_verb(up):
            if is_misread_clause(parse, at):
                return [up]
            if is_part_of_a_drive(parse, at):
                return parse.kids(parse.head[up], *SUBJECTS)
            if parse.tag[at] == "VBG" and parse.lemma[up] not in INTENTIONS:
                return [up]
            owned = [c for o in parse.kids(at, "obj") for c in parse.kids(o, "nmod:poss")]
            return _of_noun(parse, up) or (owned if parse.tag[at] == "VBG" else [])
        if (
            dep == "advcl"
            and parse.tag[at] == "VBG"
            and parse.dep[up] == "acl:relcl"
            and parse.words[at - 1 : at] == [","]
        ):
            up = parse.head[parse.head[up]]  # "they cut the road by which it was supplied, leaving ...": it is theirs
        if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "acl") and (parse.is_verb(up) or parse.children[up]):
            if dep in ("ccomp", "parataxis"):
                return []
            if charged := charged_doers(parse, at):
                return charged
            own = [c for c in parse.children[up] if parse.dep[c] in SUBJECTS or parse.dep[c] in PASSIVE_SUBJECTS]
            if own:
                if parse.passive(up) and dep == "conj":
                    agents = [] if parse.passive(i) else list(parse.kids(up, "obl:agent"))
                    return agents or [antecedent(parse, c, up) for c in own]
                return [antecedent(parse, c, up) for c in nearest(own, up)]
        at = up
    return []


def is_part_of_a_drive(parse: Parse, deed: int) -> bool:
    """ "Extended their advance seizing X", "led an offensive capturing it": what who led it did."""
    noun = parse.head[deed]
    led = parse.tag[deed] == "VBG" and parse.lemma[noun] in LED and parse.dep[noun] == "obj"
    return led and parse.dep[deed] == "acl" and bool(parse.kids(parse.head[noun], *SUBJECTS))


def made_to(parse: Parse, at: int) -> list[int]:
    """Who is made to do it: "forced | thousands to flee", on whatever of the two the parser hangs "flee"."""
    up = parse.head[at]
    if parse.dep[at] != "xcomp" and not parse.has(at, ("to",), "mark"):
        return []
    verb = parse.head[up] if parse.dep[up] == "obj" and parse.dep[at] == "acl" else up
    return parse.kids(verb, "obj") if parse.lemma[verb] in MAKING else []


def cause_of(parse: Parse, up: int) -> int | None:
    """The verb that brings about the infinitive that hangs on `up`, which is that verb or whom it makes do it."""
    verb = parse.head[up] if parse.is_noun(up) and parse.dep[up] in ("obj", *PASSIVE_SUBJECTS) else up
    if parse.lemma[verb] in ACHIEVING:
        return verb
    if parse.lemma[verb] == "make" and not parse.passive(verb):
        return None  # "made them leave", but "made progress in operations to take X"
    made = parse.kids(verb, "obj", *PASSIVE_SUBJECTS) if parse.lemma[verb] in CAUSING else []
    return verb if made and not any(parse.lemma[c] in LED for c in made) else None


def charged_doers(parse: Parse, deed: int) -> list[int]:
    """Whom somebody charges with a deed: "accused | the army of shelling X", "blamed them for burning it"."""
    up = parse.head[deed]
    before = next((c - 1 for c in parse.kids(deed, "mark", "case") if parse.lower[c] in ("of", "for")), -1)
    if before > 0 and any(parse.lower[c] in BLAMING for c in parse.kids(before, "case")):
        return [before]  # "rebels accuse X of", where "accuse" is taken for a preposition
    if parse.tag[up].startswith("NN"):  # "the army" is what parsers hang the deed on, too
        up = parse.head[up]
    if parse.lemma[up] not in BLAMING or parse.passive(up) or not parse.has(deed, ("of", "for"), "mark", "case"):
        return []
    return [c for c in parse.kids(up, "obj") if up < c < deed]


def antecedent(parse: Parse, i: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; i itself else."""
    if parse.lower[i] in RELATIVE and parse.tag[i].startswith("W"):
        clause = verb
        for _ in range(DEPTH):
            if parse.dep[clause] == "acl:relcl":
                return parse.head[clause]
            clause = parse.head[clause]
    return i


def nearest(subjects: list[int], verb: int) -> list[int]:
    """A verb has one subject: of several, misread from a clause before it, the one right before the verb."""
    before = [s for s in subjects if s < verb]
    return before[-1:] if len(subjects) > 1 and before else subjects


def _of_noun(parse: Parse, noun: int) -> list[int]:
    """Whose plan, decision or attempt it is ("the army's bid to retake X")."""
    owners = parse.kids(noun, "nmod:poss")
    if owners:
        return owners
    verb = parse.head[noun]
    if parse.dep[noun] in ("obj", "obl") and verb != noun:
        return parse.kids(verb, "nsubj")
    return []


def shared_agent(parse: Parse, i: int) -> list[int]:
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


def claimants(parse: Parse, noun: int) -> list[int]:
    """Who claims the deed that a noun tells: "X claimed responsibility for the raid"; "no group" too."""
    owned = parse.head[noun]
    if parse.lemma[owned] != "responsibility" or parse.lemma[parse.head[owned]] not in OWNING:
        return []
    verb = parse.head[owned]
    return parse.kids(verb, *SUBJECTS) if parse.is_verb(verb) else [verb]


def claimed_by(parse: Parse, i: int) -> list[int]:
    """ "Died in an ambush claimed by X": parsers hang "claimed" on the verb."""
    claims = (c for c in parse.children[parse.head[i]] if c > i and parse.lemma[c] == "claim" and c + 1 < parse.size)
    claimed = next((c for c in claims if parse.lower[c + 1] == "by" and parse.dep[c] in ("advcl", "acl")), -1)
    return parse.kids(claimed, "obl:agent", "obl")[:1] if claimed >= 0 else []


def is_claimed_by_nobody(parse: Parse, noun: int) -> bool:
    """ "No group has claimed responsibility for the blast", "the rebels did not claim it", "there was no claim of
    responsibility for it": no news of the deed itself."""
    claiming = claimants(parse, noun)
    if not claiming:
        return False
    verb = parse.head[parse.head[noun]]
    if parse.is_verb(verb) and parse.has(verb, ("not", "n't", "n’t", "yet"), "advmod"):
        return True
    return any(parse.has(who, ("no", "none"), "det") or parse.lower[who] == "nobody" for who in claiming)


def blamed_doers(parse: Parse, noun: int) -> list[int]:
    """Whose deed an event is by its governing verb: "X was blamed for the raid", "they blamed the raid on X"."""
    verb = parse.head[noun]
    if parse.dep[noun] == "nmod" and parse.dep[verb] == "obj" and parse.preposition(noun) == "for":
        return [verb] if parse.lemma[parse.head[verb]] == "blame" else []  # "blamed | the army for the raid"
    if verb == noun or parse.lemma[verb] != "blame":
        return []
    if parse.dep[noun] in OBLIQUES and parse.preposition(noun) == "for":
        return parse.kids(verb, *PASSIVE_SUBJECTS, *SUBJECTS) if parse.passive(verb) else parse.kids(verb, "obj")
    if parse.dep[noun] == "obj" or parse.dep[noun] in PASSIVE_SUBJECTS:  # parsers hang "on them" on any noun before it
        after = (t for t in parse.subtree(verb) if t > noun and parse.dep[t] in OBLIQUES)
        return [t for t in after if parse.preposition(t) == "on"][-1:]
    return []


def blamed_after(parse: Parse, verb: int) -> list[int]:
    """Who is blamed for what a passive verb without a doer tells: "were shot dead in an ambush blamed on X"."""
    last = parse.sentences[parse.sentence[verb]][1]
    for t in parse.spots(("blamed",)):
        reduced = verb < t < last - 2 and parse.lower[t + 1] == "on" and parse.tag[t - 1].startswith("NN")
        if reduced and verb in parse.ancestors(t):
            return [c for c in parse.children[t] if c > t and parse.preposition(c) == "on"][:1]
    return []


def lacks_object(parse: Parse, i: int) -> bool:
    """Whether a relative clause without a relative word lacks its object ("the areas the army lost", "which troops
    captured"): not where it has an object clause, or a preposition that is left over ("the town they fought in")."""
    noun = parse.head[i]
    if parse.lemma[noun] in TIMES or parse.kids(i, "obj", "iobj", "ccomp", "xcomp", "cop", "aux:pass"):
        return False
    return not any(
        parse.tag[c] in ("WRB", "RP", "IN") or (parse.lower[c] in RELATIVE and parse.dep[c] in OBLIQUES)
        for c in parse.children[i]
    )


def is_misread_clause(parse: Parse, i: int) -> bool:
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
