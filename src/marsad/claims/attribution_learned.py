"""Acts of saying that the rules of cues missed, from the learned finder of attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.claims.attribution_cues import Cue
from marsad.claims.attribution_features import Signs, cue_features
from marsad.claims.attribution_sources import Speakers
from marsad.claims.attribution_spans import AttributionFinder, is_candidate, packaged_finder

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
    telling = frozenset().union(*(saying.get(kind, frozenset()) for kind in TELLING))
    names = ["P" if t in speakers.persons else "O" if t in speakers.organisations else "" for t in range(len(parse))]
    signs = Signs(parse, quoted, names)
    for (first, last), found in zip(parse.sentences, cues, strict=True):
        own = {cue.token for cue in found}
        for t in range(first, last):
            known = parse.lemma[t] in telling or parse.lower[t] == "according"
            if known and t not in own and t + 1 not in own and is_candidate(parse, t, finder.known):
                cue = _cue(finder, signs, speakers, t)
                if cue is not None:
                    yield cue


def _cue(finder: AttributionFinder, signs: Signs, speakers: Speakers, t: int) -> Cue | None:
    parse = speakers.parse
    if finder.cue.probability(cue_features(signs, t)) < SURE:
        return None
    source = finder.source_of(signs, t)
    if source is None:
        return None
    inside = range(source[0], source[1] + 1)
    head = next((k for k in inside if parse.head[k] not in inside or parse.head[k] == k), source[0])
    phrase = speakers.phrase_of(head, parse.sentences[parse.sentence[t]][0])
    if parse.tag[head] in ("WP", "WDT") or phrase is None or not speakers.of_a_sort(phrase):
        return None
    voice = speakers.voice(phrase, t)
    content = frozenset(k for a, b in finder.content_of(signs, t, source) for k in range(a, b + 1))
    return Cue(t, [voice], content) if voice.text and content else None
