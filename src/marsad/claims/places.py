"""Which words of a report name places: names that the pipeline marks, names after "the town of", known names in place
position."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.claims.draft import ActorSpan, PlaceMention, PlaceNames, PlacePhrase, Span
from marsad.claims.lexicon import LanguageFile
from marsad.claims.parse import Parse
from marsad.claims.place_words import (
    ARTICLES,
    COMMON_CAPITALS,
    DIRECTIONS,
    INNER_KINDS,
    MEDIA_WORDS,
    NEARNESS,
    NOT_PLACES,
    OUTSKIRTS,
    REGION_KINDS,
    SETTLEMENTS,
)

COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Words for countries, lower case: their names, and adjectives, peoples, capitals as voices."""

    names: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


TAKING = frozenset(
    {
        "recapture",
        "retake",
        "overrun",
        "besiege",
        "encircle",
        "surround",
        "blockade",
        "bombard",
        "liberate",
        "occupy",
        "capture",
        "seize",
        "enter",
        "lose",
    }
)
"""Verbs whose object, where it is a name, is a place's."""
OPENING_PARTICLES = frozenset({"de", "del", "da", "do", "dos", "das", "di", "du"})
PARTICLES = OPENING_PARTICLES | {"la", "las", "los", "el"}
"""Romance particles inside names of places."""
TITLE_CASE = 0.7
"""Share of capitalised words from which a sentence is a headline: there a capital says nothing."""


def _headlines(parse: Parse) -> set[int]:
    """Sentences written in title case."""
    found = set()
    for n, (first, last) in enumerate(parse.sentences):
        initials = [word[0] for word in parse.words[first:last] if word[0].isalpha()]
        if len(initials) > 3 and sum(map(str.isupper, initials)) >= TITLE_CASE * len(initials):
            found.add(n)
    return found


SHORTEST_REPEATED = 4
"""Characters; shorter names are also words and codes."""
MOST_BETWEEN = 7
"""Words between a place and what it lies in: "in the south-eastern Syrian countryside of"."""
MOST_IN_A_ROW = 8
"""Names after "the towns of"; a longer run is a list of something else."""
MOST_CONJUNCTS = 5
"""Longer rows of states are no more common."""
AGENT_CASES = frozenset({"by", "with", "between", "for", "like", "unlike", "than", "among"})
"""Before a country's name they speak of its government: "a deal between Russia and Turkey"."""
STATE_NOUNS = frozenset(
    {"ally", "allies", "president", "minister", "ministry", "government", "military", "army", "parliament"}
)
"""What is a government's, not a country's: "Moscow's ally"."""
HOLDING = frozenset({"held", "controlled", "occupied", "run", "ruled", "administered"})
"""After a hyphen ("rebel-held") they stand before a place."""


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
    taken = [False] * len(parse)
    for actor in actors:
        for t in parse.tokens(actor.start, actor.end):
            taken[t] = True
    for start, end in skip:
        for t in parse.tokens(start, end):
            taken[t] = True
    blocked = list(taken)
    spans: list[tuple[int, int]] = []
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
    spans += _by_kind_noun(parse, taken, names, language)
    headlines = _headlines(parse)
    spans += _by_position(parse, taken, blocked, headlines, names, language)
    mentions = []
    spans = _with_particles(parse, spans)
    people = language.armed | language.civilian
    spans = [s for s in spans if s[0] != s[1] or parse.lemma[s[0]] not in people]  # "Militiamen", at a sentence's start
    spans = [part for span in spans for part in _split(parse, *span, names, countries)]
    spans += _repeated(parse, spans, skip, actors, entities)
    surnames = _surnames(parse, entities)
    seats = {t for actor in capitals for t in parse.tokens(actor.start, actor.end)}
    for first, last in sorted(set(spans)):
        mention = _mention(parse, first, last, language, countries)
        if mention is None or _is_media(parse, mention):
            continue
        low = mention.phrase.text.lower()
        if low in surnames and not (first and parse.lower[first - 1] in language.locative):
            continue
        if mention.first in seats and _acts(parse, mention):
            continue
        if parse.sentence[first] in headlines and mention.last > mention.first and not names.known(mention.phrase.text):
            continue
        if low in countries.adjectives:
            continue
        if low in countries.names or low.split(" ", 1)[-1] in countries.names:
            if _acts(parse, mention):
                continue
            mention.phrase.kind_hint = COUNTRY
        mentions.append(mention)
    _add_containers(parse, mentions, names, countries)
    return mentions


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


def _surnames(parse: Parse, entities: Sequence[tuple[int, int, str]]) -> set[str]:
    """Last words of full names of persons, lower case: alone they still mean the person."""
    found = set()
    for start, end, label in entities:
        tokens = parse.tokens(start, end)
        if label == "PER" and len(tokens) > 1:
            found.add(parse.lower[tokens[-1]])
    return found


