"""Features of a candidate claim, and of the actors that may play its parts: what the learned models look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.claims.draft import Phrase, Voice
from marsad.claims.parse import Parse

if TYPE_CHECKING:
    from marsad.claims.reading import Candidate

WINDOW = 7
"""Words on either side of a trigger that tell whether it announces an event of the report."""
CONTENT = frozenset({"NN", "VB", "JJ", "RB", "MD", "IN"})
BACKGROUND = frozenset(
    {"war", "conflict", "since", "began", "started", "uprising", "years", "total", "overall", "civil"}
)
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


STATES = frozenset({"state", "state_forces", "coalition", "official"})


def distance_band(distance: int) -> str:
    """A signed distance in words as one of few bands."""
    side = "-" if distance < 0 else "+"
    size = abs(distance)
    for limit in (1, 2, 4, 8, 14, 25):
        if size <= limit:
            return f"{side}{limit}"
    return f"{side}far"


def claim_features(
    parse: Parse, found: Candidate, voices: Sequence[Voice], *, others: int, earlier: int, title: bool, caption: bool
) -> tuple[str, ...]:
    """Of a candidate claim. others: candidates of the same sentence; earlier: claims of this type before in the
    report."""
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
        f"head={parse.lemma[parse.head[i]]}",
        f"headdep={parse.dep[parse.head[i]]}",
        f"support={parse.lemma[found.arguments.support] if found.arguments.support is not None else ''}",
        f"position={min(9, 10 * i // max(1, len(parse)))}",
        f"long={min(6, (last - first) // 12)}",
        f"background={sum(w in BACKGROUND for w in words) > 0}",
        f"plural={parse.tag[i] in ('NNS', 'NNPS')}",
        f"definite={any(parse.lower[c] in ('the', 'this', 'that', 'these', 'those') for c in parse.kids(i, 'det'))}",
    ]
    out += [f"child={parse.dep[c]}:{parse.lemma[c]}" for c in parse.children[i][:8]]
    out += [f"childdep={kind}:{parse.dep[c]}" for c in parse.children[i][:8]]
    out += [f"speech={w}" for w in {parse.lemma[t] for t in range(first, last)} & SPEECH]
    near = {
        parse.lemma[t] for t in range(max(first, i - WINDOW), min(last, i + WINDOW + 1)) if parse.tag[t][:2] in CONTENT
    }
    out += [f"near={w}" for w in near]
    path = parse.ancestors(i)[:3]
    out += [f"above={parse.dep[t]}:{parse.lemma[t]}" for t in path]
    out.append(f"path={kind}:{','.join(parse.dep[t] for t in [i, *path])}")
    if i > first:
        out.append(f"left={parse.lemma[i - 1]}")
    if i + 1 < last:
        out.append(f"right={parse.lemma[i + 1]}")
    return tuple(out)


def actor_features(
    parse: Parse,
    found: Candidate,
    group: Sequence[Phrase],
    *,
    how: str,
    by_rule: str,
    rank: int,
    in_voice: bool,
    count: int,
) -> tuple[str, ...]:
    """Of a group of coordinated actors that may be the doer or the target of a candidate.

    by_rule: the part that the syntax gives it ("actor1", "actor2", ""); rank: how many mentions are nearer; count:
    how often the report names it."""
    i = found.trigger.head
    main = group[0]
    token = parse.at(main.start)
    end = parse.at(group[-1].end - 1)
    head = next((t for t in range(end, token - 1, -1) if not token <= parse.head[t] <= end), end)
    # states or others, no more: which group fights most in the training articles says nothing of the next war
    kind = (
        "people" if main.kind == "civilians" else "state" if main.kind in STATES else "other" if main.actor else "noun"
    )
    claim = found.type
    away = parse.sentence[token] - parse.sentence[i]
    before = token - 1
    while before > 0 and parse.tag[before] in ("DT", "PRP$", "JJ", "CD"):
        before -= 1
    mark = parse.lower[before] if before >= 0 and parse.sentence[before] == parse.sentence[token] else "^"
    after = parse.lower[end + 1] if end + 1 < len(parse) else "$"
    dep = parse.dep[head]
    band = distance_band(token - i) if away == 0 else f"s{max(-4, away)}"
    linked = (
        "child"
        if parse.head[head] == i
        else "parent"
        if parse.head[i] == head
        else "support"
        if parse.head[head] == found.arguments.support
        else "sibling"
        if parse.head[head] == parse.head[i]
        else "far"
    )
    return (
        f"rule={by_rule}",
        f"rule,type={by_rule},{claim}",
        f"kind,type={kind},{claim}",
        f"how={how}",
        f"weak={main.weak}",
        f"band={band}",
        f"band,rule={band},{by_rule}",
        f"mark={mark}",
        f"mark,band={mark},{band[:2]}",
        f"after={after}",
        f"dep={dep}",
        f"dep,band={dep},{band[0]}",
        f"linked={linked}",
        f"linked,dep={linked},{dep}",
        f"linked,mark={linked},{mark}",
        f"rank={min(rank, 4)}",
        f"voice={in_voice}",
        f"count={min(count, 5)}",
        f"part={found.trigger.part}",
        f"part,linked={found.trigger.part},{linked}",
        f"frame,dep={found.trigger.frame.id},{dep}",
        f"frame,mark={found.trigger.frame.id},{mark}",
        f"hyphen={after == '-'}",
        f"known={bool(main.actor)}",
        f"headlemma={parse.lemma[parse.head[head]]}",
        f"group={len(group)}",
    )
