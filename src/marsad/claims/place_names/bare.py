"""Villages whose names neither the recogniser nor the tagger knows, told by what armies do to places."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from marsad.claims.place_names.misread import SHORTEST
from marsad.claims.place_names.taken import OVERRUN, SEIZED
from marsad.claims.syntax.parse import Parse

AUXILIARIES = frozenset({"has", "had", "have", "was", "is", "been", "not", "n't"})
TAKING = OVERRUN | SEIZED | {"reoccupy", "control"}
LOST = TAKING | {"fall", "surround"}
"""Verbs of which a place is what fell or was taken."""


def bare_places(parse: Parse, known: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Capitalised words that are no known name, as what is taken ("re-entered Klow") or what fell ("that Klow had
    fallen"), as entities; mended to names in the parse. known: tokens of the names that are known."""
    for t, word in enumerate(parse.words):
        if not (word.istitle() and word.isalpha()) or len(word) < SHORTEST or t in known:
            continue
        opens, ends = parse.sentences[parse.sentence[t]]
        if t == opens or t + 1 >= ends or parse.words[t - 1][:1].isupper() or parse.words[t + 1][:1].isupper():
            continue
        if _is_taken(parse, t) or _is_lost(parse, t, ends):
            parse.tag[t] = "NNP"
            yield parse.start[t], parse.end[t], "LOC"


def _is_taken(parse: Parse, t: int) -> bool:
    """ "Fighters re-entered Klow on Sunday": right after the verb, and no part of a longer noun."""
    verb = t - 1
    if not parse.is_verb(verb) or parse.passive(verb) or parse.lemma[verb] not in TAKING:
        return False
    if parse.tag[t + 1].startswith(("NN", "JJ", "POS")) or parse.words[t + 1] in ("-", "–"):
        return False
    if parse.head[t] == verb and parse.dep[t] != "obj":
        parse.dep[t] = "obj"
    return True


def _is_lost(parse: Parse, t: int, ends: int) -> bool:
    """ "Denied that Klow had fallen", "said Klow was overrun", "among them Klow, which was captured on Sunday"."""
    if parse.lower[t + 1 : t + 3] == [",", "which"]:
        t += 2
    verb = next((k for k in range(t + 1, ends) if parse.lower[k] not in AUXILIARIES), ends)
    return t + 1 < verb < ends and parse.tag[verb] in ("VBN", "VBD") and parse.lemma[verb] in LOST
