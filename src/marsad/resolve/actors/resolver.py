"""Who is meant: from the words of a report to canonical actors, and who stands on whose side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval
from marsad.resolve.actors.finder import ActorFinder
from marsad.resolve.actors.lexicon import Scope, Words, scope_of
from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.sides import Sides
from marsad.resolve.actors.words import ActorWords, plural

COMMON_HOWS = frozenset(("generic", "home", "description", "people"))
"""Ways of being found by common words: a name that owns them ("rebels of Ahrar al-Sham") goes first."""

JOINT = " + "

PLACE_LINKS = frozenset((("in",), ("from",), ("with",)))
"""After these a state's name is a place: "fighters from Turkey" are not Turkey's forces."""

LONGEST_NOUN = 4
_ETHNIC = re.compile(r"(?:i|n|ish|ese|u|c|areg)\Z")
"""Endings of adjectives of people ("Hutu", "Chechen", "Kurdish"): with "rebels" they are a description, not a name."""
_JOINER = re.compile(
    r",? (?:and|as well as|along with|together with|backed by|alongside|&) (?:the |its |their |a )?|, (?:the )?|/"
)
_ABBREVIATED = re.compile(r"((?:[A-Z][\w'’-]*)(?: (?:of|and|for|the|al-\w+|[A-Z][\w'’-]*)){0,7}) \(([A-Z]{2,8})\)")


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """name: canonical, or the group's own full name where no pack knows it; "" where the phrase names no actor.

    why: how it was found, or why it was not (goes to Claim.unresolved). weak: words that could be anybody's, so that
    an actor named before goes first, of `candidates` where there are any."""

    name: str
    kind: str = ""
    why: str = ""
    weak: bool = False
    candidates: tuple[str, ...] = ()


class ActorResolver:
    """Everything about actors that the packs know. Build once, use from any thread: no answer changes a later one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.finder = ActorFinder(knowledge)
        self.sides = Sides(knowledge)

    def find(self, text: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> list[ActorMention]:
        """Every actor that `text` mentions, in its order. countries: ISO codes the report is about, main one first."""
        return self.finder.find(text, when=when, countries=countries)

    def resolve(
        self, phrase: str, *, when: Interval = ALWAYS, countries: Sequence[str] = (), head: str | None = None
    ) -> ResolvedActor:
        """The actor that a noun phrase means. head: its head noun, where a parser knows it.

        A phrase that coordinates ("Turkish and FSA forces") gives joint actors, joined by " + "."""
        words = Words(phrase)
        if not words.keys:
            return ResolvedActor("", why="empty")
        scope = scope_of(when, countries)
        mentions = self.finder.scan(words, scope)
        if head is None and (joint := _joint(mentions, phrase)) is not None:
            return joint
        at = self._head(words, head)
        start = words.starts[at]
        covering = next((i for i, m in enumerate(mentions) if m.start <= start < m.end), None)
        if covering is not None and mentions[covering].how not in COMMON_HOWS:
            return _resolved(_with_coordinated(mentions, covering))
        named = self._named(words, at, mentions)
        if named is not None and (covering is None or mentions[covering].how in ("generic", "home") or not named.weak):
            return named
        if covering is not None:
            return _resolved([mentions[covering]])
        before = [m for m in mentions if m.end <= start and _beside(phrase[m.end : start])]
        if before and (phrase[before[-1].end : start].strip() or self._is_group(words, at)):
            return _resolved([before[-1]])
        if covering is None and (unnamed := self._unnamed(words, at, scope)) is not None:
            return unnamed
        if covering is None and (people := self._national(words, at, scope)):
            return ResolvedActor(people, "civilians", "people", weak=True)
        return ResolvedActor("", why=f"'{words.raw[at]}' names no actor")

    def resolve_joint(self, names: Sequence[str]) -> str:
        """ "Turkey + Free Syrian Army": several actors as one, in the given order, each once."""
        return JOINT.join(dict.fromkeys(part for name in names for part in name.split(JOINT) if part))

    def opposed(self, a: str, b: str, when: Interval = ALWAYS) -> bool | None:
        """Whether two (joint) actors fight each other in these days; None where no pack says."""
        return self.sides.opposed(a, b, when)

    def allied(self, a: str, b: str, when: Interval = ALWAYS) -> bool | None:
        """Whether two (joint) actors fight on one side in these days; None where no pack says."""
        return self.sides.allied(a, b, when)

    def side(self, actor: str, when: Interval = ALWAYS) -> str:
        """The camp of an actor in these days ("government"), "" where no pack says."""
        return self.sides.side(actor, when)

    def part_of(self, actor: str, whole: str) -> bool:
        """Whether an actor is `whole` or, by the packs' `body`, a part of it (Ahrar al-Sham of the Syrian opposition):
        a report that named the part may mean it by the whole's words ("the rebel forces")."""
        return self.sides.part_of(actor, whole)

    def kind(self, actor: str) -> str:
        """The kind of a canonical actor (of the first one, if joint), "" where no pack knows it."""
        known = self.knowledge.actors.get(actor.split(JOINT, maxsplit=1)[0])
        return known.kind if known else ""

    def _named(self, words: Words, at: int, mentions: Sequence[ActorMention]) -> ResolvedActor | None:
        """A name that says more than a common head noun: its owner after it or before it, or the phrase's own name."""
        owner = self._owner(words, at, mentions)
        if owner is not None:
            return owner
        start = words.starts[at]
        before = [
            m
            for m in mentions
            if m.end <= start and m.how not in COMMON_HOWS and _beside(words.text[m.end : start]) and m.how != "state"
        ]
        if before and self._is_group(words, at):
            return _resolved([before[-1]])
        return _own_name(words, at, self.finder.words)

    def _head(self, words: Words, head: str | None) -> int:
        """Index of the head noun: the given one (its last occurrence), else the last word before what hangs on it."""
        wanted = Words(head).keys[-1:] if head else []
        for i in range(len(words.keys) - 1, -1, -1):
            if wanted and words.keys[i] == wanted[0]:
                return i
        at = self._first_head(words, 0)
        while words.keys[at] in self.finder.words.quantities and words.keys[at + 1 : at + 2] == ["of"]:
            if at + 2 >= len(words.keys):
                break
            at = self._first_head(words, at + 2)
        return at

    def _first_head(self, words: Words, start: int) -> int:
        for i in range(start + 1, len(words.keys)):
            gap = words.gap(i)
            hyphened = gap == "-" or (i + 1 < len(words.keys) and words.gap(i + 1) == "-")
            if "," in gap or "(" in gap or (words.keys[i] in self.finder.words.head_ends and not hyphened):
                return i - 1
        return len(words.keys) - 1

    def _is_group(self, words: Words, at: int) -> bool:
        """Whether the noun at `at` is of people, forces or machines of war: what a name before it may own."""
        return bool(self.finder.words.at(words.keys, at)[1])

    def _unnamed(self, words: Words, at: int, scope: Scope) -> ResolvedActor | None:
        """People in arms whom only their own word tells: "tribesmen", and of the own country "gendarmes"."""
        nouns = self.finder.words
        for first in range(max(0, at - LONGEST_NOUN + 1), at + 1):
            length, classes = nouns.at(words.keys, first)
            if not length or first + length != at + 1:
                continue
            if "people" in classes:
                actor, kind = self.finder.forces.home(scope, words.keys[first : at + 1])
                return ResolvedActor(actor, kind, "home", weak=True)
            telling = words.keys[at] not in nouns.vague and plural(words.keys[at]) not in nouns.vague
            if "armed" in classes and telling:
                return ResolvedActor(
                    _phrase(words, first, first, at).lower(), "rebel", "as the text calls them", weak=True
                )
        return None

    def _national(self, words: Words, at: int, scope: Scope) -> str:
        """The people of whom an adjective alone tells: "Somalis" for "a Somali"."""
        for _, senses in self.finder.lexicon.find(words, at, scope) if words.raw[at][0].isupper() else ():
            country = next((self.knowledge.countries[s.value] for s in senses if s.how == "adjective"), None)
            if country is not None:
                return next(iter(country.people), plural(words.raw[at]))
        return ""

    def _owner(self, words: Words, at: int, mentions: Sequence[ActorMention]) -> ResolvedActor | None:
        """ "fighters of the Islamic State", "forces loyal to Hezbollah": the named actor after the head noun."""
        if not self._is_group(words, at):
            return None
        for link in self.finder.words.owner_links:
            after = at + 1 + len(link)
            if tuple(words.keys[at + 1 : after]) != link or after >= len(words.keys):
                continue
            while after + 1 < len(words.keys) and words.keys[after] in self.finder.words.determiners:
                after += 1
            owner = next((m for m in mentions if m.start <= words.starts[after] < m.end and not m.weak), None)
            if owner is not None and owner.actor and (link not in PLACE_LINKS or owner.how in ("name", "proxy")):
                return _resolved([owner])
        return None


def abbreviations(text: str) -> dict[str, str]:
    """The abbreviations that a text introduces: {"RSF": "Rapid Support Forces"}, initials checked in order."""
    found: dict[str, str] = {}
    for match in _ABBREVIATED.finditer(text):
        full, short = match[1], match[2]
        tails = [full[m.start() :] for m in re.finditer(r"(?<![\w-])[A-Z]", full)]
        fits = [tail for tail in tails if _initials(tail) == short]
        if fits:
            found.setdefault(short, fits[-1])
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())


