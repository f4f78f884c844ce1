"""From drafts to claims: actors, places, times and sources of one report resolved together (DESIGN.md, Resolve)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from marsad.claims.draft import Draft, Phrase, PlacePhrase, Voice
from marsad.claims.place_names.words import COUNTRY
from marsad.knowledge import Knowledge
from marsad.records import Claim, Place, Report, claim_id, status_of
from marsad.resolve.actors.customary import BY_ARMS, CIVILIANS, HURTING, UNIDENTIFIED, customary, only_men, victim
from marsad.resolve.draft_words import (
    PlaceKey,
    largest_toll,
    place_key,
    place_mention,
    place_name,
    place_words,
)
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.issuers import voice_of_named_group
from marsad.resolve.monitors import named_monitor
from marsad.resolve.repetitions import fold_claims
from marsad.resolve.report_setting import Setting, SettingReader, place_resolver
from marsad.resolve.source_found import NO_NOUN, ResolvedSource
from marsad.resolve.sources import SourceResolver
from marsad.resolve.times.choice import ClaimTimer

INHERITING = frozenset({"air_strike", "shelling", "chemical_attack", "suicide_bombing", "explosion"})
"""Types whose doer a report names once and then leaves out ("the raids also hit ...")."""
NOBODYS = frozenset({"", "civilians", "unidentified", "protesters"})
"""Kinds of actors that no speaker speaks for."""
INHERIT_WITHIN = 1500
"""Characters: about eight sentences; farther back another strike is meant."""


class ClaimResolver:
    """Resolves the drafts of one report at a time. Build once; keeps nothing of a report."""

    # --- claims

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, sources: SourceResolver | None = None) -> None:
        self.knowledge = knowledge
        self.sources = sources or SourceResolver(knowledge)
        self.actors = self.sources.actors
        self.places = place_resolver(knowledge, gazetteer)
        self._settings = SettingReader(knowledge, gazetteer, self.places, self.sources)
        self.country_words = self._settings.country_words

    def setting(self, report: Report) -> Setting:
        """Countries, actors and times of a report."""
        return self._settings.read(report)

    def resolve(self, drafts: Sequence[Draft], setting: Setting, *, learned: bool = True) -> list[Claim]:
        """The drafts as claims, in text order; claims that come out the same are one. learned: False leaves the learned
        choice of times out."""
        each = self.resolve_each(drafts, setting, learned=learned)
        claims = {claim.id: claim for claim in reversed(each)}
        again = {claim.id for draft, claim in zip(drafts, each, strict=True) if draft.definite}
        return fold_claims([claim for claim in each if claims[claim.id] is claim], again, setting.spotted.titles)

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
        resolved = self.places.resolve([place_mention(p) for p in phrases], setting.context, setting.where, scenes=True)
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
        resolved = self.places.resolve(mentions, setting.context, setting.where, scenes=True)
        return dict(zip(phrases, resolved, strict=True))

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
        side = self._side(draft.voice, voice, setting)
        there = place.country if place else ""
        actor1, text1, why1 = self._actor(draft.actor1, setting, side, there)
        actor2, text2, why2 = self._actor(draft.actor2, setting, side, there)
        if not actor1 and draft.type in INHERITING:
            actor1 = next(
                (a for at, kind, a in reversed(doers) if kind == draft.type and draft.trigger - at < INHERIT_WITHIN), ""
            )
        elif actor1:
            doers.append((draft.trigger, draft.type, actor1))
        actor2 = "" if actor2 == actor1 and _speakers(draft.actor1) else actor2  # "our troops took it": not from us
        voice = _of_itself(voice, actor1)
        actor1, actor2 = customary(draft.type, draft.frame, draft.actor1, draft.actor2, (actor1, actor2))
        if actor1 == CIVILIANS and draft.type in BY_ARMS and only_men(draft.actor1):
            actor1 = "" if draft.type == "suicide_bombing" else UNIDENTIFIED
        if draft.type == "displacement":  # by its definition civilians are displaced, whoever drives them out
            if not actor1:
                actor1 = CIVILIANS
            elif not actor2 and CIVILIANS not in actor1:
                actor2 = CIVILIANS
        if not actor2 and draft.type in HURTING:
            actor2 = victim(draft.actor2)
            why2 = "" if actor2 else why2
        relation = place.relation if place else "is"
        if relation == "is" and draft.part:
            relation = "part_of"
        unresolved = [why for why in (why1, why2) if why]
        unknown = place and place.geonameid is None and place.relation != "region" and place.lat is None
        if draft.place and unknown:
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
            source_span=(draft.voice.start, draft.voice.end) if draft.voice.start >= 0 and not voice.turned else None,
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
                named_monitor(voice.text, setting, self.sources),
                outlet=report.outlet or report.agency,
                via=voice.via,
                when=setting.when,
                countries=setting.countries,
                text=report.text,
            )
            if voice.text:
                spotted, known = setting.spotted.actors, self.knowledge.actors
                setting.voices[key] = voice_of_named_group(setting.voices[key], spotted, report.text, known)
        return setting.voices[key]

    def _side(self, words: Voice, voice: ResolvedSource, setting: Setting) -> str:
        """Whom a speaker means by "we": whom he speaks for, or the actor that his words name ("a commander of the
        rebels"), as the report means them: of a body, the one group that it names."""
        side = voice.speaks_for
        if voice.kind != "party" or not side:
            spotted = setting.spotted.actors
            named = (m.actor for m in spotted if words.start <= m.start < words.end and m.kind not in NOBODYS)
            side = next(named, "") or side
        groups = setting.groups.get(side, ()) if side else ()
        return next(iter(groups)) if len(groups) == 1 else side

    def _actor(
        self, phrases: Sequence[Phrase], setting: Setting, speaker: str = "", there: str = ""
    ) -> tuple[str, str, str]:
        """Canonical (joint) name, the words, why it stayed open ("" if not). speaker: whom "we" means. there: where."""
        names, words, why = [], [], ""
        for phrase in phrases:
            name = speaker if phrase.speaker else phrase.actor
            said = phrase.text.lower()
            if not name and said.endswith("s") and said[:-1] in self.country_words.names:
                continue  # "Syrias", a genitive that lost its apostrophe: whose country it is, nobody who acts
            if not name and phrase.speaker:
                why = "actor: the speaker's side is not known"
            elif not name:
                found = self.actors.resolve(phrase.text, when=setting.when, countries=setting.countries)
                if not found.name and phrase.kind == "armed" and phrase.text.istitle():  # "Kurdish-held"
                    forces = f"{phrase.text} forces"
                    found = self.actors.resolve(forces, when=setting.when, countries=setting.countries)
                name = found.name
                if not name:
                    why = f"actor: {found.why}"
            if name:
                names.append(self.actors.finder.forces.of_country(there, name, said, setting.countries))
            words.append(phrase.text)
        return self.actors.resolve_joint(names), " + ".join(words), "" if names else why

    def _operation(self, draft: Draft, setting: Setting) -> str | None:
        """The named operation of the claim's own words."""
        if not setting.operations:
            return None
        words = setting.report.text[draft.clause[0] : draft.clause[1]] + setting.report.text[draft.start : draft.end]
        return next((name for name, pattern in setting.operations if pattern.search(words)), None)


def _speakers(phrases: Sequence[Phrase]) -> bool:
    return any(phrase.speaker for phrase in phrases)


def _of_itself(voice: ResolvedSource, actor: str) -> ResolvedSource:
    """The speaker, a party where it is a body that no pack knows and tells of its own deed."""
    own = voice.why == NO_NOUN and voice.source == actor
    return replace(voice, kind="party", interest=actor, speaks_for=actor) if own else voice
