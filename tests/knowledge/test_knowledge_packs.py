"""Packs load, hang together, and say where they are wrong."""

from __future__ import annotations

import textwrap
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import installed_packs, load_packs, load_table, name_key, name_words
from marsad.knowledge.schema import Actors, Dated, Entry, expand, last_day
from marsad.records import Interval, PackError

HEADER = "name: borduria\nversion: '0.1'\ntitle: An invented war\ncountries: [ZZ]\nfrom: 1990\nto: 1992\n"


def pack(folder: Path, **files: str) -> Path:
    (folder / "pack.yaml").write_text(files.pop("pack", HEADER))
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(textwrap.dedent(text))
    return folder


def test_installed_packs_load_with_versions() -> None:
    knowledge = load_packs()
    assert installed_packs()[0] == "core"
    assert {"core", "syria"} <= {p.name for p in knowledge.packs}
    assert all(f"{p.name} {p.version} ({p.digest[:12]})" in knowledge.versions() for p in knowledge.packs)


def test_a_chosen_pack_comes_with_core_only() -> None:
    assert [p.name for p in load_packs(["syria"]).packs] == ["core", "syria"]
    assert [p.name for p in load_packs([]).packs] == ["core"]


def test_a_folder_is_a_pack(tmp_path: Path) -> None:
    folder = pack(tmp_path, actors="actors:\n  - {name: Plum Brigade, kind: rebel, aliases: ['{Plum,Plums} Army']}\n")
    for knowledge in (load_packs(extra=[folder]), load_packs([str(folder)])):
        actor = knowledge.actors["Plum Brigade"]
        assert (actor.countries, actor.valid, actor.pack) == (("ZZ",), Interval("1990-01-01", "1992-12-31"), "borduria")
        assert actor.aliases == ("Plum Army", "Plums Army")


def test_an_entry_has_its_own_years(tmp_path: Path) -> None:
    folder = pack(tmp_path, actors="actors:\n  - {name: Plum, kind: rebel, from: 1991-02, countries: all}\n")
    actor = load_packs([], extra=[folder]).actors["Plum"]
    assert (actor.countries, actor.valid) == ((), Interval("1991-02-01", None))


def test_an_extension_adds_aliases_in_its_own_countries(tmp_path: Path) -> None:
    folder = pack(
        tmp_path, actors="actors:\n  - {name: Russia, extends: true, aliases: [the Bear], sides: [{side: east}]}\n"
    )
    knowledge = load_packs([], extra=[folder])
    assert ("east (ZZ)", Interval("1990-01-01", "1992-12-31")) in knowledge.actors["Russia"].sides
    naming = next(n for n in knowledge.actor_names if n.text == "the Bear")
    assert (naming.name, naming.countries) == ("Russia", ("ZZ",))


