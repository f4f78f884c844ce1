"""Folding of place names, so that transliterations of one name meet and different names do not.

Three keys, from strict to loose:

- `plain_key`: case, diacritics, hamza and ayn marks, hyphens and spaces go; "Al Bāb" and "al-Bab" give "albab".
- `primary_key`: the article goes too; "al-Bab", "El Bab", "Bab" give "bab". What the index is searched by.
- `skeleton`: consonants alone, with the digraphs and letters that transliterations exchange made one ("Qoubbassine",
  "Kabbasin" give "kbsn"). Only proposes candidates: the index then compares their `sound`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’‘`´ʻʼʿʾˈˌ′ʹ\"“”", None),
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e", "ð": "d", "þ": "th",
        "ħ": "h",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")

ARTICLES = frozenset(
    [
        "al",
        "el",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "ech",
        "esh",
        "ad",
        "ed",
        "adh",
        "at",
        "et",
        "ath",
        "an",
        "en",
        "az",
        "ez",
        "ej",
        "aj",
        "ul",
        "uz",
        "ur",
        "us",
        "the",
    ]
)
"""The Arabic article as transliterated, also assimilated to a sun letter ("ar", "ash", "ez"), and the English one."""

_GLUED = re.compile(r"^(?:[ae]l)(?=[^aeiou]\w{2,})|^[aeu](sh|th|dh|[rstdnzl])(?=\1)")
"""An article written into the word: "Albab", "Attibni", "Ezzor"."""

_DIGRAPHS = (("tch", "j"), ("sch", "S"), ("kh", "k"), ("gh", "g"), ("sh", "S"), ("ch", "S"), ("dj", "j"), ("dh", "d"),
             ("th", "t"), ("ph", "f"), ("ck", "k"), ("ts", "s"))  # fmt: skip
_LETTER_CLASSES = str.maketrans("qcvpx", "kkbbk")
_VOWELS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"[ou]+|a[uw](?![aeiou])|ow|uw", "u"),
        (r"[ei]y(?=[aeu])|ie(?=[aeu])|ee+|ie|iy|i+", "i"),
        (r"[ae][iy](?![aeiu])", "e"),
        (r"(?<![aeiu])y(?![aeiu])|y$", "i"),
        (r"w(?![aei])|(?<=[^aeiu])w", "u"),
    )
)
_REPEATED = re.compile(r"(.)\1+")
_BARE = str.maketrans("", "", "aeiuw")

SHORT_WORD = 2
"""A word this short keeps its final h: it is no ending there."""


def words(name: str) -> list[str]:
    """Lower-case words of a name without diacritics and marks: "Ma‘arrat an-Nu‘mān" gives maarrat, an, numan."""
    text = name.lower().translate(_LETTERS)
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = plain.lower().translate(_LETTERS)  # signs made of letters ("㎴", "𝐴") have come apart into capitals
    return _WORD.findall(text)


def without_articles(parts: list[str]) -> list[str]:
    """The words without articles; a name that is nothing but articles ("As") stays as it is."""
    return [part for part in parts if part not in ARTICLES] or parts


@lru_cache(maxsize=20_000)
def plain_key(name: str) -> str:
    return "".join(words(name))


@lru_cache(maxsize=20_000)
def primary_key(name: str) -> str:
    return "".join(without_articles(words(name)))


def unglued(name: str) -> str:
    """The name with articles that were written into its words cut off ("Der Albab" gives "der bab")."""
    return " ".join(_GLUED.sub("", word) for word in without_articles(words(name)))


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """Consonant classes and four vowels (a, e, i, u), as a listener may spell the name.

    "Deir Ezzor" gives "derezur", "Dayr az Zawr" "derzur"; compare with `vowel_distance`."""
    return _REPEATED.sub(r"\1", "".join(_sound_of_word(word) for word in without_articles(words(name))))


@lru_cache(maxsize=100_000)
def _sound_of_word(word: str) -> str:
    """Of one lower-case word; the same words come back in thousands of names."""
    part = word
    for digraph, letter in _DIGRAPHS:
        part = part.replace(digraph, letter)
    part = part.translate(_LETTER_CLASSES)
    for pattern, letter in _VOWELS:
        part = pattern.sub(letter, part)
    part = _REPEATED.sub(r"\1", part.replace("nb", "mb"))
    # a silent final h after a vowel ("Raqqah", "Rashidiyeh")
    if len(part) > SHORT_WORD and part[-1] == "h" and part[-2] in "aeiu":
        part = part[:-1]
    return part


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """Consonants of `sound`, an initial vowel kept as "a" (the first vowel is what transliterations least agree on)."""
    key = sound(name)
    bare = key.translate(_BARE)
    return _REPEATED.sub(r"\1", ("a" if key[:1] in ("a", "e", "i", "u") else "") + bare)


def slug(name: str) -> str:
    """A stable, readable id: words without articles and diacritics, joined by hyphens ("Khan al-Asal": khan-asal)."""
    return "-".join(without_articles(words(name)))
