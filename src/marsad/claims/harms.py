"""Tolls: which event a killing or wounding belongs to, and the event that only its toll tells of."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.conditions import Conditions
from marsad.claims.quantities import toll_of
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.roles import arguments
from marsad.claims.status import standing
from marsad.claims.triggers import Trigger
from marsad.records import Toll

TOO_FAR = 8
"""Arcs of the parse between a toll and its event (a fiftieth for each word besides): beyond, it is another event's."""


class TollReader:
    """Gives a sentence's tolls to its candidates."""

    def __init__(self, reading: Reading, conditions: Conditions) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.conditions = conditions

    def add_tolls(self, n: int, candidates: list[Candidate]) -> None:
        """Give the sentence's tolls to the events that they belong to; a toll without one makes its own candidate."""
        parse, words = self.parse, self.lexicon.harm_words
        first, last = parse.sentences[n]
        for i in range(first, last):
            if parse.lemma[i] not in words or self.reading.blocked[i]:
                continue
            kind, part = words[parse.lemma[i]]
            if part == "verb" and not parse.tag[i].startswith("VB"):
                continue
            if part == "noun" and not parse.tag[i].startswith("NN"):
                continue
            found = toll_of(parse, i, kind, part, self.language)
            if found is None:
                continue
            toll, victim = found.toll, (found.victim if found.victim >= 0 else None)
            event = self._event_of(i, candidates, kind)
            if event is None:
                if kind not in ("killed", "wounded"):
                    continue
                event = self._from_harm(i, kind, toll, victim)
                if event is None:
                    continue
                candidates.append(event)
            if (toll.low is not None or toll.high is not None) and all(
                (t.kind, t.who, t.low) != (toll.kind, toll.who, toll.low) for t in event.tolls
            ):
                event.tolls.append(toll)
            if victim is not None and not event.actor2 and kind in ("killed", "wounded"):
                event.actor2 = self.scene.actor_phrases([victim])
            if kind == "killed" and parse.is_verb(i) and not event.actor1:
                args = arguments(parse, i, self.language.support_verbs)
                event.actor1 = (
                    [p for p in self.scene.actor_phrases(args.subject) if p.kind != "civilians"]
                    if parse.lemma[i] != "die"
                    else []
                )
            if not event.said_place:
                self._place_from(event, i)

    def _event_of(self, i: int, candidates: Sequence[Candidate], kind: str) -> Candidate | None:
        parse = self.parse
        best: tuple[float, Candidate] | None = None
        mine = [i, *parse.ancestors(i)]
        for candidate in candidates:
            fits = (
                candidate.type in HARMING
                or (kind == "arrested" and candidate.type == "arrest")
                or (kind == "displaced" and candidate.type == "displacement")
                or (kind == "abducted" and candidate.type == "abduction")
            )
            if not fits or (
                [v.text for v in self.reading.voices[candidate.trigger.head]]
                != [v.text for v in self.reading.voices[i]]
                and not self._near_tokens(i, candidate.trigger.head)
            ):
                continue
            head = candidate.trigger.head
            theirs = [head, *parse.ancestors(head)]
            common = next((k for k, t in enumerate(mine) if t in theirs), 9)
            distance = common + (theirs.index(mine[common]) if common < len(mine) and mine[common] in theirs else 9)
            score = distance + abs(i - head) / 50 + (4 if candidate.type == "offensive" else 0)
            if best is None or score < best[0]:
                best = (score, candidate)
        return best[1] if best and best[0] < TOO_FAR else None

    def _near_tokens(self, a: int, b: int) -> bool:
        return a in self.parse.ancestors(b)[:3] or b in self.parse.ancestors(a)[:3]

    def _from_harm(self, i: int, kind: str, toll: Toll, victim: int | None) -> Candidate | None:
        """A toll whose event stands elsewhere: an earlier sentence, or only in the killing itself."""
        parse = self.parse
        frame = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "people")
        fighters = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "actor")
        args = arguments(parse, i, self.language.support_verbs)
        where = standing(parse, i, self.language)
        phrases = self.scene.actor_phrases([victim]) if victim is not None else []
        armed = self.scene.armed(phrases)
        found = Candidate(Trigger(fighters if armed else frame, "verb", i, (i,)), "", args, where)
        found.actor2 = phrases
        actor1 = (
            [p for p in self.scene.actor_phrases(args.subject) if p.kind != "civilians"]
            if parse.is_verb(i) and parse.lemma[i] not in ("die", "perish")
            else []
        )
        found.actor1 = [p for p in actor1 if p not in phrases]
        self._place_from(found, i)
        instrument = self.conditions.by_instrument(found)
        recent = self.reading.recent_type(i, HARMING)
        if instrument and instrument not in ("armed_clash", "attack_on_civilians"):
            found.type = instrument
        elif recent and not found.actor1:
            found.type, found.inferred = recent, True
        elif kind == "wounded" or (toll.low is None and not found.actor1):
            return None
        else:
            found.type = "armed_clash" if armed else "attack_on_civilians"
            if not (found.actor1 or found.said_place):
                return None
        return found

    def _place_from(self, found: Candidate, i: int) -> None:
        """Place among a harm verb's own arguments ("were killed in X")."""
        args = arguments(self.parse, i, self.language.support_verbs)
        for role in ("in", "at", "near", "on", "outside", "from", "of"):
            for head in args.role(role):
                under = self.scene.places_of(head)
                if under:
                    found.places, found.said_place = under, True
                    return
