"""What resolving knows of a report before its claims: its countries, actors, times, and the names that it may mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from marsad.claims.extract import Spotted
from marsad.claims.place_names.words import CountryWords, names_deal
from marsad.knowledge import Knowledge
from marsad.records import Interval, Report
from marsad.resolve.actors.enemies import with_enemies
from marsad.resolve.actors.explained import explained_names
from marsad.resolve.actors.force_reference import with_mutinous_soldiers, with_soldiers_meant
from marsad.resolve.actors.group_reference import (
    as_headlined,
    between_states,
    with_described_groups,
    with_groups_meant,
    with_senders,
    with_the_presidents,
)
from marsad.resolve.actors.groups import with_group_names, with_national_bodies
from marsad.resolve.actors.lexicon import Scope, scope_of
from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.owners import refer
from marsad.resolve.actors.words import ActorWords
from marsad.resolve.draft_words import (
    any_of,
    naming,
    title_spans,
)
from marsad.resolve.gazetteer.fold import sound
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.issuers import voice_of_group
from marsad.resolve.places.candidates import SAME_SOUND, WORLD
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.support import Setting as PlaceSetting
from marsad.resolve.places.words import ReportContext
from marsad.resolve.source_found import ResolvedSource
from marsad.resolve.sources import SourceResolver
from marsad.resolve.times.report import ReportClock

WORD = re.compile(r"\w+")
OWN_NAME = 0.8
"""Exactness from which a name is a place's own or alternate name, not one that only sounds alike."""
SHORTEST_SOUND = 5
"""Letters of a name's sound; shorter ones are also words and names of persons ("Ali", "Amal")."""
CITY = 100_000
"""Inhabitants from which a place is known by its name in the news of other countries."""
ERAS = 64
"""Stretches of days of which the packs say the same (`Knowledge.era`)."""
PAIRS = 4_096
"""Pairs of actors whose standing to each other in such a stretch is kept."""


@dataclass(frozen=True, slots=True)
class ReportNames:
    """PlaceNames of the claims room, as the report's countries allow."""

    reader: SettingReader
    countries: tuple[str, ...]

    def known(self, name: str) -> bool:
        return "capital" in name or self.reader.names_place(name, self.countries)

    def sounds(self, name: str) -> bool:
        return self.known(name) or self.reader.sounds_like_place(name, self.countries[:1])

    def larger(self, one: str, other: str) -> bool:
        return self.reader.people(one, self.countries) > self.reader.people(other, self.countries)


