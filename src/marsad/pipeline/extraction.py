"""Reports to claims: language, claims, resolve, in their order."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, tee

from spacy.tokens import Doc

from marsad import __version__
from marsad.claims import Lexicon, extract, load_lexicon, parse_of
from marsad.claims.draft import Draft
from marsad.claims.syntax.parse import Parse
from marsad.intake.lines import BULLETS
from marsad.knowledge import Knowledge
from marsad.language import parse, quotations
from marsad.language import version as model_version
from marsad.records import Claim, Report
from marsad.resolve.draft_words import title_spans
from marsad.resolve.drafts import ClaimResolver
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.report_setting import Setting
from marsad.resolve.sources import SourceResolver

YOUNG_OBJECTS = 50_000
"""Objects that the collector waits for: about what one report, or one place, makes, nearly none of them in cycles."""


@dataclass
class Extractor:
    """Turns reports into claims. Build once (about a second: model, packs), then feed it batches."""

    knowledge: Knowledge
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    learned: bool = True

    @cached_property
    def lexicon(self) -> Lexicon:
        return load_lexicon(self.knowledge)

    @cached_property
    def sources(self) -> SourceResolver:
        return SourceResolver(self.knowledge)

    @cached_property
    def resolver(self) -> ClaimResolver:
        resolver = ClaimResolver(self.knowledge, self.gazetteer, self.sources)
        gc.freeze()  # packs and model stay for good: the collector need not walk them for every report
        gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
        return resolver

    def versions(self) -> dict[str, str]:
        """What made the claims: code, model, packs, gazetteer."""
        return {
            "code": __version__,
            "model": model_version(),
            "packs": self.knowledge.versions(),
            "gazetteer": self.gazetteer.digest,
        }

    def claims(self, reports: Iterable[Report], *, processes: int = 1) -> Iterator[tuple[Report, list[Claim]]]:
        """Each report with its claims, in the order given."""
        for_text, for_claims = tee(reports)
        docs = parse((prose_of(report) for report in for_text), processes=processes)
        for report, doc in zip(for_claims, docs, strict=True):
            yield report, self.claims_of(report, doc)

    def claims_of(self, report: Report, doc: Doc) -> list[Claim]:
        """The claims of one parsed report."""
        setting = self.resolver.setting(report)
        drafts = self.drafts(parse_of(doc), doc, setting, learned=self.learned)
        return self.resolver.resolve(drafts, setting, learned=self.learned)

    def drafts(self, parsed: Parse, doc: Doc, setting: Setting, *, learned: bool) -> list[Draft]:
        """The drafts of one parsed report. learned: False leaves the learned models out (for training them)."""
        return extract(
            parsed,
            [(e.start_char, e.end_char, e.label_) for e in doc.ents],
            [(q.start, q.end) for q in quotations(doc, text=parsed.text)],
            setting.spotted,
            self.lexicon,
            setting.names,
            countries=self.resolver.country_words,
            learned=learned,
        )


_LIST_MARK = re.compile(rf"(?m)^[ \t]*(?:[{BULLETS}]|\(?\d{{1,2}}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
"""Bullets and numbers of list items, with the space before and after: a break stands for them, so that no item is read
on into the next."""


def prose_of(report: Report) -> str:
    """The report's text with page furniture, by-lines and datelines as spaces: offsets stay, and no sentence begins
    with a dateline that the parser would take for its subject, nor with the headline that a copied page repeats, nor
    with the mark of a list item."""
    parts, at = [], 0
    for start, end in sorted(report.furniture):
        if start >= at:
            parts += [report.text[at:start], "".join(c if c == "\n" else " " for c in report.text[start:end])]
            at = end
    prose = _LIST_MARK.sub(lambda mark: "\n".ljust(len(mark.group())), "".join((*parts, report.text[at:])))
    # Behind a headline another sentence begins: after a dateline's gap, or with a capital.
    ends = [
        end
        for _, end in title_spans(report.title, prose)
        if prose[end : end + 1] == " " and not prose[end + 1 : end + 2].islower()
    ]
    return "\n".join(prose[last + 1 : end] for last, end in pairwise((-1, *ends, len(prose))))
