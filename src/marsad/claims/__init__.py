"""The room of claims: from a parsed report to drafts of claims, by frames."""

from marsad.claims.draft import Draft, Phrase, PlacePhrase, Voice
from marsad.claims.extract import Spotted, extract
from marsad.claims.lexicon import Lexicon, load_lexicon
from marsad.claims.place_names.words import CountryWords
from marsad.claims.syntax.from_doc import parse_of
from marsad.claims.syntax.parse import Parse

__all__ = [
    "CountryWords",
    "Draft",
    "Lexicon",
    "Parse",
    "Phrase",
    "PlacePhrase",
    "Spotted",
    "Voice",
    "extract",
    "load_lexicon",
    "parse_of",
]
