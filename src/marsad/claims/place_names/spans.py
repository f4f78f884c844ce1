"""Which runs of words may name a place: after "the town of", where places stand, again further on in the report."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import ActorSpan, PlaceNames, Span
from marsad.claims.lexicon import LanguageFile
from marsad.claims.place_names.misread import placed
from marsad.claims.place_names.taken import fell_to_somebody
from marsad.claims.place_names.told import called_a_settlement
from marsad.claims.place_names.words import (
    ARTICLES,
    COMMON_CAPITALS,
    KIND_MODIFIERS,
    NOT_PLACES,
    SITES,
    CountryWords,
)
from marsad.claims.syntax.parse import Parse

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
TITLE_CASE = 0.7
"""Share of capitalised words from which a sentence is a headline: there a capital says nothing."""
SHORTEST_REPEATED = 4
"""Characters; shorter names are also words and codes."""
MOST_IN_A_ROW = 8
"""Names after "the towns of"; a longer run is a list of something else."""
ENGLISH = frozenset({"DT", "IN"})
"""Tags of words that look like a name's article and are none: "as Arab states", "an August attack"."""
HOLDING = frozenset({"held", "controlled", "occupied", "run", "ruled", "administered"})
"""After a hyphen ("rebel-held") they stand before a place."""


def headlines_of(parse: Parse) -> set[int]:
    """Sentences written in title case."""
    found = set()
    for n, (first, last) in enumerate(parse.sentences):
        initials = list(filter(str.isalpha, [word[0] for word in parse.words[first:last]]))
        if len(initials) > 3 and sum(map(str.isupper, initials)) >= TITLE_CASE * len(initials):
            found.add(n)
    return found


def surnames_of(parse: Parse, entities: Sequence[tuple[int, int, str]]) -> set[str]:
    """Last words of full names of persons, lower case: alone they still mean the person."""
    found = set()
    for start, end, label in entities:
        if label == "PER" and len(tokens := parse.tokens(start, end)) > 1:
            found.add(parse.lower[tokens[-1]])
    return found


