"""`marsad users` and `marsad keys`: who may log in to the service, and programs that may ask it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.options import JsonOption
from marsad.cli.output import emit_list, say, warn

if TYPE_CHECKING:
    from marsad.service.accounts import Accounts

users = typer.Typer(help="Accounts of the service: add, list, disable, enable, role, passwd.", no_args_is_help=True)
keys = typer.Typer(help="Keys for programs: add, list, disable.", no_args_is_help=True)

DEFAULT_ACCOUNTS = Path("marsad.accounts.db")
AccountsOption = Annotated[
    Path, typer.Option("--accounts", envvar="MARSAD_ACCOUNTS", metavar="FILE", help="The file of accounts.")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A pseudonym: decisions show it.")]
RoleOption = Annotated[str, typer.Option(metavar="ROLE", help="reader, analyst, editor or admin.")]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Where the password is (its first line); - is stdin. Asked for if not given."),
]


def register(app: typer.Typer) -> None:
    app.add_typer(users, name="users")
    app.add_typer(keys, name="keys")


@users.command("add")
def add_user(
    name: NameArgument,
    role: RoleOption = "reader",
    password_file: PasswordFileOption = None,
    accounts: AccountsOption = DEFAULT_ACCOUNTS,
) -> None:
    """Add an account. The password is asked for, or read from a file or stdin; never give it as an argument."""
    with opened(accounts) as found:
        found.add(name, password(password_file), role)
    warn(f"{name} may log in as {role}")


@users.command("list")
def list_users(accounts: AccountsOption = DEFAULT_ACCOUNTS, as_json: JsonOption = False) -> None:
    """List the accounts."""
    with opened(accounts) as found:
        rows = [
            {"name": one.name, "role": one.role, "disabled": one.disabled, "made": one.made} for one in found.users()
        ]
    if as_json:
        emit_list(rows)
        return
    for row in rows:
        say(f"{row['name']}  {row['role']}{'  disabled' if row['disabled'] else ''}")


@users.command("disable")
def disable_user(name: NameArgument, accounts: AccountsOption = DEFAULT_ACCOUNTS) -> None:
    """The account logs in no more, and its sessions end at once. Its decisions stay."""
    with opened(accounts) as found:
        found.disable(name)


@users.command("enable")
def enable_user(name: NameArgument, accounts: AccountsOption = DEFAULT_ACCOUNTS) -> None:
    """A disabled account may log in again."""
    with opened(accounts) as found:
        found.disable(name, disabled=False)


@users.command("role")
def set_role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, analyst, editor or admin.")],
    accounts: AccountsOption = DEFAULT_ACCOUNTS,
) -> None:
    """Give an account another role, from its next request on."""
    with opened(accounts) as found:
        found.set_role(name, role)


@users.command("passwd")
def set_password(
    name: NameArgument, password_file: PasswordFileOption = None, accounts: AccountsOption = DEFAULT_ACCOUNTS
) -> None:
    """Set an account's password. Its sessions end."""
    with opened(accounts) as found:
        found.set_password(name, password(password_file))


@keys.command("add")
def add_key(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What it is for; decisions show it.")],
    role: RoleOption = "reader",
    accounts: AccountsOption = DEFAULT_ACCOUNTS,
) -> None:
    """Make a key. It is printed once, and stored as a digest only."""
    with opened(accounts) as found:
        name, key = found.make_key(label, role)
    warn(f"key {name} ({role}); it is shown this once:")
    typer.echo(key)


@keys.command("list")
def list_keys(accounts: AccountsOption = DEFAULT_ACCOUNTS, as_json: JsonOption = False) -> None:
    """List the keys; never the secrets themselves."""
    with opened(accounts) as found:
        rows = [
            {"id": name, "label": label, "role": role, "disabled": disabled, "made": made}
            for name, label, role, disabled, made in found.all_keys()
        ]
    if as_json:
        emit_list(rows)
        return
    for row in rows:
        say(f"{row['id']}  {row['label']}  {row['role']}{'  disabled' if row['disabled'] else ''}")


@keys.command("disable")
def disable_key(
    name: Annotated[str, typer.Argument(metavar="ID", help="As marsad keys list shows it.")],
    accounts: AccountsOption = DEFAULT_ACCOUNTS,
) -> None:
    """The key opens nothing any more."""
    with opened(accounts) as found:
        found.disable_key(name)


@contextmanager
def opened(path: Path) -> Iterator[Accounts]:
    from marsad.service.accounts import Accounts

    found = Accounts(path)
    try:
        yield found
    finally:
        found.close()


def password(file: Path | None) -> str:
    """From the terminal, asked for twice; or the first line of a file or of stdin."""
    if file is None:
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    text = sys.stdin.readline() if str(file) == "-" else file.read_text(encoding="utf-8").partition("\n")[0]
    return text.rstrip("\r\n")
