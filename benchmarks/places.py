"""Toponym resolution on public corpora: `python benchmarks/places.py [--corpora DIR] [--errors N]`.

DIR holds lgl.xml (Lieberman and others 2010, local news of the United States) and geovirus.xml (Gritta and others
2018, news of the world); default ../shared/data/geo. The names are given, as the corpora mark them; only their places
are asked for. An answer is right within 161 km (a hundred miles, the corpora's measure since Leidner 2007); a name
without an answer is wrong. Errors in km are of the names that got an answer. "In the gazetteer": some place of that
name lies within 161 km of the right one, so that a right answer was there to choose.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.knowledge import load_packs
from marsad.records import Place
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.places.candidates import distance_km
from marsad.resolve.places.mention import PlaceMention
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.words import ReportContext
from marsad.resolve.report_setting import place_resolver

CORPORA = Path(__file__).resolve().parents[2] / "shared/data/geo"
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Name:
    """A marked name. start, end: characters. place: the right one."""

    text: str
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    text: str
    names: tuple[Name, ...]


@dataclass(slots=True)
class Score:
    """Distances in km of the answers, None for none, over all names and over those in the gazetteer."""

    corpus: str
    distances: list[float | None] = field(default_factory=list)
    known: list[float | None] = field(default_factory=list)
    errors: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @staticmethod
    def accuracy(distances: list[float | None]) -> float:
        return sum(d is not None and d <= NEAR_KM for d in distances) / max(1, len(distances))

    def row(self) -> str:
        cells = [f"{self.corpus:9}"]
        for distances in (self.distances, self.known):
            given = [d for d in distances if d is not None]
            cells.append(
                f"{len(distances):6} {self.accuracy(distances):8.3f} {len(given) / max(1, len(distances)):8.3f}"
                f" {statistics.median(given):9.1f} {statistics.fmean(given):8.0f}"
            )
        return "  |  ".join(cells)


def read_lgl(path: Path) -> Iterator[Article]:
    for article in _parsed(path).iter("article"):
        names = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None:
                names.append(_name(toponym, "phrase", tag))
        yield Article(article.findtext("title") or "", article.findtext("text") or "", tuple(names))


def read_geovirus(path: Path) -> Iterator[Article]:
    for article in _parsed(path).iter("article"):
        names = tuple(_name(location, "name", location) for location in article.iter("location"))
        yield Article("", article.findtext("text") or "", names)


def _parsed(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - corpora of our own


def _name(element: ET.Element, words: str, where: ET.Element) -> Name:
    start, end = (int(element.findtext(tag) or 0) for tag in ("start", "end"))
    lat, lon = (float(where.findtext(tag) or 0) for tag in ("lat", "lon"))
    place = Place(place_id="gold", name=element.findtext(words) or "", lat=lat, lon=lon)
    return Name(place.name, start, end, place)


READERS = {"LGL": ("lgl.xml", read_lgl), "GeoVirus": ("geovirus.xml", read_geovirus)}


def score(corpus: str, folder: Path, resolver: PlaceResolver) -> Score:
    """Resolve all names of a corpus, article by article."""
    file, read = READERS[corpus]
    total = Score(corpus)
    for article in read(folder / file):
        # GeoVirus counts line ends twice in places: the name is looked for near its offset.
        names = [_settled(name, article.text) for name in article.names]
        context = ReportContext(text=article.text, title=article.title)
        answers = resolver.resolve([PlaceMention(text=n.text, start=n.start, end=n.end) for n in names], context)
        for name, answer in zip(names, answers, strict=True):
            distance = None if answer.lat is None else distance_km(name.place, answer)
            total.distances.append(distance)
            if any(distance_km(name.place, sense.place) <= NEAR_KM for sense in resolver.senses(name.text)):
                total.known.append(distance)
            elif distance is None or distance > NEAR_KM:
                continue
            if distance is None or distance > NEAR_KM:
                right = f"{name.place.lat:.1f},{name.place.lon:.1f}"
                total.errors[name.text, answer.place_id, right] += 1
    return total


def _settled(name: Name, text: str) -> Name:
    if text[name.start : name.end] == name.text:
        return name
    at = text.find(name.text, max(0, name.start - 40))
    return Name(name.text, at, at + len(name.text), name.place) if at >= 0 else Name(name.text, -1, -1, name.place)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, default=CORPORA)
    options.add_argument(
        "--errors", type=int, default=0, metavar="N", help="the N commonest errors of each, of names in the gazetteer"
    )
    given = options.parse_args()
    resolver = place_resolver(load_packs(), Gazetteer())
    columns = f"{'names':>6} {'161 km':>8} {'answered':>8} {'median km':>9} {'mean km':>8}"
    print(f"{'corpus':9}  |  {columns}  |  {columns}\n{'':9}  |  {'all':44}  |  in the gazetteer")
    for corpus in READERS:
        result = score(corpus, given.corpora, resolver)
        print(result.row())
        for (text, answer, right), times in result.errors.most_common(given.errors):
            print(f"  {times:3} {text!r}: {answer}, right {right}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
