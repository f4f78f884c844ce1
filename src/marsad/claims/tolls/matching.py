"""Which events of its sentence a toll may belong to: by type, by who tells it, by nearness in the parse."""

from __future__ import annotations

from collections.abc import Container, Sequence

from marsad.claims.predicates.joining import killed_in, rivals
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse
from marsad.claims.tolls.victims import BELIEVING

TOO_FAR = 8
"""Arcs of the parse between a toll and its event (a fiftieth for each word besides): beyond, it is another event's."""
MOURNING = frozenset({"funeral", "burial", "anniversary", "vigil", "memorial", "mourner", "relative", "murder", "wake"})
"""Nouns of what follows upon a death: whose death it was is no toll of what goes on now."""
FREEING = frozenset({"set-people-free"})
"""Frames of what hurts nobody: who is killed beside it was killed by something else."""
PUT_UP = 4
"""Arcs from a word for the dead to the verb that puts their number."""
JOINED = frozenset({"conj"})
CLAUSES = frozenset({"conj", "advcl", "parataxis"})
"""Arcs between clauses of which each tells of its own ("..., and B attacked Y", "while B attacked Y")."""
FRAMING = 4
"""Arcs by which the name of a whole ("the offensive") stands further off than what happened in it."""


def put_by(parse: Parse, i: int) -> int:
    """The verb that gives the number of the dead that a word speaks of, -1 where none does: "put the dead at 60"."""
    return next((t for t in parse.ancestors(i)[:PUT_UP] if parse.lemma[t] == "put"), -1)


