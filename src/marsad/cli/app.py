"""`marsad`: its commands, and what a user sees when something goes wrong."""

from __future__ import annotations

import gc
import inspect
import os
import sys
import traceback
from typing import Annotated

import typer
from typer.models import CommandInfo

from marsad import __version__
from marsad.cli import (
    accounts,
    backing,
    citing,
    copying,
    deciding,
    deriving,
    evaluating,
    exporting,
    gazetteering,
    listing,
    packing,
    reading,
    serving,
    trusting,
)
from marsad.records import MarsadError

HELP = """Marsad, a conflict observatory: who said what about a war, which reports speak of one event, and who held
every town on every day, each figure traceable to verbatim words.

Start with:  marsad run REPORTS --ledger war.db   (then open report.html)

Exit status: 0 done; 1 an error, told in one line; 2 a wrong option; 3 some reports were rejected, the rest went in.
"""

DEBUG = "--debug"

app = typer.Typer(
    name="marsad",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", metavar="", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG, metavar="", help="Show where an unexpected error came from.")] = False,
) -> None:
    del version, debug  # acted upon before (main, _version)


PANELS = {
    "Read reports": (reading, deriving),
    "Ask": (listing,),
    "Take away": (exporting, citing),
    "Judge": (deciding,),
    "Keep": (trusting, copying, backing),
    "Serve a desk": (serving, accounts),
    "What Marsad knows, and how well it reads": (packing, gazetteering, evaluating),
}
"""The commands as `marsad --help` groups them."""


def _register() -> None:
    for panel, modules in PANELS.items():
        commands, groups = len(app.registered_commands), len(app.registered_groups)
        for module in modules:
            module.register(app)
        for command in app.registered_commands[commands:]:
            command.rich_help_panel = panel
            _unwrap(command)
        for group in app.registered_groups[groups:]:
            group.rich_help_panel = panel
            for command in group.typer_instance.registered_commands if group.typer_instance else ():
                _unwrap(command)


def _unwrap(command: CommandInfo) -> None:
    """Lets the terminal wrap the paragraphs of a command's help: a docstring's lines are as wide as code."""
    paragraphs = inspect.cleandoc((command.callback and command.callback.__doc__) or "").split("\n\n")
    command.help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


_register()


LOADED_OBJECTS = 1_000_000
"""Objects that the collector waits for: as many as packs, model and libraries make, which stay. Looking through them
again and again while they load took a quarter of the time to the first claim."""


def main() -> None:
    """Runs the command line. Errors are one line on stderr; `--debug` (anywhere) adds the traceback."""
    gc.set_threshold(LOADED_OBJECTS, *gc.get_threshold()[1:])
    debug = DEBUG in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != DEBUG]
    if debug:
        import logging

        logging.basicConfig(level=logging.WARNING)
        logging.getLogger("marsad").setLevel(logging.DEBUG)
    try:
        app(prog_name="marsad")
    except MarsadError as error:
        _fail(str(error), debug=debug)
    except BrokenPipeError:  # the reader of a pipe went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        _fail(_unexpected(error), debug=debug)


def _fail(line: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    typer.echo(f"marsad: {line}", err=True)
    sys.exit(1)


def _unexpected(error: Exception) -> str:
    """One line without the error's own text: it might hold words of a report."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - a name, not a path to open
    return f"unexpected error ({type(error).__name__} at {place}). What was stored is safe; see more with {DEBUG}."
