"""Features of a candidate claim, and of the actors that may play its parts: what the learned models look at."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import PlaceMention, Voice
from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import Parse

WINDOW = 7
"""Words on either side of a trigger that tell whether it announces an event of the report."""
CONTENT = frozenset({"NN", "VB", "JJ", "RB", "MD", "IN"})
BACKGROUND = frozenset(
    {"war", "conflict", "since", "began", "started", "uprising", "years", "total", "overall", "civil"}
)
NAME, NAME_TAGS = "NAME", frozenset({"NNP", "NNPS"})
"""Names are all one word: who fought where in the training articles says nothing of the next war."""
SPEECH = frozenset(
    {
        "condemn",
        "call",
        "urge",
        "warn",
        "investigate",
        "accuse",
        "discuss",
        "deny",
        "allege",
        "blame",
        "resolution",
        "inspector",
        "evidence",
    }
)


LIMITS = (1, 2, 4, 8, 14, 25)
BANDS = tuple(next(str(limit) for limit in LIMITS if size <= limit) for size in range(LIMITS[-1] + 1))
"""The band of each distance in words; what is farther is all one."""


def distance_band(distance: int) -> str:
    """A signed distance in words as one of few bands."""
    if distance < 0:
        return f"-{BANDS[-distance]}" if distance >= -LIMITS[-1] else "-far"
    return f"+{BANDS[distance]}" if distance <= LIMITS[-1] else "+far"


def general_words(parse: Parse) -> list[str]:
    """The lemmas of a report, its names all one word."""
    return [NAME if tag in NAME_TAGS else lemma for tag, lemma in zip(parse.tag, parse.lemma, strict=True)]


def claim_features(
    parse: Parse,
    found: Candidate,
    voices: Sequence[Voice],
    *,
    chosen: PlaceMention | None,
    others: int,
    earlier: int,
    title: bool,
    caption: bool,
    general: Sequence[str],
) -> tuple[str, ...]:
    """Of a candidate claim. chosen: where it plays, by its own words or those around; others: candidates of the same
    sentence; earlier: claims of this type before in the report; general: `general_words` of the report."""
    i = found.trigger.head
    frame, kind = found.trigger.frame.id, found.type
    lemma, dep = parse.lemma[i], parse.dep[i]
    first, last = parse.sentences[parse.sentence[i]]
    words = parse.lower[first:last]
    standing = found.standing

    actor1 = found.actor1[0].kind if found.actor1 else "none"
    actor2 = found.actor2[0].kind if found.actor2 else "none"
    place = "said" if found.said_place else "near" if found.places else "none"
    hint = found.places[0].phrase.kind_hint if found.places else ""
    kind_of_place, preposition, away = "", "none", "none"
    if chosen is not None:
        kind_of_place = chosen.phrase.kind_hint
        preposition = parse.preposition(chosen.head) or parse.dep[chosen.head]
        away = "own" if i in parse.ancestors(chosen.head) else "same" if first <= chosen.head < last else "other"
    toll = "toll" if any(t.low is not None for t in found.tolls) else "some" if found.tolls else "none"
    voice = "outlet" if not voices or not voices[0].text else "hedged" if voices[0].hedged else "source"
    out = [
        f"frame={frame}",
        f"type={kind}",
        f"lemma={lemma}",
        f"dep={dep}",
        f"frame,dep={frame},{dep}",
        f"part={found.trigger.part}",
        f"polarity={standing.polarity}",
        f"realis={standing.realis}",
        f"certainty={standing.certainty}",
        f"type,realis={kind},{standing.realis}",
        f"aim={standing.aim}",
        f"actor1={actor1}",
        f"actor2={actor2}",
        f"type,actor1={kind},{actor1 != 'none'}",
        f"type,actor2={kind},{actor2 != 'none'}",
        f"place={place}",
        f"type,place={kind},{place}",
        f"hint={hint}",
        f"place preposition={preposition}",
        f"place kind,preposition={kind_of_place},{preposition}",
        f"place preposition,type={preposition},{kind}",
        f"place kind,type={kind_of_place},{kind}",
        f"place away,kind={away},{kind_of_place}",
        f"toll={toll}",
        f"type,toll={kind},{toll}",
        f"voice={voice}",
        f"inferred={found.inferred}",
        f"title={title}",
        f"caption={caption}",
        f"others={min(others, 5)}",
        f"earlier={min(earlier, 4)}",
        f"type,earlier={kind},{min(earlier, 3)}",
        f"tag={parse.tag[i]}",
        f"head={general[parse.head[i]]}",
        f"headdep={parse.dep[parse.head[i]]}",
        f"support={parse.lemma[found.arguments.support] if found.arguments.support is not None else ''}",
        f"position={min(9, 10 * i // max(1, parse.size))}",
        f"long={min(6, (last - first) // 12)}",
        f"background={not BACKGROUND.isdisjoint(words)}",
        f"plural={parse.tag[i] in ('NNS', 'NNPS')}",
        f"definite={any(parse.lower[c] in ('the', 'this', 'that', 'these', 'those') for c in parse.kids(i, 'det'))}",
    ]
    out += [f"child={parse.dep[c]}:{general[c]}" for c in parse.children[i][:8]]
    out += [f"childdep={kind}:{parse.dep[c]}" for c in parse.children[i][:8]]
    out += [f"speech={w}" for w in sorted(SPEECH.intersection(parse.lemma[first:last]))]
    around = range(max(first, i - WINDOW), min(last, i + WINDOW + 1))
    near = dict.fromkeys([general[t] for t in around if parse.tag[t][:2] in CONTENT])
    out += [f"near={w}" for w in near]  # in one order: sums of weights depend on it
    path = parse.ancestors(i)[:3]
    out += [f"above={parse.dep[t]}:{general[t]}" for t in path]
    out.append(f"path={kind}:{','.join(parse.dep[t] for t in [i, *path])}")
    if i > first:
        out.append(f"left={general[i - 1]}")
    if i + 1 < last:
        out.append(f"right={general[i + 1]}")
    return tuple(out)