def _repeated(
    parse: Parse,
    spans: Sequence[tuple[int, int]],
    skip: Sequence[Span],
    actors: Sequence[ActorSpan],
    entities: Sequence[tuple[int, int, str]],
) -> list[tuple[int, int]]:
    """Further occurrences of the names found, also where nothing tells that they are places ("captured Sarrin"): a
    name keeps its sense within a report (Yarowsky 1995)."""
    closed = {t for start, end in [*skip, *((a.start, a.end) for a in actors)] for t in parse.tokens(start, end)}
    closed |= {t for first, last in spans for t in range(first, last + 1)}
    names = {tuple(parse.lower[a : b + 1]) for a, b in spans}
    for start, end, _ in entities:
        tokens = parse.tokens(start, end)
        if len(tokens) > 1 and tuple(parse.lower[t] for t in tokens) not in names:
            closed |= set(tokens)
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for first, last in spans:
        if parse.words[first][:1].isupper() and parse.end[last] - parse.start[first] >= SHORTEST_REPEATED:
            by_first.setdefault(parse.words[first], set()).add(tuple(parse.words[first : last + 1]))
    found = []
    for i, word in enumerate(parse.words):
        for name in by_first.get(word, ()):
            last = i + len(name) - 1
            if tuple(parse.words[i : last + 1]) == name and closed.isdisjoint(range(i, last + 1)):
                found.append((i, last))
    return found


def _split(parse: Parse, first: int, last: int, names: PlaceNames, countries: CountryWords) -> list[tuple[int, int]]:
    """A run of names that lost its commas ("Kafr Takharim Kafranbil Saraqeb") as its longest known names; else as it
    is."""

    def known(a: int, b: int) -> bool:
        text = parse.text[parse.start[a] : parse.end[b]]
        return names.known(text) or (a == b and text.lower().removesuffix("s") in countries.names)

    if last == first or known(first, last):
        return [(first, last)]
    parts: list[tuple[int, int]] = []
    at = first
    while at <= last:
        end = next((e for e in range(last, at - 1, -1) if known(at, e)), -1)
        if end < 0:
            return [(first, last)]
        parts.append((at, end))
        at = end + 1
        if at <= last and parse.words[at] in ("and", ",", "&"):
            at += 1
    return parts


def _by_kind_noun(parse: Parse, taken: list[bool], names: PlaceNames, language: LanguageFile) -> list[tuple[int, int]]:
    """ "the town of X", "X province", "the village X"."""
    spans = []
    for i, lemma in enumerate(parse.lemma):
        if lemma not in language.place_nouns:
            continue
        if i + 2 < len(parse) and parse.lower[i + 1] == "of" and _capital(parse, i + 2) and not taken[i + 2]:
            spans += _row(parse, i + 2, taken) if parse.tag[i] == "NNS" else [_extend(parse, i + 2, taken)]
        if i > 0 and _capital(parse, i - 1) and not taken[i - 1] and parse.lower[i - 1] not in NOT_PLACES:
            first = i - 1
            while (
                first > 0
                and not taken[first - 1]
                and (_capital(parse, first - 1) or parse.words[first - 1] == "-")
                and parse.sentence[first - 1] == parse.sentence[i]
                and parse.lower[first - 1] not in NOT_PLACES
            ):
                first -= 1
            named = all(parse.tag[t].startswith(("NNP", "HYPH")) or parse.lower[t] in ARTICLES for t in range(first, i))
            opens = first == parse.sentences[parse.sentence[i]][0]
            if named and (not opens or names.known(parse.text[parse.start[first] : parse.end[i - 1]])):
                spans.append((first, i - 1))
        for first, last in spans[-MOST_IN_A_ROW:]:
            for t in range(first, last + 1):
                taken[t] = True
    return spans


def _row(parse: Parse, i: int, taken: list[bool]) -> list[tuple[int, int]]:
    """The names of "the towns of X, Y and Z", X at i: those that follow are names of places, too."""
    spans = [_extend(parse, i, taken)]
    while len(spans) < MOST_IN_A_ROW:
        at = spans[-1][1] + 1
        while at < len(parse) and at <= spans[-1][1] + 2 and parse.lower[at] in (",", "and", "&"):
            at += 1
        free = at < len(parse) and not taken[at] and parse.sentence[at] == parse.sentence[i]
        if at == spans[-1][1] + 1 or not free or not _capital(parse, at) or not parse.tag[at].startswith("NNP"):
            break
        spans.append(_extend(parse, at, taken))
    return spans


