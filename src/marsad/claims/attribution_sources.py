"""Who can speak, and by what name: noun phrases read by their tags, and what "he", "the source", "the group" stand for.

Phrases are read from tags, not from the tree: texts that lost their commas mislead a parser most at attributions
("... hit the market the monitor said"), and there the words next to the verb are the better witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad.claims.draft import Span, Voice
from marsad.claims.lexicon import LanguageFile
from marsad.claims.parse import SUBJECTS, Parse

DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow overnight week month year morning evening afternoon
    night time late early earlier later same day last next""".split()
)
"""Words of time: they stand beside a verb of saying and never speak."""
BODIES = frozenset(
    """group organisation organization monitor watchdog agency ministry network service newspaper paper channel website
    charity centre center company committee council movement outlet daily broadcaster institute statement report""".split()
)
"""Nouns that stand for a body named before ("the group", "its statement")."""
PEOPLE = frozenset(
    """spokesman spokeswoman spokesperson official commander leader minister president activist head chief director
    doctor governor mayor general colonel envoy ambassador witness analyst officer diplomat resident
    journalist""".split()
)
"""Nouns that stand for a person named before ("the spokesman")."""
OF_A_NAME = frozenset({"for", "of"})
AT_A_PLACE = frozenset({"for", "of", "at", "in", "inside", "from", "with"})
"""Prepositions between a speaker and the body or place that it is of ("a source at the hospital")."""
STRESSED = frozenset(
    {"also", "has", "have", "had", "later", "earlier", "meanwhile", "further", "then", "again", "both", ","}
)
"""What may stand between a speaker and its verb."""
LONGEST = 14
"""Words of the longest speaker's phrase; what is longer was misread."""
ISSUED = frozenset({"statement", "report", "communique", "bulletin", "release"})
"""What a body issues and speaks by."""
COMPOUNDING = frozenset("rights forces news affairs services sports operations communications helmets nations".split())
"""Plurals that stand before another noun in a name ("rights group"); any other ends what came before the name."""
SHADOWING = frozenset({"the", "that", "this", "its", "same"})


@dataclass(slots=True)
class Named:
    """A speaker met before. name: the words of its proper name; words: all its words, its office too."""

    text: str
    words: frozenset[str]
    name: frozenset[str]
    head: str
    person: bool
    body: bool


@dataclass(slots=True)
class Phrase:
    """Tokens of a noun phrase; start: with its determiner; left: without; head: its noun (before any preposition)."""

    start: int
    left: int
    head: int
    right: int


