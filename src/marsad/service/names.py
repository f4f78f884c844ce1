"""Names that a reader may look for: those of places, actors, sources that hold the words, those within the words, then
those spelt alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import Any

from rapidfuzz import fuzz, process

from marsad.pipeline.places import LedgerPlace, own_name
from marsad.resolve.gazetteer.fold import plain_key
from marsad.service.board import Picture

NAMES = 20
"""Names in an answer at most."""
CLOSE = 75
"""rapidfuzz's score (0 to 100) from which a name is a hit."""


LONGEST = 12
"""Words of a question in which names are looked for."""


@dataclass(frozen=True)
class Names:
    hits: Sequence[dict[str, Any]]
    keys: Sequence[str]

    @classmethod
    def among(cls, hits: Sequence[dict[str, Any]]) -> Names:
        return cls(hits, [plain_key(hit["label"]) or hit["label"].casefold() for hit in hits])

    @classmethod
    def of(
        cls, picture: Picture, places: Iterable[LedgerPlace], *, actors: Iterable[str], sources: Iterable[str]
    ) -> Names:
        """Of a large ledger, whose claims are not counted for it."""
        hits = []
        for place_id, place in {place[0]: place for place in places}.items():
            line = picture.lines.get(place_id)
            name = str(line.about.get("name") or "") if line else ""
            country = str(line.about.get("country") or "") if line else ""
            hits.append(hit("place", place_id, name or own_name(place).title(), country, place_id=place_id))
        hits += [hit("actor", name, name, "") for name in actors]
        hits += [hit("source", name, name, "") for name in sources]
        return cls.among(hits)

    def index(self) -> Names:
        """Itself, ready: the first who looks for a name need not wait."""
        _ = self._rows, self._begins, self._all
        return self

    def find(self, q: str, *, kind: str = "") -> list[dict[str, Any]]:
        """At most NAMES of them."""
        key = plain_key(q) or q.casefold()
        return [self.hits[at] for at in islice(self._found(key, kind), NAMES)]

    def _found(self, key: str, kind: str) -> Iterator[int]:
        within = {at: None for at in self._holding(key) if self._is(at, kind)}
        yield from within
        named = {at: None for at in self._named_in(key) if at not in within and self._is(at, kind)}
        yield from named
        for _, _, at in process.extract(key, self.keys, scorer=fuzz.QRatio, limit=50, score_cutoff=CLOSE):
            if at not in within and at not in named and self._is(at, kind):
                yield at

    def _named_in(self, key: str) -> Iterator[int]:
        """Positions of the names that are words of this one, the longest first."""
        words = key.split()[:LONGEST]
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                yield from self._rows.get(" ".join(words[start : start + length]), ())

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self.keys):
            found.setdefault(name, []).append(at)
        return found

    def _holding(self, key: str) -> Iterator[int]:
        """Positions of the keys that hold the words: sought in all of them at once."""
        at = self._all.find(key)
        while at >= 0:
            row = bisect_right(self._begins, at) - 1
            yield row
            at = self._all.find(key, self._begins[row] + len(self.keys[row]))

    @cached_property
    def _all(self) -> str:
        return "\n".join(self.keys)

    @cached_property
    def _begins(self) -> list[int]:
        """Where each key begins in `_all`."""
        return [0, *accumulate(len(key) + 1 for key in self.keys)][:-1]

    def _is(self, at: int, kind: str) -> bool:
        return kind in ("", self.hits[at]["kind"])


def hit(
    kind: str, name: str, label: str, detail: str, *, place_id: str = "", date: str | None = None
) -> dict[str, Any]:
    return {"kind": kind, "id": name, "label": label, "detail": detail, "place_id": place_id, "date": date}