def _by_position(
    parse: Parse,
    taken: list[bool],
    blocked: list[bool],
    headlines: set[int],
    names: PlaceNames,
    language: LanguageFile,
) -> list[tuple[int, int]]:
    """Capitalised words that the gazetteer knows, after a locative preposition or as a clause's topic."""
    """headlines: numbers of the sentences in title case."""
    spans: list[tuple[int, int]] = []
    i, end = 0, len(parse)
    while i < end:
        if taken[i] or not _capital(parse, i) or parse.lower[i] in NOT_PLACES:
            i += 1
            continue
        first, last = _extend(parse, i, taken)
        before = parse.lower[first - 1] if first else ""
        if parse.lemma[i] in language.weapons | language.things | language.armed or parse.lower[i] in COMMON_CAPITALS:
            taken[i] = True
            i += 1
            continue
        locative = (
            before in language.locative
            or (before == "the" and first > 1 and parse.lower[first - 2] in language.locative)
            or (before in HOLDING and first > 1 and parse.words[first - 2] in ("-", "–"))
        )
        locative = locative or _taken_by_force(parse, first, last)
        text = parse.text[parse.start[first] : parse.end[last]]
        if parse.sentence[first] in headlines and not (locative and names.known(text)):
            taken[i] = True
            i += 1
            continue
        contained = last + 2 < len(parse) and parse.lower[last + 1] == "in" and _capital(parse, last + 2)
        in_place = (locative or contained) and names.sounds(text)
        if any(blocked[t] for t in range(first, last + 1)) and not (
            in_place or (names.known(text) and (locative or last - first < 1))
        ):
            for t in range(first, last + 1):
                taken[t] = True
            i = last + 1
            continue
        single_at_start = first == parse.sentences[parse.sentence[first]][0] and first == last
        if (
            in_place
            or (parse.tag[last].startswith(("NNP", "NN", "JJ")) and not single_at_start and names.known(text))
            or (
                locative
                and (before in ("in", "near", "at") or _taken_by_force(parse, first, last))
                and parse.tag[last].startswith("NNP")
                and any(c.isalpha() for c in text)
                and len(text) > 3
            )
            or (single_at_start and parse.tag[first].startswith("NNP") and names.known(text))
        ):
            spans.append((first, last))
        for t in range(first, last + 1):
            taken[t] = True
        i = last + 1
    return spans


