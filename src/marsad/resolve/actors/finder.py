"""Finds the actors that a text mentions: names, nationality and force, "X-backed", the forces of the own country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval
from marsad.resolve.actors.forces import StateForces
from marsad.resolve.actors.lexicon import Scope, Sense, Words, actor_lexicon, best, scope_of
from marsad.resolve.actors.mentions import POSSESSIVES, ActorMention, mention_of, owns, with_abbreviations
from marsad.resolve.actors.nouns import FORCE_NOUNS, MACHINES, followers, force_noun, last_classes, of_no_army
from marsad.resolve.actors.words import ActorWords, plural
from marsad.resolve.times.calendar import CALENDAR

MAX_SKIPPED = 3
"""Adjectives that may stand between "Turkish-backed" and the noun: "Turkish-backed Sunni Arab opposition rebels"."""

NOT_ADJECTIVAL = frozenset(
    ("by", "with", "to", "in", "the", "a", "and", "from", "on", "said", "says", "reported", "that")
)
"""After "backed" they show a verb ("Turkey backed the deal"), not the adjective of "Turkish backed rebels"."""

PATRONS = frozenset(("backed", "supported", "trained", "equipped", "funded", "financed", "armed"))
"""After a state they tell who helps an army that is another state's."""
UNIONS = frozenset(("coalition", "alliance"))

STATES = frozenset(("countries", "nations", "states", "powers"))
"""What a coalition is of that goes by "the coalition"."""

STATE_HOWS = frozenset(("adjective", "state", "metonym"))
DISGUISES = frozenset(("uniform", "uniforms", "fatigues", "outfit", "outfits", "clothing", "garb"))
"""What others may wear: "a man in army uniform" is of no army."""
ALIKE = frozenset(("style", "like", "type", "inspired", "era"))
"""After a hyphen they tell what something is like: an "Iraq-style invasion" is not Iraq's."""
Found = tuple[list[ActorMention], int]
"""Mentions that start at one word, and the index of the word after the last one read."""


