"""Finds the actors that a text mentions: names, nationality and force, "X-backed", the forces of the own country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval
from marsad.resolve.actor_lexicon import Scope, Sense, Words, actor_lexicon, best, scope_of
from marsad.resolve.actor_mentions import ActorMention, with_abbreviations
from marsad.resolve.actor_words import ActorWords, plural

MAX_SKIPPED = 3
"""Adjectives that may stand between "Turkish-backed" and the noun: "Turkish-backed Sunni Arab opposition rebels"."""

MAX_NOUNS = 5
"""Nouns in a row after a nationality: "Russian air force fighter jets"."""

NOT_ADJECTIVAL = frozenset(("by", "with", "to", "in", "the", "a", "and", "from", "on"))
"""After "backed" they show a verb ("Turkey backed the deal"), not the adjective of "Turkish backed rebels"."""

PATRONS = frozenset(("backed", "supported", "trained", "equipped", "funded", "financed", "armed"))
"""After a state they tell who helps an army that is another state's."""
UNIONS = frozenset(("coalition", "alliance"))
ARMY = frozenset(("government", "government forces"))
"""What a state's rulers and its army are called after its adjective, where no noun tells another body."""

STATES = frozenset(("countries", "nations", "states", "powers"))
"""What a coalition is of that goes by "the coalition"."""

STATE_HOWS = frozenset(("adjective", "state", "metonym"))
FORCE_NOUNS = frozenset(("people", "bodies", "rulers", "things", "acts"))
GROUP_NOUNS = frozenset(("armed", "followers"))
MACHINES = frozenset(("things", "acts"))
MODEL = frozenset(("things", "modifiers"))
"""Classes of a model's designation, which names a machine or stands before its noun ("F-16 warplanes")."""
LONGEST_MAKE = 4
"""Letters of a designation before its number: "MiG-29", "Su-25"."""
DISGUISES = frozenset(("uniform", "uniforms", "fatigues", "outfit", "outfits", "clothing", "garb"))
"""What others may wear: "a man in army uniform" is of no army."""

Found = tuple[list[ActorMention], int]
"""Mentions that start at one word, and the index of the word after the last one read."""


