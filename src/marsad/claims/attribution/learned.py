"""Acts of saying that the rules of cues missed, from the learned finder of attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.claims.attribution.features import Signs, cue_features
from marsad.claims.attribution.sayings import SEEING, Cue
from marsad.claims.attribution.sources import Speakers
from marsad.claims.attribution.spans import AttributionFinder, is_candidate, packaged_finder
from marsad.claims.attribution.subjects import CONTRAST
from marsad.claims.syntax.parse import Parse

SURE = 0.5
"""Probability from which a cue that only the model sees is taken; at 0.4 false voices outnumber the new ones."""
TELLING = ("plain", "accusing", "denying", "inverting", "naming")
"""Lists of verbs (language.yaml) that tell of events: hopes and plans are attributions, and no reports of a fact."""


def missed_cues(speakers: Speakers, quoted: list[int], cues: Sequence[Sequence[Cue]]) -> Iterator[Cue]:
    """Cues in sentences, beside those found there; quoted: for each token the number of its quotation, -1 outside."""
    finder = packaged_finder()
    if finder is None:
        return
    parse, saying = speakers.parse, speakers.words.language.saying
    telling = frozenset().union(*(saying.get(kind, frozenset()) for kind in TELLING)) - SEEING
    names = ["P" if t in speakers.persons else "O" if t in speakers.organisations else "" for t in range(parse.size)]
    signs = Signs(parse, quoted, names)
    for (first, last), found in zip(parse.sentences, cues, strict=True):
        own = {cue.token for cue in found}
        for t in range(first, last):
            known = parse.lower[t] == "according" or (
                parse.lemma[t] in telling
                and parse.tag[t] != "VBG"  # goes on with another's speech: the rules' own
                and (parse.lemma[t] == "claim" or not _to_do(parse, t))  # "continues to", "reported to be"
                and not (parse.lemma[t] == "continue" and parse.kids(t, "obj"))
            )
            if known and t not in own and t + 1 not in own and is_candidate(parse, t, finder.known):
                cue = _cue(finder, signs, speakers, t)
                if cue is not None:
                    yield cue


def _to_do(parse: Parse, t: int) -> bool:
    """Whether a verb has an infinitive under it."""
    return any(parse.tag[k] == "VB" for k in parse.kids(t, "xcomp"))


def _cue(finder: AttributionFinder, signs: Signs, speakers: Speakers, t: int) -> Cue | None:
    parse = speakers.parse
    if finder.cue.probability(cue_features(signs, t)) < SURE:
        return None
    source = finder.source_of(signs, t)
    if source is None:
        return None
    inside = range(source[0], source[1] + 1)
    head = next((k for k in inside if parse.head[k] not in inside or parse.head[k] == k), source[0])
    first, last = parse.sentences[parse.sentence[t]]
    if parse.lower[t] == "according":  # whatever stands there: "according to the service's toll"
        phrase = speakers.after(t + 1, last)
        able = phrase is not None and parse.lemma[phrase.head] not in speakers.words.times
    else:
        phrase = speakers.phrase_of(head, first)
        able = phrase is not None and parse.tag[head] not in ("WP", "WDT") and speakers.of_a_sort(phrase)
    if phrase is None or not able:
        return None
    voice = speakers.voice(phrase, t)
    content = frozenset(k for a, b in finder.content_of(signs, t, source) for k in range(a, b + 1))
    if parse.lower[t] == "according":  # what contrasts with it is the report's own, as in the rules
        end = next((k for k in range(t, last) if parse.lower[k] in CONTRAST), last)
        content = frozenset(k for k in content if k < end)
    return Cue(t, [voice], content) if voice.text and content else None
