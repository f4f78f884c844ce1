"""Whom a report's bare words for fighters mean: "the rebels", "four suspected militants", "the coalition"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.words import plural

IRREGULAR = frozenset({"rebel", "jihadist", "militia", "ethnic_forces"})
GROUP_HOWS = frozenset({"name", "unnamed", "proxy"})
DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose) \Z")
OTHERS = re.compile(r"\b(?:[Oo]ther|[Uu]nidentified|[Uu]nknown|[Ll]ocal|[Ff]oreign|rival|[A-Z]\w+) \Z")
"""Before "militants" they tell others than the group that was named."""
AGAINST = re.compile(r"\b(?:from|against|with) (?:the|these|those) \Z")
SENTENCE_END = re.compile(r"[.!?\n]\s")
BESIDE = re.compile(r",? (?:and|or|as well as|against|with|from) (?:the |these |those |rival |other |some |its )?")
"""Between two mentions: they are not the same ("between X and the militants", "the militants and X")."""
THE_GROUP = re.compile(
    r"(?:suspected )?(?:rebels?|guerrillas?|insurgents?|militants?|jihadists?|"
    r"(?:rebel|militant|insurgent|guerrilla) (?:group|fighters|forces|army))"
)
BARE = re.compile(
    r"\b[Tt]he ((?:[a-z]+ )?(?:militia|militiamen|fighters|separatists|mutineers|secessionists))\b"
    r"(?! (?:of|from|loyal)\b)"
)
"""Definite words for fighters that are in no lexicon."""
RISING = re.compile(r"rebel|guerrilla|insurgent|separatist|secessionist|militant|fighter")
"""Nouns of those who rise against a state."""
CREEDS = frozenset(
    {"sunni", "shiite", "shia", "christian", "muslim", "moslem", "jewish", "maoist", "marxist", "sikh", "hindu",
     "buddhist"}
)  # fmt: skip
"""Adjectives that are written with a capital."""
CLEARLY_MORE = 2
"""A group that is named this many times as often as the next one is meant by "the rebels"."""
NEAR = 80
"""Characters before a noun in which its adjective stands."""
PEACEKEEPERS = frozenset({"peacekeeper", "peacekeepers"})
NEAR_PEACEKEEPERS = 30
"""Characters from a body's name to the word for whom it sends ("the UN stabilisation and peacekeeping mission")."""
IN_OFFICE = re.compile(r" loyal to (?:the )?(?:President|Prime Minister|King) [A-Z]")
"""Of one who is not called "ousted" or "former"."""
SENDING = frozenset({"United Nations", "African Union", "European Union", "NATO", "ECOMOG"})
"""Bodies that send peacekeepers."""


def with_described_groups(
    text: str, mentions: Sequence[ActorMention], adjectives: Collection[str]
) -> list[ActorMention]:
    """The mentions, fighters whom an adjective tells from others named by it: "anti-government guerrillas"."""
    found: list[ActorMention] = []
    for mention in mentions:
        if mention.kind == "unidentified" and mention.weak:
            word = text[max(0, mention.start - NEAR) : mention.start].rsplit(maxsplit=1)[-1:]
            before = word[0].lower() if word and text[mention.start - 1] == " " else ""
            if before in adjectives:
                adjective = before.capitalize() if before in CREEDS else before
                name = f"{adjective} {plural(mention.text.lower())}"
                start = mention.start - len(before) - 1
                one = replace(mention, start=start, text=text[start : mention.end], actor=name)
                found.append(replace(one, kind="rebel", how="unnamed", weak=False))
                continue
        found.append(mention)
    return found


