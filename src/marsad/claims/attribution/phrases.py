"""Noun phrases beside verbs of saying, read by their tags.

Phrases are read from tags, not from the tree: texts that lost their commas mislead a parser most at attributions
("... hit the market the monitor said"), and there the words next to the verb are the better witness.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.attribution.nominals import AT_A_PLACE, LONGEST, OF_A_NAME, Nominals

SEATED = frozenset({"at", "in"})
TO_A_PLACE = frozenset({"in", "at", "to", "from", "near"})
IDIOMS = frozenset({"part", "meantime", "turn", "contrast", "addition", "particular"})
"""Last words of "for his part", "in the meantime" before whoever speaks."""
NATIONS = ("ese", "ian", "ish")
"""Ends of words that tell of which state somebody is."""
LONGEST_PLACE = 4
"""Words of a place's name before a speaker's."""
OUTLETS = frozenset({"television", "tv", "radio", "agency", "media", "medium", "channel", "newspaper", "website"})
CLOSE = frozenset({"close", "loyal", "familiar", "near"})
"""After a speaker they tell to whom or to what ("sources close to the governor said")."""
STRESSED = frozenset({"also", "has", "have", "had", "later", "earlier", "further", "then", "again", "both", ","})
"""What may stand between a speaker and its verb."""


@dataclass(slots=True)
class Phrase:
    """Tokens of a noun phrase; start: with its determiner; left: without; head: its noun (before any preposition).

    end: the last token of what is said of the speaker besides (", a spokesman for the port,")."""

    start: int
    left: int
    head: int
    right: int
    end: int = -1

    @property
    def last(self) -> int:
        return max(self.right, self.end)


@dataclass(slots=True)
class Phrases(Nominals):
    """Reads the noun phrases of one report."""

    def before(self, i: int, first: int) -> Phrase | None:
        """The noun phrase that ends right before token i, adverbs and auxiliaries aside."""
        parse = self.parse
        right = i - 1
        while right > first and (parse.lower[right] in STRESSED or parse.tag[right] in ("RB", "MD")):
            right -= 1
        return self.ending(right, first)

    def explained(self, i: int, first: int) -> Phrase | None:
        """The name before its short form right before token i: "the Harbour Council (HC) said"."""
        short = i - 4 >= first and self.parse.words[i - 1] == ")" and self.parse.words[i - 3] == "("
        return self.ending(i - 4, first) if short else None

    def ending(self, right: int, first: int) -> Phrase | None:
        """The noun phrase whose last token is `right`."""
        parse = self.parse
        if right < first or not self._nominal(right) or parse.lower[right] in self.words.times:
            return None
        if parse.tag[right] in ("PRP", "WP", "WDT"):
            return Phrase(right, right, right, right)
        start, left = self._edge(right, first)
        head = right
        while left - 2 >= first and right - left < LONGEST:
            prep, noun = parse.lower[start - 1] if start > first else "", start - 2
            outlet = prep == "in" and start == left and parse.lemma[right] in OUTLETS  # "the rebels in Gao | state TV"
            if noun < first or prep not in AT_A_PLACE or not parse.tag[noun].startswith("NN") or outlet:
                break
            title = (
                parse.lemma[noun] in self.words.speaking
                and parse.lemma[right] not in self.words.language.anonymous_sources
            )
            place = prep == "of" and parse.lemma[noun] in self.words.places
            place = place and parse.lemma[right] not in self.words.speaking
            name = parse.is_name(noun) and (
                (prep in OF_A_NAME and start == left and parse.is_name(left))
                or (noun in self.persons and noun + 1 == start - 1)
            )
            body = None if title or name or place else self._body_for(noun, prep, first)
            if body is not None:  # "the centre for reconciliation | at the base"
                head, start, left = body.head, body.start, body.left
                break
            if not (title or name or place):
                break
            head = noun
            start, left = self._edge(noun, first)
        if head == right and self._runs_into_state_media(left, right):
            start = left = right - 1
        elif head == right and parse.words[right].islower() and parse.lemma[right] in self.words.speaking:
            start, left = self._opening(start, left, right)
        elif head == right and right in self.organisations and left < (own := self.spans[right][0]) <= right:
            told_of = start == left and self.parse.lower[start - 1] in self.words.language.locative
            if told_of or (parse.tag[own - 1] == "NN" and parse.words[own - 1].islower()):
                start = left = own  # "fell in Gao | Radio Niger", "by a rebel group | Mali TV"
        elif (office := self._lower_office(left, right)) > left:  # "the border with Niger | local activist Idris Amada"
            start, left = self._opening(start, left, office)
        elif start == left > first and self.parse.lower[start - 1] in TO_A_PLACE:
            start = left = self._after_place(left, right)
        if left < head and (self.parse.lower[left] in IDIOMS or "Tags" in self.parse.words[left:head]):
            start = left = self._after_opening(left, head)
        return Phrase(start, left, head, right)

    def _after_opening(self, left: int, head: int) -> int:
        """Where a speaker begins after what opens a sentence and lost its comma: "for his part | President Amada", "in
        the meantime | other sources", "Tags Mali Gao | local activists" (a page's list of subjects)."""
        parse = self.parse
        if parse.lower[left] in IDIOMS:
            return left + 1
        while head > left and parse.tag[head - 1].startswith("JJ"):
            head -= 1
        return head

    def _after_place(self, left: int, right: int) -> int:
        """Where a speaker begins into whom a place ran: "in Gao | President Idris Amada", "in Rome | UN envoy"."""
        parse, offices = self.parse, self.words.offices
        opens = next((t for t in range(left + 1, min(right, left + LONGEST_PLACE)) if self._ranks(t)), left)
        ranked = any(parse.lemma[n].lower() in offices for n in range(opens, right + 1))
        return opens if ranked else left

    def _ranks(self, t: int) -> bool:
        """Whether a word is an office, or tells of which state or league ("US", "UN", "Senegalese")."""
        word = self.parse.words[t]
        if self.parse.lemma[t].lower() in self.words.offices or (word.isupper() and len(word) in (2, 3)):
            return True
        return word[:1].isupper() and (self.parse.tag[t] == "JJ" or word.endswith(NATIONS))

    def _runs_into_state_media(self, left: int, right: int) -> bool:
        """ "Shells fell in Gao city | state media", "struck the district | state television": "state" begins it."""
        parse = self.parse
        if parse.lower[right - 1] != "state" or parse.lemma[right] not in OUTLETS or left > right - 2:
            return False
        return parse.tag[right - 2] == "NN" and parse.words[right - 2].islower()

    def _opening(self, start: int, left: int, right: int) -> tuple[int, int]:
        """Where a speaker's phrase begins after words that lost their comma: "shells fell in Gao city | activists",
        "hit a fruit market | local officials"."""
        parse = self.parse
        if parse.lower[start] in ("a", "an") and parse.tag[right] == "NNS":  # no plural has such an article
            noun = next((t for t in range(left, right) if parse.tag[t] == "NN"), right)
            left = next((t for t in range(noun + 1, right) if parse.tag[t].startswith("JJ")), noun + 1)
            return (left, left) if left <= right else (start, start + 1)
        if start < left or start == 0 or parse.lower[start - 1] not in self.words.language.locative | {"with"}:
            return start, left
        named = self.words.places - {"state"}  # "state television"
        while left < right and (parse.tag[left][:3] == "NNP" or parse.lemma[left] in named):
            if self._ranks(left):
                break  # "in Gao | UN envoys"
            left += 1
        return left, left

    def _lower_office(self, left: int, right: int) -> int:
        """The singular noun of a speaker in small letters before a name, -1 if there is none."""
        parse = self.parse
        offices = (t for t in range(left, right) if parse.tag[t] == "NN" and parse.words[t].islower())
        return next((t for t in offices if parse.lemma[t] in self.words.speaking), -1)

    def _body_for(self, noun: int, prep: str, first: int) -> Phrase | None:
        """The body that is for something, before words that tell where it sits: "the centre for reconciliation at"."""
        parse = self.parse
        if prep not in SEATED or noun - 2 < first or parse.lower[noun - 1] != "for":
            return None
        body = self.ending(noun - 2, first) if parse.words[noun].islower() else None
        return body if body is not None and parse.lemma[body.head] in self.words.speaking else None

    def after(self, i: int, last: int) -> Phrase | None:
        """The noun phrase that begins right after token i."""
        parse = self.parse
        start = left = i + 1
        if left >= last:
            return None
        if parse.tag[left] == "PRP":
            return Phrase(left, left, left, left)
        while left < last - 1 and (
            parse.tag[left] in ("DT", "PRP$", "PDT") or parse.lower[left] == "both" or self._counts(left, last)
        ):
            left += 1
        right = left - 1
        head = -1
        while right + 1 < last and right - left < LONGEST:
            n = right + 1
            before_noun = head < 0 and n + 1 < last and parse.tag[n + 1].startswith("NN")
            if before_noun and (parse.tag[n] == "VBN" or (parse.tag[n] == "VB" and parse.dep[n] == "amod")):
                right = n  # "trusted sources", "according to initial information"
            elif self._nominal(n) and parse.tag[n] not in ("PRP", "WP", "WDT"):
                if head >= 0 and parse.lower[n] in CLOSE:
                    break
                if head >= 0 and (parse.lower[n] in self.words.times or self._closed(head, n)):
                    break
                right = n
                if parse.tag[n].startswith("NN") and (head < 0 or not self._bound(head, n)):
                    head = n
            elif parse.words[n] in ("-", "–") and parse.start[n] == parse.end[n - 1] and n + 1 < last:
                right = n + 1
            elif parse.tag[n] == "POS" and head == n - 1 and n + 1 < last and parse.tag[n + 1].startswith("NNP"):
                right = n  # "the Sea People's Army"
            elif parse.tag[n] == "POS" and 0 <= head < n - 1 and parse.tag[n + 1 : n + 2] in (["NN"], ["NNS"], ["JJ"]):
                right = n  # "a doctor at the town's | hospital"
            elif parse.tag[n] == "POS" and head == n - 1 and (owned := self._owned(n, last)) > n:
                right = head = owned
            elif head == n - 1 and self._in_body(n, last):
                right, head = n + 1, n + 1
            elif head >= 0 and parse.lower[n] in AT_A_PLACE and n + 1 < last and self._goes_on(head, n, last):
                right = n + 1
                if parse.tag[right] in ("DT", "PRP$") and right + 1 < last:
                    right += 1
            else:
                break
        if head < 0:
            return None
        return Phrase(start, left, head, right)

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
