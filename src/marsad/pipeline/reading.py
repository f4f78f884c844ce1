"""Reading: reports through intake, the ledger and extraction, in batches; what is acknowledged is on the disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, tee
from pathlib import Path

from marsad.intake import CopyIndex, Intaken, Received, Rejected, prose, read_paths
from marsad.intake.copies import shingles, sign
from marsad.language import parse
from marsad.ledger import Intake, Ledger
from marsad.pipeline.extraction import Extractor, prose_of
from marsad.records import Claim, LedgerError, Report

BATCH = 64
"""Reports that are stored, and whose claims are stored, in one transaction: a commit costs some milliseconds, a report
some ten; and a batch of long reports is still a few megabytes."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Progress:
    """How far a reading is. bytes: of files and rows that are done with; words: of reports whose claims are stored."""

    bytes: int = 0
    reports: int = 0
    words: int = 0
    claims: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """added: digests new in the ledger, in order; known: digests that it had; given: both, in the order read; rejected:
    what could not be read. claims, events: how many the new reports made, and how many events there are now.
    resumed: reports that an earlier, interrupted reading had stored without their claims."""

    given: tuple[str, ...]
    added: tuple[str, ...]
    known: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    resumed: int
    claims: int
    words: int
    events: int = 0
    seconds: float = 0.0


@dataclass
class Reading:
    """One reading, under way. on_stored: called with each new report once it is safely stored; on_progress: often."""

    ledger: Ledger
    extractor: Extractor
    processes: int = 1
    on_stored: Callable[[Report], None] | None = None
    on_progress: Callable[[Progress], None] | None = None
    progress: Progress = field(default_factory=Progress)
    _given: dict[str, None] = field(default_factory=dict)
    _added: dict[str, int] = field(default_factory=dict)
    _rejected: list[Rejected] = field(default_factory=list)

    def run(self, paths: Sequence[Path], *, published: str | None = None, besides: Collection[Path] = ()) -> ReadResult:
        """Reads everything under `paths`, files `besides` passed over. Raises MarsadError where the ledger cannot be
        written."""
        began = time.monotonic()
        intaken = read_paths(paths, published=published, besides=besides)
        unread = self.ledger.unread()
        self._understand(chain((self.ledger.report(digest) for digest in unread), self._stored(intaken)))
        return ReadResult(
            given=tuple(self._given),
            added=tuple(self._added),
            known=tuple(digest for digest in self._given if digest not in self._added),
            rejected=tuple(self._rejected),
            resumed=len(unread),
            claims=self.progress.claims,
            words=self.progress.words,
            seconds=time.monotonic() - began,
        )

    def _stored(self, intaken: Iterator[Intaken]) -> Iterator[Report]:
        """Stores what comes in, batch by batch; yields the reports that are new, safely stored."""
        index: CopyIndex | None = None
        while batch := list(islice(intaken, BATCH)):
            received = []
            for item in batch:
                if isinstance(item, Rejected):
                    self._reject(item)
                else:
                    received.append(item)
            if received:
                index = index or self._copy_index()
                yield from self._store(received, index)
            self._tell()

    def _store(self, received: Sequence[Received], index: CopyIndex) -> Iterator[Report]:
        rows: list[Intake] = []
        reports: dict[str, Report] = {}
        for item in received:
            hashes = shingles(prose(item.report))
            signed = sign(hashes)
            copied = index.add_signed(item.report.digest, signed, hashes)
            report = replace(item.report, copy_of=copied) if copied else item.report
            rows.append((report, item.raw, item.media_type, signed))
            reports.setdefault(report.digest, report)
        result = self.ledger.add_reports(rows)
        sizes = {item.report.digest: len(item.raw) for item in received}
        self._given.update(dict.fromkeys(reports))
        self.progress.bytes += sum(sizes[digest] for digest in result.known)
        for digest in result.added:
            self._added[digest] = sizes[digest]
            if self.on_stored is not None:
                self.on_stored(reports[digest])
        yield from (reports[digest] for digest in result.added)

    def _copy_index(self) -> CopyIndex:
        return CopyIndex(((digest, signed, None) for digest, signed in self.ledger.signatures()), text_of=self._text_of)

    def _text_of(self, digest: str) -> str | None:
        try:
            return prose(self.ledger.report(digest))
        except LedgerError:  # of this very batch, or redacted: the estimate from signatures has to do
            return None

    def _understand(self, reports: Iterable[Report]) -> None:
        """Claims of stored reports, put into the ledger batch by batch."""
        versions = self.extractor.versions()
        pairs = self._extracted(reports)
        while batch := list(islice(pairs, BATCH)):
            claims = [claim for _, found in batch for claim in found or ()]
            done = [report.digest for report, found in batch if found is not None]
            self.ledger.put_claims(done, claims, versions=versions)
            self.progress.claims += len(claims)
            for report, _ in batch:
                self.progress.reports += 1
                self.progress.words += len(report.text.split())
                self.progress.bytes += self._added.get(report.digest, 0)
            self._tell()

    def _extracted(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Claim] | None]]:
        """Each report with its claims; None where extraction failed, which is told, and stops nobody else."""
        for_text, for_claims = tee(reports)
        docs = parse((prose_of(report) for report in for_text), processes=self.processes)
        for report, doc in zip(for_claims, docs, strict=True):
            found: list[Claim] | None = None
            try:
                found = distinct(self.extractor.claims_of(report, doc))
            except Exception as error:
                log.debug("extraction failed", exc_info=True)
                self._reject(internal_error(report, error))
            yield report, found

    def _reject(self, rejected: Rejected) -> None:
        self._rejected.append(rejected)
        self.progress.rejected += 1
        label = Path(rejected.where).name
        self.ledger.record_rejection(label=label, location=rejected.where, reason=rejected.reason)

    def _tell(self) -> None:
        if self.on_progress is not None:
            self.on_progress(self.progress)


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Without repetitions of an id: the same words judged the same way are one claim (claims.md)."""
    return list({claim.id: claim for claim in reversed(list(claims))}.values())[::-1]


def internal_error(report: Report, error: Exception) -> Rejected:
    """A fault of ours, told without a word of the report."""
    return Rejected(
        where=report.doc,
        reason=f"stored, but its claims could not be made (internal error: {type(error).__name__})",
        advice="Please report it with the output of --debug; the next reading tries again",
    )
