"""Acts of saying by a verb with what it says: "the group said that ...", "... a doctor added", "was claimed by X".

A base of the finder of cues, which knows the other forms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.claims.attribution.hearers import REPORTERS
from marsad.claims.attribution.issuers import IssuerFinder
from marsad.claims.attribution.phrases import Phrase
from marsad.claims.attribution.subjects import CONTRAST, EARLY, RELATIVES
from marsad.claims.attribution.told_of import FINITE
from marsad.claims.draft import Voice
from marsad.claims.syntax.parse import OBLIQUES, SUBJECTS

NEAR_CUE = 12
"""Words after a verb of saying in which it is told to whom ("said on Sunday in a brief statement to the agency")."""
VIDEO = frozenset({"video", "footage", "clip", "image", "photo", "photograph", "picture"})
"""What shows is told by whoever is said to have made it, or by itself."""
MEANWHILE = frozenset({"as", "amid"})
"""After a speaker at the end they add what the report itself tells ("..., state media said as troops advanced")."""
SEEING = frozenset({"see", "hear", "witness"})


@dataclass(slots=True)
class Cue:
    """One act of saying. sources: joint sources are several; content: the tokens that it covers."""

    token: int
    sources: list[Voice]
    content: frozenset[int]
    relays: tuple[str, ...] = ()


PERCEIVING = frozenset({"find", "see", "hear", "witness", "observe"})
"""Verbs that in the passive tell what people saw, no rumour ("was found shot", "were seen entering the town")."""


@dataclass(slots=True)
class SayingFinder(IssuerFinder):
    """found: the acts of saying of the sentence so far."""

    found: list[Cue] = field(default_factory=list)

    def _saying(self, i: int, first: int, last: int) -> Cue | None:
        """Who says what by the verb at i; None where nobody says anything by it."""
        parse = self.speakers.parse
        lemma, tag = parse.lemma[i], parse.tag[i]
        if parse.lower[i - 1] == "as" and tag == "VBG" and i > first:
            return None  # "quoted X as saying"
        if parse.passive(i) and not self._seems_passive(i, first, last):
            return self._passive(i, first, last)
        helped = any(parse.dep[c].startswith("aux") and parse.tag[c] != "TO" for c in parse.children[i])
        if tag == "VB" and (not helped or lemma in ("tell", "show", "see")):
            return None
        if tag == "VBG":
            return self._going_on(i, first, last)
        if lemma == "say" and parse.lower[i + 1 : i + 2] == ["to"] and parse.tag[i + 2 : i + 3] == ["VB"]:
            return Cue(i, [Voice(hedged=True, cue=i)], frozenset(range(i + 1, last)))  # "both sides said to be ..."
        clauses = parse.kids(i, "ccomp")
        inverted = self._inverted(i, first, last)
        phrases = [inverted] if inverted else self._subjects(i, first)
        shown = lemma == "show" and any(parse.lemma[p.head] in VIDEO for p in phrases)
        phrases = [self._issuer(p, i) or p for p in phrases]
        if not phrases:
            return self._going_on(i, first, last) if parse.dep[i] in ("conj", "parataxis", "advcl") else None
        if lemma == "say" and parse.lower[i + 1 : i + 2] == ["nothing"]:
            return None
        if lemma == "continue" and not self._goes_on_speaking(phrases):
            return None  # "clashes between the army and the front have continued"
        start, end = min(p.start for p in phrases), max(p.last for p in phrases)
        start = min(start, i)
        stop = self._tail(max(i, end), last)
        quotes = max(self.quoted[first:last]) >= 0
        final = (
            lemma not in self.verbs["weak"]
            and start - first >= EARLY
            and not any(parse.tag[t] in FINITE or parse.lower[t] == "that" for t in range(max(i, end) + 1, stop))
            and (
                lemma in ("say", "tell", "add")
                or not (self._object(i) or any(parse.tag[c] != "VBG" for c in parse.kids(i, "xcomp")))
            )
            and any(parse.tag[t] in FINITE or parse.tag[t] == "VBN" or self.quoted[t] >= 0 for t in range(first, start))
        )
        if lemma == "claim" and self._object(i) and not clauses and not self._claimed(i):
            return None
        clause = bool(clauses) or any(parse.tag[t] in FINITE or parse.tag[t] == "VBN" for t in range(i + 1, last))
        alone = all(
            parse.lower[t] in self.speakers.words.times or parse.lower[t] in ("on", "and", "but")
            for t in range(first, start)
        )
        told = lemma == "tell" or (lemma in self.verbs["inverting"] and not self._object(i))
        if alone and not clause and not quotes and told:
            return self._of_neighbour(i, phrases, first, last)
        saw = lemma in SEEING and any(parse.lemma[p.head] in REPORTERS for p in phrases) and self._object(i)
        if not (final or saw or shown or self._tells(i, last, clause=clause, quotes=quotes)):
            return None
        sources = self._voices(phrases, i)
        if not sources:
            return None
        relays = (
            *self._told(i, last),
            *self._spoke_to(first, max(start, i)),
            *self._spoke_to(i + 1, min(last, i + NEAR_CUE)),
        )
        content = self._content(i, (start, end), final=final, stop=stop)
        return Cue(i, sources, content, tuple(relays))

    def _speaking_of(self, i: int, first: int, last: int) -> Cue | None:
        """ "Residents spoke of shelling in the night"."""
        if self.speakers.parse.tag[i] not in FINITE:
            return None
        sources = self._voices(self._subjects(i, first), i)
        return Cue(i, sources, frozenset(range(i + 1, self._clause_end(i, last)))) if sources else None

    def _goes_on_speaking(self, phrases: list[Phrase]) -> bool:
        """ "he continued": a person."""
        return any(self.speakers.parse.tag[p.head] == "PRP" or p.head in self.speakers.persons for p in phrases)

    def _tells(self, i: int, last: int, *, clause: bool, quotes: bool) -> bool:
        """Whether a verb that doesn't end its sentence says something, and has no mere object ("claimed a village")."""
        parse, lemma = self.speakers.parse, self.speakers.parse.lemma[i]
        if parse.kids(i, "ccomp"):
            return True
        if lemma in self.verbs["weak"]:
            return parse.lower[i + 1 : i + 2] == ["how"]
        if lemma == "claim" and self._claimed(i):
            return True
        if lemma not in self.verbs["with_clause"]:
            return True
        if lemma in self.verbs["telling"] and self._object(i):
            return True
        that = any(parse.lower[t] in ("that", "how") for t in range(i + 1, min(last, i + 5)))
        return quotes or that or (clause and lemma in self.verbs["telling"] | {"tell", "inform", "warn"})

    def _content(self, i: int, source: tuple[int, int], *, final: bool, stop: int) -> frozenset[int]:
        """What is said: before a speaker at the end, after one at the start, within a relative clause."""
        parse = self.speakers.parse
        start, end = source
        first, last = parse.sentences[parse.sentence[i]]
        lead = parse.lower[start - 1] if start > first else ""
        if lead in RELATIVES - {"that"} or (lead == "that" and parse.tag[start - 1] in ("WDT", "WP")):
            return frozenset({*self._antecedent(i, start - 2, first), *range(i + 1, self._clause_end(i, last))})
        if final:
            rest = stop
            if rest < last and parse.lower[rest] == "," and rest + 1 < last:
                rest += 1
            contrast = rest < last and (
                parse.lower[rest] in CONTRAST | RELATIVES | MEANWHILE or parse.tag[rest] == "VBG"
            )
            after = {t for t in range(rest, last) if not contrast or self.quoted[t] >= 0}
            return frozenset({*range(first, start), *after})
        if parse.lower[i - 1] in RELATIVES - {"that"} and parse.dep[i] == "acl:relcl":
            return frozenset(range(i + 1, self._clause_end(i, last)))  # "the rebels, who say they are many, left"
        leads = (
            parse.dep[i] == "advcl" and parse.head[i] > i and not parse.kids(i, "mark")
        )  # the parser took it for one
        embedded = parse.dep[i] in ("acl:relcl", "acl", "advcl", "ccomp") and lead not in ("", ",") and not leads
        own = embedded or any(parse.tag[t] in FINITE and self.quoted[t] < 0 for t in range(first, start))
        before = set() if own else set(range(first, start))
        clause_end = max([i, *parse.subtree(i)]) + 1 if embedded else last
        other = {
            t
            for c in parse.kids(i, "conj")
            if c > i + 1 and parse.lemma[c] not in self.verbs["plain"]
            and any(parse.dep[k] in SUBJECTS and parse.tag[k] != "PRP" for k in parse.children[c])
            and {parse.lower[k] for k in parse.children[c]} & {"but", "that"} == {"but"}
            for t in parse.subtree(c)
        }  # fmt: skip
        inside = set(range(start, end + 1))
        return frozenset((before | set(range(i + 1, clause_end))) - other - inside)

    def _of_neighbour(self, i: int, phrases: list[Phrase], first: int, last: int) -> Cue | None:
        """A sentence that is nothing but an attribution was cut off from the one before or after it."""
        parse, n = self.speakers.parse, self.speakers.parse.sentence[i]
        cut = n > 0 and (parse.words[first - 1] not in (".", "!", "?") or self.quoted[first - 1] >= 0)
        if cut or (n > 0 and parse.words[first].islower()):
            return Cue(
                i, self._voices(phrases, i), frozenset(range(*parse.sentences[n - 1])), tuple(self._told(i, last))
            )
        if last < parse.size and parse.words[last - 1] not in (".", "!", "?") and parse.words[last].islower():
            return Cue(i, self._voices(phrases, i), frozenset(range(*parse.sentences[n + 1])))
        return None

    def _passive(self, i: int, first: int, last: int) -> Cue | None:
        """ "It was reported by X that", "was claimed by X", "is believed to have"."""
        parse = self.speakers.parse
        by = next((c for c in parse.children[i] if parse.dep[c] in OBLIQUES and parse.preposition(c) == "by"), None)
        if by is not None and parse.lemma[i] in self.verbs["inverting"]:
            at = next((t for t in range(i + 1, by) if parse.lower[t] == "by"), -1)
            phrase = self.speakers.after(at, last) if at >= 0 else None
            claims = parse.lemma[i] == "claim"
            if claims and parse.dep[i] == "acl":
                return None  # "a bombing claimed by X killed five": the report tells of both
            if phrase is None or not (self.speakers.of_a_sort(phrase) if claims else self.speakers.speaks(phrase)):
                return None
            content = frozenset(parse.subtree(i) if parse.dep[i] != "acl" else [parse.head[i]])
            return Cue(i, [self.speakers.voice(phrase, i)], content - set(range(phrase.start, phrase.right + 1)))
        seen = parse.lemma[i] in PERCEIVING and any(parse.tag[c] in ("VBN", "VBG") for c in parse.kids(i, "xcomp"))
        if by is None and parse.dep[i] != "amod" and (parse.kids(i, "ccomp", "xcomp")) and not seen:
            return Cue(i, [Voice(hedged=True, cue=i)], frozenset(range(i + 1, self._clause_end(i, last))))
        return None

    def _spoke_before(self) -> Cue | None:
        """The last act of saying of the sentence whose speaker is named."""
        return next((c for c in reversed(self.found) if c.sources and c.sources[0].text), None)

    def _going_on(self, i: int, first: int, last: int) -> Cue | None:
        """ "adding that", "and said": who spoke before in the sentence goes on."""
        parse = self.speakers.parse
        if parse.lemma[i] in self.verbs["weak"] or (parse.tag[i] == "VBG" and parse.lemma[i] in ("report", "record")):
            return None
        if parse.lemma[i] == "continue" and (self._object(i) or parse.kids(i, "xcomp")) and not parse.kids(i, "ccomp"):
            return None  # "troops are continuing their operation", "to shell the town"
        clause = any(parse.tag[t] in FINITE for t in range(i + 1, last)) or parse.kids(i, "ccomp")
        earlier = self._spoke_before()
        if not clause and not (parse.lemma[i] == "claim" and self._claimed(i)):
            return None
        sources: list[Voice] = []
        if earlier is not None:
            # "denied the report, saying that": the second is told, not denied
            sources, relays = [replace(v, denies=False) for v in earlier.sources], earlier.relays
        else:
            head = next((c for c in parse.children[parse.head[i]] if parse.dep[c] in SUBJECTS), None)
            phrase = self.speakers.phrase_of(head, first) if head is not None and head < i else None
            if phrase is None or not self.speakers.of_a_sort(phrase):
                return None
            sources, relays = [self.speakers.voice(phrase, i)], ()
        return Cue(i, sources, frozenset(range(i + 1, self._clause_end(i, last))), relays)
