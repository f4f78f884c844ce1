"""Words as the matcher compares them: folded names, stems of quotations, bit signatures."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

WORD_BITS = 512
"""Bits of a claim's word signature: a quotation has some 20 content words, so that two of them rarely share a bit by
chance (20 * 20 / 512 is less than one word in twenty)."""

STEM = 5
"""Letters of a word that count: "bombing", "bombed" and "bombings" are one word. English stems are rarely shorter."""

FUNCTION_WORDS = frozenset(
    [
        "about",
        "after",
        "against",
        "also",
        "amid",
        "among",
        "and",
        "are",
        "around",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "could",
        "during",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "into",
        "its",
        "just",
        "more",
        "most",
        "near",
        "not",
        "now",
        "off",
        "one",
        "only",
        "other",
        "our",
        "out",
        "over",
        "said",
        "same",
        "says",
        "she",
        "since",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "two",
        "under",
        "until",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "will",
        "with",
        "would",
        "you",
        "your",
        "on",
        "in",
        "of",
        "to",
        "by",
        "at",
        "as",
        "an",
        "it",
        "be",
        "is",
        "or",
    ]
)
"""Words that say nothing of which event is meant."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, without accents, punctuation and article: "Al-Bāb" and "al Bab" are one name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9]+", " ", re.sub(r"\b(al|el|as|ar|ash|at|the)\b", " ", plain))).strip()


GENERIC = frozenset(
    [
        *("province", "governorate", "district", "region", "area", "countryside", "city", "town", "village", "quarter"),
        *("neighbourhood", "neighborhood", "suburb", "suburbs", "northern", "southern", "eastern", "western"),
        *("central", "of", "and", "in"),
    ]
)
"""Words of a place's name that say what it is and not which: "the province of Idlib" and "Idlib" are one name."""


@lru_cache(maxsize=65_536)
def plain_place(name: str) -> str:
    """A folded name of a place without the words for what it is; with them, where nothing else is left."""
    folded = fold(name)
    return " ".join(word for word in folded.split() if word not in GENERIC) or folded


@lru_cache(maxsize=16_384)
def stems(text: str) -> frozenset[str]:
    """The content words of a quotation, cut to their stems."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(w[:STEM] for w in words if w not in FUNCTION_WORDS and (len(w) > 2 or w.isdigit()))


def names(text: str) -> frozenset[str]:
    """Words with a capital after the first word: names of quarters, people, groups; what tells two strikes apart."""
    return frozenset(w[:STEM].lower() for w in re.findall(r"(?<=[\w,'\"] )['\"]?([A-Z][a-z]{2,})", text))


@lru_cache(maxsize=65_536)
def _bit(word: str) -> int:
    return 1 << (zlib.crc32(word.encode()) % WORD_BITS)


def signature(words: frozenset[str]) -> bytes:
    """A bit set of the words: WORD_BITS / 8 bytes."""
    bits = 0
    for word in words:
        bits |= _bit(word)
    return bits.to_bytes(WORD_BITS // 8, "little")


MARKS_ANOTHER = stems("another separate separately second third earlier previous elsewhere meanwhile similar")
"""Words by which a report goes over to another event."""

POINTS_BACK = re.compile(
    r"\b(?:the|that|this|these|those|its|their|his) (?:[\w-]+ ){0,2}?(?:attack|strike|raid|airstrike|bombing|"
    r"bombardment|shelling|blast|explosion|assault|offensive|operation|clashes|fighting|battle|siege|massacre|killing|"
    r"incident|victim|dead|bomb|advance|capture|withdrawal|deal|truce|ceasefire|agreement)(?:s\b|\b)",
    re.I,
)
"""A definite noun for an event, as of one told before: "the attack", "those air strikes"."""


def marks_another(text: str) -> bool:
    """Whether a quotation has words for one event more ("another raid", "elsewhere", "earlier")."""
    return not MARKS_ANOTHER.isdisjoint(stems(text))


@lru_cache(maxsize=16_384)
def points_back(text: str) -> bool:
    """Whether a quotation speaks of its event as of one known."""
    return POINTS_BACK.search(text) is not None
