"""``hkgraph build``: articles in, a published graph out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import is_terminal, say, say_error
from hkgraph.cli.options import StoreOption, WaitOption, read_settings
from hkgraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hkgraph.intake import Taken
    from hkgraph.pipeline import Outcome, Pipeline


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(build)


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or patterns of articles.")],
    store: StoreOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read and extract.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if an article is quarantined.")
    ] = False,
    wait: WaitOption = 0.0,
) -> None:
    """Read articles, extract what they say, check it and publish the graph."""
    from hkgraph.articles.inputs import find_inputs
    from hkgraph.pipeline import Pipeline

    settings = read_settings(store, workers=workers)
    files = find_inputs(paths)
    outcome = _run(Pipeline(settings, wait_seconds=wait), files)
    _report(outcome)
    say(f"store: {settings.store}")
    failed = [taken.error for taken in outcome.taken if taken.error]
    if failed:
        raise typer.Exit(max(error.exit_code for error in failed))
    if strict and outcome.quarantined:
        raise typer.Exit(DataError.exit_code)


def _run(pipeline: Pipeline, files: Sequence[Path]) -> Outcome:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, transient=True, disable=not is_terminal()) as progress:
        task = progress.add_task("reading and extracting", total=len(files))

        def advance(_: Taken) -> None:
            progress.advance(task)

        return pipeline.build(files, advance)


def _report(outcome: Outcome) -> None:
    for taken in outcome.taken:
        for warning in taken.warnings:
            say(f"warning: {taken.path.name}: {warning}")
        if taken.error:
            say_error(str(taken.error), taken.error.hint)
    report_documents(outcome)
    report_quarantine(outcome)
    read = sum(len(taken.articles) for taken in outcome.taken)
    say(f"read {read} articles in {len(outcome.taken)} files, {outcome.extracted} extracted anew")
    report_generation(outcome)


def report_documents(outcome: Outcome) -> None:
    """Tell which documents took the place of others, and which did not."""
    merged = outcome.merged
    if merged is None:
        return
    refused = {one.live.document.key for one in outcome.quarantined}
    for key in merged.replaced:
        if key not in refused:
            names = ", ".join(merged.documents[key][0].document.names)
            say(f"replaced: {names} takes the place of an earlier version of the same address")
    for key in merged.outdated:
        say(f"kept: the store has a later version of {merged.documents[key][0].document.url}")


def report_quarantine(outcome: Outcome) -> None:
    """Tell what was kept out, and why."""
    for one in outcome.quarantined:
        say(f"quarantined: {one.headline} ({one.live.key})")
        for reason in one.reasons:
            say(f"  {reason}")


def report_generation(outcome: Outcome) -> None:
    """Tell what was published."""
    for warning in outcome.warnings:
        say(f"warning: {warning}")
    articles = len({one.key for one in outcome.live})
    if outcome.generation is None:
        say(f"nothing changed: {articles} articles are live")
        return
    quads = outcome.generation.manifest.counts["quads"]
    say(f"published generation {outcome.generation.number}: {articles} articles, {quads} quads")
