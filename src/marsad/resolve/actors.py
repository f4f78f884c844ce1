"""Who is meant: from the words of a report to canonical actors, and who stands on whose side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval
from marsad.resolve.actor_lexicon import Scope, Words
from marsad.resolve.actor_mentions import ActorFinder, ActorMention, scope_of
from marsad.resolve.actor_sides import Sides
from marsad.resolve.actor_words import plural

DETERMINERS = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "these",
        "those",
        "this",
        "that",
        "some",
        "any",
        "both",
        "all",
    )
)
HEAD_ENDS = frozenset(
    (
        "who", "which", "that", "in", "from", "of", "on", "at", "near", "with", "loyal", "belonging", "for", "by", "to", "inside", "outside", "around", "after",
        "before", "including", "such", "against", "was", "were", "is", "are", "has", "have", "had", "backed", "affiliated", "linked", "allied", "fighting", "killed", "positioned", "along",
        "across", "under", "through", "into", "whose", "led", "riding", "wearing", "dressed", "holding", "carrying", "armed", "captured", "operating", "trained", "supported", "between",
    )
)  # fmt: skip
"""Words that end the part of a noun phrase whose last noun is its head."""

JOINT = " + "
_JOINER = re.compile(
    r",? (?:and|as well as|along with|together with|backed by|alongside|&) (?:the |its |their |a )?|, (?:the )?|/\Z"
)


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """name: canonical, or the group's own full name where no pack knows it; "" where the phrase names no actor.

    why: how it was found, or why it was not (goes to Claim.unresolved). weak: words that could be anybody's, so that
    an earlier named actor goes before. candidates: for a description, whom it may stand for."""

    name: str
    kind: str = ""
    why: str = ""
    weak: bool = False
    candidates: tuple[str, ...] = ()


class ActorResolver:
    """Everything about actors that the packs know. Build once, use from any thread: it keeps no state between calls."""

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
        scope = scope_of(when, countries)
        words = Words(phrase)
        if not words.keys:
            return ResolvedActor("", why="empty")
        mentions = self.finder.scan(words, scope)
        at = _head(words, head)
        start, end = words.starts[at], words.ends[at]
        covering = next((i for i, m in enumerate(mentions) if m.start <= start < m.end), None)
        if head is None and (joint := _joint(mentions, phrase, words)) is not None:
            return joint
        if covering is not None and not mentions[covering].weak:
            return _resolved(_with_coordinated(mentions, covering))
        owner = self._owner(words, at, mentions)
        if owner is not None:
            return owner
        if covering is not None and mentions[covering].how == "description":
            return _resolved([mentions[covering]])
        before = [
            m
            for m in mentions
            if m.end <= start and not m.weak and m.how != "people" and _beside(phrase[m.end : start])
        ]
        if before and self._is_group(words, at):
            return _resolved([before[-1]])
        own = self._own_name(words, at, scope)
        if own is not None and (covering is None or mentions[covering].how in ("generic", "home")):
            return own
        if covering is not None:
            return _resolved([mentions[covering]])
        if before:
            return _resolved([before[-1]])
        return ResolvedActor("", why=f"'{words.raw[at]}' names no actor")

    def resolve_joint(self, names: Sequence[str]) -> str:
        """ "Turkey + Free Syrian Army": several actors as one, in the given order, each once, parts of joint ones too."""
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

    def _is_group(self, words: Words, at: int) -> bool:
        """Whether the noun at `at` is of people, forces or machines of war: what a name before it may own."""
        _, classes = self.finder.words.at(words.keys, at)
        return bool(classes)

    def _owner(self, words: Words, at: int, mentions: Sequence[ActorMention]) -> ResolvedActor | None:
        """ "fighters of the Islamic State", "forces loyal to Hezbollah": the named actor after the head noun."""
        if not self._is_group(words, at):
            return None
        for link in self.finder.words.owner_links:
            after = at + 1 + len(link)
            if tuple(words.keys[at + 1 : after]) != link or after >= len(words.keys):
                continue
            while after + 1 < len(words.keys) and words.keys[after] in DETERMINERS:
                after += 1
            owner = next((m for m in mentions if m.start <= words.starts[after] < m.end and not m.weak), None)
            if (
                owner is not None
                and owner.actor
                and (link not in (("in",), ("from",), ("with",)) or owner.how in ("name", "proxy"))
            ):
                return _resolved([owner])
        return None

    def _own_name(self, words: Words, at: int, scope: Scope) -> ResolvedActor | None:
        """The name of a group that no pack knows: "Somali Youth Front fighters", "Hutu rebels", "Islamist militants"."""
        noun = self.finder.words
        length, classes = 0, set[str]()
        first_noun = at
        for start in range(max(0, at - 3), at + 1):
            size, found = noun.at(words.keys, start)
            if size and start + size == at + 1:
                first_noun, length, classes = start, size, found
                break
        capitals = [i for i in range(at + 1) if words.raw[i][0].isupper() and words.keys[i] not in DETERMINERS]
        if capitals:
            start = capitals[0]
            last = max(i for i in capitals if i <= at)
            name = words.text[words.starts[start] : words.ends[last]]
            keys = words.keys[start : last + 1]
            named = any(k in noun.organisations for k in keys[(1 if len(keys) > 1 else 0) :]) or any(
                w.isupper() and len(w) > 1 for w in words.raw[start : last + 1]
            )
            if named and last >= first_noun - 1:
                return ResolvedActor(name, "organisation" if not classes & {"armed"} else "rebel", "name in the text")
            if "armed" in classes and start < first_noun:
                if last < first_noun - 1 or _is_ethnic(words.raw[last]) or start == last:
                    phrase = words.text[words.starts[start] : words.starts[first_noun]] + _plural(
                        words.text[words.starts[first_noun] : words.ends[at]]
                    )
                    return ResolvedActor(phrase, "rebel", "unnamed group, as the text calls it")
                return ResolvedActor(name, "rebel", "name in the text")
        if "armed" in classes and first_noun > 0 and words.keys[first_noun - 1] in noun.group_adjectives:
            phrase = words.text[words.starts[first_noun - 1] : words.starts[first_noun]] + _plural(
                words.text[words.starts[first_noun] : words.ends[at]]
            )
            return ResolvedActor(phrase, "rebel", "unnamed group, as the text calls it", weak=True)
        return None


def _is_ethnic(word: str) -> bool:
    return word.endswith(("i", "n", "ish", "ese", "u", "c"))


def _plural(noun: str) -> str:
    return noun if noun.endswith(("s", "men")) else plural(noun)


def _beside(between: str) -> bool:
    """Whether only adjectives and nouns stand between two words of a noun phrase."""
    return re.fullmatch(r"[ \w'’]*", between) is not None and not re.search(r"\b(?:and|or|of|in)\b", between)


def _head(words: Words, head: str | None) -> int:
    """Index of the head noun: the given one (its last occurrence), else the last word before what hangs on it."""
    if head is not None:
        wanted = Words(head).keys
        for i in range(len(words.keys) - 1, -1, -1):
            if wanted and words.keys[i] == wanted[-1]:
                return i
    for i, key in enumerate(words.keys):
        if i and (key in HEAD_ENDS or ("," in words.gap(i) or "(" in words.gap(i))):
            joined_adjective = words.gap(i) == "-" or (i + 1 < len(words.keys) and words.gap(i + 1) == "-")
            if not joined_adjective:
                return i - 1
    return len(words.keys) - 1


def _joint(mentions: Sequence[ActorMention], phrase: str, words: Words) -> ResolvedActor | None:
    """Several named actors that the phrase coordinates: "the FSA and Turkish troops"."""
    chain: list[ActorMention] = []
    for mention in mentions:
        if not mention.actor or (chain and not _JOINER.fullmatch(phrase[chain[-1].end : mention.start])):
            break
        chain.append(mention)
    names = tuple(dict.fromkeys(m.actor for m in chain))
    if len(names) < 2 or (phrase[: chain[0].start].strip() and not _beside(phrase[: chain[0].start])):
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
        return ResolvedActor(
            "", why=f"'{last.text}' describes an actor named elsewhere", weak=True, candidates=last.candidates
        )
    names = dict.fromkeys(m.actor for m in mentions)
    return ResolvedActor(JOINT.join(names), last.kind, last.how, last.weak, last.candidates)
