"""Who speaks: from the name in the report to a known source, its origin after folding, its interest and reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Interval, Source
from marsad.resolve.actors.explained import spelt_out
from marsad.resolve.actors.lexicon import Lexicon, Scope, Words, best, scope_of
from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.resolver import ActorResolver
from marsad.resolve.issuers import means_itself
from marsad.resolve.source_found import (
    ARMED_KINDS,
    ISSUERS,
    MEDIA,
    NEUTRAL_SPEAKERS,
    NO_INTEREST,
    NO_NOUN,
    OF_A_SIDE,
    STATE_SPEAKERS,
    TOLD_TO_MEDIA,
    ResolvedSource,
)
from marsad.resolve.source_words import SourceWords, Spoken

UNKNOWN_OUTLET = "outlet not named"

REPORTERS = frozenset(
    ("correspondent", "reporter", "journalist", "photographer", "correspondents", "reporters", "journalists")
)
"""Who speaks for himself, not for the medium named with him."""

LONG_NAME = 4
"""Words from which on a name is so long that a slip of the pen cannot make it another one."""

SAME_SPELLING = 90
"""rapidfuzz's ratio: two letters wrong in a name of thirty."""

ANSWERS = 20_000
"""Speakers whose resolution is kept: the same few spokesmen come in report after report."""

COMMON_WORDS = frozenset(
    ("al", "the", "of", "for", "news", "agency", "tv", "state", "television", "official", "national")
)
"""Words, beside nationalities, that two names may share without being variants of one name."""


