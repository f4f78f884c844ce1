"""Which place a user means: by name among those that the ledger's claims name, else in the gazetteer; or by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NoReturn

from rapidfuzz import fuzz, process

from marsad.records import Claim, MarsadError, Place, name_of_place, root_of
from marsad.resolve.gazetteer.fold import plain_key, primary_key, skeleton, sound
from marsad.resolve.gazetteer.index import Entry, Gazetteer, sounds_alike
from marsad.resolve.places.cues import PARTS, SETTLEMENTS, compass, read_mention

NUMBER = "geonameid:"
SUGGESTIONS = 4
SUGGEST_FROM = 60
"""rapidfuzz's score (0 to 100) from which a name is close enough to be meant."""
OUTSHINES = 20
"""A place of the gazetteer with this many times the people of the next one of its name is the one meant: Paris in
France, not in Texas."""

COMPASS_PART = re.compile(r"(?P<side>(?:(?:north|south)[- ]?)?(?:north|south|east|west)(?:ern)?) (?P<town>.+)", re.I)
"""A side of a town, as people say it."""

NAMED_WITH_KIND = SETTLEMENTS | PARTS | {"camp"}
"""Kinds that people add to a place's own name; the airport of a town is not the town."""

LedgerPlace = tuple[str, int | None, str]
"""place_id, geonameid, name in lower case."""


def ids_under(roots: Collection[str], named: Iterable[LedgerPlace]) -> list[str]:
    """The ids of these places and of those of their parts that claims name, sorted."""
    return sorted({*roots, *(place_id for place_id, *_ in named if root_of(place_id) in roots)})