def test_a_pack_may_add_to_a_side_of_its_war(tmp_path: Path) -> None:
    """By the countries, not by the pack: whoever codes Syria further need not copy the pack of Syria."""
    folder = pack(tmp_path, actors="actors:\n  - {name: Plum, kind: rebel, sides: [{side: opposition}]}\n")
    header = folder / "pack.yaml"
    header.write_text(header.read_text().replace("[ZZ]", "[SY, ZZ]"))
    (folder / "alliances.yaml").write_text(
        "alliances:\n  - {name: Rising, members: [side opposition], opponents: [side government]}\n"
    )
    knowledge = load_packs(["syria"], extra=[folder])
    camps = {side for side, _ in knowledge.actors["Syrian opposition"].sides}
    assert camps & {side for side, _ in knowledge.actors["Plum"].sides} == {"opposition (SY)"}
    assert knowledge.alliances[-1].opponents == ("side government (SY)", "side government (ZZ)")


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("actors", "actors:\n  - name: A\n    kind: rebbel\n", 3, "'kind'"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    alias: [B]\n", 4, "'alias': is no field"),
        ("actors", "actors:\n  - name: A\n", 2, "needs a kind"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    from: 1999\n    to: 1998\n", 2, "is after"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    from: last year\n", 4, "no year"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    countries: [Ruritania]\n", 4, "ISO 3166"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    body: Nobody\n", 2, "no actor of a loaded pack"),
        ("actors", "actors:\n  - name: A\n    name: B\n    kind: rebel\n", 3, "written twice"),
        ("actors", "actors:\n  - name: [A\n", 3, ""),
        ("actors", "actors:\n  - name: Turkey\n    kind: state\n", 2, "defined by pack core"),
        ("actors", "actors:\n  - name: Nobody\n    extends: true\n", 2, "to extend"),
        ("actors", "actors:\n  - name: A\n    kind: rebel\n    aliases: ['{the ,}']\n", 4, "a name is empty"),
        ("sources", "sources:\n  - name: S\n    kind: monitor\n    reliability: B\n", 2, "without a 'basis'"),
        ("alliances", "alliances:\n  - name: X\n    members: [Nobody]\n", 2, "no actor of a loaded pack"),
        ("places", "places:\n  - name: P\n    kind: village\n    relation: near\n", 2, "needs a geonameid"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    folder = pack(tmp_path, **{name: text})
    with pytest.raises(PackError) as error:
        load_packs(extra=[folder])
    first = str(error.value).splitlines()[0]
    assert first.startswith(f"{folder / name}.yaml:{line}: ")
    assert words in first


def test_every_problem_is_listed(tmp_path: Path) -> None:
    folder = pack(
        tmp_path,
        actors="actors:\n  - {name: A, kind: x}\n  - {name: B, kind: y}\n",
        sources="sources:\n  - {name: S, kind: z}\n",
    )
    with pytest.raises(PackError) as error:
        load_packs(extra=[folder])
    lines = str(error.value).splitlines()
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in lines] == [
        "actors.yaml:2",
        "actors.yaml:3",
        "sources.yaml:2",
    ]


def test_names_that_clash_are_refused_unless_apart_in_time_or_country(tmp_path: Path) -> None:
    a, b = (
        "{{name: A, kind: rebel, aliases: [the Plums], {}}}",
        "{{name: B, kind: rebel, aliases: [Plums, the plums], {}}}",
    )
    two = f"actors:\n  - {a}\n  - {b}\n"
    apart = two.format("to: 1990", "from: 1991")
    abroad = two.format("countries: [ZZ]", "countries: [YY]")
    for text in (apart, abroad):
        assert load_packs(extra=[pack(tmp_path, actors=text)]).actors["B"]
    with pytest.raises(PackError, match=r"actors.yaml:3: 'the plums' names both 'A' and 'B'"):
        load_packs(extra=[pack(tmp_path, actors=two.format("from: 1990", "from: 1991"))])


def test_an_unknown_pack_is_named_with_advice() -> None:
    with pytest.raises(PackError, match=r"no such pack.*Installed packs: core"):
        load_packs(["atlantis"])


def test_a_pack_is_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with pytest.raises(PackError, match="'borduria' is loaded already"):
        load_packs(extra=[pack(tmp_path / "a"), pack(tmp_path / "b")])
    assert len(load_packs(extra=[tmp_path / "a", tmp_path / "a"]).packs) == len(installed_packs()) + 1


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    before = load_packs(extra=[pack(tmp_path, actors="actors: []\n")]).packs[-1].digest
    after = load_packs(extra=[pack(tmp_path, actors="actors: [] # more\n")]).packs[-1].digest
    assert before != after


def test_other_rooms_read_their_tables_with_the_same_errors(tmp_path: Path) -> None:
    class Effects(Entry):
        effects: tuple[str, ...]

    folder = pack(tmp_path, effects_of_tests="effects: [one]\n")
    knowledge = load_packs([], extra=[folder])
    assert knowledge.table("effects_of_tests.yaml", Effects) == (Effects(effects=("one",)),)
    (folder / "effects_of_tests.yaml").write_text("effects: one\n")
    with pytest.raises(PackError, match=r"effects_of_tests.yaml:1: field 'effects'"):
        load_table(folder / "effects_of_tests.yaml", Effects)


def test_places_get_stable_ids(tmp_path: Path) -> None:
    text = """
        places:
          - {name: Plumford, geonameid: 7, aliases: [Plum Ford]}
          - {name: Upper Plumford, geonameid: 7, anchor_name: Plumford, kind: village, relation: near}
          - {name: Mill quarter, geonameid: 7, anchor_name: Plumford, kind: neighbourhood}
          - {name: Plum Province, kind: province}
        """
    knowledge = load_packs([], extra=[pack(tmp_path, places=text)])
    places = [place for place in knowledge.places if place.pack == "borduria"]
    assert [(p.place_id, p.relation, p.precision, p.country) for p in places] == [
        ("gn:7", "is", 1, "ZZ"),
        ("borduria:upper-plumford", "near", 2, "ZZ"),
        ("borduria:mill-quarter", "part_of", 1, "ZZ"),
        ("region:ZZ:plum-province", "region", 3, "ZZ"),
    ]


def test_loading_all_installed_packs_is_quick() -> None:
    load_packs()
    best = min(_seconds() for _ in range(5))
    assert best < 0.5  # 0.15 s on an idle laptop core; room for a loaded one


def _seconds() -> float:
    start = time.process_time()
    load_packs()
    return time.process_time() - start


@given(st.lists(st.sampled_from(["a", "b", " ", "{c,d}", "{e,}"]), min_size=1, max_size=5))
def test_expansion_multiplies_the_alternatives(parts: list[str]) -> None:
    spellings = expand("".join(parts))
    assert len(spellings) == 2 ** sum("{" in part for part in parts)
    assert all("{" not in spelling and spelling == " ".join(spelling.split()) for spelling in spellings)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_is_within_its_month_and_year(day: date) -> None:
    text = str(day)
    assert text <= last_day(text[:7]) <= last_day(text[:4])
    assert Dated.model_validate({"from": text[:4], "to": text}).valid.end == text


@given(st.text(max_size=30))
def test_a_name_is_its_own_words(name: str) -> None:
    assert name_key(name) == name_key(" ".join(name.split()))
    assert all(word.strip() == word for word in name_words(name))


def test_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("")
    assert load_table(path, Actors) == Actors()
    with pytest.raises(PackError, match="cannot be read"):
        load_table(tmp_path / "none.yaml", Actors)
    path.write_bytes(b"actors: [\xff]")
    with pytest.raises(PackError, match="not UTF-8"):
        load_table(path, Actors)


def test_groups_of_the_world_are_known_by_their_short_forms() -> None:
    names = {naming.text: naming.name for naming in load_packs(("core", "world")).actor_names}
    assert names["LTTE"] == "Liberation Tigers of Tamil Eelam"
    assert names["Lord's Resistance Army"] == "Lord's Resistance Army"
