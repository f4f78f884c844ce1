"""Linear models over named features."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.claims import linear
from marsad.claims.linear import Choice, LinearModel, Templates, load_choice, load_model
from marsad.records import MarsadError

MODEL = LinearModel("sample", {"near": 2.0, "far": -2.0, "quiet": 0.1}, bias=0.0, threshold=0.5)


def test_probability_rises_with_what_speaks_for_it() -> None:
    assert MODEL.probability(["far"]) < MODEL.probability([]) < MODEL.probability(["near"])
    assert MODEL.probability([]) == 0.5


@given(st.lists(st.sampled_from(["near", "far", "quiet", "unheard of"]), max_size=400))
def test_probability_is_one(features: list[str]) -> None:
    assert 0.0 <= MODEL.probability(features) <= 1.0


def test_unknown_features_weigh_nothing() -> None:
    assert MODEL.probability(["never seen"]) == MODEL.probability([])


def test_calibration_scales_the_score() -> None:
    flat = LinearModel("flat", MODEL.weights, 0.0, 0.5, slope=0.0, offset=0.0)
    assert flat.probability(["near"]) == 0.5


def test_reasons_name_the_heaviest_first() -> None:
    assert MODEL.reasons(["quiet", "far", "unheard of"], most=1) == [("far", -2.0)]
    assert [name for name, _ in MODEL.reasons(["quiet", "far"])] == ["far", "quiet"]


def test_a_missing_model_is_none() -> None:
    assert load_model("no such model") is None


@pytest.mark.parametrize("content", ["not JSON", "{}", json.dumps({"name": "x", "weights": {}})])
def test_a_broken_model_says_where(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(linear, "MODELS", tmp_path)
    load_model.cache_clear()
    with pytest.raises(MarsadError, match=r"broken\.json"):
        load_model("broken")
    load_model.cache_clear()


def test_packaged_models_can_be_read() -> None:
    for path in linear.MODELS.glob("*.json"):
        choice = load_choice(path.stem)
        assert choice is not None
        if choice.answers != (path.stem,):
            assert len(choice.answers) > 1
            continue
        model = load_model(path.stem)
        assert model is not None
        assert 0.0 < model.threshold < 1.0


def test_a_choice_weighs_as_its_models_do() -> None:
    models = {"a": LinearModel("a", {"x": 1.0, "y": -2.0}, 0.5, 0.5), "b": LinearModel("b", {"y": 3.0}, 0.0, 0.5)}
    choice = Choice.of({name: m.weights for name, m in models.items()}, {name: m.bias for name, m in models.items()})
    scores = choice.scores(["x", "y", "z"])
    assert scores == {name: model.score(["x", "y", "z"]) for name, model in models.items()}
    assert choice.tables([["x", "y", "z"], [], ["x"]]) == [[-0.5, 3.0], [0.5, 0.0], [1.5, 0.0]]
    assert choice.tables([]) == []


FACTS = st.tuples(*[st.sampled_from(["", "a", "b", ",", "a,b"])] * 3)


@pytest.mark.parametrize(
    "blocks", [(("x",), ("y",), ("z",)), (("x", "y"), ("z",)), (("x",), ("y", "z")), (("x", "y", "z"),)]
)
@given(FACTS, st.dictionaries(st.sampled_from(["x=a", "x=,", "y,z=a,b", "y,z=,,a", "y,z=a,b,,"]), st.floats(-2, 2)))
def test_templates_weigh_what_the_named_features_weigh(
    blocks: tuple[tuple[str, ...], ...], facts: tuple[str, ...], weights: dict[str, float]
) -> None:
    templates = Templates(blocks, {"x": ("x",), "y,z": ("y", "z")})
    model = LinearModel("templates", weights, 0.0, 0.5)
    named = sum(weights.get(feature, 0.0) for feature in templates.named(facts))
    scorer = templates.scorer(model)
    assert scorer.total(facts) == scorer.total(facts) == pytest.approx(named)
