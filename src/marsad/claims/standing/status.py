"""Whether a claim is asserted, hedged, denied or planned: polarity, realis, certainty of a predicate in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.lexicon import LanguageFile
from marsad.claims.standing.supposing import awaited, supposed, supposed_doer, supposed_in_order
from marsad.claims.standing.to_come import aimed_at, goal_of, in_order_to, is_to, still_to_be, would_be
from marsad.claims.standing.wanting import as_real_as, wanted
from marsad.claims.standing.withdrawn import disowned, withdrawn
from marsad.claims.syntax.parse import Parse
from marsad.claims.syntax.understood import cause_of

IRREALIS_MODALS = frozenset(
    {"will", "shall", "would", "'ll", "should", "must", "could", "can", "might", "may", "ca", "wo"}
)
LATEST = frozenset({"latest", "last", "first", "second", "third", "only", "biggest", "largest"})
"""Before a noun whose "to" tells what it has done or undergone."""
PERMITTING = frozenset({"allow", "permit", "let", "enable", "help", "invite", "pay"})
HEDGING_MODALS = frozenset({"may", "might", "could"})
ATTEMPTING = frozenset({"try", "attempt", "struggle"})
"""What is tried is being done ("are trying to advance"), though it is not achieved."""
PROSPECTS = frozenset({"threat", "plan", "approval", "preparation", "prospect", "possibility", "call", "proposal",
                       "authorisation", "authorization", "readiness", "intention", "permission"})  # fmt: skip
"""Nouns whose event is yet to come ("threats of further strikes")."""
COMING = frozenset({"planned", "impending", "imminent", "threatened", "upcoming", "looming", "future", "forthcoming",
                    "potential"})  # fmt: skip
PREPARING = frozenset({"prepare", "plan"})
"""What is prepared, or prepared for, has not begun."""
GRANTING = frozenset({"authorize", "authorise", "approve"})
HARMING_VERBS = frozenset({"injure", "wound", "kill", "hurt", "harm", "report"})
"""What none was ("no one was injured in the attack") while the event itself was."""
HANGING = frozenset({"xcomp", "ccomp", "acl", "acl:relcl", "advcl", "csubj", "obl", "nmod", "obj",
                     "conj", "parataxis", "amod", "compound"})  # fmt: skip
"""Labels by which what is told hangs on what tells how sure it is."""
DENIALS = frozenset({"deny", "dismiss", "reject", "retract", "withdraw"})


@dataclass(frozen=True, slots=True)
class Standing:
    """polarity, realis, certainty as in claims.md; aim: only a goal of something else ("in order to take X");
    tense: past or future; tried: under way, its end not reached ("are trying to take X")."""

    polarity: str = "positive"
    realis: str = "actual"
    certainty: str = "certain"
    aim: bool = False
    tense: str = "past"
    tried: bool = False


def _will(parse: Parse, verb: int) -> bool:
    """Whether a verb, or what it hangs on ("will be able to say"), lies in the future."""
    governors = [verb, *([parse.head[verb]] if parse.dep[verb] in ("xcomp", "acl", "advcl", "ccomp") else [])]
    return any(parse.lower[c] in ("will", "shall", "'ll", "wo") for g in governors for c in parse.kids(g, "aux"))


def _untrue(parse: Parse, noun: int, language: LanguageFile) -> bool:
    """ "claims that X are premature", "are not true": whether what the noun reports is called untrue."""
    verb = parse.head[noun]
    words = {parse.lemma[verb], *(parse.lemma[c] for c in parse.children[verb])}
    if parse.lemma[verb] == "true" and not words.isdisjoint(language.negators):
        return True
    return parse.dep[noun] in ("nsubj", "nsubj:pass", "obj", "iobj") and not (
        words.isdisjoint(language.untrue) and words.isdisjoint(DENIALS)
    )


def _called_untrue(parse: Parse, i: int, language: LanguageFile) -> bool:
    """The same by the order of words, where the parser takes "Claims" or "Reports" at a sentence's head for a verb."""
    first, last = parse.sentences[parse.sentence[i]]
    opens = parse.lower[first].removesuffix("s") in language.alleging and first + 1 < i
    if not opens or parse.lower[first + 1] not in ("that", "of", "in", "by"):
        return False
    return any(
        parse.lemma[t] in language.untrue
        and any(parse.lower[k] in ("is", "are", "was", "were") for k in range(t - 3, t))
        for t in range(i + 1, last)
    )


