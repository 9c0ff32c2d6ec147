"""The judgements of a store: ``judgements/judgements.yaml``, which tools only add to."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.identity.judgement_text import parse_judgements, spell
from hkgraph.store.files import store_errors, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hkgraph.identity.judgements import Judgement, Judgements

_HEAD = "# What people have decided, oldest first; of several on one thing the last counts.\n"


class JudgementFile:
    """The file of one store; it may be absent.

    Args:
        store: Folder of the store.
    """

    def __init__(self, store: Path) -> None:
        self.path = store / "judgements" / "judgements.yaml"

    def load(self) -> Judgements:
        """Read what was decided.

        Raises:
            UsageError: The file is no UTF-8 or no YAML, or an entry is wrong.
            StoreError: It cannot be read.
        """
        return parse_judgements(self._text(), str(self.path))

    def append(self, judgements: Iterable[Judgement]) -> None:
        """Add judgements at the end; what stands there stays as it is, comments and all.

        Raises:
            UsageError: The file as it stands is wrong, or is not written as a list of blocks.
            StoreError: It cannot be written.
        """
        with store_errors(self.path), self._locked():
            text = self._text() or _HEAD
            self.load()
            text = text.rstrip("\n") + "\n" + "".join(map(spell, judgements))
            parse_judgements(text, str(self.path))
            write_whole(self.path, text.encode())

    def _text(self) -> str:
        with store_errors(self.path):
            try:
                return self.path.read_text(encoding="utf-8-sig")
            except FileNotFoundError:
                return ""
            except UnicodeDecodeError as exc:
                raise UsageError(f"{self.path} is not UTF-8", hint="Save it as UTF-8.") from exc

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
