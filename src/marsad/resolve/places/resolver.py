"""Which place a name means: all mentions of a report are resolved together.

A name that no candidate fits is tied to the nearest named place that the report gives (claims.md), or stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.knowledge import Country
from marsad.records import Place
from marsad.resolve.actors.words import ActorWords
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.places.anchors import Anchors
from marsad.resolve.places.candidates import REGION_KINDS, Candidate, CandidateFinder, region_place
from marsad.resolve.places.choice import Chooser
from marsad.resolve.places.context import read_setting
from marsad.resolve.places.cues import SITES, Cue, kind_words, read_mention, site_before
from marsad.resolve.places.mention import PlaceMention, read_cue, words_around
from marsad.resolve.places.shapes import compass_part, halfway, related_place
from marsad.resolve.places.support import Setting
from marsad.resolve.places.words import ReportContext

_STREET = re.compile(r"\b(?:Street|Avenue|Boulevard|Square)$")
_AREA_WORD = re.compile(r" (?:region|area|enclave|pocket)$")
"""After a region's whole name, of which a word of direction may be a part."""
_NAMED_KIND = re.compile(r"(?<=\w) (?:Islands?|City|Town|Village|District)$")
"""Written as a part of the name, which the gazetteer leaves out."""
_INNER = re.compile(r"(?:Old|New|Inner) (?:City|Town|Quarter)")
"""What any town may call a part of it."""
_JOINT = re.compile(r"\s*[-–—/]\s*|\s+to\s+")
"""Between the ends of a road's name."""
_LANDS = frozenset({"country", "nation"})
"""Words for the country that a report is about."""
_CAPITAL = re.compile(r"[A-Z0-9]")


class PlaceResolver:
    """Resolves the place names of one report at a time. Cheap to keep, safe to share."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        places: Sequence[Place] = (),
        countries: Iterable[Country] = (),
        *,
        not_places: Iterable[str] = (),
        nouns: ActorWords | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        """places, countries: the packs'. not_places: names of sources and actors, which running text also has
        ("Xinhua" is a town, too). nouns: those for a state's forces and rulers, who may be abroad. groups: the
        country in which an armed group of that name is at home."""
        self._finder = CandidateFinder(gazetteer, places, countries, not_places=not_places, nouns=nouns, groups=groups)

    def read(self, context: ReportContext) -> Setting:
        """Where a report plays: its countries, the places that it names for certain."""
        return read_setting(context, self._finder)

    def senses(self, name: str) -> tuple[Candidate, ...]:
        """All that a name may mean, before any report is read."""
        return self._finder.find(read_mention(name).core)

    def resolve(
        self,
        mentions: Sequence[PlaceMention],
        context: ReportContext,
        setting: Setting | None = None,
        *,
        scenes: bool = False,
    ) -> list[Place]:
        """A place for each mention, in order. An unresolved one has neither geonameid nor coordinates, and the
        place_id "name:COUNTRY:slug" (COUNTRY "" where the report does not tell). setting: what `read` gave. scenes:
        the mentions tell where something happened."""
        report = _Report(context, setting or self.read(context), self._finder, scenes=scenes)
        found: list[Place | None] = [None] * len(mentions)
        for n in sorted(range(len(mentions)), key=lambda n: (mentions[n].start < 0, mentions[n].start)):
            found[n] = self._in_province(report.resolve(mentions[n]))  # in text order: a village lies by what was told
        return [place for place in found if place is not None]

    def _in_province(self, place: Place) -> Place:
        """A pack's village or quarter, of which the pack tells no province, lies in that of its anchor."""
        if place.admin1 or place.geonameid is None:
            return place
        entry = self._finder.gazetteer.entry(place.geonameid)
        return replace(place, admin1=entry.admin1) if entry and entry.country == place.country else place


