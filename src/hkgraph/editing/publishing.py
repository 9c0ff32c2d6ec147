"""A write from beginning to end: clone, change, check, publish; or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.editing.checking import check_edit
from hkgraph.editing.edit import Edit
from hkgraph.editing.tally import manifest_after
from hkgraph.graph.iri import Minter
from hkgraph.store.files import database_errors
from hkgraph.store.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.editing.checking import Checker
    from hkgraph.store.generations import Draft, Generation, StoreDir, Writer

_NO_QUADS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of a write.

    Attributes:
        generation: Number of the generation that holds it; the one before if it changed nothing.
        added: How many quads are new.
        removed: How many are gone.
        graphs: Names of the graphs that it changed, sorted; the nameless one is ``""``.
        created: Names of graphs that were not there before.
    """

    generation: int
    added: int = 0
    removed: int = 0
    graphs: tuple[str, ...] = ()
    created: tuple[str, ...] = ()


def begin(store: StoreDir, base_iri: str, *, wait_seconds: float = 0.0) -> Generation:
    """Give the current generation; where there is no store yet, begin an empty one.

    Raises:
        StoreError: The folder holds other things, or cannot be written.
    """
    current = store.find_current()
    if current:
        return current
    with store.writing(wait_seconds=wait_seconds) as writer:
        return store.find_current() or _begin(writer, base_iri)


def _begin(writer: Writer, base_iri: str) -> Generation:
    draft = writer.clone()
    draft.open().flush()
    manifest = Manifest(digest=_NO_QUADS, base_iri=base_iri, counts={"quads": 0}, versions={})
    return writer.publish(draft, manifest)


class Publisher:
    """Publishes what changes a clone.

    Args:
        base_iri: For a store that is only beginning.
        keep: How many generations to keep.
        checker: Gives the shapes for a base IRI when they are wanted; None lets everything pass.
        wait_seconds: How long to wait for another writer.
    """

    def __init__(
        self,
        store: StoreDir,
        base_iri: str,
        *,
        keep: int,
        checker: Callable[[str], Checker] | None,
        wait_seconds: float = 0.0,
    ) -> None:
        self._store = store
        self._base_iri = base_iri
        self._keep = keep
        self._checker = checker
        self._wait_seconds = wait_seconds

    def publish(self, change: Callable[[Edit, Manifest], None]) -> Written:
        """Let something change a clone, and publish it if it may stand.

        Args:
            change: Is given the clone and the manifest of what was cloned.

        Raises:
            HkgraphError: The change raises it, or the shapes or the store refuse; nothing is
                published.
        """
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            current = self._store.find_current() or _begin(writer, self._base_iri)
            draft = writer.clone()
            try:
                written, manifest = self._fill(draft, current, change)
                if manifest is None:
                    writer.discard(draft)
                    return written
                writer.publish(draft, manifest)
            except BaseException:
                writer.discard(draft)
                raise
            writer.prune(self._keep)
            return written

    def _fill(
        self, draft: Draft, current: Generation, change: Callable[[Edit, Manifest], None]
    ) -> tuple[Written, Manifest | None]:
        manifest = current.manifest
        minter = Minter(manifest.base_iri)
        edit = Edit(current.open(), draft.open(), minter)
        with database_errors(draft.path):
            change(edit, manifest)
            if not edit.changes_something:
                return Written(generation=current.number), None
            if self._checker:
                check_edit(edit, self._checker(manifest.base_iri))
            after = manifest_after(manifest, edit, minter)
            edit.store.flush()
        return _written(edit, draft.number), after


def _written(edit: Edit, number: int) -> Written:
    changed = {quad.graph_name for quad in edit.added | edit.removed} | edit.made | edit.dropped
    return Written(
        generation=number,
        added=len(edit.added),
        removed=len(edit.removed),
        graphs=tuple(sorted(getattr(graph, "value", "") or "" for graph in changed)),
        created=tuple(sorted(graph.value for graph in edit.made)),
    )
