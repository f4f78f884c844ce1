"""Acts of saying in a sentence: their cue, who speaks, through whom, and which tokens they cover. Besides verbs with
what they say: quoting, publishing, counting, accusing, "according to", headlines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.claims.attribution.phrases import Phrase
from marsad.claims.attribution.sayings import Cue, SayingFinder
from marsad.claims.attribution.subjects import CONTRAST, EARLY, RELATIVES
from marsad.claims.attribution.told_of import FINITE
from marsad.claims.syntax.parse import SUBJECTS

CITING = frozenset({"quote", "cite"})
ISSUING = frozenset({"release", "issue"})
COUNTING = frozenset({"put", "give", "count", "raise", "revise"})
COUNTED = frozenset({"toll", "number", "figure", "loss", "casualty", "body", "corpse", "rocket", "shell"})
"""Verbs with such an object speak: "a doctor put the toll at nine"."""
CLOSING = frozenset({"reports", "claims", "says", "notes", "adds"})
"""Verbs that taggers take for plurals at a sentence's end."""
SAYING_REACH = 8
"""Words from "reported" to "as saying"."""
TERRITORIES = frozenset({"state", "province", "region", "district", "governorate", "county", "township", "department"})
"""Nouns of territories: with a name they head what is told of them, and speak for nobody."""


SOURCING = frozenset({"according", "by", "per"})
"""Prepositions before those who say it."""