@dataclass(slots=True)
class Speakers:
    """Reads the phrases beside verbs of saying and keeps who spoke."""

    parse: Parse
    language: LanguageFile
    persons: frozenset[int]
    organisations: frozenset[int]
    spans: dict[int, tuple[int, int]]
    named: list[Named] = field(default_factory=list)
    mute: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, parse: Parse, persons: Sequence[Span], organisations: Sequence[Span], language: LanguageFile
    ) -> Speakers:
        spans: dict[int, tuple[int, int]] = {}
        tokens: list[set[int]] = [set(), set()]
        for kind, found in enumerate((persons, organisations)):
            for a, b in found:
                inside = parse.tokens(a, b)
                tokens[kind].update(inside)
                for t in inside:
                    spans.setdefault(t, (inside[0], inside[-1]))
        speaking = language.source_nouns | language.relaying_nouns | language.anonymous_sources | PEOPLE | BODIES
        mute = (language.aircraft | language.weapons | language.things | language.place_nouns | DAYS) - speaking
        return cls(
            parse, language, frozenset(tokens[0]), frozenset(tokens[1] - tokens[0]), spans, mute=mute, speaking=speaking
        )

    # --- phrases

    def before(self, i: int, first: int) -> Phrase | None:
        """The noun phrase that ends right before token i, adverbs and auxiliaries aside."""
        parse = self.parse
        right = i - 1
        while right > first and (parse.lower[right] in STRESSED or parse.tag[right] in ("RB", "MD")):
            right -= 1
        return self.ending(right, first)

    def ending(self, right: int, first: int) -> Phrase | None:
        """The noun phrase whose last token is `right`."""
        parse = self.parse
        if right < first or not self._nominal(right) or parse.lower[right] in DAYS:
            return None
        if parse.tag[right] in ("PRP", "WP", "WDT"):
            return Phrase(right, right, right, right)
        start, left = self._edge(right, first)
        head = right
        while left - 2 >= first and right - left < LONGEST:
            prep, noun = parse.lower[start - 1] if start > first else "", start - 2
            if noun < first or prep not in AT_A_PLACE or not parse.tag[noun].startswith("NN"):
                break
            title = parse.lemma[noun] in self.speaking and parse.lemma[right] not in self.language.anonymous_sources
            place = prep == "of" and parse.lemma[noun] in self.language.place_nouns - self.speaking
            place = place and parse.lemma[right] not in self.speaking
            name = parse.is_name(noun) and (
                (prep in OF_A_NAME and start == left and parse.is_name(left))
                or (noun in self.persons and noun + 1 == start - 1)
            )
            if not (title or name or place):
                break
            head = noun
            start, left = self._edge(noun, first)
        return Phrase(start, left, head, right)

    def after(self, i: int, last: int) -> Phrase | None:
        """The noun phrase that begins right after token i."""
        parse = self.parse
        start = left = i + 1
        if left >= last:
            return None
        if parse.tag[left] == "PRP":
            return Phrase(left, left, left, left)
        while left < last - 1 and parse.tag[left] in ("DT", "PRP$", "PDT"):
            left += 1
        right = left - 1
        head = -1
        while right + 1 < last and right - left < LONGEST:
            n = right + 1
            if head < 0 and parse.tag[n] == "VBN" and n + 1 < last and parse.tag[n + 1].startswith("NN"):
                right = n  # "trusted sources"
            elif self._nominal(n) and parse.tag[n] not in ("PRP", "WP", "WDT"):
                if head >= 0 and (parse.lower[n] in DAYS or self._closed(head, n)):
                    break
                right = n
                if parse.tag[n].startswith("NN") and (head < 0 or not self._bound(head, n)):
                    head = n
            elif parse.words[n] in ("-", "–") and parse.start[n] == parse.end[n - 1] and n + 1 < last:
                right = n + 1
            elif head >= 0 and parse.lower[n] in AT_A_PLACE and n + 1 < last and self._goes_on(head, n, last):
                right = n + 1
                if parse.tag[right] in ("DT", "PRP$") and right + 1 < last:
                    right += 1
            else:
                break
        if head < 0:
            return None
        return Phrase(start, left, head, right)

    def _closed(self, head: int, n: int) -> bool:
        """Whether a phrase ends with its head ("a staff statement | artillery fire"), by a plural or a paper's name."""
        parse, lemma = self.parse, self.parse.lemma[head]
        if head != n - 1 or not parse.words[head].islower() or parse.words[n][:1].isupper():
            return False
        return lemma in ISSUED or (parse.tag[head] == "NNS" and lemma in self.speaking and head not in self.spans)

    def _bound(self, head: int, n: int) -> bool:
        """Whether a preposition stands between, so that the later noun isn't the head."""
        return any(self.parse.lower[t] in AT_A_PLACE for t in range(head + 1, n))

    def _goes_on(self, head: int, prep: int, last: int) -> bool:
        parse = self.parse
        n = prep + 1 + (parse.tag[prep + 1] in ("DT", "PRP$"))
        if n >= last or not self._nominal(n) or parse.lower[n] in DAYS:
            return False
        name = parse.lower[prep] in OF_A_NAME and (parse.is_name(n) or parse.lemma[head] in self.speaking)
        return name or parse.lemma[head] in self.speaking

    def _edge(self, right: int, first: int) -> tuple[int, int]:
        """(start with determiner, left) of the run of nominal tokens that ends at `right`."""
        parse = self.parse
        left = right
        while left > first and right - left < LONGEST:
            t = left - 1
            tag = parse.tag[t]
            if t in self.spans and self.spans[t][1] >= t and self.spans[t][0] >= first and left in self.spans:
                left = max(first, self.spans[t][0]) if self.spans[t] == self.spans[left] else t
            elif tag in ("DT", "PRP$", "PDT"):
                return t, left
            elif parse.lower[t] in DAYS:
                break
            elif tag == "NNS" and parse.words[t].islower() and parse.lower[t] not in COMPOUNDING:
                break
            elif self._nominal(t) and tag not in ("PRP", "WP", "WDT"):
                left = t
            elif parse.words[t] in ("-", "–") and parse.end[t - 1] == parse.start[t] and t > first:
                left = t - 1
            elif tag == "CD" and t > first and parse.tag[t - 1].startswith("NNP"):  # "Channel 10 television"
                left = t
            elif tag == "POS" or (parse.words[left] in ("-", "–")):
                left = t
            elif tag == "CC" and parse.tag[left].startswith("JJ") and t > first and parse.tag[t - 1].startswith("JJ"):
                left = t - 1
            else:
                break
        return left, left

    def _nominal(self, t: int) -> bool:
        parse, tag = self.parse, self.parse.tag[t]
        if tag.startswith(("NN", "JJ", "PRP", "WP", "WDT")) and tag != "PRP$":
            return True
        hyphened = t > 0 and parse.words[t - 1] in ("-", "–") and parse.start[t] == parse.end[t - 1]
        return t in self.spans or (hyphened and tag.startswith("VB"))

    # --- who speaks

    def speaks(self, phrase: Phrase) -> bool:
        """Whether a phrase can speak: a person, a body, a word for sources, a name that is no place or machine."""
        parse, head = self.parse, phrase.head
        if parse.tag[head] == "PRP":
            return parse.lower[head] in ("he", "she", "it", "they")
        lemma = parse.lemma[head]
        if lemma in DAYS or parse.tag[head] == "CD":
            return False
        if head in self.persons or head in self.organisations or lemma in self.speaking:
            return True
        if lemma in self.mute:
            return False
        opens = head == parse.sentences[parse.sentence[head]][0]
        named = parse.tag[head].startswith("NNP") if not opens else parse.tag[head] in ("NNP",)
        return named or any(t in self.persons for t in range(phrase.left, phrase.right + 1))

    def of_a_sort(self, phrase: Phrase) -> bool:
        """Whether armed men and groups count too: who denies, accuses or claims an attack."""
        lemma = self.parse.lemma[phrase.head]
        return self.speaks(phrase) or lemma in self.language.armed or lemma in self.language.describing_groups

    def phrase_of(self, head: int, first: int) -> Phrase | None:
        """The phrase around a noun that the tree points at."""
        parse = self.parse
        if parse.tag[head] in ("PRP", "WP", "WDT", "DT"):
            return Phrase(head, head, head, head)
        last = parse.sentences[parse.sentence[head]][1]
        right = head
        while right + 1 < last and self._nominal(right + 1) and parse.tag[right + 1].startswith(("NN", "JJ")):
            right += 1
        start, _ = self._edge(right, first)
        return self.after(start - 1, last) if start <= head else None

    def introduced(self, phrase: Phrase, first: int) -> Phrase:
        """ "Idris Amada, a spokesman for the port": the name before a description speaks."""
        parse = self.parse
        if phrase.start == phrase.left or phrase.start - 1 <= first or parse.tag[phrase.start] == "PRP$":
            return phrase
        at = phrase.start - 1 - (parse.words[phrase.start - 1] == ",")
        if at < first or at not in self.spans:
            return phrase
        loose = parse.lower[phrase.start] in ("a", "an", "another", "one")
        if not (at in self.persons and (loose or parse.lemma[phrase.head] in PEOPLE)) and not loose:
            return phrase
        name = self.ending(at, first)
        if name is None or parse.lower[name.start - 1] in AT_A_PLACE - {"for"} or name.right != at:
            return phrase
        return Phrase(name.start, name.left, name.head, name.right)

    def voice(self, phrase: Phrase, cue: int) -> Voice:
        """The voice of a phrase that speaks, with its full name where an earlier one tells it; remembered."""
        parse = self.parse
        start, end = parse.start[phrase.start], parse.end[phrase.right]
        lower = parse.lower[phrase.head]
        if parse.tag[phrase.head] == "PRP":
            return Voice(start, end, self.pronoun(lower, phrase.head), cue=cue)
        left, right = phrase.left, phrase.right
        while left < right and (parse.lower[left] in DAYS or not parse.words[left][:1].isalnum()):
            left += 1
        text = self.text(left, right)
        tokens = range(left, right + 1)
        person = any(t in self.persons for t in tokens) and (
            phrase.head in self.persons or parse.lemma[phrase.head] not in BODIES
        )
        shadowing = phrase.start < left and parse.lower[phrase.start] in SHADOWING
        full = self._full(text, phrase, left, shadowing=shadowing)
        hedged = full.lower() in self.language.hedged_sources
        self._remember(full if full != text else text, phrase, left, person=person, known=full != text)
        return Voice(start, end, full, hedged=hedged, cue=cue)

    def text(self, first: int, last: int) -> str:
        return " ".join(self.parse.text[self.parse.start[first] : self.parse.end[last]].split())

    # --- what short words stand for

    def _remember(self, text: str, phrase: Phrase, left: int, *, person: bool, known: bool) -> None:
        if known:
            old = next((n for n in reversed(self.named) if n.text == text), None)
            if old is not None:
                self.named.append(old)
                return
        parse, tokens = self.parse, range(left, phrase.right + 1)
        words = frozenset(parse.lower[t] for t in tokens if parse.words[t][:1].isalnum())
        lemmas = frozenset(parse.lemma[t] for t in tokens)
        if person:
            name = frozenset(parse.lower[t] for t in tokens if t in self.persons)
        else:
            opens = parse.sentences[parse.sentence[left]][0]
            name = words if any(parse.is_name(t) for t in tokens if t != opens or t in self.spans) else frozenset()
        body = not person and (parse.lemma[phrase.head] not in PEOPLE) and "source" not in lemmas
        self.named.append(Named(text, words | lemmas, name, parse.lemma[phrase.head], person, body))

    def _full(self, text: str, phrase: Phrase, left: int, *, shadowing: bool) -> str:
        """The full name that a part of a name or a definite description stands for; the text itself else."""
        parse, lemma = self.parse, self.parse.lemma[phrase.head]
        while left + 3 <= phrase.right and parse.lower[left + 2] == "based":  # "Britain-based"
            left += 3
        words = {parse.lower[t] for t in range(left, phrase.right + 1) if parse.words[t][:1].isalnum()} - {"same"}
        proper = [t for t in range(left, phrase.right + 1) if parse.words[t][:1].isupper()]
        if proper or shadowing:
            for one in reversed(self.named):
                if one.name and words < one.name and (one.person or one.head == lemma or not one.words & PEOPLE):
                    return one.text
        if not shadowing:
            return text
        if proper:
            return text
        if lemma in ISSUED:
            issuers = [n for n in self.named if n.body and n.head not in ISSUED]
            return next((n.text for n in reversed(issuers) if n.name), issuers[-1].text if issuers else text)
        for one in reversed(self.named):
            if lemma in one.words and len(one.words) > len(words) and (one.name or lemma not in BODIES):
                return one.text
        if lemma in BODIES:
            for one in reversed(self.named):
                if one.body and one.name:
                    return one.text
        if lemma in PEOPLE:
            for one in reversed(self.named[-2:]):
                if one.person:
                    return one.text
        return text

    def pronoun(self, word: str, at: int) -> str:
        """Whom "he", "she", "it", "they" stand for: a person who acted in a sentence before, else who spoke last."""
        if not self.named and word in ("it", "they"):
            return ""
        if word in ("he", "she"):
            met = self._met(at)
            last = self.named[-1] if self.named else None
            if last is not None and (last.person or not last.body) and (met is None or last.person):
                return met if met is not None and met not in last.text else last.text
            return met or next((n.text for n in reversed(self.named) if n.person or not n.body), "")
        if word == "it":
            return next((n.text for n in reversed(self.named) if not n.person and n.body), self.named[-1].text)
        return next((n.text for n in reversed(self.named) if not n.person), self.named[-1].text)

    def _met(self, at: int) -> str | None:
        """A person who is a subject in the sentence before the one of token `at`, if anybody is."""
        parse, n = self.parse, self.parse.sentence[at]
        if n == 0:
            return None
        first, last = parse.sentences[n - 1]
        found = [t for t in range(first, last) if t in self.persons and parse.dep[t] in SUBJECTS]
        if not found:
            return None
        a, b = self.spans[found[-1]]
        return self.text(a, b)


def tokens_of(parse: Parse, spans: Iterable[Span]) -> set[int]:
    return {t for a, b in spans for t in parse.tokens(a, b)}
