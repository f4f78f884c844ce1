"""Clauses that parsers hang on the wrong word: what somebody managed, launched, declared; "which"; mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import SUBJECTS, Parse

GOVERNING = frozenset({"manage", "fail", "try", "attempt", "continue", "begin", "start", "refuse", "threaten", "vow"})
"""Verbs whose "to" tells what was done or tried, never what for."""
LAUNCHING = frozenset({"launch", "begin", "start", "mount", "stage", "resume", "open", "announce", "unleash"})
"""Verbs whose object is what was launched, and for what its "to" tells."""
DECLARING = frozenset({"declare", "proclaim", "pronounce"})
FREED = frozenset({"free", "liberated", "secured", "cleared", "clear", "secure"})
DECLARED_REACH = 8
"""Words from "declared" to what a place is declared."""


def mend_clauses(parse: Parse) -> None:
    """Mends tags and arcs."""
    _mend_of_them(parse)
    _mend_after_aside(parse)
    _mend_before_which(parse)
    _mend_second_subject(parse)
    _mend_managed(parse)
    _mend_launched(parse)
    _mend_which(parse)
    _mend_with_having(parse)
    _mend_declared(parse)


def _mend_of_them(parse: Parse) -> None:
    """ "A convoy of tanks entered X": what the convoy did, where the parser sees tanks that were entered."""
    for i, dep in enumerate(parse.dep):
        if dep != "acl" or parse.tag[i] != "VBD":
            continue
        who = parse.head[parse.head[i]]
        if parse.dep[who] != "ROOT" or not parse.is_noun(who):
            continue
        if parse.preposition(parse.head[i]) != "of" or not parse.kids(i, "obj", "obl") or parse.words[i - 1] == ",":
            continue
        parse.hang(i, i, "ROOT")
        parse.hang(who, i, "nsubj")
        for c in [c for c in parse.children[who] if c > i]:
            parse.hang(c, i, parse.dep[c])


def _mend_after_aside(parse: Parse) -> None:
    """ "The X, which backs the Y, captured Z": what the X did, where the parser sees the sentence in its name."""
    for i, dep in enumerate(parse.dep):
        who = parse.head[i]
        if dep != "acl" or parse.tag[i] != "VBD" or parse.dep[who] != "ROOT" or not parse.is_noun(who):
            continue
        aside = any(who < c < i for c in parse.kids(who, "acl:relcl"))
        if not aside or parse.words[i - 1] != "," or not parse.kids(i, "obj", "obl", "xcomp", "ccomp"):
            continue
        parse.hang(i, i, "ROOT")
        parse.hang(who, i, "nsubj")
        for c in parse.kids(i, "xcomp"):
            if c == i + 1 and parse.is_noun(c):
                parse.dep[c] = "obj"


def _mend_before_which(parse: Parse) -> None:
    """ "X, which rebels had held since May, was recaptured": X was recaptured, where the parser makes the aside the
    sentence and X its subject."""
    for which in parse.spots(("which",)):
        if which < 2 or parse.words[which - 1] != "," or not parse.is_noun(which - 2):
            continue
        told = which - 2
        while parse.dep[told] in ("flat", "compound", "nmod") and parse.head[told] < told:
            told = parse.head[told]
        aside, end = parse.head[told], parse.sentences[parse.sentence[told]][1]
        if parse.dep[told] not in SUBJECTS or aside <= which or not parse.is_verb(aside):
            continue
        after = next((t + 1 for t in range(aside + 1, end - 1) if parse.words[t] == ","), end)
        if after >= end or parse.tag[after] not in ("VBD", "VBZ", "VBP"):
            continue
        main = parse.head[after] if parse.dep[after] in ("aux", "aux:pass", "cop") else after
        if main < after or parse.kids(main, *SUBJECTS):
            continue
        if aside in parse.ancestors(main):
            up, label = parse.head[aside], parse.dep[aside]
            parse.hang(main, main if up == aside else up, label)
        elif main not in parse.ancestors(aside):
            continue
        parse.hang(told, main, "nsubj:pass" if parse.passive(main) else "nsubj")
        parse.hang(aside, told, "acl:relcl")
        parse.hang(which, aside, "obj" if parse.kids(aside, *SUBJECTS) else "nsubj")


def _mend_second_subject(parse: Parse) -> None:
    """ "The army shelled X and rebels killed Y": the rebels did the second deed, where the parser joins them to X."""
    for cc in parse.spots(("and", "but")):
        who = parse.head[cc]
        verb, named = who + 1, parse.head[who]
        if parse.dep[who] != "conj" or not cc < who or verb >= parse.size or parse.tag[verb] != "VBD":
            continue
        first = parse.head[verb]
        if parse.dep[verb] != "conj" or not first < named < cc or not parse.is_verb(first) or parse.passive(verb):
            continue
        if parse.dep[named] == "nsubj" and parse.head[named] == verb and not parse.kids(first, "obj"):
            parse.hang(named, first, "obj")
        elif parse.dep[named] != "obj" or parse.head[named] != first or parse.kids(verb, *SUBJECTS):
            continue
        parse.hang(who, verb, "nsubj")


def _mend_managed(parse: Parse) -> None:
    """ "They managed on Monday to take X": the taking is what they managed, where the parser sees a purpose; "began an
    offensive to take X" tells of one."""
    for i, dep in enumerate(parse.dep):
        if dep != "advcl":
            continue
        up = parse.head[i]
        if parse.lemma[up] not in GOVERNING or not parse.has(i, ("to",), "mark"):
            continue
        if not parse.kids(up, "obj"):
            parse.dep[i] = "xcomp"


