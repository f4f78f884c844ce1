"""The nouns beside a name: the force that a nationality tells of ("air force jets"), a group's fighters, a model."""

from __future__ import annotations

from marsad.resolve.actors.lexicon import Words
from marsad.resolve.actors.words import ActorWords

MAX_NOUNS = 5
"""Nouns in a row after a nationality: "Russian air force fighter jets"."""

FORCE_NOUNS = frozenset(("people", "bodies", "rulers", "things", "acts"))
GROUP_NOUNS = frozenset(("armed", "followers"))
MACHINES = frozenset(("things", "acts"))
MODEL = frozenset(("things", "modifiers"))
"""Classes of a model's designation, which names a machine or stands before its noun ("F-16 warplanes")."""
NOT_THE_ARMYS = frozenset(
    ("defeat", "defeats", "victory", "victories", "success", "successes", "setback", "setbacks", "solution",
     "solutions", "option", "options", "means", "might", "power", "superiority", "aid", "support", "assistance",
     "cooperation", "intervention", "expert", "experts", "analyst", "analysts", "strategist", "strategists", "budget",
     "spending", "strategy", "doctrine", "balance", "terms", "purposes", "conflict", "history", "experience",
     "pressure", "confrontation", "escalation", "technology", "alliance")
)  # fmt: skip
"""After a bare "military" they tell of what kind something is, and of no army."""
LONGEST_MAKE = 4
"""Letters of a designation before its number: "MiG-29", "Su-25"."""


def force_noun(nouns: ActorWords, words: Words, at: int) -> tuple[int, set[str], str]:
    """(end, classes, last noun) of the force noun at word `at`, modifiers before it included; no classes: none."""
    end, classes, last = at, set[str](), ""
    for _ in range(MAX_NOUNS):
        if not words.joined(at) or ("\n" in words.gap(at) and words.raw[at][0].isupper()):  # a line of its own
            break
        length, found = nouns.at(words.keys, at)
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


def last_classes(nouns: ActorWords, words: Words, start: int, end: int) -> set[str]:
    """The classes of the noun that a name of words start to end ends with ("regime air forces": bodies)."""
    for i in range(start, end):
        length, classes = nouns.at(words.keys, i)
        if length and i + length == end:
            return classes & (FORCE_NOUNS - {"rulers"})
    return set()


def followers(nouns: ActorWords, words: Words, end: int) -> tuple[int, bool]:
    """Where a named group's noun phrase ends ("ISIS" + "terrorist group", "fighters"), and whether it is people."""
    persons = True
    for _ in range(MAX_NOUNS):
        if end >= len(words.keys) or words.gap(end) != " ":
            break
        length, classes = nouns.at(words.keys, end)
        if not classes & (GROUP_NOUNS | {"people", "things"}):
            break
        persons = not classes & MACHINES
        end += length
    return end, persons


def _model(words: Words, at: int) -> int:
    """Number of words of a model's designation at word `at`: "F-16", "Su-25", "B52", 0 if there is none."""
    raw = words.raw[at]
    if not raw[0].isupper() or len(raw) > LONGEST_MAKE:
        return 0
    if raw[-1].isdigit():
        return 1
    numbered = at + 1 < len(words.keys) and words.gap(at + 1) == "-" and words.raw[at + 1][0].isdigit()
    return 2 if numbered else 0


def of_no_army(words: Words, i: int) -> bool:
    """ "A military defeat", but not "Syria's military defeat": of what kind something is."""
    after = words.keys[i + 1 : i + 2]
    return words.keys[i] == "military" and after != [] and after[0] in NOT_THE_ARMYS and words.joined(i + 1)
