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
_HANDLE = re.compile(r"[A-Z]{3,}[a-z]+|@\w+")
"""What a user of a network calls himself ("OCHASyria")."""


def tells_otherwise(parse: Parse, mention: PlaceMention, persons: Container[str], language: LanguageFile) -> bool:
    """Whether a name without a word for its kind is an ordinary word that the report also writes small, a person who
    is called so or speaks, a language, a league of states, where fighters are from. persons: nouns for them."""
    first, last = mention.first, mention.last
    if mention.phrase.kind_hint:
        return False
    if first == last and (parse.lower[first] in parse.words or parse.lower[first] in language.numbers):
        return True
    if _HANDLE.fullmatch(mention.phrase.text):
        return True
    above = parse.head[mention.head]
    before = parse.lower[first - 1] if first else ""
    if before in CALLING and first > 1 and parse.lemma[first - 2] in persons:
        return True
    if before == "in" and parse.is_verb(above) and parse.lemma[above] in IN_LANGUAGES:
        return True
    if parse.dep[mention.head] == "nsubj" and parse.lemma[above] in language.saying["plain"]:
        return True
    if before == "former" or parse.lemma[last + 1 : last + 2] in ([word] for word in STATES):
        return True
    return before == "from" and parse.lemma[above] in language.armed
