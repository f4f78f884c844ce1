"""Is the text English? The rest of the house reads nothing else, and says so rather than reading it badly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.records import RejectedReportError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE_CHARS = 4_000
"""Enough to tell a language; a page's first screens."""

MIN_WORDS = 12
"""Statistics on fewer words than this mistake names for languages; only the script is judged then."""

SURE = 0.9
"""Posterior at which another language is believed. py3langid's scale: its own tests call 0.9 confident."""

LATIN_SHARE = 0.5
"""English has at least half of its letters in Latin script, whatever names it quotes in another."""

SCRIPT_SAMPLE = 200
"""Letters that tell the script of a text that is not Latin."""

_ARABIC_SCRIPT = ("ar", "fa", "ur", "ps", "ku")
_SCRIPTS = {
    "ARABIC": "Arabic script",
    "HEBREW": "Hebrew script",
    "CYRILLIC": "Cyrillic script",
    "GREEK": "Greek script",
    "CJK": "Chinese or Japanese script",
    "HIRAGANA": "Japanese script",
    "HANGUL": "Korean script",
    "DEVANAGARI": "Devanagari script",
    "BENGALI": "Bengali script",
    "ETHIOPIC": "Ethiopic script",
    "ARMENIAN": "Armenian script",
    "GEORGIAN": "Georgian script",
    "MYANMAR": "Burmese script",
    "THAI": "Thai script",
}
_NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "de": "German", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "ku": "Kurdish", "nl": "Dutch", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ru": "Russian", "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip
_COMMON = frozenset(
    (
        "the", "of", "and", "to", "said", "was", "were", "by", "from", "with", "that", "has", "have", "is", "for",
        "after", "near", "their", "its", "which", "who", "they", "this", "been", "at", "killed", "kill", "kills",
        "injured", "wounded", "dead", "attack", "attacks", "strikes", "forces", "army", "city", "area", "town",
        "people", "civilians",
    )
)  # fmt: skip
"""Words that English has and its neighbours hardly: small ones, and those of headlines, which have few of them."""
_COMMON_SHARE = 0.12  # in English news one word in four is one of these; in other languages hardly one in twenty
_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024F]")  # letters after Latin Extended-B: only they need a look at names
_LETTERS = re.compile(r"[^\W\d_]+")


def check_english(text: str, *, where: str) -> None:
    """Raises RejectedReportError for a text that is not in English. Short texts get the benefit of the doubt."""
    sample = text[:SAMPLE_CHARS]
    words = _LETTERS.findall(sample)
    name = _other_script(sample, words) or ("" if _may_be_english(words) else _by_statistics(sample))
    if name:
        raise RejectedReportError(
            f"the text is in {name}, not in English", where=where, advice="Give an English translation"
        )


def _may_be_english(words: list[str]) -> bool:
    common = sum(map(_COMMON.__contains__, map(str.lower, words)))
    return len(words) < MIN_WORDS or common >= _COMMON_SHARE * len(words)


def _by_statistics(sample: str) -> str:
    language, probability = _identifier().rank(sample)[0]
    if language == "en" or probability < SURE:
        return ""
    return f"{_NAMES.get(language, 'another language')} ({language})"


def _other_script(sample: str, words: list[str]) -> str:
    """The name of the other script (or its language) that most letters belong to, "" where they are Latin."""
    others = [
        letter for letter in _BEYOND_LATIN.findall(sample) if not unicodedata.name(letter, "LATIN").startswith("LATIN")
    ]
    if len(others) <= (1 - LATIN_SHARE) * sum(map(len, words)):
        return ""
    scripts = [unicodedata.name(letter).split()[0] for letter in others[:SCRIPT_SAMPLE]]
    script = max(sorted(set(scripts)), key=scripts.count)
    if script == "ARABIC" and len(words) >= MIN_WORDS:
        language, _ = _identifier().rank(" ".join(words))[0]
        return f"{_NAMES[language]} ({language})" if language in _ARABIC_SCRIPT else _SCRIPTS[script]
    return _SCRIPTS.get(script, f"{script.title()} script")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (loads in 0.8 s: only when asked)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
