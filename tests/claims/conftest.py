"""What the tests of the claims room share: the real model, packs and gazetteer, each loaded once a session."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

import pytest
from spacy.tokens import Doc

from marsad.claims import Lexicon, Parse, load_lexicon, parse_of
from marsad.knowledge import Knowledge, load_packs
from marsad.language import load
from marsad.pipeline.extraction import Extractor
from marsad.records import Claim, Interval, Report


@lru_cache(maxsize=512)
def _doc(text: str) -> Doc:
    return load()(text)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_packs()


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge) -> Lexicon:
    return load_lexicon(knowledge)


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge)


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parse]:
    """A text as the claims room walks on it."""
    return lambda text: parse_of(_doc(text))


@pytest.fixture(scope="session")
def spacy_doc() -> Callable[[str], Doc]:
    return _doc


@pytest.fixture(scope="session")
def claims_of(extractor: Extractor) -> Callable[..., list[Claim]]:
    """The claims of a text, published on a day, with spans of furniture and captions given."""

    def read(
        text: str,
        *,
        published: str | None = "2019-03-14",
        title: str = "",
        outlet: str = "",
        furniture: tuple[tuple[int, int], ...] = (),
        captions: tuple[tuple[int, int], ...] = (),
    ) -> list[Claim]:
        report = Report(
            digest=hashlib.sha256(text.encode()).hexdigest(), doc="sample", text=text, title=title, outlet=outlet,
            published=Interval(published, published), published_basis="user" if published else "none",
            furniture=furniture, captions=captions,
        )  # fmt: skip
        return next(claims for _, claims in extractor.claims([report]))

    return read


@pytest.fixture(scope="session")
def claims_raw(knowledge: Knowledge) -> Callable[[str], list[Claim]]:
    """The claims of a text as the rules read it, without the learned judge, which wants a whole report."""
    extractor = Extractor(knowledge)
    extractor.learned = False

    def read(text: str) -> list[Claim]:
        day = Interval("2019-03-14", "2019-03-14")
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = Report(digest=digest, doc="sample", text=text, published=day, published_basis="user")
        return next(claims for _, claims in extractor.claims([report]))

    return read
