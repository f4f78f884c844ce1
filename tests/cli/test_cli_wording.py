"""What people read: the headline of an answer, notes, tables in a narrow terminal, help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import SHELLING, Marsad

from marsad.cli.answer import headline, rivals, shortened
from marsad.cli.output import console
from marsad.cli.tables import toll_words, whereabouts
from marsad.records import Candidate, Control, Share, Toll


def answered(controller: str | None, status: str, *candidates: tuple[str, float], parts: str = "") -> Control:
    return Control(
        place="Pearford", place_id="gn:1", geonameid=1, at="2015-01-01", as_known_at=None, controller=controller,
        probability=candidates[0][1], status=status,
        candidates=tuple(Candidate(controller=name, probability=p) for name, p in candidates),
        shares=tuple(Share(controller=name, extent=None, part="a part", claims=()) for name in parts),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "said", "others"),
    [
        (answered("A", "held", ("A", 0.9), ("B", 0.1)), "held by A (probability 0.90)", ["B 0.10"]),
        (answered("A", "held", ("A", 0.4), ("B", 0.3)), "perhaps held by A (probability 0.40)", ["B 0.30"]),
        (answered("A", "besieged", ("A", 0.9)), "besieged, held by A (probability 0.90)", []),
        (answered("A + B", "held", ("A", 0.5), ("B", 0.4), ("C", 0.1)), "held by A + B (probability 0.50)", ["C 0.10"]),
        (answered("divided", "held", ("A", 0.6), ("B", 0.3), ("C", 0.1), parts="AB"), "divided between A and B",
         ["C 0.10"]),
        (answered("divided", "held", ("A", 0.6), ("C", 0.1), parts="B"), "divided between A and B", ["C 0.10"]),
        (answered("divided", "held", ("unknown", 0.6)), "divided, nobody holds it alone", ["unknown 0.60"]),
        (answered("divided", "contested", ("A", 0.6), parts="AB"), "contested, divided between A and B", []),
        (answered("A", "contested", ("A", 0.6), ("contested", 0.4)), "contested, most likely held by A "
         "(probability 0.60)", ["contested 0.40"]),
        (answered(None, "contested", ("contested", 0.6), ("A", 0.4)), "contested", ["A 0.40"]),
        (answered(None, "unknown", ("unknown", 1.0)), "unknown", []),
    ],
)  # fmt: skip
def test_headlines_name_each_holder_once(answer: Control, said: str, others: list[str]) -> None:
    assert headline(answer) == said
    assert rivals(answer) == others


def test_quotes_in_notes_are_short() -> None:
    note = shortened(f"How they left: A: withdrew (“{'many words ' * 20}”); B: driven out (“short”).")
    assert len(note) < 150
    assert "“short”" in note


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "80")
    console.cache_clear()
    yield
    console.cache_clear()


@pytest.mark.usefixtures("narrow")
def test_a_narrow_terminal_keeps_words_together(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    for command in (("claims",), ("events",), ("control", "Manbij", "--at", "2015-02-01"), ("reports",)):
        lines = marsad(*command).out.splitlines()
        prose = lines[:1] if command[0] == "control" else []  # the terminal itself wraps the headline and the notes
        assert max(len(line) for line in lines if line not in prose and not line.startswith("  note: ")) <= 80
    claims = marsad("claims").out
    quote = claims.split("“")[1].split("”")[0]
    assert max(map(len, map(str.strip, quote.splitlines()))) >= 30


@pytest.mark.usefixtures("narrow")
def test_a_row_without_room_is_a_paragraph(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    lines = [line.rstrip() for line in marsad("claims").out.splitlines()]
    head = next(n for n, line in enumerate(lines) if " · asserted · c" in line)
    assert lines[head - 1] == ""
    assert lines[head + 1].startswith("  ")
    assert any(line.startswith("  source: ") for line in lines)
    told = marsad("claims").out
    assert told.count("“") < told.count(" · c"), "words of several claims are printed once"


@pytest.mark.parametrize(
    ("place", "place_id", "words"),
    [
        ("Pearford", "gn:1", "Pearford"),
        ("Pearford", "gn:1/apple-hill", "Apple Hill (Pearford)"),
        ("Pearford", "gn:1/near", "near Pearford"),
        ("Pearford", "orchard:apple-hill", "Apple Hill (Pearford)"),
        ("Pear province", "region:XB:pear", "Pear province"),
        (None, "", ""),
    ],
)
def test_an_event_is_where_its_own_place_is(place: str | None, place_id: str, words: str) -> None:
    assert whereabouts(place, place_id) == words


@pytest.mark.usefixtures("narrow")
def test_flags_take_no_value_and_files_are_told(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    line = next(line for line in marsad("claims", "--help").out.splitlines() if "--json" in line)
    assert "bool" not in line
    marsad("read", reports)
    assert "kept.json" in marsad("seal", "-o", tmp_path / "kept.json").err


@pytest.mark.usefixtures("narrow")
def test_a_narrow_terminal_loses_no_column(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    told = marsad("control", "Manbij").out
    assert "probability" in told
    assert "claims" in told


def test_titles_are_not_squeezed(marsad: Marsad, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    console.cache_clear()
    (reports / "long.txt").write_text(SHELLING.replace("in Manbij", "in Manbij, " + "observers report " * 4, 1))
    marsad("read", reports)
    titles = marsad("reports").out
    console.cache_clear()
    assert "Mortars hit a market" in titles


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (Toll("killed", "civilians", 12, 12), "killed: 12 civilians"),
        (Toll("wounded", "", 50, None), "wounded: at least 50"),
        (Toll("killed", "", None, 20), "killed: at most 20"),
        (Toll("killed", "people", 70, 80), "killed: 70 to 80 people"),
        (Toll("arrested", "men"), "arrested: some men"),
    ],
)
def test_tolls_in_words(toll: Toll, words: str) -> None:
    assert toll_words(toll) == words


def test_claims_show_their_tolls(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    assert "killed: at least 12 civilians" in " ".join(marsad("claims").out.split())  # at any width


def test_help_groups_the_commands(marsad: Marsad) -> None:
    told = marsad("--help").out
    assert told.index("Read reports") < told.index("Ask") < told.index("Serve a desk")
    assert "Commands" not in told  # a command that no group names would stand there


def test_what_is_told_of_a_neighbour_is_shown_in_its_words(marsad: Marsad, tmp_path: Path) -> None:
    texts = (
        ("2016-11-02", "Islamic State fighters hold the town of Tadif, residents said on Wednesday."),
        ("2016-11-03", "Syrian army warplanes bombed al-Bab on Thursday, residents said."),
    )
    for day, text in texts:
        (tmp_path / f"{day}.txt").write_text(f"---\npublished: {day}\n---\n{text}\n")
        assert marsad("read", str(tmp_path / f"{day}.txt")).status == 0
    told = " ".join(marsad("control", "al-Bab", "--at", "2016-11-03").out.split())
    assert "hold the town of Tadif" in told
    assert "bombed al-Bab" in told