def _taken_by_force(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is the object of what is done to places alone ("surrounded Gorazde", "retook Elephant Pass")."""
    head = next((t for t in range(first, last + 1) if not first <= parse.head[t] <= last), last)
    return parse.dep[head] in ("obj", "nsubj:pass") and parse.lemma[parse.head[head]] in TAKING


def _capital(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    if word[:1].isupper():
        return True
    return (
        word.lower() in ARTICLES
        and i + 1 < len(parse)
        and (
            parse.words[i + 1][:1].isupper()
            or (parse.words[i + 1] == "-" and i + 2 < len(parse) and parse.words[i + 2][:1].isupper())
        )
    )


def _extend(parse: Parse, i: int, taken: list[bool]) -> tuple[int, int]:
    """The run of capitalised words and joining hyphens that starts at i."""
    last = i
    while last + 1 < len(parse) and parse.sentence[last + 1] == parse.sentence[i] and not taken[last + 1]:
        word = parse.words[last + 1]
        if word in ("-", "'", "’", "`") and last + 2 < len(parse) and _glued(parse, last + 1):
            last += 2
        elif (
            (parse.lower[last] in ARTICLES and parse.words[last + 1][:1].isalpha() and _capital(parse, last + 1))
            or (
                word[:1].isupper() and parse.lower[last + 1] not in NOT_PLACES and parse.tag[last + 1].startswith("NNP")
            )
            or (word in ("al", "el", "as", "ar") and _capital(parse, last + 1))
        ):
            last += 1
        else:
            break
    return i, last


def _glued(parse: Parse, i: int) -> bool:
    return parse.end[i - 1] == parse.start[i] and parse.end[i] == parse.start[i + 1]


def _mention(
    parse: Parse, first: int, last: int, language: LanguageFile, countries: CountryWords
) -> PlaceMention | None:
    kind = modifier = ""
    while first < last and _is_nationality(parse.lower[first], countries):
        first += 1
    while first < last and (parse.lower[first] in ("the", "'s", "’s") or parse.lower[first] in DIRECTIONS):
        if parse.lower[first] in DIRECTIONS:
            if parse.words[first][:1].isupper() and parse.lower[first] not in ("rural", "central"):
                break  # "Eastern Ghouta", "West Bank": part of the name
            modifier = parse.lower[first]
        first += 1
    if parse.lower[last] in ("'s", "’s", "'", "’") and last > first:
        last -= 1
    if parse.lemma[last] in language.place_nouns and last > first and parse.words[last].islower():
        kind, last = parse.lemma[last], last - 1
    while first <= last and not any(c.isalnum() for c in parse.words[first]):
        first += 1
    if first > last or all(parse.lower[t] in DIRECTIONS for t in range(first, last + 1)):
        return None  # "the Southern Hospital"
    text = parse.text[parse.start[first] : parse.end[last]]
    if last + 1 < len(parse) and parse.lower[last + 1] in ("province", "governorate", "countryside", "region", "state"):
        last += 1
        kind = parse.lower[last]
        text = parse.text[parse.start[first] : parse.end[last]]
    if text.lower() in NOT_PLACES or text.lower() in COMMON_CAPITALS or len(text) < 2 or "\n" in text or text.islower():
        return None
    head = next((t for t in range(first, last + 1) if not first <= parse.head[t] <= last), last)
    if not kind and last + 1 < len(parse) and parse.lemma[last + 1] in language.place_nouns:
        kind = parse.lemma[_compound_end(parse, last + 1, language)]
    elif not kind and first > 1 and parse.lower[first - 1] == "of" and parse.lemma[first - 2] in language.place_nouns:
        kind = "" if parse.lower[first - 2] in ("areas", "suburbs") else parse.lemma[first - 2]  # they are in it
    elif not kind and first and parse.lemma[first - 1] in language.place_nouns:
        kind = parse.lemma[first - 1]
    if first and not modifier:
        modifier = _modifier(parse, first)
    if kind == "countryside" or (first and parse.lower[first - 1] == "rural"):
        kind = "countryside"
    phrase = PlacePhrase(parse.start[first], parse.end[last], text, head, "", kind, modifier)
    return PlaceMention(first, last, head, phrase)


def _compound_end(parse: Parse, noun: int, language: LanguageFile) -> int:
    """The last noun of a compound: of "border crossing" it tells the kind."""
    while (
        noun + 1 < len(parse)
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
            return f"{noun} of"
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


def _acts(parse: Parse, country: PlaceMention) -> bool:
    """Whether a country's name stands for its government: "Russia says", "backed by Russia", "Iran-backed"."""
    last, head = country.last, country.head
    if last + 2 < len(parse) and parse.words[last + 1] in ("-", "–") and parse.lower[last + 2].endswith("ed"):
        return True
    for _ in range(MOST_CONJUNCTS):
        if parse.dep[head] != "conj":
            break
        head = parse.head[head]
    if parse.dep[head] == "nmod:poss":  # "Moscow's ally", not "Syria's north"
        return parse.tag[parse.head[head]].startswith("NN") and parse.lower[parse.head[head]] in STATE_NOUNS
    cases = {parse.lower[c] for c in parse.kids(head, "case")}
    if parse.lemma[parse.head[head]] == "fall":
        return False  # "the capital has fallen to the rebels"
    return bool(cases & AGENT_CASES) or (parse.dep[head] in ("nsubj", "nsubj:outer") and not cases)


def _is_media(parse: Parse, mention: PlaceMention) -> bool:
    after = parse.lower[mention.last + 1] if mention.last + 1 < len(parse) else ""
    return after in MEDIA_WORDS


def _add_containers(parse: Parse, mentions: Sequence[PlaceMention], names: PlaceNames, countries: CountryWords) -> None:
    """ "Manbij, Aleppo province", "X in Y", "Y's X", "the Y district of X": the larger place of the same phrase."""
    for a, b in itertools.pairwise(mentions):
        if parse.sentence[a.first] != parse.sentence[b.first]:
            continue
        between = [parse.lower[t] for t in range(a.last + 1, b.first)]
        kinds = {w for w in between if w in REGION_KINDS | INNER_KINDS | SETTLEMENTS}
        rest = [
            w
            for w in between
            if w not in kinds
            and w not in DIRECTIONS
            and w not in countries.adjectives
            and w not in ("the", "of", "rural")
        ]
        if len(between) > MOST_BETWEEN or rest not in ([], [","], ["in"], [",", "in"], ["near"], ["'s"], ["’s"], ["-"]):
            continue
        if (
            "'s" in rest
            or "’s" in rest
            or (kinds and "of" in between and not rest and _names_inner(a, b, kinds, names))
        ):
            b.phrase.container = b.phrase.container or a.phrase.text
        elif (
            ("of" in between and a.phrase.kind_hint in INNER_KINDS | {"part"})
            or (rest and rest != ["-"])
            or a.phrase.kind_hint in INNER_KINDS
            or b.phrase.kind_hint in REGION_KINDS
        ):
            a.phrase.container = a.phrase.container or b.phrase.text


def _names_inner(a: PlaceMention, b: PlaceMention, kinds: set[str], names: PlaceNames) -> bool:
    """Whether "the A KIND of B" calls B a KIND in A ("the Aleppo town of al-Bab", "the Damascus suburb of Daraya")
    rather than A a KIND of B ("the Waer district of Homs"): what is known to be larger holds the other."""
    if kinds & SETTLEMENTS:
        return True
    return names.larger(a.phrase.text, b.phrase.text)
