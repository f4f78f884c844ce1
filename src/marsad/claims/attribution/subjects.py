"""Whose verb of saying it is: subjects before it, speakers after it.

A base of the finder of cues, which decides what is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.claims.attribution.hearers import ASKED, HearerFinder
from marsad.claims.attribution.phrases import CLOSE, Phrase
from marsad.claims.attribution.told_of import FINITE, told_of_by
from marsad.claims.draft import Voice
from marsad.claims.syntax.parse import SUBJECTS

CONTRAST = frozenset({"but", "although", "though", "while", "whereas"})
RELATIVES = frozenset({"who", "which", "whom", "whose", "that", "what"})
WATCHING = frozenset({"monitor", "track", "document", "watch", "follow"})
"""What bodies do with a war that tell of it: "a group monitoring the war said"."""
WATCHED = 6
"""Words from there to the verb of saying."""
NAMING = frozenset({"know", "call", "name", "dub"})
NEAR = 4
"""Tokens after "claimed" in which its object stands, whatever the tree says."""
EARLY = 3
"""Tokens before a speaker whose verb ends the sentence: fewer are a lead-in ("On Monday the group said")."""


@dataclass(slots=True)
class SubjectFinder(HearerFinder):
    """Finds whose a verb of saying is."""

    def _subjects(self, i: int, first: int, *, armed: bool = False) -> list[Phrase]:
        """Whose verb it is: the phrase right before it, unless that closes a clause on the tree's subject."""
        parse, speakers = self.speakers.parse, self.speakers
        if (watcher := self._watcher(i, first)) is not None:
            return [watcher]
        able = speakers.of_a_sort if armed else speakers.speaks
        heads = [c for c in parse.children[i] if parse.dep[c] in SUBJECTS or parse.dep[c] == "nsubj:pass"]
        near = speakers.before(i, first)
        if near is None and all(parse.lower[c] in speakers.words.times for c in heads):
            near = speakers.explained(i, first)
        if near is not None and parse.tag[near.head] in ("WP", "WDT"):
            near = speakers.before(near.left, first) if near.left > first else None
            return [near] if near is not None and able(near) else []
        if near is not None:
            told_of = told_of_by(speakers, near, (first, i), loose=not able(near))
            if told_of is not None and able(told_of):
                return [speakers.introduced(told_of, first)]
        if near is not None:
            office = speakers.office(near.left, near.right) if near.head in speakers.persons else None
            near = office or speakers.introduced(near, first)
            if self._of_place(near, first):
                near = None
        row = self._joint_with(near, first) if near is not None and able(near) else []
        if near is not None and len(row) == 1 and self._at_both(row[0], near):
            near = Phrase(row[0].start, row[0].left, row[0].head, near.right)
            row = []
        if near is not None and len(row) > 1:
            return [*row, near]
        far = speakers.phrase_of(heads[0], first) if heads and heads[0] < i else None
        opening = speakers.after(first - 1, i) if first < i else None
        for whole in (far, opening):
            if whole is None or not able(whole) or (near is not None and whole.right >= near.start):
                continue
            if near is not None and able(near):
                if whole is far and self._within(near, whole, first):
                    whole.end = i - 1
                    return [whole]
                if self._before_lost_comma(whole, near) and not self._in_words(whole.right + 2):
                    continue
            short = parse.words[whole.right + 1 : whole.right + 4 : 2] == ["(", ")"]  # "the Harbour Council (HC) a"
            follows = parse.lower[whole.right + (4 if short and whole.right + 4 < i else 1)]
            if follows in (",", "-", "–") and whole.right + 2 < i:
                follows = parse.lower[whole.right + 2] if parse.lower[whole.right + 2] in ("who", "which") else follows
            loose = follows in ("who", "which", ",", "-", "–", "a", "an", "another", "in", "the")
            loose = loose or follows in ASKED
            if follows in CLOSE and not any(parse.tag[t] in FINITE for t in range(whole.right, i)):
                return [Phrase(whole.start, whole.left, whole.head, i - 1)]
            in_words = follows == "in" and self._in_words(whole.right + 2)
            if near is None or not able(near) or (whole is far and loose) or in_words or follows in ("who", "which"):
                between = range(whole.right + 1, i)
                finite = sum(parse.tag[t] in FINITE for t in between)
                if whole is far or finite <= (follows in ("who", "which")):
                    commas = [t for t in between if parse.words[t] in (",", "-", "–", "—")]
                    whole.end = commas[-1] - 1 if len(commas) > 1 else whole.right
                    return [whole]
        if near is None or not able(near):
            return []
        return [*row, near]

    def _within(self, near: Phrase, whole: Phrase, first: int) -> bool:
        """Whether what opens the sentence has the other in a clause about it: "a channel run by the party | said"."""
        parse, at = self.speakers.parse, near.head
        if whole.start != first or any(parse.words[t] == "," for t in range(whole.right, near.start)):
            return False
        while whole.head < parse.head[at] != at:
            at = parse.head[at]
        told_of = parse.head[at] == whole.head and parse.dep[at] in ("acl", "acl:relcl") and at < near.start
        return told_of and parse.lemma[at] not in NAMING  # "a group known as the Harbour Network | said"

    def _before_lost_comma(self, whole: Phrase, near: Phrase) -> bool:
        """Whether a phrase that names nobody who is known to speak belongs to what was told before: "... killed four of
        them brothers | a monitor said", "... entered Talbiseh in the north the charity said"."""
        parse, speakers = self.speakers.parse, self.speakers
        named = whole.head in speakers.persons or whole.head in speakers.organisations
        beside = near.start == whole.right + 1
        return not named and (beside or (parse.tag[whole.head][:3] == "NNP" and not self._of_speakers(whole)))

    def _watcher(self, i: int, first: int) -> Phrase | None:
        """ "A group monitoring the war | said", "activists who track the conflict | said"."""
        parse = self.speakers.parse
        for t in range(i - 2, max(first, i - WATCHED), -1):
            if parse.tag[t] == "," or (parse.tag[t] in FINITE and parse.lemma[t] not in WATCHING):
                return None
            if parse.lemma[t] in WATCHING and parse.tag[t] in ("VBG", "VBZ", "VBP"):
                noun = t - 1 - (parse.lower[t - 1] in ("that", "which", "who"))
                phrase = self.speakers.ending(noun, first)
                if phrase is None or not self._of_speakers(phrase):
                    return None
                return Phrase(phrase.start, phrase.left, phrase.head, i - 1)
        return None

    def _in_words(self, at: int) -> bool:
        """ "IS in a statement on its channel said": by what somebody speaks."""
        words, parse = self.speakers.words, self.speakers.parse
        return any(parse.lemma[t] in words.language.relaying_nouns for t in range(at, min(parse.size, at + NEAR)))

    def _joint_with(self, near: Phrase, first: int) -> list[Phrase]:
        """Who speaks together with a phrase: "residents, two officials and | an aid worker"."""
        parse, speakers = self.speakers.parse, self.speakers
        found: list[Phrase] = []
        before = self._uncounted(near.start, first) - 1
        links = {"and"}
        while before > first and parse.lower[before] in links:
            joint = speakers.ending(before - 1 - (parse.lower[before - 1] == ","), first)
            if joint is None or not speakers.speaks(joint):
                break
            if found and not (self._of_speakers(joint) and self._of_speakers(found[0])):
                break
            found.insert(0, joint)
            before = self._uncounted(joint.start, first) - 1
            links = {","}
        while found:  # a row of speakers opens its clause: "rebels took the hill and the village, a monitor said"
            opens = self._uncounted(found[0].start, first)
            if opens <= first + 1 or parse.lower[opens - 1] in {*speakers.words.times, ","}:
                break
            told = parse.tag[opens - 1].startswith("NN") and found[0].start < found[0].left
            if told and self._of_speakers(found[0]):  # "... captured its pilot the monitor and rebel sources said"
                break
            found.pop(0)
        return found

    def _at_both(self, one: Phrase, other: Phrase) -> bool:
        """Whether "and" joins two places of one speaker's: "doctors at the Gao and | Kidal hospitals"."""
        parse = self.speakers.parse
        placed = one.head < one.right and parse.is_name(one.right) and parse.tag[one.head] == "NNS"
        return placed and parse.tag[other.head] == "NNS" and other.left < other.head and parse.is_name(other.left)

    def _uncounted(self, start: int, first: int) -> int:
        """Where a phrase begins with the number or "both" before it ("two | diplomats")."""
        parse, before = self.speakers.parse, start - 1
        return before if start > first and (parse.tag[before] == "CD" or parse.lower[before] == "both") else start

    def _of_speakers(self, phrase: Phrase) -> bool:
        words = self.speakers.words
        return words.noun(self.speakers.parse, phrase.head) in words.speaking

    def _of_place(self, phrase: Phrase, first: int) -> bool:
        """Whether a name only tells where ("residents of the town near Homs said")."""
        parse, speakers = self.speakers.parse, self.speakers
        lead = phrase.start - 1
        return (
            lead > first
            and parse.lower[lead] in speakers.words.language.locative
            and parse.lemma[phrase.head] not in speakers.words.speaking
            and phrase.head not in speakers.persons
            and phrase.head not in speakers.organisations
        )

    def _inverted(self, i: int, first: int, last: int) -> Phrase | None:
        """The speaker after its verb ("... said the monitor", "..." said Idris Amada, who ...)."""
        parse = self.speakers.parse
        if parse.lemma[i] not in self.verbs["inverting"] or i - first < EARLY:
            return None
        if i == last - 1 and i + 1 < parse.size:  # "... said | Idris Amada, who ...": cut before the speaker
            last = parse.sentences[parse.sentence[i + 1]][1]
        phrase = self.speakers.after(i, last)
        if phrase is None or parse.tag[phrase.head] == "PRP" or not self.speakers.speaks(phrase):
            return None
        if parse.lower[i + 1] in ("that", "this") or self._verb_follows(phrase.right, last):
            return None
        near = self.speakers.before(i, first)
        if near is not None and (parse.tag[near.head] == "PRP" or self._opens(near, first)):
            return None
        return phrase

    def _opens(self, near: Phrase, first: int) -> bool:
        """Whether a known speaker opens the sentence right before its verb: "the Harbour Observatory said rebels
        including foreigners took Gao"."""
        known = self._of_speakers(near) or near.head in self.speakers.organisations
        return near.start == first and known and self.speakers.speaks(near)

    def _verb_follows(self, at: int, last: int) -> bool:
        """Whether a finite verb comes before the next break in the sentence."""
        parse = self.speakers.parse
        stop = self._tail(at, last)
        if stop < last and parse.lower[stop] == "and":
            stop = self._tail(stop, last)
        finite = any(parse.tag[t] in FINITE or parse.tag[t] == "TO" for t in range(at + 1, stop))
        return finite or any(self._with_subject(t) for t in range(at + 1, stop))

    def _with_subject(self, t: int) -> bool:
        """Whether a verb that looks like a participle has its own subject ("said rebels seized Gao")."""
        parse = self.speakers.parse
        return parse.tag[t] == "VBN" and any(parse.dep[c] == "nsubj" and c < t for c in parse.children[t])

    def _tail(self, at: int, last: int) -> int:
        """Where the words that belong to an attribution at a sentence's end stop."""
        parse = self.speakers.parse
        for t in range(at + 1, last):
            if (
                parse.words[t] in (",", ";", '"', "”", "“", ":", "-", "–", "—")
                or parse.lower[t] in RELATIVES
                or parse.lower[t] in CONTRAST
            ):
                return t if parse.lower[t] != "that" else last
            participle = parse.lower[t].endswith("ing") and t + 1 < last and parse.lower[t + 1] == "that"
            if parse.tag[t] == "VBG" or participle or parse.lower[t] in ("and", "as", "after", "before", "when"):
                return t
            if parse.lower[t] in ("a", "an") and t == at + 1:
                return t
            if t in self.speakers.organisations and self._reports(self.speakers.spans[t][1] + 1, last):
                return t
        return last

    def _reports(self, verb: int, last: int) -> bool:
        """Whether a verb ends the sentence with who reports it all: "a doctor said on Monday | the agency reported"."""
        parse = self.speakers.parse
        return verb < last <= verb + EARLY and parse.lemma[verb] in self.verbs["inverting"]

    def _seems_passive(self, i: int, first: int, last: int) -> bool:
        """Whether a bare participle is a finite verb after all ("... in the port the channel reported on Friday")."""
        parse = self.speakers.parse
        if (
            parse.tag[i] != "VBN"
            or parse.dep[i] == "amod"
            or any(parse.dep[c].startswith("aux") for c in parse.children[i])
        ):
            return False
        near = self.speakers.before(i, first)
        if near is None or near.right != i - 1 or near.start - first < EARLY or not self.speakers.speaks(near):
            return False
        return not any(parse.tag[t] in FINITE or parse.lower[t] in ("by", "to", "that") for t in range(i + 1, last))

    def _object(self, i: int) -> bool:
        parse = self.speakers.parse
        return any(c > i and parse.lower[c] not in self.speakers.words.times for c in parse.kids(i, "obj"))

    def _claimed(self, i: int) -> bool:
        parse = self.speakers.parse
        near = range(i + 1, min(parse.size, i + NEAR))
        return any(parse.lemma[t] in self.verbs["claimed"] for t in (*near, *parse.kids(i, "obj")))

    def _clause_end(self, i: int, last: int) -> int:
        parse = self.speakers.parse
        return max([i, *parse.subtree(i)]) + 1 if parse.dep[i] in ("acl:relcl", "acl", "advcl:relcl") else last

    def _voices(self, phrases: Iterable[Phrase], i: int) -> list[Voice]:
        return [v for p in phrases if (v := self.speakers.voice(p, i)).text]

    def _antecedent(self, i: int, noun: int, first: int) -> set[int]:
        """The noun phrase that a relative clause of saying tells about ("an attack which X says came from Y")."""
        parse, at = self.speakers.parse, i
        while parse.head[at] != at and parse.dep[at] != "acl:relcl":
            at = parse.head[at]
        if parse.dep[at] == "acl:relcl" and first <= parse.head[at] < i:
            at = parse.head[at]
            while parse.dep[at] == "nmod" and first <= parse.head[at] < at:
                at = parse.head[at]
            return set(range(at, noun + 1))
        return {noun} if noun >= first else set()
