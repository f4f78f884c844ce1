"""The words of claims as they are stored and searched: folded alike, whatever the engine's index of words does next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from marsad.ledger.dialect import searched
from marsad.records import Claim, LedgerError

WINDOW = 300
"""Rows that are ranked against each other: the latest that answer. A word that a third of all claims hold is no reason
to rank them all; whoever pages on gets the next ones."""

SATURATION, LENGTH_WEIGHT = 1.2, 0.75
"""BM25's k1 and b (Robertson and Zaragoza 2009). Its other part, how rare each word is, is the same for all rows that
hold every word; the engines would count all rows of the ledger to tell it."""

LONGEST = 32
"""Words of a query; more are a pasted page, not a question."""

NAMES = 10_000
"""Names that are kept folded: reports of a war name the same places and sides over and over."""

STOP_WORDS = frozenset(
    [
        *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have"),
        *("he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "no", "not", "of", "on", "or", "our"),
        *("she", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to"),
        *("was", "we", "were", "what", "when", "which", "who", "will", "with", "you"),
    ]
)
"""Words that a question may hold and an answer need not: PostgreSQL's English dictionary leaves them out, too."""

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """claims: ids, the best answers first; next: the cursor of the page that follows, None at the end."""

    claims: tuple[str, ...]
    next: str | None


def plain(text: str) -> str:
    """Without what a server's text cannot hold (NUL, halves of surrogate pairs)."""
    return text if text.isprintable() else _NOT_TEXT.sub("", text)


def folded(text: str) -> str:
    """Lower case, without accents and punctuation: "Al-Bāb" is "al bab"."""
    bare = plain(text)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub(" ", bare.casefold()).strip()


_folded_name = lru_cache(NAMES)(folded)


def words_of(claim: Claim) -> str:
    """What a claim is found by: its own words, and the names of places, actors, source and report."""
    words = [folded(text) for text in (claim.quote, *claim.also)]
    names = (
        claim.place or "", claim.place_text, claim.actor1, claim.actor2, claim.source, claim.via or "", claim.outlet,
        claim.operation or "", claim.doc,
    )  # fmt: skip
    words += [_folded_name(name) for name in names if name]
    return " ".join(dict.fromkeys(word for word in words if word))


def phrases_of(query: str) -> list[list[str]]:
    """What must be found: each word, and what stands in quotation marks word after word. Raises LedgerError."""
    phrases: list[list[str]] = []
    for at, part in enumerate(query.split('"')):
        words = folded(part).split()
        phrases += [words] if at % 2 and words else [[word] for word in words]
    if sum(map(len, phrases)) > LONGEST:
        raise LedgerError("too many words to search for", advice=f"Give at most {LONGEST}.")
    telling = [phrase for phrase in phrases if not set(phrase) <= STOP_WORDS]
    if not telling:
        raise LedgerError("no words to search for", advice="Give a name, or words that a report may use.")
    return telling


def search(connection: Connection, query: str, *, limit: int, after: str | None = None) -> SearchPage:
    """Ids of claims whose words answer, ranked among the latest WINDOW; then those of the WINDOW before, and so on."""
    phrases = phrases_of(query)
    below, skip = _position(after)
    found: list[str] = []
    while True:
        window = searched(connection, phrases, below=below, most=WINDOW)
        ranked = _ranked(window, [" ".join(phrase) for phrase in phrases])
        some = ranked[skip : skip + limit - len(found)]
        found, skip = [*found, *some], skip + len(some)
        if window:
            below = min(below, 1 + max(number for number, *_ in window))  # what comes in meanwhile moves no page
        if len(found) == limit and skip < len(ranked):
            return SearchPage(tuple(found), f"{below}.{skip}")
        if len(window) < WINDOW:
            return SearchPage(tuple(found), None)
        below, skip = min(number for number, *_ in window), 0
        if len(found) == limit:
            return SearchPage(tuple(found), f"{below}.0")


def _ranked(window: Sequence[tuple[int, str, str]], phrases: Sequence[str]) -> list[str]:
    """Ids of (number, id, words), those that say the phrases most, in the fewest words, first; then the latest."""
    usual = sum(len(words) for *_, words in window) / max(len(window), 1)

    def score(words: str) -> float:
        damped = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * len(words) / usual)
        # Inflected, it is there at least once.
        return sum(said / (said + damped) for said in (max(words.count(phrase), 1) for phrase in phrases))

    return [claim for _, _, claim in sorted((-score(words), -number, claim) for number, claim, words in window)]


def _position(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return 2**31 - 1, 0
    below, dot, skip = cursor.partition(".")
    if not (dot and below.isdecimal() and skip.isdecimal() and len(cursor) <= 30):
        raise LedgerError("this cursor is of no search", advice="Give the one that the page before had.")
    return int(below), int(skip)