@dataclass(slots=True)
class CueFinder(SayingFinder):
    """Finds the acts of saying of one sentence after the other; `speakers` remembers who spoke."""

    telling: frozenset[str] = field(init=False)
    heard: frozenset[str] = field(init=False)
    """Words that may tell of an act of saying: most tokens are none."""

    def __post_init__(self) -> None:
        self.telling = CITING.union(ISSUING, COUNTING, *(self.verbs[kind] for kind in ("plain", "accusing", "denying")))
        self.heard = self.telling | self.verbs["speaking"]

    def cues(self, first: int, last: int) -> list[Cue]:
        """The sentence's acts of saying, in text order."""
        parse = self.speakers.parse
        plain, accusing, denying = (self.verbs[k] for k in ("plain", "accusing", "denying"))
        telling, heard = self.telling, self.heard
        self.found = []
        empty: list[Cue] = []
        for i in range(first, last):
            lemma, cue = parse.lemma[i], None
            if lemma not in heard and parse.lower[i] not in SOURCING:
                continue
            if parse.lower[i] == "according" and i + 1 < last and parse.lower[i + 1] == "to":
                cue = self._named_after(i + 1, first, last)
            elif parse.lower[i] == "by" and (counter := self._counter(i, last)) is not None:
                cue = Cue(i, self._voices([counter], i), frozenset({*range(first, i), *range(counter.right + 1, last)}))
            elif parse.lower[i] == "per" and (i == first or parse.words[i - 1] in (",", "as")):
                cue = self._named_after(i, first, last)
            elif lemma in self.verbs["speaking"] and parse.lower[i + 1 : i + 2] in (["of"], ["about"]):
                cue = self._speaking_of(i, first, last)
            elif lemma not in telling or not (
                parse.tag[i].startswith("VB") or parse.kids(i, "ccomp") or self._closing(i, first, last)
            ):
                continue
            elif self._as_told_by(i, first, last):
                cue = self._named_after(i + 1, first, last)
            elif lemma in CITING or (lemma == "report" and self._as_saying(i, last)):
                cue = self._quoting(i, first, last)
            elif lemma in plain:
                cue = self._saying(i, first, last) or self._showing(i, first, last)
                cue = self._quoted_before(cue) if cue is not None else None
            elif lemma in ISSUING:
                cue = self._showing(i, first, last)
            elif lemma in COUNTING:
                cue = self._counting(i, first, last)
            elif lemma in accusing or lemma in denying:
                cue = self._accusing(i, first, last, denies=lemma in denying)
            if cue is not None:
                (self.found if cue.content else empty).append(cue)
        for relay in (*empty, *self.found):
            self._relayed(relay)
        if not self.found and (heading := self._heading(first, last)) is not None:
            self.found.append(heading)
        return self.found

    def _closing(self, i: int, first: int, last: int) -> bool:
        """ "..., an Israeli broadcaster claims.": who says so, where the tagger sees claims."""
        parse = self.speakers.parse
        if (
            parse.tag[i] != "NNS"
            or parse.lower[i] not in CLOSING
            or any(w.isalnum() for w in parse.words[i + 1 : last])
        ):
            return False
        near = self.speakers.before(i, first)
        if near is None or near.start <= first + EARLY or not self.speakers.speaks(near):
            return False
        lead = parse.tag[near.start - 1]
        return not (lead in ("IN", "TO", "CC") or lead.startswith(("VB", "JJ", "PRP")))

    def _as_told_by(self, i: int, first: int, last: int) -> bool:
        """ "As reported by X"."""
        parse = self.speakers.parse
        return i > first and i + 2 < last and (parse.lower[i - 1], parse.lower[i + 1]) == ("as", "by")

    def _as_saying(self, i: int, last: int) -> bool:
        """ "AFP reported residents as saying"."""
        lower = self.speakers.parse.lower
        return any(lower[t : t + 2] == ["as", "saying"] for t in range(i + 1, min(last, i + SAYING_REACH)))

    def _relayed(self, relay: Cue) -> None:
        """ "..." AFP reported the commander said": who reports nothing but that somebody said it relays it."""
        parse = self.speakers.parse
        at = relay.token + 1 + (relay.token + 1 < parse.size and parse.lower[relay.token + 1] == "that")
        for cue in self.found:
            if max(relay.content, default=at) >= cue.token or cue is relay:
                continue  # it tells more than who said it
            if cue.token > at and any(v.start >= 0 and parse.at(v.start) == at for v in cue.sources):
                names = (v.text for v in relay.sources)
                cue.relays = tuple(dict.fromkeys((*cue.relays, *(name for name in names if name))))

    def _showing(self, i: int, first: int, last: int) -> Cue | None:
        """ "The army released footage showing ...": who publishes it speaks."""
        parse, speakers = self.speakers.parse, self.speakers
        shown = [c for c in parse.kids(i, "obj") if c > i and parse.lemma[c] in speakers.words.language.relaying_nouns]
        if not shown or (parse.tag[i] not in FINITE and parse.tag[i] != "VBN") or parse.passive(i):
            return None
        found = self._subjects(i, first, armed=True)
        content = frozenset(range(shown[0] + 1, last))
        return Cue(i, self._voices(found[:1], i), content) if found else None

    def _counting(self, i: int, first: int, last: int) -> Cue | None:
        """ "A doctor put the death toll at nine": who counts speaks."""
        parse = self.speakers.parse
        finite = parse.tag[i] in FINITE or (parse.tag[i] in ("VB", "VBN") and bool(parse.kids(i, "nsubj")))  # "put"
        if not finite or not any(parse.lemma[c] in COUNTED for c in parse.kids(i, "obj")):
            return None
        found = self._subjects(i, first)
        return Cue(i, self._voices(found[:1], i), frozenset(range(i + 1, last))) if found else None

    def _accusing(self, i: int, first: int, last: int, *, denies: bool) -> Cue | None:
        """Who accuses, blames, condemns or denies speaks, with or without a clause."""
        parse = self.speakers.parse
        if parse.passive(i):
            by = next((t for t in range(i + 1, min(last, i + 6)) if parse.lower[t] == "by"), None)
            phrase = self.speakers.after(by, last) if by is not None else None
            content = set(parse.subtree(i)) - {i}
        else:
            if parse.tag[i] == "VB" and not any(parse.dep[c].startswith("aux") for c in parse.children[i]):
                return None
            found = self._subjects(i, first, armed=True)
            phrase = found[0] if found else self._shared(i, first) if denies else None
            content = set(range(i + 1, self._clause_end(i, last)))
        spoke = self._spoke_before() if phrase is None else None
        joined = parse.tag[i] == "VBG" or (parse.lower[i - 1] in ("but", "and") and i - 1 > first)
        goes_on = spoke is not None and parse.dep[i] == "conj" and parse.head[i] == spoke.token
        if spoke is not None and (goes_on or (denies and joined)):
            # "..., he said, denying reports of a raid", "confirmed it but denied that", "said so and accused X of"
            sources = [replace(v, denies=denies, accuses=not denies, cue=i) for v in spoke.sources]
            return Cue(i, sources, frozenset(content))
        if phrase is None or not self.speakers.of_a_sort(phrase):
            return self._going_on(i, first, last) if not denies and parse.tag[i] == "VBG" else None
        sources = self._voices([phrase], i) if not parse.passive(i) else [self.speakers.voice(phrase, i)]
        for voice in sources:
            voice.denies, voice.accuses = denies, not denies
        for c in parse.kids(i, "conj") if denies else ():  # "denied it and accused the army of"
            if parse.lemma[c] in self.verbs["accusing"] and not self._subjects(c, first, armed=True):
                charged = frozenset(parse.subtree(c)) & content
                self.found.append(Cue(c, [replace(v, denies=False, accuses=True, cue=c) for v in sources], charged))
                content -= charged
        return Cue(i, sources, frozenset(content - set(range(phrase.start, phrase.right + 1))))

    def _shared(self, i: int, first: int) -> Phrase | None:
        """Whose verb the one is with which a verb is joined: "the army owned up to one raid, but denied another"."""
        parse = self.speakers.parse
        if parse.dep[i] != "conj":
            return None
        heads = [c for c in parse.kids(parse.head[i], *SUBJECTS) if first <= c < i]
        phrase = self.speakers.phrase_of(heads[0], first) if heads else None
        return phrase if phrase is not None and self.speakers.of_a_sort(phrase) else None

    def _named_after(self, at: int, first: int, last: int) -> Cue | None:
        """ "according to X (and Y)": the sentence but its cue, and but what contrasts with it."""
        parse, speakers = self.speakers.parse, self.speakers
        phrase = speakers.after(at, last)
        issuer = self._issuer(phrase, last) if phrase is not None else None
        counts = speakers.words.counts  # "according to initial estimates"
        if phrase is None or not (issuer or speakers.speaks(phrase) or parse.lemma[phrase.head] in counts):
            return None
        phrases = [issuer or phrase]
        end = phrases[0].right + 1
        if end + 1 < last and parse.lower[end] == "and":
            other = speakers.after(end, last)
            if other is not None and speakers.speaks(other) and not self._verb_follows(other.right, last):
                phrases.append(other)
                end = other.right + 1
        content = set(range(first, at - 1))
        if at - 1 <= first + 1:
            content = set(range(first, at - 1)) | set(range(end, last))
        elif end < last:
            rest = end + (parse.lower[end] == ",")
            relative = rest < last and (
                parse.lower[rest] in RELATIVES | CONTRAST | {"a", "an", "and"} or parse.tag[rest] == "VBG"
            )
            content |= set() if relative else set(range(rest, last))
        return Cue(at, [v for p in phrases if (v := speakers.voice(p, at)).text], frozenset(content))

    def _quoting(self, i: int, first: int, last: int) -> Cue | None:
        """ "Reuters quoted X as saying", "X was quoted by Reuters as saying", "Reuters reported, citing X"."""
        parse, speakers = self.speakers.parse, self.speakers
        if parse.passive(i):
            sources = self._subjects(i, first)
            by = next((t for t in range(i + 1, min(last, i + 4)) if parse.lower[t] == "by"), None)
            medium = speakers.after(by, last) if by is not None else None
            relays = [medium] if medium is not None else []
        else:
            source = speakers.after(i, last)
            sources = [source] if source is not None and speakers.speaks(source) else []
            citing = parse.tag[i] == "VBG"
            before = speakers.ending(i - 1 - (parse.words[i - 1] == ","), first) if citing and not self.found else None
            relays = [before] if before is not None and speakers.speaks(before) else []
            relays = relays if citing else self._subjects(i, first)
        if not sources:
            return None
        voices = self._voices(sources, i)
        if not voices:
            return None
        inside = {t for p in (*sources, *relays) for t in range(p.start, p.right + 1)}
        content = frozenset(range(first, last)) - inside - {i}
        names = [v.text for p in relays if (v := speakers.voice(p, i)).text]
        if parse.tag[i] == "VBG" and self.found and self.found[-1].sources:
            earlier = self.found[-1]
            names = [v.text for v in earlier.sources if v.text]
            content = earlier.content - inside
            self.found.pop()
        return Cue(i, voices, content, tuple(dict.fromkeys(names)))

    def _quoted_before(self, cue: Cue) -> Cue:
        """ "Reuters, quoting X, said": what Reuters says is X's."""
        parse = self.speakers.parse
        quoting = self.found[-1] if self.found else None
        if quoting is None or parse.lemma[quoting.token] not in CITING or parse.tag[quoting.token] != "VBG":
            return cue
        self.found.pop()
        names = tuple(v.text for v in cue.sources if v.text)
        return Cue(cue.token, quoting.sources, cue.content, tuple(dict.fromkeys((*quoting.relays, *names))))

    def _heads(self, phrase: Phrase) -> bool:
        """Whether a phrase before a colon speaks: below the title a bare name is a section's ("Duru: rebels ...")."""
        parse, speakers = self.speakers.parse, self.speakers
        known = speakers.words.noun(parse, phrase.head) in speakers.words.speaking or parse.words[phrase.head].isupper()
        headline = parse.sentence[phrase.head] == 0
        if parse.lemma[phrase.head] in TERRITORIES and parse.words[phrase.head][0].isupper():
            return False  # "Upper Province: 10 dead"
        return speakers.speaks(phrase) and (known or headline or phrase.left < phrase.right)

    def _heading(self, first: int, last: int) -> Cue | None:
        """Headlines: "Strikes kill 39 - monitor", "Strikes kill 39: state media", "Monitor: strikes kill 39"."""
        parse, speakers = self.speakers.parse, self.speakers
        end = last
        while end - 1 > first and parse.words[end - 1] in (".", "|", "-"):
            end -= 1
        for t in range(first + 1, min(end - 1, first + 6)):
            if parse.words[t] == ":":
                phrase = speakers.ending(t - 1, first)
                if phrase is not None and phrase.start == first and self._heads(phrase):
                    return Cue(t, [speakers.voice(phrase, t)], frozenset(range(t + 1, last)))
        for t in range(max(first + 3, end - 5), end - 1):
            if parse.words[t] in ("-", "–", "—", "--", ":") and (
                parse.words[t] == ":" or parse.start[t] > parse.end[t - 1]
            ):
                phrase = speakers.after(t, end)
                if (
                    phrase is not None
                    and phrase.right == end - 1
                    and parse.lemma[phrase.head] in speakers.words.speaking
                ):
                    return Cue(t, [speakers.voice(phrase, t)], frozenset(range(first, t)))
        return None
