"""Collects the entries of packs, checks them against each other, and builds the Knowledge."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace

from marsad.knowledge import schema
from marsad.knowledge.knowledge import Country, Knowledge, Naming, PackInfo, Proxy
from marsad.knowledge.yamlfile import Problem, Table
from marsad.records import Actor, Alliance, Interval, Operation, Place, Source

_WORD = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")


_BREAKS = str.maketrans(dict.fromkeys("-–'’\"“”().,/_", " "))


def name_words(text: str) -> list[str]:
    """The words of a name without accents and without a possessive "'s": the form in which names are looked up."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [word[:-2] if word[-2:] in ("'s", "’s") else word for word in _WORD.findall(text)]


def name_key(text: str) -> str:
    """How names are compared for clashes: folded words without accents, hyphens or apostrophes, one space between."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().translate(_BREAKS).split())


def slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def overlap(a: Interval, b: Interval) -> bool:
    """Whether two intervals of days share a day (an open bound is endless)."""
    return (a.start is None or b.end is None or a.start <= b.end) and (
        b.start is None or a.end is None or b.start <= a.end
    )


SIDE = "side "
"""Before the name of a side, where an alliance means every actor of it."""

Where = tuple[Table, tuple[str | int, ...]]
"""A place in a file whose line is looked up only when something is wrong there."""


class Builder:
    """One use: add every pack's tables, then ask for `problems`, then for the `knowledge`."""

    def __init__(self) -> None:
        self._actors: dict[str, Actor] = {}
        self._sources: dict[str, Source] = {}
        self._countries: dict[str, Country] = {}
        self._alliances: list[Alliance] = []
        self._operations: list[Operation] = []
        self._places: dict[str, Place] = {}
        self._proxies: list[Proxy] = []
        self._actor_names: list[tuple[Naming, Where]] = []
        self._source_names: list[tuple[Naming, Where]] = []
        self._references: list[tuple[tuple[str, ...], Where]] = []
        """Names of actors, of a side in each of its countries, one of which must be known."""
        self._problems: list[Problem] = []

    def _report(self, where: Where, what: str) -> None:
        table, loc = where
        self._problems.append((table.where(loc), what))

    def add_countries(self, table: Table, found: schema.CountryTable) -> None:
        for at, entry in enumerate(found.countries):
            if entry.code in self._countries:
                self._report((table, ("countries", at)), f"country {entry.code} is written twice")
            self._countries[entry.code] = Country(**entry.model_dump())

    def add_actors(self, pack: schema.PackHeader, table: Table, found: schema.Actors) -> None:
        for at, entry in enumerate(found.actors):
            where = (table, ("actors", at, "name"))
            countries = _countries(entry.countries, pack)
            valid = entry.valid if entry.dated else pack.valid
            sides = tuple(
                (name, side.valid if side.dated else valid) for side in entry.sides for name in _of_war(side.side, pack)
            )
            known = self._actors.get(entry.name)
            if entry.extends and known is None:
                self._report(where, f"no pack loaded before defines the actor '{entry.name}' to extend")
            elif known is not None and not entry.extends:
                self._report(
                    where,
                    f"actor '{entry.name}' is defined by pack {known.pack} already (write 'extends: true' to add)",
                )
            elif known is not None:
                self._actors[entry.name] = replace(
                    known,
                    aliases=known.aliases + entry.aliases,
                    sides=known.sides + sides,
                    body=entry.body or known.body,
                )
            else:
                self._actors[entry.name] = Actor(
                    name=entry.name, kind=entry.kind or "", country=entry.country, aliases=entry.aliases, sides=sides,
                    body=entry.body, countries=countries, valid=valid, pack=pack.name,
                )  # fmt: skip
            if entry.body:
                self._references.append(((entry.body,), where))
            spellings = entry.aliases if entry.extends else (entry.name, *entry.aliases)
            for text, description in _namings(spellings, entry.descriptions):
                naming = Naming(
                    text=text,
                    name=entry.name,
                    description=description,
                    countries=countries,
                    valid=valid,
                    pack=pack.name,
                )
                self._actor_names.append((naming, (table, ("actors", at))))

    def add_sources(self, pack: schema.PackHeader, table: Table, found: schema.Sources) -> None:
        for at, entry in enumerate(found.sources):
            where = (table, ("sources", at, "name"))
            countries = _countries(entry.countries, pack)
            if entry.name in self._sources:
                other = self._sources[entry.name].pack
                self._report(where, f"source '{entry.name}' is defined by pack {other} already")
            self._sources[entry.name] = Source(
                name=entry.name, kind=entry.kind, aliases=entry.aliases, speaks_for=entry.speaks_for,
                folds_into=entry.folds_into, reliability=entry.reliability, basis=entry.basis, countries=countries,
                pack=pack.name,
            )  # fmt: skip
            if entry.speaks_for:
                self._references.append(((entry.speaks_for,), where))
            for text, description in _namings((entry.name, *entry.aliases), entry.descriptions):
                naming = Naming(
                    text=text,
                    name=entry.name,
                    description=description,
                    countries=countries,
                    valid=pack.valid,
                    pack=pack.name,
                )
                self._source_names.append((naming, (table, ("sources", at))))

    def add_alliances(self, pack: schema.PackHeader, table: Table, found: schema.Alliances) -> None:
        for at, entry in enumerate(found.alliances):
            where = (table, ("alliances", at, "name"))
            valid = entry.valid if entry.dated else pack.valid
            members, opponents = (
                [_of_war(name, pack) if name.startswith(SIDE) else (name,) for name in names]
                for names in (entry.members, entry.opponents)
            )
            self._alliances.append(
                Alliance(
                    name=entry.name, members=sum(members, ()), opponents=sum(opponents, ()), valid=valid, pack=pack.name
                )
            )
            self._references += [(names, where) for names in members + opponents]
        for at, proxy in enumerate(found.proxies):
            proxy_at: Where = (table, ("proxies", at))
            self._proxies.append(
                Proxy(
                    sponsors=proxy.sponsors,
                    actor=proxy.actor,
                    nouns=proxy.nouns,
                    pack=pack.name,
                    countries=_countries(proxy.countries, pack),
                    valid=proxy.valid if proxy.dated else pack.valid,
                )
            )
            self._references += [((name,), proxy_at) for name in (*proxy.sponsors, proxy.actor)]

    def add_operations(self, pack: schema.PackHeader, table: Table, found: schema.Operations) -> None:
        for at, entry in enumerate(found.operations):
            where = (table, ("operations", at, "name"))
            if any(entry.name == known.name for known in self._operations):
                self._report(where, f"operation '{entry.name}' is defined already")
            self._operations.append(
                Operation(
                    name=entry.name,
                    aliases=entry.aliases,
                    actors=entry.actors,
                    pack=pack.name,
                    valid=entry.valid if entry.dated else pack.valid,
                    countries=_countries(entry.countries, pack),
                )
            )
            self._references += [((name,), where) for name in entry.actors]

    def add_places(self, pack: schema.PackHeader, table: Table, found: schema.Places) -> None:
        for at, entry in enumerate(found.places):
            where = (table, ("places", at, "name"))
            place = _place(entry, pack)
            if not place.country:
                self._report(where, f"place '{entry.name}' needs a country (the pack has not exactly one)")
            if place.relation not in ("is", "region") and place.geonameid is None:
                self._report(where, f"place '{entry.name}' is {place.relation} no place: it needs a geonameid")
            if place.place_id in self._places:
                self._report(where, f"place '{place.place_id}' is written twice (give one of them an 'id')")
            self._places[place.place_id] = place

    def problems(self) -> list[Problem]:
        """What is wrong between entries: names that clash, and references to actors that no pack defines."""
        known = set(self._actors) | {country.name for country in self._countries.values()}
        known |= {f"{SIDE}{side}" for actor in self._actors.values() for side, _ in actor.sides}
        missing = [
            (table.where(loc), f"'{names[0]}' is no actor of a loaded pack")
            for names, (table, loc) in self._references
            if known.isdisjoint(names)
        ]
        return self._problems + missing + _clashes(self._actor_names) + _clashes(self._source_names)

    def knowledge(self, packs: tuple[PackInfo, ...]) -> Knowledge:
        return Knowledge(
            packs=packs,
            actors=self._actors,
            sources=self._sources,
            alliances=tuple(self._alliances),
            operations=tuple(self._operations),
            places=tuple(self._places.values()),
            countries=self._countries,
            proxies=tuple(self._proxies),
            actor_names=tuple(naming for naming, _ in self._actor_names),
            source_names=tuple(naming for naming, _ in self._source_names),
        )


