"""Which words of a report name places: names that the pipeline marks, names after "the town of", known names in place
position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.claims.draft import ActorSpan, PlaceMention, PlaceNames, PlacePhrase, Span
from marsad.claims.lexicon import LanguageFile
from marsad.claims.place_names.codes import is_code
from marsad.claims.place_names.metonyms import names_no_scene, stands_for_government, without_owners
from marsad.claims.place_names.relations import add_containers, is_side, share_kinds, without_described
from marsad.claims.place_names.roads import named_roads
from marsad.claims.place_names.rows import split_rows, without_genitive
from marsad.claims.place_names.spans import (
    by_kind_noun,
    by_position,
    headlines_of,
    repeated,
    surnames_of,
    with_sites,
)
from marsad.claims.place_names.told import by_whole_name, capital_mentions, employs, whole_countries
from marsad.claims.place_names.unknown import is_told_otherwise, tells_otherwise
from marsad.claims.place_names.unnamed import with_unnamed_regions
from marsad.claims.place_names.words import (
    COMMON_CAPITALS,
    COUNTRY,
    DIRECTIONS,
    HEADLINE_ENDS,
    KIND_MODIFIERS,
    MEDIA_WORDS,
    NEARNESS,
    NOT_PLACES,
    OUTSKIRTS,
    PROVINCES,
    SITES,
    CountryWords,
    is_time,
)
from marsad.claims.syntax.parse import Parse

OPENING_PARTICLES = frozenset({"de", "del", "da", "do", "dos", "das", "di", "du"})
PARTICLES = OPENING_PARTICLES | {"la", "las", "los", "el"}
"""Romance particles inside names of places."""

FOLLOWED = frozenset({"party", "supporter", "backer", "follower", "ally", "aide", "relative", "loyalist", "opponent",
                      "critic", "movement", "bloc", "lawyer", "killing", "murder", "arrest", "release"})  # fmt: skip
"""Nouns whose "of" names a person where what he is follows."""


def find_places(
    parse: Parse,
    entities: Iterable[tuple[int, int, str]],
    actors: Sequence[ActorSpan],
    names: PlaceNames,
    language: LanguageFile,
    *,
    countries: CountryWords,
    skip: Sequence[Span] = (),
    capitals: Sequence[ActorSpan] = (),
) -> list[PlaceMention]:
    """All mentions of places, in text order, none inside another or inside an actor's or source's name.

    entities: (start, end, label) in characters, of the pipeline. countries: their words; a country is the
    last choice of a claim's place. skip: spans that are no part of the report (page furniture). capitals: those
    that may stand for their government.
    """
    entities = list(entities)
    taken = [False] * parse.size
    for actor in actors:
        for t in parse.tokens(actor.start, actor.end):
            taken[t] = True
    for start, end in skip:
        for t in parse.tokens(start, end):
            taken[t] = True
    blocked, closed = list(taken), list(taken)
    spans = by_whole_name(parse, taken, names)
    for start, end, label in entities:
        tokens = parse.tokens(start, end)
        if label != "LOC":
            for t in tokens:
                blocked[t] = True
            continue
        if tokens and not any(taken[t] for t in tokens):
            spans.append((tokens[0], tokens[-1]))
            for t in tokens:
                taken[t] = True
    spans = [s for s in spans if not is_code(parse, *s, names)]
    spans += by_kind_noun(parse, taken, names, language)
    headlines = headlines_of(parse)
    spans += by_position(parse, taken, blocked, headlines, names, language, countries)
    mentions = []
    spans = with_sites(parse, _with_particles(parse, spans), headlines)
    persons = language.armed | language.civilian
    spans = [s for s in spans if s[0] != s[1] or parse.lemma[s[0]] not in persons]  # "Militiamen" that open a sentence
    persons |= language.saying["offices"] | language.anonymous_sources
    spans = [s for s in spans if not (_is_person(parse, *s, persons) or employs(parse, *s, language))]
    roads = named_roads(parse, closed)
    spans = [s for s in spans if not any(s[0] <= last and first <= s[1] for first, last in roads)]
    kinds = language.place_nouns
    spans = [part for span in spans for part in split_rows(parse, *span, names, countries, kinds)] + roads
    spans += repeated(parse, spans, skip, actors, entities)
    within = {t for a, b in spans for t in range(a, b + 1)}
    surnames = surnames_of(parse, [e for e in entities if within.isdisjoint(parse.tokens(e[0], e[1]))])
    seats = {t for actor in capitals for t in parse.tokens(actor.start, actor.end)}
    for first, last in sorted(set(whole_countries(parse, spans, countries))):
        mention = _mention(parse, first, last, names, language, countries)
        if mention is None or names_no_scene(parse, mention):
            continue
        if is_told_otherwise(parse, mention, persons):
            continue
        if not names.known(mention.phrase.text) and tells_otherwise(parse, mention, persons, language):
            continue
        low = mention.phrase.text.lower()
        if low in surnames and not (first and parse.lower[first - 1] in language.locative):
            continue
        if mention.first in seats and stands_for_government(parse, mention):
            continue
        if parse.sentence[first] in headlines and mention.last > mention.first and not names.known(mention.phrase.text):
            continue
        if low in countries.adjectives:
            continue
        # "Syrias" of texts that lost their apostrophes is the country, too
        if not countries.names.isdisjoint((low, low.split(" ", 1)[-1], low.removesuffix("s"))):
            if stands_for_government(parse, mention):
                continue
            mention.phrase.kind_hint = COUNTRY
        mentions.append(mention)
    mentions, capitals_told = capital_mentions(parse, countries, mentions)
    mentions = sorted([*mentions, *capitals_told], key=lambda m: m.first) if capitals_told else mentions
    mentions = with_unnamed_regions(parse, without_owners(parse, mentions, countries), countries)
    add_containers(parse, mentions, names, countries)
    share_kinds(parse, mentions)
    return without_described(parse, mentions)


def _is_person(parse: Parse, first: int, last: int, persons: frozenset[str]) -> bool:
    """Whether it is the name of one who is spoken of: "a nurse, Rima Haddad", "the party of Rima
    Haddad, a former mayor"."""
    head = next((t for t in range(first, last + 1) if not first <= parse.head[t] <= last), first)
    if parse.dep[head] == "appos" and parse.lemma[parse.head[head]] in persons and parse.head[head] < first:
        return True
    of_whom = parse.preposition(head) == "of" and parse.lemma[parse.head[head]] in FOLLOWED
    return of_whom and parse.lower[last + 1 : last + 3] in ([",", "a"], [",", "an"], [",", "the"])


