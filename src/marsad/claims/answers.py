"""Answers to what was told: who denies it, and whom somebody blames for it, in words that name no event themselves.

"The army denied any involvement", "both sides dismissed the charge", "residents blamed the militia": each is a claim of
its own on the event that the report told before (claims.md: one assertion by one source).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.draft import Draft, Voice
from marsad.claims.reading import IRREGULARS, Reading
from marsad.claims.standing.telling import Telling
from marsad.claims.syntax.parse import OBLIQUES, SUBJECTS, Parse

DEEDS = frozenset({"involvement", "responsibility", "role", "part", "link"})
"""What those deny who say that others did it."""
CHARGES = frozenset({"charge", "allegation", "accusation", "claim", "report", "rumour", "rumor"})
"""What those deny who say that it never was."""
REFERRING = frozenset({"this", "that", "it"})
"""The same in a word: "the governor denied this"."""
CALLING = frozenset({"call", "brand", "label", "term"})
"""Verbs with what a charge is said to be: "called the report false", "branded it a lie"."""
BLAMING = frozenset({"blame"})
POINTING = "point"
FINGER = "finger"
HARM = frozenset(
    {"air_strike", "shelling", "chemical_attack", "suicide_bombing", "explosion", "attack_on_civilians", "armed_clash",
     "abduction", "destruction"}
)  # fmt: skip
"""Types of deeds for which somebody is blamed."""
CLAIMED = HARM | {"territory_taken", "withdrawal", "offensive", "arrest", "other_event"}
"""Types that the other side denies."""
HELD = frozenset({"control", "besieged", "contested"})
"""States that it denies, too."""
BESIDE = frozenset({"conj", "cc", "parataxis"})
"""Labels by which other clauses hang on the answer's."""
FRAME = "answer"
BACK = 4
"""Sentences back to the event that is answered."""
PARTIES = IRREGULARS | {"state", "state_forces", "coalition"}
"""Kinds of actors that answer for their own deeds."""
CONFIDENCE = 0.7
"""Of an answer: two in three are claims of the annotators', in train and in our reports."""


def with_answers(drafts: Sequence[Draft], reading: Reading) -> list[Draft]:
    """The drafts, with those that answer them, in text order."""
    parse, denying = reading.parse, reading.lexicon.language.saying["denying"]
    found: list[Draft] = []
    told = {parse.at(d.trigger) for d in drafts}
    for t in range(parse.size):
        lemma = parse.lemma[t]
        denies = lemma in denying or (lemma in CALLING and _calls_untrue(reading, t))
        if (not denies and lemma not in BLAMING and lemma != POINTING) or reading.blocked[t]:
            continue
        passive = parse.passive(t)
        if not parse.is_verb(t) or not told.isdisjoint(parse.subtree(t, without=BESIDE)):
            continue
        if passive and not denies:
            continue
        speakers = _agents(parse, t) if passive else parse.kids(t, *SUBJECTS)
        if not speakers or parse.has(t, ("not", "n't", "n’t", "neither"), "advmod"):
            continue
        answer = _denial(reading, t, speakers[0], drafts) if denies else _blame(reading, t, drafts)
        if answer is not None:
            found.append(_spoken(reading, t, speakers[0], answer))
    return sorted([*drafts, *found], key=lambda d: d.trigger) if found else list(drafts)


def _calls_untrue(reading: Reading, t: int) -> bool:
    """Whether it calls something untrue: "called the report false", "branded it a lie"."""
    parse, untrue = reading.parse, reading.lexicon.language.untrue
    return any(parse.lemma[c] in untrue for c in parse.kids(t, "xcomp", "obj"))


def _agents(parse: Parse, t: int) -> list[int]:
    """Whom "the claim was rejected by" names."""
    return [c for c in parse.children[t] if parse.dep[c] in OBLIQUES and parse.preposition(c) == "by"]


