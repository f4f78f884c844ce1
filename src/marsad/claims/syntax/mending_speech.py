"""Where parsers go wrong at verbs of saying, and a rule is sure: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.mending_reduced import counted_after
from marsad.claims.syntax.parse import SUBJECTS, Parse

SAID = frozenset({"said", "told"})
SPEECH = SAID | {"says", "reported", "added", "announced", "confirmed"}
TELLS = {"reports": "report", "denies": "deny"}
"""Verbs of telling that a tagger takes for nouns."""
MIDDLE = 3
"""Words before a verb of saying that follows what was said."""


def mend_speech(parse: Parse) -> None:
    _mend_reports(parse)
    _mend_after_who(parse)
    _mend_media(parse)
    _mend_told_last(parse)
    _mend_name_before(parse)
    _mend_unnamed(parse)
    _mend_apposed(parse)
    _mend_second_object(parse)
    _mend_row(parse)
    _mend_backed(parse)
    _mend_two_subjects(parse)


def _speaks(parse: Parse, verb: int, who: int) -> None:
    """Makes a verb the sentence's root, somebody its subject, and what was the root what is said."""
    root = parse.root(verb)
    if root != verb:
        parse.hang(verb, verb, "ROOT")
        if root != who:
            parse.hang(root, verb, "ccomp")
    parse.hang(who, verb, "nsubj")


def _mend_name_before(parse: Parse) -> None:
    """ "Rebels took Gao, witnesses said": what they took, where the parser sees Gao witnesses."""
    for i, dep in enumerate(parse.dep):
        if dep not in ("compound", "amod"):
            continue
        if (
            parse.head[i] <= i + 1
            or parse.words[i + 1] != ","
            or parse.tag[i] != "NNP"
            or not i
            or not parse.is_verb(i - 1)
        ):
            continue
        who = parse.head[i]
        if parse.kids(i - 1, "obj") == [who] and parse.lower[who + 1 : who + 2] and parse.lower[who + 1] in SPEECH:
            parse.hang(who, who + 1, "nsubj")  # "rebels took Gao, state television announced"
        if parse.kids(i - 1, "obj"):
            continue
        if i not in parse.ancestors(i - 1):
            parse.hang(i, i - 1, "obj")


def _mend_media(parse: Parse) -> None:
    """ "Rebels took Gao, Turkish media report.": who says so, where the parser sees a report that they took."""
    for i in parse.spots(("report", "say")):
        last = parse.sentences[parse.sentence[i]][1]
        if i + 2 < last or i < MIDDLE or parse.lower[i - 1] != "media":
            continue
        root = parse.root(i)
        if root >= i - 1 or "," not in parse.words[root:i]:
            continue
        parse.tag[i] = "VBP"
        _speaks(parse, i, i - 1)
        for c in [c for c in parse.children[i] if root < c < i - 1]:
            parse.hang(c, i - 1, parse.dep[c])


def _mend_told_last(parse: Parse) -> None:
    """ "Rebels have taken Gao, an army source confirmed to AFP.": who says so, where the parser sees a source that was
    confirmed."""
    for i in parse.spots(SPEECH):
        who, last = parse.head[i], parse.sentences[parse.sentence[i]][1]
        if parse.dep[i] != "acl" or parse.tag[i] not in ("VBN", "VBD") or who != i - 1:
            continue
        told = parse.lower[i + 1 : i + 2] == ["to"] and parse.words[i + 2 : i + 3] and parse.words[i + 2][:1].isupper()
        first = parse.subtree(who)[0]
        if not (told or i + 2 >= last) or first == 0 or parse.words[first] != "," or parse.root(i) >= first:
            continue
        parse.tag[i] = "VBD"
        _speaks(parse, i, who)


def _mend_apposed(parse: Parse) -> None:
    """ "Shells hit Gao, the governor said": who said it, where the parser takes him for the town beside him."""
    for i in parse.spots(SAID):
        if i < MIDDLE or not parse.kids(i, "ccomp") or parse.kids(i, *SUBJECTS):
            continue
        who = next((t for t in (i - 1, *parse.ancestors(i - 1)) if parse.dep[t] == "appos"), i)
        span = parse.subtree(who) if who < i else []
        if span and span[-1] == i - 1 and span[0] > 0 and parse.words[span[0] - 1] == ",":
            parse.hang(who, i, "nsubj")


def _mend_second_object(parse: Parse) -> None:
    """ "Rebels took Gao a group watching the war said": who said it, where the parser sees what Gao was taken."""
    for i in parse.spots(SAID):
        clause = next((c for c in parse.kids(i, "ccomp") if c < i), -1)
        if clause < 0 or parse.kids(i, *SUBJECTS):
            continue
        taken, who = parse.kids(clause, "iobj"), parse.kids(clause, "obj")
        if taken and who and taken[0] < who[-1] and parse.subtree(who[-1])[-1] == i - 1:
            parse.dep[taken[0]] = "obj"
            parse.hang(who[-1], i, "nsubj")


def _mend_reports(parse: Parse) -> None:
    """ "Radio Gao reports that rebels left": who reports what, where the parser sees reports."""
    for i in parse.spots(TELLS):
        first = parse.sentences[parse.sentence[i]][0]
        if parse.tag[i] != "NNS" or parse.dep[i] != "ROOT" or i in (first, parse.size - 1):
            continue
        clause = next((c for c in parse.kids(i, "acl:relcl", "acl", "ccomp") if c > i + 1), -1)
        if parse.lower[i + 1] != "that" or clause < 0 or not parse.tag[i - 1].startswith(("NN", "JJ")):
            continue
        if parse.tag[i - 1] == "JJ" and {"a", "an"}.isdisjoint(parse.lower[max(first, i - 4) : i]):
            continue  # "unconfirmed reports that rebels left"
        if parse.tag[i - 1] == "JJ":  # "an official denies", taken for a kind of denial
            parse.tag[i - 1] = "NN"
        who = i - 1
        while parse.head[who] != i and first <= parse.head[who] < i:
            who = parse.head[who]
        parse.tag[i], parse.lemma[i], parse.dep[clause] = "VBZ", TELLS[parse.lower[i]], "ccomp"
        parse.hang(who, i, "nsubj")
        for c in [c for c in parse.children[i] if c < who]:
            parse.hang(c, who, parse.dep[c])