def towns_of(roots: Collection[str], named: Iterable[LedgerPlace]) -> list[str]:
    """The ids of the towns by which places with an id of their own are filed, these aside: which of the places are
    quarters of them, claims say (`control.votes.town_of`). Sorted."""
    return sorted(
        {f"gn:{number}" for place_id, number, _ in named if number is not None and root_of(place_id) in roots}
        - set(roots)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The place that was asked for. guessed: no place is called so, the one whose name looks most alike is taken."""

    place_id: str
    name: str
    geonameid: int | None
    guessed: bool = False


def find_place(
    asked: str,
    *,
    named: Iterable[LedgerPlace],
    packs: Callable[[], Iterable[Place]],
    gazetteer: Callable[[], Gazetteer],
) -> Meant:
    """The place by name, by `geonameid:N`, or by place_id. Raises MarsadError, with suggestions, where none or several
    are meant. packs, gazetteer: asked only where the ledger does not know the name."""
    places = list(named)
    if asked.startswith((NUMBER, "gn:")) and "/" not in asked:
        return _by_number(asked.removeprefix(NUMBER).removeprefix("gn:"), asked, places, gazetteer)
    for place in places:
        if place[0] == asked:
            return Meant(place_id=asked, name=own_name(place).title(), geonameid=place[1])
    if not primary_key(asked):
        raise MarsadError("no place is asked for", advice="Give a name, or geonameid:N")
    known = list(packs())
    return (
        _in_ledger(asked, [place for place in places if _is_whole(place)])
        or _in_packs(asked, _no_regions(known))
        or _compass_part(asked, places, known, gazetteer)
        or _by_another_name(asked, places, gazetteer())
        or _in_ledger(asked, places)
        or _in_packs(asked, known)
        or _spelled_alike(asked, [(p[0], p[1], own_name(p).title()) for p in places if _is_whole(p)])
        or _in_gazetteer(asked, gazetteer())
        or _spelled_alike(asked, _names(known))
        or _without_kind(asked, places, packs, gazetteer)
        or _unknown(asked, places)
    )


def _by_number(digits: str, asked: str, places: list[LedgerPlace], gazetteer: Callable[[], Gazetteer]) -> Meant:
    if not digits.isdecimal():
        raise MarsadError(f"not a place's number: {asked!r}", advice="Write geonameid:N with GeoNames' own number")
    number = int(digits)
    own = next((name for place_id, _, name in places if place_id == f"gn:{number}"), None)
    if own is None:
        # A pack's place may carry the number of GeoNames' full dump.
        other = next(
            (p for p in places if p[1] == number and "/" not in p[0] and not p[0].startswith(("gn:", "name:"))), None
        )
        if other is not None:
            return Meant(place_id=other[0], name=other[2], geonameid=number)
    entry = gazetteer().entry(number)
    if entry is None and own is None:
        raise MarsadError(f"no place has the number {number}", advice="Ask for it by name, as reports give it")
    return Meant(place_id=f"gn:{number}", name=entry.name if entry else own or "", geonameid=number)


def _is_whole(place: LedgerPlace) -> bool:
    """Whether it is a whole place that a gazetteer or a pack has: no part, region or name that nobody knows."""
    return "/" not in place[0] and not place[0].startswith(("region:", "name:"))


def _in_ledger(asked: str, places: list[LedgerPlace]) -> Meant | None:
    """The one of these places of the ledger that is called so: as spelt, else the article aside."""
    for key in (plain_key, primary_key):
        found = {place[0]: place for place in places if key(own_name(place)) == key(asked)}
        meant = found.keys() - {homeless(name) for name in found if name != homeless(name)}
        if len(meant) > 1:
            raise _several(asked, sorted(meant))
        for place in (found[name] for name in meant):
            return Meant(place_id=place[0], name=own_name(place).title(), geonameid=place[1])
    return None


def homeless(place_id: str) -> str:
    """The id under which a report that tells of no country files a place that no gazetteer has; of another the same."""
    return re.sub(r"^name:[A-Z]{2}:", "name::", place_id)


def own_name(place: LedgerPlace) -> str:
    """A place's own name. One that the gazetteer lacks is filed under the larger place near it; its id has its name."""
    place_id, number, name = place
    return name if place_id == f"gn:{number}" else re.split(r"[:/]", place_id)[-1].replace("-", " ")


def _compass_part(
    asked: str, places: list[LedgerPlace], known: list[Place], gazetteer: Callable[[], Gazetteer]
) -> Meant | None:
    """A side of a town that claims speak of: "eastern Harun"; unless a region is called so ("Eastern Ghouta")."""
    found = COMPASS_PART.fullmatch(asked.strip())
    if not found or _in_packs(asked, known) or _in_ledger(asked, [p for p in places if p[0].startswith("region:")]):
        return None
    town = _in_ledger(found["town"], [p for p in places if _is_whole(p)]) or _by_another_name(
        found["town"], places, gazetteer()
    )
    part = f"{town.place_id}/{compass(found['side'])}" if town else ""
    if town and any(place_id == part for place_id, *_ in places):
        return Meant(place_id=part, name=asked.strip(), geonameid=town.geonameid, guessed=town.guessed)
    return None


def _in_packs(asked: str, known: Iterable[Place]) -> Meant | None:
    key = plain_key(asked)
    found = [place for place in known if any(plain_key(name) == key for name in (place.name, *place.aliases))]
    if len(found) > 1:
        raise _several(asked, [place.place_id for place in found])
    return Meant(place_id=found[0].place_id, name=found[0].name, geonameid=found[0].geonameid) if found else None


def described(claims: Iterable[Claim]) -> dict[str, Place]:
    """place_id -> what claims say of the place: its name, coordinates, country and province."""
    out: dict[str, Place] = {}
    for claim in claims:
        if claim.place_id and (
            claim.place_id not in out or (out[claim.place_id].lat is None and claim.lat is not None)
        ):
            out[claim.place_id] = Place(
                place_id=claim.place_id,
                name=name_of_place(claim),
                geonameid=claim.geonameid,
                anchor_name=None if claim.place_relation == "is" else claim.place,
                lat=claim.lat,
                lon=claim.lon,
                country=claim.country,
                admin1=claim.admin1,
                relation=claim.place_relation,
            )
    return out


def _no_regions(known: Iterable[Place]) -> list[Place]:
    return [place for place in known if place.relation != "region"]


def _names(known: Iterable[Place]) -> list[LedgerPlace]:
    """The places of packs, one time by each of their names."""
    return [(p.place_id, p.geonameid, name) for p in _no_regions(known) for name in (p.name, *p.aliases)]


def _spelled_alike(asked: str, named: Iterable[LedgerPlace]) -> Meant | None:
    """The one of these places (each with its own name) that sounds the same ("Hamdaniyeh" for Hamdaniya): for those
    that the gazetteer lacks, and for the ledger's, which are meant rather than a village elsewhere in the world."""
    bones, heard = skeleton(asked), sound(asked)
    found = {
        place_id: Meant(place_id=place_id, name=name, geonameid=number)
        for place_id, number, name in named
        if skeleton(name) == bones and sounds_alike(heard, sound(name), bones=bones)
    }
    for name in [name for name in found if name != homeless(name)]:
        found.pop(homeless(name), None)
    if len(found) > 1:
        raise _several(asked, sorted(found))
    return next(iter(found.values()), None)


def _without_kind(
    asked: str, places: list[LedgerPlace], packs: Callable[[], Iterable[Place]], gazetteer: Callable[[], Gazetteer]
) -> Meant | None:
    """What is asked for as "the city of Harun", "Harun town" or "Harun camp", by its name alone."""
    cue = read_mention(asked)
    if cue.kind not in NAMED_WITH_KIND or cue.part or not primary_key(cue.core):
        return None
    try:
        return find_place(cue.core, named=places, packs=packs, gazetteer=gazetteer)
    except MarsadError as error:
        if error.what.startswith("several"):
            raise
        return None


def _in_gazetteer(asked: str, gazetteer: Gazetteer) -> Meant | None:
    matches = gazetteer.lookup(asked)
    best = max((match.exactness for match in matches), default=0.0)
    entries = [match.entry for match in matches if match.exactness == best]
    if not entries:
        return None
    first, *others = entries
    if others and first.population < OUTSHINES * max(entry.population for entry in others):
        raise _several(asked, [_described(entry) for entry in entries])
    return Meant(place_id=f"gn:{first.id}", name=first.name, geonameid=first.id)


def _by_another_name(asked: str, places: list[LedgerPlace], gazetteer: Gazetteer) -> Meant | None:
    """The one place of the ledger that also bears this name (Palmyra is Tadmur), or another spelling of it."""
    held = {number for place_id, number, _ in places if number is not None and place_id == f"gn:{number}"}
    countries = {entry.country for number in held if (entry := gazetteer.entry(number))}
    alike = gazetteer.lookup_alike(asked, tuple(sorted(countries)))
    for matches, guessed in ((gazetteer.lookup(asked), False), (alike, True)):
        found = [match for match in matches if match.entry.id in held]
        best = max((match.exactness for match in found), default=0.0)
        entries = [match.entry for match in found if match.exactness == best]
        if len(entries) == 1:
            (entry,) = entries
            return Meant(place_id=f"gn:{entry.id}", name=entry.name, geonameid=entry.id, guessed=guessed)
        if entries:
            raise _several(asked, [_described(entry) for entry in entries])
    return None


def _described(entry: Entry) -> str:
    return f"{NUMBER}{entry.id} ({entry.name}, {entry.country})"


def _several(asked: str, choices: list[str]) -> MarsadError:
    shown = "; ".join(choices[:SUGGESTIONS]) + (" ..." if len(choices) > SUGGESTIONS else "")
    return MarsadError(f"several places are called {asked!r}", advice=f"Say which: {shown}")


def _unknown(asked: str, places: list[LedgerPlace]) -> NoReturn:
    names = sorted({own_name(place) for place in places})
    close = process.extract(asked.casefold(), names, scorer=fuzz.WRatio, limit=SUGGESTIONS, score_cutoff=SUGGEST_FROM)
    advice = (
        f"Did you mean {', '.join(name for name, *_ in close)}?" if close else "Try another spelling, or geonameid:N"
    )
    raise MarsadError(f"no place is called {asked!r}, in this ledger or in the gazetteer", advice=advice)
