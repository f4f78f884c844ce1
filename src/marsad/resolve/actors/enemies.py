"""Whom a side of the fighting calls "the enemy" in a statement of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from marsad.resolve.actors.mentions import ActorMention

ENEMY = re.compile(r"\b(?:[Tt]he )?[Ee]nemy\b(?:['’]s?)?(?! combatant)")
OTHERS_FOE = re.compile(r"\b(?:[Aa]n|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts|[Yy]our|common|public|worst|sworn) \Z")
"""Before "enemy" it is somebody else's, or nobody in particular."""
BESIDE_US = re.compile(
    r"\b(?:(?:support|help|backing|participation|assistance) of|alongside|allied (?:with|to)|(?:supported|backed) by"
    r"|together with) (?:the |our )?\Z"
)
"""Before a name it is that of a friend."""
Opposed = Callable[[str, str], bool | None]
NOT_FIGHTING = frozenset({"civilians", "unidentified", "protesters", "", "organisation"})


def with_enemies(
    text: str,
    mentions: Sequence[ActorMention],
    own: str,
    *,
    opposed: Opposed,
    foe: tuple[str, str] | None,
) -> list[ActorMention]:
    """The mentions, with "the enemy" and "enemy troops" as those whom the speaker fights: the one that the report
    names, else `foe` (actor, kind)."""
    friends = {m.actor for m in mentions if BESIDE_US.search(text, max(0, m.start - 24), m.start)}
    meant = _named_foe([m for m in mentions if m.actor not in friends], own, opposed) or foe
    if meant is None:
        return list(mentions)
    found = []
    for match in ENEMY.finditer(text):
        start, end = match.span()
        if not OTHERS_FOE.search(text, max(0, start - 8), start):
            after = next((m for m in mentions if m.start == end + 1 and m.weak), None)  # "enemy troops"
            end = after.end if after else end
            found.append(ActorMention(start, end, text[start:end], *meant, "reference"))
    rest = [m for m in mentions if not any(m.start < k.end and k.start < m.end for k in found)]
    return sorted([*rest, *found], key=lambda m: m.start)


def _named_foe(mentions: Sequence[ActorMention], own: str, opposed: Opposed) -> tuple[str, str] | None:
    """Whom the report names of those that fight the speaker by the packs; else the only other force that it names."""
    named = {m.actor: m for m in mentions if m.actor and m.actor != own and m.kind not in NOT_FIGHTING and not m.weak}
    foes = [m for m in named.values() if opposed(own, m.actor)]
    others = [m for m in named.values() if m.how in ("name", "nationality") and opposed(own, m.actor) is None]
    meant = foes[0] if foes else others[0] if len(others) == 1 else None
    return (meant.actor, meant.kind) if meant else None
