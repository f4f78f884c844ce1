"""From a parsed report to drafts of claims: triggers, their roles, places, tolls, standing and voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.claims.answers import with_answers
from marsad.claims.attribution.voices import find_voices
from marsad.claims.choices.actors import ActorLinker
from marsad.claims.choices.judging import judge
from marsad.claims.choices.means import settle_means
from marsad.claims.discourse import fold_repetitions
from marsad.claims.draft import ActorSpan, Draft, PlaceMention, PlaceNames, Span
from marsad.claims.drafting import Drafter
from marsad.claims.lexicon import Lexicon
from marsad.claims.named_later import name_later
from marsad.claims.openers import read_openers
from marsad.claims.place_names.bare import bare_places
from marsad.claims.place_names.finding import find_places
from marsad.claims.place_names.misread import with_misread_places
from marsad.claims.place_names.told import is_office, is_seat
from marsad.claims.place_names.unnamed import bounds
from marsad.claims.place_names.words import ARTICLES, CountryWords
from marsad.claims.predicates.candidates import CandidateReader
from marsad.claims.predicates.conditions import Conditions
from marsad.claims.predicates.joining import Joiner
from marsad.claims.predicates.twofold import by_both_means
from marsad.claims.reading import Reading, Spotted
from marsad.claims.scene.actor_words import is_short_form
from marsad.claims.scene.places import Scene
from marsad.claims.syntax.parse import SUBJECTS, Parse
from marsad.claims.tables import Tables, drop_headings, holding, read_tables, tell_row, with_headings
from marsad.claims.tolls.abbreviations import spell_casualties
from marsad.claims.tolls.harms import TollReader
from marsad.claims.triggers import Trigger, find_triggers
from marsad.records import STATE_TYPES

__all__ = ["Spotted", "extract"]

PLACE_LIKE = ("state", "metonym")
"""Mentions that may also mean the place: a country, a capital that stands for its government."""
LONGEST_CODE = 3
"""Letters of a state's name in capitals ("US", "UAE"); longer ones are a dateline's city."""
ASKING = frozenset(
    {"did", "do", "does", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should"}
)
"""Auxiliaries that open a question."""
PLACE_WORDS = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "around",
        "outside",
        "inside",
        "across",
        "throughout",
        "toward",
        "towards",
        "of",
        "on",
    }
)

OPERATION = "Operation "
"""Before a name: of an operation, though it be called after somebody."""


def extract(
    parse: Parse,
    entities: Iterable[tuple[int, int, str]],
    quotations: Sequence[Span],
    spotted: Spotted,
    lexicon: Lexicon,
    names: PlaceNames,
    *,
    countries: CountryWords | None = None,
    learned: bool = True,
) -> list[Draft]:
    """Drafts of the report's claims, in text order, repetitions folded. entities: (start, end, PER | ORG | LOC).

    learned: False leaves the learned models out (for training them)."""
    counted = spell_casualties(parse, lexicon.language.casualty_abbreviations)
    common = counted | read_openers(parse, lexicon)
    entities = [e for e in entities if common.isdisjoint(parse.tokens(e[0], e[1]))] if common else entities
    kinds = lexicon.language.place_nouns  # "Village: Klow" is a form's key, and no place called so
    entities = [
        e
        for e in entities
        if e[2] != "LOC" or parse.text[e[0] : e[1]].lower() not in kinds or parse.text[e[1] : e[1] + 1] != ":"
    ]
    entities = list(entities)
    spans = [(a, b) for a, b, _ in entities] + [(a.start, a.end) for a in spotted.actors] + [*spotted.sources]
    named = {t for a, b in spans for t in parse.tokens(a, b)}
    entities = with_misread_places(parse, [*entities, *bare_places(parse, named)], lexicon.language, names)
    persons = [(a, b) for a, b, label in entities if label == "PER"]
    persons = [(a, b) for a, b in persons if OPERATION not in parse.text[max(0, a - len(OPERATION)) : b]]
    sources = [span for span in spotted.sources if not _ends_place(parse, span, names)]
    organisations = [*sources, *((a, b) for a, b, label in entities if label == "ORG")]
    sites = lexicon.language.place_nouns | lexicon.language.sites
    actors = [
        a
        for a in spotted.actors
        if counted.isdisjoint(parse.tokens(a.start, a.end))
        and not _is_place(parse, a)
        and not _ends_place(parse, (a.start, a.end), names)
        and not _names_a_kind(parse, a, sites)
    ]
    places = find_places(
        parse,
        entities,
        [a for a in actors if a.how not in PLACE_LIKE],
        names,
        lexicon.language,
        countries=countries or CountryWords(),
        skip=[*spotted.furniture, *sources],
        capitals=[a for a in actors if a.how == "metonym"],
    )
    states = [(a.start, a.end) for a in actors if a.how in PLACE_LIKE]
    tables = with_headings(read_tables(parse.text, lexicon.language), parse.text, names.known)
    voices = find_voices(parse, quotations, persons, organisations, lexicon.language, states)
    drop_headings(voices, tables)
    spoken = [
        (v.start, v.end) for over in {id(over): over for over in voices if over}.values() for v in over if v.start >= 0
    ]
    places = [
        m  # a speaker's unknown name is no place, and where a ministry that speaks has its seat nothing happened
        for m in places
        if (names.known(m.phrase.text) and not is_seat(parse, m)) or not any(a <= m.phrase.start < b for a, b in spoken)
    ]
    places = [m for m in places if names.known(m.phrase.text) or not _is_body(parse, m)]
    places = [m for m in places if not is_office(parse, m, lexicon.language)]
    scene = Scene(
        parse,
        lexicon,
        places,
        actors,
        frozenset(t for a, b in persons for t in parse.tokens(a, b)),
        frozenset(t for a, b in organisations for t in parse.tokens(a, b)),
    )
    scene.spoken = frozenset([t for t, over in enumerate(voices) if over or spotted.statement])
    quoted = frozenset(t for a, b in quotations for t in parse.tokens(a, b))
    reading = Reading(scene, voices, spotted, quoted=quoted)
    drafts = _drafts(reading, names, tables, learned=learned)
    name_later(drafts, scene)
    drafts = settle_means(drafts, parse, lexicon.language.armed)
    drafts = fold_repetitions(drafts, titles=spotted.titles)
    judged = judge(drafts, parse, means=lexicon.instrument_types) if learned else drafts
    return with_answers(judged, reading)


def _drafts(reading: Reading, names: PlaceNames, tables: Tables, *, learned: bool) -> list[Draft]:
    """Drafts sentence by sentence, so that each may take up what was told before."""
    conditions = Conditions(reading)
    candidates, tolls, joiner = CandidateReader(reading, conditions), TollReader(reading, conditions), Joiner(reading)
    linker, drafter = (
        ActorLinker(reading.scene, reading.spotted.opposed, learned=learned),
        Drafter(reading, names, learned=learned),
    )
    tolled = set[Span]()
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in find_triggers(reading.parse, reading.lexicon, blocked=reading.blocked):
        if not tables.is_head(reading.parse.start[trigger.head]):
            by_sentence.setdefault(reading.parse.sentence[trigger.head], []).append(trigger)
    drafts: list[Draft] = []
    for n in range(len(reading.parse.sentences)):
        asked = _asks(reading.parse, n)  # "Did the army lose the town?" asserts nothing
        found = joiner.join([c for t in by_sentence.get(n, ()) if not asked and (c := candidates.candidate(t))])
        tolls.add_tolls(n, found)
        found = by_both_means(found, conditions.instruments)
        found += holding(tables, n, reading)
        drafter.routes.carry_on(drafts, n)
        for candidate in found:
            options = linker.link(candidate, reading.voices[candidate.trigger.head], found)
            candidate.drafts = drafter.draft(candidate, options, others=len(found))
            tell_row(tables, candidate.drafts, reading.parse, tolled)
            drafts += candidate.drafts
            if candidate.type not in STATE_TYPES:
                reading.recent.append((n, candidate))
    return drafts


def _is_body(parse: Parse, place: PlaceMention) -> bool:
    """ "The MNLA on Friday seized X": initials that do something."""
    return is_short_form(place.phrase.text) and parse.dep[place.head] in SUBJECTS


def _asks(parse: Parse, n: int) -> bool:
    """Whether a sentence is a question to be answered by yes or no."""
    first, last = parse.sentences[n]
    if "?" not in parse.words[max(first, last - 2) : last]:
        return False
    if ":" in parse.words[first:last]:  # "Question (AFP): Did ..."
        first = parse.words.index(":", first, last) + 1
    return any(parse.lower[t] in ASKING for t in range(first, min(first + 2, last)))


def _names_a_kind(parse: Parse, actor: ActorSpan, sites: frozenset[str]) -> bool:
    """ "The refugee camp": what kind of a place it is, nobody who flees or is hit."""
    if actor.kind != "civilians":
        return False
    last = next(reversed(parse.tokens(actor.start, actor.end)), -1)
    after = last + 1
    if last < 0 or after == len(parse):
        return False
    return parse.tag[last] == "NN" and parse.head[last] == after and parse.lemma[after] in sites


def _is_place(parse: Parse, actor: ActorSpan) -> bool:
    """Whether a country's or capital's name stands where a place does ("in Damascus"), not where a state acts."""
    if actor.how not in PLACE_LIKE:
        return False
    first = next(iter(parse.tokens(actor.start, actor.end)), 0)
    name = parse.text[actor.start : actor.end]
    if name.isupper() and len(name) > LONGEST_CODE:
        return True  # "BEIRUT Government forces": where it was written
    if bounds(parse, parse.tokens(actor.start, actor.end)):
        return True
    before = [parse.lower[t] for t in range(max(0, first - 4), first)]
    if not before:
        return False
    words = [
        w
        for w in before
        if w not in ("the", "northern", "southern", "eastern", "western", "central", "capital", "rural", "city")
    ]
    return bool(words) and words[-1] in PLACE_WORDS


def _ends_place(parse: Parse, span: Span, names: PlaceNames) -> bool:
    """Whether a ruler's name is the end of a place's ("Dahiyet al-Assad")."""
    first = next(iter(parse.tokens(*span)), 0)
    if first > 2 and parse.words[first - 1] == "-" and parse.lower[first - 2] in ARTICLES:
        first -= 2
    if first < 1 or not parse.words[first - 1][:1].isupper() or parse.lower[first] not in ARTICLES:
        return False
    return names.known(parse.text[parse.start[first - 1] : span[1]])
