"""The words that claims stand on: frames.yaml and language.yaml of the packs, validated and indexed for lookup."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator

from marsad.knowledge import Knowledge
from marsad.records import CLAIM_TYPES, PackError

KNOWN_NEEDS = frozenset(
    {
        "actor-subject", "actor1", "aircraft", "armed-modifier", "armed-object", "armed-or-no-subject",
        "armed-subject", "attacker", "bombardment", "capital-of", "captor", "civilian-subject",
        "civilians-move", "crowd", "cut", "deal-verb", "deed", "done", "explicit-place",
        "forces", "found", "from-place", "ground", "holder-modifier", "lasting", "mover",
        "no-weapon-object", "occurs", "of-place", "official-subject", "ongoing", "place", "place-or-actor",
        "relief-subject", "remaining", "subject-place", "taken-from", "unhit", "way-user", "weapon-used",
    }
)  # fmt: skip
"""What a frame may need; `conditions.py` says what each means, and a new one is listed here too."""
KNOWN_OBJECTS = frozenset(
    {
        "actor",
        "aid",
        "aircraft",
        "cache",
        "captive",
        "control",
        "explosive",
        "flag",
        "forces",
        "no-place",
        "people",
        "place",
        "road",
        "thing",
        "way",
        "weapon",
    }
)
"""What the object of a frame's verb may have to be."""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(Model):
    """One frame: its words, the type that they announce, and where its roles are found (see frames.yaml's head)."""

    id: str
    type: str
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    object: str = ""
    needs: tuple[str, ...] = ()
    actor1: tuple[str, ...] | None = None
    actor2: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    by_instrument: bool = False
    goal: bool = False
    negative: bool = False
    harm: str = ""

    @field_validator("type")
    @classmethod
    def _known_type(cls, value: str) -> str:
        if value not in CLAIM_TYPES:
            raise ValueError(f"unknown type of claim {value!r}; the types are listed in docs/data-model.md")
        return value

    @field_validator("object")
    @classmethod
    def _known_object(cls, value: str) -> str:
        if value and value not in KNOWN_OBJECTS:
            raise ValueError(f"{value!r} is no kind of object; known are {', '.join(sorted(KNOWN_OBJECTS))}")
        return value

    @field_validator("needs")
    @classmethod
    def _known_needs(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [need for need in value if need not in KNOWN_NEEDS]:
            raise ValueError(f"{unknown[0]!r} is nothing to need; known are {', '.join(sorted(KNOWN_NEEDS))}")
        return value


class Harm(Model):
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    """Verbs of harm only with people for their object ("lost 12 fighters", "destroyed 12 militants")."""


class Defaults(Model):
    actor1: tuple[str, ...]
    actor2: tuple[str, ...]
    place: tuple[str, ...]


class FrameFile(Model):
    """frames.yaml of a pack."""

    frames: tuple[Frame, ...]
    idioms: tuple[str, ...] = ()
    harm: dict[str, Harm] = Field(default_factory=dict)
    instruments: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    defaults: dict[str, Defaults] = Field(default_factory=dict)

    @field_validator("frames")
    @classmethod
    def _each_once(cls, value: tuple[Frame, ...]) -> tuple[Frame, ...]:
        if twice := [name for name, times in Counter(frame.id for frame in value).items() if times > 1]:
            raise ValueError(f"frame {twice[0]!r} is written twice")
        return value


class LanguageFile(Model):
    """language.yaml of the core pack: the words of attribution, status and quantity."""

    saying: dict[str, frozenset[str]]
    according: tuple[str, ...]
    relaying_nouns: frozenset[str]
    source_nouns: frozenset[str]
    anonymous_sources: frozenset[str]
    hedges: frozenset[str]
    hedged_sources: frozenset[str]
    negators: frozenset[str]
    negative_verbs: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    conditional: frozenset[str]
    approximators: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    vague_numbers: dict[str, int]
    uncounted: frozenset[str]
    casualty_abbreviations: dict[str, str]
    table_heads: dict[str, frozenset[str]]
    table_places: tuple[str, ...]
    victims: frozenset[str]
    people: frozenset[str]
    armed: frozenset[str]
    civilian: frozenset[str]
    weapons: frozenset[str]
    carrying: frozenset[str]
    attempting: frozenset[str]
    explosives: frozenset[str]
    relief: frozenset[str]
    cutting: frozenset[str]
    dealing: frozenset[str]
    finding: frozenset[str]
    remaining: frozenset[str]
    untrue: frozenset[str]
    alleging: frozenset[str]
    aircraft: frozenset[str]
    things: frozenset[str]
    public_sites: frozenset[str]
    caches: frozenset[str]
    place_nouns: frozenset[str]
    posted: frozenset[str]
    sites: frozenset[str]
    locative: frozenset[str]
    support_verbs: frozenset[str]
    person_anaphora: frozenset[str]
    group_anaphora: frozenset[str]
    describing_groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One word or phrase of a frame, as lemmas. part: noun, verb, adjective, modifier, phrase; rest: all words but the
    first."""

    frame: Frame
    words: tuple[str, ...]
    part: str
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All frames of the packs in use, with lookup by the first lemma of each pattern (longest first)."""

    frames: tuple[Frame, ...]
    harm: Mapping[str, Harm]
    instruments: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, Defaults]
    language: LanguageFile
    by_first: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    idioms: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, frame_files: Iterable[FrameFile], language: LanguageFile) -> Lexicon:
        """Join the packs' frame files; a later pack adds frames and words, and never replaces."""
        frames: list[Frame] = []
        harm: dict[str, Harm] = {}
        instruments: dict[str, tuple[str, ...]] = {}
        defaults: dict[str, Defaults] = {}
        idioms: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for one in frame_files:
            frames += one.frames
            harm.update(one.harm)
            for phrase in one.idioms:
                idioms[phrase.split()[0]].append(tuple(phrase.split()))
            for name, words in one.instruments.items():
                instruments[name] = (*instruments.get(name, ()), *words)
            defaults.update(one.defaults)
        index: defaultdict[str, list[Pattern]] = defaultdict(list)
        for frame in frames:
            for part, phrases in (
                ("noun", frame.nouns),
                ("verb", frame.verbs),
                ("adjective", frame.adjectives),
                ("modifier", frame.modifiers),
                ("phrase", frame.phrases),
            ):
                for phrase in phrases:
                    words = tuple(phrase.lower().replace("-", " - ").split())
                    index[words[0]].append(Pattern(frame, words, part, words[1:]))
        by_first = {first: tuple(sorted(patterns, key=lambda p: -len(p.words))) for first, patterns in index.items()}
        return cls(
            tuple(frames),
            harm,
            instruments,
            defaults,
            language,
            by_first,
            {first: tuple(w) for first, w in idioms.items()},
        )

    @cached_property
    def _events(self) -> frozenset[str]:
        return frozenset(
            first
            for first, patterns in self.by_first.items()
            if any(p.part == "noun" and p.words == (first,) for p in patterns)
        )

    def is_event(self, lemma: str) -> bool:
        """Whether a noun by itself names an event ("strike", "raid")."""
        return lemma in self._events

    @cached_property
    def war_nouns(self) -> frozenset[str]:
        """Events and weapons by one word each."""
        return self._events | {word for word in self.instrument_types if " " not in word} | self.language.weapons

    @cached_property
    def common_nouns(self) -> frozenset[str]:
        """`war_nouns`, and those who fight, flee and are hit."""
        words = self.language
        return self.war_nouns | words.armed | words.civilian | words.people | words.victims | words.aircraft

    @cached_property
    def harm_words(self) -> dict[str, tuple[str, str]]:
        """Lemma -> (kind of harm, part of speech)."""
        words: dict[str, tuple[str, str]] = {}
        for kind, harm in self.harm.items():
            for part, lemmas in (
                ("verb", harm.verbs),
                ("noun", harm.nouns),
                ("adjective", harm.adjectives),
                ("loss", harm.losses),
            ):
                for lemma in lemmas:
                    words.setdefault(lemma, (kind, part))
        return words

    @cached_property
    def instrument_types(self) -> dict[str, str]:
        """Instrument's last word -> type that it decides; the first listed wins."""
        types: dict[str, str] = {}
        for claim_type, words in self.instruments.items():
            for word in words:
                types.setdefault(word.lower(), claim_type)
        return types

    @cached_property
    def instrument_ends(self) -> frozenset[str]:
        """The last words of `instrument_types`: most words are none, and need not be looked up with the one before."""
        return frozenset(words.split()[-1] for words in self.instrument_types)


def load_lexicon(knowledge: Knowledge) -> Lexicon:
    """The frames and words of the packs in use. Raises PackError with file and line."""
    language = knowledge.table("language.yaml", LanguageFile)
    if not language:
        raise PackError(
            "no pack in use has the words of the language", where="language.yaml", advice="Add the pack core"
        )
    return Lexicon.build(knowledge.table("frames.yaml", FrameFile), language[0])
