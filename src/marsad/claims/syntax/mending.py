"""Where taggers and parsers go wrong in the English of war reports, and a rule is sure: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.mending_answers import mend_answers
from marsad.claims.syntax.mending_clauses import mend_clauses
from marsad.claims.syntax.mending_entries import may_be_past, mend_entries
from marsad.claims.syntax.mending_objects import mend_objects
from marsad.claims.syntax.mending_places import mend_borders, mend_far_off
from marsad.claims.syntax.mending_reduced import mend_reduced
from marsad.claims.syntax.mending_short_forms import mend_short_forms
from marsad.claims.syntax.mending_shots import mend_shots
from marsad.claims.syntax.mending_speech import mend_speech
from marsad.claims.syntax.parse import ALL_SUBJECTS, SUBJECTS, VERBAL, Parse

RARE_PAST = {"overran": "overrun", "retook": "retake", "retaken": "retake", "overthrew": "overthrow",
             "withdrew": "withdraw", "struck": "strike"}  # fmt: skip
"""Past forms of war's verbs that taggers hardly know; they have no other sense."""
LEFT_AS_THEY_ARE = {"besieged": "besiege", "encircled": "encircle", "ambushed": "ambush", "freed": "free"}
"""Past forms that lemmatizers leave as they are; as adjectives they are words of their own."""
WRONG_LEMMAS = {
    "retaken": "retake", "overthrown": "overthrow", "reentere": "reenter", "blockad": "blockade",
    "blockaded": "blockade", "straf": "strafe", "repuls": "repulse", "severe": "sever", "ced": "cede",
    "snip": "snipe", "maime": "maim", "mown": "mow", "min": "mine",
}  # fmt: skip
"""What lemmatizers make of war's verbs."""
RARE_BASE = frozenset({"wrest"})
"""Verbs that taggers hardly know; they have no other sense."""
RARE = RARE_BASE | {*RARE_PAST, "mine"}
MENDED = VERBAL | {"NN", "NNS", "NNP", "NNPS", "JJ"}
"""Words, and tags of others, that are looked at."""
NOT_MEN = frozenset({"yemen", "turkmen", "bremen", "women", "omen", "specimen", "regimen", "abdomen", "acumen"})
"""Words in -men that are no plurals of -man, or whose singular is known."""
PREDICATES = frozenset({"obj", "aux", "advmod", "xcomp", "ccomp"})
NOMINALS = frozenset({"cop", "det", "case", "amod", "nmod:poss", "compound"})
SHARES = frozenset({"half", "third", "thirds", "quarter", "quarters", "percent", "per", "%"})
ROUGHLY = frozenset({"about", "around"})
"""Words before a share that is not exact; right after a verb a parser takes them for prepositions."""
RAVAGED = frozenset({"looted", "ransacked", "shelled", "bombed", "bombarded", "attacked"})
"""Participles that taggers take for adjectives."""
HARMS = frozenset({"wounds", "injures", "hurts"})
JOINED = frozenset(
    {
        "affiliated", "aligned", "allied", "appointed", "armed", "backed", "based", "besieged", "brokered",
        "controlled", "dominated", "funded", "held", "imposed", "inspired", "led", "linked", "made",
        "mediated", "occupied", "owned", "related", "riddled", "ruled", "run",
        "sponsored", "supported", "torn", "trained",
    }
)  # fmt: skip
"""Participles that reports join to the noun before them without a hyphen, too ("a Turkey backed group")."""


def mend(parse: Parse) -> None:
    """Mends tags, lemmas and arcs."""
    _mend_tags(parse)
    mend_entries(parse)
    mend_short_forms(parse)
    _mend_done(parse)
    mend_shots(parse)
    _mend_at_least(parse)
    _mend_also_wounded(parse)
    mend_answers(parse)
    mend_objects(parse)
    _mend_carrying(parse)
    _mend_after_day(parse)
    mend_reduced(parse)
    mend_borders(parse)
    mend_far_off(parse)
    mend_clauses(parse)
    mend_speech(parse)


