"""The forms under which an entity is found by its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.text import fold
from hkgraph.wikidata.entities import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.wikidata.entities import Entry

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def short_forms(name: str, type_: str) -> Iterator[str]:
    """Give the shorter ways to write a Hong Kong person's full name, folded.

    >>> sorted(short_forms("Edward Leung Tin-kei", "person"))
    ['edward leung', 'leung tin-kei']
    """
    words = name.split()
    if type_ == "person" and len(words) == 3 and "-" in words[2]:
        yield fold(" ".join(words[:2]))
        yield fold(" ".join(words[1:]))


def folded_names(entry: Entry) -> dict[str, NameKind]:
    """Give each folded name of an entity with the surest that it is."""
    found: dict[str, NameKind] = {}
    for name, kind in _names(entry):
        if name:
            found[name] = min(kind, found.get(name, kind))
    return found


def _names(entry: Entry) -> Iterator[tuple[str, NameKind]]:
    yield fold(entry.label), NameKind.LABEL
    yield fold(entry.label_zh), NameKind.CHINESE
    for name in entry.aliases:
        yield fold(name), NameKind.CHINESE if _HAN.search(name) else NameKind.ALIAS
    for name in (entry.label, *entry.aliases):
        for form in short_forms(name, entry.type):
            yield form, NameKind.SHORT
