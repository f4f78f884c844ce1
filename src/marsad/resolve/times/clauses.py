"""Times that the words around them give to something else than what a claim tells."""

from __future__ import annotations

from marsad.claims.standing.telling import Telling
from marsad.claims.syntax.parse import Parse
from marsad.resolve.times.expressions import TimeExpression

RELATIVES = frozenset({"which", "who", "whose", "whom", "where"})
OCCURRING = frozenset(
    {"begin", "start", "break", "erupt", "happen", "occur", "take", "come", "follow", "last", "continue", "end"}
)
"""Verbs of what happens: "the fighting in X, which broke out on Friday"."""
OF_ANOTHER = frozenset({"after", "for", "over", "since", "with", "despite", "following"})
"""Before what was earlier: "arrested five over Monday's bombing", "in connection with", "vowed revenge for"."""


def is_told_of_another(telling: Telling, expression: TimeExpression) -> bool:
    """Whether a time of the claim's sentence is the day of something else by the words that it stands among."""
    if expression.speaking or expression.kind == "duration":
        return False
    parse = telling.parse
    tokens = parse.tokens(expression.start, expression.end)
    if not tokens or parse.sentence[tokens[0]] != parse.sentence[telling.head]:
        return False
    return _dates_another(parse, telling, tokens) or _told_aside(parse, telling, tokens)


def _dates_another(parse: Parse, telling: Telling, tokens: range) -> bool:
    """ "Over Monday's bombing", "for the 1995 murder of X": the day of what it stands before."""
    node = next((t for t in tokens if parse.head[t] not in tokens), tokens[0])
    event = parse.head[node]
    genitive = parse.dep[node] == "nmod:poss"
    if event <= tokens[-1] or not (genitive or (parse.is_noun(event) and parse.dep[node] in ("compound", "amod"))):
        return False
    return event not in (telling.head, *parse.ancestors(telling.head)) and parse.preposition(event) in OF_ANOTHER


def _told_aside(parse: Parse, telling: Telling, tokens: range) -> bool:
    """ "X, which the army had lost on Friday, was shelled": between commas, in a clause of somebody or some place."""
    first, last = parse.sentences[parse.sentence[telling.head]]
    comma = next((t for t in range(tokens[0] - 1, first, -1) if parse.lower[t] == ","), first)
    if parse.lower[comma + 1] not in RELATIVES or comma == first:
        return False
    end = next((t for t in range(tokens[-1] + 1, last) if parse.lower[t] == ","), last)
    verb = next((t for t in range(comma + 1, end) if parse.is_verb(t) and parse.dep[t] != "aux"), end)
    return not comma < telling.head < end and not (verb < end and parse.lemma[verb] in OCCURRING)
