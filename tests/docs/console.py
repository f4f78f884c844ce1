"""Makes what a guide shows of the command line anew: `python tests/docs/console.py docs/tutorial.md README.md`.

Each block ```` ```console ```` is run in order, in one folder, and what it shows is replaced by what the commands print
now: from the line that equals the first one shown (else from the top), as many lines as are shown before `...`, then
as many from the end as are shown after it. Look at the difference before you commit it: the words around the blocks
may say something else than what is printed now, and ids of claims in commands are chosen by people.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```)", re.DOTALL | re.MULTILINE)
WIDTH = 110
"""Columns: what a page shows without scrolling."""
HOME = "/home/lina"
CUT = "..."


def cut(shown: list[str], printed: list[str]) -> list[str]:
    """The part of what is printed that the guide shows.

    >>> cut(["b", "old", "...", "z"], ["a", "b", "c", "d", "e"])
    ['b', 'c', '...', 'e']
    """
    if not shown:
        return []
    begin = printed.index(shown[0]) if shown[0] in printed else 0
    rest = printed[begin:]
    if CUT not in shown:
        return rest
    at = shown.index(CUT)
    tail = len(shown) - at - 1
    return [*rest[:at], CUT, *(rest[-tail:] if tail else [])]


def run(page: str, folder: Path) -> str:
    """The page with its blocks as they print now. Raises CalledProcessError where a command fails."""
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    decided: list[str] = []

    def again(block: re.Match[str]) -> str:
        lines = block[0].splitlines()
        commands = [line for line in lines if line.startswith("$ ")]
        printed = ""
        if len(commands) == len(lines) and "export" not in block[0]:
            return block[0]  # nothing is shown: the reader's own files
        for command in commands:
            if assigned := re.fullmatch(r"\$ export (\w+)=(\S+)", command):
                environment[assigned[1]] = assigned[2]
                continue
            _, _, *words = shlex.split(command)
            if words[:2] == ["decide", "undo"]:  # of the decision made last: ids of decisions are never the same
                commands[0] = command.replace(words[2], decided[-1])
                words[2] = decided[-1]
            asked = [sys.executable, "-m", "marsad", *words]
            printed = subprocess.run(
                asked,
                cwd=folder,
                env=environment,
                check=True,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ).stdout
            if words[0] == "decide":
                decided.append(printed.split()[0])
        told = [line.rstrip().replace(str(folder), HOME) for line in printed.splitlines()]
        shown = cut([line for line in lines if not line.startswith("$ ")], [line for line in told if line])
        return "\n".join([*commands, *shown]) + "\n"

    return BLOCK.sub(again, page)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        (folder / "examples").symlink_to(ROOT / "examples")
        sample = [sys.executable, "-m", "marsad", "read", "examples/al-bab/reports", "--ledger", "demo.db"]
        subprocess.run(sample, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # what `make demo` has read
        for name in sys.argv[1:]:
            page = Path(name)
            page.write_text(run(page.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main()
