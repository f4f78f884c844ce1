"""Groups that no pack knows but that the report itself introduces: "the Libyan National Army (LNA)".

The long form is found from its short form, right to left (Schwartz and Hearst 2003)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.resolve.actors.mentions import ActorMention

INTRODUCED = re.compile(r"\(\s*([A-Z][A-Za-z]{1,5})\s*\)")
SMALL = frozenset({"of", "for", "and", "the", "in", "al", "de"})
"""Words that a short form may leave out."""
SHORTEST, LONGEST = 2, 6
"""Letters of a short form."""
ARMED = frozenset(
    {"army", "armies", "force", "forces", "front", "brigade", "brigades", "militia", "militias", "battalion",
     "battalions", "guard", "guards", "corps", "division", "movement", "liberation", "resistance", "units", "command",
     "coalition"}
)  # fmt: skip
"""Words that make a name an armed group's."""
RULING = frozenset({"government", "authority", "administration"})


def explained_names(text: str, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, with those of introduced groups in the place of what they overlap, in text order."""
    known = {m.text for m in mentions if m.how == "name"}
    names: dict[str, str] = {}
    for found in INTRODUCED.finditer(text):
        short = found[1]
        long = _long_form(text[max(0, found.start() - 90) : found.start()].rstrip(), short)
        words = set(long.lower().split())
        if long and words & (ARMED | RULING) and long not in known and short not in known:
            names[long] = names[short] = long
    if not names:
        return list(mentions)
    forms = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    new = []
    for m in re.finditer(rf"(?<![\w-])(?:{forms})(?:\s*\([A-Z][A-Za-z]{{1,5}}\))?(?!\w)", text):
        name = names[re.split(r"\s*\(", m[0])[0]]
        kind = "state" if set(name.lower().split()) & RULING else "rebel"
        new.append(ActorMention(m.start(), m.end(), m[0], name, kind, "name"))
    kept: list[ActorMention] = []
    for one in new:
        after = next((m for m in mentions if m.start == one.end + 1 and m.weak and text[one.end] == " "), None)
        end = after.end if after else one.end  # "DPF gunmen"
        kept.append(ActorMention(one.start, end, text[one.start : end], one.actor, one.kind, one.how))
    rest = [m for m in mentions if not any(m.start < k.end and k.start < m.end for k in kept)]
    return sorted([*rest, *kept], key=lambda m: m.start)


def spelt_out(name: str, text: str) -> str:
    """The long form of a name that the text introduces with it: "AU" for "the African Union (AU)"; else the name."""
    if not (name.isupper() and name.isalpha() and SHORTEST <= len(name) <= LONGEST):
        return name
    at = re.search(rf"[(\[]\s*{name}\s*[)\]]", text)
    return (_long_form(text[max(0, at.start() - 90) : at.start()].rstrip(), name) if at else "") or name


def _long_form(before: str, short: str) -> str:
    """The capitalised words right before that the letters of `short` begin, "" if they don't."""
    words = before.split()
    letters = [c.lower() for c in short if c.isupper()]
    at = len(words)
    while letters and at:
        at -= 1
        word = words[at].strip("“”\"',")
        if word[:1].lower() == letters[-1] and word[:1].isupper():
            letters.pop()
        elif word.lower() not in SMALL:
            return ""
    return "" if letters or len(words) - at < 2 else " ".join(words[at:])
