"""Who can speak and who spoke in a report: the voice of a noun phrase, and what "he", "the source", "the group"
stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.claims.attribution.met import Met
from marsad.claims.attribution.nominals import OF_A_NAME
from marsad.claims.attribution.phrases import Phrase
from marsad.claims.draft import Voice
from marsad.claims.syntax.parse import SUBJECTS, noun_phrase

SHADOWING = frozenset({"the", "that", "this", "its", "same"})
"""Determiners of what was named before."""
ADDRESSED = frozenset({"press", "news", "media"})
"""Before a statement, whom it is for; any other body issued it."""
NOBODY = frozenset({"no", "neither"})
RANKS = frozenset({"general", "colonel", "officer"})
TELLERS = frozenset({"monitor", "watchdog", "agency", "newspaper", "paper", "channel", "broadcaster", "daily"})
"""Bodies that do nothing but tell."""
SOON = 2
"""Sentences within which a surname tells who an office is; a quotation's mark may count as one."""


@dataclass(slots=True)
class Named:
    """A speaker met before. name: the words of its proper name; words: all its words, its office too; at: its token."""

    text: str
    words: frozenset[str]
    name: frozenset[str]
    head: str
    person: bool
    body: bool
    at: int = 0


@dataclass(slots=True)
class Speakers(Met):
    """Phrases that speak, and the memory of who spoke, latest last."""

    states: frozenset[int] = frozenset()
    """Names of states and of capitals that stand for their governments: nobody's surname."""
    named: list[Named] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    """Voices of noun phrases so far: a later name tells who an office was."""

    def speaks(self, phrase: Phrase) -> bool:
        """Whether a phrase can speak: a person, a body, a word for sources, a name that is no place or machine."""
        parse, head = self.parse, phrase.head
        if parse.tag[head] == "PRP":
            return parse.lower[head] in ("he", "she", "it", "they")
        lemma = self.words.noun(parse, head)
        if lemma in self.words.times or parse.tag[head] == "CD" or parse.lower[phrase.start] in NOBODY:
            return False
        called = {lemma, f"{parse.lemma[head - 1]} {lemma}"}  # "border guards"
        if head in self.persons or head in self.organisations or not called.isdisjoint(self.words.speaking):
            return True
        if lemma in self.words.persons:
            return True
        country = (
            parse.tag[head].startswith("NNP") and head > 0 and parse.is_name(head - 1) and lemma.startswith("state")
        )
        if lemma in self.words.mute and not country:  # "United States" is no place that can't speak
            return False
        opens = head == parse.sentences[parse.sentence[head]][0]
        named = parse.tag[head].startswith("NNP") if not opens else parse.tag[head] in ("NNP",)
        named = named or self._short_form(head)
        inside = range(phrase.left, phrase.right + 1)
        last = phrase.right + 1
        return named or any(t in self.persons or self._names_body(t, head) or self._in_body(t, last) for t in inside)

    def _short_form(self, t: int) -> bool:
        """ "the SPDF": capitals among other words are a body's short form, whatever the tagger makes of them."""
        words = self.parse.words
        return len(words[t]) > 1 and words[t].isupper() and not all(w.isupper() for w in words[max(0, t - 1) : t + 2])

    def _names_body(self, t: int, head: int) -> bool:
        """ "the Harbour Observatory monitoring said": the name of a body that speaks right before an idle noun."""
        if t + 1 != head or t not in self.organisations or self.parse.tag[head] != "NN":
            return False
        first, last = self.spans[t]
        return last == t and any(self.parse.lemma[k] in self.words.speaking for k in range(first, last + 1))

    def of_a_sort(self, phrase: Phrase) -> bool:
        """Whether armed men and groups count too: who denies, accuses or claims an attack."""
        lemma = self.parse.lemma[phrase.head]
        return (
            self.speaks(phrase) or lemma in self.words.language.armed or lemma in self.words.language.describing_groups
        )

    def voice(self, phrase: Phrase, cue: int) -> Voice:
        """The voice of a phrase that speaks, with its full name where an earlier one tells it; remembered."""
        parse = self.parse
        start, end = parse.start[phrase.start], parse.end[phrase.last]
        lower = parse.lower[phrase.head]
        if parse.tag[phrase.head] == "PRP":
            return Voice(start, end, self.pronoun(lower, phrase.head), cue=cue)
        left, right = phrase.left, phrase.right
        while left < right and (parse.lower[left] in self.words.times or not parse.words[left][:1].isalnum()):
            left += 1
        issuer = right - 1 - (parse.words[right - 1] in ("'s", "’s"))
        if left <= issuer and parse.lemma[right] in self.words.issued | self.words.counts and self._body(left, issuer):
            right = issuer  # "a Harbour Council statement said"
            phrase = Phrase(phrase.start, left, right, right, phrase.end)
        text = self.parse.wording(left, right)
        tokens = range(left, right + 1)
        person = any(t in self.persons for t in tokens) and not self._short_form(phrase.head)
        person = person and (phrase.head in self.persons or parse.lemma[phrase.head] not in self.words.bodies)
        shadowing = phrase.start < left and parse.lower[phrase.start] in SHADOWING
        if not person and (name := self.apposed(phrase)):
            return self._introduced(text, phrase, name, cue)
        if person and (office := self.office(left, right)):
            return self._introduced(self.parse.wording(office.left, office.right), office, tokens, cue)
        full = self._full(text, phrase, left, shadowing=shadowing)
        hedged = full.lower() in self.words.language.hedged_sources
        if full == text and (holder := self._holder(left, right)):
            first = next((t for t in tokens if t in self.persons), left)
            full = f"{holder.text} {self.parse.wording(first, right)}"
            for voice in self.voices:
                voice.text = full if voice.text == holder.text else voice.text
            holder.text, holder.person, holder.name = full, True, frozenset({parse.lower[right]})
            holder.words |= holder.name
        else:
            self._remember(full, phrase, left, person=person, known=full != text)
        self.voices.append(Voice(start, end, full, hedged=hedged, cue=cue))
        return self.voices[-1]

    def _body(self, first: int, last: int) -> bool:
        """Whether words name a body or call it by its noun ("army", "Defence Ministry")."""
        named = all(t in self.spans or self.parse.is_name(t) for t in range(first, last + 1))
        return named or self.parse.lemma[last] in self.words.speaking - self.words.issued - ADDRESSED

    def _introduced(self, text: str, phrase: Phrase, name: range, cue: int) -> Voice:
        """The voice of an office and its holder, a medium and its name."""
        parse = self.parse
        full = f"{text} {self.parse.wording(name[0], name[-1])}"
        called = frozenset(parse.lower[t] for t in name if parse.words[t][:1].isalnum())
        words = called | {parse.lower[t] for t in range(phrase.left, phrase.right + 1)} | {parse.lemma[phrase.head]}
        person = any(t in self.persons for t in name)
        self.named.append(Named(full, words, called, parse.lemma[phrase.head], person, not person, phrase.left))
        self.voices.append(Voice(parse.start[phrase.start], parse.end[name[-1]], full, cue=cue))
        return self.voices[-1]

    def _holder(self, left: int, right: int) -> Named | None:
        """Whom a bare surname names that nobody bore before, or a name with the same office: the minister, the governor
        that spoke right before. A spokesman's name may come with his rank alone."""
        last = self.named[-1] if self.named else None
        bare = (
            left == right
            and self.parse.tag[left] == "NNP"
            and left not in self.organisations
            and left not in self.states
        )
        if last is None or last.person or last.head not in self.words.offices or self._short_form(left):
            return None
        if not bare and not self._takes_up(range(left, right + 1), last.head):
            return None
        if self.parse.lower[right] in {word for one in self.named for word in one.words}:
            return None
        spoke = self.parse.sentence[self.parse.at(self.voices[-1].start)] if self.voices else -1
        return last if self.parse.sentence[left] - spoke <= SOON else None

    def _takes_up(self, tokens: range, office: str) -> bool:
        """Whether a name is told with the office that spoke before."""
        if office in self.words.language.anonymous_sources or not any(t in self.persons for t in tokens):
            return False
        offices = {self.parse.lemma[t].lower() for t in tokens} & self.words.offices - RANKS
        return office in offices or (not offices and office.startswith("spokes"))

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
            self._remember_body(tokens)
            name = frozenset(parse.lower[t] for t in tokens if t in self.persons)
        else:
            opens = parse.sentences[parse.sentence[left]][0]
            name = words if any(parse.is_name(t) for t in tokens if t != opens or t in self.spans) else frozenset()
        body = not person and (parse.lemma[phrase.head] not in self.words.offices) and "source" not in lemmas
        self.named.append(Named(text, words | lemmas, name, parse.lemma[phrase.head], person, body, left))

    def _remember_body(self, tokens: range) -> None:
        """ "Idris Amada of the Harbour Observatory": the body is named too."""
        parse = self.parse
        for t in tokens[1:-1]:
            if parse.lower[t] in OF_A_NAME and t - 1 not in self.organisations:
                first = t + 1 + (parse.tag[t + 1] == "DT")
                if first <= tokens[-1] and parse.is_name(first) and first not in self.persons:
                    words = frozenset(parse.lower[first : tokens[-1] + 1])
                    phrase = self.after(t, tokens[-1] + 1)
                    head = parse.lemma[phrase.head] if phrase else ""
                    self.named.append(
                        Named(parse.wording(first, tokens[-1]), words, words, head, person=False, body=True, at=first)
                    )
                return

    def _full(self, text: str, phrase: Phrase, left: int, *, shadowing: bool) -> str:
        """The full name that a part of a name or a definite description stands for; the text itself else."""
        parse, lemma = self.parse, self.parse.lemma[phrase.head]
        while left + 3 <= phrase.right and parse.lower[left + 2] == "based":  # "Britain-based"
            left += 3
        words = {parse.lower[t] for t in range(left, phrase.right + 1) if parse.words[t][:1].isalnum()} - {"same"}
        proper = [t for t in range(left, phrase.right + 1) if parse.words[t][:1].isupper()]
        if parse.lower[left - 1] == "same" and lemma in self.words.language.anonymous_sources and self.named:
            return self.named[-1].text  # "the same source said"
        if not proper and lemma not in self.words.offices and self._goes_by(text):
            return text
        if proper or shadowing:
            for one in reversed(self.named):
                if (
                    one.name
                    and (words < one.name or (one.person and words == one.name))
                    and (one.person or one.head == lemma or not one.words & self.words.offices)
                ):
                    return one.text
        if proper or not shadowing or (parse.lower[phrase.start] == "its" and phrase.left < phrase.head):
            return text  # "its emergency agency": its own, named nowhere
        if lemma in self.words.issued:
            issuers = [n for n in self.named if n.body and n.head not in self.words.issued]
            if issuers and issuers[-1] is self.named[-1]:
                return issuers[-1].text
            return next((n.text for n in reversed(issuers) if n.name), issuers[-1].text if issuers else text)
        so_named, bodies = lemma in self.words.so_named, self.words.bodies
        for one in reversed(self.named):
            alike = lemma in one.words and len(one.words) > len(words)
            alike = alike and (words <= one.words if so_named else bool(one.name) or lemma not in bodies)
            if alike and (lemma in self.words.offices or not one.person):
                return one.text
        if lemma in bodies and not so_named:
            for one in reversed(self.named):
                if one.body and one.name:
                    return one.text
            return self._body_met(phrase.start, any_body=lemma not in TELLERS) or text
        if lemma in self.words.offices and len(words) == 1 and parse.lower[phrase.start] != "its":
            others = self.words.offices - {lemma}  # "the mayor" is no president who spoke before
            return next((n.text for n in reversed(self.named[-2:]) if n.person and not n.words & others), text)
        return text

    def _goes_by(self, text: str) -> bool:
        """Whether "the army" spoke so before anybody else's army did by its full name: it is still that one."""
        first = next((one for one in self.named if text.lower() in one.text.lower().split()), None)
        return first is not None and first.text.lower() == text.lower() and first is not self.named[-1]

    def pronoun(self, word: str, at: int) -> str:
        """Whom "he", "she", "it", "they" stand for: a person who acted in a sentence before, else who spoke last."""
        named = [n for n in self.named if n.at < at]  # an act of saying found late is read with what stood before it
        if word == "they" and (told := self._those_told_of(at, spoke=named[-1].at if named else -1)):
            return told
        if not named and word not in ("he", "she"):
            return ""
        if word in ("he", "she"):
            met = self._met(at)
            named = [n for n in named if f"{n.head}s" not in n.words]  # "activists" are they
            last = named[-1] if named else None
            if last is not None and (last.person or not last.body) and (met is None or last.person):
                return met if met is not None and met not in last.text else last.text
            spoke = next((n.text for n in reversed(named) if n.person or not n.body), "")
            return met or spoke or self._person_met(at)
        if word == "it":
            one = [n for n in named if f"{n.head}s" not in n.words]  # "the papers" are they
            return next((n.text for n in reversed(one) if not n.person and n.body), named[-1].text if named else "")
        return next((n.text for n in reversed(named) if not n.person), named[-1].text if named else "")

    def _those_told_of(self, at: int, *, spoke: int) -> str:
        """The people whom the sentence before token `at` tells of, where nobody spoke since: "Rebels took X. They
        said". spoke: where somebody spoke last."""
        parse, people = self.parse, self.words.language.armed | self.words.language.civilian
        first, last = parse.sentences[max(0, parse.sentence[at] - 1)]
        for t in range(first, last) if spoke < first else ():
            acts = parse.dep[t] in SUBJECTS and parse.dep[parse.head[t]] == "ROOT"
            if acts and parse.tag[t] == "NNS" and parse.lemma[t] in people:
                return parse.wording(*noun_phrase(parse, t, of=False))
        return ""
