"""The nouns by which a phrase beside a verb of saying is known to be a speaker, or to be none."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse

ACCOUNTED = frozenset(
    {"casualty", "force", "martyr", "suspect", "bomber", "attacker", "assailant", "member", "victim", "other",
     "element", "people", "person", "civilian", "family", "child"}
)  # fmt: skip
"""People who are told of, and don't tell."""


@dataclass(frozen=True, slots=True)
class SourceNouns:
    """The nouns of language.yaml by what they tell about a speaker.

    bodies and offices stand for a body or a person named before (so_named: for one of the same noun); issued: what a
    body speaks by, counts: what it has counted; times never speak; compounding: plurals within names; fields: what
    public bodies are named for; mute: things and places, which don't speak; places: of them, those with "of"; persons:
    people who may speak as anybody may ("a student")."""

    language: LanguageFile
    bodies: frozenset[str]
    offices: frozenset[str]
    issued: frozenset[str]
    counts: frozenset[str]
    so_named: frozenset[str]
    times: frozenset[str]
    compounding: frozenset[str]
    fields: frozenset[str]
    speaking: frozenset[str]
    mute: frozenset[str]
    places: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def of(cls, language: LanguageFile) -> SourceNouns:
        saying = language.saying
        bodies, offices, times = saying["bodies"], saying["offices"], saying["times"]
        speaking = language.source_nouns | language.relaying_nouns | language.anonymous_sources | bodies | offices
        mute = (language.aircraft | language.weapons | language.things | language.place_nouns | times) - speaking
        places = language.place_nouns - speaking
        compounding, fields = saying["compounding"], saying["fields"]
        persons = (language.people | language.victims) - language.armed - ACCOUNTED
        return cls(
            language,
            bodies,
            offices,
            saying["issued"],
            saying["counts"],
            saying["so_named"],
            times,
            compounding,
            fields,
            speaking,
            mute,
            places,
            persons,
        )

    def noun(self, parse: Parse, t: int) -> str:
        """The lemma of the noun at t; of a plural that the tagger took for a name ("Witnesses") too."""
        lemma, lower = parse.lemma[t], parse.lower[t]
        if lower == lemma and lower.endswith("s") and lemma not in self.speaking:
            stems = (lower[:-1], lower[:-2])
            return next((stem for stem in stems if stem in self.speaking or stem in self.mute), lemma)
        return lemma