class ActorFinder:
    """Scans texts for actors. Build once; `find` keeps no state between calls."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = ActorWords(knowledge)
        self.lexicon = actor_lexicon(knowledge, self.words.home)
        self._states = {a.country: a.name for a in knowledge.actors.values() if a.kind == "state" and a.country}
        self._forces = {a.country: a.name for a in knowledge.actors.values() if a.kind == "state_forces" and a.country}

    def find(self, text: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> list[ActorMention]:
        """Every mention in `text`, in text order, without overlap."""
        return self.scan(Words(text), scope_of(when, countries))

    def scan(self, words: Words, scope: Scope) -> list[ActorMention]:
        mentions: list[ActorMention] = []
        end = 0
        for i in self.lexicon.starts(words):
            if i >= end and not words.negated(i):
                found, end = self._at(words, i, scope)
                worn = end < len(words.keys) and words.keys[end] in DISGUISES and words.joined(end)
                mentions += [] if worn else found
        return with_abbreviations(mentions, words.text)

    def national(self, code: str, scope: Scope, *, rulers: bool = False, nouns: Sequence[str] = ()) -> tuple[str, str]:
        """(actor, kind) of a state's forces, or its rulers: as a pack names them; else the state's name, and of the
        country that the report is about "Somali government forces" or "Somali government". What its `nouns` tell from
        the army is named so anywhere ("Somali police")."""
        if code in self._forces and not (rulers and code in self._states):
            return self._forces[code], "state_forces"
        country = self.knowledge.countries[code]
        if code in self._states:
            return self._states[code], "state"
        body = "government" if rulers else self.words.body(nouns)
        if country.adjectives and (code in scope.countries[:1] or body not in ARMY):
            return f"{country.adjectives[0]} {body}", "state" if rulers else "state_forces"
        return country.name, "state"

    def home(self, scope: Scope, nouns: Sequence[str] = ()) -> tuple[str, str]:
        """(actor, kind) of the forces of the report's own country, where a report says just "government forces" (or
        other `nouns`)."""
        code = next((code for code in scope.countries if code in self.knowledge.countries), None)
        if code is not None and self.words.body(nouns) in ARMY:
            code = self.knowledge.countries[code].army or code
        return (self.words.body(nouns), "state_forces") if code is None else self.national(code, scope, nouns=nouns)

    def _at(self, words: Words, i: int, scope: Scope) -> Found:
        found = self.lexicon.find(words, i, scope)
        if not found or words.shouted(i):
            return self._holder(words, i, scope), i + 1
        length, senses = found[0]
        after = words.keys[i + length : i + length + 4]
        if length == 1 and words.keys[i] in UNIONS and after[:1] == ["of"] and STATES.isdisjoint(after):
            return [], i + 1  # "a coalition of insurgents" is no coalition that a pack knows
        chosen = best(senses)
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

    def _named(  # noqa: PLR0917
        self, words: Words, i: int, end: int, chosen: Sequence[Sense], senses: Sequence[Sense], scope: Scope
    ) -> tuple[ActorMention, int]:
        """A mention by the words i to end, which have these senses; a named group's nouns are read on."""
        sense = chosen[0]
        names = tuple(dict.fromkeys(s.value for s in chosen if s.how == "name"))
        described = tuple(dict.fromkeys(s.value for s in senses if s.how == "description"))
        weak, how, persons = sense.weak, sense.how, True
        if how == "home":
            actor, kind = self.home(scope, words.keys[i:end])
        elif how in ("state", "metonym"):
            actor, kind = self.national(sense.value, scope, rulers=True)
        elif how == "people":
            abroad = sense.value not in scope.countries and bool(scope.countries)
            actor, kind = self.national(sense.value, scope) if abroad else (" ".join(words.raw[i:end]), "civilians")
            weak = True
        elif how == "description":
            actor, kind, weak = "", "", True
        else:
            actor, how = sense.value, "generic" if weak else how
            kind = self.knowledge.actors[actor].kind
            if not weak:
                end, persons = self._followers(words, end)
            elif kind not in ("unidentified", "civilians"):
                _, classes = self.words.at(words.keys, i)
                weak = bool(described) or (end - i == 1 and bool(classes & {"people", "bodies"}))
        candidates = names if len(names) > 1 else described
        mention = self._mention(
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

    def _followers(self, words: Words, end: int) -> tuple[int, bool]:
        """Where a named group's noun phrase ends ("ISIS" + "terrorist group", "fighters"), and whether it is people."""
        persons = True
        for _ in range(MAX_NOUNS):
            if end >= len(words.keys) or words.gap(end) != " ":
                break
            length, classes = self.words.at(words.keys, end)
            if not classes & (GROUP_NOUNS | {"people", "things"}):
                break
            persons = not classes & MACHINES
            end += length
        return end, persons

    def _holder(self, words: Words, i: int, scope: Scope) -> list[ActorMention]:
        """ "Kurdish-held": the one whose forces "Kurdish forces" are."""
        held = i + 1 < len(words.keys) and words.keys[i + 1] in self.words.holding and words.gap(i + 1) == "-"
        if not held:
            return []
        forces = self.scan(Words(f"{words.raw[i]} forces"), scope)
        if len(forces) != 1 or forces[0].start != 0 or forces[0].weak:
            return []
        return [self._mention(words, i, i + 1, forces[0].actor, forces[0].kind, forces[0].how)]

    def _national(self, words: Words, i: int, at: int, sense: Sense, scope: Scope) -> Found | None:
        """ "Turkish troops", "Russian and Syrian warplanes", "Somali rebels": nationality (or state) and noun."""
        group: list[tuple[int, int, Sense]] = [(i, at, sense)]
        while (follow := self._coordinated(words, group[-1][1], scope)) is not None:
            group.append(follow)
        end, classes, noun = self._noun(words, group[-1][1])
        if not classes and len(group) > 1 and group[-1][2].how not in STATE_HOWS:
            end, classes, noun = group[-1][1], self._last_classes(words, *group[-1][:2]), ""
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
                actor, kind = self.national(one.value, scope, rulers="rulers" in classes, nouns=said)
                how = "nationality"
            last = end if final else stop
            mentions.append(
                self._mention(
                    words, start, last, actor, kind, how, persons=not classes & MACHINES, coordinated=not final
                )
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

    def _last_classes(self, words: Words, start: int, end: int) -> set[str]:
        """The classes of the noun that a name of words start to end ends with ("regime air forces": bodies)."""
        for i in range(start, end):
            length, classes = self.words.at(words.keys, i)
            if length and i + length == end:
                return classes & (FORCE_NOUNS - {"rulers"})
        return set()

    def _noun(self, words: Words, at: int) -> tuple[int, set[str], str]:
        """(end, classes, last noun) of the force noun at word `at`, modifiers before it included; no classes: none."""
        end, classes, last = at, set[str](), ""
        for _ in range(MAX_NOUNS):
            if not words.joined(at) or ("\n" in words.gap(at) and words.raw[at][0].isupper()):  # a line of its own
                break
            length, found = self.words.at(words.keys, at)
            if not length and (length := _model(words, at)):
                found = set(MODEL)
            if not length:
                break
            at += length
            if found & FORCE_NOUNS or "armed" in found:
                end, classes, last = at, found, " ".join(words.raw[at - length : at])
            if not found & {"modifiers", "bodies", "people", "armed", "rulers"}:
                break
        return end, classes, last

    def _linked(self, words: Words, i: int, at: int, sense: Sense, scope: Scope) -> Found | None:
        """ "Turkish-backed Free Syrian Army rebels", "pro-Iranian militias": the one that is backed."""
        pro = i > 0 and words.keys[i - 1] == "pro" and words.gap(i) == "-"
        if not pro:
            if at >= len(words.keys) or words.keys[at] not in self.words.linking or sense.weak:
                return None
            after = words.keys[at + 1] if at + 1 < len(words.keys) else ""
            if words.gap(at) != "-" and (words.gap(at) != " " or sense.how == "name" or after in NOT_ADJECTIVAL):
                return None
            if words.keys[at] == "led" and (led := self._led(words, i, at, scope)) is not None:
                return [led], at + 1
            if words.keys[at] == "led" and (union := self._union(words, at + 1)):
                name = words.text[words.starts[i] : words.ends[at]] + f" {words.keys[union]}"
                return [self._mention(words, i, union + 1, name, "coalition", "unnamed")], union + 1
            at += 1
        first, end, link = (i - 1 if pro else i), at, words.keys[at - 1]
        for _ in range(MAX_SKIPPED + 1):
            if not words.joined(at):
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
            stop, classes, noun = self._noun(words, at)
            if classes & {"armed", "bodies", "people"}:
                if link == "led" and not pro and sense.how in STATE_HOWS:
                    actor, kind = self.national(sense.value, scope)
                    return [self._mention(words, first, stop, actor, kind, "nationality")], stop
                return [self._proxy(words, first, stop, sense, noun, scope)], stop
            at += 1
        return [], end

    def _led(self, words: Words, i: int, at: int, scope: Scope) -> ActorMention | None:
        """ "US-led air support": the coalition that it leads, where a pack knows one and nobody else is named."""
        if self._noun(words, at + 1)[1] & {"armed", "bodies", "people"}:
            return None
        if any(_is_name(best(senses)[0]) for _, senses in self.lexicon.find(words, at + 1, scope)):
            return None
        leader = words.text[words.starts[i] : words.ends[at]]
        coalition = Words(f"{leader} coalition")
        for length, senses in self.lexicon.find(coalition, 0, scope):
            if length == len(coalition.keys) and _is_name(best(senses)[0]):
                actor = best(senses)[0].value
                return self._mention(words, i, at + 1, actor, self.knowledge.actors[actor].kind, "name")
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
            sponsors |= {self.national(sense.value, scope)[0], self.knowledge.countries[sense.value].name}
        last = noun.rsplit(maxsplit=1)[-1].lower()
        for proxy in self.knowledge.proxies:
            here = Sense(proxy.actor, "proxy", "C", frozenset(proxy.countries), proxy.valid)
            fits = not proxy.nouns or any(last in (one, plural(one)) for one in proxy.nouns)
            if fits and sponsors.intersection(proxy.sponsors) and scope.holds(here):
                return self._mention(words, i, end, proxy.actor, self.knowledge.actors[proxy.actor].kind, "proxy")
        text = words.text[words.starts[i] : words.ends[end - 1]]
        return self._mention(words, i, end, text, "rebel", "unnamed")

    def _mention(  # noqa: PLR0917
        self,
        words: Words,
        i: int,
        end: int,
        actor: str,
        kind: str,
        how: str,
        *,
        weak: bool = False,
        persons: bool = True,
        ambiguous: bool = False,
        coordinated: bool = False,
        candidates: tuple[str, ...] = (),
    ) -> ActorMention:
        start, stop = words.starts[i], words.ends[end - 1]
        if len(words.raw[end - 1]) == 1 and words.text[stop : stop + 1] == "." and end - i > 1:
            stop += 1  # the last dot of "U.S."
        text = words.text[start:stop]
        return ActorMention(start, stop, text, actor, kind, how, weak, persons, ambiguous, coordinated, candidates)


def _model(words: Words, at: int) -> int:
    """Number of words of a model's designation at word `at`: "F-16", "Su-25", "B52", 0 if there is none."""
    raw = words.raw[at]
    if not raw[0].isupper() or len(raw) > LONGEST_MAKE:
        return 0
    if raw[-1].isdigit():
        return 1
    numbered = at + 1 < len(words.keys) and words.gap(at + 1) == "-" and words.raw[at + 1][0].isdigit()
    return 2 if numbered else 0


def _is_name(sense: Sense) -> bool:
    return sense.how == "name" and not sense.weak
