"""What extraction knows of one report while it reads: the words, who speaks where, what was told before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from marsad.claims.draft import ActorSpan, Draft, Phrase, PlaceMention, Span, Voice
from marsad.claims.lexicon import Lexicon
from marsad.claims.scene.places import Scene
from marsad.claims.standing.status import Standing
from marsad.claims.syntax.parse import Parse
from marsad.claims.syntax.roles import Arguments
from marsad.claims.triggers import Trigger
from marsad.records import Toll

HARMING = frozenset(
    {
        "air_strike",
        "shelling",
        "chemical_attack",
        "suicide_bombing",
        "explosion",
        "armed_clash",
        "attack_on_civilians",
        "offensive",
        "other_event",
    }
)
"""Types of events that people are killed and wounded in."""
IRREGULARS = frozenset({"rebel", "militia", "jihadist", "unidentified"})
"""Kinds of actors that are no state's: they take hostages rather than prisoners, and come on foot."""
MEMORY = 3
"""Sentences after which "the attack" no longer means the one told before."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """What was found in the text before the claims: known actors and names of sources, spans of the report that are
    not its prose."""

    actors: Sequence[ActorSpan] = ()
    sources: Sequence[Span] = ()
    furniture: Sequence[Span] = ()
    captions: Sequence[Span] = ()
    titles: Sequence[Span] = ()
    statement: bool = False
    """Whether the report is a party's own word: "our forces" in it are the party's."""
    opposed: Callable[[str, str], bool | None] = lambda a, b: None
    """Whether two actors fight each other in the report's days; None where it is not known."""


CERTAIN = Standing()


@dataclass(slots=True)
class Candidate:
    """A trigger with what hangs on it."""

    trigger: Trigger
    type: str
    arguments: Arguments
    standing: Standing = CERTAIN
    actor1: list[Phrase] = field(default_factory=list)
    actor2: list[Phrase] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    part: str | None = None
    tolls: list[Toll] = field(default_factory=list)
    said_place: bool = False
    inferred: bool = False
    vague: bool = False
    agent: bool = False
    """Whether who did it is said by "by", which leaves no doubt."""
    drafts: list[Draft] = field(default_factory=list)
    """The drafts that were made of it."""
    means_said: bool = False
    """Whether its own words say by what it was done, which decided its type."""


class Reading:
    """One report's words, voices, spans that tell nothing, and the candidates found so far."""

    def __init__(
        self,
        scene: Scene,
        voices: list[list[Voice]],
        spotted: Spotted,
        *,
        quoted: frozenset[int] = frozenset(),
    ) -> None:
        self.scene, self.voices, self.spotted = scene, voices, spotted
        self.parse: Parse = scene.parse
        self.lexicon: Lexicon = scene.lexicon
        self.quoted = quoted
        self.recent: list[tuple[int, Candidate]] = []
        self.blocked = [False] * self.parse.size
        self.caption = [False] * self.parse.size
        for marks, spans in ((self.blocked, spotted.furniture), (self.caption, spotted.captions)):
            for start, end in spans:
                for t in self.parse.tokens(start, end):
                    marks[t] = True
        for actor in scene.actors:
            for t in self.parse.tokens(actor.start, actor.end) if actor.persons else ():
                # "coalition strikes" names the coalition, and strikes
                self.blocked[t] = actor.how != "generic" or not self.lexicon.is_event(self.parse.lemma[t])
        for t in scene.persons:
            self.blocked[t] = True

    def in_title(self, i: int) -> bool:
        return any(a <= self.parse.start[i] < b for a, b in self.spotted.titles)

    def definite(self, i: int) -> bool:
        """ "The shells", but not "one of the shells"."""
        parse = self.parse
        counted = parse.preposition(i) == "of" and parse.tag[parse.head[i]] == "CD"
        return not counted and parse.has(i, ("the", "this", "that", "these"), "det")

    def in_voice(self, t: int, i: int) -> bool:
        """Whether a token is among the words for who says what the word at i tells."""
        at = self.parse.start[t]
        return any(voice.start <= at < voice.end for voice in self.voices[i])

    def recent_type(self, i: int, among: frozenset[str]) -> str:
        told = self.told_before(i, among)
        return told.type if told is not None else ""

    def told_before(self, i: int, among: frozenset[str]) -> Candidate | None:
        """The last event of some types that the report told a few sentences ago at most."""
        sentence = self.parse.sentence[i]
        for n, candidate in reversed(self.recent):
            if sentence - n > MEMORY:
                break
            if candidate.type in among:
                return candidate
        return None
