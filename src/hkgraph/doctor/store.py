"""Checks of the store: its generations, its lock, the room on its disk, its judgements."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from hkgraph.doctor.findings import Finding, State
from hkgraph.errors import SettingsError, StoreError, StoreLockedError
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.lock import writer_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hkgraph.settings import Settings

MEGABYTE = 1_000_000
#: A compaction may hold the live data four times over.
_PEAK = 4
_LEAST_FREE = 500 * MEGABYTE


def check_store(settings: Settings) -> Iterator[Finding]:
    """Open the current generation and compare its base with the setting."""
    store = StoreDir(settings.store)
    store.check_folder()
    current = store.find_current()
    if current is None:
        message = f"{settings.store} holds no graph yet"
        mend = "Build one: hkgraph build ARTICLES."
        yield Finding(about="store", state=State.NOTE, message=message, mend=mend)
        return
    quads = len(current.open())
    message = f"generation {current.number} of {settings.store}, {quads:,} quads"
    yield Finding(about="store", state=State.OK, message=message)
    if current.manifest.base_iri != settings.base_iri:
        yield Finding(
            about="store",
            state=State.ERROR,
            message=f"its IRIs begin with {current.manifest.base_iri}, the setting says"
            f" {settings.base_iri}",
            mend="Set HKGRAPH_BASE_IRI to the store's base.",
            exit_code=SettingsError.exit_code,
        )
    if not os.access(settings.store, os.W_OK):
        yield Finding(
            about="store",
            state=State.WARNING,
            message=f"{settings.store} may be read and not written",
            mend="Builds need to write there; serving does not.",
        )


def check_lock(settings: Settings) -> Iterator[Finding]:
    """Take the lock for a moment, as every writer does."""
    path = settings.store / "lock"
    if not path.exists() or not os.access(path, os.W_OK):
        return
    try:
        with writer_lock(path):
            yield Finding(about="lock", state=State.OK, message="nobody writes")
    except StoreLockedError as exc:
        yield Finding(about="lock", state=State.NOTE, message=str(exc))


def check_space(settings: Settings) -> Iterator[Finding]:
    """Compare the free room with what a compaction of the database may need."""
    folder = next(
        one for one in (settings.store, *settings.store.absolute().parents) if one.is_dir()
    )
    free = shutil.disk_usage(folder).free
    current = StoreDir(settings.store).find_current()
    need = max(_LEAST_FREE, _PEAK * _size(current.database) if current else 0)
    message = f"{free // MEGABYTE:,} MB free"
    if free >= need:
        yield Finding(about="disk space", state=State.OK, message=message)
    else:
        mend = f"Make room: a build of this store may need {need // MEGABYTE:,} MB for a time."
        yield Finding(about="disk space", state=State.WARNING, message=message, mend=mend)


def _size(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    except OSError as exc:  # it was pruned meanwhile
        raise StoreError(
            f"{folder} cannot be measured: {exc.strerror}", hint="Ask the doctor again."
        ) from exc


def check_judgements(settings: Settings) -> Iterator[Finding]:
    """Read the file that people write by hand."""
    judgements = JudgementFile(settings.store).load()
    count = len(judgements.standing)
    yield Finding(about="judgements", state=State.OK, message=f"{count} stand")
