"""When two annotations of a name, a place or a date agree: the rules of the claims' gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

Row = Mapping[str, Any]
"""A claim as in its JSON form (claims.md)."""

OPEN_BOUND_DAYS = 31
"""How far apart the known bounds of two half-open intervals may lie: "since January" has no better day."""

_OTHER = re.compile(r"[^a-z0-9+]+")
_ENGLISH_ARTICLE = re.compile(r"\b(?:the|a|an)\b ")
_PLACE_ARTICLE = re.compile(r"\b(?:al|el|ar|as|ad|ash|at|az)\b ?")
_JOINT = re.compile(r"\s*\+\s*")


@cache
def _table() -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    """(a pattern for each group of names that are one, generic words)."""
    text = resources.files("marsad.evaluation").joinpath("same_names.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    patterns = (re.compile("|".join(f"(?:{one})" for one in names)) for names in data["same"])
    return tuple(patterns), frozenset(data["generic"].split())


@lru_cache(maxsize=65_536)
def fold(text: str | None) -> str:
    """Lower-case ASCII letters, digits and plus signs, without accents and English articles."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    return _ENGLISH_ARTICLE.sub("", _OTHER.sub(" ", bare.lower())).strip()


@lru_cache(maxsize=65_536)
def _bodies(names: str | None) -> frozenset[str]:
    """The bodies that a joint name ("A + B") names; the number of its group where a body has several names."""
    patterns, _ = _table()
    out = set()
    for part in _JOINT.split(names or ""):
        if part.strip():
            name = fold(part)
            group = next((n for n, pattern in enumerate(patterns) if pattern.fullmatch(name)), None)
            out.add(name if group is None else f"#{group}")
    return frozenset(out)


def same_name(gold: str | None, system: str | None) -> bool:
    """A body in common; or half of the shorter name's words, generic ones aside; or nothing said on both sides."""
    ours, theirs = _bodies(gold), _bodies(system)
    if not ours or not theirs:
        return not ours and not theirs
    if ours & theirs:
        return True
    generic = _table()[1]
    words, others = ({word for name in names for word in name.split()} for names in (ours, theirs))
    telling, other_telling = words - generic, others - generic
    if not telling or not other_telling:
        return words <= others or others <= words
    shared = len(telling & other_telling)
    return shared > 0 and shared * 2 >= min(len(telling), len(other_telling))


def same_place(gold: Row, system: Row) -> bool:
    """One number in the gazetteer; where one side has none, one name, articles aside, or no place on both."""
    ours, theirs = gold.get("geonameid"), system.get("geonameid")
    if ours is not None and theirs is not None:
        return int(ours) == int(theirs)
    names, others = _place_names(gold), _place_names(system)
    return bool(names & others) or (not names and not others)


def _place_names(claim: Row) -> set[str]:
    folded = {fold(claim.get("place")), fold(claim.get("place_text"))} - {""}
    return {_PLACE_ARTICLE.sub("", name).replace(" ", "") for name in folded}


def same_date(gold: Row, system: Row) -> bool:
    """Bounds open on the same sides, and the known ones near: within a day, or a quarter of the gold's length; where
    one is open, within OPEN_BOUND_DAYS."""
    ours, theirs = _days(gold), _days(system)
    if any((one is None) != (other is None) for one, other in zip(ours, theirs, strict=True)):
        return False
    start, end = ours
    room = max(1, (end - start).days // 4) if start and end else OPEN_BOUND_DAYS
    return all(abs((b - a).days) <= room for a, b in zip(ours, theirs, strict=True) if a and b)


def _days(claim: Row) -> tuple[date | None, date | None]:
    first, last = ((claim.get(name) or "")[:10] for name in ("date_start", "date_end"))
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
