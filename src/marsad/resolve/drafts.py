"""From drafts to claims: actors, places, times and sources of one report resolved together (DESIGN.md, Resolve)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from marsad.claims.draft import Draft, Phrase, PlacePhrase, Voice
from marsad.claims.extract import Spotted
from marsad.claims.places import COUNTRY, CountryWords
from marsad.knowledge import Knowledge
from marsad.records import Claim, Interval, Place, Report, claim_id, status_of
from marsad.resolve.actor_reference import refer
from marsad.resolve.draft_words import (
    PlaceKey,
    any_of,
    largest_toll,
    naming,
    place_key,
    place_mention,
    place_name,
    place_words,
    title_spans,
)
from marsad.resolve.explained_names import explained_names
from marsad.resolve.gazetteer.fold import sound
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.group_names import with_group_names, with_the_only_group
from marsad.resolve.place_candidates import WORLD
from marsad.resolve.place_context import ReportContext
from marsad.resolve.place_support import Setting as PlaceSetting
from marsad.resolve.places import PlaceResolver
from marsad.resolve.repetitions import fold_claims
from marsad.resolve.sources import ResolvedSource, SourceResolver
from marsad.resolve.time_choice import ClaimTimer
from marsad.resolve.time_report import ReportClock

MONITOR_WORDS = frozenset({"monitor", "monitors", "monitoring", "watchdog", "observatory"})
MONITOR_ADJECTIVES = frozenset(
    [
        "group",
        "groups",
        "war",
        "the",
        "a",
        "an",
        "organisation",
        "organization",
        "rights",
        "human",
        "activist",
        "network",
        "opposition",
    ]
)
"""Words that describe a monitor without naming it: two further words would be its name."""
BASED = re.compile(r"\b[a-z]+[- ]based\b")
"""Where it sits says nothing of its name ("the London-based monitor")."""
OWN_NAME = 0.8
"""Exactness from which a name is a place's own or alternate name, not one that only sounds alike."""
SHORTEST_SOUND = 5
"""Letters of a name's sound; shorter ones are also words and names of persons ("Ali", "Amal")."""
SAME_SOUND = 0.5
"""Exactness of a name that sounds the same (`gazetteer.index.Match`)."""
CITY = 100_000
"""Inhabitants from which a place is known by its name in the news of other countries."""
INHERITING = frozenset({"air_strike", "shelling", "chemical_attack", "suicide_bombing", "explosion"})
"""Types whose doer a report names once and then leaves out ("the raids also hit ...")."""
CIVILIANS = "civilians"
PAIRS = 50_000
"""Pairs of actors whose standing to each other is kept: all those of a war, in each of its years."""
INHERIT_WITHIN = 1500
"""Characters: about eight sentences; farther back another strike is meant."""


@dataclass(frozen=True, slots=True)
class ReportNames:
    """PlaceNames of the claims room, as the report's countries allow."""

    resolver: ClaimResolver
    countries: tuple[str, ...]

    def known(self, name: str) -> bool:
        return self.resolver.names_place(name, self.countries)

    def sounds(self, name: str) -> bool:
        return self.known(name) or self.resolver.sounds_like_place(name, self.countries[:1])

    def larger(self, one: str, other: str) -> bool:
        return self.resolver.people(one, self.countries) > self.resolver.people(other, self.countries)


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
    voices: dict[tuple[str, tuple[str, ...]], ResolvedSource] = field(default_factory=dict)
    """The speakers resolved so far."""


def place_resolver(knowledge: Knowledge, gazetteer: Gazetteer) -> PlaceResolver:
    """The resolver of places as the packs make it."""
    return PlaceResolver(
        gazetteer,
        knowledge.places,
        knowledge.countries.values(),
        not_places=[n.text for n in (*knowledge.source_names, *knowledge.actor_names)],
    )


