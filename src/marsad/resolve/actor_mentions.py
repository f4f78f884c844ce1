"""Finds the actors that a text mentions: names, nationality and force, "X-backed", words for the country's own forces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval
from marsad.resolve.actor_lexicon import Lexicon, Scope, Sense, Words, best
from marsad.resolve.actor_words import ActorWords, plural

MAX_SKIPPED = 3
"""Adjectives that may stand between "Turkish-backed" and the noun: "Turkish-backed Sunni Arab opposition rebels"."""

MAX_NOUNS = 5
"""Nouns in a row after a nationality: "Russian air force fighter jets"."""

CAPITALS_WORDS = frozenset(("is", "us", "who", "it", "am", "as"))
"""Words that in a line of capitals are no abbreviations: "REBEL LEADER IS KILLED"."""

STATE_HOWS = frozenset(("adjective", "state", "metonym"))
NATIONAL_NOUNS = frozenset(("people", "bodies", "rulers", "things", "acts"))
GROUP_NOUNS = frozenset(("armed", "followers"))


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at `text[start:end]`.

    actor: canonical name; "" for a description, whose `candidates` co-reference must choose from. kind: Actor.kind, or
    "" if unknown. how: name, nationality, state (a bare "Turkey", which may be a place), metonym ("Ankara" likewise),
    people ("Syrians"), proxy ("Turkish-backed rebels"), home ("government forces"), generic ("rebels", as the packs
    of the report's country say), description ("the radical group"), unnamed ("Hutu rebels"). weak: words that could be
    anybody's ("troops", "militants"): an earlier named actor goes before. persons: whether it speaks of people or bodies
    of people (True) or of machines and acts (False: "Russian warplanes", "Israeli strikes"). ambiguous: the words fit
    several actors. coordinated: the noun comes with a later mention ("Turkish" in "Turkish and FSA forces")."""

    start: int
    end: int
    text: str
    actor: str
    kind: str
    how: str
    weak: bool = False
    persons: bool = True
    ambiguous: bool = False
    coordinated: bool = False
    candidates: tuple[str, ...] = ()


