"""Groups of options: what typer sees, and what the command gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from marsad.cli.unfolding import unfolding


@dataclass(frozen=True)
class Group:
    name: Annotated[str, typer.Option(help="Must be given.")]
    number: Annotated[int, typer.Option("--number", "-n")] = 3


def test_a_group_is_its_fields() -> None:
    got: list[object] = []
    app = typer.Typer()

    @app.command()
    @unfolding
    def command(group: Group, words: Annotated[list[str], typer.Argument()], loud: bool = False) -> None:
        """Words of help."""
        got.extend((words, group, loud))

    run = CliRunner().invoke
    assert run(app, ["a", "b", "--name", "x", "-n", "5", "--loud"]).exit_code == 0
    assert got == [["a", "b"], Group("x", 5), True]
    assert run(app, ["a"]).exit_code == 2
    got.clear()
    run(app, ["a", "--name", "y"])
    assert got == [["a"], Group("y"), False]
    assert "Words of help." in run(app, ["--help"]).output


def test_errors_of_the_command_come_through() -> None:
    @unfolding
    def command(group: Group) -> None:
        raise LookupError(group.name)

    with pytest.raises(LookupError, match="x"):
        command(name="x", number=1)
