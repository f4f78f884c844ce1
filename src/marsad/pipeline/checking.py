"""Checks a pack in every room that reads packs, so that a fault shows before the first report is read."""

from __future__ import annotations

from marsad.claims import load_lexicon
from marsad.control import effects_of
from marsad.knowledge import Knowledge
from marsad.resolve.drafts import ClaimResolver
from marsad.resolve.gazetteer.index import Gazetteer


def check_pack(knowledge: Knowledge) -> None:
    """Builds what each room makes of the packs. Raises PackError with FILE:LINE."""
    load_lexicon(knowledge)
    effects_of(knowledge)
    ClaimResolver(knowledge, Gazetteer())
