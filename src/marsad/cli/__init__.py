"""The command line: thin, a file for each group of commands. `main` is what `marsad` runs."""

import os

# Before numpy is first imported: a second thread gains the small matrices of the parser 3 percent and costs a core.
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

from marsad.cli.app import main  # noqa: E402 (numpy reads the environment once)

__all__ = ["main"]