class TollMatcher:
    """Ranks the candidates that one report's harm words may count the victims of."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parse = reading, reading.parse

    def events_of(
        self, i: int, candidates: Sequence[Candidate], kind: str, counted: Container[int] = ()
    ) -> list[Candidate]:
        """The candidates that a harm word's toll may belong to, the nearest in the parse first. counted: the sentence's
        harm words that have a number."""
        near: list[tuple[float, int, Candidate]] = []
        mine = [i, *self.parse.ancestors(i)]
        own = next((c for c in candidates if c.trigger.head == i), None)
        for n, candidate in enumerate(candidates):
            head = candidate.trigger.head
            if own is not None and rivals(own, candidate):
                continue  # "the army was still fighting and the rebels had executed ten"
            if not self._fits(candidate, i, kind) or self._of_others(head, i, counted) or self._of_before(head, i):
                continue
            if self._put_apart(head, i) or self._done_apart(candidate, i):
                continue
            theirs = [head, *self.parse.ancestors(head)]
            common = next((k for k, t in enumerate(mine) if t in theirs), 9)
            distance = common + (theirs.index(mine[common]) if common < len(mine) and mine[common] in theirs else 9)
            score = distance + abs(i - head) / 50 + (FRAMING if self._framing(candidate) else 0)
            if self._does(head, i) or (head != i and killed_in(self.reading, head) == i):
                score = 0
            if head == i:  # the killing itself is the event only where nothing else is; who starves, dies of that
                score = 0 if candidate.type == "other_event" else TOO_FAR - 1
            near.append((score, n, candidate))
        if len(near) > 1:
            near = [item for item in near if item[0] < TOO_FAR]
        done = [item for item in near if item[2].standing.realis == "actual"]
        near = done or near  # "repelled an attempt to storm X, killing 15": nobody dies of what is only tried
        events = [candidate for *_, candidate in sorted(near, key=lambda item: item[:2])]
        return events[:1] + [c for c in events[1:] if c.type not in ("offensive", "attack_on_civilians")]

    def _does(self, head: int, i: int) -> bool:
        """ "The offensive, meant to end the rocket fire, killed 175": the harm's own subject did it."""
        parse = self.parse
        if not parse.is_verb(i) or head > i:
            return False
        if head in parse.kids(i, "nsubj"):
            return True
        over = parse.head[i]
        if parse.dep[i] == "xcomp" and parse.lemma[over] in BELIEVING and head in parse.kids(over, *ALL_SUBJECTS):
            return True  # "the fighting is reported to have killed 130"
        comma = next((t for t in range(head + 1, i) if parse.is_verb(t) or parse.words[t] == ","), i)
        return parse.words[comma] == parse.words[i - 1] == "," and parse.tag[comma + 1] in ("VBN", "VBD")

    def _of_others(self, head: int, i: int, counted: Container[int]) -> bool:
        """ "50 were executed, 19 more were killed in a bombing": what is told to have killed others did not kill
        these."""
        own = killed_in(self.reading, head)
        below = head in self.parse.ancestors(i) and self.parse.dep[i] != "conj"
        return own not in (-1, i) and own in counted and not below

    def _of_before(self, head: int, i: int) -> bool:
        """ "The raid came a day after gunmen killed nine": those whom somebody killed before or after, not the raid."""
        parse = self.parse
        doers = parse.kids(i, *ALL_SUBJECTS)
        if not parse.is_verb(i) or head == i or not doers:
            return False
        opens = [c for d in doers for c in parse.kids(d, "case")]  # parsers hang "after" on who killed, too
        for t in (i, *parse.ancestors(i)):
            if t == head or head in parse.subtree(t):
                break
            opens += parse.kids(t, "mark", "case")
        return any(parse.lower[c] in ("after", "before") for c in opens) and not doers[0] <= head <= i

    def _put_apart(self, head: int, i: int) -> bool:
        """ "Residents put the number of the dead at 60 and said that shells fell on X": of what was told before."""
        verb = put_by(self.parse, i)
        return verb >= 0 and head not in self.parse.subtree(verb, without=JOINED)

    def _done_apart(self, candidate: Candidate, i: int) -> bool:
        """ "A killed six in X and B attacked Y": clauses side by side, each with its doer and its place."""
        parse, head = self.parse, candidate.trigger.head
        doers = parse.kids(i, "nsubj")
        verb = head if parse.is_verb(head) else candidate.arguments.support
        if not doers or verb is None or verb in (i, *doers) or not parse.is_verb(i) or parse.passive(i):
            return False
        side = any(parse.dep[a] in CLAUSES and parse.head[a] == b for a, b in ((i, verb), (verb, i)))
        if not side or head in doers or not parse.kids(verb, "nsubj"):
            return False
        told = [*parse.kids(i, "obl"), *(c for victim in parse.kids(i, "obj") for c in parse.kids(victim, "nmod"))]
        here = {m.phrase.text for c in told for m in self.reading.scene.places_of(c)}
        return bool(here and candidate.places) and not here & {m.phrase.text for m in candidate.places}

    def _says_where(self, head: int, i: int) -> bool:
        """ "Five were killed in an area that has seen fighting": the fighting tells which area, not what killed."""
        parse = self.parse
        clause = next((t for t in (head, *parse.ancestors(head)[:2]) if parse.dep[t] == "acl:relcl"), -1)
        place = parse.head[clause]
        return (
            clause >= 0
            and parse.head[place] == i
            and parse.lemma[place] in self.reading.lexicon.language.place_nouns
            and parse.lower[place + 1 : place + 2] in (["that"], ["which"])
        )

    def _mourned(self, i: int, head: int) -> bool:
        """ "Clashes followed the funeral of one of three men killed": those dead are told of to say whose funeral."""
        parse = self.parse
        for t in parse.ancestors(i):
            if t == head:
                return False
            if parse.lemma[t] in MOURNING:
                return True
        return False

    def earlier(self, candidate: Candidate) -> bool:
        """ "a depot blew up after rocket fire": the rocket fire came before what killed."""
        parse, head = self.parse, candidate.trigger.head
        return any(
            parse.lower[c] in ("after", "following", "since", "before")
            for t in (head, *parse.ancestors(head)[:2])
            for c in parse.kids(t, "case", "mark")
        )

    def _beside(self, candidate: Candidate, i: int) -> bool:
        """ "shells fell, killing 13, as the rebels traded fire": told in a clause of its own, which the toll is not
        in."""
        parse, verb = self.parse, candidate.trigger.head
        if not parse.is_verb(verb):
            verb = candidate.arguments.support if candidate.arguments.support is not None else parse.head[verb]
        return (
            parse.dep[verb] in ("advcl", "acl:relcl", "parataxis")
            and bool(parse.kids(verb, "nsubj", "nsubj:pass"))
            and i not in (verb, *parse.subtree(verb))
        )

    def _framing(self, candidate: Candidate) -> bool:
        """ "the offensive", "the massacre": names a whole of which another event of the sentence tells what killed."""
        return candidate.type == "offensive" or (
            candidate.type == "attack_on_civilians" and candidate.trigger.part == "noun"
        )

    def _fits(self, candidate: Candidate, i: int, kind: str) -> bool:
        if candidate.trigger.frame.id in FREEING:
            return False
        wanted = {"arrested": "arrest", "displaced": "displacement", "abducted": "abduction"}.get(kind)
        if candidate.type not in HARMING and candidate.type != wanted and not self._seizing(candidate, i):
            return False
        parse = self.parse
        if parse.tag[i] == "VBG" and self._beside(candidate, i):
            return False
        head, voices = candidate.trigger.head, self.reading.voices
        if self._says_where(head, i):
            return False
        if parse.dep[i] in ("acl", "acl:relcl"):  # who is told of by what was done before
            told = candidate.type == "other_event" and {"who", "whose"} & set(parse.lower[parse.head[i] + 1 : i + 1])
            if told or self._mourned(i, head):
                return False
        here, there = [v.text for v in voices[head]], [v.text for v in voices[i]]
        if here and there and here != there:
            return self._does(head, i)  # "X said its men killed 30, but Y said it beat the attack off"
        return here == there or self._near_tokens(i, head) or self._does(head, i)

    def _seizing(self, candidate: Candidate, i: int) -> bool:
        """ "overran the base, killing 15 soldiers": what a place cost."""
        parse = self.parse
        above = parse.ancestors(i)[:2]
        return candidate.type == "territory_taken" and parse.tag[i] == "VBG" and candidate.trigger.head in above

    def _near_tokens(self, a: int, b: int) -> bool:
        return a in self.parse.ancestors(b)[:3] or b in self.parse.ancestors(a)[:3]
