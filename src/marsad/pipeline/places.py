"""Which place a user means: by name among those that the ledger's claims name, else in the gazetteer; or by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from marsad.records import MarsadError
from marsad.resolve.gazetteer.fold import plain_key, primary_key
from marsad.resolve.gazetteer.index import Entry, Gazetteer

NUMBER = "geonameid:"
SUGGESTIONS = 4
SUGGEST_FROM = 60
"""rapidfuzz's score (0 to 100) from which a name is close enough to be meant."""
OUTSHINES = 20
"""A place of the gazetteer with this many times the people of the next one of its name is the one meant: Paris in
France, not in Texas."""

LedgerPlace = tuple[str, int | None, str]
"""place_id, geonameid, name in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The place that was asked for."""

    place_id: str
    name: str
    geonameid: int | None


def find_place(asked: str, *, named: Iterable[LedgerPlace], gazetteer: Callable[[], Gazetteer]) -> Meant:
    """The place by name, by `geonameid:N`, or by place_id. Raises MarsadError, with suggestions, where none or several
    are meant. gazetteer: opened only where the ledger does not know the name."""
    places = list(named)
    if asked.startswith((NUMBER, "gn:")) and "/" not in asked:
        return _by_number(asked.removeprefix(NUMBER).removeprefix("gn:"), asked, places, gazetteer)
    for place_id, number, name in places:
        if place_id == asked:
            return Meant(place_id=place_id, name=name, geonameid=number)
    if not primary_key(asked):
        raise MarsadError("no place is asked for", advice="Give a name, or geonameid:N")
    return _in_ledger(asked, places) or _in_gazetteer(asked, places, gazetteer())


def _by_number(
    digits: str, asked: str, places: list[LedgerPlace], gazetteer: Callable[[], Gazetteer]
) -> Meant:
    if not digits.isdecimal():
        raise MarsadError(f"not a place's number: {asked!r}", advice="Write geonameid:N with GeoNames' own number")
    number = int(digits)
    own = next((name for place_id, _, name in places if place_id == f"gn:{number}"), None)
    if own is None:
        # A pack's place may carry the number of GeoNames' full dump.
        other = next((p for p in places if p[1] == number and "/" not in p[0] and not p[0].startswith("gn:")), None)
        if other is not None:
            return Meant(place_id=other[0], name=other[2], geonameid=number)
    entry = gazetteer().entry(number)
    if entry is None and own is None:
        raise MarsadError(f"no place has the number {number}", advice="Ask for it by name, as reports give it")
    return Meant(place_id=f"gn:{number}", name=entry.name if entry else own or "", geonameid=number)


def _in_ledger(asked: str, places: list[LedgerPlace]) -> Meant | None:
    """The ledger's place of this name: as spelt, else the article aside; a whole place before its parts and regions."""
    for key in (plain_key, primary_key):
        found = [place for place in places if key(place[2]) == key(asked)]
        whole = [place for place in found if "/" not in place[0] and not place[0].startswith("region:")]
        for group in (whole, found):
            ids = {place_id: (number, name) for place_id, number, name in group}
            if len(ids) == 1:
                place_id, (number, name) = ids.popitem()
                return Meant(place_id=place_id, name=name, geonameid=number)
            if len(ids) > 1:
                choices = [f"{number and f'{NUMBER}{number}' or place_id}" for place_id, (number, _) in ids.items()]
                raise _several(asked, choices)
    return None


def _in_gazetteer(asked: str, places: list[LedgerPlace], gazetteer: Gazetteer) -> Meant:
    matches = gazetteer.lookup(asked)
    best = max((match.exactness for match in matches), default=0.0)
    entries = [match.entry for match in matches if match.exactness == best]
    if not entries:
        raise _unknown(asked, places)
    first, *others = entries
    if others and first.population < OUTSHINES * max(entry.population for entry in others):
        raise _several(asked, [_described(entry) for entry in entries])
    return Meant(place_id=f"gn:{first.id}", name=first.name, geonameid=first.id)


def _described(entry: Entry) -> str:
    return f"{NUMBER}{entry.id} ({entry.name}, {entry.country})"


def _several(asked: str, choices: list[str]) -> MarsadError:
    shown = "; ".join(choices[:SUGGESTIONS]) + (" ..." if len(choices) > SUGGESTIONS else "")
    return MarsadError(f"several places are called {asked!r}", advice=f"Say which: {shown}")


def _unknown(asked: str, places: list[LedgerPlace]) -> MarsadError:
    names = sorted({name for _, _, name in places if name})
    close = process.extract(asked.casefold(), names, scorer=fuzz.WRatio, limit=SUGGESTIONS, score_cutoff=SUGGEST_FROM)
    advice = f"Did you mean {', '.join(name for name, *_ in close)}?" if close else "Try another spelling, or geonameid:N"
    return MarsadError(f"no place is called {asked!r}, in this ledger or in the gazetteer", advice=advice)
