"""The tokenizer: spaCy's English rules, moved to where EWT and GUM cut words."""

from __future__ import annotations

import re

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from .seeds import JOINED


def set_tokenizer(nlp: Language) -> None:
    """Give a blank English pipeline the treebanks' tokenization; "pro-Beijing" and "re-elected" stay whole there."""
    keep = "".join(rf"(?<!\b{p})(?<!\b{p.capitalize()})" for p in JOINED if "-" not in p)
    infixes = [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\*^](?=[0-9-])",
        r"(?<=[0-9])[-–](?=[0-9])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9.])(?:—|–|--|---|\u2014)(?=[{ALPHA}0-9])",
        rf"{keep}(?<=[{ALPHA}0-9.])(?:{HYPHENS})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])[<>=/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9.,!?;])[\"“”](?=[{ALPHA}0-9])",
        r"(?<=[^\W\d_])[;:](?=[^\W\d_/])",
        r"(?<=\w)[\)\(\]\[](?=\w)",
    ]
    prefixes = [r"[!?]+", r"[=_*~#-]{2,}", *(nlp.Defaults.prefixes or ()), r"[-–—](?=[A-Za-z])", r"~", r"<+", r">+"]
    suffixes = [r"[!?]+", r"[=_*~#-]{2,}", *(nlp.Defaults.suffixes or ()), r"(?<=\w)[-–—/]", r"(?<=[a-zA-Z])[:;]"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    nlp.tokenizer.token_match = re.compile(r"\(?\d{1,3}(?:[-.]\d{3}){1,2}[-.]\d{4}|[!?]{2,}|[=_*~#-]{3,}").fullmatch
    nlp.tokenizer.rules = {
        k: v for k, v in nlp.tokenizer.rules.items() if not re.fullmatch(r"[A-Za-z]\.|\w+\.-\w+", k) or k == "I."
    }
    del nlp.tokenizer.rules["and/or"]
    for form in ("etc.", "Ft.", "No.", "Nos.", "al."):
        nlp.tokenizer.add_special_case(form, [{ORTH: form}])