PAST_WORDS = frozenset({"former", "formerly", "once", "erstwhile", "previously", "then"})


def is_over(parse: Parse, i: int) -> bool:
    """Whether a state told by the word at i is told as past: "its former stronghold", "when it held the town",
    "had been under siege", "used to control"."""
    below = {parse.lower[c] for c in parse.kids(i, "amod", "advmod")}
    if below & PAST_WORDS or parse.has(i, ("had", "'d", "’d"), "aux"):
        return True
    if parse.dep[i] == "xcomp" and parse.lower[parse.head[i]] == "used":
        return True
    return parse.dep[i] == "advcl" and "when" in below and parse.tag[i] == "VBD"


def standing(parse: Parse, i: int, language: LanguageFile, *, support: int | None = None) -> Standing:
    """Standing of the predicate (or event noun) at i. support: the verb that carries an event noun, where there is
    one."""
    polarity, realis, certainty, aim, tense, tried = "positive", "actual", "certain", False, "past", False
    at = support if support is not None else i
    chain = [i] if at == i else [i, at]
    steps = 0
    node = at
    while parse.head[node] != node and steps < 4:
        dep, up = parse.dep[node], parse.head[node]
        if dep in HANGING:
            lemma = parse.lemma[up]
            if dep == "ccomp" and lemma in language.saying["plain"] and _will(parse, up):
                realis, tense = "future", "future"  # "we shall be able to say that it is over once ..."
            if supposed(parse, node, up):
                certainty = "hedged"
            flatly = dep == "ccomp" and lemma in DENIALS and not parse.has(up, language.negators, "advmod")
            if flatly or (dep in ("ccomp", "xcomp") and withdrawn(parse, up)):
                polarity = "negative"
                break
            told = dep in ("acl", "ccomp", "acl:relcl") or (dep == "nmod" and parse.preposition(node) == "of")
            if told and lemma in language.alleging and _untrue(parse, up, language):
                polarity = "negative"
                break
            if dep == "conj" and parse.tag[node] == "VB" and parse.has(up, ("to",), "mark"):
                node, steps = up, steps + 1  # "are determined to go on and take X"
                continue
            if dep == "conj" and lemma in language.saying["planning"] and parse.has(node, ("to",), "mark"):
                realis, tense = "future", "future"  # "agreed to a truce and to leave X"
            if dep in ("nmod", "obl") and wanted(parse, node, up):
                realis, tense = "future", "future"
                break
            if as_real_as(parse, node, up):
                chain += [up] if parse.is_verb(up) else []
                node, steps = up, steps + 1
                continue
            if dep in ("ccomp", "parataxis", "conj", "amod", "compound"):
                break
            if dep == "advcl" and in_order_to(parse, node):
                realis, aim, tense = "future", True, "future"
                break
            # "claims to have captured X" is no aim
            infinitive = parse.has(node, ("to",), "mark", "aux") and not parse.has(node, ("have",), "aux")
            if dep == "acl" and infinitive and parse.has(up, LATEST, "amod"):
                break  # "the latest town to fall": it has
            if dep in ("xcomp", "acl", "csubj") and lemma in language.saying["planning"]:
                if lemma in ATTEMPTING and infinitive:
                    tried = True
                elif lemma not in ("try", "attempt", "seek") or infinitive:
                    realis, tense = "future", "future"
                chain.append(up)
            elif dep == "xcomp":
                if lemma in language.negative_verbs:
                    polarity = "negative"
                if lemma in language.hedges:
                    certainty = "hedged"
                if lemma in ("yet",) or parse.lower[up] == "yet":
                    polarity = "negative"
                chain.append(up)
            elif dep in ("acl", "advcl") and infinitive:
                if (cause := cause_of(parse, up)) is not None:
                    chain, node, steps = [*chain, cause], cause, steps + 1
                    continue
                realis, aim, tense = "future", True, "future"
                break
            elif dep in ("obl", "nmod", "obj"):
                if (dep == "nmod" and lemma in PROSPECTS and parse.preposition(node) in ("of", "for")) or (
                    dep == "obj" and lemma in GRANTING
                ):
                    realis, tense = "future", "future"
                if dep == "obj" and lemma in language.saying["planning"] and parse.lemma[node] != "attack":
                    realis, tense = "future", "future"
                if lemma in PREPARING and (dep == "obj" or parse.preposition(node) == "for"):
                    realis, tense = "future", "future"
                if (
                    dep == "obj"
                    and lemma in language.negative_verbs
                    and lemma not in ("foil", "thwart", "halt", "stop")
                ):
                    polarity = "negative"
                if dep == "obl" and parse.preposition(node) == "without":
                    polarity = "negative"
                break
            else:
                break
        node, steps = up, steps + 1
    if support is not None and parse.lemma[support] in PREPARING:
        realis, tense = "future", "future"
    if disowned(parse, i):
        polarity = "negative"
    if at != i and supposed(parse, i, at):
        certainty = "hedged"  # "was charged with the bombing"
    for verb in chain:
        harmless = verb != i and parse.lemma[verb] in HARMING_VERBS
        for c in parse.children[verb]:
            word = parse.lower[c]
            dep = parse.dep[c]
            if harmless and dep in ("nsubj", "nsubj:pass"):
                continue
            if word in language.negators and dep in ("advmod", "det", "cc", "neg", "case", "nsubj", "nsubj:pass"):
                polarity = "negative" if polarity == "positive" else polarity
            elif dep == "aux" and word in IRREALIS_MODALS:
                if word in HEDGING_MODALS:
                    certainty = "hedged"
                if word in HEDGING_MODALS and parse.has(verb, ("have", "be"), "aux", "aux:pass"):
                    continue
                realis, tense = "future", "future"
            elif word in language.hedges and dep in ("advmod", "amod"):
                certainty = "hedged"
            elif dep == "mark" and word in language.conditional and word not in ("until", "once"):
                if word == "whether" and parse.head[verb] == verb:
                    continue  # "whether by accident or design, the strike killed ten"
                realis = "hypothetical"
            elif (
                (dep == "det" and word == "no")
                or (
                    dep in ("nsubj", "nsubj:pass")
                    and parse.has(c, ("no", "none", "neither"), "det", "cc:preconj", "cc")
                )
                or (
                    dep == "obj" and verb == i and parse.is_verb(i) and parse.has(c, ("no",), "det")
                )  # "they hold no town"
                or (word == "yet" and dep == "advmod" and parse.has(verb, ("to",), "mark"))
            ):
                polarity = "negative"
    if parse.is_verb(at) and parse.has(at, ("to",), "mark"):
        left = [parse.lower[t] for t in range(max(0, at - 3), at)]
        if "yet" in left and "have" in [parse.lower[t] for t in range(max(0, at - 6), at)]:
            polarity, realis, aim = "negative", "actual", False
    if parse.lower[i] == "control" and "out of" in " ".join(parse.lower[max(0, i - 5) : i]):
        polarity = "negative"  # "out of government control"
    if _called_untrue(parse, i, language):
        polarity = "negative"
    if still_to_be(parse, at):
        polarity, realis, aim = "negative", "actual", False
    if polarity == "negative" and parse.dep[at] == "xcomp" and parse.lemma[parse.head[at]] in PERMITTING:
        aim = True  # "it is untrue that they were allowed to leave" says nothing of their leaving
    if parse.has(i, language.hedges, "amod", "advmod", "det") or any(
        supposed_doer(parse, verb, language) or supposed_in_order(parse, verb) for verb in chain
    ):
        certainty = "hedged"
    if parse.lemma[parse.head[at]] in language.negative_verbs and parse.has(at, ("in",), "mark"):
        polarity = "negative"  # "have failed in taking X"
    first = parse.head[at] if parse.dep[at] == "conj" else at
    if aimed_at(parse, first) or would_be(parse, i):
        realis, aim, tense = "future", True, "future"
    ahead = any(goal_of(parse, v) or is_to(parse, v) for v in chain)
    if ahead or parse.has(i, COMING, "amod") or awaited(parse, i):
        realis, tense = "future", "future"
    return Standing(polarity, realis, certainty, aim, tense, tried and realis == "actual")
