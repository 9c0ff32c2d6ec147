"""``hkgraph query``, ``dump`` and ``validate``: what reads a store."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import format_table, put, put_bytes, say
from hkgraph.cli.options import StoreOption, read_settings
from hkgraph.errors import DataError, UsageError
from hkgraph.store.dump import (
    DumpFormat,
    all_graphs,
    check_graphs,
    iter_outcomes,
    iter_quads,
    write_dump,
)
from hkgraph.store.generations import StoreDir
from hkgraph.store.sameas import SameAs, say_same_as

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad


class QueryFormat(StrEnum):
    """What an answer can be written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


class ReportFormat(StrEnum):
    """What a validation report can be written as."""

    TEXT = "text"
    TURTLE = "turtle"
    JSON = "json"
    JUNIT = "junit"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (query, dump, validate):
        app.command()(command)


def query(
    file: Annotated[Path | None, typer.Argument(help="A .rq file.")] = None,
    store: StoreOption = None,
    text: Annotated[str | None, typer.Option(help="The query itself.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of a stored query.")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="name=value of a stored query's parameter."),
    ] = None,
    format_: Annotated[
        QueryFormat, typer.Option("--format", help="How to write the answer.")
    ] = QueryFormat.TABLE,
) -> None:
    """Run a SPARQL query over the union of all graphs."""
    from hkgraph.answers import ask, choose_query, to_table

    if sum(one is not None for one in (file, text, name)) != 1:
        raise UsageError(
            "a query comes as one of FILE, --text and --name",
            hint="For example: hkgraph query --text 'SELECT * { ?s ?p ?o } LIMIT 5'.",
        )
    asked = choose_query(file=file, text=text, name=name, parameters=parameter or [])
    for variable, value in asked.assumed.items():
        say(f"{variable} is not given; the example stands in: -p {variable}={value}")
    settings = read_settings(store)
    opened = StoreDir(settings.store).open_current()
    answer = ask(opened, asked, max_bytes=settings.query_bytes)
    if format_ is QueryFormat.TABLE:
        table = to_table(answer)
        put(format_table(table.head, table.rows) if table.head else table.text)
    else:
        put_bytes(answer.serialize(format_.value))


def dump(  # noqa: PLR0913, PLR0917 - each is an option of the command
    store: StoreOption = None,
    format_: Annotated[
        DumpFormat, typer.Option("--format", help="How to write it.")
    ] = DumpFormat.TURTLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; else stdout.")
    ] = None,
    graph: Annotated[
        list[str] | None, typer.Option(help="Only this graph; may be given again.")
    ] = None,
    facts: Annotated[bool, typer.Option("--facts", help="Only the plain triples.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also graphs that hkgraph does not manage.")
    ] = False,
    sameas: Annotated[
        SameAs, typer.Option("--sameas", help="How to say that a thing is one of Wikidata.")
    ] = SameAs.SCHEMA,
) -> None:
    """Write the graph, sorted; by default the union of the graphs that hkgraph manages."""
    if sum((bool(graph), facts, everything)) > 1:
        raise UsageError("--graph, --facts and --all exclude each other", hint="Give one of them.")
    quads = _chosen(store, graph or [], sameas, facts=facts, everything=everything)
    if output is None:
        write_dump(quads, sys.stdout.buffer, format_)
    else:
        _write_file(quads, output, format_)


def _chosen(
    store: Path | None, names: list[str], sameas: SameAs, *, facts: bool, everything: bool
) -> Iterable[Quad]:
    """Give the quads of the graphs that were asked for."""
    from hkgraph.graph.iri import Minter

    generation, opened = StoreDir(read_settings(store).store).open_snapshot()
    minter = Minter(generation.manifest.base_iri)
    check_graphs(opened, names)
    if facts:
        return chain(iter_quads(opened, [minter.facts.value]), iter_outcomes(opened, minter))
    names = names or all_graphs(opened, minter, also_unmanaged=everything)
    return say_same_as(iter_quads(opened, names), sameas, opened, minter.links)


def _write_file(quads: Iterable[Quad], output: Path, format_: DumpFormat) -> None:
    """Write a file that is whole or absent."""
    partial = output.with_name(f"{output.name}.part")
    try:
        with partial.open("wb") as file:
            write_dump(quads, file, format_)
        partial.replace(output)
    except OSError as exc:
        partial.unlink(missing_ok=True)
        raise UsageError(
            f"{output} cannot be written: {exc.strerror or exc}",
            hint="Name a file in a folder where you may write and there is space.",
        ) from exc
    say(f"wrote {output} ({output.stat().st_size:,} bytes)")


def validate(
    store: StoreOption = None,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="How to write the report.")
    ] = ReportFormat.TEXT,
) -> None:
    """Check the whole store against the shapes; exit with 1 if it does not conform."""
    from hkgraph.wholecheck import check_store

    verdict = check_store(read_settings(store))
    put(verdict.render(format_.value))
    if not verdict.conforms:
        raise typer.Exit(DataError.exit_code)
