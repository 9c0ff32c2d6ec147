"""``hkgraph remove``, ``quarantine``, ``generations``, ``rollback``: the life of a store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.build import report_documents, report_generation, report_quarantine
from hkgraph.cli.console import format_table, put, say
from hkgraph.cli.options import StoreOption, WaitOption, read_settings
from hkgraph.errors import DataError, UsageError

if TYPE_CHECKING:
    from hkgraph.store.generations import Generation
    from hkgraph.store.quarantine import Quarantine

_quarantine = typer.Typer(no_args_is_help=True, help="Articles that did not pass.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (remove, generations, rollback):
        app.command()(command)
    _quarantine.command("list")(list_quarantine)
    _quarantine.command("show")(show_quarantine)
    _quarantine.command("retry")(retry_quarantine)
    app.add_typer(_quarantine, name="quarantine")


def remove(
    articles: Annotated[list[str], typer.Argument(help="IRIs, keys or own addresses.")],
    store: StoreOption = None,
    purge: Annotated[
        bool, typer.Option("--purge", help="Also forget texts, extracts and old generations.")
    ] = False,
    wait: WaitOption = 0.0,
) -> None:
    """Take articles out of the graph, as if they had never been in it."""
    from hkgraph.pipeline import Pipeline

    outcome = Pipeline(read_settings(store), wait_seconds=wait).remove(articles, purge=purge)
    for one in outcome.removed:
        say(f"removed: {one.key} of {', '.join(one.document.names)}")
    report_generation(outcome)


def generations(store: StoreOption = None) -> None:
    """List the generations that can be rolled back to; the current one has a star."""
    from hkgraph.store.generations import StoreDir

    found = StoreDir(read_settings(store).store)
    current = found.current()
    rows = [_row(one, current) for one in found.all()]
    put(format_table(("", "number", "published", "articles", "quads"), rows))


def _row(one: Generation, current: Generation) -> tuple[str, ...]:
    from hkgraph.errors import StoreError

    when = datetime.fromtimestamp(one.path.stat().st_mtime, UTC)
    try:
        counts = one.manifest.counts
        numbers = (str(counts.get("https://schema.org/NewsArticle", 0)), str(counts["quads"]))
    except StoreError:
        numbers = ("broken", "")
    star = "*" if one == current else ""
    return star, str(one.number), f"{when:%Y-%m-%d %H:%M:%S}Z", *numbers


def rollback(
    number: Annotated[
        int | None, typer.Argument(help="The generation to return to; else the one before.")
    ] = None,
    store: StoreOption = None,
    wait: WaitOption = 0.0,
) -> None:
    """Return to an earlier generation."""
    from hkgraph.store.generations import StoreDir, roll_back

    generation = roll_back(StoreDir(read_settings(store).store), number, wait_seconds=wait)
    say(f"generation {generation.number} is current")


def list_quarantine(store: StoreOption = None) -> None:
    """List the articles in quarantine."""
    rows = [
        (one.live.key, ", ".join(one.live.document.names), one.headline, one.reasons[0])
        for one in _quarantine_of(store).all()
    ]
    put(format_table(("article", "file", "headline", "first reason"), rows))


def show_quarantine(
    article: Annotated[str, typer.Argument(help="Key of the article.")],
    store: StoreOption = None,
    turtle: Annotated[bool, typer.Option("--turtle", help="Show the report as Turtle.")] = False,
) -> None:
    """Show why an article is in quarantine."""
    one = _quarantine_of(store).get(article)
    if turtle and not one.turtle:
        raise UsageError(
            f"it was not the shapes that refused {article}", hint="Leave --turtle out to see why."
        )
    put(one.turtle if turtle else "\n".join((one.headline, *one.reasons)))


def retry_quarantine(
    articles: Annotated[list[str] | None, typer.Argument(help="Keys; else all.")] = None,
    store: StoreOption = None,
    wait: WaitOption = 0.0,
) -> None:
    """Take quarantined articles up again."""
    from hkgraph.pipeline import Pipeline

    keys = articles or [one.live.key for one in _quarantine_of(store).all()]
    if not keys:
        raise UsageError("nothing is in quarantine", hint="See: hkgraph quarantine list.")
    outcome = Pipeline(read_settings(store), wait_seconds=wait).retry(keys)
    report_documents(outcome)
    report_quarantine(outcome)
    report_generation(outcome)
    if outcome.quarantined:
        raise typer.Exit(DataError.exit_code)


def _quarantine_of(store: StoreOption) -> Quarantine:
    from hkgraph.store.quarantine import Quarantine

    return Quarantine(read_settings(store).store / "quarantine")
