"""Facts of the actors that may play the parts of a claim: what the learned choice among them looks at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from marsad.claims.choices.claim_features import distance_band
from marsad.claims.draft import THING, Phrase
from marsad.claims.linear import Templates
from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import Parse

LONGEST_PATH = 5
"""Steps in the tree: longer ways are seen too seldom to learn from."""
STATES = frozenset({"state", "state_forces", "coalition", "official"})
ACTOR_FACTS = (
    ("rule", "kind", "weak", "hyphen", "top"), ("how", "count", "known", "group"), ("mark",), ("after",), ("dep",),
    ("headlemma",), ("type", "frame", "toll", "given1", "given2"), ("band",), ("step",), ("side",), ("path",),
    ("part", "linked", "rank", "voice", "recent1", "recent2"), ("relation", "kinds", "met"),
)  # fmt: skip
KIND = ACTOR_FACTS[0].index("kind")
RELATIONS = 3
"""The last facts are of an actor2 and the actor1 that was chosen before: `related` gives them."""
UNRELATED = ("",) * RELATIONS
SAID = ("False", "True")
"""How facts say whether something is so."""
RANKS = ("0", "1", "2", "3", *("4",) * 8)
"""How they say how many mentions are nearer: four or more are one."""
ACTOR_FEATURES = {
    "rule": ("rule",),
    "rule,type": ("rule", "type"),
    "kind,type": ("kind", "type"),
    "how": ("how",),
    "weak": ("weak",),
    "band": ("band",),
    "band,rule": ("band", "rule"),
    "mark": ("mark",),
    "mark,band": ("mark", "step"),
    "after": ("after",),
    "dep": ("dep",),
    "dep,band": ("dep", "side"),
    "linked": ("linked",),
    "linked,dep": ("linked", "dep"),
    "linked,mark": ("linked", "mark"),
    "rank": ("rank",),
    "voice": ("voice",),
    "count": ("count",),
    "part": ("part",),
    "part,linked": ("part", "linked"),
    "frame,dep": ("frame", "dep"),
    "frame,mark": ("frame", "mark"),
    "hyphen": ("hyphen",),
    "known": ("known",),
    "headlemma": ("headlemma",),
    "group": ("group",),
    "path": ("path",),
    "path,part": ("path", "part"),
    "path,kind": ("path", "kind"),
    "toll,kind": ("toll", "kind"),
    "linked,kind": ("linked", "kind"),
    "band,kind": ("band", "kind"),
    "mark,kind": ("mark", "kind"),
    "frame,kind": ("frame", "kind"),
    "hyphen,type": ("hyphen", "type"),
    "top,type": ("top", "type"),
    "weak,type": ("weak", "type"),
}
RELATION_FEATURES = {
    "relation": ("relation",),
    "relation,rule": ("relation", "rule"),
    "relation,type": ("relation", "type"),
    "kinds": ("kinds",),
    "kinds,type": ("kinds", "type"),
    "met": ("met",),
}
ACTORS = tuple(
    Templates(
        ACTOR_FACTS,
        {
            **ACTOR_FEATURES,
            "recent": (f"recent{part}",),
            "recent,rule": (f"recent{part}", "rule"),
            "given,rule": (f"given{part}", "rule"),
            "given,kind": (f"given{part}", "kind"),
            "given,linked": (f"given{part}", "linked"),
            **(RELATION_FEATURES if part == 2 else {}),
        },
    )
    for part in (1, 2)
)
"""For each part, of a group of coordinated actors that may play it in a candidate. rule: the part that the syntax gives
the group ("actor1", "actor2", ""); given: whom the syntax gives the part; rank: how many mentions are nearer; count:
how often the report names it; top: whether no force is named more often; recent: whether it played this part in the
last claim of the type; relation, kinds, met (actor2 only): to the actor1 that was chosen; met: an earlier claim of the
report has them on either side."""


class Opposed(Protocol):
    """Whether two actors fight each other in the report's days; None where it is not known."""

    def __call__(self, a: str, b: str, /) -> bool | None: ...


def standing_of(group: Sequence[Phrase]) -> str:
    """States or others, no more: which group fights most in the training articles says nothing of the next war."""
    main = group[0]
    if main.kind in ("civilians", THING):
        return "people" if main.kind == "civilians" else THING
    return "state" if main.kind in STATES else "other" if main.actor else "noun"