class ActorFinder:
    """Scans texts for actors. Build once; `find` keeps no state between calls."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = ActorWords(knowledge)
        self.lexicon = actor_lexicon(knowledge, self.words.home, self.words.peoples)
        self.forces = StateForces(knowledge, self.words)

    def find(self, text: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> list[ActorMention]:
        """Every mention in `text`, in text order, without overlap."""
        return self.scan(Words(text), scope_of(when, countries))

    def scan(self, words: Words, scope: Scope) -> list[ActorMention]:
        mentions: list[ActorMention] = []
        end = 0
        for i in self.lexicon.starts(words):
            if i >= end and not words.negated(i) and not of_no_army(words, i):
                found, end = self._at(words, i, scope)
                after = words.keys[end] if end < len(words.keys) and words.joined(end) else ""
                alike = after in ALIKE and words.gap(end) == "-"
                ground = words.keys[end - 1 : end + 1] == ["side", "of"]  # "the Turkish side of the border"
                mentions += [] if alike or ground or after in DISGUISES else found
        return with_abbreviations(
            [m for m, after in pairwise([*mentions, None]) if m and not owns(m, after)], words.text
        )

    def _at(self, words: Words, i: int, scope: Scope) -> Found:
        found = self.lexicon.find(words, i, scope)
        if not found or words.shouted(i):
            return self._holder(words, i, scope), i + 1
        length, senses = found[0]
        if (whose := self._whose(words, i, scope)) is not None and whose[1] > i + length:
            return whose
        after = words.keys[i + length : i + length + 4]
        if length == 1 and words.keys[i] in UNIONS and after[:1] == ["of"] and STATES.isdisjoint(after):
            return [], i + 1  # "a coalition of insurgents" is no coalition that a pack knows
        chosen = best(senses)
        if chosen[0].how == "name" and length > 1 and self._goes_before(words, i, length, scope):
            return [], i + length
        linked = self._linked(words, i, i + length, chosen[0], scope)
        if linked is not None:
            return linked
        state = next(((i + n, s) for n, ss in found for s in ss if s.how in STATE_HOWS), None)
        if state is not None:
            national = self._national(words, i, state[0], state[1], scope)
            unnamed = national is not None and national[0][-1].how == "unnamed" and chosen[0].how == "name"
            if national is not None and not unnamed and (national[1] > i + length or state[0] == i + length):
                return national
        if all(s.how == "adjective" for s in chosen):
            return self._holder(words, i, scope), i + length
        mention, end = self._named(words, i, i + length, [s for s in chosen if s.how != "adjective"], senses, scope)
        return [mention], end

    def _goes_before(self, words: Words, i: int, length: int, scope: Scope) -> bool:
        """Whether a name begins before word i, and is another's: the "Plum Coast National Army" is no "National Army".
        Only names without a word of their own are told apart so."""
        if set(words.keys[i : i + length]) - self.words.organisations or not i or words.gap(i) != " ":
            return False
        first = i - 1
        while first and not words.gap(first)[-1:].isspace():
            first -= 1  # "Ta'ang"
        opens = not first or words.gap(first).strip() != ""
        if opens or not words.raw[first][0].isupper() or words.raw[first] in CALENDAR:
            return False
        return not self.lexicon.find(words, first, scope) and not self.words.at(words.keys, first)[1]

    def _whose(self, words: Words, i: int, scope: Scope) -> Found | None:
        """The group that a possessive stands before, whatever its first words are ("Syria's Army of Conquest" is not
        the army of Syria); None where no group is named."""
        named = self.lexicon.find(words, i + 1, scope) if words.text[: words.ends[i]].endswith(POSSESSIVES) else []
        if not named or named[0][0] < 2 or best(named[0][1])[0].how != "name":
            return None
        return self._at(words, i + 1, scope)

    def _named(  # noqa: PLR0917
        self, words: Words, i: int, end: int, chosen: Sequence[Sense], senses: Sequence[Sense], scope: Scope
    ) -> tuple[ActorMention, int]:
        """A mention by the words i to end, which have these senses; a named group's nouns are read on."""
        sense = chosen[0]
        names = tuple(dict.fromkeys(s.value for s in chosen if s.how == "name"))
        described = tuple(dict.fromkeys(s.value for s in senses if s.how == "description"))
        weak, how, persons = sense.weak, sense.how, True
        if how == "home":
            actor, kind = self.forces.home(scope, words.keys[i:end])
        elif how in ("state", "metonym"):
            actor, kind = self.forces.national(sense.value, scope, rulers=True)
        elif how == "people":
            abroad = bool(sense.value and scope.countries) and sense.value not in scope.countries
            actor, kind = (
                self.forces.national(sense.value, scope) if abroad else (" ".join(words.raw[i:end]), "civilians")
            )
            weak = True
        elif how == "description":
            actor, kind, weak = "", "", True
        else:
            actor, how = sense.value, "generic" if weak else how
            kind = self.knowledge.actors[actor].kind
            if not weak:
                end, persons = followers(self.words, words, end)
            elif kind not in ("unidentified", "civilians"):
                _, classes = self.words.at(words.keys, i)
                weak = bool(described) or (end - i == 1 and bool(classes & {"people", "bodies"}))
        candidates = names if len(names) > 1 else described
        mention = mention_of(
            words,
            i,
            end,
            actor,
            kind,
            how,
            weak=weak,
            persons=persons,
            ambiguous=len(names) > 1 or how in ("description", "metonym"),
            candidates=candidates,
        )
        return mention, end

    def _holder(self, words: Words, i: int, scope: Scope) -> list[ActorMention]:
        """ "Kurdish-held": the one whose forces "Kurdish forces" are."""
        held = i + 1 < len(words.keys) and words.keys[i + 1] in self.words.holding and words.gap(i + 1) == "-"
        if not held:
            return []
        forces = self.scan(Words(f"{words.raw[i]} forces"), scope)
        if len(forces) != 1 or forces[0].start != 0 or forces[0].weak:
            return []
        return [mention_of(words, i, i + 1, forces[0].actor, forces[0].kind, forces[0].how)]

    def _national(self, words: Words, i: int, at: int, sense: Sense, scope: Scope) -> Found | None:
        """ "Turkish troops", "Russian and Syrian warplanes", "Somali rebels": nationality (or state) and noun."""
        group: list[tuple[int, int, Sense]] = [(i, at, sense)]
        while (follow := self._coordinated(words, group[-1][1], scope)) is not None:
            group.append(follow)
        end, classes, noun = force_noun(self.words, words, group[-1][1])
        if not classes and len(group) > 1 and group[-1][2].how not in STATE_HOWS:
            end, classes, noun = group[-1][1], last_classes(self.words, words, *group[-1][:2]), ""
        bare = sense.how != "adjective" and not words.text.startswith(("'s", "’s"), words.ends[at - 1] - 2)
        if not classes or (bare and not classes & {"people", "bodies", "rulers", "armed"}):
            return None
        mentions = []
        for start, stop, one in group:
            final = start == group[-1][0]
            if one.how not in STATE_HOWS:
                actor, kind, how = one.value, self.knowledge.actors[one.value].kind, "name"
            elif "armed" in classes and not classes & FORCE_NOUNS:
                name = words.text[words.starts[start] : words.ends[stop - 1]]
                actor, kind, how = f"{name} {plural(noun)}", "rebel", "unnamed"
            else:
                said = words.keys[group[-1][1] : end]
                actor, kind = self.forces.national(one.value, scope, rulers="rulers" in classes, nouns=said)
                how = "nationality"
            last = end if final else stop
            mentions.append(
                mention_of(words, start, last, actor, kind, how, persons=not classes & MACHINES, coordinated=not final)
            )
        return mentions, end

    def _coordinated(self, words: Words, at: int, scope: Scope) -> tuple[int, int, Sense] | None:
        """The next member of a coordination that goes on at word `at`: "and FSA", ", Iranian", "and regime"."""
        if at >= len(words.keys):
            return None
        start = at
        if words.keys[at] in ("and", "or") and words.joined(at):
            start = at + 1
        elif words.gap(at) not in (", ", "/", "-"):
            return None
        if start >= len(words.keys) or (start != at and not words.joined(start)):
            return None
        for length, senses in self.lexicon.find(words, start, scope):
            sense = best(senses)[0]
            if sense.how == "adjective" or (sense.how == "name" and (words.gap(at) == " ") and start != at):
                return start, start + length, sense
        return None

    def _linked(self, words: Words, i: int, at: int, sense: Sense, scope: Scope) -> Found | None:
        """ "Turkish-backed Free Syrian Army rebels", "pro-Iranian militias": the one that is backed."""
        pro = i > 0 and words.keys[i - 1] == "pro" and words.gap(i) == "-"
        if not pro:
            if at >= len(words.keys) or words.keys[at] not in self.words.linking or sense.weak:
                return None
            after = words.keys[at + 1] if at + 1 < len(words.keys) else ""
            bare = sense.how == "name" or after in NOT_ADJECTIVAL or words.keys[at] == "armed"  # "Malian armed forces"
            if words.gap(at) != "-" and (words.gap(at) != " " or bare):
                return None
            if words.keys[at] == "led" and (led := self._led(words, i, at, scope)) is not None:
                return [led], at + 1
            if words.keys[at] == "led" and (union := self._union(words, at + 1)):
                name = words.text[words.starts[i] : words.ends[at]] + f" {words.keys[union]}"
                return [mention_of(words, i, union + 1, name, "coalition", "unnamed")], union + 1
            at += 1
        first, end, link = (i - 1 if pro else i), at, words.keys[at - 1]
        for _ in range(MAX_SKIPPED + 1):
            if not words.joined(at) or words.keys[at] in NOT_ADJECTIVAL:  # "the X-based monitor said rebels"
                break
            known = self.lexicon.find(words, at, scope)
            named = next(((n, ss) for n, ss in known if _is_name(best(ss)[0]) or best(ss)[0].how == "home"), None)
            if named is not None and (named[0] > 1 or best(named[1])[0].how == "name"):
                mention, end = self._named(words, at, at + named[0], best(named[1]), named[1], scope)
                start = words.starts[first]
                return [replace(mention, start=start, text=words.text[start : mention.end])], end
            state = next(((n, one) for n, ss in known for one in ss if one.how in STATE_HOWS), None)
            if state is not None and not pro and link in PATRONS:
                own = self._national(words, at, at + state[0], state[1], scope)
                if own is not None and own[0][-1].how == "nationality":  # "US-backed Iraqi troops"
                    return own
            stop, classes, noun = force_noun(self.words, words, at)
            if classes & {"armed", "bodies", "people"}:
                if link == "led" and not pro and sense.how in STATE_HOWS:
                    actor, kind = self.forces.national(sense.value, scope)
                    return [mention_of(words, first, stop, actor, kind, "nationality")], stop
                return [self._proxy(words, first, stop, sense, noun, scope)], stop
            at += 1
        return [], end

    def _led(self, words: Words, i: int, at: int, scope: Scope) -> ActorMention | None:
        """ "US-led air support": the coalition that it leads, where a pack knows one and nobody else is named."""
        if force_noun(self.words, words, at + 1)[1] & {"armed", "bodies", "people"}:
            return None
        if any(_is_name(best(senses)[0]) for _, senses in self.lexicon.find(words, at + 1, scope)):
            return None
        leader = words.text[words.starts[i] : words.ends[at]]
        coalition = Words(f"{leader} coalition")
        for length, senses in self.lexicon.find(coalition, 0, scope):
            if length == len(coalition.keys) and _is_name(best(senses)[0]):
                actor = best(senses)[0].value
                return mention_of(words, i, at + 1, actor, self.knowledge.actors[actor].kind, "name")
        return None

    def _union(self, words: Words, at: int) -> int:
        """The word of a coalition at `at` or after its adjectives ("Saudi-led military coalition"), 0 if none is."""
        for i in range(at, min(at + MAX_SKIPPED, len(words.keys))):
            if not words.joined(i):
                return 0
            if words.keys[i] in UNIONS:
                return i
        return 0

    def _proxy(  # noqa: PLR0917
        self, words: Words, i: int, end: int, sense: Sense, noun: str, scope: Scope
    ) -> ActorMention:
        sponsors = {sense.value}
        if sense.how in STATE_HOWS:
            sponsors |= {self.forces.national(sense.value, scope)[0], self.knowledge.countries[sense.value].name}
        last = noun.rsplit(maxsplit=1)[-1].lower()
        for proxy in self.knowledge.proxies:
            here = Sense(proxy.actor, "proxy", "C", frozenset(proxy.countries), proxy.valid)
            fits = not proxy.nouns or any(last in (one, plural(one)) for one in proxy.nouns)
            if fits and sponsors.intersection(proxy.sponsors) and scope.holds(here):
                return mention_of(words, i, end, proxy.actor, self.knowledge.actors[proxy.actor].kind, "proxy")
        text = words.text[words.starts[i] : words.ends[end - 1]]
        return mention_of(words, i, end, text, "rebel", "unnamed")


def _is_name(sense: Sense) -> bool:
    return sense.how == "name" and not sense.weak
