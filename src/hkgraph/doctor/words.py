"""Checks of a user's own words: each wrong row, and what stands in place of what."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hkgraph.doctor.findings import Finding, State
from hkgraph.errors import DataError, SettingsError
from hkgraph.extraction.events.frame_files import own_frame
from hkgraph.extraction.names.gazetteer import bundled_rows
from hkgraph.own_words.in_use import using
from hkgraph.own_words.reading import read_words, words_folder
from hkgraph.own_words.records import Fault
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.own_words.records import OwnWords
    from hkgraph.settings import Settings

_ABOUT = "own words"


def check_words(settings: Settings) -> Iterator[Finding]:
    """Read every row, by itself, against the others, and against what comes with hkgraph."""
    folder = words_folder(settings)
    if settings.words and not folder.is_dir():
        raise SettingsError(
            f"HKGRAPH_WORDS names {folder}, which is no folder", hint="Make it, or unset it."
        )
    words, faults = read_words(folder)
    faults = [*faults, *_unknown_ids(words, settings), *_replaced(words), *_shared(words)]
    for fault in sorted(faults, key=lambda one: one.place):
        yield Finding(
            about=_ABOUT,
            state=State.ERROR if fault.is_error else State.WARNING,
            message=f"{fault.place}: {fault.message}",
            mend=fault.mend,
            exit_code=SettingsError.exit_code if fault.is_error else 0,
        )
    wrong = list(_wrong_frames(words))
    yield from wrong
    if not wrong and not any(fault.is_error for fault in faults):
        yield Finding(about=_ABOUT, state=State.OK, message=_count(words))


def _unknown_ids(words: OwnWords, settings: Settings) -> Iterator[Fault]:
    if not words.aliases:
        return
    names = {row.id for row in bundled_rows()} | {row.cells["id"] for row in words.names}
    entities = {row.cells["qid"] for row in words.entities}
    with closing(KnowledgeBase.choose(settings.knowledge_base)) as known:
        for row in words.aliases:
            given = row.cells["id"]
            if given in names | entities or (given[0] == "Q" and known.get(given)):
                continue
            what = "the knowledge base" if given[0] == "Q" else "the gazetteer"
            yield Fault(
                place=row.place,
                message=f"{what} has no {given}",
                mend="Mend the id, or add a row for it to a table of names or entities.",
            )


def _replaced(words: OwnWords) -> Iterator[Fault]:
    bundled = {row.id: row for row in bundled_rows()}
    for row in words.names:
        if former := bundled.get(row.cells["id"]):
            yield Fault(
                place=row.place,
                message=f"{former.id} stands in place of the bundled {former.name!r}",
                mend="Choose another id if something else is meant; for an alias alone, use a"
                " table with the columns id and alias.",
                is_error=False,
            )


def _shared(words: OwnWords) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for row in bundled_rows():
        owners |= dict.fromkeys((row.name, *row.aliases), row.id)
    for own in words.names:
        strong = (name for name in own.cells["aliases"].split("|") if not name.endswith("?"))
        for name in filter(None, (own.cells["name"], *strong)):
            if owners.get(name, own.cells["id"]) != own.cells["id"]:
                yield Fault(
                    place=own.place,
                    message=f"{name!r} also names the bundled {owners[name]}, and now means yours",
                    mend="Put ? behind an alias that is to count only beside a sure name.",
                    is_error=False,
                )


def _wrong_frames(words: OwnWords) -> Iterator[Finding]:
    with using(words):
        for frame in words.frames:
            try:
                own_frame(frame)
            except DataError as exc:
                yield Finding(
                    about=_ABOUT,
                    state=State.ERROR,
                    message=str(exc),
                    mend=exc.hint,
                    exit_code=SettingsError.exit_code,
                )


def _count(words: OwnWords) -> str:
    parts = {
        "names": words.names,
        "aliases": words.aliases,
        "entities": words.entities,
        "kinds of event": words.types,
        "frames": words.frames,
    }
    return ", ".join(f"{len(rows)} {name}" for name, rows in parts.items() if rows) or "none"