def _mend_launched(parse: Parse) -> None:
    """ "They began a push to take X": what the push is for, where the parser sees what they began to do."""
    for i, dep in enumerate(parse.dep):
        if dep not in ("xcomp", "advcl"):
            continue
        up = parse.head[i]
        if parse.lemma[up] not in LAUNCHING or not parse.has(i, ("to",), "mark"):
            continue
        begun = next((c for c in parse.kids(up, "obj") if up < c < i), -1)
        if begun >= 0:
            parse.hang(i, begun, "acl")


def _mend_which(parse: Parse) -> None:
    """ "The town which rebels captured in May": who captured it, where the parser sees captured rebels. Reports that
    lost their commas have such clauses in every form."""
    for i in parse.spots(("which",)):
        who = parse.head[i]
        misread = parse.dep[i] in SUBJECTS and parse.tag[who] == "NNS" and not parse.kids(who, "cop")
        if not (parse.dep[i] == "det" or misread) or i < 1 or who <= i:
            continue
        town = i - 2 if parse.words[i - 1] == "," and i > 1 else i - 1
        verbs = [c for c in parse.kids(who, "acl") if c > who and parse.tag[c] in ("VBN", "VBD")]
        if not verbs or not parse.tag[town].startswith("NN") or parse.sentence[town] != parse.sentence[i]:
            continue
        verb = verbs[0]
        if parse.kids(verb, "obj", "aux", "aux:pass") or parse.lower[verb + 1 : verb + 2] == ["by"]:
            continue
        while parse.dep[town] in ("compound", "flat") and parse.head[town] < i:
            town = parse.head[town]
        if who == town or who in parse.ancestors(town):
            continue  # the town hangs on what would hang on it
        parse.tag[verb] = "VBD"
        parse.hang(verb, town, "acl:relcl")
        parse.hang(who, verb, "nsubj")
        parse.hang(i, verb, "obj")


def _mend_with_having(parse: Parse) -> None:
    """ "Beaten on several fronts, with troops backed by jets having retaken X": it is the troops that have, where the
    parser hangs the clause on a noun before "with"."""
    for i in parse.spots(("having",)):
        up = parse.head[i]
        if parse.dep[i] != "aux" or parse.dep[up] not in ("acl", "advcl") or parse.kids(up, *SUBJECTS):
            continue
        first = parse.sentences[parse.sentence[i]][0]
        cases = (t for t in range(i - 1, first, -1) if parse.lower[t] == "with" and parse.dep[t] == "case")
        noun = next((parse.head[t] for t in cases if t < parse.head[t] < i), -1)
        if noun < 0 or parse.head[up] == noun or not (parse.head[up] < noun or parse.head[up] in parse.subtree(noun)):
            continue
        parse.hang(up, noun, "acl")


def _mend_declared(parse: Parse) -> None:
    """ "Declared the town of X free", "declared X liberated": what the town is declared, where the parser sees a name
    or what else they did."""
    for i, lemma in enumerate(parse.lemma):
        if lemma not in DECLARING:
            continue
        for c in parse.kids(i, "xcomp"):
            if parse.tag[c] == "VBD":
                parse.tag[c] = "VBN"
        if not parse.is_verb(i) or parse.passive(i):
            continue
        last = min(parse.sentences[parse.sentence[i]][1], i + DECLARED_REACH)
        end = next((t for t in range(i + 2, last) if parse.lower[t] in FREED), None)
        if (
            end is None
            or not any(parse.is_noun(t) for t in range(i + 1, end))
            or parse.kids(end, "nsubj", "nsubj:pass")
        ):
            continue
        named = [t for t in (*parse.kids(end, "compound", "amod", "det"), *parse.kids(i, "obj")) if i < t < end]
        town = next((t for t in named if parse.is_noun(t)), None)
        if town is None:
            continue
        parse.tag[end] = "JJ"
        parse.hang(end, i, "xcomp")
        parse.hang(town, end, "nsubj")