class SourceResolver:
    """Resolves the speakers of claims. Build once; no answer changes a later one."""

    def __init__(self, knowledge: Knowledge, actors: ActorResolver | None = None) -> None:
        self.knowledge = knowledge
        self.actors = actors or ActorResolver(knowledge)
        self.words = SourceWords(knowledge)
        self._long_names = [name for name in knowledge.sources if len(Words(name)) >= LONG_NAME]
        self._common = COMMON_WORDS | self.words.nationalities
        self._told, self._outlet = lru_cache(ANSWERS)(self._speaker), lru_cache(ANSWERS)(self._own_voice)
        self._passed_on = lru_cache(ANSWERS)(self._relay)
        self._lexicon = Lexicon()
        for naming in knowledge.source_names:
            how = "description" if naming.description else "name"
            self._lexicon.add(naming.text, naming.name, how, countries=naming.countries, valid=naming.valid)

    def resolve(
        self,
        name: str,
        *,
        outlet: str = "",
        via: str | Sequence[str] = (),
        when: Interval = ALWAYS,
        countries: Sequence[str] = (),
        text: str = "",
    ) -> ResolvedSource:
        """The speaker `name` ("" for the outlet's own voice) of a report of `outlet`, as relayed by `via`.

        via: relays, innermost first (a string: one relay, or several joined by " < "). text: the report, where a bare
        name's office is looked up ("Laurent Fabius": "French Foreign Minister Laurent Fabius")."""
        scope = scope_of(when, countries)
        parts = [part for relay in ([via] if isinstance(via, str) else via) for part in relay.split(" < ")]
        relays = tuple(self._passed_on(self.words.clean(part), scope) for part in parts if part.strip())
        speaker, turned = self.words.clean(name), False
        if not speaker or (not relays and means_itself(speaker, outlet)):
            return replace(self._outlet(outlet, relays, scope), via=relays)
        if relays and self._relays(speaker, relays[0], scope):
            speaker, relays, turned = relays[0], (self._passed_on(speaker, scope), *relays[1:]), True
        elif not relays and (medium := self._reports_for(speaker, scope)):
            relays = (medium,)
        voucher = relays[0] if relays else outlet.strip() or UNKNOWN_OUTLET
        found = self._told(speaker, relays, voucher, scope)
        if found.why == NO_NOUN and (long := spelt_out(speaker, text)) != speaker:  # a body that no pack knows
            speaker, found = long, self._told(long, relays, voucher, scope)
        found = replace(found, source=spelt_out(found.source, text)) if text else found
        if found.why == NO_NOUN and text and (office := self.words.office(speaker, text)) is not None:
            told = self._told(office, relays, voucher, scope)
            origin = found.origin if told.origin == office else told.origin
            found = replace(told, source=speaker, origin=origin, why=f"{told.why}, of '{office}'")
        return replace(found, via=relays, turned=turned) if relays else found

    def known(self, name: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> Source | None:
        """The packs' source that bears this name as a whole, None if there is none (or several)."""
        return self._known(self.words.clean(name), scope_of(when, countries))

    # --- the steps

    def _own_voice(self, outlet: str, relays: tuple[str, ...], scope: Scope) -> ResolvedSource:
        """The outlet's own words; an agency's copy speaks for the agency. A body that publishes its own statements is
        their source, by name: only a medium speaks as ""."""
        speaker = relays[0] if relays else outlet.strip()
        known = self._known(self.words.clean(speaker), scope)
        if known is not None:
            issuer = not relays and known.kind in ISSUERS
            return self._of_pack(known, self._shown(self.words.clean(speaker), known, scope) if issuer else "", scope)
        if not relays and (issued := self._issuer(self.words.clean(speaker), scope)) is not None:
            return issued
        basis = "an outlet whose record is not known here"
        return ResolvedSource("", "outlet", speaker or UNKNOWN_OUTLET, basis=basis, why="the outlet's own voice")

    def _issuer(self, name: str, scope: Scope) -> ResolvedSource | None:
        """An outlet that is a party or an official body by its name ("Ministry of Defence of X", "X Armed Forces"),
        None for a medium, whose name may borrow such words ("X Army Weekly", "Voice of X", "Times Leader")."""
        spoken = self.words.read(name)
        actor = self._actor(spoken, scope)
        if spoken.speakers is None:
            whole = actor is not None and actor.how == "name" and actor.text == name
        else:
            body = spoken.kind in ISSUERS and spoken.heads
            owned = actor is not None and not actor.weak and actor.how not in ("state", "metonym")
            whole = body and (owned or self.words.body(spoken))
        return self._by_words(spoken, actor, name, scope) if whole else None

    def _speaker(self, text: str, relays: tuple[str, ...], voucher: str, scope: Scope) -> ResolvedSource:
        known = self._known(text, scope)
        if known is not None:
            return self._of_pack(known, self._shown(text, known, scope), scope)
        spoken = self.words.read(text)
        if not spoken.words.keys:
            return ResolvedSource(text, "unnamed", text, why="no words")
        inside = self._inside(spoken.words, scope)
        if inside is not None and not (spoken.kind == "activist" and inside.kind in ("official", "party")):
            if spoken.kind == "unnamed" and spoken.speakers is not None and not spoken.speakers.folds:
                hidden = self._of_pack(inside, text, scope)
                return replace(hidden, kind="unnamed", why=f"unnamed, of {inside.name}")
            medium = (
                inside.kind in MEDIA and spoken.kind in ("", *MEDIA) and not REPORTERS.intersection(spoken.words.keys)
            )
            if inside.kind == "monitor" and self.words.is_branch(spoken, inside):
                return replace(self._of_pack(inside, text, scope), origin=text)
            named = medium or inside.kind == "monitor"
            return self._of_pack(inside, inside.name if named else text, scope)
        actor = self._actor(spoken, scope)
        relay = self._known(relays[0], scope) if relays else None
        of_state = relay is not None and relay.folds_into and not spoken.named and spoken.kind in STATE_SPEAKERS
        if relay is not None and of_state and (actor is None or actor.actor == relay.folds_into):
            why = f"unnamed, of {relay.name}, which speaks for its state"
            return replace(self._of_pack(relay, text, scope), kind=spoken.kind, why=why)
        return self._by_words(spoken, actor, voucher, scope)

    def _by_words(self, spoken: Spoken, actor: ActorMention | None, voucher: str, scope: Scope) -> ResolvedSource:
        """A speaker that no pack names: kind by its noun, interest by the actor that its words name."""
        text, speakers = spoken.text, spoken.speakers
        speaks_for = actor.actor if actor is not None else ""
        interest = self._interest(speaks_for, scope)
        armed = actor is not None and actor.kind in ARMED_KINDS
        if speakers is None and actor is not None:
            fights = armed or (actor.kind == "state_forces")
            basis = OF_A_SIDE if fights else "speaks for a government or an authority"
            kind = "party" if fights else "official"
            return ResolvedSource(text, kind, speaks_for, interest, speaks_for, "D", basis, why="an actor speaks")
        if speakers is None:
            kind = "eyewitness" if spoken.named else "unnamed"
            basis = "its standing is not told by the words"
            return ResolvedSource(text, kind, spoken.person, basis=basis, why=NO_NOUN)
        kind = "party" if spoken.kind == "official" and armed else spoken.kind
        origin = text
        if speakers.folds and actor is not None and (actor.how != "generic" or not spoken.named):
            origin = speaks_for
        elif spoken.named or spoken.person != text:
            origin = spoken.person
        elif text != voucher:
            origin = spoken.proper_name or f"{text} ({voucher})"
        why = f"by its noun '{spoken.words.keys[spoken.at]}'"
        shown = self._full(text, actor, scope)
        return ResolvedSource(shown, kind, origin, interest, speaks_for, speakers.reliability, speakers.basis, why=why)

    def _full(self, text: str, actor: ActorMention | None, scope: Scope) -> str:
        """A bare "government" with the country that it is of: "Syrian government"."""
        country = self.knowledge.countries.get(scope.countries[0]) if scope.countries else None
        bare = text.lower() in ("government", "regime") and actor is not None
        return f"{country.adjectives[0]} {text}" if bare and country is not None and country.adjectives else text

    def _of_pack(self, source: Source, shown: str, scope: Scope) -> ResolvedSource:
        """A known source, folded to the end of its chain (Rami X: the Observatory; a state agency: its state)."""
        name, speaks_for, seen = source.name, source.speaks_for, {source.name}
        at: Source | None = source
        while at is not None and at.folds_into and at.folds_into not in seen:
            name = at.folds_into
            seen.add(name)
            at = self.knowledge.sources.get(name)
            speaks_for = speaks_for or (at.speaks_for if at is not None else "")
        interest, why = self._interest(speaks_for, scope), f"source of pack {source.pack}"
        return ResolvedSource(shown, source.kind, name, interest, speaks_for, source.reliability, source.basis, why=why)

    def _interest(self, actor: str, scope: Scope) -> str:
        return (self.actors.side(actor, scope.when) or actor) if actor else NO_INTEREST

    def _actor(self, spoken: Spoken, scope: Scope) -> ActorMention | None:
        """The actor that a speaker's words name ("SDF officer", "defence ministry in Moscow"), or their own state."""
        finder, kind = self.actors.finder, spoken.kind
        mentions = [m for m in finder.scan(spoken.words, scope) if m.actor and m.how != "home"]
        mentions = [m for m in mentions if m.kind not in ("civilians", "protesters", "unidentified")]
        if kind in NEUTRAL_SPEAKERS:
            mentions = [m for m in mentions if m.how not in ("metonym", "state", "nationality")]
        if mentions and kind == "official" and mentions[-1].how == "state" and _of_at_end(mentions[-1], spoken.text):
            return mentions[-1]
        if mentions:
            return min(mentions, key=lambda m: (m.weak, m.how in ("metonym", "state")))
        if kind not in STATE_SPEAKERS:
            return None
        state = self._nationality(spoken.words, scope)
        if state is None and scope.countries and self.words.home(spoken, finder.words.group_adjectives):
            state = finder.forces.home(scope)
        return ActorMention(0, len(spoken.text), spoken.text, *state, "home", weak=True) if state is not None else None

    def _nationality(self, words: Words, scope: Scope) -> tuple[str, str] | None:
        """(actor, kind) of the state whose adjective the words have: "Turkish Defence Minister"."""
        finder = self.actors.finder
        for i in range(len(words.keys)):
            for _, senses in finder.lexicon.find(words, i, scope):
                for sense in senses:
                    if sense.how == "adjective":
                        return finder.forces.national(sense.value, scope, rulers=True)
        return None

    def _shown(self, text: str, known: Source, scope: Scope) -> str:
        """What a claim shows: the full name for a description, a monitor and a variant of the name; else the words."""
        words = Words(text)
        found = next((ss for n, ss in self._lexicon.find(words, 0, scope) if n == len(words.keys)), [])
        described = any(sense.how == "description" for sense in best(found))
        variant = bool(set(words.keys) & set(Words(known.name).keys) - self._common)
        return known.name if described or variant or known.kind == "monitor" else text

    def _inside(self, words: Words, scope: Scope) -> Source | None:
        """A known source within the words: "Observatory chief Rami X", "SANA reporter in Homs"; a person goes first."""
        found: list[Source] = []
        for i in range(len(words.keys)):
            for _, senses in self._lexicon.find(words, i, scope):
                names = [s.value for s in best(senses) if s.how == "name" and not s.weak]
                if names:
                    found.append(self.knowledge.sources[names[0]])
                    break
        return next((s for s in found if s.folds_into in self.knowledge.sources), found[0] if found else None)

    def _known(self, text: str, scope: Scope) -> Source | None:
        words = Words(text)
        for length, senses in self._lexicon.find(words, 0, scope) if words.keys else ():
            if length == len(words.keys):
                names = dict.fromkeys(s.value for s in best(senses))
                return self.knowledge.sources[next(iter(names))] if len(names) == 1 else None
        return self._misspelt(text, scope) if len(words.keys) >= LONG_NAME else None

    def _misspelt(self, text: str, scope: Scope) -> Source | None:
        """A long name with a slip of the pen ("Syrian Observatroy for Human Rights")."""
        found = process.extractOne(text, self._long_names, scorer=fuzz.ratio, score_cutoff=SAME_SPELLING)
        source = self.knowledge.sources[found[0]] if found is not None else None
        fits = source is not None and (not source.countries or set(source.countries) & set(scope.countries))
        return source if fits else None

    def _relay(self, text: str, scope: Scope) -> str:
        bare = text.removesuffix("s")
        text = bare if bare.isupper() and self._known(bare, scope) else text  # "told SANAs correspondent"
        known = self._known(text, scope)
        if known is not None:
            return self._shown(text, known, scope)
        inside = self._inside(self.words.read(text).words, scope)
        return inside.name if inside is not None and inside.kind in MEDIA else text  # "X's correspondent in Gao"

    def _reports_for(self, speaker: str, scope: Scope) -> str:
        """The known medium for which a reporter works, which passes his words on; "" for anybody else."""
        words = self.words.read(speaker).words
        inside = self._inside(words, scope) if REPORTERS.intersection(words.keys) else None
        return inside.name if inside is not None and inside.kind in MEDIA else ""

    def _relays(self, speaker: str, relay: str, scope: Scope) -> bool:
        """Whether a medium is named as the source and people as its relay: it passes on what they say, wherever in the
        sentence each is named ("The army said it took Gao, according to the agency")."""
        if self._told(speaker, (), "", scope).kind not in MEDIA or REPORTERS.intersection(Words(speaker).keys):
            return False
        told = self._told(relay, (), "", scope)
        return told.kind in TOLD_TO_MEDIA and told.why != NO_NOUN


def _of_at_end(mention: ActorMention, text: str) -> bool:
    """Whether the state that ends the name owns it: "General Staff of the Armed Forces of Ukraine"."""
    return mention.end == len(text) and text[: mention.start].endswith(" of ")
