"""Who speaks: from the name in the report to a known source, its origin after folding, its interest and reliability."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from marsad.knowledge import Knowledge
from marsad.knowledge.schema import SOURCE_KINDS, Entry, Reliability
from marsad.records import ALWAYS, Interval, Source
from marsad.resolve.actor_lexicon import Lexicon, Scope, Sense, Words, best
from marsad.resolve.actor_mentions import ActorMention, scope_of
from marsad.resolve.actor_words import plural
from marsad.resolve.actors import ActorResolver

NO_INTEREST = "none known"
ARMED_KINDS = frozenset(("rebel", "jihadist", "militia", "ethnic_forces", "state_forces"))
"""Actors that fight: who speaks for one is a party, not an official."""
NO_NOUN = "no noun tells its kind"
OFFICE_REACH = 80
"""Characters before a name in which its office may stand ("Major General")."""
TITLE_WORDS = frozenset(
    (
        "of",
        "for",
        "the",
        "senior",
        "deputy",
        "local",
        "rebel",
        "military",
        "media",
        "top",
        "chief",
        "former",
        "army",
        "opposition",
        "security",
        "foreign",
        "defence",
        "defense",
        "interior",
        "prime",
    )
)
UNKNOWN_OUTLET = "outlet not named"
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_TRIM = " \t\n,;:.\"“”'’‘"


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """source: as named in the report, a known one by its full name ("the monitor" resolved), "" for the outlet's voice.

    via: the relays, known ones by their full name, innermost first. origin: the stable name of who stands behind it: a
    spokesman's body, a state's media's state, for unnamed sources the words and the relay that vouches for them.
    speaks_for: the canonical actor whose interest it shares, "" if none is known; interest: that actor's side, or the
    actor, or "none known". reliability: Admiralty A to F with its `basis`. why: how kind and origin were found."""

    source: str
    kind: str
    origin: str
    interest: str = NO_INTEREST
    speaks_for: str = ""
    reliability: str = "F"
    basis: str = ""
    via: tuple[str, ...] = ()
    why: str = ""


class Speakers(Entry):
    kind: str
    nouns: tuple[str, ...]
    reliability: Reliability = "F"
    basis: str = ""
    folds: bool = False


class SourceWordsTable(Entry):
    """The file source_words.yaml; its comments say what each list is for."""

    speakers: tuple[Speakers, ...] = ()
    home_speakers: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()


class SourceResolver:
    """Resolves the speakers of claims. Build once; no answer changes a later one."""

    def __init__(self, knowledge: Knowledge, actors: ActorResolver | None = None) -> None:
        self.knowledge = knowledge
        self.actors = actors or ActorResolver(knowledge)
        self._tables = knowledge.table("source_words.yaml", SourceWordsTable)
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
        name's office is looked up ("Fabius": "French Foreign Minister Laurent Fabius")."""
        scope = scope_of(when, countries)
        relays = [via] if isinstance(via, str) else list(via)
        relays = [part for relay in relays for part in relay.split(" < ") if part.strip()]
        known_relays = tuple(self._canonical(self._clean(relay), scope) for relay in relays)
        speaker = self._clean(name)
        if not speaker:
            return replace(self._own_voice(outlet, known_relays, scope), source="", via=known_relays)
        found = self._speaker(speaker, outlet, known_relays, scope)
        if found.why == NO_NOUN and text and (office := self._office(speaker, text)) is not None:
            found = self._speaker(office, outlet, known_relays, scope)
            found = replace(found, source=speaker, why=f"{found.why}, of '{office}'")
            if found.origin == office:
                found = replace(found, origin=speaker)
        return replace(found, via=known_relays)

    def known(self, name: str, *, when: Interval = ALWAYS, countries: Sequence[str] = ()) -> Source | None:
        """The packs' source that bears this name as a whole, None if there is none (or several)."""
        return self._known(self._clean(name), scope_of(when, countries))

    # --- the steps

    def _own_voice(self, outlet: str, relays: tuple[str, ...], scope: Scope) -> ResolvedSource:
        """The outlet's own words; an agency's copy speaks for the agency."""
        speaker = relays[0] if relays else self._clean(outlet)
        known = self._known(speaker, scope)
        if known is not None:
            return self._of_pack(known, speaker, scope)
        basis = "an outlet whose record is not known here"
        return ResolvedSource("", "outlet", speaker or UNKNOWN_OUTLET, basis=basis, why="the outlet's own voice")

    def _speaker(self, text: str, outlet: str, relays: tuple[str, ...], scope: Scope) -> ResolvedSource:
        known = self._known(text, scope)
        if known is not None:
            return self._of_pack(known, self._shown(text, known, scope), scope)
        words = Words(text)
        if not words.keys:
            return ResolvedSource(text, "unnamed", text, why="no words")
        speakers, at = self._noun(words)
        inside = self._inside(words, scope)
        actor = self._actor(text, words, speakers, scope)
        if actor is not None and actor.how == "home" and relays and speakers is not None and speakers.kind == "unnamed":
            relay = self._known(relays[0], scope)
            actor = None if relay is not None and relay.folds_into == actor.actor else actor
        against = speakers is not None and speakers.kind == "activist"
        if inside is not None and not (against and inside.kind in ("official", "party")):
            found = self._of_pack(inside, text, scope)
            if speakers is not None and speakers.kind == "unnamed":
                return replace(found, kind="unnamed", why=f"unnamed, of {inside.name}")
            return found
        if actor is None and relays and speakers is not None and not _has_name(words, at):
            relay = self._known(relays[0], scope)
            if relay is not None and relay.folds_into and speakers.kind in ("unnamed", "official", "party", "outlet"):
                found = self._of_pack(relay, text, scope)
                return replace(found, kind=speakers.kind, why=f"unnamed, of {relay.name}, which speaks for its state")
        return self._by_words(text, words, speakers, at, actor, relays[0] if relays else self._clean(outlet), scope)

    def _by_words(
        self,
        text: str,
        words: Words,
        speakers: Speakers | None,
        at: int,
        actor: ActorMention | None,
        relay: str,
        scope: Scope,
    ) -> ResolvedSource:
        """A speaker that no pack names: kind by its noun, interest by the actor that its words name."""
        speaks_for = actor.actor if actor is not None else ""
        interest = self._interest(speaks_for, scope) if speaks_for else NO_INTEREST
        named = _has_name(words, at)
        if speakers is None:
            if speaks_for and actor is not None:
                kind = "official" if actor.kind in ("state", "organisation") else "party"
                return ResolvedSource(
                    text,
                    kind,
                    speaks_for,
                    interest,
                    speaks_for,
                    "D",
                    "belongs to a side of the fighting",
                    why="an actor speaks",
                )
            basis = "a person or body whose standing the words do not tell"
            return ResolvedSource(text, "eyewitness" if named else "unnamed", text, basis=basis, why=NO_NOUN)
        origin = text
        if speakers.folds and actor is not None and speaks_for and (actor.how != "generic" or not named):
            origin = speaks_for
        elif not named:
            origin = f"{text} ({relay or UNKNOWN_OUTLET})"
        kind = (
            "party"
            if speakers.kind == "official" and actor is not None and actor.kind in ARMED_KINDS
            else speakers.kind
        )
        return ResolvedSource(
            text, kind, origin, interest, speaks_for, speakers.reliability, speakers.basis,
            why=f"by its noun '{words.keys[at]}'",
        )  # fmt: skip

    def _of_pack(self, source: Source, shown: str, scope: Scope) -> ResolvedSource:
        speaks_for = source.speaks_for
        origin, seen = source, {source.name}
        name = source.name
        while origin.folds_into and origin.folds_into not in seen:
            name = origin.folds_into
            seen.add(name)
            if name not in self.knowledge.sources:
                break
            origin = self.knowledge.sources[name]
            speaks_for = speaks_for or origin.speaks_for
        interest = self._interest(speaks_for, scope) if speaks_for else NO_INTEREST
        return ResolvedSource(
            shown,
            source.kind,
            name,
            interest,
            speaks_for,
            source.reliability,
            source.basis,
            why=f"source of pack {source.pack}",
        )

    def _shown(self, text: str, known: Source, scope: Scope) -> str:
        """The name that a claim shows: the full one for a description, a monitor, or a part or variant of the name; else
        the words of the report, as claims.md has it."""
        words = Words(text)
        described = any(
            s.how == "description"
            for n, ss in self._lexicon.find(words, 0, scope)
            if n == len(words.keys)
            for s in best(ss)
        )
        shared = set(words.keys) & set(Words(known.name).keys) - {"al", "the", "of", "for", "syrian", "news", "agency"}
        return known.name if described or shared or known.kind == "monitor" else text

    def _office(self, name: str, text: str) -> str | None:
        """The words about a person at the first mention of the name: "Turkish minister NAME", "NAME, head of the X"."""
        at = text.find(name)
        if at < 0:
            return None
        before = re.split(r"[.,;:!?\n\"“”()]", text[max(0, at - OFFICE_REACH) : at])[-1].split()
        after = re.match(
            r",? (?:who is |is )?((?:an? |the |his |its )?[^.,;\n\"“”()]{3,60})[,.]", text[at + len(name) :]
        )
        title: list[str] = []
        for word in reversed(before):
            known = word.lower() in self._nouns or word[0].isupper() or word in TITLE_WORDS
            if not known:
                break
            title.insert(0, word)
        if title and any(word.lower() in self._nouns for word in title):
            return " ".join([*title, name])
        if (
            after is not None
            and text[at + len(name)] == ","
            and any(w.lower() in self._nouns for w in after[1].split())
        ):
            return after[1]
        return None

    def _interest(self, actor: str, scope: Scope) -> str:
        return self.actors.side(actor, scope.when) or actor

    def _actor(self, text: str, words: Words, speakers: Speakers | None, scope: Scope) -> ActorMention | None:
        """The actor that a speaker's words name ("SDF officer", "defence ministry in Moscow"), or whose country's it is."""
        mentions = [
            m for m in self.actors.finder.scan(words, scope) if m.actor and m.kind not in ("civilians", "protesters")
        ]
        if speakers is not None and speakers.kind in ("activist", "eyewitness", "outlet", "monitor"):
            mentions = [m for m in mentions if m.how not in ("metonym", "state", "nationality", "home")]
        mentions = [m for m in mentions if m.how != "home"]
        best_first = sorted(mentions, key=lambda m: (m.weak, m.how in ("metonym", "state")))
        if best_first:
            return best_first[0] if best_first[0].kind != "unidentified" else None
        for i in range(len(words.keys)):
            for _, senses in self.actors.finder.lexicon.find(words, i, scope):
                country = next((sense.value for sense in senses if sense.how == "adjective"), None)
                if country is not None and speakers is not None and speakers.kind in ("official", "party", "unnamed"):
                    name, kind = self.actors.finder.national(country, scope, rulers=True)
                    return ActorMention(0, len(text), text, name, kind, "nationality")
        if (
            self._is_home(words)
            and scope.countries
            and speakers is not None
            and speakers.kind in ("unnamed", "official", "party")
        ):
            name, kind = self.actors.finder.home(scope)
            return ActorMention(0, len(text), text, name, kind, "home", weak=True)
        return None

    def _is_home(self, words: Words) -> bool:
        """Whether the words name an arm of the own state and nobody else: "a military source", "Interior Ministry"."""
        pairs = [f"{a} {b}" for a, b in zip(words.keys, words.keys[1:], strict=False)]
        homely = {key for key in (*words.keys, *pairs) if key in self._home_speakers}
        own = {word for phrase in homely for word in phrase.split()}
        others = [
            i
            for i, key in enumerate(words.keys)
            if i and words.raw[i][0].isupper() and key not in own | self._nouns.keys()
        ]
        group = self.actors.finder.words.group_adjectives.intersection(words.keys)
        first_other = words.raw[0][0].isupper() and words.keys[0] not in own | self._nouns.keys() and len(others) > 0
        return (
            bool(homely) and not group and not first_other and not (others and not _after_place_word(words, others[0]))
        )

    def _noun(self, words: Words) -> tuple[Speakers | None, int]:
        """The speakers' list of the first noun that tells a kind, and the word where it stands."""
        for size in (3, 2, 1):
            for at in range(len(words.keys) - size + 1):
                found = self._nouns.get(" ".join(words.keys[at : at + size]))
                if found is not None and not (size == 1 and self._modifies(words, at)):
                    return found, at + size - 1
        return None, -1

    def _modifies(self, words: Words, at: int) -> bool:
        """Whether the noun at `at` stands before another one of the lists: "army spokesman", "hospital sources"."""
        return at + 1 < len(words.keys) and words.keys[at + 1] in self._nouns and words.joined(at + 1)

    def _inside(self, words: Words, scope: Scope) -> Source | None:
        """A known source within the words: "Observatory chief Rami Abdel Rahman", "SANA reporter in Homs"."""
        found: list[str] = []
        for i in range(len(words.keys)):
            for _, senses in self._lexicon.find(words, i, scope):
                names = [s.value for s in best(senses) if s.how == "name" and not s.weak]
                if names:
                    found.append(names[0])
                    break
        persons = [name for name in found if self.knowledge.sources[name].folds_into in self.knowledge.sources]
        chosen = persons or found
        return self.knowledge.sources[chosen[0]] if chosen else None

    def _known(self, text: str, scope: Scope) -> Source | None:
        words = Words(text)
        if not words.keys:
            return None
        for length, senses in self._lexicon.find(words, 0, scope):
            if length == len(words.keys):
                names = dict.fromkeys(s.value for s in best(senses))
                return self.knowledge.sources[next(iter(names))] if len(names) == 1 else None
        return None

    def _canonical(self, text: str, scope: Scope) -> str:
        known = self._known(text, scope)
        return known.name if known is not None else text

    def _clean(self, name: str) -> str:
        """Without determiners, parentheses, quotation marks and a possessive."""
        text = _PARENTHESIS.sub("", " ".join(name.split())).strip(_TRIM)
        words = text.split(" ")
        while len(words) > 1 and words[0].lower() in self._determiners:
            words = words[1:]
        text = " ".join(words).removesuffix("'s").removesuffix("’s").strip(_TRIM)
        return text

    @cached_property
    def _nouns(self) -> dict[str, Speakers]:
        nouns: dict[str, Speakers] = {}
        for table in self._tables:
            for speakers in table.speakers:
                for noun in speakers.nouns:
                    nouns.setdefault(noun, speakers)
                    nouns.setdefault(plural(noun), speakers)
        return nouns

    @cached_property
    def _home_speakers(self) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in table.home_speakers)

    @cached_property
    def _determiners(self) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in table.determiners)


def _after_place_word(words: Words, at: int) -> bool:
    return any(key in ("in", "at", "from", "near", "of", "on") for key in words.keys[:at])


def _has_name(words: Words, noun: int) -> bool:
    """Whether the words name somebody: a capital after the noun that is no place after "in" or "at", or no noun at all."""
    for i in range(noun + 1, len(words.keys)):
        if words.keys[i] in ("in", "at", "from", "near", "of", "on"):
            return False
        if words.raw[i][0].isupper():
            return True
    return False


__all__ = ["NO_INTEREST", "SOURCE_KINDS", "UNKNOWN_OUTLET", "ResolvedSource", "Sense", "SourceResolver"]
