"""Accusations and denials that parsers read amiss: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import SUBJECTS, Parse

CLAIMS = frozenset({"claims", "reports"})
REJECTING = frozenset({"deny", "reject", "dismiss", "refute", "dispute"})
SPEAKING = frozenset({"accused", "added", "alleged", "blamed", "claimed", "denied", "insisted", "said"})
"""What somebody who has denied or said one thing goes on to do."""
ANSWERS = frozenset({"denied", "admitted", "confirmed", "acknowledged"})
"""Verbs of saying that are met as participles too, and that a parser takes for such where their clause comes late."""


def mend_answers(parse: Parse) -> None:
    """Mends who accuses whom and what is denied."""
    _mend_finite(parse)
    _mend_claims(parse)
    _mend_accused(parse)
    _mend_denied(parse)
    _mend_denied_deed(parse)
    _mend_bare_clause(parse)
    _mend_having(parse)
    _mend_denied_having(parse)
    _mend_went_on(parse)


def _mend_accused(parse: Parse) -> None:
    """ "The movement accused troops of killing": who accused whom, where the parser sees accused troops."""
    for i in parse.spots(("accused", "blamed")):
        if parse.dep[i] != "amod" or not 0 < i < parse.head[i]:
            continue
        accused, before = parse.head[i], parse.tag[i - 1]
        deed = parse.lower[accused + 1 : accused + 2] in (["of"], ["for"])
        if not deed or not (before.startswith(("NN", "PRP", "RB")) or parse.words[i - 1] == ","):
            continue
        parse.tag[i] = "VBD"
        up = parse.head[accused]
        parse.hang(i, i if up == accused else up, parse.dep[accused])
        parse.hang(accused, i, "obj")
        for c in parse.kids(accused, "nsubj", "compound"):
            if c < i:
                parse.hang(c, i, "nsubj")


def _mend_finite(parse: Parse) -> None:
    """ "The army denied on Friday that X had fallen": a finite verb and its clause, where the tagger sees a participle
    and "that" falls."""
    for i in parse.spots(ANSWERS):
        if not parse.kids(i, "nsubj") or parse.kids(i, "aux", "aux:pass"):
            continue
        parse.tag[i] = "VBD"
        for t in (c for said in parse.kids(i, "ccomp") for c in parse.kids(said, "obj") if parse.lower[c] == "that"):
            parse.tag[t], parse.dep[t] = "IN", "mark"


def _mend_claims(parse: Parse) -> None:
    """ "The ministry rejected rebel claims that X had fallen": claims, where the parser sees rebels who claim."""
    for i in parse.spots(CLAIMS):
        if not parse.tag[i].startswith("VB") or parse.lemma[parse.head[i]] not in REJECTING:
            continue
        who = parse.kids(i, "nsubj")
        if parse.dep[i] not in ("obj", "ccomp") or who != [i - 1]:
            continue
        parse.tag[i], parse.lemma[i] = "NNS", parse.lower[i].removesuffix("s")
        parse.hang(i, parse.head[i], "obj")
        parse.hang(who[0], i, "compound")
        for c in parse.kids(i, "ccomp"):
            parse.dep[c] = "acl"


def _mend_denied(parse: Parse) -> None:
    """ "The rebels denied on Monday that they had lost X": who denied what, where the parser sees denied rebels that
    lost it."""
    for i in parse.spots(ANSWERS):
        if parse.tag[i] != "VBN" or parse.kids(i, "aux", "aux:pass", "obj"):
            continue
        first, last = parse.sentences[parse.sentence[i]]
        that = next((t for t in range(i + 1, last) if parse.lower[t] == "that" and parse.dep[t] == "mark"), -1)
        said = parse.head[that]
        who = parse.head[said]
        if (
            that < 0
            or said == i
            or parse.head[who] != who
            or not first <= who < i
            or not parse.tag[who].startswith("NN")
        ):
            continue
        parse.tag[i] = "VBD"
        parse.hang(i, i, "ROOT")
        for c in [c for c in parse.children[who] if c > i]:
            parse.hang(c, i, parse.dep[c])
        parse.hang(who, i, "nsubj")
        parse.dep[said] = "ccomp"


def _mend_denied_deed(parse: Parse) -> None:
    """ "The rebels deny attacking X": what they deny having done, where the parser sees an attacking X."""
    for i, dep in enumerate(parse.dep):
        if dep != "amod" or parse.tag[i] != "VBG":
            continue
        what = parse.head[i]
        if i < 1 or parse.lemma[i - 1] != "deny" or what < i:
            continue
        if parse.dep[what] == "obj" and parse.head[what] == i - 1:
            parse.hang(i, i - 1, "xcomp")
            parse.hang(what, i, "obj")


def _mend_bare_clause(parse: Parse) -> None:
    """ "They denied the town had fallen": a clause without "that" is what they denied, where the parser sees a denied
    town."""
    for i, dep in enumerate(parse.dep):
        if dep not in ("conj", "advcl"):
            continue
        up = parse.head[i]
        if up >= i or not parse.is_verb(i) or parse.kids(i, "cc", "mark", *SUBJECTS):
            continue
        aux = next((c for c in parse.kids(i, "aux", "aux:pass") if c < i), -1)
        subject = next((c for c in parse.kids(up, "obj") if up < c < aux), -1)
        if subject < 0 or max(parse.subtree(subject)) != aux - 1:
            continue
        parse.children[up] = [c for c in parse.children[up] if c != subject]
        parse.children[i] = sorted([*parse.children[i], subject])
        parse.dep[i], parse.head[subject] = "ccomp", i
        parse.dep[subject] = "nsubj:pass" if parse.passive(i) else "nsubj"


def _mend_denied_having(parse: Parse) -> None:
    """ "The army denied having shelled X": what it denies, where the parser sees an army that was denied something."""
    for i in parse.spots(("denied",)):
        if parse.dep[i] != "acl" or parse.lower[i + 1 : i + 2] != ["having"] or i + 2 == parse.size:
            continue
        deed, who = parse.head[i + 1], parse.head[i]
        if parse.dep[i + 1] != "aux" or deed < i or parse.head[who] != deed:
            continue
        parse.tag[i] = "VBD"
        parse.hang(i, i if parse.head[deed] == deed else parse.head[deed], parse.dep[deed])
        parse.hang(who, i, "nsubj")
        parse.hang(deed, i, "xcomp")


def _mend_went_on(parse: Parse) -> None:
    """ "They denied that they had shelled X and blamed rebels", "they said rebels had shelled X and denied that it had
    fallen": who denies or speaks goes on, where the parser sees more of what is denied or said."""
    for i in parse.spots(SPEAKING):
        deed = parse.head[i]
        denied = parse.head[deed]
        if parse.dep[i] != "conj" or deed == denied:
            continue
        said = parse.lower[denied] == "said" and parse.has(deed, ("had",), "aux") and parse.kids(i, "ccomp", "xcomp")
        if parse.lemma[denied] != "deny" and not said:
            continue
        if parse.dep[deed] in ("ccomp", "xcomp") and not parse.kids(i, "mark", "aux", "aux:pass", *SUBJECTS):
            parse.hang(i, denied, "conj")


def _mend_having(parse: Parse) -> None:
    """ "Accused them of having shot villagers": what they did, where the parser sees that they have shot villagers."""
    for i in parse.spots(("having",)):
        deed = i + 1
        if deed + 1 >= parse.size or parse.tag[deed] != "VBN" or parse.dep[deed] != "amod":
            continue
        what = parse.head[deed]
        if what < deed or parse.dep[what] != "obj" or parse.head[what] != i:
            continue
        parse.hang(deed, parse.head[i], parse.dep[i])
        for c in list(parse.children[i]):
            parse.hang(c, deed, parse.dep[c])
        parse.hang(i, deed, "aux")
