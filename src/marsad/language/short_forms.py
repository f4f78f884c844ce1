"""Short forms of field notes, and the words as which they are read."""

from __future__ import annotations

FIELD_NOTES = {
    "approx": ("about", "about"),
    "approx.": ("about", "about"),
    "civ": ("civilian", "civilian"),
    "civs": ("civilians", "civilian"),
    "govt": ("government", "government"),
    "incl": ("including", "include"),
    "incl.": ("including", "include"),
    "w/": ("with", "with"),
}
"""Short form, in lower case -> word, lemma."""
GO_ON = frozenset({"incl.", "approx."})
"""Those whose full stop ends no sentence."""
