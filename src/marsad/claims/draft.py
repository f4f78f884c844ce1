"""Draft: a claim whose references are still words. The room `resolve` turns drafts into claims."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from marsad.claims.standing.telling import Telling
from marsad.records import Toll

Span = tuple[int, int]
THING = "thing"
"""Kind of what is hit and is nobody: a hospital, a depot."""


class ActorSpan(Protocol):
    """A known actor named in the text (found by the resolver's lexicon before extraction).

    how: state or metonym may also mean the place ("Turkey", "Damascus"). weak: words that could be anybody's
    ("militants"). persons: False for machines and acts ("Russian air strikes")."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def actor(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def weak(self) -> bool: ...
    @property
    def persons(self) -> bool: ...


class PlaceNames(Protocol):
    """What the extractor asks of the gazetteer."""

    def known(self, name: str) -> bool:
        """Whether this is the name of some place."""

    def sounds(self, name: str) -> bool:
        """Whether this is known, or another spelling of a name in the country that the report speaks of most."""

    def larger(self, one: str, other: str) -> bool:
        """Whether the first name is that of a larger place than the second."""


@dataclass(slots=True)
class Phrase:
    """Words that name somebody or something. actor: canonical name where the lexicon knew it, else ""."""

    start: int
    end: int
    text: str
    actor: str = ""
    kind: str = ""
    weak: bool = False
    speaker: bool = False
    """Whoever speaks there: "we", "our forces" in a quotation."""


@dataclass(slots=True)
class PlacePhrase:
    """Words that name a place. container: the larger place that the words give; kind_hint: town, province, road...;
    modifier: "near", "south of", "eastern", "outskirts of"; token: the name's head; called: the place as the report
    calls it where that is more than the name ("Fik road", "X and Y" of a row told as one), else ""."""

    start: int
    end: int
    text: str
    token: int = -1
    container: str = ""
    kind_hint: str = ""
    modifier: str = ""
    called: str = ""
    reference: bool = False
    """Spoken of again ("the town"): the words around its name are not said of it here."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text. first, last: its tokens; head: the token that the parse hangs it by."""

    first: int
    last: int
    head: int
    phrase: PlacePhrase

    def itself(self, modifier: str = "", *, kind: str = "") -> PlaceMention:
        """The place that the name stands for, as "the town" would say it, and not what lies near it. modifier: the
        direction that is kept; kind: what it is called where it is spoken of again ("the province")."""
        called, kind = "" if kind else self.phrase.called, kind or self.phrase.kind_hint
        return replace(
            self, phrase=replace(self.phrase, reference=True, modifier=modifier, kind_hint=kind, called=called)
        )


@dataclass(slots=True)
class Voice:
    """Who is said to say it. start, end: the words (-1 for the outlet); via: relays, innermost first."""

    start: int = -1
    end: int = -1
    text: str = ""
    via: tuple[str, ...] = ()
    hedged: bool = False
    denies: bool = False
    accuses: bool = False
    plans: bool = False
    cue: int = -1


@dataclass(slots=True)
class Option:
    """Actors that may play a part together, with their names and the facts (features.ACTORS) by which they are
    judged."""

    group: list[Phrase]
    names: frozenset[str]
    facts: tuple[str, ...]


@dataclass(slots=True)
class PlaceOption:
    """A place (or a row of places) where a claim may play, with the facts (features.PLACES) by which it is judged;
    by_rule: its own words or syntax give it."""

    places: list[PlaceMention]
    facts: tuple[str, ...]
    by_rule: bool = False


@dataclass(slots=True)
class Draft:
    """One claim to be: offsets in characters; actors and place as phrases; times as the clause's own span."""

    type: str
    frame: str
    trigger: int
    start: int
    end: int
    clause: Span
    actor1: list[Phrase] = field(default_factory=list)
    actor2: list[Phrase] = field(default_factory=list)
    place: PlacePhrase | None = None
    part: str | None = None
    from_place: PlacePhrase | None = None
    to_place: str | None = None
    tolls: list[Toll] = field(default_factory=list)
    extent: float | None = None
    polarity: str = "positive"
    realis: str = "actual"
    certainty: str = "certain"
    tense: str = "past"
    perfect: bool = False
    since: bool = False
    """Whether its words say since when a state has held."""
    over: bool = False
    """A state that is told as past ("the former stronghold")."""
    definite: bool = False
    another: bool = False
    """Its words set it apart from what was told: "another raid", "similar attacks"."""
    vague: bool = False
    """Its words say that people were attacked or killed, not by what means."""
    means_said: bool = False
    """Its words say by what it was done."""
    elsewhere: list[Span] = field(default_factory=list)
    voice: Voice = field(default_factory=Voice)
    also: list[Span] = field(default_factory=list)
    place_said: bool = False
    tabled: bool = False
    """Told by a row of a table of incidents."""
    caption: bool = False
    features: tuple[str, ...] = ()
    options: list[Option] = field(default_factory=list)
    place_options: list[PlaceOption] = field(default_factory=list)
    confidence: float = 1.0
    telling: Telling | None = None