def names_of(group: Sequence[Phrase]) -> frozenset[str]:
    return frozenset([p.actor or p.text for p in group])


def related(
    names: frozenset[str],
    kind: str,
    others: frozenset[str],
    standing: str,
    opposed: Opposed,
    met: Collection[frozenset[str]],
) -> tuple[str, str, str]:
    """(relation, kinds, met) of a group to the actors of the other part. kind, standing: `standing_of` the group, and
    of these; met: pairs of names."""
    if not others:
        return "none", f"{kind}>", "none"
    kinds = f"{kind}>{standing}"
    if names & others:
        return "same", kinds, "none"
    pairs = [(a, b) for a in names for b in others]
    answers = {opposed(a, b) for a, b in pairs}
    relation = "opposed" if True in answers else "allied" if False in answers else "open"
    return relation, kinds, str(any(frozenset(pair) in met for pair in pairs))


class ActorFacts:
    """Facts of the groups of actors of one report, seen from its candidates; what a group brings along is read once."""

    def __init__(self, parse: Parse, counts: Mapping[str, int]) -> None:
        self.parse, self.counts = parse, counts
        self.most = max(counts.values(), default=0)
        self._paths: dict[int, list[int]] = {}
        self._own: dict[tuple[int, int, str], tuple[int, int, tuple[str, ...]]] = {}

    def of(
        self,
        found: Candidate,
        group: Sequence[Phrase],
        *,
        how: str,
        by_rule: str,
        rank: int,
        in_voice: bool,
        given: tuple[str, str],
        recent: tuple[bool, bool],
    ) -> tuple[str, ...]:
        parse, i = self.parse, found.trigger.head
        key = (group[0].start, group[-1].end, by_rule)
        if key not in self._own:
            self._own[key] = self._read(group, how=how, by_rule=by_rule)
        token, head, own = self._own[key]
        away = parse.sentence[token] - parse.sentence[i]
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
            *own, found.type, found.trigger.frame.id, SAID[bool(found.tolls)], *given, band, band[:2], band[0],
            self._path(head, i) if away == 0 else "", found.trigger.part, linked,
            RANKS[rank], SAID[in_voice], SAID[recent[0]], SAID[recent[1]], *UNRELATED,
        )  # fmt: skip

    def _path(self, a: int, b: int) -> str:
        """How two words of a sentence hang together: labels up from a, then down to b; "" beyond five steps."""
        up_b = self._up(b)
        for n, t in enumerate(self._up(a)):
            if t in up_b:
                m = up_b.index(t)
                if n + m > LONGEST_PATH:
                    return ""
                dep = self.parse.dep
                return "^".join(dep[x] for x in self._up(a)[:n]) + "|" + "^".join(dep[x] for x in up_b[:m])
        return ""

    def _up(self, i: int) -> list[int]:
        if i not in self._paths:
            self._paths[i] = [i, *self.parse.ancestors(i)]
        return self._paths[i]

    def _read(self, group: Sequence[Phrase], *, how: str, by_rule: str) -> tuple[int, int, tuple[str, ...]]:
        """(first token, head, facts) of a group, whatever it is looked at for."""
        parse, main = self.parse, group[0]
        token = parse.at(main.start)
        end = parse.at(group[-1].end - 1)
        head = next((t for t in range(end, token - 1, -1) if not token <= parse.head[t] <= end), end)
        kind = standing_of(group)
        before = token - 1
        while before > 0 and parse.tag[before] in ("DT", "PRP$", "JJ", "CD"):
            before -= 1
        mark = parse.lower[before] if before >= 0 and parse.sentence[before] == parse.sentence[token] else "^"
        after = parse.lower[end + 1] if end + 1 < parse.size else "$"
        own = (
            by_rule, kind, str(main.weak), str(after == "-"), str(self.counts[main.actor] >= self.most), how,
            str(min(self.counts[main.actor], 5)), str(bool(main.actor)), str(len(group)), mark, after, parse.dep[head],
            parse.lemma[parse.head[head]],
        )  # fmt: skip
        return token, head, own
