"""``hkgraph kb``: the knowledge base that names are linked to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import format_table, is_terminal, put, say
from hkgraph.cli.options import read_settings
from hkgraph.errors import DataError, UsageError

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
    _kb.command("verify")(verify_base)
    app.add_typer(_kb, name="kb")


def build_base(
    out: Annotated[Path, typer.Option("--out", help="File to write; whole, or not there.")],
    seed: Annotated[bool, typer.Option("--seed", help="Fill it from the bundled table.")] = False,
    dump: Annotated[
        Path | None, typer.Option("--dump", help="Fill it from a JSON dump of Wikidata.")
    ] = None,
    slice_: Annotated[
        bool, typer.Option("--slice", help="Fill it with what Wikidata ties to Hong Kong, online.")
    ] = False,
    date: Annotated[
        str, typer.Option("--date", help="Day that a dump is of, if its name does not tell.")
    ] = "",
) -> None:
    """Make a knowledge base."""
    if [seed, slice_, dump is not None].count(True) != 1:
        raise UsageError(
            "there is not one source", hint="Give one of --seed, --slice and --dump FILE."
        )
    if dump:
        _build_from_dump(dump, out, date)
    elif slice_:
        _build_from_slice(out)
    else:
        _build_from_seed(out)
    tell_about_base(out)


def tell_about_base(base: BaseArgument = None) -> None:
    """Tell what a knowledge base holds, where it is from and what it hashes to."""
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

    known = KnowledgeBase.choose(base or read_settings().knowledge_base)
    rows = [(key, known.meta[key]) for key in ("title", "source", "date", "licence", "digest")]
    rows += [(f"{name} rows", f"{count}") for name, count in known.counts.items()]
    rows += [(f"of type {name}", f"{count}") for name, count in known.types().items()]
    put(format_table(("", "knowledge base"), rows))


def verify_base(
    base: BaseArgument = None,
    answers: Annotated[
        Path, typer.Option("--answers", help="File of answers, to go on where it broke off.")
    ] = Path("wikidata-answers.sqlite"),
) -> None:
    """Ask Wikidata which entities of a knowledge base lead on, are gone or are renamed."""
    from hkgraph.logs import show_only_warnings
    from hkgraph.wikidata.knowledge_base import KnowledgeBase
    from hkgraph.wikidata.online.connecting import connect_api
    from hkgraph.wikidata.online.verifying import Change, iter_changed

    show_only_warnings()
    settings = read_settings()
    known = KnowledgeBase.choose(base or settings.knowledge_base)
    changed = list(iter_changed(known.all(), connect_api(settings, answers)))
    rows = [(one.qid, one.label, one.change.value, one.now) for one in changed]
    put(format_table(("id", "label here", "at Wikidata", "now"), rows))
    if any(one.change is not Change.RENAMED for one in changed):
        raise typer.Exit(DataError.exit_code)


def _build_from_slice(out: Path) -> None:
    from hkgraph.logs import show_only_warnings
    from hkgraph.wikidata.files import beside, writing
    from hkgraph.wikidata.filling import Origin, finish
    from hkgraph.wikidata.online.api import Api
    from hkgraph.wikidata.online.connecting import connect
    from hkgraph.wikidata.online.slice import fill_from_slice
    from hkgraph.wikidata.online.source import OnlineSource
    from hkgraph.wikidata.online.sparql import Sparql

    show_only_warnings()
    settings, answers = read_settings(), beside(out, "answers")
    service = connect(settings, answers)
    sparql = Sparql(service=service, url=settings.wikidata_sparql)
    source = OnlineSource(Api(service=service, url=settings.wikidata_api))
    with writing(out) as db:
        fill_from_slice(db, sparql, source, _report_slice)
        today = datetime.now(UTC).date().isoformat()
        finish(db, Origin(title="Hong Kong slice", source=settings.wikidata_sparql, date=today))
    service.cache.close()
    answers.unlink()


def _report_slice(done: int, of: int) -> None:
    if is_terminal():
        say(f"{done} of {of} entities fetched")


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
