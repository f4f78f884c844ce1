"""Abbreviations of the field that count casualties: "3 WIA, 1 KIA" are three wounded and one dead."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.claims.syntax.parse import Parse


def spell_casualties(parse: Parse, abbreviations: Mapping[str, str]) -> frozenset[int]:
    """Gives counted abbreviations the words that they stand for, in place; their tokens.

    Only right after a number and before no noun: elsewhere the letters may be a group's name ("KIA", the Kachin
    Independence Army: "200 KIA fighters", "the KIA").
    """
    found: set[int] = set()
    for i, word in enumerate(parse.words):
        if word not in abbreviations or not i or not _counts(parse.words[i - 1]):
            continue
        after = i + 1
        if (
            after < parse.size
            and not parse.lower[after].startswith("incl")
            and parse.tag[after].startswith(("NN", "JJ"))
            and parse.words[after] not in abbreviations
        ):
            continue
        parse.reword(i, abbreviations[word])
        parse.tag[i] = "JJ"
        found.add(i)
    return frozenset(found)


def _counts(word: str) -> bool:
    return word.lstrip("~").rstrip("x+").isdigit()