def _denial(reading: Reading, t: int, speaker: int, drafts: Sequence[Draft]) -> Draft | None:
    """What "the army denied any involvement" answers, the army its doer; None for "denied it access"."""
    parse = reading.parse
    things = [c for c in parse.kids(t, "obj", "iobj", "nsubj:pass") if parse.lemma[c] in DEEDS | CHARGES | REFERRING]
    if not things:
        done = [o for c in parse.kids(t, "xcomp", "advcl") for o in parse.kids(c, "obj") if parse.lower[o] in REFERRING]
        return _own_deed(reading, speaker, t, drafts) if done else None  # "denied having fired it"
    if parse.kids(things[0], "acl", "acl:relcl", "ccomp"):
        return None
    if parse.lemma[things[0]] in REFERRING:
        event = _last(parse, t, drafts, CLAIMED | HELD, back=1)
        return None if event is None else replace(event, polarity="negative")
    if parse.lemma[things[0]] in CHARGES:
        if not parse.has(things[0], ("the", "this", "that", "these", "those", "all", "such", "any"), "det"):
            return None
        event = _last(parse, t, drafts, CLAIMED)
        if event is not None and parse.lemma[things[0]] == "claim":
            event = _main(parse, event, drafts)
        return None if event is None else replace(event, polarity="negative")
    return _own_deed(reading, speaker, t, drafts)


def _own_deed(reading: Reading, speaker: int, t: int, drafts: Sequence[Draft]) -> Draft | None:
    """The deed that the speaker of the verb at t denies to have done."""
    parse = reading.parse
    party = next((p for p in reading.scene.actor_phrases([speaker]) if p.kind in PARTIES), None)
    named = {party.actor} if party is not None and party.actor else set()
    own = [d for d in drafts if named & {p.actor for p in d.actor1}]
    event = _last(parse, t, own, HARM, back=parse.size) or _last(parse, t, drafts, HARM)
    if event is None:
        return None
    return replace(event, polarity="negative", actor1=[party] if party is not None else event.actor1)


def _blame(reading: Reading, t: int, drafts: Sequence[Draft]) -> Draft | None:
    """What "residents blamed the militia" says of the event before, and "pointed the finger at it"."""
    parse = reading.parse
    heads = parse.kids(t, "obj")
    if parse.lemma[t] == POINTING:
        pointed = any(parse.lemma[c] == FINGER for c in heads)
        heads = [
            c
            for c in (*parse.children[t], *(g for h in heads for g in parse.children[h]))
            if pointed and parse.dep[c] in OBLIQUES and parse.preposition(c) == "at"
        ]
    blamed = next((p for p in reading.scene.actor_phrases(heads) if p.kind in PARTIES and p.actor), None)
    event = _last(parse, t, drafts, HARM) if blamed is not None else None
    return None if event is None or blamed is None else replace(event, polarity="positive", actor1=[blamed])


def _last(parse: Parse, t: int, drafts: Sequence[Draft], types: frozenset[str], *, back: int = BACK) -> Draft | None:
    """The event told last before the verb at t, no further back than so many sentences."""
    here = parse.sentence[t]
    before = (
        d
        for d in reversed(drafts)
        if d.type in types and d.trigger < parse.start[t] and d.realis == "actual" and not d.caption
    )
    event = next(before, None)
    return event if event is not None and here - parse.sentence[parse.at(event.trigger)] <= back else None


def _main(parse: Parse, event: Draft, drafts: Sequence[Draft]) -> Draft:
    """What the sentence that tells of the event tells first: "had seized the town after clashes"."""
    sentence = parse.sentence[parse.at(event.trigger)]
    return next((d for d in drafts if parse.sentence[parse.at(d.trigger)] == sentence and d.type in CLAIMED), event)


def _spoken(reading: Reading, t: int, speaker: int, event: Draft) -> Draft:
    """The event as the clause at t tells it, by its own speaker."""
    parse = reading.parse
    after = min((parse.subtree(c)[0] for c in parse.kids(t, *BESIDE) if c > t), default=parse.size)
    words = [w for w in parse.subtree(t, without=BESIDE) if w < after]
    while words[0] < t and not parse.words[words[0]][0].isalnum():
        words.pop(0)
    while words[-1] > t and parse.words[words[-1]] in {",", ".", ";"}:
        words.pop()
    clause = parse.span(words)
    names = parse.subtree(speaker, without=frozenset({"acl:relcl", "appos", "case"}))
    start, end = parse.span(names)
    given = next((v for c in parse.children[t] for v in reading.voices[c] if v.cue == t and v.start >= 0), None)
    voice = given or Voice(start, end, parse.text[start:end], cue=t)
    return replace(
        event,
        frame=FRAME,
        trigger=parse.start[t],
        start=clause[0],
        end=clause[1],
        clause=clause,
        voice=voice,
        also=[],
        tolls=[],
        certainty="certain",
        telling=Telling(parse, t),
        place_said=False,
        definite=True,
        elsewhere=[],
        confidence=CONFIDENCE,
    )