class _Report:
    """What the mentions of one report mean."""

    def __init__(self, context: ReportContext, setting: Setting, finder: CandidateFinder, *, scenes: bool) -> None:
        self.context = context
        self.senses = Chooser(finder, setting, scenes=scenes)
        self.country = self.senses.country
        self.anchors = Anchors(context, setting, self.senses)

    def resolve(self, mention: PlaceMention) -> Place:
        if mention.text.endswith(("capital", "capitals")) or mention.text.startswith("capital"):
            name, country = self.senses.finder.capital(mention.text)
            mention = replace(mention, text=name or mention.text, container=country or mention.container)
        cue = read_cue(mention, self.context)
        whole, (before, after) = mention.text, words_around(mention, self.context)
        if (kind := site_before(before)) and (site := self.senses.site(replace(cue, kind=kind))) is not None:
            return site  # "the military airport in X": the airport that a pack has there
        if mention.text == cue.core and cue.kind in SITES:  # "Atme", of "Atme border crossing"
            whole += kind_words(after)
        if whole != cue.core:
            bare = _AREA_WORD.sub("", whole)
            place = self.senses.choose(whole, cue, whole=True)
            if place is None and bare not in (whole, cue.core):  # "the Eastern Ghouta region"
                place = self.senses.choose(bare, cue, whole=True)
            place = place or self.senses.site(cue)
            if place is not None:
                return self.anchors.of_village(place, cue)
        if cue.kind == "river":  # "the Dnipro river" is not the city of its name, and lies by the town told beside it
            return self.anchors.of_unknown(mention, replace(cue, core=f"{cue.core} river"))
        if _INNER.fullmatch(whole):
            return self._inner(mention, replace(cue, core=whole, kind="neighbourhood", relation="part_of"))
        return self._resolve(mention, cue)

    def _inner(self, mention: PlaceMention, cue: Cue) -> Place:
        """ "The Old City" of the town that it is said to lie in, else of the one named last before it."""
        part = self.anchors.of_unknown(mention, cue)
        known = self.senses.choose(f"{cue.core} of {part.anchor_name}", cue, whole=True) if part.anchor_name else None
        return known or part

    def _resolve(self, mention: PlaceMention, cue: Cue) -> Place:
        if cue.core in _LANDS and (home := self.senses.finder.country(self.country)) is not None:
            return home
        if cue.kind == "stretch" or not _CAPITAL.search(cue.core):  # "the Turkish border", "the south": no name
            return region_place(mention.text if cue.kind == "stretch" else cue.part or cue.core, self.country)
        if cue.relation == "region":
            region = self._region(cue)
            if region is not None:
                return region
            cue = replace(cue, relation="is")
        place = self.senses.choose(cue.core, cue)
        if place is not None and (
            (place.kind == "country" and cue.kind not in ("", "country")) or _STREET.search(mention.text)
        ):
            place = None  # "Palestine Street" is no part of Palestine, nor need "Tripoli Street" be one of Tripoli
        if place is not None:
            known = place.kind in REGION_KINDS
            if mention.start >= 0 and not known and place.relation == "is" and place.kind == "city":
                self.anchors.note(mention.start, place)  # a town that only sounds alike may be another
            if known:  # "between Iraq and Syria" says nothing of where
                return compass_part(place, replace(cue, relation="is") if cue.other else cue)
            return self._between(place, related_place(self.anchors.of_village(place, cue), cue), cue)
        if cue.relation == "road" and (ends := self._known_end(cue)) is not None:
            return self._resolve(mention, ends)
        if cue.core != (inner := _NAMED_KIND.sub("", cue.core)):
            kind = "" if "Island" in cue.core else cue.kind  # named like its town, of which it is no part
            return self._resolve(mention, replace(cue, core=inner, kind=kind))
        first, _, second = cue.core.partition(" and ")
        return self._resolve(mention, replace(cue, core=first)) if second else self.anchors.of_unknown(mention, cue)

    def _known_end(self, cue: Cue) -> Cue | None:
        """Of "the X-Y road" the end that is known, the other beside it; None where neither is."""
        for joint in _JOINT.finditer(cue.core):
            ends = cue.core[: joint.start()], cue.core[joint.end() :]
            for end, other in (ends, ends[::-1]):
                if self.senses.choose(end, Cue(end)) is not None:
                    return replace(cue, core=end, other=other)
        return None

    def _between(self, place: Place, related: Place, cue: Cue) -> Place:
        """Half-way to the other end of "between X and Y", where that is known; else on the road by the one."""
        other = self.senses.choose(cue.other, Cue(cue.other)) if cue.other else None
        return halfway(place, other, related) if other is not None else related

    def _region(self, cue: Cue) -> Place | None:
        """A province or countryside, known or by its city's name; None for a town's region ("the Suran region")."""
        known = self.senses.choose_region(cue.core)
        bare = cue.core.removesuffix("s")
        if known is None and bare != cue.core and self.senses.choose_region(bare) is not None:
            return self._region(replace(cue, core=bare))  # "Idlibs countryside", which lost its apostrophe
        if known is not None:
            return compass_part(known, cue)
        if cue.kind == "region":
            return None
        city = self.senses.choose(cue.core, Cue(cue.core))
        kind = "province" if cue.kind == "province" else "region"
        place = region_place(cue.core, city.country if city else self.country, kind=kind)
        if city is not None:
            place = replace(place, admin1=city.admin1, lat=city.lat, lon=city.lon)
        return compass_part(place, cue)
