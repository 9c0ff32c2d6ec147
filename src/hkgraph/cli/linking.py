"""``hkgraph link``: which Wikidata entities the graph's things are, and why."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from hkgraph.cli.console import format_table, is_terminal, put, say
from hkgraph.cli.options import StoreOption, WaitOption, read_settings
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from hkgraph.identity.linking.weights import Weights
    from hkgraph.link_report import Explained
    from hkgraph.wikidata.online.source import LookUp


class LinkFormat(StrEnum):
    """What an explanation can be written as; ``sssom`` is for all links."""

    TEXT = "text"
    JSON = "json"
    SSSOM = "sssom"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(link)


def link(
    explain: Annotated[
        str | None, typer.Option("--explain", help="Show why this name is linked as it is.")
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", help="Key of the only article to explain it in.")
    ] = None,
    store: StoreOption = None,
    format_: Annotated[
        LinkFormat,
        typer.Option("--format", help="Of the explanation; sssom: write all links as they are."),
    ] = LinkFormat.TEXT,
    online: Annotated[
        bool,
        typer.Option("--online", help="First ask Wikidata for names that are not known."),
    ] = False,
    wait: WaitOption = 0.0,
) -> None:
    """Link anew where judgements or the knowledge base have changed, or explain a link."""
    if online and (explain is not None or format_ is not LinkFormat.TEXT):
        raise UsageError("--online is for linking anew", hint="Leave the other options out.")
    if explain is None and article is not None:
        raise UsageError("--article is for --explain", hint="Add --explain with a name.")
    if explain is not None and format_ is LinkFormat.SSSOM:
        raise UsageError("sssom is for all links", hint="Leave --explain out.")
    if explain is not None:
        _explain(store, explain, article, format_)
    elif format_ is LinkFormat.SSSOM:
        _write_mappings(store)
    else:
        if online:
            _look_up(store)
        _link_anew(store, wait)


def _explain(store: StoreOption, name: str, article: str | None, format_: LinkFormat) -> None:
    from hkgraph.link_report import Explainer, to_json
    from hkgraph.own_words.in_use import using
    from hkgraph.own_words.reading import load_words, words_folder

    settings = read_settings(store)
    with using(load_words(words_folder(settings))):
        explainer = Explainer(settings)
        found = explainer.explain(name, article)
    if format_ is LinkFormat.JSON:
        rows = [to_json(one, explainer.weights) for one in found]
        put(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        put("\n\n".join(_spell(one, explainer.weights) for one in found))


def _write_mappings(store: StoreOption) -> None:
    from hkgraph.graph.iri import Minter
    from hkgraph.mappings import read_mappings
    from hkgraph.store.generations import StoreDir
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

    settings = read_settings(store)
    base = KnowledgeBase.choose(settings.knowledge_base)

    def label_of(qid: str) -> str:
        known = base.get(qid)
        return known.label if known else ""

    generation, opened = StoreDir(settings.store).open_snapshot()
    manifest = generation.manifest
    found = read_mappings(
        opened,
        Minter(manifest.base_iri),
        label_of,
        version=manifest.digest,
        licence=settings.licence,
    )
    put(found.to_tsv())


def _look_up(store: StoreOption) -> None:
    from hkgraph.link_report import Explainer
    from hkgraph.logs import show_only_warnings
    from hkgraph.own_words.in_use import using
    from hkgraph.own_words.reading import load_words, words_folder
    from hkgraph.wikidata.online.connecting import connect_api
    from hkgraph.wikidata.online.growing import grow
    from hkgraph.wikidata.online.source import OnlineSource

    settings = read_settings(store)
    if settings.knowledge_base is None:
        raise UsageError(
            "what is found needs a file to go into; the bundled table is not changed",
            hint="Make one with: hkgraph kb build --seed --out FILE; name it in"
            " HKGRAPH_KNOWLEDGE_BASE.",
        )
    show_only_warnings()
    source = OnlineSource(connect_api(settings, settings.store / "wikidata-answers.sqlite"))
    with using(load_words(words_folder(settings))):
        names = Explainer(settings).unlinked()
    today = datetime.now(UTC).date().isoformat()
    counts = grow(settings.knowledge_base, names, source, today, _report_look_up)
    say(", ".join(f"{state.value}: {count}" for state, count in sorted(counts.items())))
    if source.why_down:
        say(f"Wikidata is asked no more: {source.why_down}")


def _report_look_up(name: str, found: LookUp) -> None:
    if is_terminal():
        say(f"{name}: {found.state.value} {', '.join(one.qid for one in found.entries)}")


def _link_anew(store: StoreOption, wait: float) -> None:
    from hkgraph.pipeline import Pipeline
    from hkgraph.store.generations import StoreDir

    settings = read_settings(store)
    StoreDir(settings.store).current()
    outcome = Pipeline(settings, wait_seconds=wait).rebuild()
    if outcome.generation is None:
        say("nothing has changed since the graph was linked")
    else:
        say(f"generation {outcome.generation.number} is current")


def _spell(one: Explained, weights: Weights) -> str:
    from hkgraph.link_report import to_rows

    answer = one.link
    ids = ", ".join(known.qid for known in answer.candidates)
    by = f", by {answer.reviewer}" if answer.reviewer else ""
    lines = [
        f"{one.name} ({one.kind.value}){f' in {one.article}' if one.article else ''}",
        f"{answer.state.value} {ids}  {answer.confidence:.2f}, {answer.method}{by}",
    ]
    if one.ranking.scored:
        lines += ["", format_table(*to_rows(one, weights))]
    return "\n".join(lines)