def _own_name(words: Words, at: int, nouns: ActorWords) -> ResolvedActor | None:
    """The name of a group that no pack knows: "Somali Youth Front fighters", "Hutu rebels", "the Taraba Union"."""
    first, armed = at, False
    for i in range(max(0, at - LONGEST_NOUN + 1), at + 1):
        length, classes = nouns.at(words.keys, i)
        if length and i + length == at + 1:
            first, armed = i, "armed" in classes
            break
    capitals = [i for i in range(at + 1) if words.raw[i][0].isupper() and words.keys[i] not in nouns.determiners]
    if capitals:
        start, last = capitals[0], capitals[-1]
        if start > 0 and words.keys[start - 1] in ("al", "el") and words.gap(start) == "-":
            start -= 1
        name = words.text[words.starts[start] : words.ends[last]]
        keys, raw = words.keys[start : last + 1], words.raw[start : last + 1]
        organisation = any(key in nouns.organisations for key in (keys[1:] or keys))
        if last >= first - 1 and (organisation or any(w.isupper() and len(w) > 1 for w in raw)):
            return ResolvedActor(name, "rebel" if armed else "organisation", "name in the text")
        if armed and start < first:
            if last == first - 1 and len(raw) > 1 and not _ETHNIC.search(raw[-1]):
                return ResolvedActor(name, "rebel", "name in the text")
            return ResolvedActor(_phrase(words, start, first, at), "rebel", "unnamed group, as the text calls it")
        if words.keys[at] == "forces" and start == last == at - 1 and _ETHNIC.search(raw[-1]):  # "Tuareg forces"
            return ResolvedActor(words.text[words.starts[start] : words.ends[at]], "rebel", "a people's, by the text")
    if armed and first > 0 and words.keys[first - 1] in nouns.group_adjectives:
        phrase = _phrase(words, first - 1, first, at)
        return ResolvedActor(phrase, "rebel", "unnamed group, as the text calls it", weak=True)
    return None


