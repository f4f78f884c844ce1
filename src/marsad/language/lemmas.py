"""Lemmas by rule: a table of what the treebanks do irregularly, else English endings undone with known base forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping

# stems that English spells with a silent e
MUTE = ("at", "iz", "us", "v", "bl", "tl", "dl", "pl", "c", "u", "rg", "dg", "ng")
VOWELS = frozenset("aeiou")
CASED = frozenset({"PROPN", "X", "SYM", "NUM", "PUNCT"})
NO_BASES: frozenset[str] = frozenset()


def _noun(word: str, bases: Collection[str]) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-1] if word[:-1] in bases else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-1] if word[:-1] in bases and word[:-2] not in bases else word[:-2]
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-1]


def _stem(stem: str, bases: Collection[str]) -> str:
    """The base form behind `stem`, what is left of a verb once -ed or -ing is gone."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS
    candidates = [stem[:-1], stem, stem + "e"] if doubled else [stem + "e", stem]
    known = [c for c in candidates if c in bases]
    if known:
        return known[0]
    if doubled and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem.endswith(MUTE) and not stem.endswith("ing"):
        return stem + "e"
    single = (
        len(stem) > 2 and stem[-1] not in VOWELS | {"w", "x", "y"} and stem[-2] in VOWELS and stem[-3] not in VOWELS
    )
    return stem + "e" if single and stem[-1] in "srz" else stem


def _verb(word: str, bases: Collection[str]) -> str:
    if word in bases or len(word) < 4:
        return word
    if word.endswith(("ied", "ies")):
        return word[:-3] + "y"
    if word.endswith("ed") or (word.endswith("ing") and len(word) > 4):
        return _stem(word[:-2] if word.endswith("ed") else word[:-3], bases)
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def lemma_of(
    form: str, pos: str, tag: str, forms: Mapping[str, Mapping[str, str]], bases: Mapping[str, Collection[str]]
) -> str:
    """The lemma of a word form, in lower case unless the part of speech keeps its case."""
    low = form.lower()
    found = forms.get(pos, {}).get(low)
    if found is not None:
        return found
    if pos in CASED:
        return form
    if pos == "NOUN" and tag in ("NNS", "NNPS"):
        return _noun(low, bases.get("NOUN", NO_BASES))
    if pos in ("VERB", "AUX") and tag not in ("VB", "VBP", "MD"):
        return _verb(low, bases.get("VERB", NO_BASES))
    return low
