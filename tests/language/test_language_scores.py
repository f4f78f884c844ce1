"""The floors of the model card, measured again on the corpora."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from training import data, evaluate

from marsad.language import load

ROOT = Path(os.environ.get("MARSAD_SHARED") or Path(__file__).resolve().parents[3] / "shared")

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not (ROOT / "data/ud-ewt/test.conllu").exists() and not os.environ.get("CI"),
        reason="the corpora (../shared) are not here",
    ),
]


@pytest.fixture(scope="module")
def corpora() -> data.Corpora:
    return data.load(ROOT)


def test_parsing(corpora: data.Corpora) -> None:
    for documents, floor in ((corpora.ewt_test, 82.0), (corpora.gum_test, 82.0)):
        assert evaluate.parsing(load(), documents)["las"] >= floor


def test_names(corpora: data.Corpora) -> None:
    assert evaluate.naming(load(), corpora.ewt_test)["f1"] >= 70.0
    assert evaluate.naming_re3d(load(), corpora.re3d_test)["f1"] >= 75.0
