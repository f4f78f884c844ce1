"""By what means: words that say only that people were attacked or killed take the type of the event they speak of.

"The attack", "similar attacks", a toll told again refer back; a headline and a lead refer forward, to the sentence that
says how ("Attack kills nine in X. ... A mortar shell hit the market"). A coreference of events in the narrow sense of
ACE/ERE, decided by toll, place and distance in sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import Draft
from marsad.claims.syntax.parse import Parse

MEANS = frozenset({"air_strike", "shelling", "chemical_attack", "suicide_bombing", "explosion"})
"""Types that say by what means people were attacked."""
BACK = 4
"""Sentences back that a vague word refers to."""
AHEAD = 4
"""Sentences after a headline or lead within which the report says by what means."""
LEAD = 3
"""Sentences that a report opens with: headline, dateline, lead."""
GROUND = frozenset({"assault", "raid", "counterattack"})
"""Words of what is done on the ground, or from the air by their own means: they stand for no other event."""
BLASTS = frozenset({"explosion", "blast", "bombing", "detonation"})
"""With "the", the blast that was told: the bomber's, if there was one."""
REPEATING = frozenset({"such", "similar", "these", "those", "latest"})
OF_ANOTHER_DAY = frozenset({"last", "earlier", "previous", "past", "another", "separate", "recent"})
"""Words that tell an event from the one that the report is about."""


def settle_means(drafts: Sequence[Draft], parse: Parse, armed: frozenset[str]) -> list[Draft]:
    """The drafts with the types of vague ones settled by those of the same report that say the means.

    armed: nouns of people under arms, lemmas."""
    told = [d for d in drafts if d.type in MEANS and not d.vague]
    bombers = [d for d in told if d.type == "suicide_bombing"]
    for draft in drafts if bombers else ():
        told_again = draft.definite and parse.lemma[parse.at(draft.trigger)] in BLASTS
        if draft.type == "explosion" and told_again and _event_of(draft, bombers, parse, fighters=False):
            draft.type = "suicide_bombing"  # "the blast", after what the bomber did
    for draft in drafts:
        if not draft.vague or parse.lemma[parse.at(draft.trigger)] in GROUND:
            continue
        fighters = _fighters(draft, armed)
        if (event := _event_of(draft, told, parse, fighters=fighters)) is not None:
            draft.type = event.type
        elif draft.type == "armed_clash" and not fighters and any(p.kind == "civilians" for p in draft.actor2):
            draft.type = "attack_on_civilians"
    return list(drafts)


def _event_of(draft: Draft, told: Sequence[Draft], parse: Parse, *, fighters: bool) -> Draft | None:
    here = parse.sentence[parse.at(draft.trigger)]
    away = {id(d): parse.sentence[parse.at(d.trigger)] - here for d in told}
    ranked = sorted(told, key=lambda d: (abs(away[id(d)]), away[id(d)] > 0))
    killed = _killed(draft)
    same_toll = next((d for d in ranked if killed and killed & _killed(d)), None)
    if same_toll is not None:
        return same_toll
    words = {parse.lower[c] for c in parse.children[parse.at(draft.trigger)]}
    if draft.frame == "kill-fighters" or words & OF_ANOTHER_DAY:
        return None
    ranked = [d for d in ranked if _compatible(draft, d)]
    if _refers_back(draft, parse, fighters=fighters):
        back = next((d for d in ranked if -BACK <= away[id(d)] <= 0), None)
        if back is not None:
            return back
    if here < LEAD and not fighters:
        return next((d for d in ranked if 0 < away[id(d)] <= AHEAD), None)
    return None


def _refers_back(draft: Draft, parse: Parse, *, fighters: bool) -> bool:
    i = parse.at(draft.trigger)
    plural = parse.tag[i] == "NNS"
    words = {parse.lower[c] for c in parse.children[i]}
    return draft.definite or plural or bool(words & REPEATING) or (_victims(draft) and not fighters)


def _compatible(a: Draft, b: Draft) -> bool:
    """Whether named doers do not differ, nor places that both say themselves."""
    doers = [{p.actor for p in d.actor1 if p.actor and not p.speaker} for d in (a, b)]
    if all(doers) and not doers[0] & doers[1]:
        return False
    if not (a.place_said and b.place_said and a.place and b.place):
        return True
    return a.place.text in (b.place.text, b.place.container) or a.place.container == b.place.text


def _killed(draft: Draft) -> set[int]:
    return {t.low for t in draft.tolls if t.kind == "killed" and t.low}


def _victims(draft: Draft) -> bool:
    return bool(draft.tolls) or any(p.kind == "civilians" for p in draft.actor2)


def _fighters(draft: Draft, armed: frozenset[str]) -> bool:
    """Whether those hit are under arms, as actors or as the toll calls them."""
    hit = any(p.kind not in ("civilians", "person", "") for p in draft.actor2)
    return hit or any({t.who, t.who.removesuffix("s")} & armed for t in draft.tolls)
