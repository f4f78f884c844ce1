"""Which words of a report announce a claim: matches of the frames' words against the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.claims.lexicon import Frame, Lexicon, Pattern
from marsad.claims.place_names.misread import held_unhyphened
from marsad.claims.syntax.parse import Parse

PHRASE_GAP = 2
"""The same in a set phrase; what joins the words of a name does not count ("in al-Qaeda's hands")."""
GAP = 5
"""Words that may stand between a verb and the rest of its phrase ("pull its troops out"): longer is another clause."""


SHARE_WORDS = frozenset(
    {"most", "much", "half", "all", "almost", "nearly", "part", "parts", "large", "some", "swathes"}
)
VERBS = 20_000
"""Forms of verbs whose stems are kept."""
PREFIXES = ("re", "over")
IRREGULAR = {"took": "take", "taken": "take", "ran": "run", "run": "run", "won": "win", "flew": "fly", "built": "build"}
"""Forms of the verbs that the prefixes make new verbs of, which lemmatizers often leave as they are."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A matched pattern. head: the token whose arguments are the claim's roles; tokens: all that matched."""

    frame: Frame
    part: str
    head: int
    tokens: tuple[int, ...]


@lru_cache(maxsize=VERBS)
def stems(word: str) -> tuple[str, ...]:
    """Stems of an inflected verb ("severed": sever, severe; "retook": retake), for words that the lemmatizer does not
    know."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and (base := IRREGULAR.get(word[len(prefix) :])):
            return (prefix + base,)
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            doubled = stem[:-1] if stem[-1] == stem[-2] else stem
            return (stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem)
    return ()


def find_triggers(parse: Parse, lexicon: Lexicon, *, blocked: Sequence[bool]) -> list[Trigger]:
    """Triggers in text order; of several patterns at one word the longest, one for each frame that it may mean.

    blocked: tokens that cannot trigger (names of actors and persons, page furniture)."""
    found: list[Trigger] = []
    covered: set[int] = set()
    by_first, idioms = lexicon.by_first, lexicon.idioms
    for i, (lemma, lower, tag) in enumerate(zip(parse.lemma, parse.lower, parse.tag, strict=True)):
        verb = tag[:1] == "V"
        if lemma not in by_first and lower not in by_first and not verb:
            continue
        if blocked[i] or i in covered:
            continue
        words = dict.fromkeys((lemma, lower, *(stems(lower) if verb else ())))
        keys = [word for word in words if word in by_first]
        if not keys:
            continue
        parts = parse.lower[i + 1 : i + 2] == ["parts"]  # "took parts of the town"
        if lemma in idioms and not parts and any(_is_phrase(parse, i, words) for words in idioms[lemma]):
            continue
        near = parse.vocabulary(i)
        matches = [
            m
            for key in keys
            for m in _matches(parse, i, by_first[key], near)
            if covered.isdisjoint(m.tokens)  # "take full control of": "full control of" is told already
        ]
        if not matches:
            continue
        longest = max(len(m.tokens) for m in matches)
        seen: set[str] = set()
        for match in matches:
            if len(match.tokens) == longest and match.frame.id not in seen:
                seen.add(match.frame.id)
                found.append(match)
        if longest > 1:
            covered.update(t for t in matches[0].tokens if len(matches[0].tokens) == longest)
    return found


def _matches(parse: Parse, i: int, patterns: Sequence[Pattern], near: frozenset[str]) -> Iterator[Trigger]:
    """near: the words of the sentence, for a quick no."""
    for pattern in patterns:
        rest = pattern.rest
        if rest and (rest[0] not in near or not near.issuperset(rest)):
            continue
        tokens = _match(parse, i, pattern) if rest else (i,)
        if tokens is None:
            continue
        if pattern.part == "noun":
            head = tokens[-1]
            if not parse.tag[head].startswith("NN") and not parse.kids(head, "det"):
                continue  # taggers take "an IED" for a participle
            if _only_describes(parse, head):
                continue
            named = parse.dep[head] in ("compound", "flat") and parse.tag[parse.head[head]].startswith("NNP")
            if named and len(tokens) == 1:
                continue  # "Operation Dawn"; but "the start of Operation Dawn"
            yield Trigger(pattern.frame, pattern.part, head, tokens)
        elif pattern.part == "verb":
            head = i
            if len(tokens) > 1 and parse.dep[i] in ("aux", "aux:pass", "cop"):
                head = parse.head[i]
                if parse.lemma[i] == "have" or head not in tokens:
                    continue  # "have controlled" has no control; "be ... seen" of two clauses is no sighting
            predicate = len(tokens) > 1 and ((head != i and parse.tag[head].startswith("NN")) or parse.dep[i] == "cop")
            predicate = predicate or (len(tokens) == 1 and misread_verb(parse, i))
            if parse.tag[head].startswith("VB") or predicate:
                yield Trigger(pattern.frame, pattern.part, head, tokens)
        elif pattern.part == "adjective":
            if parse.dep[i] in (
                "amod",
                "root",
                "ROOT",
                "acl",
                "conj",
                "xcomp",
                "acl:relcl",
                "ccomp",
                "advcl",
                "parataxis",
            ) and (parse.tag[i] in ("JJ", "VBN", "VBD")):
                yield Trigger(pattern.frame, pattern.part, i, tokens)
        elif pattern.part == "modifier":
            if i >= 2 and parse.words[i - 1] in ("-", "–") and parse.end[i - 2] == parse.start[i - 1]:
                yield Trigger(pattern.frame, pattern.part, i, (i - 2, i - 1, i))
            elif held_unhyphened(parse, i):
                yield Trigger(pattern.frame, pattern.part, i, (i - 1, i))
        else:
            nouns = [t for t in reversed(tokens) if parse.tag[t].startswith("NN")]
            yield Trigger(pattern.frame, pattern.part, next(iter(nouns), tokens[0]), tokens)


def misread_verb(parse: Parse, i: int) -> bool:
    """ "Government forces control most of the town", "rebel forces control X": a verb between its plural subject and a
    share of something or a name, which taggers take for a noun."""
    if not parse.tag[i].startswith("NN") or i == 0 or parse.tag[i - 1] not in ("NNS", "NNP", "NNPS", "-RRB-"):
        return False
    following = parse.lower[i + 1 : i + 4]
    if parse.tag[i - 1] in ("NNS", "NNPS") and parse.tag[i + 1 : i + 2] == ["NNP"]:
        return parse.tag[i] == "NN" and parse.lower[i] == parse.lemma[i]
    return bool(following) and following[0] in SHARE_WORDS and "of" in following


def _is_phrase(parse: Parse, i: int, words: tuple[str, ...]) -> bool:
    """Whether the words stand at i in a row."""
    return i + len(words) <= parse.size and all(
        word in (parse.lemma[i + n], parse.lower[i + n]) for n, word in enumerate(words)
    )


def _only_describes(parse: Parse, t: int) -> bool:
    """ "War-torn", "bomb-damaged", "within shelling range": they describe, and tell of no event."""
    if parse.lower[t + 1 : t + 2] == ["range"]:
        return True
    after = t + 2 < parse.size and parse.words[t + 1] == "-" and parse.end[t] == parse.start[t + 1]
    return after and parse.start[t + 2] == parse.end[t + 1] and parse.tag[t + 2] in ("VBN", "JJ", "VBD")


def _in_name(parse: Parse, t: int) -> bool:
    """Whether a hyphen stands before a name's capital ("al-Qaeda")."""
    return parse.words[t] == "-" and parse.words[t + 1][:1].isupper()


def _match(parse: Parse, i: int, pattern: Pattern) -> tuple[int, ...] | None:
    """Tokens of the pattern from i on; verbs and phrases may have words between, nouns may not."""
    tokens = [i]
    end = parse.sentences[parse.sentence[i]][1]
    at = i + 1
    for word in pattern.rest:
        limit = at + (GAP if pattern.part == "verb" else PHRASE_GAP if pattern.part == "phrase" else 0)
        while at <= limit:
            if at >= end:
                return None
            if word in (parse.lemma[at], parse.lower[at]) and parse.words[at] != "March":
                break  # "held the town in March" is no march
            finite = parse.tag[at] in ("VBD", "VBN", "VBZ", "VBP") and parse.dep[at] not in ("amod", "compound")
            if finite and pattern.part == "verb":
                return None  # "carrying villagers sank off the coast": another clause's word
            if pattern.part == "phrase" and (parse.tag[at] == "POS" or _in_name(parse, at)):
                limit += 1
            if pattern.part == "phrase" and parse.tag[at] == "IN":
                return None  # "in Aden on charges of"
            at += 1
        else:
            return None
        if at > limit:
            return None
        tokens.append(at)
        at += 1
    return tuple(tokens)
