"""docs/packs.md is true: its example loads and does what it says; it names every field, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from marsad.knowledge import load_packs, schema
from marsad.records import Interval
from marsad.resolve.actors.resolver import ActorResolver
from marsad.resolve.sources import SourceResolver

DOC = (Path(__file__).resolve().parents[2] / "docs" / "packs.md").read_text()
BLOCK = re.compile(r"```yaml file=(\S+)\n(.*?)```", re.S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "borduria"
    folder.mkdir()
    for name, text in BLOCK.findall(DOC):
        (folder / name).write_text(text)
    return folder


def test_the_example_does_what_it_says(folder: Path) -> None:
    knowledge = load_packs(extra=[folder])
    actors = ActorResolver(knowledge)
    july = Interval.of_day("1991-07-02")

    def resolve(phrase: str) -> str:
        return actors.resolve(phrase, when=july, countries=["XB"]).name

    assert resolve("Syldavian-backed rebels") == "Plum Front"
    assert resolve("Plum Front fighters") == resolve("PLF commanders") == resolve("the rebels") == "Plum Front"
    assert resolve("Bordurian troops") == resolve("government forces") == "Bordurian government forces"
    assert resolve("Syldavian warplanes") == "Syldavia"
    assert actors.resolve("the rebels", when=july, countries=["FJ"]).name == "unidentified armed group"
    (mention,) = actors.find("The orchard militants left.", when=july, countries=["XB"])
    assert mention.candidates == ("Plum Front",)
    assert actors.opposed("Plum Front", "Bordurian government forces", july) is True
    assert actors.allied("Plum Front", "Syldavia", july) is True
    assert actors.opposed("Plum Front", "Turkey", july) is None
    head = SourceResolver(knowledge, actors).resolve("Fulan Fulani", when=july, countries=["XB"])
    assert head.origin == "Bordurian Monitor"
    relations = {p.name: p.relation for p in knowledge.places if p.pack == "borduria"}
    assert relations == {"Upper Orchard": "near", "Mill Quarter": "part_of", "Plum Province": "region"}


@pytest.mark.parametrize(
    ("file", "models"),
    [
        ("pack.yaml", [schema.PackHeader]),
        ("actors.yaml", [schema.ActorEntry]),
        ("sources.yaml", [schema.SourceEntry]),
        ("alliances.yaml", [schema.AllianceEntry, schema.ProxyEntry]),
        ("operations.yaml", [schema.OperationEntry]),
        ("places.yaml", [schema.PlaceEntry]),
        ("countries.yaml", [schema.CountryEntry]),
    ],
)
def test_every_field_is_documented(file: str, models: list[type[BaseModel]]) -> None:
    row = next(line for line in DOC.splitlines() if line.startswith(f"| `{file}` |"))
    named = set(re.findall(r"`(\w+)`", row))
    fields = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert fields <= named
    assert named <= fields | {"alliances", "proxies", "side"}


def test_every_kind_is_documented() -> None:
    for kind in (*schema.ACTOR_KINDS, *schema.SOURCE_KINDS):
        assert re.search(rf"\b{kind}\b", DOC), kind