class ClaimResolver:
    """Resolves the drafts of one report at a time. Build once; keeps nothing of a report."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, sources: SourceResolver | None = None) -> None:
        self.knowledge = knowledge
        self.sources = sources or SourceResolver(knowledge)
        self.actors = self.sources.actors
        self._opposed = lru_cache(PAIRS)(self.actors.opposed)
        self.gazetteer = gazetteer
        self.places = place_resolver(knowledge, gazetteer)
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
            (o.name, naming(o), tuple(name.lower() for name in (o.name, *o.aliases))) for o in knowledge.operations
        ]
        self._source_names = re.compile(rf"\b(?:{any_of(names)})\b")

    def _parts_of_the_world(self) -> frozenset[str]:
        """Names of continents and the like, lower case: as little a claim's place as a country."""
        return frozenset(
            name.lower() for p in self.knowledge.places if p.country == WORLD for name in (p.name, *p.aliases)
        )

    # --- before the claims

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

    def setting(self, report: Report) -> Setting:
        """Countries, actors and times of a report."""
        context = ReportContext(text=report.text, title=report.title, dateline=report.dateline)
        where = self.places.read(context)
        countries = where.countries
        when = self.knowledge.era(report.published)
        found = self.actors.find(report.text, when=when, countries=countries)
        mentions = with_group_names(
            report.text,
            explained_names(report.text, found),
            elsewhere=lambda name: name.lower() in self.country_words.adjectives or self.names_place(name, countries),
        )
        mentions = with_the_only_group(report.text, refer(mentions, report.text))
        titles = title_spans(report.title, report.text)
        sources = [m.span() for m in self._source_names.finditer(report.text)]
        own = self.sources.resolve("", outlet=report.outlet, via=(), when=when, countries=countries)
        spotted = Spotted(
            actors=mentions,
            sources=sources,
            furniture=report.furniture,
            captions=report.captions,
            titles=titles,
            statement=bool(own.speaks_for),
            opposed=lambda a, b: self._opposed(a, b, when),
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
        )

    def _operations_in(self, text: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The operations that a text names, with what finds their names (searching for plain words goes first: it is
        many times faster)."""
        lower = text.lower()
        return tuple(
            (name, pattern)
            for name, pattern, words in self._operations
            if any(word in lower for word in words) and pattern.search(text)
        )

    # --- claims

    def resolve(self, drafts: Sequence[Draft], setting: Setting, *, learned: bool = True) -> list[Claim]:
        """The drafts as claims, in text order; claims that come out the same are one. learned: False leaves the learned
        choice of times out."""
        claims: dict[str, Claim] = {}
        for claim in self.resolve_each(drafts, setting, learned=learned):
            claims.setdefault(claim.id, claim)
        return fold_claims(list(claims.values()))

    def resolve_each(self, drafts: Sequence[Draft], setting: Setting, *, learned: bool = True) -> list[Claim]:
        """One claim for each draft, in the drafts' order, nothing folded."""
        places = self._places(drafts, setting)
        doers: list[tuple[int, str, str]] = []
        timer = ClaimTimer(setting.clock, drafts, length=len(setting.report.text), learned=learned)
        return [self._claim(draft, setting, places, doers, timer) for draft in drafts]

    def actor_name(self, phrases: Sequence[Phrase], setting: Setting, voice: Voice | None = None) -> str:
        """The canonical (joint) name of some phrases."""
        return self._actor(phrases, setting, self._source(voice, setting).speaks_for if voice else "")[0]

    def places_of(self, phrases: Sequence[PlacePhrase], setting: Setting) -> list[dict[str, Any]]:
        """The place fields of claims.md for some phrases."""
        resolved = self.places.resolve([place_mention(p) for p in phrases], setting.context, setting.where)
        return [
            {
                "place_text": place_words(p, r),
                "place": place_name(r, p),
                "geonameid": r.geonameid if r.kind != COUNTRY else None,
            }
            for p, r in zip(phrases, resolved, strict=True)
        ]

    def _places(self, drafts: Sequence[Draft], setting: Setting) -> dict[PlaceKey, Place]:
        phrases: dict[PlaceKey, PlacePhrase] = {}
        for draft in drafts:
            for phrase in (draft.place, draft.from_place):
                if phrase is not None:
                    phrases.setdefault(place_key(phrase), phrase)
        mentions = [place_mention(p) for p in phrases.values()]
        return dict(zip(phrases, self.places.resolve(mentions, setting.context, setting.where), strict=True))

    def _claim(
        self,
        draft: Draft,
        setting: Setting,
        places: dict[PlaceKey, Place],
        doers: list[tuple[int, str, str]],
        timer: ClaimTimer,
    ) -> Claim:
        report, text = setting.report, setting.report.text
        place = places.get(place_key(draft.place)) if draft.place else None
        status = status_of(polarity=draft.polarity, realis=draft.realis, certainty=draft.certainty)
        time = timer.time_of(draft, status=status, place_id=place.place_id if place else "")
        voice = self._source(draft.voice, setting)
        actor1, text1, why1 = self._actor(draft.actor1, setting, voice.speaks_for)
        actor2, text2, why2 = self._actor(draft.actor2, setting, voice.speaks_for)
        if not actor1 and draft.type in INHERITING:
            actor1 = next(
                (a for at, kind, a in reversed(doers) if kind == draft.type and draft.trigger - at < INHERIT_WITHIN), ""
            )
        elif actor1:
            doers.append((draft.trigger, draft.type, actor1))
        if draft.type == "displacement":  # by its definition civilians are displaced, whoever drives them out
            if not actor1:
                actor1 = CIVILIANS
            elif not actor2 and CIVILIANS not in actor1:
                actor2 = CIVILIANS
        relation = place.relation if place else "is"
        if relation == "is" and draft.part:
            relation = "part_of"
        unresolved = [why for why in (why1, why2) if why]
        if (
            draft.place
            and place
            and place.geonameid is None
            and place.relation not in ("region",)
            and place.lat is None
        ):
            unresolved.append(f"place: no place of the gazetteer or the packs is called {draft.place.text!r}")
        elif not draft.place:
            unresolved.append("place: the report names none for it")
        if not time.interval.known:
            unresolved.append("time: the report gives no clue")
        place_id = place.place_id if place else ""
        killed, wounded = largest_toll(draft.tolls, "killed"), largest_toll(draft.tolls, "wounded")
        via = [v for v in voice.via if v]
        if report.agency and report.agency not in via and voice.source != report.agency:
            via.append(report.agency)
        return Claim(
            doc=report.doc,
            id=claim_id(
                report=report.digest, start=draft.start, end=draft.end, claim_type=draft.type, source=voice.source,
                actor1=actor1, place_id=place_id,
            ),
            quote=text[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            also=tuple(text[a:b] for a, b in draft.also),
            also_spans=tuple(draft.also),
            type=draft.type,
            polarity=draft.polarity,
            realis=draft.realis,
            certainty=draft.certainty,
            actor1=actor1,
            actor2=actor2,
            actor1_text=text1,
            actor2_text=text2,
            place_text=place_words(draft.place, place),
            place=place_name(place, draft.place),
            geonameid=place.geonameid if place and place.kind != COUNTRY else None,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            place_id=place_id,
            place_relation=relation,
            geo_precision=place.precision if place else 3,
            part=draft.part,
            from_place=draft.from_place.text if draft.from_place else None,
            to_place=draft.to_place,
            operation=self._operation(draft, setting),
            date_start=time.interval.start,
            date_end=time.interval.end,
            date_text=time.text,
            time_precision=time.precision,
            killed_low=killed[0],
            killed_high=killed[1],
            wounded_low=wounded[0],
            wounded_high=wounded[1],
            tolls=tuple(draft.tolls),
            extent=draft.extent,
            source=voice.source,
            source_kind=voice.kind,
            source_span=(draft.voice.start, draft.voice.end) if draft.voice.start >= 0 else None,
            origin=voice.origin,
            via=" < ".join(dict.fromkeys(via)),
            report=report.digest,
            outlet=report.outlet,
            published_start=report.published.start,
            published_end=report.published.end,
            country=place.country if place else "",
            admin1=place.admin1 if place else "",
            unresolved=tuple(unresolved),
            made_by=f"frame:{draft.frame}",
            confidence=draft.confidence,
        )  # fmt: skip

    def _source(self, voice: Voice, setting: Setting) -> ResolvedSource:
        report, key = setting.report, (voice.text, voice.via)
        if key not in setting.voices:
            setting.voices[key] = self.sources.resolve(
                self._full_name(voice.text, setting),
                outlet=report.outlet,
                via=voice.via,
                when=setting.when,
                countries=setting.countries,
                text=report.text,
            )
        return setting.voices[key]

    def _actor(self, phrases: Sequence[Phrase], setting: Setting, speaker: str = "") -> tuple[str, str, str]:
        """Canonical (joint) name, the words, and why it stayed open ("" where it did not). speaker: whom "we" means."""
        names, words, why = [], [], ""
        for phrase in phrases:
            name = speaker if phrase.speaker else phrase.actor
            if not name and phrase.speaker:
                why = "actor: the speaker's side is not known"
            elif not name:
                found = self.actors.resolve(phrase.text, when=setting.when, countries=setting.countries)
                name = found.name
                if not name:
                    why = f"actor: {found.why}"
            if name:
                names.append(name)
            words.append(phrase.text)
        return self.actors.resolve_joint(names), " + ".join(words), "" if names else why

    def _full_name(self, text: str, setting: Setting) -> str:
        """The report's named monitor for "a monitor", "the monitoring group": reports name it once, often later."""
        words = set(re.findall(r"[a-z]+", BASED.sub("", text.lower())))
        countries = self.country_words.adjectives | self.country_words.names
        if not words & MONITOR_WORDS or words - MONITOR_WORDS - MONITOR_ADJECTIVES - countries:
            return text
        for start, end in setting.spotted.sources:
            known = self.sources.known(setting.report.text[start:end], when=setting.when, countries=setting.countries)
            if known is not None and known.kind == "monitor":
                return known.name
        return text

    def _operation(self, draft: Draft, setting: Setting) -> str | None:
        """The named operation of the claim's own words."""
        if not setting.operations:
            return None
        words = setting.report.text[draft.clause[0] : draft.clause[1]] + setting.report.text[draft.start : draft.end]
        return next((name for name, pattern in setting.operations if pattern.search(words)), None)