def _countries(own: tuple[str, ...] | str | None, pack: schema.PackHeader) -> tuple[str, ...]:
    chosen = pack.countries if own is None else own
    return () if isinstance(chosen, str) else chosen


def _of_war(side: str, pack: schema.PackHeader) -> tuple[str, ...]:
    """A side by its name in each country of its pack: the governments of two wars are not one side, though a state may
    fight in both."""
    return tuple(f"{side} ({code})" for code in _countries(None, pack)) or (side,)


def _namings(names: tuple[str, ...], descriptions: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(name, False) for name in dict.fromkeys(names)] + [(text, True) for text in dict.fromkeys(descriptions)]


def _clashes(namings: list[tuple[Naming, Where]]) -> list[Problem]:
    """A name for two actors at one time in one country. A name for a country goes before the same for everywhere;
    descriptions may be shared, since the one named before decides."""
    by_key: dict[str, list[tuple[Naming, Where]]] = defaultdict(list)
    for naming, where in namings:
        if not naming.description:
            by_key[name_key(naming.text)].append((naming, where))
    problems = list[Problem]()
    for group in by_key.values():
        for at, (naming, (table, loc)) in enumerate(group):
            for other, _ in group[:at]:
                same_scope = (not naming.countries and not other.countries) or bool(
                    set(naming.countries) & set(other.countries)
                )
                if naming.name != other.name and same_scope and overlap(naming.valid, other.valid):
                    problems.append(
                        (table.where(loc), f"'{naming.text}' names both '{other.name}' and '{naming.name}'")
                    )
    return problems


def _place(entry: schema.PlaceEntry, pack: schema.PackHeader) -> Place:
    country = entry.country or (pack.countries[0] if len(pack.countries) == 1 else "")
    region = entry.kind in schema.REGION_KINDS
    own = entry.geonameid is not None and entry.anchor_name is None
    relation = entry.relation or ("region" if region else "is" if own else "part_of")
    if entry.id is not None:
        place_id = f"{pack.name}:{entry.id}"
    elif region:
        place_id = f"region:{country}:{slug(entry.name)}"
    elif relation == "is" and entry.geonameid is not None:
        place_id = f"gn:{entry.geonameid}"
    else:
        place_id = f"{pack.name}:{slug(entry.name)}"
    precision = entry.precision or (3 if region else 1 if relation in ("is", "part_of") else 2)
    return Place(
        place_id=place_id, name=entry.name, geonameid=entry.geonameid, anchor_name=entry.anchor_name, lat=entry.lat,
        lon=entry.lon, country=country, admin1=entry.admin1, kind=entry.kind, relation=relation, precision=precision,
        aliases=entry.aliases, pack=pack.name,
    )  # fmt: skip
