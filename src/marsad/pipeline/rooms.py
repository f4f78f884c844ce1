"""What an observatory works with: its ledger, packs, gazetteer and models, loaded when first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from marsad.control import Effects, effects_of
from marsad.events import Parties
from marsad.events.packs import PackParties
from marsad.knowledge import Knowledge, load_packs
from marsad.ledger import Ledger
from marsad.pipeline.extraction import Extractor
from marsad.pipeline.ratings import RatedParties, ratings
from marsad.records import Decision
from marsad.resolve.gazetteer.index import Gazetteer


class Rooms:
    """A ledger, and all that is needed to read for it: loaded when first needed, so that listing is quick.

    packs: names or folders of packs (None: all installed ones), or the knowledge itself.
    """

    def __init__(self, ledger: Ledger, *, packs: Sequence[str] | Knowledge | None = None) -> None:
        self.ledger, self._packs = ledger, packs
        self._rated: tuple[Sequence[Decision], dict[str, str]] | None = None

    @cached_property
    def knowledge(self) -> Knowledge:
        return self._packs if isinstance(self._packs, Knowledge) else load_packs(self._packs)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer()

    @cached_property
    def extractor(self) -> Extractor:
        return Extractor(self.knowledge, self.gazetteer)

    @cached_property
    def _pack_parties(self) -> PackParties:
        return PackParties(self.knowledge, self.extractor.sources)

    @property
    def parties(self) -> Parties:
        """The packs', with the sources as people rate them now."""
        rated = self.rated
        return RatedParties(self._pack_parties, rated) if rated else self._pack_parties

    @property
    def rated(self) -> dict[str, str]:
        """Source -> the letter that people gave it."""
        decided = self.ledger.decided
        if self._rated is None or self._rated[0] is not decided:
            self._rated = decided, ratings(decided)
        return self._rated[1]

    @cached_property
    def effects(self) -> Effects:
        return effects_of(self.knowledge)
