"""Bearer tokens of those who may write: a file for each, which holds no token but its hash.

A token is 256 bits from the system's source of randomness, so nobody can try through what it may
be, and a plain SHA-256 of it needs neither salt nor slowness, which are for passwords that people
choose. The files are read with each request: who is revoked is out at once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError, UsageError
from hkgraph.store.files import store_errors, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.store.generations import StoreDir

#: Lets people, and scanners for secrets, see what a string is.
PREFIX = "hkg_"
_TOKEN_BYTES = 32
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SUFFIX = ".json"
_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """What is known of a token.

    Attributes:
        used: When it was last used, to the minute; None if never.
    """

    name: str
    created: datetime
    used: datetime | None


class Tokens:
    """The tokens of one store.

    Attributes:
        folder: Where their files are.
    """

    def __init__(self, store: StoreDir) -> None:
        self._store = store
        self.folder = store.path / "tokens"

    def create(self, name: str) -> str:
        """Make a token and give it: this is the only time that it is known.

        Raises:
            UsageError: The name is taken, or cannot be one.
            StoreError: The folder is no store, or cannot be written.
        """
        path = self._path(name)
        self._store.check_folder()
        if path.exists():
            raise UsageError(
                f"there is a token called {name!r} already",
                hint=f"Take another name, or revoke it first: hkgraph token revoke {name}.",
            )
        token = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        content = json.dumps({"sha256": _hash(token), "created": created})
        with store_errors(self.folder):
            self.folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            write_whole(path, content.encode(), mode=_OWNER_ONLY)
        return token

    def revoke(self, name: str) -> None:
        """Make a token worthless.

        Raises:
            UsageError: There is none of this name.
        """
        path = self._path(name)
        if not path.exists():
            names = ", ".join(row.name for row in self.all()) or "(none)"
            raise UsageError(f"no token is called {name!r}", hint=f"Use one of: {names}.")
        with store_errors(self.folder):
            path.unlink(missing_ok=True)
            _trace(path).unlink(missing_ok=True)

    def all(self) -> list[TokenRow]:
        """List the tokens by name."""
        with store_errors(self.folder):
            return [
                TokenRow(name=path.stem, created=created, used=_last_used(path))
                for path, _, created in self._read()
            ]

    def find(self, token: str) -> str | None:
        """Give the name of whoever holds a token, and note that it was used.

        All hashes are compared, each in constant time, so that the time tells nothing.
        """
        given, holder = _hash(token), None
        with store_errors(self.folder):
            for path, known, _ in self._read():
                if hmac.compare_digest(given, known):
                    holder = path
            if holder is None:
                return None
            _trace(holder).touch(mode=_OWNER_ONLY)
        return holder.stem

    def _read(self) -> list[tuple[Path, str, datetime]]:
        found = []
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            try:
                content = json.loads(path.read_bytes())
                created = datetime.fromisoformat(content["created"])
                found.append((path, str(content["sha256"]), created))
            except FileNotFoundError:
                continue  # revoked this moment
            except (ValueError, KeyError, TypeError) as exc:
                raise StoreError(
                    f"{path} is broken", hint=f"Make it anew: hkgraph token revoke {path.stem}."
                ) from exc
        return found

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"a token cannot be called {name!r}",
                hint="Use up to 64 small letters, digits, hyphens and underscores.",
            )
        return self.folder / f"{name}{_SUFFIX}"


def _trace(path: Path) -> Path:
    """Give the empty file whose time says when a token was used."""
    return path.with_suffix(".used")


def _last_used(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(_trace(path).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
