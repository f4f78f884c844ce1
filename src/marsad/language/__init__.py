"""The language layer: text in, a parsed spaCy Doc out, with sentences, names, quotations.

The model lies in this package (`model/`, made by `python -m training.train`); nothing is downloaded.
"""

from __future__ import annotations

from .pipeline import load, parse, version
from .quotations import Quotation, quotations
from .sentences import head_of, noun_phrase, paragraphs_of

__all__ = ["Quotation", "head_of", "load", "noun_phrase", "paragraphs_of", "parse", "quotations", "version"]