def _mend_after_who(parse: Parse) -> None:
    """ "An officer, who gave no name, denies that his men fired": what he says, where the parser sees denials."""
    for i in parse.spots(TELLS):
        who, first = parse.head[i], parse.sentences[parse.sentence[i]][0]
        if (
            parse.tag[i] != "NNS"
            or i - 1 <= first
            or parse.words[i - 1] != ","
            or parse.lower[i + 1 : i + 2] != ["that"]
        ):
            continue
        who = parse.head[who] if parse.dep[who] == "acl:relcl" else who
        aside = any(who < c < i for c in parse.kids(who, "acl:relcl", "acl"))
        clause = next((c for c in parse.kids(i, "acl:relcl", "acl", "ccomp") if c > i + 1), -1)
        if not aside or clause < 0 or parse.dep[who] != "ROOT":
            continue
        parse.tag[i], parse.lemma[i] = "VBZ", TELLS[parse.lower[i]]
        parse.hang(i, i, "ROOT")
        parse.hang(who, i, "nsubj")
        parse.dep[clause] = "ccomp"
        parse.hang(i + 1, clause, "mark")


def _mend_unnamed(parse: Parse) -> None:
    """ "Rebels left Gao, a doctor who asked not to be named said": who spoke, where the parser sees what was said of
    him."""
    for i in parse.spots(SAID):
        if parse.tag[i] != "VBN" or i < 3 or parse.lower[i - 2] != "be":
            continue
        first = parse.sentences[parse.sentence[i]][0]
        clause = next((parse.head[t] for t in range(i - 3, first, -1) if parse.lower[t] == "who"), -1)
        speaker = parse.head[clause]
        if parse.tag[i - 1] != "VBN" or clause < 0 or parse.dep[clause] != "acl:relcl" or not first <= speaker < clause:
            continue
        parse.tag[i] = "VBD"
        _speaks(parse, i, speaker)
        for c in [c for c in parse.children[speaker] if c > i]:
            parse.hang(c, i, parse.dep[c])
        if parse.head[i - 1] == i:
            parse.hang(i - 1, clause, "xcomp")
        for c in [c for c in parse.children[i] if clause < c < i - 1]:
            parse.hang(c, i - 1, parse.dep[c])


def _mend_row(parse: Parse) -> None:
    """ "Rebels took Gao, officials with knowledge of it said": who said it, where the parser sees a row of what they
    took."""
    for i in parse.spots(SPEECH):
        if not parse.is_verb(i):
            continue
        clause = next((c for c in parse.kids(i, "ccomp") if c < i), -1)
        subjects, objects = parse.kids(i, "nsubj"), parse.kids(clause, "obj") if clause >= 0 else []
        first = next((n for n in (subjects or objects) if clause < n < i), -1)
        if clause < 0 or first < 0 or (subjects and objects):
            continue
        row = [c for c in parse.kids(first, "conj") if c > first and not parse.kids(c, "cc")]
        if not row or "," not in parse.words[min(parse.subtree(row[-1])) - 1 : row[-1]]:
            continue
        if subjects:
            parse.hang(first, clause, "obj")
        rest = [c for c in parse.kids(first, "conj") if c > row[-1]]
        parse.hang(row[-1], i, "nsubj")
        for c in rest:
            parse.hang(c, row[-1], "conj")


def _mend_backed(parse: Parse) -> None:
    """ "Rebels backed by Chadian troops said": who backs them, where the parser sees a second speaker."""
    for i in parse.spots(("by",)):
        if parse.dep[i] != "case" or not i:
            continue
        helper = parse.head[i]
        while parse.dep[helper] in ("compound", "amod") and parse.head[helper] > helper:
            helper = parse.head[helper]
        if parse.dep[helper] != "nsubj":
            continue
        done, said = i - 1, parse.head[helper]
        if parse.tag[done] == "VBN" and parse.dep[done] == "acl" and parse.head[parse.head[done]] == said:
            parse.hang(helper, done, "obl:agent")


def _mend_two_subjects(parse: Parse) -> None:
    """ "Suspected rebels killed nine soldiers in Gao, the army said": what they did, where the parser sees rebels who
    were killed and spoke beside the army. A participle that only describes has no object."""
    for i in parse.spots(SPEECH):
        subjects = parse.kids(i, "nsubj")
        if len(subjects) < 2 or parse.words[parse.subtree(subjects[-1])[0] - 1] != ",":
            continue
        who = subjects[0]
        deeds = (c for c in parse.kids(who, "acl") if c > who)
        deed = next((c for c in deeds if parse.kids(c, "obj") or counted_after(parse, c) >= 0), -1)
        if deed > 0 and parse.tag[deed] in ("VBN", "VBD") and not parse.kids(deed, "aux", "aux:pass"):
            if (counted := counted_after(parse, deed)) >= 0:
                parse.dep[counted] = "obj"
            parse.tag[deed] = "VBD"
            parse.hang(deed, i, "ccomp")
            parse.hang(who, deed, "nsubj")
