"""The command line: parse arguments, call one function, print, exit."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import structlog
import typer

from hkgraph import __version__
from hkgraph.cli.console import say, say_error
from hkgraph.errors import HkgraphError

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
_FAMILIES = ("build", "serve", "reading", "life", "extraction")


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
        app(standalone_mode=True)
    except HkgraphError as exc:
        say_error(str(exc), exc.hint)
        sys.exit(exc.exit_code)
    except KeyboardInterrupt:
        say("interrupted; what was published is untouched")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as exc:  # noqa: BLE001 - the outermost edge
        structlog.get_logger().exception("command_failed")
        say_error(f"hkgraph failed: {exc}", "This is a fault of hkgraph; please report it.")
        sys.exit(HkgraphError.exit_code)
