"""How a claim is told: tense and aspect, the clause it stands in, and how other words of its sentence stand to it.

What tells an event of the news from one of the background, and a time of the claim from a time of another clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from marsad.claims.syntax.parse import Parse

MOST_STEPS = 12
"""Words from a time up to its clause's verb at most; longer paths are broken parses."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIMING_MARKS = _words(
    "after as before during following since when while until once amid despite where which that because if"
)
"""Words that hang a clause or noun on another and say how the two stand in time."""
HABITUAL = _words(
    "regularly routinely sporadically frequently repeatedly often constantly continually usually occasionally "
    "sometimes daily increasingly always periodically"
)
ANTERIOR = _words("previously earlier formerly once already before former previous long")
FRESH = _words("recently lately recent latest new newly fresh just")
GOING_ON = _words("still continue continues continued continuing ongoing remain remains currently now")
"""Words that say when without naming a time; their classes carry over to words that training has not seen."""
TELLING_OF_PAST = _words(
    "accuse blame deny allege condemn investigate suspect follow cause result responsible involve evidence report "
    "suggest believe cite show confirm conclude revenge response retaliation reaction"
)
"""Verbs and nouns whose complement happened before what the sentence tells."""
NEAR_WORDS = 6
OPENING = TIMING_MARKS | frozenset({"and", "but", "who", "whose", "said", "says", "told", "added", "reported"})
"""Words that open another clause, with or without a comma."""


