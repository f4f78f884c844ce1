"""Claims, as derived and as people left them: put, read, paged, searched, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import select

from marsad.ledger import claims as claim_store
from marsad.ledger import decisions, distinct, events, paging, place, query, sums, words
from marsad.ledger.door import Door, Versions
from marsad.ledger.paging import ClaimPage
from marsad.ledger.place import PlaceRows
from marsad.ledger.query import ClaimFilter
from marsad.ledger.rebuild import Rebuild
from marsad.ledger.schema import derivations, readings
from marsad.ledger.sums import Sums
from marsad.ledger.words import SearchPage
from marsad.records import Claim


class ClaimDoor(Door):
    """Claims, as derived and as people left them: put, read, paged, searched, counted."""

    def put_claims(self, digests: Iterable[str], claims: Iterable[Claim], *, versions: Versions) -> None:
        """Puts the claims of these reports in place of their former ones, in one transaction.

        Give the digests of all reports that were read: one without claims is read, too.
        """
        digests, claims = list(dict.fromkeys(digests)), list(claims)
        with self._writing() as connection:
            claim_store.put(connection, digests, claims, self._derivation(connection, versions))
            decisions.reattach(connection, digests)

    def claims(
        self,
        where: ClaimFilter = ClaimFilter(),  # noqa: B008 - frozen
        *,
        as_known_at: str | None = None,
        as_recorded_at: str | None = None,
        judged: bool = True,
    ) -> Iterator[Claim]:
        """Claims with people's decisions applied (`judged=False`: as derived), in order of arrival and of their words.

        as_known_at: only what was published by then: the last moment of the report's published interval counts; where
        that is unknown, the moment when the ledger recorded the report. as_recorded_at: only reports and decisions
        that the ledger had by then. Both ISO; a bare date means to its end.
        """
        return self._stream(
            lambda it: query.stream(it, where, as_known_at=as_known_at, as_recorded_at=as_recorded_at, judged=judged)
        )

    def claims_page(
        self,
        where: ClaimFilter = ClaimFilter(),  # noqa: B008 - frozen
        *,
        limit: int,
        after: str | None = None,
        as_known_at: str | None = None,
        as_recorded_at: str | None = None,
    ) -> ClaimPage:
        """As `claims`, at most `limit` of them. after: the cursor that the page before gave as `next`."""
        with self._reading() as connection:
            return paging.page(
                connection, where, limit=limit, after=after, as_known_at=as_known_at, as_recorded_at=as_recorded_at
            )

    def search(self, query: str, *, limit: int, after: str | None = None) -> SearchPage:
        """Ids of claims that hold every word of `query` (words in quotation marks: in a row), the best first.

        Inflections count as the word. Found are the claims' own words and names as derived, rejected claims too:
        `claims(ClaimFilter(ids=...))` gives them as people left them. after: the cursor `next` of the page before.
        Raises LedgerError for a query without words, or with too many.
        """
        with self._reading() as connection:
            return words.search(connection, query, limit=limit, after=after)

    def actors(self) -> list[str]:
        """Every actor that claims name as derived, alone or within a joint one; sorted."""
        with self._reading() as connection:
            return distinct.actors(connection)

    def sources(self) -> list[str]:
        """The ends of chains of attribution (origins) of claims as derived; sorted."""
        with self._reading() as connection:
            return distinct.origins(connection)

    def places(self) -> Iterator[tuple[str, int | None, str]]:
        """(place_id, geonameid, name in lower case) of every place that claims ever named."""
        return self._stream(query.places)

    def claim_count(self) -> int:
        """Of claims as derived."""
        with self._reading() as connection:
            return claim_store.count(connection)

    def current_claim(self, address: str) -> str | None:
        """The claim that this id, or a former one, leads to; None where it leads nowhere."""
        with self._reading() as connection:
            return claim_store.current_id(connection, address)

    def former_ids(self) -> dict[str, str]:
        """Id that an event or a claim once had, and has no more -> the event or claim that it leads to now."""
        with self._reading() as connection:
            return events.former_ids(connection)

    def rebuild(self, versions: Versions) -> Rebuild:
        """Derived rows made anew beside the old ones and swapped in one transaction (see Rebuild)."""
        with self._writing() as connection:
            derivation = self._derivation(connection, versions)
        return Rebuild(self._engine, derivation, self._where)

    @property
    def versions(self) -> list[dict[str, Any]]:
        """The versions that made the claims now in place: one where all were made alike, none in a new ledger."""
        query = select(derivations.c.versions).where(derivations.c.id.in_(select(readings.c.derivation)))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(derivations.c.id)).scalars()
            return [orjson.loads(row) for row in rows]

    def sums(self) -> Sums:
        """Counts over all claims, events and reports, of claims as people left them."""
        with self._reading() as connection:
            return sums.sums(connection)

    def samples(self, origins: Iterable[str]) -> dict[str, Claim]:
        """The first claim of each of these origins, as derived."""
        with self._reading() as connection:
            return sums.samples(connection, origins)

    def place_rows(self, place_id: str, within: Sequence[str], *, most: tuple[int, int, int]) -> PlaceRows:
        """The latest of what is told of a place and its parts (ids: within), at most so many claims, events and
        disagreements; and how much there is of it."""
        with self._reading() as connection:
            return place.rows(connection, place_id, within, most=most)

    def types_of_source(self, name: str) -> dict[str, int]:
        """Types of the claims of which this is the source or the origin, the commonest first."""
        with self._reading() as connection:
            return dict(sums.of_source(connection, name).most_common())