def _mend_tags(parse: Parse) -> None:
    """Verbs that the tagger took for nouns ("rebels control most of X"): the parse gives them a subject and more. And
    "gunmen", "tribesmen", whose singular the lemmatizer often misses."""
    for i, tag in enumerate(parse.tag):
        if tag not in MENDED and parse.lower[i] not in RARE:
            continue
        if tag[:2] == "NN" and parse.lemma[i][-3:] == "men" and parse.lemma[i] not in NOT_MEN:
            parse.lemma[i] = f"{parse.lemma[i][:-3]}man"
        if parse.lower[i] == "mine" and tag[:3] == "PRP" and i and parse.tag[i - 1][:2] in ("DT", "JJ", "NN", "HY"):
            parse.tag[i], parse.lemma[i] = "NN", "mine"  # "a mine", no word for what is ours
            continue
        if tag == "JJ" and parse.lower[i] in RAVAGED and parse.kids(i, "cop"):
            parse.tag[i], parse.lemma[i] = "VBN", parse.lower[i][:-2]  # "the base was looted"
            for c in parse.children[i]:
                parse.dep[c] = {"cop": "aux:pass", "nsubj": "nsubj:pass"}.get(parse.dep[c], parse.dep[c])
            continue
        if tag == "VBG" and parse.kids(i, "det") and parse.kids(i, "compound"):
            parse.tag[i], parse.lemma[i] = "NN", parse.lower[i]  # "took the Klow crossing"
            continue
        if tag in ("NN", "JJ") and "aux:pass" in [parse.dep[c] for c in parse.children[i]]:
            parse.tag[i] = "VBN"  # "a man was shot and wounded"
            if parse.lower[i] == "shot":
                parse.lemma[i] = "shoot"
            continue
        if tag[:1] in ("V", "N") and parse.lemma[i].startswith(("re-", "counter-")):
            parse.lemma[i] = parse.lemma[i].replace("-", "", 1)  # "re-take", "counter-attack"
        if tag[:1] == "V" and parse.lemma[i] in WRONG_LEMMAS:
            parse.lemma[i] = WRONG_LEMMAS[parse.lemma[i]]
        if tag in ("VBD", "VBN") and parse.lemma[i] in LEFT_AS_THEY_ARE and parse.kids(i, "nsubj"):
            parse.lemma[i] = LEFT_AS_THEY_ARE[parse.lemma[i]]
        if parse.lower[i] in RARE_PAST:
            parse.tag[i], parse.lemma[i] = tag if tag[:1] == "V" else "VBD", RARE_PAST[parse.lower[i]]
            continue
        if parse.lower[i] in RARE_BASE:
            parse.tag[i] = tag if tag[:1] == "V" else "VB"
            continue
        if tag not in ("NN", "NNS") or parse.dep[i] in ("nmod", "obl", "obj", "compound", "nsubj", "amod"):
            continue
        labels = {parse.dep[c] for c in parse.children[i]}
        verbal = "nsubj" in labels and labels & PREDICATES and not labels & NOMINALS
        if verbal or {"nsubj", "obj"} <= labels:
            parse.tag[i] = "VBZ" if tag == "NNS" else "VBP"


def _mend_done(parse: Parse) -> None:
    """ "Jets bombed army posts": who did what, where the parser sees bombed posts or bombed jets, and no verb."""
    for i, dep in enumerate(parse.dep):
        if dep not in ("amod", "acl") or not may_be_past(parse, i) or parse.lower[i] in JOINED or not i:
            continue
        who, what = i - 1, parse.head[i]
        if dep == "acl":
            what = next((c for c in parse.kids(i, "obj", "obl") if _counted(parse, c)), -1) if what == who else -1
        top = who if dep == "acl" or parse.head[what] == who else what
        first = parse.sentences[parse.sentence[i]][0]
        if (
            not parse.tag[who].startswith("NN")
            or what < i
            or not (parse.dep[top] in ("ROOT", "ccomp") or _has_second_subject(parse, top))
            or parse.subtree(top)[0] != first
        ):
            continue
        if any(parse.tag[t] == "IN" or parse.words[t] in (",", ":") for t in range(first, i)):
            continue  # "Video of men bombed posts": no plain subject
        parse.tag[i] = "VBD"
        up = parse.head[top]
        parse.hang(i, *((i, "ROOT") if up == top else (up, "ccomp")))  # "..., the army said"
        parse.hang(what, i, "obj")
        before, after = [c for c in parse.children[what] if c < who], [c for c in parse.children[who] if c > i]
        parse.hang(who, i, "nsubj")
        for c in before:
            parse.hang(c, who, parse.dep[c])
        for c in after:
            parse.hang(c, i, "obl" if parse.dep[c] == "nmod" else parse.dep[c])


