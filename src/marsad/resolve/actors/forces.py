"""What a state's forces and its rulers are called: as packs name them, else by its adjective ("Somali police")."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge import Knowledge
from marsad.resolve.actors.lexicon import Scope
from marsad.resolve.actors.words import ActorWords

ARMY = frozenset(("government", "government forces"))
"""What a state's rulers and its army are called after its adjective, where no noun tells another body."""

BARE_FORCES = frozenset(
    {
        "government forces",
        "government troops",
        "government",
        "army",
        "the army",
        "security forces",
        "troops",
        "soldiers",
    }
)
"""Words for a state's forces that do not say of which state."""


class StateForces:
    """Names and kinds of the forces of any state, by its ISO code."""

    def __init__(self, knowledge: Knowledge, words: ActorWords) -> None:
        self.knowledge, self.words = knowledge, words
        self._states = {a.country: a.name for a in knowledge.actors.values() if a.kind == "state" and a.country}
        self._forces = {a.country: a.name for a in knowledge.actors.values() if a.kind == "state_forces" and a.country}

    def national(self, code: str, scope: Scope, *, rulers: bool = False, nouns: Sequence[str] = ()) -> tuple[str, str]:
        """(actor, kind) of a state's forces, or its rulers: as a pack names them; else the state's name, and of the
        country that the report is about "Somali government forces" or "Somali government". What its `nouns` tell from
        the army is named so anywhere ("Somali police")."""
        if code in self._forces and not (rulers and code in self._states):
            return self._forces[code], "state_forces"
        country = self.knowledge.countries[code]
        if code in self._states:
            return self._states[code], "state"
        body = "government" if rulers else self.words.body(nouns)
        if country.adjectives and (code in scope.countries[:1] or body not in ARMY):
            return f"{country.adjective(scope.when)} {body}", "state" if rulers else "state_forces"
        return country.name, "state"

    def home(self, scope: Scope, nouns: Sequence[str] = ()) -> tuple[str, str]:
        """(actor, kind) of the forces of the report's own country, where a report says just "government forces" (or
        other `nouns`)."""
        code = next((code for code in scope.countries if code in self.knowledge.countries), None)
        if code is not None and self.words.body(nouns) in ARMY:
            code = self.knowledge.countries[code].army or code
        return (self.words.body(nouns), "state_forces") if code is None else self.national(code, scope, nouns=nouns)

    def of_country(self, there: str, actor: str, said: str, countries: Sequence[str]) -> str:
        """Whose forces bare words ("government forces") mean where something is told of another country that the report
        is about: that country's; else the `actor` that they mean at home."""
        abroad = there in countries[1:] and there in self._forces
        home = self._forces.get(countries[0]) if abroad else None
        return self._forces[there] if abroad and said in BARE_FORCES and actor == home else actor
