"""The room of claims: from a parsed report to drafts of claims, by frames."""

from marsad.claims.draft import Draft, Phrase, PlacePhrase, Voice
from marsad.claims.extract import Spotted, extract
from marsad.claims.lexicon import Lexicon, load_lexicon
from marsad.claims.parse import Parse
from marsad.claims.parse_from_doc import parse_of
from marsad.claims.place_words import CountryWords

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
