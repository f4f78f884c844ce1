"""The command line: thin, a file for each group of commands. `main` is what `marsad` runs."""

from marsad.cli.app import main

__all__ = ["main"]
