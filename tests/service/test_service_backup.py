"""`marsad backup` of a ledger in use, with its accounts; what is restored is what was there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from databases import Postgresql
from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service.accounts import Accounts

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def marsad(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "marsad", *arguments], capture_output=True, text=True, check=False, input=stdin
    )


def test_a_backup_of_a_ledger_in_use_is_restored(own_ledger: Path, tmp_path: Path) -> None:
    users = tmp_path / "accounts.db"
    accounts = Accounts(users, hasher=QUICK)
    accounts.add("heron", "several words are good", "editor")
    copy = tmp_path / "backups"
    copy.mkdir()
    file = copy / "monday.db"
    with Ledger.open(own_ledger) as ledger:  # open, with a log that is not yet in the file
        claim = next(ledger.claims())
        Observatory(ledger).decide("accept", [claim.id], author="heron", reason="seen")
        ran = marsad("backup", str(file), "--ledger", str(own_ledger), "--accounts", str(users))
        assert ran.returncode == 0, ran.stderr
        expected = list(ledger.claims()), ledger.decisions()
    accounts.close()
    own_ledger.unlink()
    with Ledger.open(file) as restored:
        assert (list(restored.claims()), restored.decisions()) == expected
        assert restored.verify().ok
    again = Accounts(copy / "monday.db.accounts", hasher=QUICK)
    assert again.log_in("heron", "several words are good") is not None
    again.close()
    assert file.stat().st_mode & 0o077 == 0
    assert not list(copy.glob("*.part*"))


def test_a_dump_of_a_ledger_on_postgresql_is_restored(
    read_ledger: Path, packs: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # the key of seals
    database = Postgresql()
    address, seal = database.fresh(), tmp_path / "monday.json"
    with Ledger.open(read_ledger) as source, Ledger.open(address) as ledger:
        source.copy_to(ledger)
        claim = next(ledger.claims())
        made = Observatory(ledger, packs=packs).decide("accept", [claim.id], author="heron", reason="seen")
        assert marsad("seal", "--ledger", address, "-o", str(seal)).returncode == 0
        restored = database.dumped(address)
        expected = list(ledger.claims()), list(ledger.events()), ledger.decisions()
    ran = marsad("verify", "--ledger", restored, "--seal", str(seal))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with Ledger.open(restored) as ledger:
        assert (list(ledger.claims()), list(ledger.events()), ledger.decisions()) == expected
        Observatory(ledger, packs=packs).decide("undo", [made.id], author="heron")
        assert ledger.verify().ok
    database.clean()


def test_a_backup_replaces_nothing(own_ledger: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("kept")
    ran = marsad("backup", str(there), "--ledger", str(own_ledger))
    assert ran.returncode == 1
    assert "there already" in ran.stderr
    assert there.read_text() == "kept"


def test_accounts_on_the_command_line(tmp_path: Path) -> None:
    users = ("--accounts", str(tmp_path / "accounts.db"))
    added = marsad(
        "users", "add", "heron", "--role", "editor", "--password-file", "-", *users, stdin="long enough words\n"
    )
    assert added.returncode == 0, added.stderr
    short = marsad("users", "add", "stork", "--password-file", "-", *users, stdin="short\n")
    assert short.returncode == 1
    assert "12 to 256" in short.stderr
    assert marsad("users", "role", "heron", "admin", *users).returncode == 0
    assert marsad("users", "list", *users).stdout == "heron  admin\n"
    assert marsad("users", "disable", "nobody", *users).returncode == 1
    made = marsad("keys", "add", "importer", "--role", "analyst", *users)
    assert made.stdout.startswith("marsad_")
    listed = marsad("keys", "list", *users).stdout
    assert "importer  analyst" in listed
    assert made.stdout.strip() not in listed


def test_without_accounts_no_other_machine_is_served(own_ledger: Path) -> None:
    ran = marsad("serve", "--ledger", str(own_ledger), "--host", "0.0.0.0")  # noqa: S104 - what is refused
    assert ran.returncode == 1
    assert "marsad users add" in ran.stderr
