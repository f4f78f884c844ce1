"""Whose soldiers a report means: "the troops" after "Ethiopian troops"; "dissident soldiers" are no government's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.words import plural

DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose) \Z")
SOLDIERS = frozenset(
    {"soldier", "troop", "marine", "paratrooper", "commando", "serviceman", "peacekeeper", "legionnaire", "ranger"}
)
"""Nouns that say of nobody's army that they are in it."""
THEIR_UNITS = frozenset(
    {"force", "army", "military", "patrol", "convoy", "unit", "contingent", "column", "brigade", "battalion",
     "company", "regiment", "special force", "checkpoint", "base", "camp", "jeep", "tank", "vehicle", "position"}
)  # fmt: skip
"""Nouns after a nationality that make soldiers known, too: "an Ethiopian convoy was hit. The soldiers ..."."""
SOLDIERLY = frozenset(plural(noun) for noun in SOLDIERS) | SOLDIERS
KNOWN_BY = frozenset(plural(noun) for noun in SOLDIERS | THEIR_UNITS) | SOLDIERS | THEIR_UNITS
STATES = frozenset({"state", "state_forces", "coalition", "organisation"})
REACH = 600
"""Characters back: some four sentences."""
HARMED = re.compile(r"\b(?:killing|wounding|injuring) (?:(?:at least|up to|about|some|all) )?(?:\w+ )?\Z")
"""Before soldiers they are of the force that the sentence names: "hit a US convoy, killing two soldiers"."""
SENTENCE_END = re.compile(r"[.!?]\s")
BEFORE = re.compile(r"(?<![\w-])([A-Za-z]+)[ -]\Z")


def with_soldiers_meant(text: str, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, "the soldiers" and "the troops" given those whose soldiers the report named last, and those who are
    hurt as the sentence names the force."""
    found: list[ActorMention] = []
    last: ActorMention | None = None
    for mention in mentions:
        kept = mention
        bare = mention.how == "home" and mention.text.lower() in SOLDIERLY
        hurt = bare and last is not None and HARMED.search(text[max(last.end, mention.start - 40) : mention.start])
        if hurt and last is not None and last.how != "home" and not SENTENCE_END.search(text, last.end, mention.start):
            kept = replace(mention, actor=last.actor, kind=last.kind, how="reference")
        elif bare and DEFINITE.search(text[max(0, mention.start - 7) : mention.start]):
            if last is not None and last.how != "home" and mention.start - last.end < REACH:
                kept = replace(mention, actor=last.actor, kind=last.kind, how="reference")
        elif _soldiers(mention):
            last = mention
        found.append(kept)
    return found


def _soldiers(mention: ActorMention) -> bool:
    """Whether a mention tells of somebody's soldiers."""
    words = mention.text.lower().split()
    return bool(mention.actor) and (mention.kind in STATES or mention.how == "unnamed") and words[-1] in KNOWN_BY


def with_mutinous_soldiers(
    text: str, mentions: Sequence[ActorMention], adjectives: Collection[str]
) -> list[ActorMention]:
    """The mentions, soldiers whom an adjective tells from the government's named by it: "renegade soldiers"."""
    found: list[ActorMention] = []
    for mention in mentions:
        words = mention.text.lower().split()
        before = BEFORE.search(text, max(0, mention.start - 20), mention.start)
        soldiers = mention.how in ("home", "nationality") and words[-1] in SOLDIERLY and "government" not in words
        if soldiers and before is not None and before[1].lower() in adjectives:
            start, noun = before.start(1), plural(mention.text.rsplit(maxsplit=1)[-1])
            own = " ".join(mention.text.split()[:-1])  # "Congolese"
            said = " ".join(part for part in (text[start : mention.start].strip().lower(), own, noun) if part)
            said = said.replace("- ", "-")
            one = replace(mention, start=start, text=text[start : mention.end], actor=said, weak=False)
            found.append(replace(one, kind="rebel", how="unnamed"))
        else:
            found.append(mention)
    return found