class ActorFinder:
    """Scans texts for actors. Build once; `find` keeps no state between calls."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = ActorWords(knowledge)
        self.lexicon = _lexicon(knowledge, self.words)
        self._own_forces: dict[str, list[str]] = {}
        self._states = {a.country: a.name for a in knowledge.actors.values() if a.kind == "state" and a.country}
        for actor in knowledge.actors.values():
            if actor.kind == "state_forces" and actor.country:
                self._own_forces.setdefault(actor.country, []).append(actor.name)

    def find(self, text: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> list[ActorMention]:
        """Every mention in `text`, in text order, without overlap."""
        return self.scan(Words(text), scope_of(when, countries))

    def scan(self, words: Words, scope: Scope) -> list[ActorMention]:
        mentions: list[ActorMention] = []
        i = 0
        while i < len(words.keys):
            step = 1
            if self.lexicon.may_start(words, i) and not _against(words, i):
                found, step = self._at(words, i, scope)
                mentions += found
            i += step
        return _with_abbreviations(mentions, words.text)

    def national(self, code: str, scope: Scope, *, rulers: bool = False) -> tuple[str, str]:
        """(actor, kind) of a state's forces: as a pack names them; else the state, or at home its government forces."""
        for name in self._own_forces.get(code, ()):
            if rulers and code in self._states:
                break
            return name, self.knowledge.actors[name].kind
        country = self.knowledge.countries[code]
        if code in self._states:
            return self._states[code], "state"
        if code in scope.countries and country.adjectives:
            adjective = country.adjectives[0]
            return (
                (f"{adjective} government", "state") if rulers else (f"{adjective} government forces", "state_forces")
            )
        return country.name, "state"

    def home(self, scope: Scope) -> tuple[str, str]:
        """(actor, kind) of the forces of the report's own country, where a report says just "government forces"."""
        for code in scope.countries[:1]:
            if code in self.knowledge.countries:
                return self.national(code, scope)
        return "government forces", "state_forces"

    def _at(self, words: Words, i: int, scope: Scope) -> tuple[list[ActorMention], int]:
        """The mentions that start at word i, and how many words they take (at least 1)."""
        found = self.lexicon.find(words, i, scope)
        if not found or (words.raw[i].isupper() and words.keys[i] in CAPITALS_WORDS and _in_capitals(words, i)):
            return [], 1
        length, senses = found[0]
        linked = self._linked(words, i, i + length, best(senses)[0], scope)
        if linked is not None:
            return linked
        country = next(((n, s) for n, ss in found for s in ss if s.how in STATE_HOWS), None)
        if country is not None:
            national = self._national(words, i, *country, scope)
            if national is not None and (national[1] > length or country[0] == length):
                return national
        chosen = best(senses)
        if chosen[0].how in STATE_HOWS and (chosen[0].how == "adjective" or len({s.value for s in chosen}) > 1):
            return [], length
        mention, end = self._named(words, i, i + length, chosen, scope)
        return [mention], end - i

    def _named(self, words: Words, i: int, end: int, senses: Sequence[Sense], scope: Scope) -> tuple[ActorMention, int]:
        sense = senses[0]
        weak, kind, persons = sense.weak, "", True
        names = tuple(dict.fromkeys(s.value for s in senses))
        if sense.how == "home":
            (actor, kind), how = self.home(scope), "home"
        elif sense.how in ("state", "metonym"):
            (actor, kind), how = self.national(sense.value, scope, rulers=True), sense.how
        elif sense.how == "people":
            actor, kind, how = " ".join(words.raw[i:end]), "civilians", "people"
        else:
            actor, how = sense.value, "generic" if weak and sense.how == "name" else sense.how
            kind = self.knowledge.actors[actor].kind
            if not weak:
                end, persons = self._followers(words, end)
        if how == "description" or (len(names) > 1 and not weak):
            actor, kind = ("", "") if how == "description" else (actor, kind)
        return (
            self._mention(
                words, i, end, actor, kind, how, weak=weak or how == "description", persons=persons,
                ambiguous=len(names) > 1 or how in ("description", "metonym"), candidates=names if len(names) > 1 or not actor else (),
            ),
            end,
        )  # fmt: skip

    def _followers(self, words: Words, end: int) -> tuple[int, bool]:
        """Where a named group's noun phrase ends ("ISIS" + "terrorist group", "fighters"), and whether it is of people."""
        persons = True
        for _ in range(MAX_NOUNS):
            if end >= len(words.keys) or words.gap(end) != " ":
                break
            length, classes = self.words.at(words.keys, end)
            if not classes & GROUP_NOUNS and not classes & {"people", "things"}:
                break
            persons = bool(classes & (GROUP_NOUNS | {"people"})) and not classes & {"things"}
            end += length
        return end, persons

    def _national(
        self, words: Words, i: int, length: int, sense: Sense, scope: Scope
    ) -> tuple[list[ActorMention], int] | None:
        """ "Turkish troops", "Russian and Syrian warplanes", "Somali rebels": nationality (or state) and noun."""
        group: list[tuple[int, int, Sense]] = [(i, i + length, sense)]
        at = i + length
        while (follow := self._coordinated(words, at, scope)) is not None:
            group.append(follow)
            at = follow[1]
        end, classes, last = self._noun(words, at)
        if not classes:
            return None
        bare = sense.how != "adjective" and not words.text.startswith(("'", "’"), words.ends[i + length - 1] - 2)
        if bare and not classes & {"people", "bodies", "rulers", "armed"}:
            return None
        mentions = []
        for start, stop, one in group:
            final = start == group[-1][0]
            if one.how not in STATE_HOWS:
                actor, kind, how = one.value, self.knowledge.actors[one.value].kind, "name"
            elif "armed" in classes and not classes & NATIONAL_NOUNS:
                actor, kind, how = (
                    f"{words.text[words.starts[start] : words.ends[stop - 1]]} {_plural_of(last)}",
                    "rebel",
                    "unnamed",
                )
            else:
                (actor, kind), how = self.national(one.value, scope, rulers="rulers" in classes), "nationality"
            mentions.append(
                self._mention(
                    words,
                    start,
                    end if final else stop,
                    actor,
                    kind,
                    how,
                    persons=not classes & {"things", "acts"},
                    coordinated=not final,
                )  # fmt: skip
            )
        return mentions, end - i

    def _coordinated(self, words: Words, at: int, scope: Scope) -> tuple[int, int, Sense] | None:
        """The next member of a coordination that goes on at word `at`: "and FSA", ", Iranian"."""
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
            if sense.how == "adjective" or (sense.how == "name" and not sense.weak):
                if words.gap(at) == "-" and sense.how != "adjective":
                    return None
                return start, start + length, sense
        return None

    def _noun(self, words: Words, at: int) -> tuple[int, set[str], str]:
        """(end, classes, last noun) of the force noun at word `at`, modifiers before it included; no classes: none."""
        end, classes, last = at, set[str](), ""
        for _ in range(MAX_NOUNS):
            if at >= len(words.keys) or not words.joined(at):
                break
            length, found = self.words.at(words.keys, at)
            if not length:
                break
            at += length
            if found & NATIONAL_NOUNS or "armed" in found:
                end, classes, last = at, found, " ".join(words.raw[at - length : at])
            if not found & {"modifiers", "bodies", "people", "armed", "rulers"}:
                break
        return end, classes, last

    def _linked(
        self, words: Words, i: int, at: int, sense: Sense, scope: Scope
    ) -> tuple[list[ActorMention], int] | None:
        """ "Turkish-backed Free Syrian Army rebels", "Iranian-backed militias": the one that is backed."""
        pro = i > 0 and words.keys[i - 1] == "pro" and words.gap(i) in ("-", " ")
        if not pro:
            if at >= len(words.keys) or not words.joined(at) or words.keys[at] not in self.words.linking:
                return None
            at += 1
        start = at
        for _ in range(MAX_SKIPPED + 1):
            if at >= len(words.keys) or (at > start - 1 and not words.joined(at)):
                return [], at - i if at > i else 1
            for length, senses in self.lexicon.find(words, at, scope):
                named = best(senses)[0]
                if named.how == "name" and not named.weak:
                    mention, end = self._named(words, at, at + length, best(senses), scope)
                    first = i - 1 if pro else i
                    return [
                        replace(mention, start=words.starts[first], text=words.text[words.starts[first] : mention.end])
                    ], end - i
            end, classes, last = self._noun(words, at)
            if classes & {"armed", "bodies", "people"}:
                return [self._proxy(words, i - 1 if pro else i, end, sense, last, scope)], end - i
            if not words.raw[at].islower() and not self.lexicon.may_start(words, at):
                break
            at += 1
        return [], start - i

    def _proxy(self, words: Words, i: int, end: int, sense: Sense, noun: str, scope: Scope) -> ActorMention:
        sponsors = {sense.value}
        if sense.how in STATE_HOWS:
            sponsors |= {self.national(sense.value, scope)[0], self.knowledge.countries[sense.value].name}
        for proxy in self.knowledge.proxies:
            here = Sense(proxy.actor, "proxy", "C", frozenset(proxy.countries), proxy.valid)
            nouns = {form for one in proxy.nouns for form in (one, plural(one))}
            if (
                sponsors.intersection(proxy.sponsors)
                and scope.holds(here)
                and (not nouns or noun.split()[-1].lower() in nouns)
            ):
                return self._mention(words, i, end, proxy.actor, self.knowledge.actors[proxy.actor].kind, "proxy")
        text = words.text[words.starts[i] : words.ends[end - 1]]
        return self._mention(words, i, end, text, "rebel", "unnamed")

    def _mention(
        self, words: Words, i: int, end: int, actor: str, kind: str, how: str, **flags: object
    ) -> ActorMention:
        start, stop = words.starts[i], words.ends[end - 1]
        return ActorMention(start, stop, words.text[start:stop], actor, kind, how, **flags)  # type: ignore[arg-type]


