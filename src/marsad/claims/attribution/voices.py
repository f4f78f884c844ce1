"""Who says what: for each token of a report the voices that say it, from acts of saying and from quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.attribution.asides import AsideFinder, speak_on
from marsad.claims.attribution.cues import CueFinder
from marsad.claims.attribution.learned import missed_cues
from marsad.claims.attribution.nouns import SourceNouns
from marsad.claims.attribution.sayings import Cue
from marsad.claims.attribution.sources import Speakers
from marsad.claims.attribution.subjects import CONTRAST
from marsad.claims.attribution.turns import speak_turns, turns_of
from marsad.claims.draft import Span, Voice
from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse

CLAUSE = 6
"""Tokens from which on a quotation is speech of its own; fewer are somebody's term ("operation 'Spring'")."""


def find_voices(
    parse: Parse,
    quotations: Sequence[Span],
    persons: Sequence[Span],
    organisations: Sequence[Span],
    language: LanguageFile,
    states: Sequence[Span] = (),
) -> list[list[Voice]]:
    """For each token, the voices that are said to say it (innermost source, with relays); none is the outlet.

    quotations, persons, organisations, states: spans in characters.
    """
    quoted = [-1] * parse.size
    for n, (a, b) in enumerate(quotations):
        for t in parse.tokens(a, b):
            quoted[t] = n
    speakers = Speakers.read(parse, persons, organisations, SourceNouns.of(language))
    speakers.states = frozenset(t for a, b in states for t in parse.tokens(a, b))
    length = Counter(quoted)
    finder = CueFinder(speakers, quoted, language.saying)
    cues = [finder.cues(first, last) for first, last in parse.sentences]
    _relay_on(cues)
    outlet: list[Voice] = []
    result = [outlet] * parse.size
    speaker_of_quote: dict[int, list[Voice]] = {}
    for (first, last), found in zip(parse.sentences, cues, strict=True):
        if found:
            covered = [t for c in found for t in (min(c.content), max(c.content))]
            _spread(parse, quoted, found, range(min(first, *covered), max(last, *(t + 1 for t in covered))), result)
            for cue in found:
                for n in {quoted[t] for t in cue.content}:
                    speaker_of_quote.setdefault(n, result[next(t for t in cue.content if quoted[t] == n)])
    speaker_of_quote.pop(-1, None)
    for cue in missed_cues(speakers, quoted, cues):
        for t in cue.content:
            result[t] = result[t] or cue.sources
    asides = AsideFinder(speakers, quoted, language.saying)
    for first, last in parse.sentences:
        for cue in asides.asides(first, last):
            for t in cue.content:
                result[t] = result[t] or cue.sources
    speak_on(asides, parse.sentences, result)
    previous: list[Voice] = []
    for (first, last), found in zip(parse.sentences, cues, strict=True):
        for t in range(first, last):
            if quoted[t] >= 0 and not result[t]:
                unclaimed = [] if found or length[quoted[t]] < CLAUSE else previous
                result[t] = speaker_of_quote.get(quoted[t], unclaimed)
        if found:
            outside = sorted(found, key=lambda c: quoted[c.token] >= 0)  # whom somebody quotes does not go on
            previous = next((c.sources for c in outside if c.sources), previous)
    speak_turns(parse, turns_of(parse.text, persons, language.saying["offices"]), result)
    return result


def _relay_on(cues: Sequence[Sequence[Cue]]) -> None:
    """Whom somebody told goes on relaying while the same speaker goes on ("told Reuters ... he added")."""
    speaking = ""
    relays: tuple[str, ...] = ()
    for found in cues:
        for cue in found:
            text = cue.sources[0].text if cue.sources else ""
            if text and text == speaking and not cue.relays:
                cue.relays = relays
            elif text:
                speaking, relays = text, cue.relays


def _spread(
    parse: Parse, quoted: Sequence[int], found: Sequence[Cue], tokens: range, result: list[list[Voice]]
) -> None:
    """Each token to its innermost act of saying; the outer ones relay it."""
    if len(found) == 1:
        voices = _chained(found)
        for t in found[0].content.intersection(tokens):
            result[t] = voices
        return
    for early in found:
        for late in found:
            if quoted[early.token] < 0 and _closes_over(parse, late, early):
                end = parse.sentences[parse.sentence[late.token]][1]
                early.content -= frozenset(range(min(parse.at(v.start) for v in late.sources), end))
    inner_first = sorted(found, key=lambda c: (len(c.content), -c.token))
    made: dict[tuple[int, ...], list[Voice]] = {}
    beside = {(one.token, other.token) for one in found for other in found if _beside(parse, quoted, one, other)}
    for t in tokens:
        over = [c for c in inner_first if t in c.content]
        if not over:
            continue
        # who reports that somebody said it relays all that is said ("..." AFP reported the commander said)
        over += [c for c in inner_first if c not in over and over[0].token in c.content and c.token < over[0].token]
        over = [c for c in over if (c.token, over[0].token) not in beside]
        key = tuple([c.token for c in over])
        if key not in made:
            made[key] = _chained(over)
        result[t] = made[key]


def _closes_over(parse: Parse, late: Cue, early: Cue) -> bool:
    """Whether the last act of saying of a sentence tells of an earlier one, too, whose words seem to go on over it: "a
    source said rebels left, the agency reported"."""
    if late.token not in early.content or early.token not in late.content or parse.lower[late.token] in ("to", "per"):
        return False
    known = all(v.start >= 0 for v in late.sources) and not any(v.hedged for v in early.sources)  # "reports say"
    return known and max(late.content) < late.token


def _beside(parse: Parse, quoted: Sequence[int], first: Cue, second: Cue) -> bool:
    """ "The rebels said that ..., but the army said that ...", "X says ...; Y says ...": the second speaks beside the
    first, who doesn't relay it."""
    named = [parse.at(v.start) for v in second.sources if v.start >= 0]
    if second.token <= first.token or not named or min(named) <= first.token:
        return False
    if parse.dep[second.token] == "conj" and parse.head[second.token] == first.token:
        return True
    before = parse.lower[max(0, min(named) - 2) : min(named)]
    same = quoted[first.token] == quoted[second.token] and parse.sentence[first.token] == parse.sentence[second.token]
    return same and len(before) > 1 and before[1] in CONTRAST | {";"} and before[0] != "that"


def _chained(over: Sequence[Cue]) -> list[Voice]:
    inner = next((c for c in over if any(v.text for v in c.sources)), over[0])
    hedged = any(v.hedged for c in over for v in c.sources if not v.text)
    own = {v.text for v in inner.sources}
    outer = [name for c in over if c is not inner for name in (*(v.text for v in c.sources), *c.relays)]
    via = tuple(dict.fromkeys(name for name in (*inner.relays, *outer) if name and not any(name in o for o in own)))
    return [replace(v, via=via, hedged=v.hedged or hedged) for v in inner.sources]
