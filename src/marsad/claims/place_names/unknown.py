"""Names that no gazetteer knows, and that the report itself tells to be something else than a place's."""

from __future__ import annotations

import re
from collections.abc import Container

from marsad.claims.draft import PlaceMention
from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse

CALLING = frozenset({"named", "called", "nicknamed", "dubbed", "alias"})
IN_LANGUAGES = frozenset({"speak", "say", "write", "talk", "chant", "shout", "sing", "read", "post", "broadcast",
                          "publish", "recite"})  # fmt: skip
"""What is done in a language."""
STATES = frozenset({"country", "state", "republic"})
"""After a name they make it that of a league ("CIS countries")."""
GROUP_OPENINGS = frozenset({"liwa", "liwaa", "jaish", "jaysh", "jeish", "faylaq", "failaq", "jabhat", "harakat",
                            "kataib", "katibat", "ansar", "jund", "hizb", "hezb", "tehreek", "tehrik"})  # fmt: skip
"""Words for a brigade, an army, a front that open names of groups."""
KIN = frozenset({"husband", "wife", "brother", "sister", "father", "mother", "son", "daughter", "cousin", "uncle",
                 "aunt", "widow", "child", "parent", "family"})  # fmt: skip
_HANDLE = re.compile(r"[A-Z]{3,}[a-z]+|@\w+")
"""What a user of a network calls himself ("OCHASyria")."""


def tells_otherwise(parse: Parse, mention: PlaceMention, persons: Container[str], language: LanguageFile) -> bool:
    """Whether a name without a word for its kind is an ordinary word that the report also writes small, a person who
    is led by, speaks or has kin, a group, a language, a league of states, where fighters are from. persons: nouns for
    them."""
    first, last = mention.first, mention.last
    if mention.phrase.kind_hint:
        return False
    if first == last and (parse.lower[first] in parse.words or parse.lower[first] in language.numbers):
        return True
    if _HANDLE.fullmatch(mention.phrase.text) or parse.lower[first] in GROUP_OPENINGS:
        return True
    above, dep = parse.head[mention.head], parse.dep[mention.head]
    before = parse.lower[first - 1] if first else ""
    if before == "in" and parse.is_verb(above) and parse.lemma[above] in IN_LANGUAGES:
        return True
    if dep == "nsubj" and parse.lemma[above] in language.saying["plain"]:
        return True
    if dep == "nmod:poss" and parse.lemma[above] in KIN:
        return True
    if before in ("by", "former") or parse.lemma[last + 1 : last + 2] in ([word] for word in STATES):
        return True
    if parse.lemma[last + 1 : last + 2] == ["say"] and not (parse.words[last + 2 : last + 3] or ".")[0].isalnum():
        return True  # "came from the south X said."
    return before == "from" and parse.lemma[above] in language.armed


def is_told_otherwise(parse: Parse, mention: PlaceMention, persons: Container[str]) -> bool:
    """Whether the words around a name, which some place somewhere may bear, make it a person's or a word of a title:
    "a witness named X", "director X Y", "the Centre of Events", "foreign fighters from X"."""
    first, above = mention.first, parse.head[mention.head]
    if mention.phrase.kind_hint or first < 2:
        return False
    before, lead = parse.lower[first - 1], first - 2
    if before in CALLING and parse.lemma[lead] in persons:
        return True
    if above == first - 1 and parse.dep[mention.head] == "flat" and first < mention.last and before in persons:
        return True
    if before == "from" and any(parse.lower[c] == "foreign" for c in parse.kids(above, "amod")):
        return parse.lemma[above] in persons
    titled = parse.words[lead][:1].isupper() and lead > parse.sentences[parse.sentence[first]][0]
    return titled and before in ("in", "of") and not parse.tag[mention.head].startswith(("NNP", "JJ"))