def _counted(parse: Parse, i: int) -> bool:
    """An object, or people of whom the parser takes "around 120" for somewhere."""
    roughly = [c for c in parse.kids(i, "case") if parse.lower[c] in ROUGHLY and parse.tag[c + 1] == "CD"]
    return parse.dep[i] == "obj" or (bool(roughly) and parse.tag[i] == "NNS")


def _has_second_subject(parse: Parse, i: int) -> bool:
    """Whether what a noun is the subject of has another after it, whose verb it is: "houses, residents | said"."""
    return parse.dep[i] == "nsubj" and any(c > i for c in parse.kids(parse.head[i], "nsubj"))


def _mend_at_least(parse: Parse) -> None:
    """ "have taken at least nine villages", "killed between 20 and 30 people", "control about half of the town": an
    object, where the parser sees somewhere ("at")."""
    for i in parse.spots(("at", "between", *ROUGHLY)):
        word = parse.lower[i]
        roughly = word in ROUGHLY and not SHARES.isdisjoint(parse.lower[i + 1 : i + 3])
        between = word == "between" and parse.tag[i + 1 : i + 4] == ["CD", "CC", "CD"]
        if not (between or roughly) and parse.lower[i : i + 2] not in (["at", "least"], ["at", "most"]):
            continue
        noun = parse.head[i]
        verb = parse.head[noun]
        if parse.dep[i] != "case" or verb >= i or not parse.is_verb(verb):
            continue
        if parse.dep[noun] != "obl" and not (roughly and parse.dep[noun] == "nmod"):
            continue
        if roughly and verb != i - 1:
            continue
        if not parse.passive(verb) and all(parse.dep[c] != "obj" for c in parse.children[verb]):
            parse.dep[noun], parse.dep[i] = "obj", "advmod"


def _mend_also_wounded(parse: Parse) -> None:
    """ "kills 12, wounds dozens": a second verb of a headline, where the parser sees wounds."""
    for i in parse.spots(HARMS):
        if parse.tag[i] != "NNS" or parse.lower[i - 1] not in (",", "and"):
            continue
        verb = next((t for t in parse.ancestors(i) if parse.is_verb(t)), i)
        counted = i + 1 if parse.tag[i + 1 : i + 2] in (["CD"], ["NNS"]) else -1
        if counted < 0 or verb >= i or parse.sentence[counted] != parse.sentence[i]:
            continue
        counted += parse.tag[counted + 1 : counted + 2] == ["NNS"]  # "wounds 20 people"
        parse.tag[i], parse.lemma[i] = "VBZ", parse.lower[i][:-1]
        parse.hang(i, verb, "conj")
        if i not in parse.subtree(counted):
            parse.hang(counted, i, "obj")


def _mend_carrying(parse: Parse) -> None:
    """ "Trucks carrying medicine entered X": what they did, where the parser sees trucks that are carrying it."""
    for i, dep in enumerate(parse.dep):
        if dep not in ("xcomp", "ccomp", "advcl") or parse.tag[i] not in ("VBN", "VBD"):
            continue
        up = parse.head[i]
        if up >= i or parse.tag[up] != "VBG" or parse.kids(up, "aux") or parse.kids(i, "mark", "aux", *SUBJECTS):
            continue
        who = next((c for c in parse.kids(up, "nsubj") if c < up), -1)
        if who < 0 or not parse.kids(up, "obj") or parse.words[i - 1] == ",":
            continue
        parse.tag[i] = "VBD"
        parse.hang(i, i if parse.head[up] == up else parse.head[up], parse.dep[up])
        parse.hang(who, i, "nsubj")
        parse.hang(up, who, "acl")
        for c in [c for c in parse.children[up] if c > i]:
            parse.hang(c, i, parse.dep[c])


def _mend_after_day(parse: Parse) -> None:
    """ "On 15 August a convoy from X reached Y": who did so, where the parser sees another name of the day."""
    for i, dep in enumerate(parse.dep):
        day = parse.head[i]
        if dep != "appos" or day >= i or parse.preposition(day) != "on" or not parse.kids(i, "det"):
            continue
        verb = parse.head[day]
        if parse.is_verb(verb) and verb > i and "," not in parse.words[day:i] and not parse.kids(verb, *ALL_SUBJECTS):
            parse.hang(i, verb, "nsubj:pass" if parse.kids(verb, "aux:pass") else "nsubj")