def scope_of(when: Interval, countries: Sequence[str]) -> Scope:
    """A scope in whole days: packs' validity is in days."""
    days = Interval(when.start[:10] if when.start else None, when.end[:10] if when.end else None)
    return Scope(days, tuple(countries))


def _lexicon(knowledge: Knowledge, words: ActorWords) -> Lexicon:
    lexicon = Lexicon()
    states = {country.name for country in knowledge.countries.values()}
    for naming in knowledge.actor_names:
        if naming.text == naming.name and naming.name in states:
            continue  # the country's own entry says more: a bare "Turkey" may be the place
        how = "description" if naming.description else "name"
        lexicon.add(naming.text, naming.name, how, countries=naming.countries, valid=naming.valid)
    for noun in words.home:
        lexicon.add(noun, "", "home")
    for country in knowledge.countries.values():
        for how, names in (
            ("adjective", country.adjectives),
            ("state", (country.name, *country.names)),
            ("people", country.people),
            ("metonym", country.metonyms),
        ):
            for name in names:
                lexicon.add(name.removeprefix("the "), country.code, how)
    return lexicon


def _against(words: Words, i: int) -> bool:
    """Whether word i is the second half of "anti-Assad", "non-Syrian"."""
    return i > 0 and words.gap(i) == "-" and words.keys[i - 1] in ("anti", "non", "counter")


def _in_capitals(words: Words, i: int) -> bool:
    near = [w for w in words.raw[max(0, i - 2) : i] + words.raw[i + 1 : i + 3] if len(w) > 1]
    return len(near) > 1 and all(w.isupper() for w in near)


def _plural_of(noun: str) -> str:
    return noun if noun.endswith("s") or noun.endswith("men") else plural(noun)


def _with_abbreviations(mentions: list[ActorMention], text: str) -> list[ActorMention]:
    """Merge "People's Protection Units (YPG)" into one mention."""
    merged: list[ActorMention] = []
    for mention in mentions:
        last = merged[-1] if merged else None
        between = text[last.end : mention.start] if last else ""
        if last and last.actor == mention.actor and between == " (" and text[mention.end : mention.end + 1] == ")":
            end = mention.end + 1
            merged[-1] = replace(last, end=end, text=text[last.start : end])
        elif last and last.text.endswith(")") and between == " " and mention.weak and mention.how == "generic":
            merged[-1] = replace(last, end=mention.end, text=text[last.start : mention.end])
        else:
            merged.append(mention)
    return merged
