"""The form of a pack's files. What is written here is what docs/packs.md tells the writer of a pack."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from marsad.records import PLACE_RELATIONS, Interval

ACTOR_KINDS = (
    "state", "state_forces", "militia", "rebel", "jihadist", "ethnic_forces", "coalition", "organisation", "party",
    "protesters", "civilians", "unidentified",
)  # fmt: skip
SOURCE_KINDS = ("party", "official", "monitor", "agency", "outlet", "activist", "eyewitness", "unnamed")
PLACE_KINDS = (
    "city", "town", "village", "neighbourhood", "base", "airport", "road", "dam", "bridge", "river", "lake", "mountain",
    "border_crossing", "camp", "hospital", "prison", "factory", "oil_field", "site", "district", "province", "region",
    "country",
)  # fmt: skip
REGION_KINDS = ("province", "region", "country")

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
_BRACES = re.compile(r"\{([^{}]*)\}")


def expand(pattern: str) -> list[str]:
    """Every spelling of a pattern with alternatives in braces: "{Syrian ,}army" gives "Syrian army" and "army"."""
    if "{" not in pattern:
        return [" ".join(pattern.split())]
    match = _BRACES.search(pattern)
    if match is None:
        raise ValueError(f"'{pattern}' has a brace that is not closed, or braces within braces")
    head, tail = pattern[: match.start()], pattern[match.end() :]
    return [spelling for choice in match[1].split(",") for spelling in expand(head + choice + tail)]


def _day(value: object) -> str:
    """A year, month or day, as a string; YAML reads 2016 as a number and 2016-08-24 as a date."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    match = _DAY.match(text)
    if match is None:
        raise ValueError(f"'{text}' is no year (2016), month (2016-08) or day (2016-08-24)")
    date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return text


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError(f"'{value}' is no ISO 3166 alpha-2 code (two capitals)")
    return value


def _spellings(value: object) -> object:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        spellings = tuple(dict.fromkeys(spelling for item in value for spelling in expand(item)))
        if "" in spellings:
            raise ValueError("a name is empty (or all of it is optional)")
        return spellings
    return value


Day = Annotated[str, BeforeValidator(_day)]
CountryCode = Annotated[str, AfterValidator(_country)]
Countries = tuple[CountryCode, ...] | Literal["all"]
Spellings = Annotated[tuple[str, ...], BeforeValidator(_spellings)]
Name = Annotated[str, Field(min_length=1)]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


class Entry(BaseModel):
    """A part of a file: unknown fields are errors, so that a misspelt field cannot be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dated(Entry):
    """Something valid from one day to another (both inclusive; a year or a month counts to its end)."""

    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Dated:
        if self.since and self.until and first_day(self.since) > last_day(self.until):
            raise ValueError(f"'from' {self.since} is after 'to' {self.until}")
        return self

    @property
    def dated(self) -> bool:
        return self.since is not None or self.until is not None

    @property
    def valid(self) -> Interval:
        return Interval(
            first_day(self.since) if self.since is not None else None,
            last_day(self.until) if self.until is not None else None,
        )


def first_day(value: str) -> str:
    return (
        value + "-01-01" if len(value) == len("2016") else value + "-01" if len(value) == len("2016-08") else value
    )[:10]


def last_day(value: str) -> str:
    if len(value) == len("2016-08-24"):
        return value
    if len(value) == len("2016"):
        return f"{value}-12-31"
    year, month = int(value[:4]), int(value[5:7])
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


class PackHeader(Dated):
    """pack.yaml. countries and years are the default validity of every entry of the pack."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
    version: str
    title: Name
    description: str = ""
    countries: Countries = "all"


class SideEntry(Dated):
    side: Name


class ActorEntry(Dated):
    """extends: True where another pack defines the actor and this one adds aliases, descriptions or sides to it."""

    name: Name
    kind: Literal[ACTOR_KINDS] | None = None  # type: ignore[valid-type]
    country: CountryCode | Literal[""] = ""
    aliases: Spellings = ()
    descriptions: Spellings = ()
    sides: tuple[SideEntry, ...] = ()
    body: str = ""
    countries: Countries | None = None
    extends: bool = False

    @model_validator(mode="after")
    def _has_kind(self) -> ActorEntry:
        if self.kind is None and not self.extends:
            raise ValueError(f"actor '{self.name}' needs a kind: {', '.join(ACTOR_KINDS)}")
        return self


class SourceEntry(Entry):
    name: Name
    kind: Literal[SOURCE_KINDS]  # type: ignore[valid-type]
    aliases: Spellings = ()
    descriptions: Spellings = ()
    speaks_for: str = ""
    folds_into: str = ""
    reliability: Reliability = "F"
    basis: str = ""
    countries: Countries | None = None

    @model_validator(mode="after")
    def _has_basis(self) -> SourceEntry:
        if self.reliability != "F" and not self.basis:
            raise ValueError(f"source '{self.name}' is rated {self.reliability} without a 'basis' that says why")
        return self


class AllianceEntry(Dated):
    """members, opponents: names of actors, or "side NAME" for every actor of that side."""

    name: Name
    members: Annotated[tuple[str, ...], Field(min_length=1)]
    opponents: tuple[str, ...] = ()


class ProxyEntry(Dated):
    """Whom "Turkish-backed rebels" means: sponsors by canonical name, the actor, and the nouns that may follow."""

    sponsors: Annotated[tuple[str, ...], Field(min_length=1)]
    actor: Name
    nouns: Spellings = ()
    countries: Countries | None = None


class OperationEntry(Dated):
    name: Name
    aliases: Spellings = ()
    actors: tuple[str, ...] = ()
    countries: Countries | None = None


class PlaceEntry(Entry):
    """id: the part of place_id after the pack's name (from the name where not given). A place that the gazetteer has
    gives its geonameid; any other gives its anchor's geonameid and name, and how it stands to that (`relation`)."""

    name: Name
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    geonameid: int | None = None
    anchor_name: str | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    country: CountryCode | None = None
    admin1: str = ""
    kind: Literal[PLACE_KINDS] = "town"  # type: ignore[valid-type]
    relation: Literal[PLACE_RELATIONS] | None = None  # type: ignore[valid-type]
    precision: Literal[1, 2, 3] | None = None
    aliases: Spellings = ()


class CountryEntry(Entry):
    """names: other names. adjectives: "Turkish". people: "Turks". metonyms: its capital as a voice. army: code of the
    country whose army is meant by "the army" there, where it has none of its own. former: adjectives of earlier names
    of the country, each with the last day of that name. transliterated: its own names are not in Latin letters.
    expeditionary: its forces fight or serve far from home."""

    code: CountryCode
    name: Name
    names: Spellings = ()
    adjectives: Spellings = ()
    former: tuple[tuple[Name, Day], ...] = ()
    people: Spellings = ()
    metonyms: Spellings = ()
    transliterated: bool = False
    expeditionary: bool = False
    army: CountryCode | Literal[""] = ""
    capital: str = ""
    geonameid: int | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


class Actors(Entry):
    actors: tuple[ActorEntry, ...] = ()


class Sources(Entry):
    sources: tuple[SourceEntry, ...] = ()


class Alliances(Entry):
    alliances: tuple[AllianceEntry, ...] = ()
    proxies: tuple[ProxyEntry, ...] = ()


class Operations(Entry):
    operations: tuple[OperationEntry, ...] = ()


class Places(Entry):
    places: tuple[PlaceEntry, ...] = ()


class CountryTable(Entry):
    countries: tuple[CountryEntry, ...] = ()