def _with_particles(parse: Parse, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names with what a particle ties to them: "Vigia | del Fuerte", "San Pedro | de la Sierra"."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
            continue
        end = parse.sentences[parse.sentence[last]][1]
        after = last + 1
        while after < end and parse.words[after] in PARTICLES:
            after += 1
        opened = after > last + 1 and parse.words[last + 1] in OPENING_PARTICLES
        opened = opened and after < end and parse.words[after][:1].isupper()
        found.append((first, after if opened else last))
    return found


def _mention(
    parse: Parse, first: int, last: int, names: PlaceNames, language: LanguageFile, countries: CountryWords
) -> PlaceMention | None:
    kind = modifier = ""
    name = parse.text[parse.start[first] : parse.end[last]]
    whole = name.lower() in countries.names or (first < last and names.known(name))  # "the Niger Delta"
    while first < last and parse.lower[first] == "tags":
        first += 1  # a page's list of subjects, run into the text
    while first < last and not whole and _is_nationality(parse.lower[first], countries):
        first += 1
    while first < last and (parse.lower[first] in ("the", "'s", "’s") or parse.lower[first] in DIRECTIONS):
        if parse.lower[first] in DIRECTIONS:
            if parse.words[first][:1].isupper() and parse.lower[first] not in ("rural", "central"):
                break  # "Eastern Ghouta", "West Bank": part of the name
            modifier = parse.lower[first]
        first += 1
    while last > first and (
        parse.lower[last] in ("'s", "’s", "'", "’", "and")
        or parse.lower[last] in HEADLINE_ENDS
        or (parse.lower[last] in language.saying["offices"] and not whole)
        or parse.words[last] in DIRECTIONS
    ):
        last -= 1  # "X's", and what a parser took for a part of the name: "X southwest of Y"
    noun = parse.lemma[last] in language.place_nouns or parse.lemma[last] in SITES
    if noun and last > first and parse.words[last].islower():
        kind, last = parse.lemma[last], last - 1
    while first <= last and not any(c.isalnum() for c in parse.words[first]):
        first += 1
    if first > last or all(parse.lower[t] in DIRECTIONS for t in range(first, last + 1)):
        return None  # "the Southern Hospital"
    if is_time(parse.lower[first : last + 1]):
        return None
    text = parse.text[parse.start[first] : parse.end[last]]
    state = parse.lower[last + 1 : last + 2] == ["state"] and bool(MEDIA_WORDS & {*parse.lower[last + 2 : last + 3]})
    if last + 1 < parse.size and parse.lower[last + 1] in PROVINCES and not state:
        last += 1
        kind = parse.lower[last]
        text = parse.text[parse.start[first] : parse.end[last]]
    elif not kind and first < last and parse.lower[last] in PROVINCES:
        kind = parse.lower[last]  # "Shan State", as one name
    if text.lower() in NOT_PLACES or text.lower() in COMMON_CAPITALS or len(text) < 2 or "\n" in text:
        return None
    if text.islower() and not any(c.isdigit() for c in text):
        return None
    head = parse.head_of(first, last)
    if not (kind or state) and last + 1 < parse.size and parse.lemma[last + 1] in language.place_nouns:
        kind = parse.lemma[_compound_end(parse, last + 1, language)]
    elif not kind and first > 1 and parse.lower[first - 1] == "of" and parse.lemma[first - 2] in language.place_nouns:
        kind = "" if parse.lower[first - 2] in ("areas", "suburbs") else parse.lemma[first - 2]  # they are in it
    elif not kind and first and parse.lemma[first - 1] in language.place_nouns:
        kind = parse.lemma[first - 1]
    if first and not modifier:
        modifier = _modifier(parse, first)
    if kind == "countryside" or (first and parse.lower[first - 1] == "rural"):
        kind = "countryside"
    if kind in PROVINCES and modifier in DIRECTIONS and _describes(parse, first):
        modifier = ""
    called = _called(parse, first, last, language)
    if text.endswith("s"):
        text = without_genitive(parse, first, last, names, countries)
    phrase = PlacePhrase(parse.start[first], parse.start[first] + len(text), text, head, "", kind, modifier, called)
    return PlaceMention(first, last, head, phrase)


def _describes(parse: Parse, first: int) -> bool:
    """Whether a direction before a province only tells where in the country it lies: "the southern X province"; "in
    southern X province" is a part of it."""
    return first > 1 and parse.lower[first - 1] in DIRECTIONS and parse.lower[first - 2] in ("the", "'s", "’s")


def _called(parse: Parse, first: int, last: int, language: LanguageFile) -> str:
    """A name with the kind of site that belongs to it ("Fik road", "Kalma camp"), "" without one."""
    after = last + 1
    if after >= parse.size or parse.sentence[after] != parse.sentence[last] or not parse.words[after].islower():
        return ""
    if not parse.tag[after].startswith("NN") and parse.words[after] not in KIND_MODIFIERS:
        return ""  # "Base 46, another camp"
    noun = _compound_end(parse, after, language)
    return parse.text[parse.start[first] : parse.end[noun]] if parse.lemma[noun] in SITES else ""


def _compound_end(parse: Parse, noun: int, language: LanguageFile) -> int:
    """The last noun of a compound: of "border crossing" it tells the kind."""
    while (
        noun + 1 < parse.size
        and parse.lemma[noun + 1] in language.place_nouns
        and parse.words[noun + 1].islower()
        and parse.head[noun] == noun + 1
    ):
        noun += 1
    return noun


def _is_nationality(word: str, countries: CountryWords) -> bool:
    """ "Syrian", "Syria's", and "Syrias" of texts that lost their apostrophes."""
    return (
        word in countries.adjectives or word in countries.names or (word.endswith("s") and word[:-1] in countries.names)
    )


def _modifier(parse: Parse, first: int) -> str:
    """ "near", "outskirts of", "15 km south of", "eastern" before a name; "" else."""
    before = [parse.lower[t] for t in range(max(0, first - 5), first)]
    last = before[-1]
    if last in DIRECTIONS or last in NEARNESS:
        return last
    if last == "of" and len(before) > 1:
        noun = before[-2]
        if noun in DIRECTIONS:
            return noun if is_side(before[:-2]) else f"{noun} of"
        if noun in OUTSKIRTS:
            return f"{noun} of"
        if noun in (
            "part",
            "parts",
            "areas",
            "districts",
            "neighbourhoods",
            "neighborhoods",
            "suburbs",
            "villages",
            "countryside",
            "half",
            "side",
        ):
            return f"{noun} of"
    if last in ("from", "of") and any(
        w in ("km", "kilometres", "kilometers", "miles", "km)", "metres", "meters") for w in before
    ):
        return "km from"
    if last == "between" or "between" in before[-2:]:
        return "road"
    return ""
