"""``hkgraph kb``: the knowledge base that names are linked to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import format_table, is_terminal, put, say
from hkgraph.cli.options import read_settings
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from hkgraph.wikidata.dump.filling import Progress

_kb = typer.Typer(no_args_is_help=True, help="The knowledge base that names are linked to.")

BaseArgument = Annotated[
    Path | None,
    typer.Argument(help="File of a knowledge base; else HKGRAPH_KNOWLEDGE_BASE, else the bundled."),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    _kb.command("build")(build_base)
    _kb.command("info")(tell_about_base)
    app.add_typer(_kb, name="kb")


def build_base(
    out: Annotated[Path, typer.Option("--out", help="File to write; whole, or not there.")],
    seed: Annotated[bool, typer.Option("--seed", help="Fill it from the bundled table.")] = False,
    dump: Annotated[
        Path | None, typer.Option("--dump", help="Fill it from a JSON dump of Wikidata.")
    ] = None,
    date: Annotated[
        str, typer.Option("--date", help="Day that a dump is of, if its name does not tell.")
    ] = "",
) -> None:
    """Make a knowledge base."""
    if seed == (dump is not None):
        raise UsageError("there is not one source", hint="Give either --seed or --dump FILE.")
    if seed:
        _build_from_seed(out)
    elif dump:
        _build_from_dump(dump, out, date)
    tell_about_base(out)


def tell_about_base(base: BaseArgument = None) -> None:
    """Tell what a knowledge base holds, where it is from and what it hashes to."""
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

    known = KnowledgeBase.choose(base or read_settings().knowledge_base)
    rows = [(key, known.meta[key]) for key in ("title", "source", "date", "licence", "digest")]
    rows += [(f"{name} rows", f"{count}") for name, count in known.counts.items()]
    rows += [(f"of type {name}", f"{count}") for name, count in known.types().items()]
    put(format_table(("", "knowledge base"), rows))


def _build_from_seed(out: Path) -> None:
    from hkgraph.wikidata.files import writing
    from hkgraph.wikidata.seed import fill_bundled

    with writing(out) as db:
        fill_bundled(db)


def _build_from_dump(dump: Path, out: Path, date: str) -> None:
    from hkgraph.wikidata.dump.filling import fill_from_dump, origin_of
    from hkgraph.wikidata.files import beside, writing
    from hkgraph.wikidata.filling import finish

    with writing(out) as db:
        progress = fill_from_dump(db, dump, beside(out, "aside"), _report)
        finish(db, origin_of(dump, date))
    if progress.malformed:
        say(
            f"{progress.malformed} of {progress.lines} lines hold no entity and were left out;"
            f" the first is line {progress.first_malformed} of those that should"
        )


def _report(progress: Progress) -> None:
    if is_terminal():
        say(f"{progress.lines} entities read, {progress.aside} put aside, {progress.kept} kept")