def _phrase(words: Words, start: int, noun: int, at: int) -> str:
    """The words from `start`, the noun in the plural: "a suspected Hutu rebel" gives "Hutu rebels"."""
    return words.text[words.starts[start] : words.starts[noun]] + plural(
        words.text[words.starts[noun] : words.ends[at]]
    )


def _beside(between: str) -> bool:
    """Whether only adjectives and nouns stand between two words of a noun phrase."""
    return re.fullmatch(r"[ \w'’]*", between) is not None and not re.search(r"\b(?:and|or|of|in|by|from)\b", between)


def _joint(mentions: Sequence[ActorMention], phrase: str) -> ResolvedActor | None:
    """Several actors that the phrase coordinates: "the FSA and Turkish troops"."""
    chain: list[ActorMention] = []
    for mention in mentions:
        if not mention.actor or (chain and not _JOINER.fullmatch(phrase[chain[-1].end : mention.start])):
            break
        chain.append(mention)
    names = tuple(dict.fromkeys(m.actor for m in chain))
    if len(names) < 2 or not _beside(phrase[: chain[0].start]):
        return None
    return ResolvedActor(JOINT.join(names), chain[0].kind, "joint: " + ", ".join(m.how for m in chain))


def _with_coordinated(mentions: Sequence[ActorMention], at: int) -> list[ActorMention]:
    start = at
    while start > 0 and mentions[start - 1].coordinated:
        start -= 1
    return list(mentions[start : at + 1])


def _resolved(mentions: Sequence[ActorMention]) -> ResolvedActor:
    last = mentions[-1]
    if not last.actor:
        why = f"'{last.text}' describes an actor that is named elsewhere"
        return ResolvedActor("", why=why, weak=True, candidates=last.candidates)
    names = dict.fromkeys(m.actor for m in mentions)
    return ResolvedActor(JOINT.join(names), last.kind, last.how, last.weak, last.candidates)
