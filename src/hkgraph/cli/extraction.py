"""``hkgraph extract`` and ``evaluate``: what extraction finds, and how well."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import put
from hkgraph.cli.options import read_settings
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from hkgraph.evaluation.report import Evaluation


class ScoreFormat(StrEnum):
    """What scores can be written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (extract, evaluate):
        app.command()(command)


def extract(
    file: Annotated[Path, typer.Argument(help="A file with one or more articles.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Show sentences and rules instead of JSON.")
    ] = False,
) -> None:
    """Print what is found in one file as JSON; nothing is stored."""
    from hkgraph.extract_report import explain_file, extract_file
    from hkgraph.own_words.in_use import using
    from hkgraph.own_words.reading import load_words, words_folder

    with using(load_words(words_folder(read_settings()))):
        put(explain_file(file) if explain else extract_file(file))


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="Annotation by hand (JSON or YAML), or a folder of them.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option(help="The annotated file; else as the annotation says.")
    ] = None,
    identity: Annotated[
        Path | None, typer.Option(help="Folder of truth about who is who across articles.")
    ] = None,
    linking: Annotated[
        Path | None, typer.Option(help="Folder of truth, to score links to Wikidata by.")
    ] = None,
    format_: Annotated[
        ScoreFormat, typer.Option("--format", help="How to write the scores.")
    ] = ScoreFormat.TEXT,
    detail: Annotated[
        bool, typer.Option("--detail", help="List each thing that was found, missed or wrong.")
    ] = False,
) -> None:
    """Score extraction, identity or links against annotation by hand."""
    _check_choice(gold, source, identity, linking)
    if identity is not None:
        from hkgraph.evaluation.identity.evaluate import evaluate_identity

        _put(evaluate_identity(identity), format_, detail=detail)
    elif linking is not None:
        from hkgraph.evaluation.identity.evaluate import evaluate_links

        _put(evaluate_links(linking), format_, detail=detail)
    elif gold is not None and format_ is ScoreFormat.HTML:
        from hkgraph.evaluation.evaluate import evaluate_as_page

        put(evaluate_as_page(gold, source))
    elif gold is not None:
        from hkgraph.evaluation.evaluate import evaluate as score

        _put(score(gold, source), format_, detail=detail)


def _check_choice(gold: Path | None, source: Path | None, *others: Path | None) -> None:
    if sum(one is not None for one in (gold, *others)) != 1 or (source and not gold):
        raise UsageError(
            "it takes one of GOLD, --identity and --linking; --source goes with GOLD",
            hint="Try: hkgraph evaluate --identity FOLDER.",
        )


def _put(scores: Evaluation, format_: ScoreFormat, *, detail: bool) -> None:
    if format_ is ScoreFormat.HTML:
        from hkgraph.evaluation.score_page import to_score_page

        put(to_score_page(scores))
        return
    write = scores.to_json if format_ is ScoreFormat.JSON else scores.to_text
    put(write(detail=detail))