def repeated(
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
    for i in [i for i, word in enumerate(parse.words) if word in by_first]:
        for name in by_first[parse.words[i]]:
            last = i + len(name) - 1
            if tuple(parse.words[i : last + 1]) == name and closed.isdisjoint(range(i, last + 1)):
                found.append((i, last))
    return found


def with_sites(parse: Parse, spans: Sequence[tuple[int, int]], headlines: set[int]) -> list[tuple[int, int]]:
    """Names with the kind that is written as their last word: "Tripoli | Street", "Jolo | Island"."""
    found = []
    for first, last in spans:
        after = last + 1
        named = after < parse.size and parse.sentence[after] == parse.sentence[last] and parse.lower[after] in SITES
        named = named and parse.words[after][:1].isupper() and parse.sentence[last] not in headlines
        found.append((first, after if named else last))
    return found


def by_kind_noun(parse: Parse, taken: list[bool], names: PlaceNames, language: LanguageFile) -> list[tuple[int, int]]:
    """ "the town of X", "X province", "the village X"."""
    spans = []
    for i, lemma in enumerate(parse.lemma):
        if lemma not in language.place_nouns and lemma not in SITES:
            continue
        if i + 2 < parse.size and parse.lower[i + 1] == "of" and _capital(parse, i + 2) and not taken[i + 2]:
            spans += _row(parse, i + 2, taken) if parse.tag[i] == "NNS" else [_extend(parse, i + 2, taken)]
        at = i - 1 if i > 1 and parse.words[i - 1] in KIND_MODIFIERS else i  # "X national park"
        if at > 0 and _capital(parse, at - 1) and not taken[at - 1] and parse.lower[at - 1] not in NOT_PLACES:
            row = _row_before(parse, at - 1, taken) if parse.tag[i] == "NNS" else [_run_before(parse, at - 1, taken)]
            spans += [span for span in row if _is_named(parse, *span, names)]
        if (name := called_a_settlement(parse, i, taken)) is not None:
            spans.append(name)
        for first, last in spans[-MOST_IN_A_ROW:]:
            for t in range(first, last + 1):
                taken[t] = True
    return spans


def _run_before(parse: Parse, last: int, taken: list[bool]) -> tuple[int, int]:
    """The run of capitalised words that ends at one."""
    first = last
    while (
        first > 0
        and not taken[first - 1]
        and (_capital(parse, first - 1) or parse.words[first - 1] == "-")
        and parse.sentence[first - 1] == parse.sentence[last]
        and parse.lower[first - 1] not in NOT_PLACES
    ):
        first -= 1
    return first, last


def _row_before(parse: Parse, last: int, taken: list[bool]) -> list[tuple[int, int]]:
    """The names of "the X, Y and Z districts", the last of Z at `last`: what stands before it in the row is a name of
    a place, too."""
    spans = [_run_before(parse, last, taken)]
    while len(spans) < MOST_IN_A_ROW:
        at = spans[-1][0] - 1
        while at > 0 and at >= spans[-1][0] - 2 and parse.lower[at] in (",", "and", "&"):
            at -= 1
        free = at > 0 and not taken[at] and parse.sentence[at] == parse.sentence[last]
        if at == spans[-1][0] - 1 or not free or not parse.tag[at].startswith("NNP") or not _capital(parse, at):
            break
        spans.append(_run_before(parse, at, taken))
    return spans


def _is_named(parse: Parse, first: int, last: int, names: PlaceNames) -> bool:
    """Whether capitalised words are a name, and not what a sentence opens with."""
    named = all(parse.tag[t].startswith(("NNP", "HYPH")) or parse.lower[t] in ARTICLES for t in range(first, last + 1))
    opens = first == parse.sentences[parse.sentence[last]][0]
    return named and (not opens or names.known(parse.text[parse.start[first] : parse.end[last]]))


def _row(parse: Parse, i: int, taken: list[bool]) -> list[tuple[int, int]]:
    """The names of "the towns of X, Y and Z", X at i: those that follow are names of places, too."""
    spans = [_extend(parse, i, taken)]
    while len(spans) < MOST_IN_A_ROW:
        at = spans[-1][1] + 1
        while at < parse.size and at <= spans[-1][1] + 2 and parse.lower[at] in (",", "and", "&"):
            at += 1
        free = at < parse.size and not taken[at] and parse.sentence[at] == parse.sentence[i]
        if at == spans[-1][1] + 1 or not free or not _capital(parse, at) or not parse.tag[at].startswith("NNP"):
            break
        spans.append(_extend(parse, at, taken))
    return spans


def by_position(
    parse: Parse,
    taken: list[bool],
    blocked: list[bool],
    headlines: set[int],
    names: PlaceNames,
    language: LanguageFile,
    countries: CountryWords,
) -> list[tuple[int, int]]:
    """Capitalised words that the gazetteer knows, after a locative preposition or as a clause's topic."""
    """headlines: numbers of the sentences in title case."""
    spans: list[tuple[int, int]] = []
    words = enumerate(zip(parse.words, parse.lower, strict=True))
    for i in [i for i, (word, lower) in words if word != lower or lower in ARTICLES]:
        if taken[i] or not _capital(parse, i) or parse.lower[i] in NOT_PLACES:
            continue
        first, last = _extend(parse, i, taken)
        before = parse.lower[first - 1] if first else ""
        lemma = parse.lemma[i]
        hard = lemma in language.weapons or lemma in language.things
        if hard or lemma in language.armed or parse.lower[i] in COMMON_CAPITALS:
            taken[i] = True
            continue
        locative = (
            before in language.locative
            or (before == "the" and first > 1 and parse.lower[first - 2] in language.locative)
            or (before in HOLDING and first > 1 and parse.words[first - 2] in ("-", "–"))
            or (before in ("'s", "’s") and first > 1 and parse.lower[first - 2] in countries.names and last > first)
        )
        locative = locative or _taken_by_force(parse, first, last)
        text = parse.text[parse.start[first] : parse.end[last]]
        if parse.sentence[first] in headlines and not (locative and names.known(text)):
            taken[i] = True
            continue
        contained = last + 2 < parse.size and parse.lower[last + 1] == "in" and _capital(parse, last + 2)
        in_place = (locative or contained) and names.sounds(text)
        if any(blocked[t] for t in range(first, last + 1)) and not (
            in_place or (names.known(text) and (locative or last - first < 1))
        ):
            for t in range(first, last + 1):
                taken[t] = True
            continue
        single_at_start = first == parse.sentences[parse.sentence[first]][0] and first == last
        if (
            in_place
            or (parse.tag[last].startswith(("NNP", "NN", "JJ")) and not single_at_start and names.known(text))
            or (
                locative
                and (
                    before in ("in", "near", "at") or placed(parse, first, last) or _taken_by_force(parse, first, last)
                )
                and parse.tag[last] in ("NNP", "NNPS", "NN")
                and any(c.isalpha() for c in text)
                and len(text) > 3
            )
            or (
                single_at_start
                and (parse.tag[first].startswith("NNP") or fell_to_somebody(parse, first))
                and names.known(text)
            )
        ):
            spans.append((first, last))
        for t in range(first, last + 1):
            taken[t] = True
    return spans


def _taken_by_force(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is the object of what is done to places alone ("surrounded Gorazde", "retook Elephant Pass")."""
    head = parse.head_of(first, last)
    return parse.dep[head] in ("obj", "nsubj:pass") and parse.lemma[parse.head[head]] in TAKING


def _capital(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    if word[:1].isupper():
        return True
    return (
        word.lower() in ARTICLES
        and (parse.tag[i] not in ENGLISH or parse.words[i + 1 : i + 2] == ["-"])
        and i + 1 < parse.size
        and (
            parse.words[i + 1][:1].isupper()
            or (parse.words[i + 1] == "-" and i + 2 < parse.size and parse.words[i + 2][:1].isupper())
        )
    )


def _extend(parse: Parse, i: int, taken: list[bool]) -> tuple[int, int]:
    """The run of capitalised words and joining hyphens that starts at i."""
    last = i
    while last + 1 < parse.size and parse.sentence[last + 1] == parse.sentence[i] and not taken[last + 1]:
        word = parse.words[last + 1]
        if word in ("-", "'", "’", "`") and last + 2 < parse.size and _glued(parse, last + 1):
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
