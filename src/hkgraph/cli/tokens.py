"""``hkgraph token``: who may write over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import format_table, put, say
from hkgraph.cli.options import StoreOption, read_settings

if TYPE_CHECKING:
    from hkgraph.store.tokens import Tokens

_tokens = typer.Typer(no_args_is_help=True, help="Tokens of those who may write over HTTP.")

NameArgument = Annotated[str, typer.Argument(help="What the token is called, in the log too.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    _tokens.command("create")(create_token)
    _tokens.command("list")(list_tokens)
    _tokens.command("revoke")(revoke_token)
    app.add_typer(_tokens, name="token")


def create_token(name: NameArgument, store: StoreOption = None) -> None:
    """Make a token and print it: it is shown this once, and only its hash is kept."""
    put(_tokens_of(store).create(name))
    say("This is the only time that the token is shown.")


def list_tokens(store: StoreOption = None) -> None:
    """List the tokens by name, with when they were made and last used."""
    rows = [
        (
            row.name,
            f"{row.created:%Y-%m-%d %H:%M}Z",
            f"{row.used:%Y-%m-%d %H:%M}Z" if row.used else "",
        )
        for row in _tokens_of(store).all()
    ]
    put(format_table(("name", "made", "last used"), rows))


def revoke_token(name: NameArgument, store: StoreOption = None) -> None:
    """Make a token worthless, also for a server that runs."""
    _tokens_of(store).revoke(name)
    say(f"revoked: {name}")


def _tokens_of(store: StoreOption) -> Tokens:
    from hkgraph.store.generations import StoreDir
    from hkgraph.store.tokens import Tokens

    return Tokens(StoreDir(read_settings(store).store))
