"""The floors of the model card, measured again on the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest
from training import data, evaluate

from marsad.language import load

pytestmark = [pytest.mark.corpora, pytest.mark.slow]


@pytest.fixture
def corpora(shared: Path) -> data.Corpora:
    return data.load(shared)


def test_parsing(corpora: data.Corpora) -> None:
    for documents in (corpora.ewt_test, corpora.gum_test):
        assert evaluate.parsing(load(), documents)["las"] >= 82.0


def test_names(corpora: data.Corpora) -> None:
    assert evaluate.naming(load(), corpora.ewt_test)["f1"] >= 70.0
    assert evaluate.naming_re3d(load(), corpora.re3d_test)["f1"] >= 75.0