@dataclass(frozen=True)
class Telling:
    """The predicate of a claim in its sentence. head: its trigger's token; support: the verb that carries a noun."""

    parse: Parse
    head: int
    support: int | None = None

    @cached_property
    def verb(self) -> int:
        """The verb that tells it: its own, its support, else the nearest above (the trigger itself where none is)."""
        parse, node = self.parse, self.support if self.support is not None else self.head
        for _ in range(MOST_STEPS):
            if parse.is_verb(node):
                return node
            if parse.head[node] == node:
                break
            node = parse.head[node]
        return self.head

    @property
    def sentence(self) -> tuple[int, int]:
        """Characters of its sentence."""
        return self.parse.sentence_span(self.head)

    @property
    def never(self) -> bool:
        """ "Had never fallen": at no time so far."""
        return any(self.parse.has(t, ("never",), "advmod", "neg") for t in (self.verb, self.head))

    @cached_property
    def aspect(self) -> str:
        """past, present, perfect, pluperfect, running (progressive), to (infinitive), modal, or bare."""
        parse, verb = self.parse, self.verb
        auxiliaries = {parse.lower[c] for c in parse.kids(verb, "aux", "aux:pass", "cop")}
        tag = parse.tag[verb]
        if auxiliaries & {"will", "would", "shall", "could", "may", "might", "can", "should", "must"}:
            return "modal"
        if auxiliaries & {"has", "have"}:
            return "perfect-running" if tag == "VBG" else "perfect"
        if "had" in auxiliaries:
            return "pluperfect"
        if tag == "VBG":
            return "running-present" if auxiliaries & {"is", "are"} else "running"
        if "to" in {parse.lower[c] for c in parse.kids(verb, "mark", "aux")}:
            return "to"
        if auxiliaries & {"is", "are"} or tag in ("VBZ", "VBP"):
            return "present"
        return "past" if tag in ("VBD", "VBN") else "bare"

    def clues(self) -> tuple[str, ...]:
        """Named clues, each "kind=value": aspect, part of speech, clause, marks, determiner, modifiers."""
        parse, head, verb = self.parse, self.head, self.verb
        noun = not parse.is_verb(head)
        own = {parse.lower[c] for c in parse.kids(head, "det", "nmod:poss")}
        article = "the" if own & {"the", "this", "that", "these"} else "a" if own & {"a", "an"} else "none"
        mark = next((parse.lower[c] for c in parse.kids(head, "case", "mark") if c < head), "")
        above = next((parse.lower[c] for c in parse.kids(verb, "mark") if c < verb), "") if verb != head else ""
        aspect = self.aspect
        clues = [
            f"aspect={aspect}",
            f"noun,aspect={noun},{aspect}",
            f"dep={parse.dep[head]}",
            f"clause={parse.dep[verb]}",
            f"clause,aspect={parse.dep[verb]},{aspect}",
            f"article={article if noun else '-'},{parse.tag[head] == 'NNS'}",
            f"mark={mark if mark in TIMING_MARKS else '-'}",
            f"above={above if above in TIMING_MARKS else '-'}",
            f"governor={parse.lemma[parse.head[verb]] if parse.head[verb] != verb else '^'}",
            f"verb={parse.lemma[verb]}",
        ]
        first, last = parse.sentences[parse.sentence[head]]
        near = {parse.lower[t] for t in range(max(first, head - NEAR_WORDS), min(last, head + NEAR_WORDS))}
        near |= {parse.lower[c] for c in parse.children[verb]}
        for name, words in (("habit", HABITUAL), ("anterior", ANTERIOR), ("fresh", FRESH), ("going", GOING_ON)):
            if near & words:
                clues.append(f"class={name}")
        above_head = parse.ancestors(head)
        over = {parse.lemma[t] for t in above_head} | {parse.lemma[verb]}
        clues.append(f"past-telling={bool(over & TELLING_OF_PAST)},{noun}")
        clues.append(f"depth={min(3, sum(parse.is_verb(t) for t in above_head))},{noun}")
        clues += [f"adjective={parse.lower[c]}" for c in parse.kids(head, "amod")]
        clues += [f"adverb={parse.lower[c]}" for c in parse.kids(verb, "advmod")]
        return tuple(clues)

    def relation(self, start: int, end: int) -> str:
        """How the words at these characters stand to the claim: own, over (in a clause above), say (with the verb of
        saying above), under (in a clause below), beside, or another sentence's ("")."""
        parse, head = self.parse, self.head
        tokens = [t for t in parse.tokens(start, end) if parse.sentence[t] == parse.sentence[head]]
        if not tokens:
            return ""
        inside = set(tokens)
        node = next((t for t in tokens if parse.head[t] not in inside or parse.head[t] == t), tokens[0])
        above = [head, *parse.ancestors(head)]
        for _ in range(MOST_STEPS):
            if node in (head, self.support):
                return "own"
            if parse.is_verb(node) or parse.head[node] == node:
                break
            node = parse.head[node]
        if node in above:
            between = above[1 : above.index(node)]
            if not any(parse.is_verb(t) for t in between) and not parse.is_verb(head):
                return f"noun-over:{parse.dep[head]}"
            below = above[above.index(node) - 1]
            return f"over:{parse.dep[below]}"
        up = parse.ancestors(node)
        if head in up:
            below = [node, *up][up.index(head)]
            return f"under:{parse.dep[below]}"
        if self.support in up:
            return "under-support"
        return f"beside:{parse.dep[node]}"

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """Clues in the words between the claim and the words at these characters, which hold where the parse does not:
        verbs and words that open another clause, and whether those words open the sentence or close it."""
        parse, head = self.parse, self.head
        tokens = parse.tokens(start, end)
        if not tokens:
            return ()
        low, high = (head, tokens[0]) if tokens[0] > head else (tokens[-1], head)
        middle = range(low + 1, high)
        verbs = sum(parse.tag[t] in ("VBD", "VBZ", "VBP", "VBN") for t in middle)
        opening = [parse.lower[t] for t in middle if parse.lower[t] in OPENING]
        side = "after" if tokens[0] > head else "before"
        first, last = parse.sentences[parse.sentence[head]]
        place = "first" if tokens[0] - first <= 1 else "last" if last - tokens[-1] <= 2 else "inside"
        word = (opening[-1] if side == "after" else opening[0]) if opening else "-"
        preposition = parse.lower[tokens[0] - 1] if tokens[0] else ""
        return (
            f"verbs={side},{min(verbs, 3)}",
            f"opening={side},{word}",
            f"opens={side},{min(len(opening), 2)},{min(verbs, 2)}",
            f"place={side},{place}",
            f"place,opens={side},{place},{bool(opening)}",
            f"preposition={preposition}",
            f"comma={side},{any(parse.lower[t] == ',' for t in middle)}",
        )
