"""``hkgraph review``: one question at a time, by key or by command."""

from __future__ import annotations

import json
import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.build import report_generation, report_quarantine
from hkgraph.cli.console import format_table, put, say
from hkgraph.cli.options import StoreOption, WaitOption, read_settings
from hkgraph.cli.review_exchange import export, import_
from hkgraph.cli.review_session import reviewer, start
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_review = typer.Typer(help="Decide who is who, one question at a time.")

ByOption = Annotated[str | None, typer.Option("--by", help="Who decides; else HKGRAPH_REVIEWER.")]
WhyOption = Annotated[str, typer.Option("--why", help="Why, for whoever reads the file.")]


class ListFormat(StrEnum):
    """What a list can be written as."""

    TABLE = "table"
    JSON = "json"


class Answer(StrEnum):
    """What can be answered by command."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (
        ("list", list_open),
        ("show", show),
        ("answer", answer),
        ("statement", statement),
        ("undo", undo),
        ("export", export),
        ("import", import_),
        ("apply", apply),
    ):
        _review.command(name)(command)
    _review.callback(invoke_without_command=True)(review)
    app.add_typer(_review, name="review")


def review(  # noqa: PLR0913, PLR0917  # each is an option
    context: typer.Context,
    store: StoreOption = None,
    by: ByOption = None,
    listed: Annotated[bool, typer.Option("--list", help="List what is open.")] = False,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="How to write the list.")
    ] = ListFormat.TABLE,
    export_to: Annotated[
        Path | None, typer.Option("--export", help="Write the judgements to this file.")
    ] = None,
    import_from: Annotated[
        Path | None, typer.Option("--import", help="Add the judgements of this file.")
    ] = None,
) -> None:
    """Decide who is who: one question at a time, one key for each answer."""
    if context.invoked_subcommand:
        return
    if export_to:
        export(export_to, store)
    elif import_from:
        import_(import_from, store)
    elif listed:
        list_open(store, format_)
    else:
        start(store, by)


def list_open(
    store: StoreOption = None,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="How to write it.")
    ] = ListFormat.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="The most questions to list.")] = 50,
) -> None:
    """List what is open, most important first."""
    from hkgraph.reviewing.desk import Desk
    from hkgraph.reviewing.showing import question_json

    found = Desk(read_settings(store)).open()
    if format_ is ListFormat.JSON:
        put(json.dumps([question_json(one) for one in found[:limit]], ensure_ascii=False, indent=2))
        return
    rows = (
        (one.id, f"{one.impact:.2f}", f"{one.score:.2f}", one.left, one.right)
        for one in found[:limit]
    )
    put(format_table(("id", "impact", "likely", "left", "right"), rows))
    say(f"{len(found)} open")


def show(
    question: Annotated[str, typer.Argument(help="Its id, as hkgraph review list tells it.")],
    store: StoreOption = None,
    format_: Annotated[
        ListFormat, typer.Option("--format", help="How to write it.")
    ] = ListFormat.TABLE,
) -> None:
    """Show one question: both sides with the sentences that name them."""
    from hkgraph.reviewing.desk import Desk
    from hkgraph.reviewing.showing import case_json, render

    desk = Desk(read_settings(store))
    case = desk.case(desk.get(question))
    if format_ is ListFormat.JSON:
        put(json.dumps(case_json(case), ensure_ascii=False, indent=2))
    else:
        put(render(case, columns=shutil.get_terminal_size().columns))


def answer(
    question: Annotated[str, typer.Argument(help="Its id, as hkgraph review list tells it.")],
    verdict: Annotated[Answer, typer.Argument(help="yes, no, unsure; withdrawn undoes.")],
    store: StoreOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Answer one question."""
    from hkgraph.identity.judgements import Verdict
    from hkgraph.reviewing.desk import Desk

    settings = read_settings(store)
    name = reviewer(by, settings)
    desk = Desk(settings)
    desk.answer(desk.get(question), Verdict(verdict.value), by=name, why=why)
    say(f"noted: {question} {verdict.value}; the graph follows with: hkgraph review apply")


def statement(  # noqa: PLR0913, PLR0917  # each is an option
    iri: Annotated[str, typer.Argument(help="IRI of the statement.")],
    store: StoreOption = None,
    reject: Annotated[bool, typer.Option("--reject", help="The article does not say so.")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="The article says so.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Undo what was judged.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option("--correct", help="subject=, predicate= or object= as it should be."),
    ] = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Judge one statement: what the article really says."""
    from hkgraph.identity.judgements import Verdict
    from hkgraph.reviewing.desk import Desk
    from hkgraph.reviewing.statements import StatementDesk

    chosen = {
        Verdict.NO: reject or bool(correct),
        Verdict.YES: confirm,
        Verdict.WITHDRAWN: withdraw,
    }
    wanted = [verdict for verdict, is_wanted in chosen.items() if is_wanted]
    if len(wanted) != 1 or (reject and correct):
        raise UsageError(
            "a statement is judged by one of --reject, --correct, --confirm and --withdraw",
            hint="For example: --correct object=organisation/human-rights-watch.",
        )
    settings = read_settings(store)
    name = reviewer(by, settings)
    given = StatementDesk(Desk(settings)).judge(
        iri, wanted[0], by=name, why=why, instead=dict(_parts(correct or []))
    )
    for one in given:
        say(f"noted: {one}: {one.verdict.value}")
    say("the graph follows with: hkgraph review apply")


def _parts(given: list[str]) -> Iterator[tuple[str, str]]:
    for one in given:
        part, equals, text = one.partition("=")
        if not equals or not text.strip():
            raise UsageError(
                f"{one!r} is no correction", hint="Write it as --correct object=VALUE."
            )
        yield part.strip(), text.strip()


def undo(store: StoreOption = None, by: ByOption = None) -> None:
    """Withdraw the last decision of yours that stands."""
    from hkgraph.reviewing.desk import Desk

    settings = read_settings(store)
    undone = Desk(settings).undo(reviewer(by, settings))
    say(f"withdrawn: {undone}")


def apply(store: StoreOption = None, wait: WaitOption = 0.0) -> None:
    """Publish the graph that follows from what was decided."""
    from hkgraph.pipeline import Pipeline

    outcome = Pipeline(read_settings(store), wait_seconds=wait).rebuild()
    report_quarantine(outcome)
    report_generation(outcome)
