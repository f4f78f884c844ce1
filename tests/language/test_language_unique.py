"""Words embedded once give what every token by itself would."""

from __future__ import annotations

import numpy as np
import pytest

from marsad.language import load

TEXTS = ["The army left the town, and the rebels took the town.", "", "The army didn't return. THE ARMY did not."]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]])
def test_words_embedded_once_are_embedded_alike(texts: list[str]) -> None:
    nlp = load()
    once = nlp.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    docs = [nlp.make_doc(text) for text in texts]
    together, alone = once.predict(docs), once.layers[0].predict(docs)
    assert [rows.shape for rows in together] == [rows.shape for rows in alone]
    for rows, expected in zip(together, alone, strict=True):
        np.testing.assert_allclose(rows, expected, rtol=1e-4, atol=1e-5)
