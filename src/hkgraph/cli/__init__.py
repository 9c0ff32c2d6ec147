"""The command line: parse arguments, call one function, print, exit."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import typer

from hkgraph import __version__
from hkgraph.cli.console import say, say_error
from hkgraph.errors import HkgraphError, UsageError

app = typer.Typer(
    name="hkgraph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News articles about Hong Kong become a graph whose every statement carries its sentence.",
    epilog="Exit codes: 0 done, 1 data does not conform, 2 wrong use, 3 a source failed,"
    " 4 the store failed, 70 a fault of hkgraph, 130 interrupted.",
)

#: Modules of commands, in the order of the help page; each has an ``add_to``.
_FAMILIES = (
    "build",
    "serve",
    "reading",
    "life",
    "extraction",
    "linking",
    "review",
    "loading",
    "tokens",
    "knowledge",
    "doctor",
)
#: The root of what is raised for wrong use, of whichever click it is that typer brings along.
_WRONG_USE: type[Exception] = typer.BadParameter.__mro__[1]

_INTERRUPTED = 130


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"hkgraph {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False,
        "--version",
        callback=lambda wanted: _version(wanted=wanted),
        is_eager=True,
        help="Print the version.",
    ),
) -> None:
    """Turn news articles into a checked graph and answer questions from it."""


for family in _FAMILIES:
    import_module(f"hkgraph.cli.{family}").add_to(app)


def main() -> None:
    """Run a command; what goes wrong becomes one message, one hint and an exit code."""
    try:
        code = app(standalone_mode=False)
    except HkgraphError as exc:
        say_error(str(exc), exc.hint)
        code = exc.exit_code
    except _WRONG_USE as exc:
        _tell_wrong_use(exc)
        code = UsageError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except SystemExit:
        code = 0  # typer's way to leave when whoever reads stdout has gone
    except Exception as exc:  # noqa: BLE001 - the outermost edge
        if os.environ.get("HKGRAPH_DEBUG"):
            say(traceback.format_exc())
        hint = "This is a fault of hkgraph; please report it with what HKGRAPH_DEBUG=1 shows."
        say_error(f"hkgraph failed: {exc!r}", hint)
        code = HkgraphError.exit_code
    if code == _INTERRUPTED:  # which typer gives too, instead of raising
        say("interrupted; what was published is untouched")
    sys.exit(code)


def _tell_wrong_use(exc: Any) -> None:
    message = exc.format_message()
    if message:
        command = exc.ctx.command_path if exc.ctx else "hkgraph"
        say_error(message, f"See: {command} --help.")
    else:
        exc.show()  # of a command without arguments, whose message is its help
