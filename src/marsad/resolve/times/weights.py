"""What the options of a claim's time weigh: the trained weights, and how they are added up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import repeat
from pathlib import Path

from marsad.claims.linear import Choice
from marsad.records import MarsadError
from marsad.resolve.times.options import OF_WAY, SHAPES, TimeChoices, TimeOption

MODEL = Path(__file__).parent.parent / "models" / "time.json"
KIND = "kind="
UNDATED = 0.5
"""Log-odds by which an event's day is left open more readily than the model would. Held out on gold/train, where
7 percent of the days are left open, 1,169 of 1,408 are right instead of 1,167 with 0.15, on articles of our own that
no rule was written from 633 of 744 instead of 630, on dev, where 12 percent are open, 311 of 411 instead of 307."""
OPEN = frozenset({"open", "open-past"})
EVENTS = ("state=False,True", "state=False,False")
"""Clues of an event, lasting or not."""
NOTHING = repeat(0.0)
"""What features weigh that the model does not know."""


@dataclass(frozen=True)
class TimeModel:
    """Weights: alone: of an option's features. together: of each way or kind with each clue or trait of the claim."""

    alone: Mapping[str, float]
    together: Mapping[str, Mapping[str, float]]

    @cached_property
    def _ways(self) -> Choice:
        return Choice.of(self.together, {})

    @cached_property
    def _clues(self) -> dict[str, dict[str, float]]:
        """Of `alone`, by way: what each clue of an expression weighs."""
        clues: dict[str, dict[str, float]] = {}
        for feature, weight in self.alone.items():
            way, _, clue = feature.partition(OF_WAY)
            clues.setdefault(way, {})[clue] = weight
        return clues

    @cached_property
    def _kinds(self) -> Choice:
        return Choice.of({way: own for way, own in self.together.items() if way.startswith(KIND)}, {})

    @cached_property
    def _features(self) -> Callable[[tuple[str, ...]], float]:
        """What an option's features weigh together: the same few options come again and again."""
        return lru_cache(SHAPES)(lambda features: sum(map(self.alone.get, features, NOTHING)))

    def best(self, choices: TimeChoices) -> TimeOption:
        """The option whose features, alone and in the `pairs`, weigh most."""
        undated = UNDATED if any(clue in choices.clues for clue in EVENTS) else 0.0
        clues, traits = self._ways.scores(choices.clues), self._kinds.scores(choices.traits)

        def score(option: TimeOption) -> float:
            kind = f"{KIND}{option.kind}"
            total = self._features(option.features)
            for way, told in option.clues.items():
                if weights := self._clues.get(way):
                    total += sum(map(weights.get, told, NOTHING))
            if option.kind in OPEN:
                total += undated
            return total + sum(map(clues.get, (*option.ways, kind), NOTHING)) + traits.get(kind, 0.0)

        return max(choices.options, key=score)


def pairs(option: TimeOption, choices: TimeChoices) -> Iterator[tuple[str, Sequence[str]]]:
    """What is weighed together: each way with every clue, the kind with every clue and trait."""
    for way in option.ways:
        yield way, choices.clues
    yield f"{KIND}{option.kind}", choices.clues
    yield f"{KIND}{option.kind}", choices.traits


@cache
def load_time_model() -> TimeModel | None:
    """The packaged model; None where the package was built without it."""
    if not MODEL.is_file():
        return None
    try:
        data = json.loads(MODEL.read_text(encoding="utf-8"))
        return TimeModel(data["alone"], data["together"])
    except (KeyError, ValueError) as error:
        raise MarsadError(
            f"the model cannot be read ({error})", where=str(MODEL), advice="Reinstall marsad, or run make train"
        ) from error