@dataclass(slots=True)
class Setting:
    """What resolving knows of a report before its claims."""

    report: Report
    when: Interval
    """Of the report's days, as far as the packs tell days apart."""
    countries: tuple[str, ...]
    context: ReportContext
    where: PlaceSetting
    clock: ReportClock
    spotted: Spotted
    names: ReportNames
    operations: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Those that the report names, with what finds their names."""
    groups: Mapping[str, set[str]] = field(default_factory=dict)
    """Body -> the groups of it that the report names."""
    voices: dict[tuple[str, tuple[str, ...]], ResolvedSource] = field(default_factory=dict)
    """The speakers resolved so far."""


def place_resolver(knowledge: Knowledge, gazetteer: Gazetteer) -> PlaceResolver:
    """The resolver of places as the packs make it."""
    nouns = ActorWords(knowledge)
    anywhere = {naming.text for naming in knowledge.actor_names if not naming.countries}
    common = {word for noun in nouns.organisations for word in noun.split()}  # "National Defence Force": anybody's
    anywhere |= {n.text for n in knowledge.actor_names if common.issuperset(n.text.lower().split())}
    return PlaceResolver(
        gazetteer,
        knowledge.places,
        knowledge.countries.values(),
        not_places=[*nouns.openers, *(n.text for n in (*knowledge.source_names, *knowledge.actor_names))],
        nouns=nouns,
        groups={
            naming.text: naming.countries[0]
            for naming in knowledge.actor_names
            if naming.text not in anywhere and not knowledge.actors[naming.name].country
        },
    )


class SettingReader:
    """Reads the settings of reports. Build once; keeps nothing of a report."""

    def __init__(
        self, knowledge: Knowledge, gazetteer: Gazetteer, places: PlaceResolver, sources: SourceResolver
    ) -> None:
        self.knowledge = knowledge
        self.places, self.sources, self.actors = places, sources, sources.actors
        self._opposed = lru_cache(ERAS)(lambda when: lru_cache(PAIRS)(partial(self.actors.opposed, when=when)))
        self.gazetteer = gazetteer
        countries = knowledge.countries.values()
        self.country_words = CountryWords(
            frozenset(word.lower() for c in countries for word in (c.name, *c.names)) | self._parts_of_the_world(),
            frozenset(word.lower() for c in countries for word in (*c.adjectives, *c.people)),
        )
        self._pack_names = frozenset(
            name.lower() for place in knowledge.places for name in (place.name, *place.aliases)
        )
        names = {alias for s in knowledge.sources.values() for alias in (s.name, *s.aliases) if alias[:1].isupper()}
        names |= {alias for o in knowledge.operations for alias in (o.name, *o.aliases) if alias[:1].isupper()}
        self._operations = [
            (o.name, naming(o), {name: WORD.findall(name)[0] for name in map(str.lower, (o.name, *o.aliases))})
            for o in knowledge.operations
        ]
        self._source_names = re.compile(rf"\b(?:{any_of(names)})\b")

    def read(self, report: Report) -> Setting:
        """Countries, actors and times of a report."""
        context = ReportContext(text=report.text, title=report.title, dateline=report.dateline)
        where = self.places.read(context)
        countries = where.countries
        when = self.knowledge.era(report.published)
        found = self.actors.find(report.text, when=when, countries=countries)
        found = [m for m in found if not any(a <= m.start and m.end <= b for a, b in report.furniture)]
        found = [m for m in found if m.how != "metonym" or not names_deal(report.text, m.end)]
        mentions = with_group_names(
            report.text,
            explained_names(report.text, found),
            elsewhere=lambda name: name.lower() in self.country_words.adjectives or self.names_place(name, countries),
        )
        mentions = with_national_bodies(mentions, self.country_words.names | self.country_words.adjectives)
        mentions = self._meant(report.text, refer(mentions, report.text), scope_of(when, countries))
        titles = title_spans(report.title, report.text)
        sources = [m.span() for m in self._source_names.finditer(report.text)]
        if " " in report.outlet:  # "told Gulf Dispatch", in Gulf Dispatch, is no place
            sources += [m.span() for m in re.finditer(rf"\b{re.escape(report.outlet)}\b", report.text)]
        outlet = report.outlet or report.agency  # an agency's copy that nobody says to have printed
        own = self.sources.resolve("", outlet=outlet, via=(), when=when, countries=countries)
        own = voice_of_group(own, report.outlet, mentions)
        if own.speaks_for and "nemy" in report.text:
            foe = self._foe_of(own.speaks_for, when, countries)
            mentions = with_enemies(report.text, mentions, own.speaks_for, opposed=self._opposed(when), foe=foe)
        spotted = Spotted(
            actors=mentions,
            sources=sources,
            furniture=report.furniture,
            captions=report.captions,
            titles=titles,
            statement=bool(own.speaks_for),
            opposed=self._opposed(when),
        )
        return Setting(
            report,
            when,
            countries,
            context,
            where,
            ReportClock(report.text, published=report.published),
            spotted,
            ReportNames(self, countries),
            self._operations_in(report.text),
            self._groups_of(mentions),
            {("", ()): own},
        )

    def _foe_of(self, own: str, when: Interval, countries: tuple[str, ...]) -> tuple[str, str] | None:
        """(actor, kind) that a side fights where its report names nobody: the own country's forces; of a state's side
        the state that the packs set against it first."""
        if not self.actors.sides.state_of(own):
            return self.actors.finder.forces.home(scope_of(when, countries))
        known, opposed = self.knowledge.actors.values(), self._opposed(when)
        foes = (a for a in known if a.kind in ("state", "state_forces") and opposed(own, a.name))
        return next(((a.name, a.kind) for a in foes), None)

    def _groups_of(self, mentions: Sequence[ActorMention]) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = defaultdict(set)
        for name in {m.actor for m in mentions}:
            if (known := self.knowledge.actors.get(name)) is not None:
                groups[known.body].add(name)
        return groups

    def _meant(self, text: str, mentions: Sequence[ActorMention], scope: Scope) -> list[ActorMention]:
        """The mentions, words that could be anybody's given whom the report means by them."""
        finder = self.actors.finder
        found = with_mutinous_soldiers(text, mentions, finder.words.mutinous)
        found = with_soldiers_meant(text, found)
        found = with_described_groups(text, found, finder.words.group_adjectives)
        own = self.knowledge.countries.get(next(iter(scope.countries), ""))
        if own is None:
            return with_senders(text, with_groups_meant(text, found))
        forces, _ = finder.forces.national(own.code, scope)
        found = as_headlined(text, with_the_presidents(found, forces, own.capital), own.adjectives)
        found = with_groups_meant(text, found)
        return between_states(with_senders(text, found), own.name, forces)

    def _operations_in(self, text: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The operations that a text names, with what finds their names (their first words are looked for first,
        which is many times faster)."""
        lower = text.lower()
        words = set(WORD.findall(lower))
        return tuple(
            (name, pattern)
            for name, pattern, firsts in self._operations
            if any(first in words and words_of in lower for words_of, first in firsts.items()) and pattern.search(text)
        )

    def names_place(self, name: str, countries: tuple[str, ...]) -> bool:
        """Whether a place of these countries, or a city anywhere, bears this name."""
        if name.lower() in self._pack_names:
            return True
        return any(
            m.exactness >= OWN_NAME and (m.entry.country in countries or m.entry.population >= CITY)
            for m in self.gazetteer.lookup(name)
        )

    def sounds_like_place(self, name: str, countries: tuple[str, ...]) -> bool:
        """Whether a place of these countries has a name that sounds the same, vowels and all."""
        if not name[:1].isupper() or len(sound(name)) < SHORTEST_SOUND:
            return False
        return any(m.exactness >= SAME_SOUND for m in self.gazetteer.lookup_alike(name, countries))

    def people(self, name: str, countries: tuple[str, ...]) -> int:
        """Inhabitants of the largest place of this name in these countries, -1 where there is none."""
        found = [m.entry.population for m in self.gazetteer.lookup(name) if m.entry.country in countries]
        return max(found, default=-1)

    def _parts_of_the_world(self) -> frozenset[str]:
        """Names of continents and the like, lower case: as little a claim's place as a country."""
        return frozenset(
            name.lower() for p in self.knowledge.places if p.country == WORLD for name in (p.name, *p.aliases)
        )