def with_groups_meant(text: str, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, bare words for fighters given the group that they stand for: the one described by the same noun,
    else the one that alone was named before (for "the rebels") or that alone is named in the whole report."""
    groups = [m for m in mentions if m.kind in IRREGULAR and m.how in GROUP_HOWS and not m.weak]
    if not groups:
        return list(mentions)
    bare = [
        ActorMention(m.start(1), m.end(1), m[1], "", "unidentified", "generic", weak=True)
        for m in BARE.finditer(text)
        if not any(k.start < m.end(1) and m.start(1) < k.end for k in mentions)
    ]
    found: list[ActorMention] = []
    named: list[ActorMention] = []
    for mention in sorted([*mentions, *bare], key=lambda m: m.start):
        if mention.kind in IRREGULAR and mention.how in GROUP_HOWS and not mention.weak:
            named.append(mention)
        meant = ""
        if mention.kind == "unidentified" and mention.weak:
            foes = {m.actor for m in named if _fights(text, m, mention)}
            foes |= {m.actor for m in groups if _beside(text, m, mention)}
            if DEFINITE.search(text[: mention.start][-12:]) is None:  # "X's men died when rebels attacked": others
                foes |= {m.actor for m in named if SENTENCE_END.search(text, m.end, mention.start) is None}
            able = [m for m in named if _can_mean(mention, m) and m.actor not in foes]
            every = {m.actor for m in groups if _can_mean(mention, m)} - foes
            meant = _meant(text, mention, able, every)
        if meant:
            found.append(replace(mention, actor=meant, kind="rebel", how="reference"))
        elif mention.actor or mention.how == "description":
            found.append(mention)
    return found


def as_headlined(text: str, mentions: Sequence[ActorMention], adjectives: Collection[str]) -> list[ActorMention]:
    """The mentions, rebels whom a headline alone tells by the own country ("Sudanese rebels") given the name of the
    one group of rebels that the report then names. adjectives: the country's."""
    rebels = {f"{adjective} rebels" for adjective in adjectives}
    described = [m for m in mentions if m.how == "unnamed" and m.actor in rebels]
    if not described or "\n" in text[: described[-1].end].rstrip():
        return list(mentions)
    named = {m.actor for m in mentions if m.kind == "rebel" and m.how == "name" and not m.weak}
    return [replace(m, actor=min(named)) if len(named) == 1 and m in described else m for m in mentions]


def _can_mean(mention: ActorMention, group: ActorMention) -> bool:
    """No report means a jihadist group that it knows by name by "rebels", nor by them or by "guerrillas" the other
    fighters whom it tells of ("Serb mercenaries", "the X militia")."""
    said = mention.text.lower()
    if group.kind == "jihadist" and "rebel" in said:
        return False
    if RISING.match(said) is None:
        return True
    described = group.actor.rsplit(maxsplit=1)[-1] if group.how == "unnamed" else ""
    return not described.islower() or RISING.match(described) is not None


def _fights(text: str, group: ActorMention, mention: ActorMention) -> bool:
    """Whether a group named before in the sentence has to do with the fighters as with others: "the SDF took the hill
    from the militia"."""
    between = text[group.end : mention.start]
    return AGAINST.search(between) is not None and SENTENCE_END.search(between) is None


def _beside(text: str, group: ActorMention, mention: ActorMention) -> bool:
    """Whether the words set a group beside the fighters: "clashes between X and the militants"."""
    first, second = sorted((group, mention), key=lambda m: m.start)
    return BESIDE.fullmatch(text, first.end, max(first.end, second.start)) is not None


def _meant(text: str, mention: ActorMention, named: Sequence[ActorMention], every: Collection[str]) -> str:
    """The group that a bare mention stands for, "" if that is open. named: those of groups before it."""
    if not named:
        return next(iter(every)) if len(every) == 1 and _open(text, mention) else ""
    definite = DEFINITE.search(text[: mention.start][-12:]) is not None
    if not definite and not _open(text, mention):
        return ""
    noun = plural(mention.text.lower().split()[-1])
    alike = {m.actor for m in named if m.actor.endswith(f" {noun}")}
    since = definite and named[-1].how == "name" and named[-1].actor not in alike
    if len(alike) == 1 and not since:
        return alike.pop()
    if alike and since:  # who was named since is meant
        return named[-1].actor
    if not definite:
        return named[0].actor if len(every) == 1 else ""
    before = Counter(m.actor for m in named).most_common(2)
    sure = len(before) == 1 or before[0][1] >= CLEARLY_MORE * before[1][1]
    return before[0][0] if sure else ""


def _open(text: str, mention: ActorMention) -> bool:
    """Whether words without "the" may mean a group that is named elsewhere: "rebels", not "unidentified militants"."""
    return THE_GROUP.fullmatch(mention.text.lower()) is not None and not OTHERS.search(text[: mention.start][-12:])


def with_senders(text: str, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, peacekeepers given the body that the report names as theirs (else the state whose they are said to
    be), "the coalition" the one that it names."""
    bodies = [m for m in mentions if m.how == "name" and m.actor in SENDING]
    sending = [m for m in bodies if "peacekeep" in text[m.end : m.end + NEAR_PEACEKEEPERS].lower()]
    nations = [m for m in mentions if m.how == "nationality" and _keeps_peace(m)]
    sender = next(iter(sending or nations or bodies), None)
    unions = {m.actor for m in mentions if m.kind == "coalition" and m.how == "unnamed"}
    known = any(m.kind == "coalition" and m.how == "name" and not m.weak for m in mentions)
    found: list[ActorMention] = []
    for mention in mentions:
        kept = mention
        if sender is not None and _keeps_peace(mention) and (sending or mention not in nations):
            kept = replace(mention, actor=sender.actor, kind=sender.kind)
        elif len(unions) == 1 and not known and mention.how == "generic" and mention.kind == "coalition":
            kept = replace(mention, actor=next(iter(unions)), how="reference")
        found.append(kept)
    return found


def _keeps_peace(mention: ActorMention) -> bool:
    return mention.how != "name" and mention.text.rsplit(maxsplit=1)[-1].lower() in PEACEKEEPERS


def with_the_presidents(mentions: Sequence[ActorMention], forces: str, capital: str) -> list[ActorMention]:
    """The mentions, "forces loyal to President X", "loyal to" the `capital`, as what they are: the own country's
    `forces`."""

    def loyal(name: str) -> bool:
        return bool(IN_OFFICE.search(name)) or (bool(capital) and name.endswith(f" loyal to {capital}"))

    return [
        replace(m, actor=forces, kind="state_forces") if m.how == "name" and loyal(m.actor) else m for m in mentions
    ]


def between_states(mentions: Sequence[ActorMention], country: str, forces: str) -> list[ActorMention]:
    """The mentions; where states alone fight, the own one is a state like the other, not "government forces" against
    rebels. country, forces: the own country's name, and its forces'."""
    irregular = any(m.kind in IRREGULAR or m.kind == "unidentified" for m in mentions)
    others = any(m.how == "nationality" and m.kind == "state" and m.actor != country for m in mentions)
    if irregular or not others:
        return list(mentions)
    return [replace(m, actor=country, kind="state") if m.actor == forces else m for m in mentions]
